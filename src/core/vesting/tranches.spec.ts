import { equalInstalments, percentOn, schedule, unitsOn } from '../../../test/support/vesting-lots';
import { tranchesOfReading } from './reading-tranches';
import type { LotTerms, Portion, Schedule, ScheduleReading, VestingStep, When } from './schedule';
import { type Tranches, tranchesOf } from './tranches';

const LOT: LotTerms = { units: '1000', grantedOn: '2020-01-15' };
const remaining: Portion = { kind: 'remaining' };
const fraction = (numerator: number, denominator: number): Portion => ({
  kind: 'fraction',
  numerator,
  denominator,
});
const tranche = (portion: Portion, when: When): VestingStep => ({ kind: 'tranche', portion, when });
const afterGrant = (months: number, days = 0): When => ({ kind: 'anchored', anchor: 'grant', months, days });
const meeting: When = { kind: 'event', event: 'nextAnnualMeeting' };
const instalments = (
  portion: Portion,
  count: number,
  months: number,
  first: When,
  more: Partial<Extract<VestingStep, { kind: 'instalments' }>> = {},
): VestingStep => ({
  kind: 'instalments',
  of: 'total',
  portion,
  count,
  every: { kind: 'months', length: months },
  first,
  dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
  ...more,
});
const table = ({ tranches }: Tranches) => tranches.map((each) => [each.on, each.units]);

