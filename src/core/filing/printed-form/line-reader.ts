import type { Cell, FormPlace, Line, LineCells, Table } from '../filing';
import { excerpt } from '../problem-list';
import { type ColumnReading, readColumn } from './column-reader';
import { type ColumnName, type FormNumber, type FormTable, formTable } from './form-columns';
import type { FormReading } from './form-reading';
import { checkLine } from './line-checks';
import { decideDirection } from './line-direction';
import { PlacedText } from './placed-text';
import { type Alignment, alignRow, MOST_PIECES, standsUnder } from './row-alignment';
import { type Piece, readCode } from './row-piece';
import { type FootnoteStyle, piecesOf } from './row-pieces';
import type { SheetRow } from './sheet';
import { NO_HEADER, readTableHeader, type TableHeader } from './table-header';
import { type PrintedLine, readTableRows } from './table-lines';

/** The boxes of a line while they are being filled. */
export type LineDraft = { -readonly [Name in keyof LineCells]: LineCells[Name] };

/** The share box and the dollar box that a column of quantities can fill. */
const DOLLAR_BOX: Partial<Record<ColumnName, keyof LineDraft>> = {
  transactionShares: 'transactionTotalValue',
  underlyingSecurityShares: 'underlyingSecurityValue',
  sharesOwnedFollowingTransaction: 'valueOwnedFollowingTransaction',
};

/** Reads the rows of one table; `before` are the lines of Table I when Table II is read. */
export function readTable(
  rows: readonly SheetRow[],
  number: FormNumber,
  table: Table,
  style: FootnoteStyle,
  before: readonly Line[],
  form: FormReading,
): Line[] {
  const columns = formTable(number, table);
  const { heading, lines, unread } = readTableRows(rows);
  for (const row of unread) reportUnread(row, table, form);
  const header = readTableHeader(heading, columns);
  const layout = heading[heading.length - 1]?.layout;
  return lines.flatMap((printed, index) => {
    const believed = printed.layout === layout ? header : NO_HEADER;
    const reader = new LineReader(printed, columns, believed, index + 1, style, before, form);
    const line = reader.read();
    return line ? [line] : [];
  });
}

function reportUnread(row: SheetRow, table: Table, form: FormReading): void {
  const texts = row.cells.map(({ text }) => text);
  const text = PlacedText.join(texts, ' ');
  if (!/[a-z0-9]{3}/i.test(text.text)) return;
  const message = `"${excerpt(text.text)}" could not be read as a line of the table; compare it with the original form`;
  form.problem('unreadableRow', message, { table, at: form.place(text) });
}

class LineReader {
  private readonly cells: LineDraft = {};
  private readonly pieces: readonly Piece[];
  private readonly header: TableHeader;
  /** Readings of torn cells among which nothing decides. */
  private readonly undecided = new Map<string, readonly string[]>();

  constructor(
    private readonly printed: PrintedLine,
    private readonly columns: FormTable,
    header: TableHeader,
    private readonly row: number,
    style: FootnoteStyle,
    private readonly before: readonly Line[],
    private readonly form: FormReading,
  ) {
    this.pieces = piecesOf(printed.cells, printed.layout, style);
    this.header = header.trust === 'none' ? presumedHeader(printed, columns) : header;
  }

  read(): Line | undefined {
    const { table } = this.columns;
    const at = this.form.place(
      PlacedText.join(
        this.printed.cells.map(({ text }) => text),
        ' ',
      ),
    );
    const alignment = alignRow(this.pieces, this.columns, this.header);
    if (!alignment) {
      const message = `the row has ${this.pieces.length} cells, more than ${MOST_PIECES}; no line of the form has as many`;
      this.form.problem('unreadableRow', message, { table, row: this.row, at });
      return undefined;
    }
    this.columns.columns.forEach((_, column) => {
      this.readColumn(alignment, column);
    });
    this.reportStrays(alignment);
    this.doubtColumns(alignment);
    const { transactionDate, transactionCode, transactionShares, transactionTotalValue } = this.cells;
    const amount = transactionShares ?? transactionTotalValue;
    const kind = transactionDate || transactionCode || amount ? 'transaction' : 'holding';
    const line = { table, row: this.row, kind, at, cells: this.cells } as const;
    checkLine(line, this.columns, this.undecided, this.form, this.cells);
    return line;
  }

