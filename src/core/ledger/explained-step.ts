import type { Doubt, Footnote, LineCellName, Place, Repair, Table } from '../filing/filing';
import { subtract } from '../values/quantity';
import { versionsOf } from './amendments/amended-filings';
import type { HoldingStep } from './holding-steps';
import type { FilingSource, StepRow } from './person-ledger';
import { lineId, stepRow } from './person-rows';
import type { ReportedLine } from './reported-line';

/** One box of the form that a step's figure was made from. */
export interface ExplainedCell {
  readonly cell: LineCellName;
  /** Column of the form's table, from 1. */
  readonly column: number;
  /** As it is read; null where it is blank or unreadable. */
  readonly value: string | null;
  /** The text as filed, where it is not the value itself. */
  readonly filed: string | null;
  readonly doubt: Doubt | null;
  /** First line, column and length in the step's source document; null where the document shows no place. */
  readonly at: Place | null;
  /** How the cell was healed; null when it was not. */
  readonly repair: Repair | null;
}

/** A line that another one restates, and which no longer counts. */
export interface RestatedLine {
  readonly eventId: string;
  readonly filingKey: string;
  readonly formType: string;
  readonly table: Table;
  readonly row: number;
}

/** One step on the way to a figure, down to the boxes of the form. */
export interface ExplainedStep extends StepRow {
  /** Balance that the step counts from; null for an opening, and where none is known. */
  readonly before: string | null;
  /** Id of the event of its filing. */
  readonly filingEventId: string;
  readonly source: FilingSource;
  /** In the form's order of columns. */
  readonly cells: readonly ExplainedCell[];
  /** On any cell of the row. */
  readonly footnoteTexts: readonly Footnote[];
  /** Earlier versions of the line, newest first; empty unless an amendment restates it. */
  readonly restates: readonly RestatedLine[];
}

/** The boxes that make dates and balances, by column (Forms 4 and 5; Form 3 numbers its fewer columns otherwise). */
const COLUMNS: Readonly<Record<Table, readonly (readonly [column: number, cell: LineCellName])[]>> = {
  I: [
    [1, 'securityTitle'],
    [2, 'transactionDate'],
    [3, 'transactionCode'],
    [4, 'transactionShares'],
    [4, 'transactionTotalValue'],
    [4, 'transactionAcquiredDisposedCode'],
    [5, 'sharesOwnedFollowingTransaction'],
    [5, 'valueOwnedFollowingTransaction'],
  ],
  II: [
    [1, 'securityTitle'],
    [3, 'transactionDate'],
    [4, 'transactionCode'],
    [5, 'transactionShares'],
    [5, 'transactionTotalValue'],
    [5, 'transactionAcquiredDisposedCode'],
    [7, 'underlyingSecurityShares'],
    [9, 'sharesOwnedFollowingTransaction'],
    [9, 'valueOwnedFollowingTransaction'],
  ],
};

/** A step of a holding with everything that it rests on. */
export function explainedStep(
  personId: string,
  holdingId: string,
  ordinal: number,
  step: HoldingStep,
): ExplainedStep {
  const row = stepRow(personId, holdingId, ordinal, step);
  const { line, kind, computed } = step;
  const counted = kind === 'transaction' && computed !== undefined && line.change !== undefined;
  return {
    ...row,
    before: step.split?.before ?? (counted ? subtract(computed, line.change) : null),
    filingEventId: line.filing.eventId,
    source: line.filing.placedIn,
    cells: step.split ? [] : cellsOf(line),
    footnoteTexts: step.split ? [] : footnotesOf(line),
    restates: versionsOf(line)
      .slice(1)
      .map((version) => ({
        eventId: lineId(version),
        filingKey: version.filing.filingKey,
        formType: version.filing.facts.formType,
        table: version.line.table,
        row: version.line.row,
      })),
  };
}

function cellsOf({ filing, line }: ReportedLine): readonly ExplainedCell[] {
  const { table, row, cells } = line;
  return COLUMNS[table].flatMap(([column, name]) => {
    const cell = cells[name];
    if (!cell) return [];
    const repair = filing.repairs.find(
      (each) => each.table === table && each.row === row && each.cell === name,
    );
    return [
      {
        cell: name,
        column,
        value: cell.value === undefined ? null : String(cell.value),
        filed: cell.filed ?? null,
        doubt: cell.doubt ?? null,
        at: cell.at ?? null,
        repair: repair ?? null,
      },
    ];
  });
}

function footnotesOf({ filing, line }: ReportedLine): readonly Footnote[] {
  const ids = new Set(Object.values(line.cells).flatMap((cell) => cell.footnotes ?? []));
  return filing.facts.footnotes.filter(({ id }) => ids.has(id));
}
