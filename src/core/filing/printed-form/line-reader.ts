import type { Cell, FormPlace, Line } from '../filing';
import { excerpt } from '../problem-list';
import { readColumn } from './column-reader';
import type { ColumnKind, ColumnName, FormTable } from './form-columns';
import type { FormReading } from './form-reading';
import { checkLine } from './line-checks';
import { decideDirection } from './line-direction';
import { doubtCells } from './line-doubts';
import { DOLLAR_BOX, type LineDraft } from './line-draft';
import { PlacedText } from './placed-text';
import { type Alignment, type AlignmentContext, alignRow, MOST_PIECES } from './row-alignment';
import { type Piece, readCode } from './row-piece';
import { type FootnoteStyle, piecesOf } from './row-pieces';
import { expectedBalances } from './running-balance';
import { standsOnlyUnder, type TableHeader } from './table-header';
import type { PrintedLine } from './table-lines';

/** Lines that were read before and are evidence for this one. */
export interface Neighbours {
  readonly tableI: readonly Line[];
  readonly above: Line | undefined;
}

/** Reads one printed line; undefined, with a problem, when it cannot be one. */
export function readLine(
  printed: PrintedLine,
  row: number,
  form: FormTable,
  header: TableHeader,
  style: FootnoteStyle,
  neighbours: Neighbours,
  reading: FormReading,
): Line | undefined {
  const prices = neighbours.tableI.flatMap(({ cells }) => cells.transactionPricePerShare?.value ?? []);
  const pieces = piecesOf(printed.cells, printed.layout, style, prices);
  const at = reading.place(
    PlacedText.join(
      printed.cells.map(({ text }) => text),
      ' ',
    ),
  );
  const context: AlignmentContext = {
    pieces,
    form,
    header: header.trust === 'none' ? presumedHeader(printed, form) : header,
    expected: expectedBalances(neighbours.above, pieces),
  };
  const alignment = alignRow(context);
  if (!alignment) {
    const message = `the row has ${pieces.length} cells, more than ${MOST_PIECES}; no line of the form has as many`;
    reading.problem('unreadableRow', message, { table: form.table, row, at });
    return undefined;
  }
  return new LineReader(context, alignment, row, neighbours, reading).read(at);
}

/** A row with exactly the form's columns and no heading is taken to have them in the form's order. */
function presumedHeader({ width, layout }: PrintedLine, { columns }: FormTable): TableHeader {
  const fits = layout !== 'spaces' && (width === columns.length || width === columns.length + 1);
  const bands = fits ? columns.map((_, i) => [i, i + 1] as const) : [];
  return { bands, trust: fits ? 'loose' : 'none', directionColumns: false };
}

class LineReader {
  private readonly cells: LineDraft = {};
  /** Readings of torn cells among which nothing decides. */
  private readonly undecided = new Map<string, readonly string[]>();

  constructor(
    private readonly context: AlignmentContext,
    private readonly alignment: Alignment,
    private readonly row: number,
    private readonly neighbours: Neighbours,
    private readonly reading: FormReading,
  ) {}

  read(at: Line['at'] & {}): Line {
    const { table, columns } = this.context.form;
    columns.forEach((_, column) => {
      this.readColumn(column);
    });
    doubtCells(this.context, this.alignment, this.cells, this.row, this.reading);
    const { transactionDate, transactionCode, transactionShares, transactionTotalValue } = this.cells;
    const amount = transactionShares ?? transactionTotalValue;
    const kind = transactionDate || transactionCode || amount ? 'transaction' : 'holding';
    const line = { table, row: this.row, kind, at, cells: this.cells } as const;
    checkLine(line, this.context.form, this.undecided, this.reading, this.cells);
    return line;
  }

  private where(cell: string): FormPlace {
    return { table: this.context.form.table, row: this.row, cell };
  }

  /** The pieces that were aligned with a column. */
  private piecesIn(column: number): readonly Piece[] {
    return this.alignment.columns[column]!.map((index) => this.context.pieces[index]!);
  }

  private readColumn(column: number): void {
    const { name, kind } = this.context.form.columns[column]!;
    const pieces = this.piecesIn(column);
    if (pieces.length === 0) return;
    if (name === 'transactionCode') this.putCode(pieces[0]!);
    else if (name === 'transactionTimeliness') this.putTimeliness(pieces[0]!);
    else if (name === 'acquired' || name === 'disposed') this.putDirection(pieces, column);
    else this.put(boxOf(name, pieces), kind, pieces, column);
  }

  private put(box: string, kind: ColumnKind, pieces: readonly Piece[], column: number): Cell {
    const read = readColumn(pieces, kind, this.where(box), this.evidence(column), this.reading);
    (this.cells as Record<string, Cell>)[box] = read.cell;
    if (read.candidates) this.undecided.set(box, read.candidates);
    return read.cell;
  }

