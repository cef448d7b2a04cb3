import type { SourceLines } from '../source-lines';
import { PlacedText } from './placed-text';

/**
 * A printed form as positioned lines of cells: what text of every layout and HTML are both turned into, and all
 * that the recogniser reads.
 */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  /** True when footnote references are marked up as superscripts, so that a plain `(2)` is text. */
  readonly superscripts: boolean;
  readonly lines: SourceLines;
}

/** How the cells of a row were told apart; their positions are comparable only within one layout. */
export type Layout = 'spaces' | 'tabs' | 'pipes' | 'html';

/** One physical line, or one row of a table. Rows without any text are left out. */
export interface SheetRow {
  readonly layout: Layout;
  /** The cells with text, from left to right. */
  readonly cells: readonly SheetCell[];
  /** Cells of the row, blank ones included; 0 when the layout does not tell. */
  readonly width: number;
  /** Counts up at every blank line and at the edges of tables. */
  readonly paragraph: number;
}

export interface SheetCell {
  /** Columns of the grid from `from` up to but not including `to`; characters of the line in the layout `spaces`. */
  readonly from: number;
  readonly to: number;
  readonly text: PlacedText;
  /** True for a cell that the source itself calls a heading. */
  readonly heading?: true;
}

/** Cells of a row that are told apart: the form's widest table has 16 columns. What follows is one cell. */
export const MOST_CELLS = 512;

/** The row's text, its cells joined by this separator. */
export function rowText(row: SheetRow, separator = ' '): PlacedText {
  const [only] = row.cells;
  return row.cells.length === 1 && only
    ? only.text
    : PlacedText.join(
        row.cells.map((cell) => cell.text),
        separator,
      );
}

/** The row's text with a tab between the columns of its grid, so that a blank cell is seen. */
export function gridText(row: SheetRow): PlacedText {
  const parts: PlacedText[] = [];
  let column = 0;
  for (const cell of row.cells) {
    for (; row.layout !== 'spaces' && column < cell.from; column++) parts.push(PlacedText.EMPTY);
    parts.push(cell.text);
    column = cell.to;
  }
  return PlacedText.join(parts, '\t');
}
