import type { ColumnKind } from './form-columns';
import { plainDecimal, readDate } from './printed-value';

/** How pieces of a cell that was torn apart go together again. */
export interface Healed {
  readonly value: string;
  /** The whole cell as it was printed before the tear. */
  readonly text: string;
  /** Values of other joins that are possible too. */
  readonly alternatives: readonly string[];
  /** What was done at the tear, in words. */
  readonly how: string;
}

/** Characters that can stand on both sides of a tear. */
const MOST_OVERLAP = 4;
const LONGEST_PIECE = 24;
/** Digits whose half, left over at a tear, reads as the other one. */
const HALF_DIGITS: Readonly<Record<string, string>> = {
  '8': '35609',
  '0': '36',
  '6': '0',
  '9': '0',
  '3': '8',
  '5': '6',
};

interface Join {
  readonly text: string;
  readonly how: string;
}

/**
 * The value of a date, price or quantity whose cell was torn into these pieces, when they go together to a
 * valid one: one after the other, or with the characters that stand on both sides of the tear counted once.
 * `confirmed` are values that stand intact elsewhere; one of them is preferred. Undefined when no join is valid.
 */
export function healTornCell(
  pieces: readonly string[],
  kind: ColumnKind,
  confirmed: ReadonlySet<string>,
): Healed | undefined {
  if (kind !== 'date' && kind !== 'price' && kind !== 'quantity') return undefined;
  if (!canBeTorn(pieces)) return undefined;
  const valid = validJoins(joins(pieces, overlapJoins), kind);
  // Slashes and halves of digits are only guessed in dates, which few readings can be.
  const damaged = kind === 'date' && valid.length === 0;
  const joined = damaged ? validJoins(joins(pieces, damagedJoins), kind) : valid;
  if (joined.length === 0) return undefined;
  const best = joined.find(({ value }) => confirmed.has(value)) ?? joined[0]!;
  return {
    ...best,
    alternatives: joined.map(({ value }) => value).filter((value) => value !== best.value),
  };
}

/** True for pieces that a date or a number can have been torn into. */
export function canBeTorn(pieces: readonly string[]): boolean {
  return (
    pieces.length > 1 &&
    pieces.every((piece) => piece.length > 0 && piece.length <= LONGEST_PIECE && /\d/.test(piece))
  );
}

function joins(pieces: readonly string[], join: (left: string, right: string) => Join[]): Join[] {
  let joined: Join[] = [{ text: pieces[0]!, how: '' }];
  for (const piece of pieces.slice(1)) joined = joined.flatMap(({ text }) => join(text, piece));
  return joined;
}

function overlapJoins(left: string, right: string): Join[] {
  const joined: Join[] = [];
  // A lone 0 behind decimals adds nothing to them: it is a cell of its own.
  if (/^0+$/.test(right) && left.includes('.')) return joined;
  for (let overlap = 0; overlap <= Math.min(MOST_OVERLAP, left.length, right.length); overlap++) {
    const shared = right.slice(0, overlap);
    if (!left.endsWith(shared)) continue;
    const how = overlap === 0 ? 'put together' : `put together, with "${shared}" on both sides of the tear`;
    joined.push({ text: left + right.slice(overlap), how });
  }
  return joined;
}

/** Joins over a tear that lost a slash, or left half a digit on one side. */
function damagedJoins(left: string, right: string): Join[] {
  const joined: Join[] = [];
  for (let overlap = 1; overlap <= Math.min(MOST_OVERLAP, left.length, right.length); overlap++) {
    const ours = left.slice(-overlap);
    const theirs = right.slice(0, overlap);
    if (ours.slice(1) !== theirs.slice(1) || !HALF_DIGITS[ours[0]!]?.includes(theirs[0]!)) continue;
    const how = `put together, with "${ours}" and "${theirs}" as two halves of the same characters`;
    joined.push({ text: left + right.slice(overlap), how });
    joined.push({ text: left.slice(0, -overlap) + right, how });
  }
  if (/\d$/.test(left) && /^\d/.test(right)) {
    joined.push({ text: `${left}/${right}`, how: 'put together with the slash that the tear lost' });
  }
  return joined;
}

function validJoins(joined: readonly Join[], kind: ColumnKind): Omit<Healed, 'alternatives'>[] {
  const valid = new Map<string, Omit<Healed, 'alternatives'>>();
  for (const { text, how } of joined) {
    const value = kind === 'date' ? intactDate(text) : plainDecimal(text.replace(/^\$\s?/, ''));
    if (value !== undefined && !valid.has(value)) valid.set(value, { value, text, how });
  }
  return [...valid.values()];
}

function intactDate(text: string): string | undefined {
  const date = readDate(text);
  return date && date.rule === undefined && /^(?:19|20)/.test(date.value) ? date.value : undefined;
}