describe('portions', () => {
  it('a cliff and then instalments of what remains', () => {
    const found = tranchesOf(
      schedule(
        percentOn(25, '2021-01-15'),
        instalments(remaining, 36, 1, { kind: 'date', on: '2021-02-15' }),
      ),
      LOT,
    );
    expect(found.tranches).toHaveLength(37);
    expect(table(found).slice(0, 4)).toEqual([
      ['2021-01-15', '250'],
      ['2021-02-15', '21'],
      ['2021-03-15', '21'],
      ['2021-04-15', '21'],
    ]);
    expect(table(found).at(-1)).toEqual(['2024-01-15', '21']);
  });

  it('the cliff keeps its stated quarter under every loaded policy', () => {
    const steps = schedule(
      percentOn(25, '2021-01-15'),
      instalments(fraction(1, 48), 36, 1, { kind: 'date', on: '2021-02-15' }, { of: 'each' }),
    );
    const first = (allocation: 'FRONT_LOADED' | 'FRONT_LOADED_TO_SINGLE_TRANCHE' | 'BACK_LOADED') =>
      table(tranchesOf(steps, LOT, { allocation })).slice(0, 2);
    expect(first('FRONT_LOADED')).toEqual([
      ['2021-01-15', '250'],
      ['2021-02-15', '21'],
    ]);
    expect(first('FRONT_LOADED_TO_SINGLE_TRANCHE')[1]).toEqual(['2021-02-15', '50']);
    expect(first('BACK_LOADED')[1]).toEqual(['2021-02-15', '20']);
  });

  it('unequal steps: 25, 25, 17, 17 and the remaining 16 per cent', () => {
    const found = tranchesOf(
      schedule(
        percentOn(25, '2021-01-23'),
        percentOn(25, '2022-01-23'),
        percentOn(17, '2023-01-23'),
        percentOn(17, '2024-01-23'),
        tranche(remaining, { kind: 'date', on: '2025-01-23' }),
      ),
      LOT,
    );
    expect(found.certainty).toBe('determined');
    expect(found.tranches.map((each) => each.units)).toEqual(['250', '250', '170', '170', '160']);
  });

  it('stated units are never rounded, whatever stands beside them', () => {
    const found = tranchesOf(
      schedule(
        tranche(fraction(1, 3), { kind: 'date', on: '2021-01-01' }),
        unitsOn('100.5', '2021-02-01'),
        tranche(remaining, { kind: 'date', on: '2021-03-01' }),
      ),
      LOT,
    );
    expect(found.tranches.map((each) => each.units)).toEqual(['333.3', '100.5', '566.2']);
  });

  it('percentages that are less than the whole because part vested before', () => {
    const reported = { ...LOT, grantedOn: '2015-08-20', filedOn: '2016-07-05' };
    const found = tranchesOf(
      {
        ...schedule(
          instalments(fraction(5, 100), 3, 3, { kind: 'date', on: '2016-08-20' }, { of: 'each' }),
          instalments(fraction(75, 1000), 4, 3, { kind: 'date', on: '2017-05-20' }, { of: 'each' }),
          instalments(fraction(10, 100), 4, 3, { kind: 'date', on: '2018-05-20' }, { of: 'each' }),
        ),
        vestedBefore: remaining,
      },
      reported,
    );
    expect(found.tranches[0]).toEqual({ units: '150', notBefore: '2015-08-20', notAfter: '2016-07-05' });
    expect(table(found).slice(1, 5)).toEqual([
      ['2016-08-20', '50'],
      ['2016-11-20', '50'],
      ['2017-02-20', '50'],
      ['2017-05-20', '75'],
    ]);
    expect(table(found).at(-1)).toEqual(['2019-02-20', '100']);
  });

  it('what no step accounts for has no date, and the result says so', () => {
    const found = tranchesOf(schedule(percentOn(25, '2021-01-15'), percentOn(50, '2022-01-15')), LOT);
    expect(found.tranches.at(-1)).toEqual({ units: '250' });
    expect(found).toMatchObject({
      certainty: 'bounded',
      assumptions: ['the text does not say when 250 units vest'],
    });
  });

  it('three times 33.3 % is all of it: the last tranche makes up for the printed rounding', () => {
    const third = fraction(333, 1000);
    const found = tranchesOf(
      schedule(instalments(third, 3, 12, { kind: 'date', on: '2027-03-02' }, { of: 'each' })),
      LOT,
    );
    expect(found.tranches.map((each) => each.units)).toEqual(['333', '333', '334']);
    expect(found.certainty).toBe('assumed');
    expect(found.assumptions[0]).toContain('do not come to 100 %');
  });

  it.each<[string, Schedule, string]>([
    [
      'more than the lot',
      schedule(unitsOn('600', '2021-01-01'), unitsOn('600', '2022-01-01')),
      'come to 1200',
    ],
    ['75 % twice', schedule(percentOn(75, '2021-01-01'), percentOn(75, '2022-01-01')), 'come to 1500'],
    ['no step at all', schedule(), 'no time of vesting is stated'],
    ['30 February', schedule(unitsOn('1000', '2021-02-30')), '2021-02-30 is not in the calendar'],
    ['a part without a whole', schedule(tranche(fraction(1, 0), meeting)), '1/0 is no part of an award'],
    ['no instalments', schedule(instalments(remaining, 0, 1, afterGrant(1))), '0 instalments'],
    ['a million instalments', schedule(instalments(remaining, 1e6, 1, afterGrant(1))), '1000000 instalments'],
    [
      'two steps that take the rest',
      schedule(tranche(remaining, afterGrant(1)), tranche(remaining, afterGrant(2))),
      'more than one step takes all that remains',
    ],
    ['units in words', schedule(unitsOn('1,000', '2021-01-01')), '1,000 is no number of units'],
  ])('%s is no schedule: one tranche of which only bounds are known', (_, wrong, reason) => {
    const found = tranchesOf(wrong, LOT);
    expect(found).toMatchObject({
      certainty: 'undetermined',
      tranches: [{ units: '1000', notBefore: '2020-01-15' }],
    });
    expect(found.undetermined).toContain(reason);
  });
});

