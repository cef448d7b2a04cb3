import type { Period } from '../schedule';
import { after, type Base, base, IMPLIED, oneDay, type TimePoint, thereof } from './anchors';
import {
  between,
  either,
  listOf,
  mapped,
  maybe,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';
import { duration, months, regular, timeUnit } from './durations';
import { ordinalNumber, wholeNumber } from './numbers';

/** Most anniversaries of one list. */
const MAX_ANNIVERSARIES = 40;

function upTo(count: number, from = 1): readonly number[] | undefined {
  const length = count - from + 1;
  return length >= 1 && length <= MAX_ANNIVERSARIES
    ? Array.from({ length }, (_, index) => from + index)
    : undefined;
}

const ordinals: Parser<readonly number[]> = either(
  mapped(
    sequence(ordinalNumber, words('through|to|thru'), maybe(words('the')), ordinalNumber),
    ([from, , , to]) => (to > from ? upTo(to, from) : undefined),
  ),
  listOf(ordinalNumber, either(words(', and|or? on? the?'), words('and|or|& on? the?')), MAX_ANNIVERSARIES),
);

const FOLLOWING = 'following|subsequent|succeeding|successive|consecutive';
interface Counts {
  readonly counts: readonly number[];
  readonly onward?: true;
}

/** `first four`, `next three`, `succeeding three`, `four`: the numbers 1 to 4. */
const onwardWord = words(`next|${FOLLOWING}`);
const firstFew: Parser<Counts> = mapped(
  sequence(
    maybe(words('first')),
    maybe(onwardWord),
    maybe(words(FOLLOWING)),
    wholeNumber,
    maybe(words('annual')),
    maybe(onwardWord),
    maybe(words('annual')),
  ),
  ([, next, , count, , following]) => {
    const counts = upTo(count);
    return counts && { counts, ...((next || following) && { onward: true as const }) };
  },
);

const anniversaryWord: Parser<Period> = mapped(
  sequence(maybe(regular), words('vesting? anniversary|anniversaries')),
  ([unit]) => unit ?? months(12),
);

const ofBase: Parser<Base> = either(
  between(sequence(words('of|from|after|following|to'), maybe(words('the|each'))), base),
  thereof,
);
/** What follows an anniversary: nothing (then it is the grant's), or what it is of. Something unknown is neither. */
const ofBaseOrGrant: Parser<Base> = (text, from) => {
  const parsed = tried(ofBase, text, from);
  if (parsed) return parsed;
  return /^(?:of|from|after|following)$/.test(text.tokens[from]?.text ?? '')
    ? undefined
    : { value: IMPLIED, next: from };
};

/** `the first, second and third anniversaries of the grant date`, `the next two anniversaries thereof`. */
const byOrdinal: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(words('the')),
    either(
      firstFew,
      mapped(sequence(ordinals, maybe(words('year|annual'))), ([value]): Counts => ({ counts: value })),
    ),
    anniversaryWord,
    maybe(words('date|dates')),
    ofBaseOrGrant,
  ),
  ([, { counts, onward }, unit, , from]) =>
    counts.map((count) => ({ ...after(from, unit, count), ...(onward && { onward }) })),
);

/** `on the first three anniversaries of the date of grant, March 4, 2015`: the day behind is the anchor's. */
const withAnchorDay: Parser<readonly TimePoint[]> = (text, from) => {
  const parsed = tried(byOrdinal, text, from);
  const day = parsed && tried(behindComma, text, parsed.next);
  if (!parsed || !day || goesOn(text.tokens[day.next]?.text ?? '.')) return parsed;
  const [only, ...more] = parsed.value;
  const points =
    more.length > 0 ? parsed.value.map((point) => stated(point, day.value)) : [eitherDay(only!, day.value)];
  return { value: points, next: day.next };
};

function eitherDay(point: TimePoint, either: string): TimePoint {
  if (point.kind !== 'at' || point.base.kind !== 'anchor' || point.base.statedOn !== undefined) return point;
  // Rows give the date of the grant, never the start of vesting: so that is what the text tells.
  return point.base.anchor === 'vestingStart' ? stated(point, either) : { ...point, either };
}

