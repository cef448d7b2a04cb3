import { withinSixtyDays } from '../../src/core/rules/within-sixty-days';
import { add } from '../../src/core/values/quantity';
import type { Draw } from '../../src/core/vesting/draw';
import { lotOn } from '../../src/core/vesting/lot-position';
import { tranchesOfReading } from '../../src/core/vesting/reading-tranches';
import type { AllocationType, LotTerms, Schedule, ScheduleReading } from '../../src/core/vesting/schedule';
import { type TrancheOptions, tranchesOf } from '../../src/core/vesting/tranches';
import { equalInstalments, lotOf, schedule, unitsOn } from '../support/vesting-lots';

/** The option of the filing of 2008-06-18; its grant date is not filed. */
const OPTION: LotTerms = { units: '50000', exercisableOn: '1999-07-29', expiresOn: '2008-07-29' };
const OPTION_SCHEDULE = schedule(
  unitsOn('16667', '1999-07-29'),
  unitsOn('16667', '2000-07-29'),
  unitsOn('16666', '2001-07-29'),
);
const exerciseOf = (units: string): Draw => ({ on: '2008-06-17', units, kind: 'exercise' });
const option = (exercised = '50000') => lotOf(OPTION_SCHEDULE, OPTION, [exerciseOf(exercised)]);

/** The deferred share units of the filing of 2006-07-05, settled in cash. */
const CASH_UNITS: LotTerms = { units: '6230.5295', grantedOn: '2006-07-03', exercisableOn: '2006-07-31' };
const MONTHLY = schedule(equalInstalments(12, 1, '2006-07-31'));

/** The deferred share units of the filing of 2008-11-14, settled in shares. */
const SHARE_UNITS: LotTerms = { units: '8000', grantedOn: '2008-11-12', exercisableOn: '2009-02-12' };
const QUARTERLY = schedule(equalInstalments(12, 3, '2009-02-12'));

/** Running totals of the tranches, in date order. */
function runningTotals(given: Schedule, lot: LotTerms, options: TrancheOptions = {}): string[] {
  let total = '0';
  return tranchesOf(given, lot, options).tranches.map((tranche) => {
    total = add(total, tranche.units);
    return total;
  });
}

describe('S2: how much of the option was exercisable', () => {
  it.each([
    ['1999-07-28', '0'],
    ['1999-07-29', '16667'],
    ['2000-07-28', '16667'],
    ['2000-07-29', '33334'],
    ['2001-07-28', '33334'],
    ['2001-07-29', '50000'],
    ['2008-06-16', '50000'],
    ['2008-06-17', '0'],
    ['2008-07-30', '0'],
  ])('on %s: %s', (date, exercisable) => {
    expect(lotOn(date, option())).toMatchObject({ exercisable, doubts: [] });
  });

  it('the tranches come to 50,000: to what was underlying and what was exercised', () => {
    expect(runningTotals(OPTION_SCHEDULE, OPTION)).toEqual(['16667', '33334', '50000']);
    expect(tranchesOf(OPTION_SCHEDULE, OPTION)).toMatchObject({
      certainty: 'determined',
      evidence: ["column 6 is the first tranche's date, 1999-07-29"],
      doubts: [],
    });
    expect(lotOn('2008-06-17', option())).toMatchObject({ exercised: '50000', vested: '50000', held: '0' });
  });

  it('S12: on 2000-08-01, 33,334 were exercisable', () => {
    expect(lotOn('2000-08-01', option()).exercisable).toBe('33334');
  });
});

describe('S3: the option within sixty days', () => {
  const count = (asOf: string) => {
    return withinSixtyDays(asOf, [{ lotId: 'option', title: 'Option', vesting: option() }]);
  };

  it('day 60 is the first tranche on 1999-05-30, and not the day before', () => {
    expect(count('1999-05-29')).toMatchObject({ lastDay: '1999-07-28', shares: '0' });
    expect(count('1999-05-30')).toMatchObject({ lastDay: '1999-07-29', shares: '16667' });
  });

  it('the total of Item 403 is 85,000 on both sides of the exercise', () => {
    expect(add('35000', count('2008-06-16').shares)).toBe('85000');
    expect(add('85000', count('2008-06-17').shares)).toBe('85000');
  });
});

