import type { Problem } from '../../filing/filing';
import type { PersonFiling } from '../filings-of-person';
import type { ReportedLine } from '../reported-line';
import type { VoidSentence } from './amendment-words';
import { type CellChange, changedCells } from './changed-cells';
import type { AmendmentEffects, LineAmended, StandingLines } from './line-effects';
import type { WholeSentence } from './whole-filing-words';

/** Characters of a sentence that are quoted in a reason. */
const MAX_QUOTED = 300;
/** Cells that tell one transaction from another; the following balance is left out. */
const TELLING: ReadonlySet<string> = new Set([
  'securityTitle',
  'transactionDate',
  'transactionCode',
  'transactionShares',
  'transactionTotalValue',
  'transactionAcquiredDisposedCode',
  'transactionPricePerShare',
  'directOrIndirectOwnership',
  'natureOfOwnership',
]);

type Quotable = Pick<VoidSentence, 'sentence'>;

/** Applies the sentences that take lines back to what the rows alone say. */
export class Voids {
  private readonly amended: LineAmended[];
  private readonly problems: Problem[] = [];

  constructor(
    filed: readonly LineAmended[],
    private readonly standing: StandingLines,
  ) {
    this.amended = [...filed];
  }

  effects(): AmendmentEffects {
    return { lines: this.amended, problems: this.problems };
  }

  /** A sentence of the footnotes on one row of the amendment: it speaks of that row, or of its twin. */
  readRow(line: ReportedLine, sentence: VoidSentence): void {
    const amended = this.amended.find((each) => each.line === line)!;
    // One duplicate was removed, however many sentences say so; the row that is shown again stays.
    if (sentence.kind === 'duplicate' && this.hasLostTwin(line)) return;
    const twins = sentence.kind === 'duplicate' ? this.unnamed().filter((other) => isTwin(other, line)) : [];
    if (twins.length > 0) this.takeBack(twins.at(-1)!, sentence);
    else if (amended.original && isTakenBack(amended)) this.turn(amended, sentence);
    else if (!amended.original && sentence.kind === 'never' && this.standing.filings.length === 0) {
      this.turn(amended, sentence);
    } else if (amended.effect !== 'void') this.find([sentence], line);
  }

  /**
   * A sentence on the original as a whole. What the amendment does not show of it is taken back; what it shows again
   * as it was only where the original is withdrawn, for what is disregarded or replaced it may show to let it stand.
   */
  readWhole(sentence: WholeSentence, amendment: PersonFiling): void {
    const [original] = this.standing.filings;
    const shown = this.amended.filter(({ line }) => line);
    const again = shown.filter((each) => each.original && isTakenBack(each));
    const onlyAgain = shown.length === again.length;
    const { kind } = sentence;
    if (!original) {
      // EDGAR takes no amendment without a line: one that withdraws shows what it withdraws.
      if (kind === 'withdrawn') for (const each of shown) this.turn(each, sentence);
      return;
    }
    const isClear =
      kind !== 'unclear' &&
      speaksOf(sentence, original, amendment) &&
      (this.standing.filings.length === 1 || namesOriginal(sentence)) &&
      (kind !== 'inError' || onlyAgain);
    if (!isClear) {
      this.leaveWholeOpen(sentence, 'it is not clear what of the original that is');
      return;
    }
    const withdrawn = kind === 'withdrawn' || kind === 'inError';
    for (const line of this.unnamed()) if (isOf(line, original)) this.takeBack(line, sentence);
    if (withdrawn) for (const each of again) this.turn(each, sentence);
    else if (kind === 'disregarded' && onlyAgain && shown.length > 0) {
      this.leaveWholeOpen(sentence, 'the amendment shows the same lines again, which count');
    }
    const added = this.unnamed().length;
    if (added > 0) this.leaveWholeOpen(sentence, `${added} lines of earlier amendments stay`);
  }

  private leaveWholeOpen(sentence: WholeSentence, why: string): void {
    this.problems.push({ code: 'amendmentVoidUnclear', message: `${quoted(sentence)}, and ${why}` });
  }

  leaveUnread(sentences: number): void {
    this.problems.push({
      code: 'amendmentWordsUnread',
      message: `${sentences} sentences that may take lines back were not looked at: more than any form has`,
    });
  }

  /** Sentences that hang on no row: which line they speak of must follow from what they name. */
  readGeneral(sentences: readonly VoidSentence[]): void {
    if (sentences.length > 0) this.find(sentences, undefined);
  }

  /** Lines of the original that no line of the amendment speaks of and no sentence has taken back. */
  private unnamed(): readonly ReportedLine[] {
    const named = new Set(this.amended.map(({ original }) => original));
    return this.standing.lines.filter((original) => !named.has(original));
  }

  private hasLostTwin(line: ReportedLine): boolean {
    return this.amended.some(
      (each) => each.effect === 'void' && !each.line && each.original && isTwin(each.original, line),
    );
  }

  private find(sentences: readonly VoidSentence[], line: ReportedLine | undefined): void {
    for (const sentence of sentences) {
      const shown = this.amended.filter((each) => each.original && isTakenBack(each));
      const unnamed = this.unnamed();
      const candidates = [...unnamed, ...shown.map(({ original }) => original!)];
      const meant = linesMeant(sentence, candidates, unnamed);
      if (meant.length === 0) this.leaveOpen(sentence, candidates, line);
      for (const taken of meant) {
        const amended = shown.find(({ original }) => original === taken);
        if (amended) this.turn(amended, sentence);
        else this.takeBack(taken, sentence);
      }
    }
  }

