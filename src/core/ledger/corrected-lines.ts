import type { Cell, Line, LineCellName, LineCells } from '../filing/filing';
import type { StoredEventOf } from './events';

/** A cell that a person's decision replaced. */
export interface CellCorrection {
  readonly cell: LineCellName;
  /** As it was read from the form; undefined where it was blank. */
  readonly filed: Cell<string | boolean> | undefined;
  /** As it is read now; undefined where the decision took it away. */
  readonly corrected: Cell<string | boolean> | undefined;
  readonly decision: StoredEventOf<'LineCorrected'>;
}

/** A line as it is to be read, and which of its cells are not as filed. */
export interface CorrectedLine {
  readonly line: Line;
  readonly corrections: readonly CellCorrection[];
}

/**
 * A line with the cells that decisions on it replace; of two on one cell the later one holds. A replaced cell
 * keeps its place and its footnotes, unless the decision gives others.
 */
export function correctedLine(
  line: Line,
  decisions: readonly StoredEventOf<'LineCorrected'>[],
): CorrectedLine {
  const corrections = new Map<LineCellName, CellCorrection>();
  for (const decision of decisions) {
    for (const [name, given] of Object.entries(decision.data.cells)) {
      const cell = name as LineCellName;
      const filed = line.cells[cell];
      corrections.set(cell, { cell, filed, corrected: replaced(filed, given), decision });
    }
  }
  const cells: Record<string, Cell<string | boolean>> = { ...line.cells };
  for (const { cell, corrected } of corrections.values()) {
    if (corrected) cells[cell] = corrected;
    else delete cells[cell];
  }
  return { line: { ...line, cells: cells as LineCells }, corrections: [...corrections.values()] };
}

function replaced(
  filed: Cell<string | boolean> | undefined,
  given: Cell<string | boolean> | null,
): Cell<string | boolean> | undefined {
  if (given === null) return undefined;
  const { at, footnotes } = filed ?? {};
  return { ...(footnotes && { footnotes }), ...(at && { at }), ...given };
}
