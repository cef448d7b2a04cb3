/**
 * Finding the form's own words in damaged text: approximate matching (Sellers 1980) over text reduced to its
 * letters and digits, so that white space, tears and punctuation do not count.
 */

/** The letters and digits of a text in lower case, and for each one its index in the text. */
export interface Squashed {
  readonly letters: string;
  readonly index: readonly number[];
}

export function squash(text: string): Squashed {
  let letters = '';
  const index: number[] = [];
  const lower = text.toLowerCase();
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      letters += lower[i];
      index.push(i);
    }
  }
  return { letters, index };
}

export function letters(text: string): string {
  return squash(text).letters;
}

/** A stretch of text that reads like a phrase, and how many letters it has wrong. */
export interface Likeness {
  readonly from: number;
  readonly to: number;
  readonly errors: number;
}

/** Texts longer than this are not searched to their end: labels of the form stand at the beginning of cells. */
const MAX_SEARCHED = 4_000;

/**
 * The stretch of `text` (squashed) that is most like `phrase` (squashed), with at most `mostErrors` letters
 * missing, added or changed; the first of several equally good ones. Undefined when there is none.
 */
export function findLike(text: string, phrase: string, mostErrors: number): Likeness | undefined {
  const searched = text.length > MAX_SEARCHED ? text.slice(0, MAX_SEARCHED) : text;
  const exact = searched.indexOf(phrase);
  if (exact >= 0) return { from: exact, to: exact + phrase.length, errors: 0 };
  if (mostErrors <= 0 || !hasIntactPiece(searched, phrase, mostErrors)) return undefined;
  return bestStretch(searched, phrase, mostErrors);
}

/** With k errors, at least one of k + 1 pieces of the phrase is intact: a cheap test that spares most searches. */
function hasIntactPiece(text: string, phrase: string, mostErrors: number): boolean {
  const size = Math.floor(phrase.length / (mostErrors + 1));
  if (size === 0) return true;
  for (let at = 0; at + size <= phrase.length; at += size) {
    if (text.includes(phrase.slice(at, at + size))) return true;
  }
  return false;
}

function bestStretch(text: string, phrase: string, mostErrors: number): Likeness | undefined {
  const size = phrase.length;
  let costs = Array.from({ length: size + 1 }, (_, i) => i);
  let starts = new Array<number>(size + 1).fill(0);
  let best: Likeness | undefined;
  for (let at = 0; at < text.length; at++) {
    const nextCosts = [0];
    const nextStarts = [at + 1];
    for (let i = 1; i <= size; i++) {
      const replaced = costs[i - 1]! + (phrase[i - 1] === text[at] ? 0 : 1);
      const added = costs[i]! + 1;
      const missing = nextCosts[i - 1]! + 1;
      const cost = Math.min(replaced, added, missing);
      nextCosts.push(cost);
      const start = cost === replaced ? starts[i - 1]! : cost === added ? starts[i]! : nextStarts[i - 1]!;
      // A stretch that matched no letter yet begins where its first letter is.
      nextStarts.push(i === 1 && cost === replaced ? at : start);
    }
    costs = nextCosts;
    starts = nextStarts;
    const errors = costs[size]!;
    if (errors <= mostErrors && (!best || errors < best.errors)) {
      best = { from: Math.min(starts[size]!, at), to: at + 1, errors };
    }
  }
  return best;
}

/** How much of `piece` stands in `phrase` one after another: 1 all of it, 0 nothing. Both squashed. */
export function partOf(piece: string, phrase: string): number {
  if (piece.length === 0) return 0;
  if (phrase.includes(piece)) return 1;
  const most = Math.floor(piece.length / 3);
  const found = findLike(phrase, piece, most);
  return found ? 1 - found.errors / piece.length : 0;
}

/** The number of letters that may be wrong in a phrase before it is another one. */
export function tolerance(phrase: string): number {
  return Math.floor(phrase.length / 5);
}
