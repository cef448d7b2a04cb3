import type { Portion, Schedule, VestingStep, When } from '../../src/core/vesting/schedule';
import { expansionOf } from '../support/schedule-expectations';

const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
const part = (numerator: number, denominator: number): Portion => ({
  kind: 'fraction',
  numerator,
  denominator,
});
const units = (count: number): Portion => ({ kind: 'units', units: `${count}` });
const REST: Portion = { kind: 'remaining' };
const on = (date: string): When => ({ kind: 'date', on: date });
const fromGrant = (months: number): When => ({ kind: 'anchored', anchor: 'grant', months, days: 0 });
const meeting: When = { kind: 'event', event: 'nextAnnualMeeting' };
const tranche = (portion: Portion, when: When): VestingStep => ({ kind: 'tranche', portion, when });
const yearly = (of: 'each' | 'total', portion: Portion, count: number, first: When): VestingStep => ({
  kind: 'instalments',
  of,
  portion,
  count,
  every: { kind: 'months', length: 12 },
  first,
  dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
});
const schedule = (...steps: VestingStep[]): Schedule => ({ steps, exercisableBeforeVesting: false });
const same = (left: Schedule, right: Schedule, grantedOn?: string) =>
  expansionOf(left, grantedOn) === expansionOf(right, grantedOn);

/** What every figure on the vesting language rests on: when two schedules are one. */
describe('two schedules are the same', () => {
  it('as a series and as its tranches, in any order', () => {
    const series = schedule(yearly('total', WHOLE, 3, on('2024-03-31')));
    const dates = ['2026-03-31', '2024-03-31', '2025-03-31'];
    expect(same(series, schedule(...dates.map((date) => tranche(part(1, 3), on(date)))))).toBe(true);
    expect(same(series, schedule(yearly('each', part(100, 300), 3, on('2024-03-31'))))).toBe(true);
  });

  it('with the rest told as the rest or as a part', () => {
    const rest = schedule(tranche(part(25, 100), on('2024-01-01')), tranche(REST, on('2025-01-01')));
    expect(
      same(rest, schedule(tranche(part(1, 4), on('2024-01-01')), tranche(part(3, 4), on('2025-01-01')))),
    ).toBe(true);
  });

  it('with a percentage printed short of a third, three times', () => {
    const short = schedule(yearly('each', part(333, 1_000), 3, on('2024-01-01')));
    expect(same(short, schedule(yearly('total', WHOLE, 3, on('2024-01-01'))))).toBe(true);
  });

  it('counted from a grant whose date is known, as dates', () => {
    const counted = schedule(yearly('total', WHOLE, 2, fromGrant(12)));
    expect(same(counted, schedule(yearly('total', WHOLE, 2, on('2025-05-15'))), '2024-05-15')).toBe(true);
    expect(same(counted, schedule(yearly('total', WHOLE, 2, on('2025-05-15'))))).toBe(false);
  });

  it('whatever the order of arms, and when the arms are all dates', () => {
    const arms = (...given: When[]) => schedule(tranche(WHOLE, { kind: 'earlierOf', arms: given }));
    expect(same(arms(on('2025-01-01'), meeting), arms(meeting, on('2025-01-01')))).toBe(true);
    expect(same(arms(on('2025-01-01'), on('2024-06-01')), schedule(tranche(WHOLE, on('2024-06-01'))))).toBe(
      true,
    );
  });
});

describe('two schedules are not the same', () => {
  const half = schedule(tranche(part(1, 2), on('2024-01-01')), tranche(part(1, 2), on('2025-01-01')));

  it('with another day, another part, another arm, units for parts, or early exercise', () => {
    const others = [
      schedule(tranche(part(1, 2), on('2024-01-02')), tranche(part(1, 2), on('2025-01-01'))),
      schedule(tranche(part(2, 5), on('2024-01-01')), tranche(part(3, 5), on('2025-01-01'))),
      schedule(tranche(part(1, 2), on('2024-01-01')), tranche(part(1, 2), meeting)),
      schedule(tranche(units(50), on('2024-01-01')), tranche(units(50), on('2025-01-01'))),
      schedule(tranche(WHOLE, on('2024-01-01'))),
      { ...half, exercisableBeforeVesting: true },
      { ...half, vestedBefore: part(1, 10) },
    ];
    for (const other of others) expect(same(half, other)).toBe(false);
  });

  it('where one comes back to 29 February in a leap year', () => {
    const fromLeapDay = schedule(yearly('total', WHOLE, 4, fromGrant(12)));
    const drifted = schedule(yearly('total', WHOLE, 4, on('2025-02-28')));
    expect(same(fromLeapDay, drifted, '2024-02-29')).toBe(false);
  });

  it('with fewer or more instalments', () => {
    const four = schedule(yearly('each', part(1, 4), 4, on('2024-01-01')));
    expect(same(four, schedule(yearly('each', part(1, 4), 3, on('2024-01-01'))))).toBe(false);
    expect(same(four, schedule(yearly('each', part(1, 5), 5, on('2024-01-01'))))).toBe(false);
  });
});
