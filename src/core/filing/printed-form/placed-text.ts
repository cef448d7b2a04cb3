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
 * Plain text in which every character still knows where it stood in the source, so that a value can be shown
 * in its place however often it was cut and joined. Immutable. `\t` and `\n` inside are layout: the edge of a
 * nested cell, the end of a line within a cell.
 */
export class PlacedText {
  static readonly EMPTY = new PlacedText('', [], [], []);

  constructor(
    readonly text: string,
    private readonly starts: readonly number[],
    private readonly ends: readonly number[],
    readonly marks: readonly Mark[],
  ) {}

  /** Text that stands in the source exactly as it is, from this offset on. */
  static at(text: string, offset: number): PlacedText {
    const starts: number[] = [];
    const ends: number[] = [];
    for (let i = 0; i < text.length; i++) {
      starts.push(offset + i);
      ends.push(offset + i + 1);
    }
    return new PlacedText(text, starts, ends, []);
  }

  /** The parts one after another, with layout text between them that has no place of its own. */
  static join(parts: readonly PlacedText[], separator: string): PlacedText {
    const builder = new PlacedTextBuilder();
    parts.forEach((part, index) => {
      if (index > 0) builder.addLayout(separator);
      builder.addPlaced(part);
    });
    return builder.build();
  }

  /** Source offset of the first character; 0 when empty. */
  get start(): number {
    return this.starts[0] ?? 0;
  }

  /** Source offset behind the last character; 0 when empty. */
  get end(): number {
    return this.ends[this.ends.length - 1] ?? 0;
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  slice(from: number, to: number = this.text.length): PlacedText {
    if (from <= 0 && to >= this.text.length) return this;
    const marks = this.marks
      .filter((mark) => mark.from < to && mark.to > from)
      .map((mark) => ({ ...mark, from: Math.max(mark.from, from) - from, to: Math.min(mark.to, to) - from }));
    return new PlacedText(
      this.text.slice(from, to),
      this.starts.slice(from, to),
      this.ends.slice(from, to),
      marks,
    );
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
    for (const run of trimmed.text.matchAll(/\s+/g)) {
      builder.addPlaced(trimmed.slice(position, run.index)).addLayout(' ');
      position = run.index + run[0].length;
    }
    return builder.addPlaced(trimmed.slice(position)).build();
  }

  /** The pieces between the separators, which are dropped. */
  split(separator: string): PlacedText[] {
    const pieces: PlacedText[] = [];
    let position = 0;
    for (let at = this.text.indexOf(separator); at >= 0; at = this.text.indexOf(separator, position)) {
      pieces.push(this.slice(position, at));
      position = at + separator.length;
    }
    pieces.push(this.slice(position));
    return pieces;
  }

  /** The text without its footnote references. */
  withoutFootnotes(): PlacedText {
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

  /** @internal for the builder */
  copyInto(starts: number[], ends: number[]): void {
    for (const start of this.starts) starts.push(start);
    for (const end of this.ends) ends.push(end);
  }
}

/** Puts a PlacedText together piece by piece, in source order. */
export class PlacedTextBuilder {
  private readonly chunks: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly marks: Mark[] = [];

  get length(): number {
    return this.starts.length;
  }

  addPlaced(part: PlacedText): this {
    for (const mark of part.marks) {
      this.marks.push({ ...mark, from: mark.from + this.length, to: mark.to + this.length });
    }
    this.chunks.push(part.text);
    part.copyInto(this.starts, this.ends);
    return this;
  }

  /** Text that stands for a stretch of the source, such as the character behind an entity. */
  addFor(text: string, start: number, end: number): this {
    this.chunks.push(text);
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
    return this;
  }

  /** Text of our own that stands nowhere in the source: white space of the layout. */
  addLayout(text: string): this {
    const here = this.ends[this.ends.length - 1] ?? 0;
    return this.addFor(text, here, here);
  }

  markFrom(
    from: number,
    mark: { kind: 'footnotes'; ids: readonly string[] } | { kind: 'cik'; cik: string },
  ): this {
    if (from < this.length) this.marks.push({ ...mark, from, to: this.length });
    return this;
  }

  get markCount(): number {
    return this.marks.length;
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
    if (this.length === 0) return PlacedText.EMPTY;
    return new PlacedText(this.chunks.join(''), this.starts, this.ends, this.marks);
  }
}
