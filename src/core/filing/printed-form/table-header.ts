import { type FormTable, HEADING_TEXT } from './form-columns';
import { type FoundHeading, findHeadings } from './heading-cells';
import { letters } from './likeness';
import type { SheetRow } from './sheet';

/** Where the columns of a table stand, as far as its heading tells. */
export interface TableHeader {
  /**
   * For each column of the form, the positions [from, to) that can be its; undefined when nothing tells. Where the
   * scan made more cells than there are columns, those in between can be of either neighbour: bands overlap.
   */
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

/** Headings of the form have at most 6 lines, in print as wide as a page; what follows is no heading. */
const MAX_HEADING_ROWS = 12;
/** Part of the form's columns whose position must be known before positions are believed. */
const SOUND_COVERAGE = 0.6;

/** Reads the heading of a table from the rows above its first line. */
export function readTableHeader(rows: readonly SheetRow[], form: FormTable): TableHeader {
  const layout = rows[rows.length - 1]?.layout;
  const grid = layout !== 'spaces';
  const used = rows.filter((row) => row.layout === layout).slice(-MAX_HEADING_ROWS);
  const found = findHeadings(used, form);
  const chain = consistentChain(found);
  if (chain.length < 2) return NO_HEADER;
  const bands = grid ? gridBands(chain, form) : spacedBands(chain, form);
  const coverage = bands.filter((band) => band !== undefined).length / form.columns.length;
  const sound =
    grid &&
    coverage >= SOUND_COVERAGE &&
    chain.every((next, i) => i === 0 || hasRoom(chain[i - 1]!, next)) &&
    found.every((one) => agrees(one, chain));
  return { bands, trust: sound ? 'sound' : 'loose', directionColumns: directionAgrees(chain, found, form) };
}

/** The weightiest set of found headings that stand in the form's order from left to right. */
function consistentChain(found: readonly FoundHeading[]): FoundHeading[] {
  const sorted = [...found].sort((a, b) => a.column - b.column || b.line - a.line);
  const best: { weight: number; previous: number }[] = [];
  let last = -1;
  sorted.forEach((one, i) => {
    let entry = { weight: one.weight, previous: -1 };
    for (let j = 0; j < i; j++) {
      const other = sorted[j]!;
      const weight = best[j]!.weight + one.weight;
      if (other.column < one.column && other.from < one.from && weight > entry.weight) {
        entry = { weight, previous: j };
      }
    }
    best.push(entry);
    if (last < 0 || entry.weight > best[last]!.weight) last = i;
  });
  const chain: FoundHeading[] = [];
  for (let i = last; i >= 0; i = best[i]!.previous) chain.unshift(sorted[i]!);
  return chain;
}

function hasRoom(left: FoundHeading, right: FoundHeading): boolean {
  return right.from - left.from >= right.column - left.column;
}

/** True for a heading of the chain, and for another piece of one: over it, under it or torn off at its side. */
function agrees(one: FoundHeading, chain: readonly FoundHeading[]): boolean {
  return chain.some((kept) => kept.column === one.column && one.from <= kept.to && kept.from <= one.to);
}

/**
 * Bands in a grid: a cell for each heading; cells between two headings are the columns between them where their
 * number is the same, and else can be any of them or torn off a neighbour.
 */
function gridBands(chain: readonly FoundHeading[], form: FormTable): (Band | undefined)[] {
  const bands = new Array<Band | undefined>(form.columns.length).fill(undefined);
  const before = { column: -1, from: 0, to: 0 };
  const behind = {
    column: form.columns.length,
    from: Number.POSITIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  };
  const ends = [before, ...chain.map((one) => ({ ...one, to: oneCell(one, chain) })), behind];
  for (const one of ends.slice(1, -1)) bands[one.column] = [one.from, one.to];
  for (let i = 1; i < ends.length; i++) {
    const [left, right] = [ends[i - 1]!, ends[i]!];
    const columns = right.column - left.column - 1;
    const cells = right.from - left.to;
    if (cells === columns || (right === behind && columns > 0)) {
      for (let k = 1; k <= columns; k++) bands[left.column + k] = [left.to + k - 1, left.to + k];
      if (right === behind) bands[right.column - 1] = [left.to + columns - 1, Number.POSITIVE_INFINITY];
    } else if (cells > columns) {
      for (let k = 1; k <= columns; k++) bands[left.column + k] = [left.to, right.from];
      const [leftBand, rightBand] = [bands[left.column], bands[right.column]];
      if (leftBand) bands[left.column] = [leftBand[0], right.from];
      if (rightBand) bands[right.column] = [left.to, rightBand[1]];
    }
  }
  return bands;
}

/** A heading over several columns stands for the first one only. */
function oneCell(one: FoundHeading, chain: readonly FoundHeading[]): number {
  const next = chain.find(({ column }) => column > one.column);
  const columns = next ? next.column - one.column : 1;
  return columns > 1 ? one.from + 1 : Math.min(one.to, next?.from ?? one.to);
}

/** Bands in columns of blanks: from the middle between two headings to the next. */
function spacedBands(chain: readonly FoundHeading[], form: FormTable): (Band | undefined)[] {
  const bands = new Array<Band | undefined>(form.columns.length).fill(undefined);
  chain.forEach((one, i) => {
    const [left, right] = [chain[i - 1], chain[i + 1]];
    const from = left ? middle(left, one) : 0;
    bands[one.column] = [from, right ? middle(one, right) : Number.POSITIVE_INFINITY];
  });
  return bands;
}

function middle(left: FoundHeading, right: FoundHeading): number {
  return Math.max(left.from + 1, (Math.min(left.to, right.from) + right.from) / 2);
}

/** Whether (A) and (D) were found, and everything in the line that has them agrees with the chain. */
function directionAgrees(
  chain: readonly FoundHeading[],
  found: readonly FoundHeading[],
  form: FormTable,
): boolean {
  const letters = found.filter(
    ({ column, bracketed }) => bracketed && /^(?:acquired|disposed)$/.test(form.columns[column]!.name),
  );
  const line = letters[0]?.line;
  if (letters.length !== 2 || letters[1]!.line !== line) return false;
  return found.every((one) => one.line !== line || agrees(one, chain));
}

/** True when the heading allows this position for this column. */
export function standsUnder(position: number, column: number, { bands }: TableHeader): boolean {
  const band = bands[column];
  return band !== undefined && position >= band[0] && position < band[1];
}

/** True when the heading allows this position for this column and for no other. */
export function standsOnlyUnder(position: number, column: number, header: TableHeader): boolean {
  return (
    standsUnder(position, column, header) &&
    header.bands.every((_, other) => other === column || !standsUnder(position, other, header))
  );
}

/** Characters of a cell that are looked at. */
const LONGEST_CELL = 320;
/** What is left of headings between their words: `(A)`, `V`, `of`, `4)`, `3.` */
const FRAGMENT = /^\W*(?:\d{1,2}A?|[a-z]{1,2})?(?:\W+(?:\d{1,2}|[a-z]{1,2}))*\W*$/i;

/**
 * True for a row that has nothing in it but words of the form's headings. Rows without any word count as heading
 * only where one is `expected`.
 */
export function readsAsHeading(row: SheetRow, expected: boolean): boolean {
  if (row.cells.every((cell) => cell.heading)) return true;
  let words = 0;
  let known = 0;
  for (const cell of row.cells) {
    for (const word of cell.text.text.slice(0, LONGEST_CELL).split(/[\s()/]+/)) {
      const plain = letters(word);
      if (plain.length < 3) continue;
      words++;
      if (HEADING_TEXT.includes(plain)) known++;
    }
  }
  if (words === 0) {
    return expected && row.cells.every((cell) => FRAGMENT.test(cell.text.text.slice(0, LONGEST_CELL)));
  }
  return known * 10 >= words * 7;
}
