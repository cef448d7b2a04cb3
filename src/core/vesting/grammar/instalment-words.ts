import {
  between,
  either,
  mapped,
  maybe,
  type Parsed,
  type Parser,
  sequence,
  tried,
  words,
} from './combinators';
import { duration, regular } from './durations';
import { ratioNumber, wholeNumber } from './numbers';
import { share } from './portions';
import { ofSecurity } from './securities';
import type { SeriesWords } from './series-words';
import type { TokenText } from './token';

const lead = either(words('in|into|as|over|with|by a|an?'), words('a|an'));
const EQUAL = /^(?:equal|equally|even|ratable|rateable|identical|same)$/;
const UNEQUAL = /^(?:different|varying|unequal|various)$/;
/** Words that may stand among those of instalments and change nothing. */
const FILLER =
  /^(?:substantially|approximately|nearly|roughly|as|near|practicable|possible|generally|about|relatively|consecutive|successive|cumulative|additional|subsequent|remaining|vesting|following|separate|succeeding|new|such|,|-)$/;
const MAX_WORDS = 9;
/** What instalments are called, and how many there are by that name. */
const PIECES = new Map<string, number | undefined>([
  ...'installment installments instalment instalments increment increments tranche tranches portion portions part parts amount amounts vestings batches pieces'
    .split(' ')
    .map((word) => [word, undefined] as const),
  ['halves', 2],
  ['thirds', 3],
  ['quarters', 4],
  ['fourths', 4],
  ['fifths', 5],
]);

type Found = { -readonly [Key in keyof SeriesWords]: SeriesWords[Key] };

/** `in three substantially equal annual installments`, `in 20% increments`, `equal quarterly increments of 5%`. */
export const installments: Parser<SeriesWords> = (text, at) => {
  const found: Found = { instalments: true };
  let next = tried(lead, text, at)?.next ?? at;
  for (let parts = 0; parts < MAX_WORDS; parts++) {
    const word = text.tokens[next]?.text;
    if (word === undefined) return undefined;
    if (PIECES.has(word)) {
      const pieces = PIECES.get(word);
      if (pieces !== undefined) {
        if (found.count !== undefined && found.count !== pieces) return undefined;
        Object.assign(found, { count: pieces, equal: true });
      }
      return withSize(text, next + 1, found, word.endsWith('s') || found.every !== undefined);
    }
    const after = quality(text, next, word, found);
    if (after === undefined) return undefined;
    next = after;
  }
  return undefined;
};

const lengthOfOne = either(
  regular,
  mapped(duration, ({ period }) => period),
);

/** One word or figure about instalments; where the next one stands. */
function quality(text: TokenText, at: number, word: string, found: Found): number | undefined {
  if (EQUAL.test(word)) {
    found.equal = true;
    return at + 1;
  }
  if (UNEQUAL.test(word)) {
    found.unequal = true;
    return at + 1;
  }
  const every = found.every ? undefined : tried(lengthOfOne, text, at);
  if (every) {
    found.every = every.value;
    return every.next;
  }
  const each = found.each ? undefined : tried(ratioNumber, text, at);
  if (each) {
    found.each = { amount: { kind: 'fraction', ...each.value } };
    return each.next;
  }
  const count = found.count === undefined ? tried(wholeNumber, text, at) : undefined;
  if (count) {
    found.count = count.value;
    return count.next;
  }
  return FILLER.test(word) ? at + 1 : undefined;
}

const ofSize = between(
  sequence(maybe(words('each|every')), words('of|equal'), maybe(words('to|approximately'))),
  mapped(sequence(share, maybe(words('each'))), ([value]) => value),
);

/** `… of 25% each`: how much each instalment is. */
function withSize(
  text: TokenText,
  at: number,
  found: Found,
  plausible: boolean,
): Parsed<SeriesWords> | undefined {
  const each = found.each ? undefined : tried(ofSize, text, at);
  if (each && (each.value.amount.kind === 'fraction' || each.value.amount.kind === 'units')) {
    return { value: { ...found, each: each.value }, next: each.next };
  }
  const { count, every, equal, unequal } = found;
  if (!plausible || (count === undefined && !every && !found.each && !equal && !unequal)) return undefined;
  return { value: found, next: tried(ofSecurity, text, at)?.next ?? at };
}