  private where(cell: string): FormPlace {
    return { table: this.columns.table, row: this.row, cell };
  }

  private readColumn(alignment: Alignment, column: number): void {
    const { name, kind } = this.columns.columns[column]!;
    const pieces = alignment.columns[column]!.map((index) => this.pieces[index]!);
    if (pieces.length === 0) return;
    if (name === 'transactionCode') this.putCode(pieces[0]!);
    else if (name === 'transactionTimeliness') this.putTimeliness(pieces[0]!);
    else if (name === 'acquired' || name === 'disposed') this.putDirection(pieces, column, alignment);
    else
      this.put(name, readColumn(pieces, kind, this.where(name), this.copiesIn(alignment, column), this.form));
  }

  private put(name: ColumnName, read: ColumnReading): void {
    const box = (read.dollars && DOLLAR_BOX[name]) || (name as keyof LineDraft);
    (this.cells as Record<string, Cell>)[box] = read.cell;
    if (read.candidates) this.undecided.set(box, read.candidates);
  }

  /** References at the code hang on columns 3 and 4 as a whole, as in the SEC's XML. */
  private putCode(piece: Piece): void {
    const at = this.form.place(piece.text.isBlank ? piece.source : piece.text);
    if (piece.footnotes.length > 0) this.cells.transactionCoding = { footnotes: piece.footnotes, at };
    if (piece.isBlank) return;
    const filed = piece.text.text;
    const printed = readCode(filed);
    if (!printed) {
      this.cells.transactionCode = { filed, at, doubt: 'unreadable' };
      const message = `"${excerpt(filed)}" is none of the transaction codes; look it up in the original form`;
      this.form.problem('unreadableCode', message, { ...this.where('transactionCode'), at });
      return;
    }
    const { code, equitySwap, formType, early } = printed;
    if (code !== undefined) {
      this.cells.transactionCode = { value: code, ...(filed !== code && { filed }), at };
    }
    if (equitySwap) this.cells.equitySwapInvolved = { value: true, filed, at };
    if (formType !== undefined) this.cells.transactionFormType = { value: formType, filed, at };
    if (early) this.cells.transactionTimeliness = { value: 'E', filed, at };
  }

  private putTimeliness(piece: Piece): void {
    const at = this.form.place(piece.text.isBlank ? piece.source : piece.text);
    const filed = piece.text.text;
    const value = /^v$/i.test(filed) ? 'E' : /^[EL]$/.test(filed) ? filed : undefined;
    this.cells.transactionTimeliness = {
      ...(value !== undefined && { value }),
      ...(filed !== '' && filed !== value && { filed }),
      ...(piece.footnotes.length > 0 && { footnotes: piece.footnotes }),
      at,
      ...(filed !== '' && value === undefined && { doubt: 'unreadable' as const }),
    };
  }

  /** Columns (A) and (D) of Table II: where the amount stands is the direction. */
  private putDirection(pieces: readonly Piece[], column: number, alignment: Alignment): void {
    const copies = this.copiesIn(alignment, column);
    const read = readColumn(pieces, 'quantity', this.where('transactionShares'), copies, this.form);
    if (this.cells.transactionAcquiredDisposedCode) {
      const message = 'there are amounts under both (A) and (D); the one under (D) was not read';
      this.form.problem('twoAmounts', message, { ...this.where('transactionShares'), at: read.cell.at! });
      return;
    }
    this.put('transactionShares', read);
    const following = alignment.columns[
      this.columns.columns.findIndex(({ name }) => name === 'sharesOwnedFollowingTransaction')
    ]!.map((index) => this.pieces[index]!);
    const standing = pieces.every(({ position }) => standsUnder(position, column, this.header));
    this.cells.transactionAcquiredDisposedCode = decideDirection(
      {
        column: this.columns.columns[column]!.name === 'acquired' ? 'A' : 'D',
        standing,
        believed: standing && this.header.directionColumns,
        filed: read.cell.filed ?? read.cell.value ?? '',
        at: read.cell.at!,
        amount: read.cell.value,
        following: following.length === 1 ? following[0]!.amount?.value : undefined,
        code: this.cells.transactionCode?.value,
        date: this.cells.transactionDate?.value,
        where: this.where('transactionAcquiredDisposedCode'),
      },
      this.before,
      this.form,
    );
  }