describe('S4: exercised before the expiration', () => {
  it.each(['2008-07-29', '2008-07-30', '2020-01-01'])('on %s no expiration is derived', (date) => {
    const position = lotOn(date, option());
    expect(position).toMatchObject({ exercisable: '0', expired: '0', exercised: '50000', forfeited: '0' });
    expect(position.derived.map((fact) => fact.kind)).toEqual(['vesting', 'vesting', 'vesting']);
  });

  it('variant: of 40,000 exercised, 10,000 stay exercisable through 2008-07-29 and expire, derived', () => {
    const lot = option('40000');
    expect(lotOn('2008-07-28', lot)).toMatchObject({ exercisable: '10000', expired: '0' });
    expect(lotOn('2008-07-29', lot)).toMatchObject({ exercisable: '10000', expired: '0' });
    const after = lotOn('2008-07-30', lot);
    expect(after).toMatchObject({ exercisable: '0', expired: '10000', exercised: '40000', held: '0' });
    expect(after.derived).toContainEqual({
      kind: 'expiration',
      on: '2008-07-30',
      units: '10000',
      rule: 'the expiration date is the last day of exercise',
    });
  });

  it('S13: of 48,000 exercised, 2,000 are exercisable until 2008-07-29 and none on 07-30', () => {
    const lot = option('48000');
    expect(lotOn('2008-06-30', lot).exercisable).toBe('2000');
    expect(lotOn('2008-07-29', lot).exercisable).toBe('2000');
    expect(lotOn('2008-07-30', lot).exercisable).toBe('0');
  });
});

describe('S5: 6,230.5295 units in twelve months', () => {
  it('vest on month ends, cumulatively rounded half up at the grant’s own four places', () => {
    const { tranches, certainty, assumptions } = tranchesOf(MONTHLY, CASH_UNITS);
    expect(tranches.map((tranche) => tranche.on)).toEqual([
      '2006-07-31',
      '2006-08-31',
      '2006-09-30',
      '2006-10-31',
      '2006-11-30',
      '2006-12-31',
      '2007-01-31',
      '2007-02-28',
      '2007-03-31',
      '2007-04-30',
      '2007-05-31',
      '2007-06-30',
    ]);
    expect(runningTotals(MONTHLY, CASH_UNITS)).toEqual([
      '519.2108',
      '1038.4216',
      '1557.6324',
      '2076.8432',
      '2596.054',
      '3115.2648',
      '3634.4755',
      '4153.6863',
      '4672.8971',
      '5192.1079',
      '5711.3187',
      '6230.5295',
    ]);
    expect(certainty).toBe('assumed');
    expect(assumptions).toEqual(['rounded to 4 decimal places by CUMULATIVE_ROUNDING']);
  });

  it.each([
    ['2006-07-30', '0'],
    ['2006-07-31', '519.2108'],
    ['2006-12-15', '2596.054'],
    ['2006-12-31', '3115.2648'],
    ['2007-02-27', '3634.4755'],
    ['2007-02-28', '4153.6863'],
    ['2007-06-29', '5711.3187'],
    ['2007-06-30', '6230.5295'],
  ])('on %s %s had vested', (date, vested) => {
    expect(lotOn(date, lotOf(MONTHLY, CASH_UNITS)).vested).toBe(vested);
  });

  it('rounded down cumulatively it starts with 519.2107 and still ends with the whole grant', () => {
    const totals = runningTotals(MONTHLY, CASH_UNITS, { allocation: 'CUMULATIVE_ROUND_DOWN' });
    expect([totals[0], totals[11]]).toEqual(['519.2107', '6230.5295']);
  });

  it('in whole units the fraction is not lost: the last tranche has it', () => {
    const totals = runningTotals(MONTHLY, CASH_UNITS, { allocation: 'CUMULATIVE_ROUND_DOWN', decimals: 0 });
    expect(totals.slice(0, 2)).toEqual(['519', '1038']);
    expect(totals.slice(10)).toEqual(['5711', '6230.5295']);
  });
});