describe('anchors', () => {
  const quarterly = (anchor: 'grant' | 'vestingStart') =>
    schedule(instalments(fraction(1, 1), 4, 3, { kind: 'anchored', anchor, months: 3, days: 0 }));

  it('the grant date, counted from and not chained: month ends come back', () => {
    const found = tranchesOf(quarterly('grant'), { units: '1000', grantedOn: '2020-11-30' });
    expect(found.tranches.map((each) => each.on)).toEqual([
      '2021-02-28',
      '2021-05-30',
      '2021-08-30',
      '2021-11-30',
    ]);
    expect(found).toMatchObject({
      certainty: 'assumed',
      assumptions: [
        '2021-02-28 is the end of its month: later instalments fall on that day, not on the last day',
      ],
    });
  });

  it('without a grant date, column 6 is the first tranche', () => {
    const found = tranchesOf(quarterly('grant'), { units: '1000', exercisableOn: '2009-02-12' });
    expect(found.tranches.map((each) => each.on)).toEqual([
      '2009-02-12',
      '2009-05-12',
      '2009-08-12',
      '2009-11-12',
    ]);
    expect(found).toMatchObject({
      certainty: 'assumed',
      assumptions: ['the grant date is not known: the first tranche is counted from column 6, 2009-02-12'],
    });
  });

  it('without a stated vesting start, column 6 says better than the grant date when they disagree', () => {
    const lot = { units: '1000', grantedOn: '2020-01-15', exercisableOn: '2020-06-01' };
    expect(tranchesOf(quarterly('vestingStart'), lot).tranches[0]!.on).toBe('2020-06-01');
    const agreeing = tranchesOf(quarterly('vestingStart'), { ...lot, exercisableOn: '2020-04-15' });
    expect(agreeing.assumptions).toEqual([
      'the text gives no vesting start: counted from the grant date, 2020-01-15',
    ]);
    const stated = tranchesOf(quarterly('vestingStart'), { ...lot, vestingStartsOn: '2019-12-31' });
    expect(stated.tranches.map((each) => each.on)).toEqual([
      '2020-03-31',
      '2020-06-30',
      '2020-09-30',
      '2020-12-31',
    ]);
    expect(stated.doubts).toEqual(["column 6 is 2020-06-01, the first tranche's date is 2020-03-31"]);
  });

  it('nothing to count from: not determinable, and says why', () => {
    expect(tranchesOf(quarterly('grant'), { units: '1000' })).toMatchObject({
      certainty: 'undetermined',
      undetermined: 'it is counted from the grant date, which is not known',
      tranches: [{ units: '1000' }],
    });
  });

  it.each<[string, Partial<Extract<VestingStep, { kind: 'instalments' }>>, When, string[]]>([
    [
      'the last day of each month, from 28 February',
      { dayOfMonth: '31_OR_LAST_DAY_OF_MONTH' },
      { kind: 'date', on: '2021-02-28' },
      ['2021-02-28', '2021-03-31', '2021-04-30', '2021-05-31'],
    ],
    [
      'the 15th, counted from the grant',
      { dayOfMonth: '15' },
      afterGrant(1),
      ['2020-02-15', '2020-03-15', '2020-04-15', '2020-05-15'],
    ],
    [
      'every 90 days',
      { every: { kind: 'days', length: 90 } },
      { kind: 'date', on: '2019-12-31' },
      ['2019-12-31', '2020-03-30', '2020-06-28', '2020-09-26'],
    ],
    [
      '30 days after the grant and every month thereafter',
      {},
      afterGrant(0, 30),
      ['2020-02-14', '2020-03-14', '2020-04-14', '2020-05-14'],
    ],
  ])('%s', (_, more, first, dates) => {
    const found = tranchesOf(schedule(instalments(remaining, 4, 1, first, more)), LOT);
    expect(found.tranches.map((each) => each.on)).toEqual(dates);
  });
});

