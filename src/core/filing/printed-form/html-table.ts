import { readInlineMarkup } from './inline-markup';
import { PlacedText } from './placed-text';
import { MOST_CELLS } from './sheet';

/** What stands in a cell or on the page, in reading order. */
export type HtmlContent = PlacedText | HtmlTable;

/** Spans beyond these are damage or malice: the form's widest table has 16 columns. */
const MAX_COLUMN_SPAN = 64;
const MAX_ROW_SPAN = 1000;
/** Columns beyond this are not kept apart. */
const MAX_COLUMNS = 256;

const TABLE_HEADING = /\bTable\s+I{1,2}\s*[-–—]/i;
const OWNER_LABEL = /Name\s+and\s+Address\s+of\s+Reporting/i;
const ISSUER_LABEL = /Issuer\s+Name/i;

export class HtmlCell {
  readonly content: HtmlContent[] = [];

  constructor(
    readonly columnSpan: number,
    readonly rowSpan: number,
    readonly heading: boolean,
  ) {}

  /** The cell as lines of text; the rows of a table inside become lines, its cells are kept apart by tabs. */
  asText(): PlacedText {
    const lines = this.content.map((part) => (part instanceof HtmlTable ? part.asText() : linesOf(part)));
    return PlacedText.join(lines, '\n').trim();
  }
}

/** A table as it is read, row by row; tables inside its cells are part of their content. */
export class HtmlTable {
  private readonly rows: HtmlCell[][] = [];
  private open: HtmlCell | undefined;

  beginRow(): void {
    this.rows.push([]);
    this.open = undefined;
  }

  beginCell(attributes: Record<string, string>, heading: boolean): void {
    if (this.rows.length === 0) this.rows.push([]);
    const row = this.rows[this.rows.length - 1]!;
    if (row.length === MOST_CELLS) return;
    this.open = new HtmlCell(
      span(attributes.colspan, MAX_COLUMN_SPAN),
      span(attributes.rowspan, MAX_ROW_SPAN),
      heading,
    );
    row.push(this.open);
  }

  /** The cell that is open; text outside any cell gets one of its own. */
  get cell(): HtmlCell {
    if (!this.open) this.beginCell({}, false);
    return this.open!;
  }

  *cells(): Iterable<HtmlCell> {
    for (const row of this.rows) yield* row;
  }

  asText(): PlacedText {
    return PlacedText.join(
      this.rows.map((row) =>
        PlacedText.join(
          row.map((cell) => cell.asText()),
          '\t',
        ),
      ),
      '\n',
    );
  }

  /**
   * True for a table that only lays out the page: its cells hold the form's own tables, which are to be read
   * as tables and not as text of a cell.
   */
  get isLayout(): boolean {
    for (const cell of this.cells()) {
      const inner = cell.content.filter((part) => part instanceof HtmlTable);
      if (inner.length === 0) continue;
      const text = inner.map((table) => table.asText().text).join('\n');
      if (TABLE_HEADING.test(text) || (OWNER_LABEL.test(text) && ISSUER_LABEL.test(text))) return true;
    }
    return false;
  }

  /** The rows with every cell at its columns, after row and column spans. */
  *grid(): Iterable<{ width: number; cells: { from: number; to: number; cell: HtmlCell }[] }> {
    /** For each column, how many further rows a cell from above still covers. */
    const covered: number[] = [];
    for (const row of this.rows) {
      const cells: { from: number; to: number; cell: HtmlCell }[] = [];
      const spans: [from: number, to: number, rows: number][] = [];
      let column = 0;
      for (const cell of row) {
        while ((covered[column] ?? 0) > 0) column++;
        const from = Math.min(column, MAX_COLUMNS);
        const to = Math.min(from + cell.columnSpan, MAX_COLUMNS + 1);
        cells.push({ from, to, cell });
        if (cell.rowSpan > 1) spans.push([from, to, cell.rowSpan]);
        column = to;
      }
      for (let i = 0; i < covered.length; i++) covered[i] = Math.max(0, (covered[i] ?? 0) - 1);
      for (const [from, to, rows] of spans) for (let i = from; i < to; i++) covered[i] = rows - 1;
      yield { width: column, cells };
    }
  }
}

function linesOf(text: PlacedText): PlacedText {
  const lines = text.split('\n').map((line) => readInlineMarkup(line).fold());
  return PlacedText.join(
    lines.filter((line) => !line.isBlank),
    '\n',
  );
}

function span(text: string | undefined, most: number): number {
  const value = Number.parseInt(text ?? '1', 10);
  return Number.isNaN(value) ? 1 : Math.min(Math.max(value, 1), most);
}
