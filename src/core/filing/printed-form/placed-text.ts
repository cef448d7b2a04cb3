/** Something that hangs on a stretch of text: references to footnotes, or the CIK behind a link. */
export type Mark =
  | {
      readonly kind: 'footnotes';
      readonly from: number;
      readonly to: number;
      readonly ids: readonly string[];
    }
  | { readonly kind: 'cik'; readonly from: number; readonly to: number; readonly cik: string };

/**
 * A stretch of text and the stretch of the source that it stands for. Of equal length they are the same text,
 * character by character; else the text as a whole stands for the source as a whole.
 */
interface Run {
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Plain text in which every character still knows where it stood in the source, so that a value can be shown
 * in its place however often it was cut and joined. Immutable. `\t` and `\n` inside are layout: the edge of a
 * nested cell, the end of a line within a cell.
 */
export class PlacedText {
  static readonly EMPTY = new PlacedText('', [], []);

  constructor(
    readonly text: string,
    /** @internal in order, without gaps */
    readonly runs: readonly Run[],
    readonly marks: readonly Mark[],
  ) {}

  /** Text that stands in the source exactly as it is, from this offset on. */
  static at(text: string, offset: number): PlacedText {
    if (text === '') return PlacedText.EMPTY;
    return new PlacedText(
      text,
      [{ at: 0, length: text.length, start: offset, end: offset + text.length }],
      [],
    );
  }

  /** The parts one after another, with layout text between them that has no place of its own. */
  static join(parts: readonly PlacedText[], separator: string): PlacedText {
    if (parts.length === 1) return parts[0]!;
    const builder = new PlacedTextBuilder();
    parts.forEach((part, index) => {
      if (index > 0) builder.addLayout(separator);
      builder.addPlaced(part);
    });
    return builder.build();
  }

  /** Source offset of the first character; 0 when empty. */
  get start(): number {
    return this.runs[0]?.start ?? 0;
  }

  /** Source offset behind the last character; 0 when empty. */
  get end(): number {
    return this.runs[this.runs.length - 1]?.end ?? 0;
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  slice(from: number, to: number = this.text.length): PlacedText {
    if (from <= 0 && to >= this.text.length) return this;
    if (from >= to) return PlacedText.EMPTY;
    const runs: Run[] = [];
    for (let i = this.runAt(from); i < this.runs.length && this.runs[i]!.at < to; i++) {
      runs.push(cut(this.runs[i]!, from, to));
    }
    const marks = this.marks
      .filter((mark) => mark.from < to && mark.to > from)
      .map((mark) => ({ ...mark, from: Math.max(mark.from, from) - from, to: Math.min(mark.to, to) - from }));
    return new PlacedText(this.text.slice(from, to), runs, marks);
  }

  trim(): PlacedText {
    const from = this.text.length - this.text.trimStart().length;
    return from >= this.text.length ? PlacedText.EMPTY : this.slice(from, this.text.trimEnd().length);
  }

  /** Trimmed, with every run of white space as one space. */
  fold(): PlacedText {
    const trimmed = this.trim();
    if (!/\s\s|[^\S ]/.test(trimmed.text)) return trimmed;
    const builder = new PlacedTextBuilder();
    let position = 0;
    for (const space of trimmed.text.matchAll(/\s+/g)) {
      builder.addPlaced(trimmed.slice(position, space.index)).addLayout(' ');
      position = space.index + space[0].length;
    }
    return builder.addPlaced(trimmed.slice(position)).build();
  }

  /** The pieces between the separators, which are dropped; at most so many, the last one with all the rest. */
  split(separator: string, most = Number.POSITIVE_INFINITY): PlacedText[] {
    const pieces: PlacedText[] = [];
    let position = 0;
    let at = this.text.indexOf(separator);
    for (; at >= 0 && pieces.length < most - 1; at = this.text.indexOf(separator, position)) {
      pieces.push(this.slice(position, at));
      position = at + separator.length;
    }
    pieces.push(this.slice(position));
    return pieces;
  }

  /** The text without its footnote references. */
  withoutFootnotes(): PlacedText {
    if (this.marks.length === 0) return this;
    const builder = new PlacedTextBuilder();
    let position = 0;
    for (const mark of this.marks) {
      if (mark.kind !== 'footnotes' || mark.from < position) continue;
      builder.addPlaced(this.slice(position, mark.from));
      position = mark.to;
    }
    return position === 0 ? this : builder.addPlaced(this.slice(position)).build();
  }

  /** Footnotes referenced in this text, in the order they stand. */
  get footnotes(): readonly string[] {
    return this.marks.flatMap((mark) => (mark.kind === 'footnotes' ? mark.ids : []));
  }

  /** CIK of the first link in this text. */
  get cik(): string | undefined {
    return this.marks.find((mark) => mark.kind === 'cik')?.cik;
  }

  /** Index of the run that has this character. */
  private runAt(index: number): number {
    let low = 0;
    let high = this.runs.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.runs[middle]!.at <= index) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** The part of a run from and up to these characters, counted from `from`. */
function cut(run: Run, from: number, to: number): Run {
  const first = Math.max(run.at, from);
  const last = Math.min(run.at + run.length, to);
  const same = run.end - run.start === run.length;
  return {
    at: first - from,
    length: last - first,
    start: same ? run.start + first - run.at : run.start,
    end: same ? run.start + last - run.at : run.end,
  };
}

/** Puts a PlacedText together piece by piece, in source order. */
export class PlacedTextBuilder {
  private readonly chunks: string[] = [];
  private readonly runs: Run[] = [];
  private readonly marks: Mark[] = [];
  length = 0;

  addPlaced(part: PlacedText): this {
    for (const mark of part.marks) {
      this.marks.push({ ...mark, from: mark.from + this.length, to: mark.to + this.length });
    }
    for (const run of part.runs) this.runs.push({ ...run, at: run.at + this.length });
    this.chunks.push(part.text);
    this.length += part.text.length;
    return this;
  }

  /** Text that stands for a stretch of the source, such as the character behind an entity. */
  addFor(text: string, start: number, end: number): this {
    if (text === '') return this;
    this.runs.push({ at: this.length, length: text.length, start, end });
    this.chunks.push(text);
    this.length += text.length;
    return this;
  }

  /** Text of our own that stands nowhere in the source: white space of the layout. */
  addLayout(text: string): this {
    const here = this.runs[this.runs.length - 1]?.end ?? 0;
    return this.addFor(text, here, here);
  }

  get markCount(): number {
    return this.marks.length;
  }

  markFrom(
    from: number,
    mark: { kind: 'footnotes'; ids: readonly string[] } | { kind: 'cik'; cik: string },
  ): this {
    if (from < this.length) this.marks.push({ ...mark, from, to: this.length });
    return this;
  }

  /** What was added since the given length; empty when that is more than `most` characters. */
  textFrom(from: number, most: number): string {
    const length = this.length - from;
    if (length > most) return '';
    let text = '';
    for (let i = this.chunks.length - 1; i >= 0 && text.length < length; i--) text = this.chunks[i]! + text;
    return text.slice(text.length - length);
  }

  build(): PlacedText {
    return this.length === 0 ? PlacedText.EMPTY : new PlacedText(this.chunks.join(''), this.runs, this.marks);
  }
}