describe('dates that are not known', () => {
  const earlier: When = { kind: 'earlierOf', arms: [{ kind: 'date', on: '2020-06-07' }, meeting] };

  it('the earlier of a date and the next annual meeting: not later than the date', () => {
    const found = tranchesOf(schedule(tranche(remaining, earlier)), LOT);
    expect(found).toMatchObject({
      certainty: 'bounded',
      tranches: [
        { units: '1000', notBefore: '2020-01-15', notAfter: '2020-06-07', awaits: ['nextAnnualMeeting'] },
      ],
    });
  });

  it('once somebody gives the date of the meeting, it is determined', () => {
    const on = (date: string) =>
      tranchesOf(schedule(tranche(remaining, earlier)), LOT, { events: { nextAnnualMeeting: date } });
    expect(on('2020-05-20')).toMatchObject({ certainty: 'determined', tranches: [{ on: '2020-05-20' }] });
    expect(on('2020-06-20')).toMatchObject({ certainty: 'determined', tranches: [{ on: '2020-06-07' }] });
  });

  it('the later of two: not before the date', () => {
    const later: When = { kind: 'laterOf', arms: earlier.kind === 'earlierOf' ? earlier.arms : [] };
    expect(tranchesOf(schedule(tranche(remaining, later)), LOT).tranches).toEqual([
      { units: '1000', notBefore: '2020-06-07', awaits: ['nextAnnualMeeting'], step: 0 },
    ]);
  });

  it('a month without a day has the bounds of the month', () => {
    const inJanuary: When = {
      kind: 'earlierOf',
      arms: [
        { kind: 'date', on: '2021-01-31' },
        {
          kind: 'laterOf',
          arms: [
            { kind: 'date', on: '2021-01-01' },
            { kind: 'event', event: 'other' },
          ],
        },
      ],
    };
    expect(tranchesOf(schedule(tranche(remaining, inJanuary)), LOT).tranches).toEqual([
      { units: '1000', notBefore: '2021-01-01', notAfter: '2021-01-31', awaits: ['other'], step: 0 },
    ]);
  });

  it('"fully vested", said on filing, was so by then', () => {
    const said = schedule(
      tranche(fraction(1, 1), { kind: 'anchored', anchor: 'filing', months: 0, days: 0 }),
    );
    expect(tranchesOf(said, { ...LOT, filedOn: '2020-01-17' }).tranches).toEqual([
      { units: '1000', notBefore: '2020-01-15', notAfter: '2020-01-17', step: 0 },
    ]);
    const filedThatDay = tranchesOf(said, { ...LOT, filedOn: '2020-01-15' });
    expect(filedThatDay).toMatchObject({ certainty: 'determined', tranches: [{ on: '2020-01-15' }] });
  });
});

describe('readings', () => {
  const reading = (more: Partial<ScheduleReading>): ScheduleReading => ({
    certainty: 'undetermined',
    spans: [],
    assumptions: [],
    alternatives: [],
    conditions: [],
    ...more,
  });
  const filed = { ...LOT, filedOn: '2021-11-08' };

  it('a progress statement bounds what no schedule dates', () => {
    const performance = schedule(instalments(fraction(1, 1), 10, 1, { kind: 'event', event: 'performance' }));
    const found = tranchesOfReading(
      reading({ certainty: 'bounded', schedule: performance, progress: { vested: '900', unvested: '100' } }),
      filed,
    );
    expect(found).toMatchObject({
      certainty: 'bounded',
      tranches: [
        { units: '900', notBefore: '2020-01-15', notAfter: '2021-11-08' },
        { units: '100', notBefore: '2021-11-08' },
      ],
    });
  });

  it('but not one about another number of units', () => {
    const found = tranchesOfReading(reading({ progress: { vested: '90', unvested: '10' } }), filed);
    expect(found).toMatchObject({ certainty: 'undetermined', tranches: [{ units: '1000' }] });
  });

  it('is no surer than its text was', () => {
    const dated = schedule(equalInstalments(4, 3, '2021-01-15'));
    expect(tranchesOf(dated, LOT).certainty).toBe('determined');
    expect(tranchesOfReading(reading({ certainty: 'assumed', schedule: dated }), LOT).certainty).toBe(
      'assumed',
    );
  });
});
