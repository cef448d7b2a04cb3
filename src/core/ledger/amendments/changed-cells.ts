import { type Cell, type Footnote, type LineCellName, type Table, TEXT_CELLS } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import type { ReportedLine } from '../reported-line';

/** One box of a row whose value an amendment changed; null for a blank box. */
export interface CellChange {
  readonly cell: LineCellName;
  /** Number of the form's column, such as `4`, `2A` or `9`. */
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One box of a row whose footnotes say something else than before. The texts as filed, in the order filed. */
export interface FootnoteChange {
  readonly cell: LineCellName;
  readonly column: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Column numbers of Table I and Table II of Form 4. Form 3 numbers its fewer columns otherwise. */
const COLUMNS: Readonly<Record<LineCellName, Readonly<Record<Table, string>>>> = {
  securityTitle: { I: '1', II: '1' },
  conversionOrExercisePrice: { I: '', II: '2' },
  transactionDate: { I: '2', II: '3' },
  deemedExecutionDate: { I: '2A', II: '3A' },
  transactionFormType: { I: '3', II: '4' },
  transactionCode: { I: '3', II: '4' },
  transactionCoding: { I: '3', II: '4' },
  transactionTimeliness: { I: '3', II: '4' },
  equitySwapInvolved: { I: '3', II: '4' },
  transactionShares: { I: '4', II: '5' },
  transactionTotalValue: { I: '4', II: '5' },
  transactionAcquiredDisposedCode: { I: '4', II: '5' },
  transactionPricePerShare: { I: '4', II: '8' },
  exerciseDate: { I: '', II: '6' },
  expirationDate: { I: '', II: '6' },
  underlyingSecurityTitle: { I: '', II: '7' },
  underlyingSecurityShares: { I: '', II: '7' },
  underlyingSecurityValue: { I: '', II: '7' },
  sharesOwnedFollowingTransaction: { I: '5', II: '9' },
  valueOwnedFollowingTransaction: { I: '5', II: '9' },
  directOrIndirectOwnership: { I: '6', II: '10' },
  natureOfOwnership: { I: '7', II: '11' },
};
const CELLS: readonly LineCellName[] = [...TEXT_CELLS, 'equitySwapInvolved'];
/** Boxes that XML has and print has not: missing on one side they say nothing. */
const UNPRINTED: ReadonlySet<LineCellName> = new Set([
  'transactionFormType',
  'transactionTimeliness',
  'equitySwapInvolved',
]);
const WORDED: ReadonlySet<LineCellName> = new Set([
  'securityTitle',
  'underlyingSecurityTitle',
  'natureOfOwnership',
]);

/** The boxes in which a line's value is not that of the line before; spelling alone is no change. */
export function changedCells(before: ReportedLine, after: ReportedLine): readonly CellChange[] {
  const { table } = after.line;
  return CELLS.filter((cell) => differs(cell, before.line.cells[cell], after.line.cells[cell])).map(
    (cell) => ({
      cell,
      column: COLUMNS[cell][table],
      before: textOf(before.line.cells[cell]),
      after: textOf(after.line.cells[cell]),
    }),
  );
}

/** The boxes whose footnotes say something else. Numbers of footnotes are the filing's own: only texts count. */
export function changedFootnotes(before: ReportedLine, after: ReportedLine): readonly FootnoteChange[] {
  const { table } = after.line;
  return CELLS.flatMap((cell): FootnoteChange[] => {
    const [was, is] = [footnotesOn(before, cell), footnotesOn(after, cell)];
    if (words(was) === words(is)) return [];
    return [{ cell, column: COLUMNS[cell][table], before: was, after: is }];
  });
}

/** Texts of the footnotes on a box, in the order filed; the id where a footnote has no text. */
export function footnotesOn({ filing, line }: ReportedLine, cell: LineCellName): readonly string[] {
  const ids = line.cells[cell]?.footnotes ?? [];
  return ids.map((id) => textsById(filing.facts.footnotes).get(id) ?? id);
}

/** By the filing's footnotes: each box of each line asks for them. */
const TEXTS = new WeakMap<readonly Footnote[], ReadonlyMap<string, string>>();

function textsById(footnotes: readonly Footnote[]): ReadonlyMap<string, string> {
  let texts = TEXTS.get(footnotes);
  if (!texts) {
    // Of two notes with one id the first is meant.
    texts = new Map(footnotes.toReversed().map(({ id, text }) => [id, text]));
    TEXTS.set(footnotes, texts);
  }
  return texts;
}

/** Texts of all footnotes on a row, each once. */
export function footnotesOfRow(line: ReportedLine): readonly string[] {
  return [...new Set(CELLS.flatMap((cell) => footnotesOn(line, cell)))];
}

/** What stands in a box, or null when it is blank. */
export function textOf(cell: Cell<string | boolean> | undefined): string | null {
  const text = cell?.value ?? cell?.filed;
  return text === undefined || text === '' ? null : String(text);
}

function differs(
  name: LineCellName,
  before: Cell<string | boolean> | undefined,
  after: Cell<string | boolean> | undefined,
): boolean {
  const [was, is] = [textOf(before), textOf(after)];
  if (UNPRINTED.has(name) && (was === null || is === null)) return false;
  return WORDED.has(name) ? bareWords(was ?? '') !== bareWords(is ?? '') : was !== is;
}

function words(texts: readonly string[]): string {
  return [...new Set(texts.map(bareWords))].sort().join(' | ');
}
