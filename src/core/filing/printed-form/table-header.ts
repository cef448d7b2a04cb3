import { type FormTable, HEADING_TEXT } from './form-columns';
import { letters, partOf } from './likeness';
import { PlacedText } from './placed-text';
import type { SheetCell, SheetRow } from './sheet';

/** Where the columns of a table stand, as far as its heading tells. */
export interface TableHeader {
  /** For each column of the form, the positions [from, to) that belong to it; undefined when not found. */
  readonly bands: readonly (Band | undefined)[];
  /**
   * `sound`: the heading has the form's columns in order and room for all of them, so positions can be believed.
   * `loose`: some headings were found; positions are a hint. `none`: there is no heading.
   */
  readonly trust: 'sound' | 'loose' | 'none';
  /** True when the line of the heading that has (A) and (D) agrees with all the rest of the heading. */
  readonly directionColumns: boolean;
}

export type Band = readonly [from: number, to: number];

export const NO_HEADER: TableHeader = { bands: [], trust: 'none', directionColumns: false };

/** A heading that was recognised in a cell. */
interface Found {
  readonly column: number;
  readonly cell: SheetCell;
  /** Which line of the heading, from 0. */
  readonly line: number;
  /** Certainty, weighted by length. */
  readonly weight: number;
}

/** Headings of the form have at most 6 lines, in print as wide as a page; what follows is no heading. */
const MAX_HEADING_ROWS = 12;
const LONGEST_HEADING = 160;
/** Part of a heading's letters that must agree. */
const LEAST_LIKENESS = 0.75;
/** How much better the best heading must fit than the next one. */
const LEAST_MARGIN = 0.08;
/** Part of the form's columns whose heading must be found before positions are believed. */
const SOUND_COVERAGE = 0.6;
/** How much more the line right above the data counts than the ones above it. */
const LAST_LINE = 1.5;
const BRACKETED = /^\s*[([{]?\s*[AD]\s*[)\]}]\s*$/;

/** Reads the heading of a table from the rows above its first line. */
export function readTableHeader(rows: readonly SheetRow[], form: FormTable): TableHeader {
  const layout = rows[rows.length - 1]?.layout;
  const used = rows.filter((row) => row.layout === layout).slice(-MAX_HEADING_ROWS);
  const blocks = layout === 'spaces' ? stackedCells(used) : used.map(({ cells }) => cells);
  const found = blocks.flatMap((cells, line) => {
    const nearness = layout !== 'spaces' && line === blocks.length - 1 ? LAST_LINE : 1;
    return cells
      .flatMap((cell) => recognise(cell, line, form))
      .map((one) => ({ ...one, weight: one.weight * nearness }));
  });
  const chain = consistentChain(found);
  if (chain.length < 2) return NO_HEADER;
  const bands = bandsOf(chain, form, layout !== 'spaces');
  const contradicted = found.some((one) => !agrees(one, chain));
  const coverage = bands.filter((band) => band !== undefined).length / form.columns.length;
  const room = chain.every((next, i) => i === 0 || hasRoom(chain[i - 1]!, next));
  const sound = layout !== 'spaces' && coverage >= SOUND_COVERAGE && room && !contradicted;
  return { bands, trust: sound ? 'sound' : 'loose', directionColumns: directionAgrees(chain, found, form) };
}

/**
 * In columns of blanks a heading goes on in the lines below it: puts together what stands right below one another,
 * by the line on which each heading begins. A heading over several others keeps apart from them.
 */
function stackedCells(rows: readonly SheetRow[]): SheetCell[][] {
  const begun: SheetCell[][] = rows.map(() => []);
  /** The headings that may go on, and where each one began. */
  let open: { cell: SheetCell; line: number }[] = [];
  rows.forEach((row, line) => {
    const above = open;
    const still = new Set(above);
    open = row.cells.map((cell) => {
      const over = above.filter((one) => overlaps(one.cell, cell));
      const only =
        over.length === 1 && row.cells.filter((other) => overlaps(over[0]!.cell, other)).length === 1;
      if (!only) {
        begun[line]!.push(cell);
        return { cell, line };
      }
      const { cell: upper, line: first } = over[0]!;
      still.delete(over[0]!);
      const text = PlacedText.join([upper.text, cell.text], ' ');
      const joined = { from: Math.min(upper.from, cell.from), to: Math.max(upper.to, cell.to), text };
      begun[first]![begun[first]!.indexOf(upper)] = joined;
      return { cell: joined, line: first };
    });
    for (const one of still) if (!open.some(({ cell }) => overlaps(cell, one.cell))) open.push(one);
  });
  return begun;
}

function overlaps(one: SheetCell, other: SheetCell): boolean {
  return one.from < other.to && other.from < one.to;
}