  /** Other boxes of this row that have a value intact. */
  private copiesIn({ columns }: Alignment, column: number): (value: string) => readonly string[] {
    return (value) =>
      this.columns.columns.flatMap(({ name }, other) => {
        const [first, more] = columns[other]!;
        if (other === column || first === undefined || more !== undefined) return [];
        const { date, amount } = this.pieces[first]!;
        const same = [date, amount].some((one) => one && !one.rule && one.value === value);
        return same ? [name === 'acquired' || name === 'disposed' ? 'transactionShares' : name] : [];
      });
  }

  /** What fits no column is told; a value that it stands beside may lack it, and is not believed. */
  private reportStrays({ strays, columns }: Alignment): void {
    for (const stray of strays) {
      const { text, source } = this.pieces[stray]!;
      const message = `"${excerpt(text.text || source.text)}" fits no column of the row and was not read`;
      const { table } = this.columns;
      this.form.problem('strayCell', message, { table, row: this.row, at: this.form.place(source) });
      if (!/\d/.test(text.text)) continue;
      columns.forEach((pieces, column) => {
        const beside = pieces.some((index) => Math.abs(index - stray) === 1);
        if (beside)
          this.withdraw(this.columns.columns[column]!.name, 'the digits beside it may belong to it');
      });
    }
  }

  private withdraw(column: ColumnName, why: string): void {
    const name = column === 'acquired' || column === 'disposed' ? 'transactionShares' : column;
    const cells = this.cells as Record<string, Cell>;
    const cell = cells[name];
    if (!cell || !/\d/.test(cell.filed ?? cell.value ?? '')) return;
    const { value, doubt: _, ...rest } = cell;
    cells[name] = { filed: value ?? '', ...rest, doubt: 'unreadable' };
    const message = `"${excerpt(cells[name].filed ?? '')}" is doubtful: ${why}`;
    this.form.problem('unreadableQuantity', message, {
      ...this.where(name),
      ...(cell.at && { at: cell.at }),
    });
  }

  /** Where neither the heading nor the order of the columns settles which box a value fills, says so. */
  private doubtColumns(alignment: Alignment): void {
    if (this.header.trust === 'sound') return;
    const { columns } = this.columns;
    columns.forEach(({ name, kind }, column) => {
      const piece = alignment.columns[column]![0];
      if (piece === undefined || (kind !== 'date' && kind !== 'price' && kind !== 'quantity')) return;
      if (name === 'acquired' || name === 'disposed') return;
      if (standsUnder(this.pieces[piece]!.position, column, this.header)) return;
      const other = alignRow(this.pieces, this.columns, this.header, { piece, column });
      if (!other || alignment.score - other.score >= CLEAR_MARGIN) return;
      const instead = other.columns.findIndex((pieces) => pieces.includes(piece));
      this.inferColumn(name, instead < 0 ? undefined : columns[instead]!.name);
    });
  }

  private inferColumn(name: ColumnName, instead: ColumnName | undefined): void {
    const cells = this.cells as Record<string, Cell>;
    const box = cells[name] ? name : (DOLLAR_BOX[name] as string);
    const cell = cells[box];
    if (!cell || cell.doubt || instead === undefined) return;
    const filed = cell.filed ?? cell.value ?? cell.footnotes?.join(' ') ?? '';
    cells[box] = { ...cell, doubt: 'inferred' };
    this.form.repair({
      ...this.where(box),
      ...(cell.at && { at: cell.at }),
      rule: 'columnByOrder',
      filed,
      value: cell.value ?? '',
      evidence: ['its place in the order of the columns; the heading does not settle it'],
      alternatives: [`the box ${instead}`],
    });
  }
}

/** Scores closer than this do not settle which column a value belongs to. */
const CLEAR_MARGIN = 2;

/** A row with exactly the form's columns and no heading is taken to have them in the form's order. */
function presumedHeader({ width, layout }: PrintedLine, { columns }: FormTable): TableHeader {
  if (layout === 'spaces' || (width !== columns.length && width !== columns.length + 1)) return NO_HEADER;
  return { bands: columns.map((_, i) => [i, i + 1] as const), trust: 'loose', directionColumns: false };
}
