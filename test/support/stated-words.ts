import fc from 'fast-check';
import { addDays } from '../../src/core/values/calendar-date';
import type { Portion, Schedule, VestingStep, When } from '../../src/core/vesting/schedule';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
export const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
export const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
export const FRACTIONS = ['', '', 'one-half', 'one-third', 'one-fourth', 'one-fifth'];
export const PERIODS = [
  { adjective: 'annual', months: 12 },
  { adjective: 'yearly', months: 12 },
  { adjective: 'semi-annual', months: 6 },
  { adjective: 'quarterly', months: 3 },
  { adjective: 'monthly', months: 1 },
] as const;
export const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };

/** Days that every month has: what becomes of the 31st is an assumption, and tested elsewhere. */
export const days = fc
  .record({
    year: fc.integer({ min: 1998, max: 2031 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${year}-${padded(month)}-${padded(day)}`);
const dateStyle = fc.constantFrom(
  (on: string) => `${monthOf(on)} ${dayOf(on)}, ${on.slice(0, 4)}`,
  (on: string) => `${dayOf(on)} ${monthOf(on)} ${on.slice(0, 4)}`,
  (on: string) => `${Number(on.slice(5, 7))}/${dayOf(on)}/${on.slice(0, 4)}`,
  (on: string) => `${on.slice(5, 7)}/${on.slice(8)}/${on.slice(0, 4)}`,
  (on: string) => `the ${dayOf(on)}${ending(dayOf(on))} day of ${monthOf(on)} ${on.slice(0, 4)}`,
);
const numberStyle = fc.constantFrom(
  (count: number) => `${count}`,
  (count: number) => NUMBERS[count] ?? `${count}`,
  (count: number) => (NUMBERS[count] ? `${NUMBERS[count]} (${count})` : `${count}`),
);
const subject = fc.constantFrom('The options', 'These restricted stock units', 'The RSUs', 'The shares');
const verb = fc.constantFrom(
  'vest',
  'will vest',
  'shall vest',
  'become exercisable',
  'vest and become exercisable',
);
export const style = fc.record({ subject, verb, dated: dateStyle, numbered: numberStyle });
export const ascending = (count: number) =>
  fc
    .tuple(days, fc.array(fc.integer({ min: 20, max: 700 }), { minLength: count - 1, maxLength: count - 1 }))
    .map(([first, gaps]) => {
      const dates = [first];
      for (const gap of gaps) dates.push(addDays(dates.at(-1)!, gap));
      return dates;
    });

export function scheduleOf(...steps: VestingStep[]): Schedule {
  return { steps, exercisableBeforeVesting: false };
}

export function tranche(portion: Portion, when: When): VestingStep {
  return { kind: 'tranche', portion, when };
}

export function series(
  of: 'each' | 'total',
  portion: Portion,
  count: number,
  months: number,
  first: When,
): VestingStep {
  return {
    kind: 'instalments',
    of,
    portion,
    count,
    every: { kind: 'months', length: months },
    first,
    dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
  };
}

export function percentage(numerator: number): Portion {
  return { kind: 'fraction', numerator, denominator: 100 };
}

export function fromGrant(months: number): When {
  return { kind: 'anchored', anchor: 'grant', months, days: 0 };
}

/** Of a day up to the 28th. */
export function monthsLater(on: string, months: number): string {
  const place = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  return `${Math.floor(place / 12)}-${padded((place % 12) + 1)}-${on.slice(8)}`;
}

function padded(number: number): string {
  return `${number}`.padStart(2, '0');
}

export function monthOf(on: string): string {
  return MONTHS[Number(on.slice(5, 7)) - 1]!;
}

export function dayOf(on: string): number {
  return Number(on.slice(8));
}

/** `vest and become` of one award. */
export function singular(verb: string): string {
  return verb.replace(/^vest\b/, 'vests').replace(/\bbecome\b/, 'becomes');
}

function ending(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
