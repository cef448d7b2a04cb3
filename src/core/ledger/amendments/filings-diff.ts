import type { PersonFiling } from '../filings-of-person';
import { type ReportedLine, reportedLines } from '../reported-line';
import { type BoxChange, changedBoxes, type DiffedLine, diffedLine } from './amendment-diff';
import { type CellChange, changedCells, changedFootnotes, type FootnoteChange } from './changed-cells';
import { pairLines } from './line-pairs';

/**
 * How a line of one filing stands in another one: `same`, with other `footnotes` only, `changed` in some box, or
 * only in the one of them: `gone`, `added`.
 */
export type ComparedStanding = 'same' | 'footnotes' | 'changed' | 'gone' | 'added';

/** A line of two filings, cell by cell. */
export interface ComparedLine {
  readonly standing: ComparedStanding;
  /** In words, by what the two were taken for one line; null for a line of one filing only. */
  readonly reason: string | null;
  /** Null for an added line. */
  readonly before: DiffedLine | null;
  /** Null for a line that is gone. */
  readonly after: DiffedLine | null;
  readonly cells: readonly CellChange[];
  readonly footnotes: readonly FootnoteChange[];
}

/** In what two filings differ. */
export interface FilingsDiff {
  /** In the order of the second filing, then those of the first one that are gone. */
  readonly lines: readonly ComparedLine[];
  /** Boxes outside the tables. */
  readonly boxes: readonly BoxChange[];
}

/**
 * In what two filings of one person differ, as they were filed; nothing is made of it. Of lines that speak of a day
 * after `asOf` (ISO date) nothing, when it is given.
 */
export function filingsDiff(before: PersonFiling, after: PersonFiling, asOf?: string): FilingsDiff {
  const until = ({ effectiveOn }: ReportedLine) => asOf === undefined || effectiveOn <= asOf;
  const [were, are] = [reportedLines(before).filter(until), reportedLines(after).filter(until)];
  const pairs = new Map(pairLines(are, were, () => false).map((pair) => [pair.line, pair]));
  const paired = new Set([...pairs.values()].map(({ original }) => original));
  return {
    lines: [
      ...are.map((line) => {
        const pair = pairs.get(line);
        return pair ? compared(pair.original, line, pair.reason) : alone('added', line);
      }),
      ...were.filter((line) => !paired.has(line)).map((line) => alone('gone', line)),
    ],
    boxes: changedBoxes(before, after),
  };
}

function compared(before: ReportedLine, after: ReportedLine, reason: string): ComparedLine {
  const cells = changedCells(before, after);
  const footnotes = changedFootnotes(before, after);
  const standing = cells.length > 0 ? 'changed' : footnotes.length > 0 ? 'footnotes' : 'same';
  return { standing, reason, before: diffedLine(before), after: diffedLine(after), cells, footnotes };
}

function alone(standing: 'added' | 'gone', line: ReportedLine): ComparedLine {
  const [before, after] = standing === 'gone' ? [diffedLine(line), null] : [null, diffedLine(line)];
  return { standing, reason: null, before, after, cells: [], footnotes: [] };
}
