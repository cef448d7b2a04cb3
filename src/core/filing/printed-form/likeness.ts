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
  if (mostErrors <= 0) return undefined;
  let best: Likeness | undefined;
  for (const [from, to] of windowsOf(searched, phrase, mostErrors)) {
    const found = bestStretch(searched, from, to, phrase, best ? best.errors - 1 : mostErrors);
    if (found) best = found;
  }
  return best;
}

/**
 * Where a stretch can be: with k errors, at least one of k + 1 pieces of the phrase is intact, so only the
 * surroundings of such pieces need a closer look.
 */
function windowsOf(text: string, phrase: string, mostErrors: number): [from: number, to: number][] {
  const size = Math.floor(phrase.length / (mostErrors + 1));
  if (size === 0) return [[0, text.length]];
  const windows: [number, number][] = [];
  for (let at = 0; at + size <= phrase.length; at += size) {
    const piece = phrase.slice(at, at + size);
    for (let found = text.indexOf(piece); found >= 0; found = text.indexOf(piece, found + 1)) {
      const from = Math.max(0, found - at - mostErrors);
      windows.push([from, Math.min(text.length, found - at + phrase.length + mostErrors)]);
    }
  }
  windows.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const window of windows) {
    const last = merged[merged.length - 1];
    if (last && window[0] <= last[1]) last[1] = Math.max(last[1], window[1]);
    else merged.push(window);
  }
  return merged;
}

function bestStretch(
  text: string,
  from: number,
  to: number,
  phrase: string,
  mostErrors: number,
): Likeness | undefined {
  const size = phrase.length;
  /** For each length of the phrase's beginning: its errors in a stretch that ends here, and where that starts. */
  let [costs, nextCosts] = [new Int32Array(size + 1), new Int32Array(size + 1)];
  let [starts, nextStarts] = [new Int32Array(size + 1).fill(from), new Int32Array(size + 1)];
  for (let i = 0; i <= size; i++) costs[i] = i;
  let best: Likeness | undefined;
  for (let at = from; at < to; at++) {
    nextCosts[0] = 0;
    nextStarts[0] = at + 1;
    const letter = text.charCodeAt(at);
    for (let i = 1; i <= size; i++) {
      const replaced = costs[i - 1]! + (phrase.charCodeAt(i - 1) === letter ? 0 : 1);
      const added = costs[i]! + 1;
      const missing = nextCosts[i - 1]! + 1;
      let cost = replaced;
      let start = i === 1 ? at : starts[i - 1]!;
      if (added < cost) {
        cost = added;
        start = starts[i]!;
      }
      if (missing < cost) {
        cost = missing;
        start = nextStarts[i - 1]!;
      }
      nextCosts[i] = cost;
      nextStarts[i] = start;
    }
    [costs, nextCosts] = [nextCosts, costs];
    [starts, nextStarts] = [nextStarts, starts];
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