  /** References at the code hang on columns 3 and 4 as a whole, as in the SEC's XML. */
  private putCode(piece: Piece): void {
    const at = this.reading.place(piece.text.isBlank ? piece.source : piece.text);
    if (piece.footnotes.length > 0) this.cells.transactionCoding = { footnotes: piece.footnotes, at };
    if (piece.isBlank) return;
    const filed = piece.text.text;
    const printed = readCode(filed);
    if (!printed) {
      this.cells.transactionCode = { filed, at, doubt: 'unreadable' };
      const message = `"${excerpt(filed)}" is none of the transaction codes; look it up in the original form`;
      this.reading.problem('unreadableCode', message, { ...this.where('transactionCode'), at });
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
    const at = this.reading.place(piece.text.isBlank ? piece.source : piece.text);
    const filed = piece.text.text;
    const value = /^v$/i.test(filed) ? 'E' : /^[EL]$/.test(filed) ? filed : undefined;
    if (filed !== '' && value === undefined) {
      const message = `"${excerpt(filed)}" is no V; look it up in the original form`;
      this.reading.problem('unreadableCode', message, { ...this.where('transactionTimeliness'), at });
    }
    this.cells.transactionTimeliness = {
      ...(value !== undefined && { value }),
      ...(filed !== '' && filed !== value && { filed }),
      ...(piece.footnotes.length > 0 && { footnotes: piece.footnotes }),
      at,
      ...(filed !== '' && value === undefined && { doubt: 'unreadable' as const }),
    };
  }

  /** Columns (A) and (D) of Table II: where the amount stands is the direction. */
  private putDirection(pieces: readonly Piece[], column: number): void {
    const { columns } = this.context.form;
    if (this.cells.transactionAcquiredDisposedCode) {
      this.refuseTwoAmounts(pieces);
      return;
    }
    const cell = this.put(boxOf('transactionShares', pieces), 'quantity', pieces, column);
    const following = this.piecesIn(
      columns.findIndex(({ name }) => name === 'sharesOwnedFollowingTransaction'),
    );
    const { header } = this.context;
    const standing = pieces.every(({ position }) => standsOnlyUnder(position, column, header));
    this.cells.transactionAcquiredDisposedCode = decideDirection(
      {
        column: columns[column]!.name === 'acquired' ? 'A' : 'D',
        standing,
        believed: standing && header.directionColumns,
        filed: cell.filed ?? cell.value ?? '',
        at: cell.at!,
        amount: cell.value,
        following: following.length === 1 ? following[0]!.amount?.value : undefined,
        code: this.cells.transactionCode?.value,
        date: this.cells.transactionDate?.value,
        where: this.where('transactionAcquiredDisposedCode'),
      },
      this.neighbours.tableI,
      this.reading,
    );
  }

  /** An amount under (A) and another one under (D): one of them, or both, is something else. */
  private refuseTwoAmounts(second: readonly Piece[]): void {
    const first = this.cells.transactionShares ?? this.cells.transactionTotalValue;
    const filed = [first?.filed ?? first?.value ?? '', ...second.map(({ text }) => text.text)].join(' ');
    const message = `there are amounts under both (A) and (D), "${filed}"; look them up in the original form`;
    const at = first?.at ?? this.reading.place(second[0]!.source);
    this.reading.problem('twoAmounts', message, { ...this.where('transactionShares'), at });
    delete this.cells.transactionTotalValue;
    this.undecided.delete('transactionShares');
    this.cells.transactionShares = { filed, at, doubt: 'unreadable' };
    this.cells.transactionAcquiredDisposedCode = { at, doubt: 'unreadable' };
  }

  /** What else says that a column has a value: other boxes of the row, and the balance of the row above. */
  private evidence(column: number): (value: string) => readonly string[] {
    const { columns } = this.context.form;
    const balance = columns[column]!.name === 'sharesOwnedFollowingTransaction';
    return (value) => [
      ...columns.flatMap(({ name }, other) => {
        const [piece, more] = this.piecesIn(other);
        if (other === column || !piece || more) return [];
        const same = piece.values.includes(value);
        const box = name === 'acquired' || name === 'disposed' ? 'transactionShares' : name;
        return same ? [`${box} of the same row is ${value}`] : [];
      }),
      ...this.neighbours.tableI.flatMap((line) => {
        const same =
          columns[column]!.kind === 'price' && line.cells.transactionPricePerShare?.value === value;
        return same ? [`Table I, row ${line.row} has the price ${value}`] : [];
      }),
      ...(balance && this.context.expected.has(value)
        ? ['the balance of the row above and an amount of this row come to it']
        : []),
    ];
  }
}

/** The box that a column fills: one in dollars, where the form reports a value instead of a number of shares. */
function boxOf(name: ColumnName, [first]: readonly Piece[]): string {
  const dollars = first?.amount?.dollars ?? first?.text.text.startsWith('$');
  return (dollars && DOLLAR_BOX[name]) || name;
}
