import type { Place } from './filing';

/**
 * The lines of a document, for turning offsets of its text into Places. A line ends with CR LF, LF or a lone CR,
 * as XML counts them. Offsets may be asked for in any order; rising order is fastest.
 */
export class SourceLines {
  /** Index into `starts` of the line asked for last: the next question is nearly always about it or the next. */
  private current = 0;

  private constructor(
    /** Offset at which each line starts. */
    private readonly starts: readonly number[],
    /** Offset of the document at which the text that is asked about starts. */
    private readonly shift: number,
    /** Characters of line breaks that were taken out before each line; undefined when there are none. */
    private readonly removed: readonly number[] | undefined,
  ) {}

  static of(document: string): SourceLines {
    return new SourceLines(lineStarts(document), 0, undefined);
  }

  /** The same lines, asked about in offsets that count from `offset`. */
  from(offset: number): SourceLines {
    return new SourceLines(this.starts, this.shift + offset, this.removed);
  }

  /** The same lines for a text from which these line breaks were taken out; offsets rise. */
  without(breaks: readonly { readonly offset: number; readonly length: number }[]): SourceLines {
    const starts: number[] = [];
    const removed: number[] = [];
    let total = 0;
    let next = 0;
    for (const start of this.starts) {
      let cut = breaks[next];
      while (cut && cut.offset + this.shift < start) {
        total += cut.length;
        cut = breaks[++next];
      }
      starts.push(start - total);
      removed.push(total);
    }
    return new SourceLines(starts, this.shift, removed);
  }

  /** Line, column and length of the text from `start` to `end` (exclusive), as it stands in the document. */
  place(start: number, end: number): Place {
    const line = this.lineAt(start + this.shift);
    const column = start + this.shift - this.starts[line]! + 1;
    if (!this.removed) return [line + 1, column, end - start];
    const last = this.lineAt(Math.max(start, end - 1) + this.shift);
    return [line + 1, column, end - start + this.removed[last]! - this.removed[line]!];
  }

  private lineAt(offset: number): number {
    const { starts } = this;
    let line = this.current;
    while (starts[line]! > offset) line--;
    while (line + 1 < starts.length && starts[line + 1]! <= offset) line++;
    this.current = line;
    return line;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
