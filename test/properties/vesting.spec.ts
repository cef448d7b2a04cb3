import fc from 'fast-check';
import { withinSixtyDays } from '../../src/core/rules/within-sixty-days';
import { addDays } from '../../src/core/values/calendar-date';
import { decimalPlaces, fromUnits, toUnits } from '../../src/core/values/quantity';
import type { Draw } from '../../src/core/vesting/draw';
import { lotOn, standingOn } from '../../src/core/vesting/lot-position';
import type { VestingLot } from '../../src/core/vesting/lot-slices';
import {
  ALLOCATION_TYPES,
  type LotTerms,
  type Portion,
  type Schedule,
  type VestingStep,
  type When,
} from '../../src/core/vesting/schedule';
import { earliestDay, tranchesOf } from '../../src/core/vesting/tranches';

const day = (least: string, span: number) => fc.nat(span).map((days) => addDays(least, days));
const units = fc
  .tuple(fc.nat(5_000_000), fc.nat(4))
  .map(([number, places]) => fromUnits(BigInt(number) * 10n ** BigInt(4 - places)));
const policy = fc.constantFrom(...ALLOCATION_TYPES);

const portion: fc.Arbitrary<Portion> = fc.oneof(
  fc
    .record({ numerator: fc.integer({ min: 1, max: 40 }), denominator: fc.constantFrom(100, 48, 12, 7, 3) })
    .map((fraction) => ({ kind: 'fraction' as const, ...fraction })),
  units.map((each) => ({ kind: 'units' as const, units: each })),
  fc.constant({ kind: 'remaining' as const }),
);

const dated: fc.Arbitrary<When> = fc.oneof(
  day('2010-01-01', 1_500).map((on) => ({ kind: 'date' as const, on })),
  fc
    .record({ months: fc.nat(40), days: fc.nat(40) })
    .map((more) => ({ kind: 'anchored' as const, anchor: 'grant' as const, ...more })),
);
const open: fc.Arbitrary<When> = fc.oneof(
  fc
    .constantFrom('nextAnnualMeeting' as const, 'performance' as const)
    .map((event) => ({ kind: 'event' as const, event })),
  fc.constant({ kind: 'anchored' as const, anchor: 'filing' as const, months: 0, days: 0 }),
);
const anyTime: fc.Arbitrary<When> = fc.oneof(
  { weight: 3, arbitrary: dated },
  { weight: 1, arbitrary: open },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('earlierOf' as const, 'laterOf' as const),
      arms: fc.array(fc.oneof(dated, open), { minLength: 1, maxLength: 3 }),
    }),
  },
);

const stepAt = (when: fc.Arbitrary<When>): fc.Arbitrary<VestingStep> =>
  fc.oneof(
    fc.record({ kind: fc.constant('tranche' as const), portion, when }),
    fc.record({
      kind: fc.constant('instalments' as const),
      of: fc.constantFrom('each' as const, 'total' as const),
      portion,
      count: fc.integer({ min: 1, max: 40 }),
      every: fc.record({
        kind: fc.constantFrom('months' as const, 'days' as const),
        length: fc.integer({ min: 1, max: 12 }),
      }),
      first: when,
      dayOfMonth: fc.constantFrom(
        'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH' as const,
        '31_OR_LAST_DAY_OF_MONTH' as const,
        '15' as const,
      ),
    }),
  );

const scheduleAt = (when: fc.Arbitrary<When>): fc.Arbitrary<Schedule> =>
  fc.record(
    {
      steps: fc.array(stepAt(when), { maxLength: 4 }),
      exercisableBeforeVesting: fc.boolean(),
      vestedBefore: portion,
    },
    { requiredKeys: ['steps', 'exercisableBeforeVesting'] },
  );
const anySchedule = scheduleAt(anyTime);

const terms: fc.Arbitrary<LotTerms> = fc.record(
  {
    units,
    grantedOn: day('2009-06-01', 300),
    exercisableOn: day('2010-01-01', 900),
    expiresOn: day('2012-01-01', 1_500),
    filedOn: day('2010-06-01', 300),
  },
  { requiredKeys: ['units'] },
);

