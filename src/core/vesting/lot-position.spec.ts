import { equalInstalments, lotOf, percentOn, schedule } from '../../../test/support/vesting-lots';
import { type Draw, type DrawKind, drawKindOf } from './draw';
import { exercisableWithin, lotOn } from './lot-position';
import type { LotTerms } from './schedule';

const LOT: LotTerms = { units: '1000', grantedOn: '2020-01-15', expiresOn: '2030-01-15' };
const YEARLY = schedule(equalInstalments(4, 12, '2021-01-15'));
const draw = (kind: DrawKind, units: string, on: string): Draw => ({ kind, units, on });
const lot = (...draws: Draw[]) => lotOf(YEARLY, LOT, draws);

describe('a lot on a date', () => {
  it('is not there before its grant', () => {
    expect(lotOn('2020-01-14', lot())).toMatchObject({ granted: '0', held: '0', unvested: '0' });
    expect(lotOn('2020-01-15', lot())).toMatchObject({ granted: '1000', held: '1000', unvested: '1000' });
  });

  it('an exercise takes what is exercisable, and later tranches go on vesting', () => {
    const some = lot(draw('exercise', '200', '2021-06-01'));
    expect(lotOn('2021-06-01', some)).toMatchObject({ vested: '250', exercisable: '50', exercised: '200' });
    expect(lotOn('2022-01-15', some)).toMatchObject({ vested: '500', exercisable: '300', exercised: '200' });
  });

  it('on a vesting date the tranche vests before it is exercised', () => {
    const found = lotOn('2021-01-15', lot(draw('exercise', '250', '2021-01-15')));
    expect(found).toMatchObject({ vested: '250', exercisable: '0', exercised: '250', doubts: [] });
  });

  it('an exercise of more than had vested is believed, and doubted', () => {
    const found = lotOn('2021-06-01', lot(draw('exercise', '400', '2021-06-01')));
    expect(found).toMatchObject({ vested: '400', exercisable: '0', exercised: '400', unvested: '600' });
    expect(found.doubts).toEqual([
      'exercise of 400 on 2021-06-01: 150 units that were not exercisable by the schedule',
    ]);
    expect(found.derived).toContainEqual({
      kind: 'vesting',
      on: '2021-06-01',
      units: '150',
      rule: 'exercised or settled, hence vested by then',
    });
  });

  it('more than the lot has left is doubted, and nothing goes below zero', () => {
    const found = lotOn('2025-01-01', lot(draw('exercise', '1200', '2024-02-01')));
    expect(found).toMatchObject({ held: '0', exercisable: '0', exercised: '1000' });
    expect(found.doubts).toEqual(['exercise of 1200 on 2024-02-01: 200 units more than the lot has left']);
  });

  it('a forfeiture takes what had not vested, what vests last first', () => {
    const found = lot(draw('forfeiture', '300', '2022-06-01'));
    expect(lotOn('2022-06-01', found)).toMatchObject({
      vested: '500',
      unvested: '200',
      forfeited: '300',
      exercisable: '500',
    });
    expect(lotOn('2024-01-15', found)).toMatchObject({ vested: '700', exercisable: '700', forfeited: '300' });
  });

  it('a cancellation takes what had vested first: that is gone, the rest is forfeited', () => {
    const found = lotOn('2022-06-01', lot(draw('cancellation', '1000', '2022-06-01')));
    expect(found).toMatchObject({
      disposed: '500',
      forfeited: '500',
      vested: '500',
      unvested: '0',
      held: '0',
    });
  });

  it('settlement in cash, withholding and gifts are disposals', () => {
    const found = lotOn(
      '2022-06-01',
      lot(
        draw('disposition', '100', '2022-02-01'),
        draw('withholding', '50', '2022-02-01'),
        draw('transfer', '25', '2022-02-01'),
      ),
    );
    expect(found).toMatchObject({ disposed: '175', exercised: '0', exercisable: '325', held: '825' });
  });

  it('an expiration that was filed is not derived as well', () => {
    const found = lotOn('2030-02-01', lot(draw('expiration', '1000', '2030-01-15')));
    expect(found).toMatchObject({ expired: '1000', held: '0', doubts: [] });
    expect(found.derived.map((fact) => fact.kind)).not.toContain('expiration');
    const late = lotOn('2030-02-01', lot(draw('expiration', '600', '2030-01-20')));
    expect(late.derived).toContainEqual(expect.objectContaining({ kind: 'expiration', units: '400' }));
  });

  it('units whose expiration was filed are gone: a later line cannot take them again', () => {
    const found = lot(draw('expiration', '1000', '2030-01-15'), draw('exercise', '10', '2030-01-16'));
    expect(lotOn('2030-01-16', found)).toMatchObject({
      expired: '1000',
      exercised: '0',
      doubts: ['exercise of 10 on 2030-01-16: 10 units more than the lot has left'],
    });
  });

  it('an exercise after the expiration is believed before the date, and doubted', () => {
    const found = lot(draw('exercise', '1000', '2030-01-20'));
    expect(lotOn('2030-01-19', found)).toMatchObject({ expired: '1000', exercised: '0' });
    expect(lotOn('2030-01-20', found)).toMatchObject({
      expired: '0',
      exercised: '1000',
      doubts: ['exercise of 1000 on 2030-01-20: 1000 units after the expiration on 2030-01-15'],
    });
  });

  it('what had not vested when the lot expires is forfeited, derived', () => {
    const short = lotOf(YEARLY, { ...LOT, expiresOn: '2022-06-30' });
    expect(lotOn('2022-07-01', short)).toMatchObject({ vested: '500', expired: '500', forfeited: '500' });
    expect(lotOn('2025-01-01', short).vested).toBe('500');
  });
});