  private turn(amended: LineAmended, sentence: Quotable): void {
    const reason = `${amended.reason}; ${quoted(sentence)}`;
    this.amended[this.amended.indexOf(amended)] = { ...amended, effect: 'void', reason };
  }

  private takeBack(original: ReportedLine, sentence: Quotable): void {
    this.amended.push({ effect: 'void', original, reason: quoted(sentence) });
  }

  private leaveOpen(
    sentence: VoidSentence,
    candidates: readonly ReportedLine[],
    line: ReportedLine | undefined,
  ): void {
    const rows = candidates.map((other) => `Table ${other.line.table} row ${other.line.row}`).join(', ');
    this.problems.push({
      code: 'amendmentVoidUnclear',
      message: `${quoted(sentence)}, and it is not clear which line that is${rows && ` (${rows})`}: none is taken back`,
      ...(line && { table: line.line.table, row: line.line.row }),
    });
  }
}

/** `The prior filing` may be an earlier amendment where there is one. */
function namesOriginal({ sentence, dates, accessions }: WholeSentence): boolean {
  return dates.length > 0 || accessions.length > 0 || /\b(?:original|initial)/i.test(sentence);
}

/** True unless the sentence names another date or accession number than the original's. */
function speaksOf(
  { dates, accessions }: WholeSentence,
  original: PersonFiling,
  amendment: PersonFiling,
): boolean {
  const { accession, filedOn, acceptedAt, signedOn, facts, lines } = original;
  const own = [filedOn, acceptedAt?.slice(0, 10), signedOn, facts.periodOfReport?.value];
  own.push(amendment.facts.dateOfOriginalSubmission?.value);
  own.push(...lines.map(({ cells }) => cells.transactionDate?.value));
  const named = accessions.length === 0 || accession === null || accessions.includes(accession);
  return named && (dates.length === 0 || dates.some((date) => own.includes(date)));
}

/** True when the line goes back to one of that filing, whatever amendments have made of it. */
function isOf(line: ReportedLine, filing: PersonFiling): boolean {
  let first = line;
  while (first.restates) first = first.restates;
  return first.filing === filing;
}

/** Filed again as it was, or with nothing for its amount: then words can take it back. */
function isTakenBack({ effect, line, original }: LineAmended): boolean {
  if (effect === 'void' || !line || !original) return false;
  if (line.line.kind === 'holding') return line.reported === original.reported || line.reported === '0';
  return line.change === original.change || line.change === '0' || line.changeUnknown;
}

function isTwin(left: ReportedLine, right: ReportedLine): boolean {
  return left.line.table === right.line.table && changedCells(left, right).every(isNotTelling);
}

function isNotTelling({ cell }: CellChange): boolean {
  return !TELLING.has(cell);
}

/**
 * The lines that a sentence takes back, among those of the original; none where that is not clear. It names them by
 * amounts, each its own, or by date and kind of transaction, when only one line is of them. A sentence that names
 * nothing means the only line there is or, when it deletes, the only one that the amendment does not show.
 */
function linesMeant(
  sentence: VoidSentence,
  candidates: readonly ReportedLine[],
  unnamed: readonly ReportedLine[],
): readonly ReportedLine[] {
  const byAmount = (line: ReportedLine) =>
    amountsOf(line).some((amount) => sentence.amounts.includes(amount));
  const tests = [
    byAmount,
    (line: ReportedLine) => sentence.dates.includes(line.line.cells.transactionDate?.value ?? ''),
    (line: ReportedLine) => sentence.codes.includes(codeOf(line)),
  ];
  const telling = tests.filter((test) => candidates.some(test));
  const fitting = candidates.filter((line) => telling.every((test) => test(line)));
  const hidden = fitting.filter((line) => unnamed.includes(line));
  const meant = sentence.deletes && hidden.length > 0 ? hidden : fitting;
  if (meant.length < 2) return meant;
  if (sentence.kind === 'duplicate' && meant.every((line) => isTwin(line, meant[0]!))) {
    return [meant.findLast((line) => unnamed.includes(line)) ?? meant.at(-1)!];
  }
  const amounts = new Set(meant.map((line) => amountsOf(line).join(' ')));
  return meant.every(byAmount) && amounts.size === meant.length ? meant : [];
}

function amountsOf({ line }: ReportedLine): readonly string[] {
  const { cells, kind } = line;
  const boxes =
    kind === 'holding'
      ? [cells.sharesOwnedFollowingTransaction, cells.valueOwnedFollowingTransaction]
      : [cells.transactionShares, cells.transactionTotalValue];
  return boxes.map((cell) => cell?.value).filter((value) => value !== undefined);
}

function codeOf({ line }: ReportedLine): string {
  return line.kind === 'holding' ? 'holding' : (line.cells.transactionCode?.value ?? '');
}

function quoted({ sentence }: Quotable): string {
  const words = sentence.length > MAX_QUOTED ? `${sentence.slice(0, MAX_QUOTED)}…` : sentence;
  return `the amendment says: "${words}"`;
}
