import type { Period } from '../schedule';
import { type Base, base, oneDay } from './anchors';
import { between, either, mapped, maybe, meaning, type Parser, sequence, words } from './combinators';
import { yearlyDays } from './dates';
import { duration, months, regular, timeUnit } from './durations';
import { installments } from './instalment-words';
import { ordinalNumber, wholeNumber } from './numbers';
import type { SeriesWords } from './series-words';

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

const each = words('each|every|per|a|/');
const successive = maybe(
  words(
    'additional|successive|consecutive|subsequent|succeeding|following|such|of|the|one|full|calendar|next',
  ),
);

const everyNth: Parser<Period> = mapped(
  sequence(words('every|each'), either(meaning('other', 2), ordinalNumber), timeUnit),
  ([, nth, unit]) => (nth > 1 && nth <= 12 ? { ...unit, length: unit.length * nth } : undefined),
);
/** `each month`, `per year`, `every three months`, `each full year of service`. */
const lengthOfEach: Parser<Period> = either(
  mapped(sequence(each, duration), ([, { period }]) => period),
  everyNth,
  mapped(
    sequence(
      each,
      successive,
      successive,
      either(
        mapped(duration, ({ period }) => period),
        timeUnit,
      ),
    ),
    ([, , , every]) => every,
  ),
);
const everyUnit: Parser<SeriesWords> = mapped(
  sequence(
    maybe(
      either(
        words(
          'upon|on|following|after the|his|her? reporting? person|optionee|grantee|director|executive|employee? completion of',
        ),
        words('in|for|during|on|over'),
      ),
    ),
    lengthOfEach,
    maybe(words('period|interval|basis')),
    maybe(words('of continuous|continued? service|employment')),
  ),
  ([, every]) => ({ every }),
);
/** `every other year`, `every third month`: so many units. */
const everyOther: Parser<SeriesWords> = mapped(sequence(maybe(words('in|on')), everyNth), ([, every]) => ({
  every,
}));
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
const calendarUnit: Parser<Period> = mapped(
  sequence(each, successive, maybe(words('calendar|fiscal')), timeUnit),
  ([, , , unit]) => unit,
);
/** `on the last day of each calendar quarter`, `on the 15th day of every month`. */
const dayOfUnit: Parser<SeriesWords> = mapped(
  sequence(onDay, words('of'), either(everyNth, calendarUnit)),
  ([day, , every]) => ({ every, day: { kind: 'day', ...day } }),
);
/** `at the end of each quarter`, `at each month-end`. */
const endOfUnit: Parser<SeriesWords> = mapped(
  sequence(words('at|on|as of? the end|close of'), lengthOfEach, maybe(words('period'))),
  ([, every]) => ({ every, day: { kind: 'end' } }),
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

/** `the grant date, February 10, 2020`: of several anniversaries, the day is the one they are counted from. */
const anniversaryBase: Parser<Base> = mapped(
  sequence(base, maybe(between(words(','), oneDay))),
  ([from, statedOn]) =>
    from.kind === 'anchor' && from.statedOn === undefined && statedOn !== undefined
      ? { ...from, statedOn }
      : statedOn === undefined
        ? from
        : undefined,
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
        mapped(
          sequence(words('of|following|after'), maybe(words('the')), anniversaryBase),
          ([, , from]) => from,
        ),
        meaning<Base>('thereof|thereafter', { kind: 'previous' }),
      ),
    ),
  ),
  ([, , , , unit, , after]) => ({ every: unit ?? months(12), ...(after && { after }) }),
);
/** `annually on the anniversary of the grant date`: each one. */
const theAnniversary: Parser<SeriesWords> = mapped(
  sequence(
    words('on|upon|as the|its? annual? anniversary|anniversaries date|dates? of the?'),
    anniversaryBase,
  ),
  ([, after]) => ({ every: months(12), after }),
);

const onYearlyDays: Parser<SeriesWords> = mapped(
  sequence(maybe(words('on|in')), yearlyDays),
  ([, { days }]) => ({
    yearly: days,
    every: months(12 % days.length === 0 ? 12 / days.length : 12),
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
  everyOther,
  everyUnit,
  perAnnum,
  ratably,
  proRata,
  regularly,
);
