import type { Cell } from '../filing';
import { excerpt } from '../problem-list';
import type { ColumnKind, ColumnName } from './form-columns';
import type { FormReading } from './form-reading';
import { DOLLAR_BOX, type LineDraft } from './line-draft';
import { type Alignment, type AlignmentContext, alignRow } from './row-alignment';
import { standsOnlyUnder } from './table-header';

/** Scores closer than this do not settle which column a value belongs to. */
const CLEAR_MARGIN = 2;
const VALUES: ReadonlySet<ColumnKind> = new Set(['date', 'price', 'quantity']);

/**
 * Tells what is uncertain in a row that was aligned: pieces that fit no column, torn cells whose pieces could also
 * go to a neighbour, and values that only the order of the columns puts where they are.
 */
export function doubtCells(
  context: AlignmentContext,
  alignment: Alignment,
  cells: LineDraft,
  row: number,
  form: FormReading,
): void {
  const doubts = new LineDoubts(context, alignment, cells as Record<string, Cell>, row, form);
  doubts.reportStrays();
  doubts.withdrawContested();
  doubts.labelByOrder();
}

class LineDoubts {
  constructor(
    private readonly context: AlignmentContext,
    private readonly alignment: Alignment,
    private readonly cells: Record<string, Cell>,
    private readonly row: number,
    private readonly form: FormReading,
  ) {}

  /** What fits no column is told; a value that it stands beside may lack it, and is not believed. */
  reportStrays(): void {
    const { pieces, form } = this.context;
    for (const stray of this.alignment.strays) {
      const { text, source } = pieces[stray]!;
      const message = `"${excerpt(text.text || source.text)}" fits no column of the row and was not read`;
      this.form.problem('strayCell', message, {
        table: form.table,
        row: this.row,
        at: this.form.place(source),
      });
      if (!/\d/.test(text.text)) continue;
      this.alignment.columns.forEach((taken, column) => {
        const beside = taken.some((index) => Math.abs(index - stray) === 1);
        if (beside && VALUES.has(form.columns[column]!.kind)) {
          this.withdraw(column, 'the digits beside it may belong to it');
        }
      });
    }
  }

  /** A torn cell that could nearly as well be put together otherwise: neither reading is believed. */
  withdrawContested(): void {
    const { columns } = this.context.form;
    this.alignment.columns.forEach((taken, column) => {
      const torn = taken.filter((index) => !this.context.pieces[index]!.isBlank).length > 1;
      if (!torn || !VALUES.has(columns[column]!.kind)) return;
      const other = alignRow(this.context, { piece: taken[0]!, column });
      const last = alignRow(this.context, { piece: taken[taken.length - 1]!, column });
      for (const rival of [other, last]) {
        if (!rival || this.alignment.score - rival.score >= CLEAR_MARGIN) continue;
        columns.forEach(({ kind }, i) => {
          const same = String(rival.columns[i]) === String(this.alignment.columns[i]);
          if (!same && VALUES.has(kind))
            this.withdraw(i, 'the pieces of a torn cell could also be put together otherwise');
        });
      }
    });
  }

  /** Where neither the heading nor the order of the columns settles which box a value fills, says so. */
  labelByOrder(): void {
    const { form, header, pieces } = this.context;
    if (header.trust === 'sound') return;
    form.columns.forEach(({ name, kind }, column) => {
      const piece = this.alignment.columns[column]![0];
      if (piece === undefined || !VALUES.has(kind) || name === 'acquired' || name === 'disposed') return;
      if (standsOnlyUnder(pieces[piece]!.position, column, header)) return;
      const other = alignRow(this.context, { piece, column });
      if (!other || this.alignment.score - other.score >= CLEAR_MARGIN) return;
      const instead = other.columns.findIndex((taken) => taken.includes(piece));
      if (instead >= 0) this.label(name, form.columns[instead]!.name);
    });
  }

  private label(name: ColumnName, instead: ColumnName): void {
    const box = this.boxOf(name);
    const cell = this.cells[box];
    if (!cell || cell.doubt) return;
    this.cells[box] = { ...cell, doubt: 'inferred' };
    const footnotes = cell.footnotes?.join(' ') ?? '';
    this.form.repair({
      ...this.where(box, cell),
      rule: 'columnByOrder',
      filed: cell.filed ?? cell.value ?? footnotes,
      value: cell.value ?? footnotes,
      evidence: ['its place in the order of the columns; the heading does not settle it'],
      alternatives: [`the box ${instead}`],
    });
  }

  private withdraw(column: number, why: string): void {
    const box = this.boxOf(this.context.form.columns[column]!.name);
    const cell = this.cells[box];
    if (!cell || cell.value === undefined) return;
    const { value, doubt: _, ...rest } = cell;
    const filed = rest.filed ?? value;
    this.cells[box] = { ...rest, filed, doubt: 'unreadable' };
    const message = `"${excerpt(filed)}" is doubtful: ${why}; look it up in the original form`;
    this.form.problem('doubtfulValue', message, this.where(box, cell));
  }

  private boxOf(name: ColumnName): string {
    const box = name === 'acquired' || name === 'disposed' ? 'transactionShares' : name;
    return this.cells[box] ? box : (DOLLAR_BOX[box] ?? box);
  }

  private where(cell: string, { at }: Cell) {
    return { table: this.context.form.table, row: this.row, cell, ...(at && { at }) };
  }
}