describe('S6: units settled in cash', () => {
  it('1,038.4216 vest within sixty days of 2006-07-05, none of them counts', () => {
    const found = withinSixtyDays('2006-07-05', [
      {
        lotId: 'units',
        title: 'Deferred Share Unit',
        vesting: lotOf(MONTHLY, CASH_UNITS),
        settlement: { in: 'cash', when: { kind: 'event', event: 'retirement' } },
      },
    ]);
    expect(found).toMatchObject({
      lastDay: '2006-09-03',
      shares: '0',
      atMost: '0',
      unitsPayableOnRetirement: { excluded: '0', counted: '0' },
      lots: [{ units: '1038.4216', shares: '0', counted: false, reason: 'settledInCash' }],
    });
    expect(found.lots[0]!.explanation).toContain('settles 100 % in cash');
  });

  it('the holding still lists all 6,230.5295 units', () => {
    expect(lotOn('2006-07-05', lotOf(MONTHLY, CASH_UNITS))).toMatchObject({
      held: '6230.5295',
      unvested: '6230.5295',
    });
  });
});

describe('S7: 8,000 units in twelve quarters', () => {
  const DATES = ['2009', '2010', '2011'].flatMap((year) =>
    ['02', '05', '08', '11'].map((month) => `${year}-${month}-12`),
  );
  const POLICIES: readonly [AllocationType, string][] = [
    ['CUMULATIVE_ROUNDING', '667 1333 2000 2667 3333 4000 4667 5333 6000 6667 7333 8000'],
    ['CUMULATIVE_ROUND_DOWN', '666 1333 2000 2666 3333 4000 4666 5333 6000 6666 7333 8000'],
    ['FRONT_LOADED', '667 1334 2001 2668 3335 4002 4669 5336 6002 6668 7334 8000'],
    ['BACK_LOADED', '666 1332 1998 2664 3331 3998 4665 5332 5999 6666 7333 8000'],
    ['FRONT_LOADED_TO_SINGLE_TRANCHE', '674 1340 2006 2672 3338 4004 4670 5336 6002 6668 7334 8000'],
    ['BACK_LOADED_TO_SINGLE_TRANCHE', '666 1332 1998 2664 3330 3996 4662 5328 5994 6660 7326 8000'],
    [
      'FRACTIONAL',
      '666.6667 1333.3333 2000 2666.6667 3333.3333 4000 4666.6667 5333.3333 6000 6666.6667 7333.3333 8000',
    ],
  ];

  it.each(POLICIES)('%s', (allocation, totals) => {
    expect(runningTotals(QUARTERLY, SHARE_UNITS, { allocation })).toEqual(totals.split(' '));
    expect(tranchesOf(QUARTERLY, SHARE_UNITS, { allocation }).tranches.map((each) => each.on)).toEqual(DATES);
    const lot = lotOf(QUARTERLY, SHARE_UNITS, [], { allocation });
    expect(lotOn('2009-02-11', lot).vested).toBe('0');
    expect(lotOn('2011-11-12', lot).vested).toBe('8000');
  });

  it('says that the rounding is assumed, and what speaks for these dates', () => {
    expect(tranchesOf(QUARTERLY, SHARE_UNITS)).toMatchObject({
      certainty: 'assumed',
      assumptions: ['rounded to whole units by CUMULATIVE_ROUNDING'],
      evidence: [
        "column 6 is the first tranche's date, 2009-02-12",
        'the last tranche falls exactly 3 years after the grant',
      ],
      doubts: [],
    });
  });

  it('the other reading, a first quarter that starts on 2009-02-12, disagrees with column 6', () => {
    const other = tranchesOf(schedule(equalInstalments(12, 3, '2009-05-12')), SHARE_UNITS);
    expect([other.tranches[0]!.on, other.tranches[11]!.on]).toEqual(['2009-05-12', '2012-02-12']);
    expect(other.evidence).toEqual([]);
    expect(other.doubts).toEqual(["column 6 is 2009-02-12, the first tranche's date is 2009-05-12"]);
  });
});

