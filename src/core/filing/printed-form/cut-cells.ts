import { readAmount, readDate } from './printed-value';
import type { Layout, SheetCell } from './sheet';

const REFERENCES = /(?:[([]\d{1,2}[)\]],?)+$/;

/**
 * The cells with those cut that hold the values of several columns. A cell of a grid is cut only when there is
 * nothing in it but values; a run of words in a line without columns also where text and values meet.
 */
export function cutCells(cells: readonly SheetCell[], layout: Layout): SheetCell[] {
  return cells.flatMap((cell) => (layout === 'html' ? [cell] : cutCell(cell, layout)));
}

type WordKind = 'value' | 'number' | 'letter' | 'reference' | 'text';

interface Word {
  readonly from: number;
  readonly to: number;
  readonly kind: WordKind;
}

/** Longer runs of words are prose. */
const MOST_WORDS = 60;

function cutCell(cell: SheetCell, layout: Layout): SheetCell[] {
  const words = wordsOf(cell.text.text);
  // References stand behind what they belong to; alone they may be a box of their own.
  const columns = words.filter(({ kind }) => kind !== 'reference').length;
  if (columns < 2 || words.length > MOST_WORDS || words.every(({ kind }) => kind === 'text')) return [cell];
  const spans = valueSpans(words) ?? (layout === 'spaces' ? proseSpans(cell.text.text, words) : undefined);
  if (!spans || spans.length < 2) return [cell];
  return spans.map(([from, to]) => {
    const text = cell.text.slice(from, to).trim();
    if (layout === 'spaces') return { from: cell.from + from, to: cell.from + to, text };
    return { from: cell.from, to: cell.to, text };
  });
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(/\$\s\S+|\S+/g)) {
    words.push({ from: index, to: index + word.length, kind: wordKind(word) });
  }
  return words.map((word, i) => (isParValue(text, words, i) ? { ...word, kind: 'text' } : word));
}

/** The amount in `par value $0.01 per share` and `$0.01 par value` is part of a title. */
function isParValue(text: string, words: readonly Word[], i: number): boolean {
  const { from, to } = words[i]!;
  if (text[from] !== '$') return false;
  return (
    /\b(?:par|value)(?:\s+of)?\s+$/i.test(text.slice(Math.max(0, from - 20), from)) ||
    /^,?\s+(?:par|per)\b/i.test(text.slice(to, to + 8))
  );
}

function wordKind(word: string): WordKind {
  const plain = word.replace(REFERENCES, '').replace(/[⁽⁾⁰¹²³⁴-⁹]+$/, '');
  if (plain === '') return 'reference';
  const amount = readAmount(plain);
  if (amount && !amount.rule) return /^\d{1,4}$/.test(plain) ? 'number' : 'value';
  const date = readDate(plain);
  if (date && !date.rule) return 'value';
  return /^[A-Z](?:\/K)?$/.test(plain) ? 'letter' : 'text';
}

/** One span for each value, when there is nothing else in the cell. */
function valueSpans(words: readonly Word[]): [number, number][] | undefined {
  if (words.some(({ kind }) => kind === 'text')) return undefined;
  return words.map(({ from, to }) => [from, to]);
}

/**
 * Values, letters and runs of text, told apart by what stands around them; undefined for text with a number in it:
 * a line has two values, or one before the letter of the form of ownership.
 */
function proseSpans(text: string, words: readonly Word[]): [number, number][] | undefined {
  const owned = words.findIndex((_, i) => isOwnership(text, words, i));
  if (owned < 0 && words.filter(({ kind }) => kind === 'value').length < 2) return undefined;
  const spans: [number, number][] = [];
  let inText = false;
  let values = 0;
  words.forEach((word, i) => {
    const next = words[i + 1];
    const last = spans[spans.length - 1];
    const belongs =
      // What stands behind the form of ownership is its nature, whatever numbers are in it.
      (owned >= 0 && i > owned + 1) ||
      (inText && word.kind === 'text') ||
      (inText && word.kind === 'letter' && isLetterOfText(text, words, i)) ||
      (inText && word.kind === 'number' && values === 0 && next?.kind !== 'letter' && next !== undefined);
    if (belongs && last) last[1] = word.to;
    else {
      spans.push([word.from, word.to]);
      inText = word.kind === 'text';
    }
    if (word.kind === 'value') values++;
  });
  return spans;
}

/** The letter behind the last amount of a line, with nothing or the nature of ownership behind it. */
function isOwnership(text: string, words: readonly Word[], i: number): boolean {
  const { from, to } = words[i]!;
  if (!/^[DI]$/.test(text.slice(from, to))) return false;
  const notReference = ({ kind }: Word) => kind !== 'reference';
  const before = words.slice(1, i).findLast(notReference)?.kind;
  const next = words.slice(i + 1).find(notReference)?.kind;
  return (before === 'value' || before === 'number') && (next === undefined || next === 'text');
}

/** The `A` of `Class A Common Stock`, not the one of `Option A 8,000`. */
function isLetterOfText(text: string, words: readonly Word[], i: number): boolean {
  const previous = words[i - 1]!;
  const next = words[i + 1];
  if (/^(?:class|series)$/i.test(text.slice(previous.from, previous.to))) return true;
  return next !== undefined && next.kind === 'text';
}
