import type { TextSpan } from '../schedule';
import type { TokenText } from './token';

/** A stretch of tokens as a span of the text as filed. */
export function spanOf(text: TokenText, phrase: { from: number; to: number }, meaning: string): TextSpan {
  return { start: text.tokens[phrase.from]!.start, end: text.tokens[phrase.to - 1]!.end, meaning };
}