describe('S8: the units of 2008 within sixty days', () => {
  const count = (asOf: string, unitsPayableOnRetirement: 'exclude' | 'count') =>
    withinSixtyDays(
      asOf,
      [
        {
          lotId: 'units',
          title: 'Deferred Share Unit',
          vesting: lotOf(QUARTERLY, SHARE_UNITS),
          settlement: { in: 'shares', when: { kind: 'event', event: 'retirement' } },
        },
      ],
      { unitsPayableOnRetirement },
    );

  it.each([
    ['2008-11-14', '2009-01-13', '0'],
    ['2008-12-13', '2009-02-11', '0'],
    ['2008-12-14', '2009-02-12', '667'],
    ['2008-12-15', '2009-02-13', '667'],
  ])('as of %s, by %s: %s vest', (asOf, lastDay, units) => {
    expect(count(asOf, 'exclude')).toMatchObject({ lastDay, shares: '0', lots: [{ units, shares: '0' }] });
    expect(count(asOf, 'count')).toMatchObject({ shares: units, lots: [{ units, shares: units }] });
  });

  it('shows both numbers whatever the policy, and why they are not counted', () => {
    for (const policy of ['exclude', 'count'] as const) {
      expect(count('2008-12-14', policy).unitsPayableOnRetirement).toEqual({ excluded: '0', counted: '667' });
    }
    expect(count('2008-12-14', 'exclude').lots[0]).toMatchObject({
      counted: false,
      reason: 'payableOnRetirement',
      explanation: 'payable on retirement or separation; 667 units are exercisable or vest by 2009-02-12',
    });
  });
});

describe('S10: what had vested on 2008-11-14', () => {
  it('no option, all of the units of 2006 since 2007-06-30, none of those of 2008', () => {
    expect(lotOn('2008-11-14', option())).toMatchObject({ exercisable: '0', held: '0' });
    const cash = lotOf(MONTHLY, CASH_UNITS);
    expect(lotOn('2008-11-14', cash)).toMatchObject({ held: '6230.5295', vested: '6230.5295' });
    expect(lotOn('2007-06-29', cash).unvested).toBe('519.2108');
    expect(lotOn('2007-06-30', cash).unvested).toBe('0');
    expect(lotOn('2008-11-14', lotOf(QUARTERLY, SHARE_UNITS))).toMatchObject({ held: '8000', vested: '0' });
  });

  it('says so under the assumption of continued service that its reading carries', () => {
    const reading: ScheduleReading = {
      certainty: 'assumed',
      schedule: MONTHLY,
      spans: [],
      assumptions: ['service continued through every vesting date'],
      alternatives: [],
      conditions: [],
    };
    expect(tranchesOfReading(reading, CASH_UNITS)).toMatchObject({
      certainty: 'assumed',
      assumptions: [
        'service continued through every vesting date',
        'rounded to 4 decimal places by CUMULATIVE_ROUNDING',
      ],
    });
  });
});

describe('S25: anchors on a leap day', () => {
  const anniversaries = (grantedOn: string, years: number) =>
    tranchesOf(
      {
        steps: [
          {
            kind: 'instalments',
            of: 'total',
            portion: { kind: 'fraction', numerator: 1, denominator: 1 },
            count: years,
            every: { kind: 'months', length: 12 },
            first: { kind: 'anchored', anchor: 'grant', months: 12, days: 0 },
            dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
          },
        ],
        exercisableBeforeVesting: false,
      },
      { units: '1000', grantedOn },
    ).tranches.map((tranche) => tranche.on);

  it('2008-02-29 + 12 months is 2009-02-28', () => {
    expect(anniversaries('2008-02-29', 1)).toEqual(['2009-02-28']);
  });

  it('and does not drift: the leap day returns after 48 months', () => {
    expect(anniversaries('2008-02-29', 4)).toEqual(['2009-02-28', '2010-02-28', '2011-02-28', '2012-02-29']);
  });

  it('2100 is no leap year', () => {
    expect(anniversaries('2096-02-29', 4).at(-1)).toBe('2100-02-28');
  });
});
