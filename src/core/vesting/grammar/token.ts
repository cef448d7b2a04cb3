/** A word, number or mark of a footnote, with its place in the text as filed. */
export interface Token {
  /** `ordinal` is a number with its ending: `1st`, `48th`. */
  readonly kind: 'word' | 'number' | 'ordinal' | 'mark';
  /** Lower case, the possessive and slips of spelling taken away; numbers without thousands separators. */
  readonly text: string;
  /** Offsets in the text as filed, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** True when the word starts with a capital letter, or a number has thousands separators. */
  readonly marked: boolean;
}

/** A name that the footnote gives to a date: `January 1, 2023 (the "Vesting Start Date")`. */
export interface DefinedDate {
  /** The words of the name, lower case. */
  readonly name: readonly string[];
  readonly on: string;
}

/** A footnote taken apart: what every parser of the grammar reads. */
export interface TokenText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly defined: readonly DefinedDate[];
}