const behindComma = between(words(','), oneDay);

function goesOn(word: string): boolean {
  return /^(?:,|and|or)$/.test(word);
}

function stated(point: TimePoint, statedOn: string): TimePoint {
  return point.kind === 'at' && point.base.kind === 'anchor'
    ? { ...point, base: { ...point.base, statedOn } }
    : point;
}

/** `the three-year anniversary of the grant date`, `the one year, two year and three year anniversaries of …`. */
const byLength: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(words('the')),
    listOf(duration, either(words('and|or the?'), words(', and? the?')), MAX_ANNIVERSARIES),
    words('anniversary|anniversaries'),
    maybe(words('date|dates')),
    ofBaseOrGrant,
  ),
  ([, lengths, , , from]) => lengths.map(({ period }) => after(from, period)),
);

const counts = listOf(wholeNumber, either(words('and|or'), words(', and?')), MAX_ANNIVERSARIES);
/** `one, two and three years`. */
const severalLengths: Parser<readonly Period[]> = (text, from) => {
  const parsed = tried(counts, text, from);
  const last = parsed && parsed.value.length > 1 ? tried(duration, text, parsed.next - 1) : undefined;
  if (!parsed || !last) return undefined;
  const { unit } = last.value;
  return { value: parsed.value.map((count) => ({ ...unit, length: unit.length * count })), next: last.next };
};

/** `12 months following the date of grant`, `one year from grant`, `one, two and three years after the grant date`. */
const offset: Parser<readonly TimePoint[]> = (text, from) => {
  const parsed = tried(offsetWords, text, from);
  // "one-quarter of the grant" is a part of it.
  const part =
    parsed &&
    text.tokens
      .slice(from, parsed.next)
      .some(({ text: word }, at, all) => /^quarters?$/.test(word) && all[at + 1]?.text === 'of');
  return part ? undefined : parsed;
};
const offsetWords: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(either(words('the date|day|end of?'), words('the? completion of'))),
    maybe(words('that|which is|falls|occurs')),
    either(
      severalLengths,
      mapped(listOf(duration, either(words('and|or'), words(', and?')), MAX_ANNIVERSARIES), (lengths) =>
        lengths.length > 1 &&
        lengths.every(
          ({ unit }) => unit.length === lengths[0]!.unit.length && unit.kind === lengths[0]!.unit.kind,
        )
          ? lengths.map(({ period }) => period)
          : undefined,
      ),
      mapped(duration, ({ period }) => [period]),
    ),
    maybe(words('of continuous|continued? board? service|employment')),
    maybe(words('and one|1|a day')),
    maybe(words('later|,')),
    ofBase,
  ),
  ([, , periods, , day, , from]) =>
    periods.map((period) => {
      const point = after(from, period);
      return day && point.kind === 'at' ? { ...point, days: point.days + 1 } : point;
    }),
);

/** `one year later`: counted from the date before. */
const later: Parser<readonly TimePoint[]> = mapped(
  sequence(maybe(words('the date')), duration, words('later|afterwards|afterward')),
  ([, { period }]) => [after({ kind: 'previous' }, period)],
);

/** Times counted from something: one or several that share their words. */
export const countedPoints: Parser<readonly TimePoint[]> = either(withAnchorDay, byLength, offset, later);

const lengthAfter: Parser<Period> = either(
  between(
    sequence(words('after|following'), maybe(words('the end|expiration|completion of'))),
    mapped(duration, ({ period }) => period),
  ),
  between(
    words('at? the end of'),
    mapped(duration, ({ period }) => period),
  ),
  mapped(sequence(words('at? the? end of the?'), ordinalNumber, timeUnit), ([, count, unit]) => ({
    ...unit,
    length: unit.length * count,
  })),
  mapped(sequence(words('after|at? the? end? of? year'), wholeNumber), ([, count]) => months(12 * count)),
);

/** `after one year`, `at the end of the first year`: counted from the grant where nothing else is named. */
export const afterLength: Parser<readonly TimePoint[]> = startingWith(
  'after|following|at|the|end',
  mapped(sequence(lengthAfter, ofBaseOrGrant), ([period, from]) => [after(from, period)]),
);
