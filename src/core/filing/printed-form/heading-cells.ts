import type { FormTable } from './form-columns';
import { letters, partOf } from './likeness';
import { PlacedText } from './placed-text';
import type { SheetCell, SheetRow } from './sheet';

/** A heading of the form that was recognised in a cell, or in the pieces of a torn one. */
export interface FoundHeading {
  readonly column: number;
  /** Positions that its cell covers. */
  readonly from: number;
  readonly to: number;
  /** Which line of the heading, from 0. */
  readonly line: number;
  /** Certainty, weighted by length. */
  readonly weight: number;
  /** True for (A) or (D) of Table II as printed, in brackets. */
  readonly bracketed: boolean;
}

const LONGEST_HEADING = 160;
/** Part of a heading's letters that must agree. */
const LEAST_LIKENESS = 0.75;
/** How much better the best heading must fit than the next one. */
const LEAST_MARGIN = 0.08;
/** How much more the line right above the data counts than the ones above it. */
const LAST_LINE = 1.5;
/** A lone letter is a heading only in the brackets that the form prints around it. */
const BRACKETED = /^\s*[([{]?\s*[AD]\s*[)\]}]\s*$/;
const ITEM_NUMBER = /^\W*\d{1,2}A?\s?[.,]/;
/** Letters that can stand on both sides of a tear. */
const MOST_OVERLAP = 2;

/** All headings of the form that are found in these rows, pieces of one heading as one. */
export function findHeadings(rows: readonly SheetRow[], form: FormTable): FoundHeading[] {
  const spaced = rows[rows.length - 1]?.layout === 'spaces';
  const lines = spaced ? stackedCells(rows) : rows.map(({ cells }) => cells);
  return lines.flatMap((cells, line) => {
    const nearness = !spaced && line === lines.length - 1 ? LAST_LINE : 1;
    const found = [
      ...cells.flatMap((cell) => recognise(cell, line, form)),
      ...cells.flatMap((cell, i) => recogniseTorn(cell, cells[i + 1], line, form)),
    ];
    return joinPieces(found).map((one) => ({ ...one, weight: one.weight * nearness }));
  });
}

/** The column whose heading a cell is or begins; none when it is not certain. */
function recognise({ from, to, text: printed }: SheetCell, line: number, form: FormTable): FoundHeading[] {
  const text = letters(printed.text);
  if (text.length === 0 || text.length > LONGEST_HEADING) return [];
  const bracketed = BRACKETED.test(printed.text);
  if ((text === 'a' || text === 'd') && !bracketed) return [];
  const found = (column: number, weight: number) => [{ column, from, to, line, weight, bracketed }];
  const exact = form.columns.findIndex(({ heading }) => heading === text);
  if (exact >= 0) return found(exact, text.length + 2);
  if (ITEM_NUMBER.test(printed.text) && text.length < 12) {
    const begun = form.columns.findIndex(
      ({ heading, over }) => heading.startsWith(text) || over?.startsWith(text),
    );
    if (begun >= 0) return found(begun, text.length + 1);
  }
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
  return found(best.column, text.length * best.score);
}

/** How well a cell's letters fit a heading; a heading of which they are only a small part fits a little less. */
function likeness(text: string, heading: string): number {
  if (heading.length < 4 || text.length > heading.length + 6) return 0;
  const fit = isShortened(text, heading) ? 1 : partOf(text, heading);
  const coverage = Math.min(1, text.length / heading.length);
  const atItsBeginning = heading.startsWith(text.slice(0, 4)) ? 0.1 : 0;
  return fit * (0.85 + 0.1 * coverage) + atItsBeginning * fit;
}

/** True for a heading that lost its middle: `Expira Date`. */
function isShortened(text: string, heading: string): boolean {
  let start = 0;
  while (start < text.length && text[start] === heading[start]) start++;
  return start >= 4 && text.length - start >= 3 && heading.endsWith(text.slice(start));
}

/** A short heading torn into this cell and the next one: `Pri` and `ice`. */
function recogniseTorn(
  cell: SheetCell,
  next: SheetCell | undefined,
  line: number,
  form: FormTable,
): FoundHeading[] {
  if (!next || next.from !== cell.to) return [];
  const [left, right] = [letters(cell.text.text), letters(next.text.text)];
  if (left.length === 0 || right.length === 0 || left.length + right.length > LONGEST_HEADING) return [];
  for (let overlap = 0; overlap <= MOST_OVERLAP; overlap++) {
    if (!left.endsWith(right.slice(0, overlap))) continue;
    const whole = left + right.slice(overlap);
    const column = form.columns.findIndex(({ heading, over }) => heading === whole || over === whole);
    if (column < 0 || whole.length < 4) continue;
    return [{ column, from: cell.from, to: next.to, line, weight: whole.length + 2, bracketed: false }];
  }
  return [];
}

/** Neighbours that are pieces of one heading, as one. */
function joinPieces(found: readonly FoundHeading[]): FoundHeading[] {
  const joined: FoundHeading[] = [];
  for (const one of [...found].sort((a, b) => a.from - b.from)) {
    const index = joined.findIndex((other) => other.column === one.column && one.from <= other.to);
    const other = joined[index];
    if (!other) joined.push(one);
    else
      joined[index] = {
        ...other,
        to: Math.max(other.to, one.to),
        weight: Math.max(other.weight, one.weight),
      };
  }
  return joined;
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
      const alone =
        over.length === 1 && row.cells.filter((other) => overlaps(over[0]!.cell, other)).length === 1;
      if (!alone) {
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
