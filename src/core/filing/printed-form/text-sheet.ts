import { SourceLines } from '../source-lines';
import { readInlineMarkup } from './inline-markup';
import { PlacedText } from './placed-text';
import { type Layout, MOST_CELLS, type Sheet, type SheetCell, type SheetRow } from './sheet';

const TABLE_RULE = /^[\s|+:=_─-]*$/;
const RUNS_OF_WORDS = /\S+(?: \S+)*/g;
const SUPERSCRIPT_TAG = /<sup\b/i;

/**
 * The lines of a printed form as text: cells are told apart by tabs where a line has them, else by pipes
 * (markdown tables), else by runs of two or more blanks.
 */
export function readTextSheet(source: string): Sheet {
  const rows: SheetRow[] = [];
  let paragraph = 0;
  let blank = true;
  for (let start = 0; start <= source.length; ) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline;
    const cells = readLine(PlacedText.at(source.slice(start, end), start));
    start = end + 1;
    if (cells === undefined || cells.cells.length === 0) {
      blank ||= cells !== undefined;
      continue;
    }
    if (blank) paragraph++;
    blank = false;
    rows.push({ ...cells, paragraph });
  }
  return { rows, superscripts: SUPERSCRIPT_TAG.test(source), lines: SourceLines.of(source) };
}

/** The cells of one line; undefined for a line that only rules a table. */
function readLine(line: PlacedText): Omit<SheetRow, 'paragraph'> | undefined {
  const text = line.text;
  if (text.includes('\t')) return gridRow('tabs', line.split('\t', MOST_CELLS));
  const pipes = pipeCells(line);
  if (pipes) return TABLE_RULE.test(text) && text.includes('-') ? undefined : gridRow('pipes', pipes);
  if (text.length > 2 && /[-=_─]{3}/.test(text) && TABLE_RULE.test(text)) return undefined;
  const plain = readInlineMarkup(line);
  const cells: SheetCell[] = [];
  for (const { 0: words, index } of plain.text.matchAll(RUNS_OF_WORDS)) {
    const to = cells.length < MOST_CELLS - 1 ? index + words.length : plain.text.length;
    cells.push({ from: index, to, text: plain.slice(index, to) });
    if (cells.length === MOST_CELLS) break;
  }
  return { layout: 'spaces', cells, width: 0 };
}

function gridRow(layout: Layout, pieces: readonly PlacedText[]): Omit<SheetRow, 'paragraph'> {
  const cells: SheetCell[] = [];
  pieces.forEach((piece, column) => {
    const text = readInlineMarkup(piece).trim();
    if (!text.isBlank) cells.push({ from: column, to: column + 1, text });
  });
  return { layout, cells, width: pieces.length };
}

/** The cells of a markdown table row; undefined when the line is none. A pipe behind a backslash is text. */
function pipeCells(line: PlacedText): PlacedText[] | undefined {
  const at: number[] = [];
  for (let i = line.text.indexOf('|'); i >= 0; i = line.text.indexOf('|', i + 1)) {
    if (line.text[i - 1] !== '\\' && at.length < MOST_CELLS) at.push(i);
  }
  const framed = line.text.trimStart().startsWith('|');
  if (at.length < (framed ? 1 : 2)) return undefined;
  const cells: PlacedText[] = [];
  let position = 0;
  for (const pipe of [...at, line.text.length]) {
    cells.push(line.slice(position, pipe));
    position = pipe + 1;
  }
  if (framed) cells.shift();
  if (line.text.trimEnd().endsWith('|')) cells.pop();
  return cells;
}
