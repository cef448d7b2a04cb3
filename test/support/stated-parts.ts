import fc from 'fast-check';
import type { Schedule, When } from '../../src/core/vesting/schedule';
import {
  ascending,
  fromGrant,
  monthsLater,
  PERIODS,
  percentage,
  scheduleOf,
  series,
  style,
  tranche,
  WHOLE,
} from './stated-words';

/** What the sentences below are made of: any of these in any of the styles. */
const parts = fc.record({
  style,
  dates: ascending(3),
  count: fc.integer({ min: 2, max: 12 }),
  years: fc.integer({ min: 2, max: 5 }),
  period: fc.constantFrom(...PERIODS),
  first: fc.integer({ min: 5, max: 60 }),
  second: fc.integer({ min: 5, max: 35 }),
  units: fc.tuple(fc.integer({ min: 2_100, max: 90_000 }), fc.integer({ min: 2_100, max: 90_000 })),
});
type Parts = typeof parts extends fc.Arbitrary<infer Value> ? Value : never;

/** A sentence made of the parts, and its schedule. */
type Family = (parts: Parts) => { readonly text: string; readonly schedule: Schedule };

const on = (date: string): When => ({ kind: 'date', on: date });
const half = { kind: 'fraction', numerator: 1, denominator: 2 } as const;
const unitsOf = (count: number) => ({ kind: 'units', units: `${count}` }) as const;
const separated = (count: number) => count.toLocaleString('en-US');

/** Three percentages on three dates, in one of the ways to say so. */
function threeParts(
  say: (percents: readonly number[], dates: readonly string[], verb: string) => string,
): Family {
  return ({ style: { verb, dated }, dates, first, second }) => {
    const percents = [first, second, 100 - first - second];
    return {
      text: say(percents, dates.map(dated), verb),
      schedule: scheduleOf(...dates.map((date, place) => tranche(percentage(percents[place]!), on(date)))),
    };
  };
}

const FAMILIES: readonly Family[] = [
  threeParts(
    ([a, b, c], [x, y, z], verb) =>
      `${a}% of the shares ${verb} on ${x}, an additional ${b}% on ${y}, and the remaining ${c}% on ${z}.`,
  ),
  threeParts(
    ([a, b, c], [x, y, z], verb) =>
      `The options ${verb} as follows: ${a}% on ${x}; ${b}% on ${y}; and ${c}% on ${z}.`,
  ),
  threeParts(
    ([a, b, c], [x, y, z], verb) =>
      `The options ${verb} (i) as to ${a}% on ${x}, (ii) as to ${b}% on ${y} and (iii) as to ${c}% on ${z}.`,
  ),
  threeParts(
    ([a, b, c], [x, y, z], verb) =>
      `${a}%, ${b}% and ${c}% of the shares ${verb} on ${x}, ${y} and ${z}, respectively.`,
  ),
  ({ style: { subject, verb }, years }) => ({
    text: `${subject} ${verb} at the rate of 20% per year on each anniversary of the grant date${years % 2 ? '' : ' until fully vested'}.`,
    schedule: scheduleOf(series('each', percentage(20), 5, 12, fromGrant(12))),
  }),
  ({ style: { verb, dated }, dates, units: [units] }) => ({
    text: `${separated(units)} shares ${verb} on each of ${dated(dates[0]!)}, ${dated(dates[1]!)} and ${dated(dates[2]!)}.`,
    schedule: scheduleOf(...dates.map((date) => tranche(unitsOf(units), on(date)))),
  }),
  ({ style: { verb, dated }, dates: [x, y, z] }) => ({
    text: `50% of the shares ${verb} on ${dated(x!)} and 25% on each of ${dated(y!)} and ${dated(z!)}.`,
    schedule: scheduleOf(
      tranche(half, on(x!)),
      tranche(percentage(25), on(y!)),
      tranche(percentage(25), on(z!)),
    ),
  }),
  ({ style: { subject, verb, dated, numbered }, dates: [start], count, period }) => ({
    text: `${subject} ${verb} in ${numbered(count)} substantially equal ${period.adjective} installments, the first of which vests on ${dated(start!)}.`,
    schedule: scheduleOf(series('total', WHOLE, count, period.months, on(start!))),
  }),
  ({ style: { subject, verb, dated, numbered }, dates: [start], years }) => ({
    text: `${subject} ${verb} in equal annual installments over the ${numbered(years)} years following ${dated(start!)}.`,
    schedule: scheduleOf(series('total', WHOLE, years, 12, on(yearsLater(start!, 1)))),
  }),
  ({ style: { subject, verb, dated }, dates: [start] }) => ({
    text: `${subject} ${verb} as to one-half on the first anniversary of ${dated(start!)} and as to the remaining one-half on the second anniversary of ${dated(start!)}.`,
    schedule: scheduleOf(tranche(half, on(yearsLater(start!, 1))), tranche(half, on(yearsLater(start!, 2)))),
  }),
  ({ style: { verb, dated, numbered }, dates: [start], count, period }) => ({
    text: `No shares vest until ${dated(start!)}, on which date 50% of the shares ${verb}, and the balance vests in ${numbered(count)} equal ${period.adjective} installments thereafter.`,
    schedule: scheduleOf(
      tranche(half, on(start!)),
      series('total', half, count, period.months, on(monthsLater(start!, period.months))),
    ),
  }),
  ({ style: { verb } }) => ({
    text: `Two-thirds of the shares ${verb} on the second anniversary of the grant date and one-third on the third anniversary.`,
    schedule: scheduleOf(
      tranche({ kind: 'fraction', numerator: 2, denominator: 3 }, fromGrant(24)),
      tranche({ kind: 'fraction', numerator: 1, denominator: 3 }, fromGrant(36)),
    ),
  }),
  ({ style: { dated }, dates: [x, y] }) => ({
    text: `The restrictions lapse as to 50% of the shares on ${dated(x!)} and as to the remaining 50% on ${dated(y!)}.`,
    schedule: scheduleOf(tranche(half, on(x!)), tranche(half, on(y!))),
  }),
  ({ style: { dated, numbered }, dates: [granted, start], count, period, units: [units] }) => ({
    text: `On ${dated(granted!)}, the reporting person was granted ${separated(units)} restricted stock units, which vest in ${numbered(count)} equal ${period.adjective} installments beginning on ${dated(start!)}.`,
    schedule: scheduleOf(series('total', WHOLE, count, period.months, on(start!))),
  }),
  ({ style: { dated }, dates: [x, y], units: [a, b] }) => ({
    text: `Represents ${separated(a + b)} restricted stock units, of which ${separated(a)} vest on ${dated(x!)} and ${separated(b)} vest on ${dated(y!)}.`,
    schedule: scheduleOf(tranche(unitsOf(a), on(x!)), tranche(unitsOf(b), on(y!))),
  }),
  ({ style: { subject, verb, numbered }, count }) => ({
    text: `${subject} ${verb} in full ${numbered(count)} months after the grant date.`,
    schedule: scheduleOf(tranche(WHOLE, fromGrant(count))),
  }),
];

/** Further ways in which filers state parts, rates and series. */
export const statedParts = fc
  .record({ parts, family: fc.constantFrom(...FAMILIES) })
  .map(({ parts, family }) => family(parts));

/** Of a day up to the 28th. */
function yearsLater(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
}