describe('a lot without a schedule', () => {
  const unknown = (...draws: Draw[]) => lotOf(schedule(), LOT, draws);

  it('is bounded by its dates: nothing is certain, all is possible from the grant to the expiration', () => {
    for (const date of ['2020-01-15', '2030-01-15']) {
      expect(lotOn(date, unknown())).toMatchObject({
        vested: '0',
        exercisable: '0',
        atMost: { vested: '1000', exercisable: '1000' },
      });
    }
  });

  it('expires without a word on whether it had vested', () => {
    expect(lotOn('2030-01-16', unknown())).toMatchObject({
      expired: '1000',
      forfeited: '0',
      vested: '0',
      atMost: { vested: '1000', exercisable: '0' },
    });
    const gone = unknown(draw('cancellation', '1000', '2022-01-01'));
    expect(lotOn('2022-01-01', gone)).toMatchObject({ disposed: '1000', forfeited: '0', held: '0' });
  });
});

describe('early exercise', () => {
  const early = (...draws: Draw[]) => lotOf({ ...YEARLY, exercisableBeforeVesting: true }, LOT, draws);

  it('all of it is exercisable at once, and vests later', () => {
    expect(lotOn('2020-01-15', early())).toMatchObject({
      exercisable: '1000',
      vested: '0',
      unvested: '1000',
    });
  });

  it('what was exercisable at the end expires, whether it had vested or not', () => {
    const found = lotOf({ ...YEARLY, exercisableBeforeVesting: true }, { ...LOT, expiresOn: '2022-06-30' });
    expect(lotOn('2022-07-01', found)).toMatchObject({ expired: '1000', vested: '500', unvested: '500' });
    expect(lotOn('2025-01-01', found)).toMatchObject({ vested: '500', unvested: '500' });
  });

  it('exercised units go on vesting, and no doubt is raised', () => {
    const found = early(draw('exercise', '600', '2020-03-01'));
    expect(lotOn('2020-03-01', found)).toMatchObject({
      exercisable: '400',
      exercised: '600',
      vested: '0',
      doubts: [],
    });
    expect(lotOn('2022-01-15', found)).toMatchObject({ vested: '500', exercisable: '400' });
  });
});

describe('where only bounds are known', () => {
  const bounded = lotOf(
    schedule(percentOn(40, '2021-01-15'), {
      kind: 'tranche',
      portion: { kind: 'remaining' },
      when: { kind: 'event', event: 'performance' },
    }),
    LOT,
    [draw('exercise', '500', '2022-01-01')],
  );

  it('the figures are what is certain, `atMost` what is possible', () => {
    expect(lotOn('2021-06-01', bounded)).toMatchObject({
      vested: '400',
      exercisable: '400',
      atMost: { vested: '1000', exercisable: '1000' },
    });
  });

  it('an exercise shows that as much had vested by then, which the bounds allow', () => {
    expect(lotOn('2022-01-01', bounded)).toMatchObject({
      vested: '500',
      exercisable: '0',
      atMost: { exercisable: '500' },
      doubts: [],
    });
  });
});

describe('exercisable within some days', () => {
  it('counts an option that expires in between, not a tranche that vests after the expiration', () => {
    const short = lotOf(YEARLY, { ...LOT, expiresOn: '2023-01-14' });
    expect(exercisableWithin('2022-12-20', '2023-02-18', short).atLeast).toBe('500');
    expect(exercisableWithin('2023-01-15', '2023-03-16', short).atLeast).toBe('0');
  });

  it('does not foresee exercises', () => {
    const some = lot(draw('exercise', '250', '2021-02-01'));
    expect(exercisableWithin('2021-01-15', '2021-03-16', some).atLeast).toBe('250');
    expect(exercisableWithin('2021-02-01', '2021-04-02', some).atLeast).toBe('0');
  });
});

it.each([
  ['M', 'exercise'],
  ['X', 'exercise'],
  ['C', 'exercise'],
  ['O', 'exercise'],
  ['D', 'disposition'],
  ['F', 'withholding'],
  ['H', 'expiration'],
  ['E', 'expiration'],
  ['G', 'transfer'],
  [undefined, 'transfer'],
] as const)('code %s is a draw by %s', (code, kind) => {
  expect(drawKindOf(code)).toBe(kind);
});
