import { cutCells } from './cut-cells';
import { PlacedText } from './placed-text';
import { readAmount, readDate } from './printed-value';
import { readOwnership } from './row-piece';
import type { Layout, SheetCell, SheetRow } from './sheet';
import { readsAsHeading } from './table-header';

/** One line of a table, put together from the physical rows that it was printed on. */
export interface PrintedLine {
  readonly layout: Layout;
  readonly cells: readonly SheetCell[];
  /** Cells of its first row, blank ones included; 0 when the layout does not tell. */
  readonly width: number;
}

export interface TableRows {
  /** The rows of the heading above the first line. */
  readonly heading: readonly SheetRow[];
  readonly lines: readonly PrintedLine[];
  /** Rows that are neither heading nor line. */
  readonly unread: readonly SheetRow[];
}

const NOTHING_HELD = /^\W*(?:none|n\/a|not applicable|nothing|no securities\b.*)\W*$/i;
/** The line under the title of Table II. */
const SUBTITLE = /^\W*e\.?\s?g\.?,?\s+puts\b/i;
/** Text-only rows longer than this are no part of a line. */
const LONGEST_CONTINUATION = 200;

/** Sorts the rows of a table into its heading and its lines; a line may go on over several rows. */
export function readTableRows(rows: readonly SheetRow[]): TableRows {
  const heading: SheetRow[] = [];
  const unread: SheetRow[] = [];
  const lines: MutableLine[] = [];
  /** Rows of text only, until it is known whether they end the line above or begin the next one. */
  let waiting: SheetRow[] = [];
  let inHeading = false;
  const settle = () => {
    for (const row of waiting) {
      const last = lines[lines.length - 1];
      if (!last?.takeText(row)) unread.push(row);
    }
    waiting = [];
  };
  for (const row of rows) {
    if (SUBTITLE.test(row.cells[0]!.text.text)) continue;
    const cells = cutCells(row.cells, row.layout);
    const above = inHeading ? 'heading' : lines.length === 0 ? 'nothing' : 'line';
    inHeading = isHeading(row, cells, above);
    if (inHeading) {
      settle();
      if (lines.length === 0) heading.push(row);
    } else if (!hasValues(cells) || lines[lines.length - 1]?.goesOnIn(new MutableLine(row, cells))) {
      if (!NOTHING_HELD.test(row.cells.map((cell) => cell.text.text).join(' '))) waiting.push(row);
    } else {
      const last = lines[lines.length - 1];
      const line = new MutableLine(row, cells);
      if (last && waiting.length === 0 && last.isContinuedBy(line)) {
        last.take(line);
        continue;
      }
      if (line.hasTitle) settle();
      const above = waiting;
      waiting = [];
      for (const one of above.reverse()) if (!line.takeTextAbove(one)) unread.push(one);
      lines.push(line);
    }
  }
  settle();
  return { heading, lines, unread };
}

/** Words that a heading has and a line of the table has not. */
const ONLY_IN_HEADINGS = /\bInstr\b|\bTitle of\b|\bMonth\/Day|\bCode\b|\bTransaction\b/i;

/** A heading printed again, on the next page, is told from the words that a line goes on with. */
function isHeading(
  row: SheetRow,
  cells: readonly SheetCell[],
  above: 'nothing' | 'heading' | 'line',
): boolean {
  if (!readsAsHeading(row, above !== 'line')) return false;
  if (above === 'line' && !row.cells.some(({ text }) => ONLY_IN_HEADINGS.test(text.text))) return false;
  return !cells.some(({ text }) => isPlainValue(text.text));
}

/** A date, or an amount that is no torn number of an item or an instruction. */
function isPlainValue(text: string): boolean {
  if (readDate(text) !== undefined) return true;
  const amount = /^\d{1,2}\.?$/.test(text) ? undefined : readAmount(text);
  return amount !== undefined && amount.rule === undefined;
}

/** True when a cell of the row is a date, an amount, or the letter of a form of ownership beside a text. */
function hasValues(cells: readonly SheetCell[]): boolean {
  const texts = cells.map(({ text }) => text.withoutFootnotes().text.trim());
  if (texts.some((text) => isValue(text) && !ITEM_NUMBER.test(text))) return true;
  return texts.length > 1 && texts.some((text) => text.length === 1 && readOwnership(text) !== undefined);
}

