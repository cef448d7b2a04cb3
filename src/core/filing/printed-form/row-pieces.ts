import { footnoteIds } from './inline-markup';
import type { PlacedText } from './placed-text';
import { isBlankMark } from './printed-value';
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
  const confirmed = new Map<string, number>();
  for (const value of [...known, ...pieces.flatMap(({ values }) => values)]) {
    confirmed.set(value, (confirmed.get(value) ?? 0) + 1);
  }
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
