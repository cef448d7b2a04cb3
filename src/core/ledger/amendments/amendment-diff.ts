import type { Cell, Owner, Table } from '../../filing/filing';
import type { PersonFiling } from '../filings-of-person';
import { personIdOf } from '../parties';
import { lineId } from '../person-rows';
import type { ReportedLine } from '../reported-line';
import type { FiledAmendment } from './amended-filings';
import {
  type CellChange,
  changedCells,
  changedFootnotes,
  type FootnoteChange,
  textOf,
} from './changed-cells';
import type { LineAmended, LineEffect } from './line-effects';

/** A line as it was filed, in a few words. */
export interface DiffedLine {
  /** Event id. */
  readonly lineId: string;
  readonly filingKey: string;
  readonly formType: string;
  readonly table: Table;
  /** From 1 within the table. */
  readonly row: number;
  readonly title: string;
  readonly transactionDate: string | null;
  readonly code: string | null;
  /** Signed by the A/D column; null for a row without a transaction. */
  readonly change: string | null;
  readonly reported: string | null;
}

/** What an amendment does to one line, cell by cell. */
export interface LineDiff {
  readonly effect: LineEffect;
  readonly reason: string;
  /** The amendment's line; null when words alone take a line of the original back. */
  readonly line: DiffedLine | null;
  /** The line as it stood before, of the original or of an earlier amendment; null for an added one. */
  readonly original: DiffedLine | null;
  /** Boxes with other values; empty for an added line, which is new as a whole. */
  readonly cells: readonly CellChange[];
  /** Boxes whose footnotes say something else. */
  readonly footnotes: readonly FootnoteChange[];
}

/** A box outside the tables that is not as on the original; null for a blank one. */
export interface BoxChange {
  /** Such as `dateOfOriginalSubmission`, `remarks`, `signatures` or `owners.0001494730.officerTitle`. */
  readonly box: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an amendment changed, line by line and cell by cell. */
export interface AmendmentDiff {
  readonly lines: readonly LineDiff[];
  /** Lines of the original, as they stood before the amendment, that it does not name: they stay. */
  readonly unnamed: readonly DiffedLine[];
  /** Boxes outside the tables; empty when the original is not known. */
  readonly boxes: readonly BoxChange[];
}

/**
 * What an amendment changed against its original as it stood before it, earlier amendments included; of lines that
 * speak of a day after `asOf` (ISO date) nothing, when it is given.
 */
export function amendmentDiff(
  { amendment, standing, originals, lines, unnamed }: FiledAmendment,
  asOf?: string,
): AmendmentDiff {
  const [original] = originals;
  const until = (line: ReportedLine) => asOf === undefined || line.effectiveOn <= asOf;
  return {
    lines: lines.filter(({ line, original: former }) => until((former ?? line)!)).map(lineDiff),
    unnamed: unnamed.filter(until).map(diffedLine),
    boxes: standing === 'matched' && original ? changedBoxes(original.filing, amendment) : [],
  };
}

function lineDiff({ effect, reason, line, original }: LineAmended): LineDiff {
  return {
    effect,
    reason,
    line: line ? diffedLine(line) : null,
    original: original ? diffedLine(original) : null,
    cells: line && original ? changedCells(original, line) : [],
    footnotes: line && original ? changedFootnotes(original, line) : [],
  };
}

/** A line in a few words. */
export function diffedLine(reported: ReportedLine): DiffedLine {
  const { filing, line } = reported;
  return {
    lineId: lineId(reported),
    filingKey: filing.filingKey,
    formType: filing.facts.formType,
    table: line.table,
    row: line.row,
    title: line.cells.securityTitle?.value ?? '',
    transactionDate: line.cells.transactionDate?.value ?? null,
    code: line.cells.transactionCode?.value ?? null,
    change: reported.change ?? null,
    reported: reported.reported ?? null,
  };
}

type Boxes = Readonly<Record<string, string | null>>;

/** Boxes outside the tables in which two filings differ. */
export function changedBoxes(original: PersonFiling, amendment: PersonFiling): readonly BoxChange[] {
  const [before, after] = [boxesOf(original), boxesOf(amendment)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((box) => ({ box, before: before[box] ?? null, after: after[box] ?? null }))
    .filter((change) => change.before !== change.after);
}

function boxesOf({ facts }: PersonFiling): Boxes {
  const { issuer } = facts;
  return {
    periodOfReport: textOf(facts.periodOfReport),
    dateOfOriginalSubmission: textOf(facts.dateOfOriginalSubmission),
    noSecuritiesOwned: checked(facts.noSecuritiesOwned),
    notSubjectToSection16: checked(facts.notSubjectToSection16),
    form3HoldingsReported: checked(facts.form3HoldingsReported),
    form4TransactionsReported: checked(facts.form4TransactionsReported),
    aff10b5One: checked(facts.aff10b5One),
    issuerName: textOf(issuer.issuerName),
    issuerTradingSymbol: textOf(issuer.issuerTradingSymbol),
    ...Object.assign({}, ...facts.owners.map(ownerBoxes)),
    remarks: textOf(facts.remarks),
    signatures:
      facts.signatures
        .map(({ signatureName, signatureDate }) =>
          [textOf(signatureName), textOf(signatureDate)].filter(Boolean).join(', '),
        )
        .join('; ') || null,
  };
}

function ownerBoxes(owner: Owner): Boxes {
  const of = `owners.${personIdOf(owner) ?? 'unknown'}`;
  return {
    [`${of}.rptOwnerName`]: textOf(owner.rptOwnerName),
    [`${of}.isDirector`]: checked(owner.isDirector),
    [`${of}.isOfficer`]: checked(owner.isOfficer),
    [`${of}.isTenPercentOwner`]: checked(owner.isTenPercentOwner),
    [`${of}.isOther`]: checked(owner.isOther),
    [`${of}.officerTitle`]: textOf(owner.officerTitle),
    [`${of}.otherText`]: textOf(owner.otherText),
  };
}

/** A box that is not checked may be filed as blank or as false: both are the same form. */
function checked(cell: Cell<boolean> | undefined): string | null {
  return cell?.value === true ? 'true' : null;
}
