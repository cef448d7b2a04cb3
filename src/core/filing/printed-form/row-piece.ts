import type { ColumnKind } from './form-columns';
import type { PlacedText } from './placed-text';
import { type AmountReading, type Reading, readAmount, readDate } from './printed-value';
import { canBeTorn, type Healed, healTornCell } from './torn-cell';

/** The letters that the form's columns Code have, K (equity swap) and V (reported early) included. */
const PRINTED_CODES = /^([ACDEFGHIJKLMOPSUVWXZ])(?:\s?\/\s?(K))?(?:\s?([345]))?(?:[\s/]+(V))?$/;

/** A transaction code as printed, with what else can stand in its column. */
export interface PrintedCode {
  readonly code?: string;
  readonly equitySwap: boolean;
  /** The 3, 4 or 5 that Form 5 puts beside the code: the form on which the line was due. */
  readonly formType?: string;
  readonly early: boolean;
}

export function readCode(text: string): PrintedCode | undefined {
  const parts = PRINTED_CODES.exec(text.trim());
  if (!parts) return undefined;
  const alone = parts[1] === 'V';
  return {
    ...(!alone && { code: parts[1]! }),
    equitySwap: parts[1] === 'K' || parts[2] === 'K',
    ...(parts[3] !== undefined && { formType: parts[3] }),
    early: alone || parts[4] === 'V',
  };
}

/** D or I, also when printed as a word. */
export function readOwnership(text: string): 'D' | 'I' | undefined {
  const letter = /^(?:(D)(?:irect)?|(I)(?:ndirect)?)$/i.exec(text.replace(/^[\s([|]+|[\s)\].,|]+$/g, ''));
  return letter?.[1] ? 'D' : letter?.[2] ? 'I' : undefined;
}

/** A or D. */
export function readAcquiredDisposed(text: string): 'A' | 'D' | undefined {
  const letter = /^[\s([|]*([AD])[\s)\].,|]*$/.exec(text)?.[1];
  return letter as 'A' | 'D' | undefined;
}

/** Scores of what a piece is in a column of a kind; misfits are worse than a piece that fits nowhere (-9). */
const EXACT = 8;
const HEALED = 5;
const MISFIT = -12;
/** Text where a value should be: unreadable, but it may be what was filled in there. */
const UNREADABLE = -4;
const JOINED = 7;
const CONFIRMED = 3;

/** One cell of a row, or a piece of one, with what it can be. */
export class Piece {
  readonly date: Reading | undefined;
  readonly amount: AmountReading | undefined;
  readonly code: PrintedCode | undefined;
  /** Values that stand intact on the row or elsewhere, and how often. */
  private confirmed: ReadonlyMap<string, number> = new Map();
  private following: readonly Piece[] = [];
  /** What its joins come to; a row is aligned more than once. */
  private readonly joins = new Map<string, { healed: Healed | undefined }>();

  constructor(
    /** The text, with footnote references in it as marks. */
    readonly source: PlacedText,
    /** The text without them. */
    readonly text: PlacedText,
    readonly footnotes: readonly string[],
    /** Where in the row's layout the piece stands. */
    readonly position: number,
    /** True in a line without columns, where references can stand apart from what they belong to. */
    private readonly loose: boolean,
  ) {
    this.date = readDate(text.text);
    this.amount = readAmount(text.text);
    this.code = readCode(text.text);
  }

  get isBlank(): boolean {
    return this.text.isBlank;
  }

  /** Whether the text is a value that stands as it should: a date, an amount. */
  get isValue(): boolean {
    return this.date !== undefined || this.amount !== undefined;
  }

  /** What it says as it stands, without a repair: a date, an amount. */
  get values(): readonly string[] {
    return [this.date, this.amount].flatMap((one) => (one && !one.rule ? [one.value] : []));
  }

  /** Tells the piece what stands behind it on the row, and which values on the row are intact. */
  putInRow(following: readonly Piece[], confirmed: ReadonlyMap<string, number>): void {
    this.following = following;
    this.confirmed = confirmed;
  }

  /** The score of this piece alone in a column. */
  fit(kind: ColumnKind): number {
    if (this.isBlank) return 0;
    const text = this.text.text;
    switch (kind) {
      case 'date':
        if (this.date) return this.date.rule ? HEALED : EXACT;
        return this.amount || text.length === 1 ? MISFIT : UNREADABLE;
      case 'price':
        if (this.amount) return this.amount.rule ? 2 : this.amount.dollars ? EXACT : 4;
        return this.date || text.length === 1 ? MISFIT : UNREADABLE;
      case 'quantity':
        if (this.amount) return this.amount.rule ? HEALED - 1 : this.amount.dollars ? 2 : EXACT - 1;
        return this.date || text.length === 1 ? MISFIT : UNREADABLE;
      case 'code':
        if (this.code) return this.code.code ? EXACT : -1;
        return text.length <= 3 && !this.isValue ? UNREADABLE : MISFIT;
      case 'early':
        return text === 'V' || text === 'v' ? EXACT : text === 'E' || text === 'L' ? 2 : MISFIT;
      case 'acquiredDisposed':
        if (readAcquiredDisposed(text)) return EXACT;
        return text.length <= 3 && !this.isValue ? UNREADABLE : MISFIT;
      case 'ownership':
        if (readOwnership(text)) return EXACT;
        return text.length <= 3 && !this.isValue ? UNREADABLE : MISFIT;
      case 'text':
        if (this.date) return MISFIT;
        if (this.amount) return this.amount.dollars ? MISFIT : -8;
        return text.length === 1 ? -5 : 5;
    }
  }

  /** The score of this piece and the ones behind it as one torn cell of a column; undefined when they cannot be. */
  joinedFit(kind: ColumnKind, taken: number): number | undefined {
    const pieces = this.withText(taken);
    if (this.isBlank || (pieces.length < taken && !this.loose)) return undefined;
    // Footnote references that stand apart behind what they belong to.
    if (pieces.length === 1) return this.fit(kind);
    if (kind === 'text') return joinedTextFit(pieces);
    const healed = this.healed(kind, taken);
    if (!healed) return undefined;
    return JOINED - (pieces.length - 2) + (this.confirmedBesides(pieces).has(healed.value) ? CONFIRMED : 0);
  }

  /** The value of this piece and the ones behind it as one torn cell. */
  healed(kind: ColumnKind, taken: number): Healed | undefined {
    const key = `${kind} ${taken}`;
    const known = this.joins.get(key);
    if (known) return known.healed;
    const pieces = this.withText(taken);
    const texts = pieces.map((piece) => piece.text.text);
    const healed = canBeTorn(texts) ? healTornCell(texts, kind, this.confirmedBesides(pieces)) : undefined;
    this.joins.set(key, { healed });
    return healed;
  }

  /** Values that stand intact elsewhere: a piece does not confirm a join that it is part of. */
  private confirmedBesides(pieces: readonly Piece[]): ReadonlySet<string> {
    const own = pieces.flatMap(({ values }) => values);
    const besides = [...this.confirmed].filter(
      ([value, times]) => times > own.filter((one) => one === value).length,
    );
    return new Set(besides.map(([value]) => value));
  }

  /** This piece and the ones behind it, without those that are only references. */
  private withText(taken: number): readonly Piece[] {
    return [this as Piece, ...this.following.slice(0, taken - 1)].filter((piece) => !piece.isBlank);
  }
}

function joinedTextFit(pieces: readonly Piece[]): number | undefined {
  const words = pieces.every((piece) => !piece.isValue && /[a-z]/i.test(piece.text.text));
  return words ? 5 - 3 * (pieces.length - 1) : undefined;
}