const draws: fc.Arbitrary<Draw[]> = fc.array(
  fc.record({
    on: day('2010-01-01', 2_500),
    units,
    kind: fc.constantFrom(
      'exercise' as const,
      'disposition' as const,
      'withholding' as const,
      'transfer' as const,
      'expiration' as const,
      'cancellation' as const,
      'forfeiture' as const,
    ),
  }),
  { maxLength: 5 },
);

const lotWith = (given: fc.Arbitrary<Schedule>): fc.Arbitrary<VestingLot> =>
  fc.record({ schedule: given, terms, draws, policy }).map((each) => ({
    terms: each.terms,
    tranches: tranchesOf(each.schedule, each.terms, { allocation: each.policy }).tranches,
    draws: each.draws,
    exercisableBeforeVesting: each.schedule.exercisableBeforeVesting,
  }));

const DATES = Array.from({ length: 60 }, (_, place) => addDays('2009-05-01', place * 61));
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + toUnits(amount), 0n);

describe('tranches', () => {
  it('come to the grant under every policy, whatever the schedule, and none is negative', () => {
    fc.assert(
      fc.property(anySchedule, terms, policy, fc.option(fc.nat(4)), (schedule, lot, allocation, decimals) => {
        const options = { allocation, ...(decimals !== null && { decimals }) };
        const { tranches } = tranchesOf(schedule, lot, options);
        expect(sum(tranches.map((tranche) => tranche.units))).toBe(toUnits(lot.units));
        expect(tranches.filter((tranche) => toUnits(tranche.units) < 0n)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('are undetermined with a reason, or as many as the schedule states and one for what it leaves out', () => {
    fc.assert(
      fc.property(anySchedule, terms, (schedule, lot) => {
        const found = tranchesOf(schedule, lot);
        if (found.certainty === 'undetermined') {
          expect(found.undetermined).toBeTruthy();
          expect(found.tranches).toHaveLength(1);
          return;
        }
        const counts = schedule.steps.map((step) => (step.kind === 'tranche' ? 1 : step.count));
        const stated = counts.reduce((total, count) => total + count, schedule.vestedBefore ? 1 : 0);
        expect([stated, stated + 1]).toContain(found.tranches.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not depend on the order in which the steps are stated', () => {
    const cases = anySchedule.chain((schedule) =>
      fc.record({
        schedule: fc.constant(schedule),
        shuffled: fc.shuffledSubarray([...schedule.steps], { minLength: schedule.steps.length }),
      }),
    );
    const bare = (schedule: Schedule, lot: LotTerms, allocation: (typeof ALLOCATION_TYPES)[number]) => {
      const found = tranchesOf(schedule, lot, { allocation });
      const tranches = found.tranches.map(({ step: _, ...tranche }) => JSON.stringify(tranche));
      return { certainty: found.certainty, tranches: tranches.sort() };
    };
    fc.assert(
      fc.property(cases, terms, policy, ({ schedule, shuffled }, lot, allocation) => {
        expect(bare({ ...schedule, steps: shuffled }, lot, allocation)).toEqual(
          bare(schedule, lot, allocation),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('never have bounds that contradict each other', () => {
    fc.assert(
      fc.property(anySchedule, terms, (schedule, lot) => {
        const { tranches } = tranchesOf(schedule, lot);
        const crossed = tranches.filter(({ notBefore, notAfter }) => (notBefore ?? '') > (notAfter ?? '~'));
        expect(crossed).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of equal instalments are within one unit of the exact share, the running total of cumulative policies too', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 60 }), policy, (total, count, allocation) => {
        const grain = 10n ** BigInt(4 - (allocation === 'FRACTIONAL' ? 4 : decimalPlaces(total)));
        const { tranches } = tranchesOf(monthly(count, '2020-01-31'), { units: total }, { allocation });
        const exactTotal = toUnits(total);
        let given = 0n;
        tranches.forEach((tranche, place) => {
          const amount = toUnits(tranche.units);
          given += amount;
          expect(amount % grain).toBe(0n);
          // Compared in 1/count of a scaled unit, to stay exact.
          const offShare = amount * BigInt(count) - exactTotal;
          const offTotal = given * BigInt(count) - exactTotal * BigInt(place + 1);
          const most = grain * BigInt(count);
          if (!allocation.endsWith('SINGLE_TRANCHE')) expect(absolute(offShare)).toBeLessThanOrEqual(most);
          if (allocation === 'CUMULATIVE_ROUNDING' || allocation === 'FRACTIONAL') {
            expect(2n * absolute(offTotal)).toBeLessThanOrEqual(most);
          }
          if (allocation === 'CUMULATIVE_ROUND_DOWN') expect(offTotal <= 0n && -offTotal < most).toBe(true);
          if (allocation.startsWith('FRONT')) expect(offTotal).toBeGreaterThanOrEqual(0n);
          if (allocation.startsWith('BACK')) expect(offTotal).toBeLessThanOrEqual(0n);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('fall on the anchor’s day or the last day of the month, one month after the other, without drift', () => {
    fc.assert(
      fc.property(day('1999-01-01', 12_000), fc.integer({ min: 1, max: 120 }), (start, count) => {
        const { tranches } = tranchesOf(monthly(count, start), { units: '1000000' });
        const [year, month, wanted] = start.split('-').map(Number) as [number, number, number];
        expect(tranches.map((tranche) => tranche.on)).toEqual(
          Array.from({ length: count }, (_, place) => {
            const last = new Date(Date.UTC(year, month + place, 0));
            return `${last.toISOString().slice(0, 8)}${String(Math.min(wanted, last.getUTCDate())).padStart(2, '0')}`;
          }),
        );
      }),
    );
  });
});

describe('a lot on any date', () => {
  const lots = lotWith(anySchedule);

  it('adds up: granted = vested + unvested + forfeited = held + exercised + disposed + expired + forfeited', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        const at = lotOn(date, lot);
        const { terms } = lot;
        const exists = terms.grantedOn === undefined || terms.grantedOn <= date;
        expect(at.granted).toBe(exists ? terms.units : '0');
        expect(sum([at.vested, at.unvested, at.forfeited])).toBe(toUnits(at.granted));
        expect(sum([at.held, at.exercised, at.disposed, at.expired, at.forfeited])).toBe(toUnits(at.granted));
        for (const amount of [at.vested, at.unvested, at.exercisable, at.held]) {
          expect(toUnits(amount)).toBeGreaterThanOrEqual(0n);
        }
        expect(toUnits(at.exercisable)).toBeLessThanOrEqual(toUnits(at.held));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stands as its whole position says', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        const { held, exercisable } = lotOn(date, lot);
        expect(standingOn(date, lot)).toEqual({ held, exercisable });
      }),
      { numRuns: 1_000 },
    );
  });

  it('vested never falls, nor does what was exercised', () => {
    fc.assert(
      fc.property(lots, (lot) => {
        const positions = DATES.map((date) => lotOn(date, lot));
        for (let place = 1; place < positions.length; place++) {
          const [before, after] = [positions[place - 1]!, positions[place]!];
          expect(toUnits(after.vested)).toBeGreaterThanOrEqual(toUnits(before.vested));
          expect(toUnits(after.exercised)).toBeGreaterThanOrEqual(toUnits(before.exercised));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never surer than possible: what is certain is at most what the bounds allow', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        const { vested, exercisable, atMost } = lotOn(date, lot);
        expect(toUnits(vested)).toBeLessThanOrEqual(toUnits(atMost.vested));
        expect(toUnits(exercisable)).toBeLessThanOrEqual(toUnits(atMost.exercisable));
      }),
      { numRuns: 5_000 },
    );
  });

  it('nothing is exercisable before its date', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        if (lot.exercisableBeforeVesting) return;
        const due = lot.tranches.filter((tranche) => (earliestDay(tranche) ?? '') <= date);
        const { exercisable, atMost } = lotOn(date, lot);
        expect(toUnits(exercisable)).toBeLessThanOrEqual(sum(due.map((tranche) => tranche.units)));
        expect(toUnits(atMost.exercisable)).toBeLessThanOrEqual(sum(due.map((tranche) => tranche.units)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('nothing is exercisable after the expiration, and what is left then is derived as expired or forfeited', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 400 }), (lot, days) => {
        const { expiresOn } = lot.terms;
        if (expiresOn === undefined) return;
        const at = lotOn(addDays(expiresOn, days), lot);
        expect([at.exercisable, at.atMost.exercisable, at.held]).toEqual(['0', '0', '0']);
        const ended = at.derived.filter((fact) => fact.kind !== 'vesting').map((fact) => fact.units);
        expect(sum(ended)).toBeLessThanOrEqual(sum([at.expired, at.forfeited]));
        if (lot.draws.length === 0) expect(sum(ended)).toBe(toUnits(at.granted));
      }),
      { numRuns: 1_000 },
    );
  });

  it('nothing is exercisable after it was exercised: draws come off, down to nothing and no further', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        const at = lotOn(date, lot);
        const drawn = sum(lot.draws.filter((draw) => draw.on <= date).map((draw) => draw.units));
        const left = toUnits(at.granted) - drawn;
        expect(toUnits(at.exercisable)).toBeLessThanOrEqual(left > 0n ? left : 0n);
        if (drawn > toUnits(at.granted) && at.granted !== '0') expect(at.doubts).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order in which draws of different dates are given', () => {
    fc.assert(
      fc.property(lots, fc.constantFrom(...DATES), (lot, date) => {
        const draws = lot.draws.filter(
          (draw, place) => lot.draws.findIndex((each) => each.on === draw.on) === place,
        );
        const turned = lotOn(date, { ...lot, draws: [...draws].reverse() });
        expect(turned).toEqual(lotOn(date, { ...lot, draws }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('within sixty days', () => {
  it('counts what is exercisable on the day, and nothing that no schedule brings by day 60', () => {
    fc.assert(
      fc.property(lotWith(scheduleAt(dated)), fc.constantFrom(...DATES), (vesting, date) => {
        const { shares, lots, lastDay } = withinSixtyDays(date, [{ lotId: 'a', title: 'a', vesting }]);
        const asKnown = { ...vesting, draws: vesting.draws.filter((draw) => draw.on <= date) };
        expect(toUnits(shares)).toBeGreaterThanOrEqual(toUnits(lotOn(date, vesting).exercisable));
        expect(lots[0]!.counted).toBe(shares !== '0');
        const { expiresOn, grantedOn } = vesting.terms;
        const steady = (expiresOn ?? lastDay) >= lastDay && (grantedOn ?? date) <= date;
        if (steady) expect(shares).toBe(lotOn(lastDay, asKnown).exercisable);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never counts units settled in cash', () => {
    fc.assert(
      fc.property(lotWith(anySchedule), fc.constantFrom(...DATES), (vesting, date) => {
        const found = withinSixtyDays(date, [
          { lotId: 'a', title: 'a', vesting, settlement: { in: 'cash' } },
        ]);
        expect([found.shares, found.atMost, found.unitsPayableOnRetirement.counted]).toEqual(['0', '0', '0']);
      }),
      { numRuns: 300 },
    );
  });
});

function monthly(count: number, first: string): Schedule {
  return {
    steps: [
      {
        kind: 'instalments',
        of: 'total',
        portion: { kind: 'fraction', numerator: 1, denominator: 1 },
        count,
        every: { kind: 'months', length: 1 },
        first: { kind: 'date', on: first },
        dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
      },
    ],
    exercisableBeforeVesting: false,
  };
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
