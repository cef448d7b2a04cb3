import { footnoteIds } from './inline-markup';
import type { PlacedText } from './placed-text';
import { isBlankMark, readAmount, readDate } from './printed-value';
import { Piece } from './row-piece';
import type { Layout, SheetCell } from './sheet';

/** How footnotes are referred to in this document. */
export interface FootnoteStyle {
  /** References are marked up as superscripts: a plain `(2)` behind a text is text. */
  readonly superscripts: boolean;
  /** Ids of the footnotes that the form has; empty when none was found. */
  readonly ids: ReadonlySet<string>;
}

const PLAIN_REFERENCES = /(?:\s*[([]\d{1,2}[)\]],?)+\s*$/;
/** What a fragment of a value is made of. */
const DIGITS_ONLY = /^[$\d.,/\s-]*$/;

/**
 * The pieces of a row from its cells, footnote references apart. `known` are values that stand intact elsewhere and
 * may stand here again.
 */
export function piecesOf(
  cells: readonly SheetCell[],
  layout: Layout,
  style: FootnoteStyle,
  known: readonly string[] = [],
): Piece[] {
  const pieces = cells
    .map((cell) => readPiece(cell, layout, style))
    .filter((piece) => piece.footnotes.length > 0 || !isBlankMark(piece.text.text));
  const confirmed = new Set([
    ...known,
    ...pieces.flatMap(({ date, amount }) =>
      [date, amount].flatMap((one) => (one && !one.rule ? [one.value] : [])),
    ),
  ]);
  pieces.forEach((piece, i) => {
    piece.putInRow(pieces.slice(i + 1, i + 3), confirmed);
  });
  return pieces;
}

function readPiece(cell: SheetCell, layout: Layout, style: FootnoteStyle): Piece {
  const source = cell.text.fold();
  const marked = source.footnotes;
  const text = source.withoutFootnotes().fold();
  const plain = marked.length > 0 ? undefined : plainReferences(text, style);
  // In columns of blanks numbers stand to the right of their headings' beginnings, so the middle counts.
  const position = layout === 'spaces' ? (cell.from + cell.to) / 2 : cell.from;
  const loose = layout === 'spaces';
  if (!plain) return new Piece(source, text, marked, position, loose);
  return new Piece(source, text.slice(0, plain.from).trim(), plain.ids, position, loose);
}

/** References in ordinary brackets at the end of a cell, such as `2/12/2009(3)(2)`. */
function plainReferences(
  text: PlacedText,
  style: FootnoteStyle,
): { from: number; ids: string[] } | undefined {
  const match = PLAIN_REFERENCES.exec(text.text);
  if (!match) return undefined;
  const ids = footnoteIds(match[0]);
  const before = text.text.slice(0, match.index).trim();
  const known = ids.length > 0 && ids.every((id) => style.ids.has(id));
  const value = before !== '' && DIGITS_ONLY.test(before);
  const readable = value || before === '' || !style.superscripts;
  return ids.length > 0 && readable && (known || value) ? { from: match.index, ids } : undefined;
}

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
  return words;
}

function wordKind(word: string): WordKind {
  const plain = word.replace(PLAIN_REFERENCES, '').replace(/[⁽⁾⁰¹²³⁴-⁹]+$/, '');
  if (plain === '') return 'reference';
  const amount = readAmount(plain);
  if (amount && !amount.rule) return /^\d{1,3}$/.test(plain) ? 'number' : 'value';
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
 * Values, letters and runs of text, told apart by what stands around them; undefined for text with a number in it
 * (`Stock, $0.0001 par value`): a line has two values, or one before the letter of the form of ownership.
 */
function proseSpans(text: string, words: readonly Word[]): [number, number][] | undefined {
  const valueCount = words.filter(({ kind }) => kind === 'value').length;
  const held = words.some(({ kind, to }, i) => kind === 'value' && /^\s[DI]\b/.test(text.slice(to)) && i > 0);
  if (valueCount < 2 && !held) return undefined;
  const spans: [number, number][] = [];
  let inText = false;
  let values = 0;
  words.forEach((word, i) => {
    const next = words[i + 1];
    const last = spans[spans.length - 1];
    const belongs =
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

/** The `A` of `Class A Common Stock`, not the one of `Option A 8,000`. */
function isLetterOfText(text: string, words: readonly Word[], i: number): boolean {
  const previous = words[i - 1]!;
  const next = words[i + 1];
  if (/^(?:class|series)$/i.test(text.slice(previous.from, previous.to))) return true;
  return next !== undefined && next.kind === 'text';
}
