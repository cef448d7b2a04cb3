import type { FormColumn, FormTable } from './form-columns';
import type { Piece } from './row-piece';
import { standsOnlyUnder, standsUnder, type TableHeader } from './table-header';

/**
 * Which pieces of a row stand in which column of the form: the best scored way to go through the pieces and the
 * columns in order, where columns may stay blank, a column may take up to three pieces of a torn cell, and a
 * piece may belong nowhere. What a piece can be counts most; where it stands counts as much as the heading is
 * to be believed.
 */
export interface Alignment {
  /** For each column of the form, the indices of its pieces; empty for a blank column. */
  readonly columns: readonly (readonly number[])[];
  /** Pieces that fit no column. */
  readonly strays: readonly number[];
  readonly score: number;
}

/** More pieces than this are no row of the form, and not aligned: 16 columns, each torn in two, and some dirt. */
export const MOST_PIECES = 48;
const MOST_JOINED = 3;

/** Boxes that often have nothing but a footnote. */
const FOOTNOTED: ReadonlySet<string> = new Set([
  'conversionOrExercisePrice',
  'exerciseDate',
  'expirationDate',
  'transactionPricePerShare',
]);
const STRAY = -9;
const MISSING_REQUIRED = -3;
/** A balance that follows from the row above. */
const EXPECTED = 4;
const SAME_PLACE = { sound: 6, loose: 2, none: 0 } as const;
const OTHER_PLACE = { sound: -6, loose: -1, none: 0 } as const;

/** What was met so far on the way through the columns, as bits. */
const DATE_SEEN = 1;
const CODE_SEEN = 2;
const ACQUIRED_SEEN = 4;
const FLAGS = 8;

/** A pairing of a piece with a column that is not to be used. */
export interface Forbidden {
  readonly piece: number;
  readonly column: number;
}

/** A row to be aligned, with what is known about it. */
export interface AlignmentContext {
  readonly pieces: readonly Piece[];
  readonly form: FormTable;
  readonly header: TableHeader;
  /** Balances that the row above and the amounts of this row come to. */
  readonly expected: ReadonlySet<string>;
}

/** Aligns a row; undefined when it has too many pieces to be one. */
export function alignRow(context: AlignmentContext, forbidden?: Forbidden): Alignment | undefined {
  return context.pieces.length > MOST_PIECES ? undefined : new Aligner(context, forbidden).align();
}

interface Step {
  readonly score: number;
  /** Pieces taken by the column; -1 for a stray piece. */
  readonly taken: number;
  readonly flags: number;
}

class Aligner {
  private readonly memo: (Step | undefined)[] = [];

  private readonly pieces: readonly Piece[];
  private readonly form: FormTable;

  constructor(
    private readonly context: AlignmentContext,
    private readonly forbidden: Forbidden | undefined,
  ) {
    this.pieces = context.pieces;
    this.form = context.form;
  }

  align(): Alignment {
    const columns: number[][] = this.form.columns.map(() => []);
    const strays: number[] = [];
    const score = this.best(0, 0, 0).score;
    let [piece, column, flags] = [0, 0, 0];
    while (column < columns.length || piece < this.pieces.length) {
      const step = this.best(piece, column, flags);
      if (step.taken < 0) strays.push(piece++);
      else {
        for (let i = 0; i < step.taken; i++) columns[column]!.push(piece++);
        flags = step.flags;
        column++;
      }
    }
    return { columns, strays, score };
  }

  /** The best way on from this piece and this column. */
  private best(piece: number, column: number, flags: number): Step {
    const key = (piece * (this.form.columns.length + 1) + column) * FLAGS + flags;
    const known = this.memo[key];
    if (known) return known;
    const step = this.search(piece, column, flags);
    this.memo[key] = step;
    return step;
  }

  private search(piece: number, column: number, flags: number): Step {
    const left = this.pieces.length - piece;
    const form = this.form.columns[column];
    if (!form) return { score: left * STRAY, taken: left > 0 ? -1 : 0, flags };
    let best: Step = {
      score: skipCost(form, flags) + this.best(piece, column + 1, flags).score,
      taken: 0,
      flags,
    };
    for (let taken = 1; taken <= Math.min(left, MOST_JOINED); taken++) {
      const fit = this.fit(piece, taken, column);
      if (fit === undefined) continue;
      const seen = flags | flagOf(form);
      const score = fit + takeCost(form, flags) + this.best(piece + taken, column + 1, seen).score;
      if (score > best.score) best = { score, taken, flags: seen };
    }
    if (left > 0) {
      const score = STRAY + this.best(piece + 1, column, flags).score;
      if (score > best.score) best = { score, taken: -1, flags };
    }
    return best;
  }

  /** How well the pieces fit the column by what they are and where they stand. */
  private fit(first: number, taken: number, column: number): number | undefined {
    const { kind, name } = this.form.columns[column]!;
    const piece = this.pieces[first]!;
    let score = taken === 1 ? piece.fit(kind) : piece.joinedFit(kind, taken);
    if (score === undefined) return undefined;
    if (piece.isBlank) score = FOOTNOTED.has(name) ? 1 : -1;
    for (let i = first; i < first + taken; i++) {
      if (this.forbidden?.piece === i && this.forbidden.column === column) return undefined;
      score += placeScore(this.pieces[i]!.position, column, this.context.header);
    }
    if (name !== 'sharesOwnedFollowingTransaction' || this.context.expected.size === 0) return score;
    const value = taken === 1 ? piece.amount?.value : piece.healed(kind, taken)?.value;
    return value !== undefined && this.context.expected.has(value) ? score + EXPECTED : score;
  }
}

function placeScore(position: number, column: number, header: TableHeader): number {
  const { trust, bands } = header;
  if (standsUnder(position, column, header)) {
    return standsOnlyUnder(position, column, header) ? SAME_PLACE[trust] : SAME_PLACE[trust] / 2;
  }
  return bands.some((_, other) => standsUnder(position, other, header)) ? OTHER_PLACE[trust] : 0;
}

function flagOf({ name }: FormColumn): number {
  if (name === 'transactionDate') return DATE_SEEN;
  if (name === 'transactionCode') return CODE_SEEN;
  return name === 'acquired' ? ACQUIRED_SEEN : 0;
}

/** A row has a date, a code and an amount, or none of them. */
function skipCost({ name, required }: FormColumn, flags: number): number {
  if (required) return MISSING_REQUIRED;
  if (name === 'transactionCode' && flags & DATE_SEEN) return -4;
  if (name === 'transactionShares' && flags & CODE_SEEN) return -3;
  if (name === 'disposed' && flags & CODE_SEEN && !(flags & ACQUIRED_SEEN)) return -3;
  return 0;
}

function takeCost({ name }: FormColumn, flags: number): number {
  const transaction = flags & (DATE_SEEN | CODE_SEEN);
  if (name === 'transactionCode' && !(flags & DATE_SEEN)) return -2;
  if (name === 'transactionPricePerShare' && !transaction) return -6;
  if ((name === 'transactionShares' || name === 'acquired' || name === 'disposed') && !transaction) return -8;
  return name === 'disposed' && flags & ACQUIRED_SEEN ? -10 : 0;
}
