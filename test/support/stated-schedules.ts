import fc from 'fast-check';
import { addDays } from '../../src/core/values/calendar-date';
import type { Portion, Schedule, VestingStep, When } from '../../src/core/vesting/schedule';

/** A schedule, and a sentence of vesting language that states it. */
export interface StatedSchedule {
  readonly text: string;
  readonly schedule: Schedule;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const PERIODS = [
  { adjective: 'annual', months: 12 },
  { adjective: 'yearly', months: 12 },
  { adjective: 'semi-annual', months: 6 },
  { adjective: 'quarterly', months: 3 },
  { adjective: 'monthly', months: 1 },
] as const;
const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };

/** Days that every month has: what becomes of the 31st is an assumption, and tested elsewhere. */
const days = fc
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
const style = fc.record({ subject, verb, dated: dateStyle, numbered: numberStyle });
const ascending = (count: number) =>
  fc
    .tuple(days, fc.array(fc.integer({ min: 20, max: 700 }), { minLength: count - 1, maxLength: count - 1 }))
    .map(([first, gaps]) => {
      const dates = [first];
      for (const gap of gaps) dates.push(addDays(dates.at(-1)!, gap));
      return dates;
    });

const equalInstalments: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    count: fc.integer({ min: 2, max: 60 }),
    period: fc.constantFrom(...PERIODS),
    first: days,
    begins: fc.constantFrom('beginning on', 'commencing on', 'with the first installment vesting on'),
    word: fc.constantFrom('installments', 'instalments'),
  })
  .map(({ style: { subject, verb, dated, numbered }, count, period, first, begins, word }) => ({
    text: `${subject} ${verb} in ${numbered(count)} equal ${period.adjective} ${word} ${begins} ${dated(first)}.`,
    schedule: scheduleOf(series('total', WHOLE, count, period.months, { kind: 'date', on: first })),
  }));

const anniversaries: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    count: fc.integer({ min: 2, max: 10 }),
    grant: fc.constantFrom('the grant date', 'the date of grant', 'the date of the grant'),
  })
  .map(({ style: { subject, verb, numbered }, count, grant }) => ({
    text: `${subject} ${verb} in equal installments on each of the first ${numbered(count)} anniversaries of ${grant}.`,
    schedule: scheduleOf(series('total', WHOLE, count, 12, fromGrant(12))),
  }));

const cliffThenSeries: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    percent: fc.constantFrom(10, 20, 25, 40, 50),
    cliff: days,
    count: fc.integer({ min: 2, max: 48 }),
    period: fc.constantFrom(...PERIODS),
    rest: fc.boolean(),
  })
  .map(({ style: { verb, dated, numbered }, percent, cliff, count, period, rest }) => ({
    text:
      `${percent}% of the shares ${verb} on ${dated(cliff)} and the ${rest ? 'remaining shares' : `remaining ${100 - percent}%`} ` +
      `${verb} in ${numbered(count)} equal ${period.adjective} installments thereafter.`,
    schedule: scheduleOf(tranche(percentage(percent), { kind: 'date', on: cliff }), {
      ...series('total', percentage(100 - percent), count, period.months, {
        kind: 'date',
        on: monthsLater(cliff, period.months),
      }),
    }),
  }));

const datedPercentages: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    dates: ascending(3),
    first: fc.integer({ min: 1, max: 49 }),
    second: fc.integer({ min: 1, max: 49 }),
  })
  .map(({ style: { verb, dated }, dates, first, second }) => {
    const percents = [first, second, 100 - first - second];
    const said = dates.map(
      (on, place) => `${percents[place]}% ${place ? '' : `of the award ${verb} `}on ${dated(on)}`,
    );
    return {
      text: `${said[0]}, ${said[1]} and ${said[2]}.`,
      schedule: scheduleOf(
        ...dates.map((on, place) => tranche(percentage(percents[place]!), { kind: 'date', on })),
      ),
    };
  });

const datedUnits: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    dates: ascending(3),
    units: fc.array(fc.integer({ min: 2_100, max: 99_999 }), { minLength: 3, maxLength: 3 }),
    separated: fc.boolean(),
  })
  .map(({ style: { verb, dated }, dates, units, separated }) => {
    const shown = (count: number) => (separated ? count.toLocaleString('en-US') : `${count}`);
    const said = dates.map((on, place) => `${shown(units[place]!)} shares ${verb} on ${dated(on)}`);
    return {
      text: `${said[0]}, ${said[1]}, and ${said[2]}.`,
      schedule: scheduleOf(
        ...dates.map((on, place) =>
          tranche({ kind: 'units', units: `${units[place]}` }, { kind: 'date', on }),
        ),
      ),
    };
  });

const atOnce: fc.Arbitrary<StatedSchedule> = fc
  .record({ style, on: days, years: fc.integer({ min: 1, max: 10 }), dated: fc.boolean() })
  .map(({ style: { subject, verb, dated }, on, years, dated: isDated }) => ({
    text: `${subject} ${verb} in full on ${isDated ? dated(on) : `the ${ORDINALS[years]} anniversary of the grant date`}.`,
    schedule: scheduleOf(tranche(WHOLE, isDated ? { kind: 'date', on } : fromGrant(12 * years))),
  }));

const earlierOf: fc.Arbitrary<StatedSchedule> = fc
  .record({ style, on: days, turned: fc.boolean(), either: fc.constantFrom('or', 'and') })
  .map(({ style: { subject, verb, dated }, on, turned, either }) => {
    const arms = [dated(on), 'the next annual meeting of stockholders'];
    const [first, second] = turned ? arms.reverse() : arms;
    return {
      text: `${subject} ${verb} on the earlier of (i) ${first} ${either} (ii) ${second}.`,
      schedule: scheduleOf(
        tranche(WHOLE, {
          kind: 'earlierOf',
          arms: [
            { kind: 'date', on },
            { kind: 'event', event: 'nextAnnualMeeting' },
          ],
        }),
      ),
    };
  });

/** Sentences as filers write them, in any of their styles, with what they state. */
export const statedSchedules: fc.Arbitrary<StatedSchedule> = fc.oneof(
  equalInstalments,
  anniversaries,
  cliffThenSeries,
  datedPercentages,
  datedUnits,
  atOnce,
  earlierOf,
);

function scheduleOf(...steps: VestingStep[]): Schedule {
  return { steps, exercisableBeforeVesting: false };
}

function tranche(portion: Portion, when: When): VestingStep {
  return { kind: 'tranche', portion, when };
}

function series(
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

function percentage(numerator: number): Portion {
  return { kind: 'fraction', numerator, denominator: 100 };
}

function fromGrant(months: number): When {
  return { kind: 'anchored', anchor: 'grant', months, days: 0 };
}

/** Of a day up to the 28th. */
function monthsLater(on: string, months: number): string {
  const place = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  return `${Math.floor(place / 12)}-${padded((place % 12) + 1)}-${on.slice(8)}`;
}

function padded(number: number): string {
  return `${number}`.padStart(2, '0');
}

function monthOf(on: string): string {
  return MONTHS[Number(on.slice(5, 7)) - 1]!;
}

function dayOf(on: string): number {
  return Number(on.slice(8));
}

function ending(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
