import fc from 'fast-check';
import type { Schedule, When } from '../../src/core/vesting/schedule';
import { statedParts } from './stated-parts';
import {
  ascending,
  dayOf,
  days,
  FRACTIONS,
  fromGrant,
  monthOf,
  monthsLater,
  NUMBERS,
  ORDINALS,
  PERIODS,
  percentage,
  scheduleOf,
  series,
  singular,
  style,
  tranche,
  WHOLE,
} from './stated-words';

/** A schedule, and a sentence of vesting language that states it. */
export interface StatedSchedule {
  readonly text: string;
  readonly schedule: Schedule;
}

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

/** `One-third of the shares vest on each of March 1, 2023, 2024 and 2025.` */
const sameDayOfYears: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    on: days,
    count: fc.integer({ min: 2, max: 5 }),
    portion: fc.constantFrom('fraction', 'ordinal', 'installments'),
  })
  .map(({ style: { verb }, on, count, portion }) => {
    const years = Array.from({ length: count }, (_, place) => `${Number(on.slice(0, 4)) + place}`);
    const dates = `${monthOf(on)} ${dayOf(on)}, ${years.slice(0, -1).join(', ')} and ${years.at(-1)}`;
    const part =
      portion === 'ordinal'
        ? `1/${count}${count === 2 ? 'nd' : count === 3 ? 'rd' : 'th'}`
        : FRACTIONS[count]!;
    const said =
      portion === 'installments'
        ? `The award ${singular(verb)} in ${NUMBERS[count]} equal installments on ${dates}.`
        : `${part} of the shares ${verb} on each of ${dates}.`;
    return { text: said, schedule: scheduleOf(series('total', WHOLE, count, 12, { kind: 'date', on })) };
  });

/** `25% of the shares vest on each of the first, second, third and fourth anniversaries of the grant date.` */
const listedAnniversaries: fc.Arbitrary<StatedSchedule> = fc
  .record({ style, count: fc.constantFrom(2, 4, 5), start: fc.option(days), each: fc.boolean() })
  .map(({ style: { verb, dated }, count, start, each }) => {
    const places = ORDINALS.slice(1, count + 1);
    const listed = `${places.slice(0, -1).join(', ')} and ${places.at(-1)} anniversaries`;
    const from = start === null ? 'the grant date' : dated(start);
    const first: When =
      start === null
        ? fromGrant(12)
        : { kind: 'date', on: `${Number(start.slice(0, 4)) + 1}${start.slice(4)}` };
    return {
      text: `${100 / count}% of the shares ${verb} on ${each ? 'each of ' : ''}the ${listed} of ${from}.`,
      schedule: scheduleOf(series('each', percentage(100 / count), count, 12, first)),
    };
  });

/** `1/4 of the shares vest on the first anniversary of D and 1/48 of the shares vest each month thereafter.` */
const fractionsThereafter: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    start: days,
    years: fc.constantFrom(3, 4, 5),
    ending: fc.constantFrom('', 'th'),
    each: fc.constantFrom('each month thereafter', 'monthly thereafter', 'on a monthly basis thereafter'),
    first: fc.constantFrom('the first anniversary of', 'the one-year anniversary of'),
  })
  .map(({ style: { verb, dated }, start, years, ending, each, first }) => {
    const cliff = `${Number(start.slice(0, 4)) + 1}${start.slice(4)}`;
    const fraction = (denominator: number) => ({ kind: 'fraction' as const, numerator: 1, denominator });
    return {
      text:
        `1/${years}${years === 3 && ending ? 'rd' : ending} of the shares ${verb} on ${first} ${dated(start)} and ` +
        `1/${12 * years}${ending} of the shares ${verb} ${each}.`,
      schedule: scheduleOf(
        tranche(fraction(years), { kind: 'date', on: cliff }),
        series('each', fraction(12 * years), 12 * (years - 1), 1, {
          kind: 'date',
          on: monthsLater(cliff, 1),
        }),
      ),
    };
  });

/** `On D, 25% of the shares vested, and the remaining shares vest in 36 equal monthly installments thereafter.` */
const timeFirst: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    dates: ascending(2),
    percent: fc.integer({ min: 5, max: 95 }),
    rest: fc.constantFrom('the remainder', 'the remaining shares', 'the balance'),
  })
  .map(({ style: { dated }, dates: [first, second], percent, rest }) => ({
    text: `On ${dated(first!)}, ${percent}% of the shares vested, and on ${dated(second!)} ${rest} will vest.`,
    schedule: scheduleOf(
      tranche(percentage(percent), { kind: 'date', on: first! }),
      tranche({ kind: 'remaining' }, { kind: 'date', on: second! }),
    ),
  }));

/** `The RSUs vest ratably over four years on each anniversary of the grant date.` */
const ratably: fc.Arbitrary<StatedSchedule> = fc
  .record({
    style,
    years: fc.integer({ min: 2, max: 10 }),
    how: fc.constantFrom('ratably', 'in equal annual installments', 'in equal installments'),
  })
  .map(({ style: { subject, verb, numbered }, years, how }) => ({
    text: `${subject} ${verb} ${how} over ${numbered(years)} years on each anniversary of the grant date.`,
    schedule: scheduleOf(series('total', WHOLE, years, 12, fromGrant(12))),
  }));

const BEFORE = [
  '',
  'Granted under the 2014 Equity Incentive Plan. ',
  'Each restricted stock unit represents a contingent right to receive one share of common stock. ',
  'The reporting person was granted an award for service as a director. ',
  'The exercise price is $12.50 per share. ',
];
const AFTER = [
  '',
  ' The reporting person disclaims beneficial ownership except to the extent of his pecuniary interest.',
  ' Vested units will be settled in shares of common stock.',
  ' The award has no expiration date.',
];

/** Sentences as filers write them, in any of their styles, among others that change nothing, with what they state. */
export const statedSchedules: fc.Arbitrary<StatedSchedule> = fc
  .record({
    stated: fc.oneof(
      equalInstalments,
      anniversaries,
      cliffThenSeries,
      datedPercentages,
      datedUnits,
      atOnce,
      earlierOf,
      sameDayOfYears,
      listedAnniversaries,
      fractionsThereafter,
      timeFirst,
      ratably,
      statedParts,
      statedParts,
      statedParts,
    ),
    before: fc.constantFrom(...BEFORE),
    after: fc.constantFrom(...AFTER),
  })
  .map(({ stated: { text, schedule }, before, after }) => ({ text: `${before}${text}${after}`, schedule }));
