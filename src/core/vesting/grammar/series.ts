import type { Period } from '../schedule';
import { type Base, base } from './anchors';
import {
  between,
  either,
  mapped,
  maybe,
  meaning,
  type Parsed,
  type Parser,
  sequence,
  tried,
  words,
} from './combinators';
import { type MonthDay, yearlyDays } from './dates';
import { type Duration, duration, months, regular, timeUnit } from './durations';
import { ordinalNumber, ratioNumber, wholeNumber } from './numbers';
import { type Share, share } from './portions';
import { ofSecurity } from './securities';
import type { TokenText } from './token';

/** The day within its month or quarter on which each of a series falls. */
export type SeriesDay =
  | { readonly kind: 'day'; readonly day: number | 'last'; readonly business: boolean }
  /** `at the end of each quarter`: of the calendar's, or of one counted from the start? */
  | { readonly kind: 'end' };

/** Words about equal instalments: how many, how often, each how much. */
export interface SeriesWords {
  readonly count?: number;
  readonly every?: Period;
  /** Said of instalments, not of a rate (`25% per year`). */
  readonly instalments?: true;
  /** Of each instalment. */
  readonly each?: Share;
  readonly equal?: true;
  /** `each anniversary of the grant date`: what the instalments are counted from. */
  readonly after?: Base;
  readonly day?: SeriesDay;
  /** `March 1 of each year`. */
  readonly yearly?: readonly MonthDay[];
  /** `different increments`: the sizes are not given here. */
  readonly unequal?: true;
}

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
const installments: Parser<SeriesWords> = (text, at) => {
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

const length = either(
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
  const every = found.every ? undefined : tried(length, text, at);
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

const ratably: Parser<SeriesWords> = meaning(
  'ratably|rateably|ratable|equally|evenly|proportionately|linearly',
  { equal: true },
);
const proRata: Parser<SeriesWords> = either(
  meaning<SeriesWords>('on? a? pro rata basis?', { equal: true }),
  meaning<SeriesWords>('on|in? a? straight line basis|fashion?', { equal: true }),
  meaning<SeriesWords>('on a|an equal|ratable basis', { equal: true }),
);
const regularly: Parser<SeriesWords> = mapped(
  sequence(maybe(words('on|a')), maybe(words('an|a')), regular, maybe(words('basis'))),
  ([, , every]) => ({ every }),
);

const each = words('each|every|per|a');
const successive = maybe(
  words(
    'additional|successive|consecutive|subsequent|succeeding|following|such|of|the|one|full|calendar|next',
  ),
);

/** `each month`, `per year`, `every three months`, `each full year of service`. */
const everyUnit: Parser<SeriesWords> = mapped(
  sequence(
    maybe(words('in|for|during|on|over')),
    each,
    successive,
    successive,
    either(
      mapped(duration, ({ period }) => period),
      timeUnit,
    ),
    maybe(words('period|interval|basis')),
    maybe(words('of continuous|continued? service|employment')),
  ),
  ([, , , , every]) => ({ every }),
);
const perAnnum: Parser<SeriesWords> = meaning('per annum', { every: months(12) });

/** `each of the next three years`: how many and how often. */
const eachOfUnits: Parser<SeriesWords> = mapped(
  sequence(
    maybe(words('in|for|during|over|at|on')),
    maybe(words('the end of')),
    words('each|every of the? next|following|first|succeeding|subsequent?'),
    wholeNumber,
    maybe(words('successive|consecutive|succeeding|subsequent|following|full')),
    timeUnit,
    maybe(words('period|periods')),
  ),
  ([, , , count, , every]) => (count > 1 ? { count, every } : undefined),
);

const businessDay = mapped(maybe(words('business|trading')), (found) => found === true);
const onDay: Parser<{ readonly day: number | 'last'; readonly business: boolean }> = either(
  mapped(
    sequence(words('on|as? of? the? last'), businessDay, maybe(words('calendar')), words('day')),
    ([, business]) => ({ day: 'last' as const, business }),
  ),
  mapped(
    sequence(
      maybe(words('on|as')),
      maybe(words('of')),
      maybe(words('the')),
      ordinalNumber,
      businessDay,
      maybe(words('calendar')),
      words('day'),
    ),
    ([, , , day, business]) => (day <= 31 ? { day, business } : undefined),
  ),
  mapped(sequence(words('on|as of? the?'), ordinalNumber), ([, day]) =>
    day <= 31 ? { day, business: false } : undefined,
  ),
);
/** `on the last day of each calendar quarter`, `on the 15th day of every month`. */
const dayOfUnit: Parser<SeriesWords> = mapped(
  sequence(onDay, words('of'), each, successive, maybe(words('calendar|fiscal')), timeUnit),
  ([day, , , , , every]) => ({ every, day: { kind: 'day', ...day } }),
);
/** `at the end of each quarter`, `at each month-end`. */
const endOfUnit: Parser<SeriesWords> = mapped(
  sequence(
    words('at|on|as of? the end|close of'),
    each,
    successive,
    either(
      mapped(duration, ({ period }) => period),
      timeUnit,
    ),
    maybe(words('period')),
  ),
  ([, , , every]) => ({ every, day: { kind: 'end' } }),
);
const sameDay: Parser<SeriesWords> = mapped(
  sequence(
    words('on the same|corresponding day|date of'),
    either(each, words('the')),
    successive,
    timeUnit,
    maybe(words('as the? vesting|grant commencement? date')),
  ),
  ([, , , every]) => ({ every }),
);

/** `each anniversary of the grant date`, `each monthly anniversary of the Vesting Commencement Date`. */
const eachAnniversary: Parser<SeriesWords> = mapped(
  sequence(
    maybe(words('on|upon|as|at')),
    maybe(words('of')),
    each,
    successive,
    maybe(
      either(
        regular,
        mapped(duration, ({ period }) => period),
        timeUnit,
      ),
    ),
    words('anniversary|anniversaries date?'),
    maybe(
      either(
        mapped(sequence(words('of|following|after'), maybe(words('the')), base), ([, , from]) => from),
        meaning<Base>('thereof|thereafter', { kind: 'previous' }),
      ),
    ),
  ),
  ([, , , , unit, , after]) => ({ every: unit ?? months(12), ...(after && { after }) }),
);
/** `annually on the anniversary of the grant date`: each one. */
const theAnniversary: Parser<SeriesWords> = mapped(
  sequence(words('on|upon|as the|its? annual? anniversary|anniversaries date|dates? of the?'), base),
  ([, after]) => ({ every: months(12), after }),
);

const onYearlyDays: Parser<SeriesWords> = mapped(
  sequence(maybe(words('on|in')), yearlyDays),
  ([, { days }]) => ({
    yearly: days,
    every: months(12),
  }),
);

/** `20% annual`, `25% quarterly`: not instalments, but how often each. */
export const series: Parser<SeriesWords> = either(
  onYearlyDays,
  eachOfUnits,
  dayOfUnit,
  endOfUnit,
  sameDay,
  eachAnniversary,
  theAnniversary,
  installments,
  everyUnit,
  perAnnum,
  ratably,
  proRata,
  regularly,
);

/** `over a four-year period`, `over the following 36 months`, `for three years`. */
export interface Span {
  readonly length: Duration;
  /** `the following three years`: counted on from what came before. */
  readonly onward: boolean;
}

const ONWARD = words('next|following|subsequent|succeeding|remaining|ensuing');
export const span: Parser<Span> = either(
  mapped(
    sequence(
      words(
        'over|during|for|across|throughout|in the|a|an? total|approximate|approximately? period|course|term? of? the|a|approximately?',
      ),
      maybe(ONWARD),
      duration,
      maybe(words('vesting|service? period|schedule|term')),
      maybe(words('of? service|employment?')),
    ),
    ([, onward, length]) => ({ length, onward: onward === true }),
  ),
  mapped(
    sequence(
      maybe(words('a|the|with|on|under')),
      maybe(words('a|the')),
      duration,
      either(words('ratable? vesting schedule|period|term?'), words('schedule|period|term')),
    ),
    ([, , length]) => ({
      length,
      onward: false,
    }),
  ),
);

/** `with a one-year cliff`, `three-year cliff`. */
export const cliff: Parser<Duration> = mapped(
  sequence(
    maybe(words('with|subject|after')),
    maybe(words('to')),
    maybe(words('a|an|the')),
    duration,
    words('cliff vesting?'),
  ),
  ([, , , length]) => length,
);
