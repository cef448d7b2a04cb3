import { MAX_SCHEDULE_DAYS, MAX_SCHEDULE_MONTHS } from '../../limits';
import type { Period } from '../schedule';
import { either, mapped, maybe, oneOf, type Parser, sequence, words } from './combinators';
import { wholeNumber } from './numbers';

/** The length of one unit of time. */
const UNITS: ReadonlyMap<string, Period> = new Map(
  Object.entries({ day: 1, week: 7 })
    .flatMap(([unit, length]) => withPlural(unit, { kind: 'days', length } as Period))
    .concat(
      Object.entries({ month: 1, mo: 1, quarter: 3, year: 12, yr: 12 }).flatMap(([unit, length]) =>
        withPlural(unit, { kind: 'months', length } as Period),
      ),
    ),
);

function withPlural(unit: string, period: Period): [string, Period][] {
  return [
    [unit, period],
    [`${unit}s`, period],
  ];
}

/** `month`, `quarters`, `calendar year`: one unit of time. */
export const timeUnit: Parser<Period> = mapped(
  sequence(
    maybe(words('full|calendar|fiscal|successive|consecutive|complete|completed|whole|additional')),
    maybe(words('calendar|fiscal|consecutive')),
    oneOf(UNITS),
  ),
  ([, , unit]) => unit,
);

export interface Duration {
  readonly period: Period;
  /** How many units, and of what length: 16 quarters are 48 months. */
  readonly count: number;
  readonly unit: Period;
}

const counted: Parser<Duration> = mapped(
  sequence(
    maybe(words('a|an|the')),
    maybe(words('period|term of')),
    wholeNumber,
    maybe(words('-')),
    timeUnit,
    maybe(words('period')),
  ),
  ([, , count, , unit]) => durationOf(count, unit),
);

/** `three years`, `36 months`, `a one-year period`, `twelve (12) month`, `two years and six months`. */
export const duration: Parser<Duration> = either(
  mapped(sequence(counted, words('and'), counted), ([years, , rest]) =>
    years.unit.length === 12 && rest.unit.kind === 'months' && rest.unit.length === 1
      ? durationOf(years.period.length + rest.period.length, rest.unit)
      : undefined,
  ),
  counted,
  mapped(sequence(words('a'), timeUnit), ([, unit]) => durationOf(1, unit)),
);

function durationOf(count: number, unit: Period): Duration | undefined {
  const length = count * unit.length;
  const most = unit.kind === 'months' ? MAX_SCHEDULE_MONTHS : MAX_SCHEDULE_DAYS;
  return length >= 1 && length <= most ? { period: { ...unit, length }, count, unit } : undefined;
}

const EVERY: ReadonlyMap<string, number> = new Map([
  ['monthly', 1],
  ['quarterly', 3],
  ['annual', 12],
  ['annually', 12],
  ['yearly', 12],
  ['semiannual', 6],
  ['semiannually', 6],
  ['biannual', 6],
  ['biannually', 6],
  ['bimonthly', 2],
  ['triannually', 4],
]);

/** `monthly`, `semi-annual`, `three-month`: how often, as an adjective or adverb. */
export const regular: Parser<Period> = either(
  mapped(words('semi annual|annually'), () => months(6)),
  mapped(words('bi annual|annually'), () => months(6)),
  mapped(words('weekly'), () => ({ kind: 'days', length: 7 }) as const),
  mapped(words('daily'), () => ({ kind: 'days', length: 1 }) as const),
  mapped(oneOf(EVERY), months),
);

export function months(length: number): Period {
  return { kind: 'months', length };
}
