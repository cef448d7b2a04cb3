import type { TextSpan } from '../schedule';
import type { Phrase } from './phrases';
import { spanOf } from './spans';
import type { Facts } from './statements';
import type { TokenText } from './token';

const MEANINGS: { readonly [Kind in Phrase['kind']]?: string } = {
  verb: 'vesting',
  share: 'portion',
  time: 'time',
  series: 'instalments',
  span: 'length of time',
  cliff: 'cliff',
  thereafter: 'counted on',
  condition: 'condition',
  leftover: 'not understood',
};

/** The parts of the text that the statements were read from, with what each was understood as. */
export function statementSpans(text: TokenText, { statements }: Facts): readonly TextSpan[] {
  return statements
    .flatMap(({ frame }) => frame.phrases)
    .filter(({ kind }) => MEANINGS[kind])
    .map((phrase) => spanOf(text, phrase, MEANINGS[phrase.kind]!));
}
