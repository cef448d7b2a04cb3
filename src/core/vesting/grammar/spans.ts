import type { TextSpan } from '../schedule';
import type { TokenText } from './token';

/** Tokens from `from` up to `to`, which is exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** True when a stretch of tokens has such a word. */
export function saysIn({ tokens }: TokenText, { from, to }: Stretch, word: RegExp): boolean {
  return tokens.slice(from, to).some(({ text }) => word.test(text));
}

/** A stretch of tokens as a span of the text as filed. */
export function spanOf(text: TokenText, phrase: { from: number; to: number }, meaning: string): TextSpan {
  return { start: text.tokens[phrase.from]!.start, end: text.tokens[phrase.to - 1]!.end, meaning };
}