/** The number of a column: `3.`, `2A.` */
const ITEM_NUMBER = /^\d{1,2}A?\.$/;

function isValue(text: string): boolean {
  const plain = text.replace(/(?:\s*\(\d{1,2}\))+$/, '');
  const date = readDate(plain);
  const amount = readAmount(plain);
  return (
    (date !== undefined && date.rule !== 'misreadDigit') ||
    (amount !== undefined && amount.rule === undefined)
  );
}

class MutableLine implements PrintedLine {
  readonly layout: Layout;
  readonly width: number;
  cells: SheetCell[];
  private readonly paragraph: number;

  constructor(row: SheetRow, cells: readonly SheetCell[]) {
    this.layout = row.layout;
    this.width = row.width;
    this.paragraph = row.paragraph;
    this.cells = [...cells];
  }

  /** True when the first cell is words, not a value: the title of the security. */
  get hasTitle(): boolean {
    const first = this.cells[0]!.text.text;
    return /[a-z]{2}/i.test(first) && !isValue(first);
  }

  /** True when the line has come to its form of ownership, its last box but one. */
  private get isComplete(): boolean {
    return this.cells.slice(1).some(({ text }, i) => {
      const before = this.cells[i]!.text.text;
      return readOwnership(text.withoutFootnotes().text.trim()) !== undefined && isValue(before);
    });
  }

  /** True when all that stands in the row is below words of this line and goes on with them, numbers too. */
  goesOnIn(next: MutableLine): boolean {
    if (!this.isComplete || next.isComplete || next.layout !== 'spaces' || this.layout !== 'spaces')
      return false;
    if (next.paragraph !== this.paragraph) return false;
    return next.cells.every((cell) =>
      this.cells.some(
        (own) =>
          !isValue(own.text.text) &&
          own.text.text.length > 1 &&
          cell.from >= own.from - 1 &&
          cell.from < own.to,
      ),
    );
  }

  /** True when this row is the rest of the line: the line lacks what the row has. */
  isContinuedBy(next: MutableLine): boolean {
    if (this.isComplete || next.layout !== this.layout) return false;
    if (!next.hasTitle) return true;
    const dated = (line: MutableLine) => line.cells.some(({ text }) => readDate(text.text) !== undefined);
    return dated(this) && !dated(next) && next.isComplete && this.leavesRoomFor(next);
  }

  private leavesRoomFor(next: MutableLine): boolean {
    const values = next.cells.slice(1);
    return values.every((cell) => this.cells.every((own) => own.to <= cell.from || own.from >= cell.to));
  }

  /** Puts the rest of the line where it belongs, or behind what there is when its columns count from the left again. */
  take(next: MutableLine): void {
    const end = this.cells[this.cells.length - 1]!.to;
    const fits = next.hasTitle || (this.leavesRoomFor(next) && next.cells[0]!.from >= end);
    if (fits) for (const cell of next.cells) this.put(cell, 'below');
    else
      for (const cell of next.cells) this.cells.push({ ...cell, from: end + cell.from, to: end + cell.to });
  }

  /** Takes the words of a row that has nothing else, as the rest of the cells above them. */
  takeText(row: SheetRow): boolean {
    return this.takesText(row) && this.putAll(row.cells, 'below');
  }

  takeTextAbove(row: SheetRow): boolean {
    return this.takesText(row) && this.putAll(row.cells, 'above');
  }

  private takesText(row: SheetRow): boolean {
    const length = row.cells.reduce((sum, cell) => sum + cell.text.text.length, 0);
    return row.layout === this.layout && length <= LONGEST_CONTINUATION;
  }

  private putAll(cells: readonly SheetCell[], where: 'above' | 'below'): true {
    for (const cell of cells) this.put(cell, where);
    return true;
  }

  private put(cell: SheetCell, where: 'above' | 'below'): void {
    const slack = this.layout === 'spaces' ? 2 : 0;
    const index = this.cells.findIndex(
      (own) => cell.from < own.to + slack && own.from < cell.to + slack && !isValue(own.text.text),
    );
    const own = this.cells[index];
    if (own) {
      const text = PlacedText.join(where === 'below' ? [own.text, cell.text] : [cell.text, own.text], ' ');
      this.cells[index] = { ...own, text };
    } else {
      const behind = this.cells.findIndex(({ from }) => from > cell.from);
      this.cells.splice(behind < 0 ? this.cells.length : behind, 0, cell);
    }
  }
}
