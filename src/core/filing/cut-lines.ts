import { MAX_PROBLEMS } from '../limits';
import type { Repair } from './filing';
import { SourceLines } from './source-lines';

/** The length at which EDGAR cut the physical lines of the submissions that it wrapped for mail, as in 2006. */
export const CUT_LENGTH = 1023;

/** A part of a document whose cut lines are whole again. */
export interface RejoinedText {
  readonly text: string;
  /** Places of the rejoined text in the document. */
  readonly lines: SourceLines;
  readonly repairs: readonly Repair[];
}

interface Cut {
  /** Of the line break, from the start of the part. */
  readonly offset: number;
  readonly length: number;
}

/**
 * The part of the document from `start` to `end` with its cut lines rejoined; undefined when nothing was cut.
 * A line is taken for cut when it has exactly CUT_LENGTH characters and no line has more.
 */
export function rejoinCutLines(document: string, start: number, end: number): RejoinedText | undefined {
  const cuts = cutsIn(document, start, end);
  if (cuts.length === 0) return undefined;
  let text = '';
  let from = 0;
  for (const cut of cuts) {
    text += document.slice(start + from, start + cut.offset);
    from = cut.offset + cut.length;
  }
  text += document.slice(start + from, end);
  const lines = SourceLines.of(document);
  const repairs = cuts
    .slice(0, MAX_PROBLEMS)
    .map((cut) => repairOf(document, lines, start + cut.offset, cut.length));
  return { text, lines: lines.from(start).without(cuts), repairs };
}

function cutsIn(document: string, start: number, end: number): readonly Cut[] {
  const cuts: Cut[] = [];
  let lineStart = document.lastIndexOf('\n', start - 1) + 1;
  while (lineStart < end) {
    const feed = document.indexOf('\n', lineStart);
    const next = feed < 0 ? document.length : feed + 1;
    const lineEnd = feed < 0 ? next : document[feed - 1] === '\r' ? feed - 1 : feed;
    if (lineEnd - lineStart > CUT_LENGTH) return [];
    if (lineEnd - lineStart === CUT_LENGTH && lineEnd >= start && next < end) {
      cuts.push({ offset: lineEnd - start, length: next - lineEnd });
    }
    lineStart = next;
  }
  return cuts;
}

/** Characters shown on both sides of a cut. */
const CONTEXT = 30;

function repairOf(document: string, lines: SourceLines, offset: number, length: number): Repair {
  const before = document.slice(offset - CONTEXT, offset);
  const after = document.slice(offset + length, offset + length + CONTEXT);
  const at = lines.place(offset - CONTEXT, offset + length + CONTEXT);
  return {
    rule: 'cutLine',
    filed: `${before}\n${after}`,
    value: before + after,
    evidence: [
      `the line has exactly ${CUT_LENGTH} characters, where EDGAR cut long lines`,
      'no line of the form is longer',
    ],
    alternatives: [`${before} ${after}`],
    at,
  };
}