/** The column whose heading a cell is or begins; none when it is not certain. */
function recognise(cell: SheetCell, line: number, form: FormTable): Found[] {
  const text = letters(cell.text.text);
  if (text.length === 0 || text.length > LONGEST_HEADING) return [];
  const exact = form.columns.findIndex(({ heading }) => heading === text);
  // A lone letter is a heading only in the brackets that the form prints around it.
  if ((text === 'a' || text === 'd') && !BRACKETED.test(cell.text.text)) return [];
  if (exact >= 0) return [{ column: exact, cell, line, weight: text.length + 2 }];
  if (text.length < 5) return [];
  const scores = form.columns
    .flatMap(({ heading, over }, column) => [
      { column, score: likeness(text, heading) },
      ...(over === undefined ? [] : [{ column, score: likeness(text, over) }]),
    ])
    .sort((a, b) => b.score - a.score);
  const best = scores[0]!;
  const next = scores.find(({ column }) => column !== best.column);
  if (best.score < LEAST_LIKENESS || best.score - (next?.score ?? 0) < LEAST_MARGIN) return [];
  return [{ column: best.column, cell, line, weight: text.length * best.score }];
}

/** How well a cell's letters fit a heading; a heading of which they are only a small part fits a little less. */
function likeness(text: string, heading: string): number {
  if (heading.length < 4 || text.length > heading.length + 6) return 0;
  const fit = partOf(text, heading);
  const coverage = Math.min(1, text.length / heading.length);
  const atItsBeginning = heading.startsWith(text.slice(0, 4)) ? 0.1 : 0;
  return fit * (0.85 + 0.1 * coverage) + atItsBeginning * fit;
}

/** The weightiest set of found headings that stand in the form's order from left to right. */
function consistentChain(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.column - b.column || b.line - a.line);
  const best: { weight: number; previous: number }[] = [];
  let last = -1;
  sorted.forEach((one, i) => {
    let entry = { weight: one.weight, previous: -1 };
    for (let j = 0; j < i; j++) {
      const other = sorted[j]!;
      const weight = best[j]!.weight + one.weight;
      if (other.column < one.column && other.cell.from < one.cell.from && weight > entry.weight) {
        entry = { weight, previous: j };
      }
    }
    best.push(entry);
    if (last < 0 || entry.weight > best[last]!.weight) last = i;
  });
  const chain: Found[] = [];
  for (let i = last; i >= 0; i = best[i]!.previous) chain.unshift(sorted[i]!);
  return chain;
}

function hasRoom(left: Found, right: Found): boolean {
  return right.cell.from - left.cell.from >= right.column - left.column;
}

/** Positions from each heading to the next one, and columns without a heading in between where they fit exactly. */
function bandsOf(chain: readonly Found[], form: FormTable, grid: boolean): (Band | undefined)[] {
  const bands = new Array<Band | undefined>(form.columns.length).fill(undefined);
  chain.forEach((one, i) => {
    const next = chain[i + 1];
    const from = i === 0 ? 0 : grid ? one.cell.from : between(chain[i - 1]!.cell, one.cell);
    const to = next ? (grid ? next.cell.from : between(one.cell, next.cell)) : Number.POSITIVE_INFINITY;
    const columns = (next?.column ?? form.columns.length) - one.column;
    if (grid && next && to - one.cell.from === columns) {
      for (let k = 0; k < columns; k++) bands[one.column + k] = [one.cell.from + k, one.cell.from + k + 1];
    } else if (grid && !next) {
      for (let k = 0; k < columns; k++) {
        const end = k === columns - 1 ? Number.POSITIVE_INFINITY : one.cell.from + k + 1;
        bands[one.column + k] = [one.cell.from + k, end];
      }
    } else bands[one.column] = [from, to];
  });
  return bands;
}

function between(left: SheetCell, right: SheetCell): number {
  return Math.max(left.from + 1, (Math.min(left.to, right.from) + right.from) / 2);
}

/** True for a heading of the chain, and for another piece of one: over it, under it or torn off at its side. */
function agrees(one: Found, chain: readonly Found[]): boolean {
  return chain.some(
    (kept) => kept.column === one.column && one.cell.from <= kept.cell.to && kept.cell.from <= one.cell.to,
  );
}

/** Whether (A) and (D) were found, and everything in the line that has them agrees with the chain. */
function directionAgrees(chain: readonly Found[], found: readonly Found[], form: FormTable): boolean {
  const bracketed = found.filter(
    ({ column, cell }) =>
      /^(?:acquired|disposed)$/.test(form.columns[column]!.name) && BRACKETED.test(cell.text.text),
  );
  const line = bracketed[0]?.line;
  if (bracketed.length !== 2 || bracketed[1]!.line !== line) return false;
  return found.every((one) => one.line !== line || agrees(one, chain));
}

/**
 * True for a row that has nothing in it but words of the form's headings. Rows without any word count as heading
 * only where one is `expected`.
 */
export function readsAsHeading(row: SheetRow, expected: boolean): boolean {
  if (row.cells.every((cell) => cell.heading)) return true;
  let words = 0;
  let known = 0;
  for (const cell of row.cells) {
    for (const word of cell.text.text.slice(0, LONGEST_HEADING * 2).split(/[\s()/]+/)) {
      const plain = letters(word);
      if (plain.length < 3) continue;
      words++;
      if (HEADING_TEXT.includes(plain)) known++;
    }
  }
  if (words === 0) return expected && row.cells.every((cell) => FRAGMENT.test(cell.text.text));
  return known * 10 >= words * 7;
}

/** What is left of headings between their words: `(A)`, `V`, `of`, `4)`, `3.` */
const FRAGMENT = /^\W*(?:\d{1,2}A?|[a-z]{1,2})?(?:\W+(?:\d{1,2}|[a-z]{1,2}))*\W*$/i;
