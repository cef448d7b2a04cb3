import { equalInstalments, lotOf, schedule } from '../../../test/support/vesting-lots';
import type { Settlement, VestingStep } from '../vesting/schedule';
import { type SixtyDayLot, withinSixtyDays } from './within-sixty-days';

const AS_OF = '2021-01-01';
const LAST_DAY = '2021-03-02';
/** 250 units vest on each of four dates, the first within sixty days of AS_OF. */
const vesting = lotOf(schedule(equalInstalments(4, 12, '2021-03-02')), {
  units: '1000',
  grantedOn: '2020-03-02',
});
const lot = (more: Partial<SixtyDayLot> = {}): SixtyDayLot => ({
  lotId: 'a',
  title: 'Restricted Stock Units',
  vesting,
  ...more,
});
const settled = (settlement: Settlement) => withinSixtyDays(AS_OF, [lot({ settlement })]);

describe('Rule 13d-3(d)(1): within sixty days', () => {
  it('counts the sixtieth day', () => {
    expect(withinSixtyDays(AS_OF, [lot()])).toMatchObject({
      lastDay: LAST_DAY,
      shares: '250',
      lots: [{ units: '250', shares: '250', counted: true, reason: 'exercisable' }],
    });
    expect(withinSixtyDays('2020-12-31', [lot()]).lots).toMatchObject([
      { counted: false, reason: 'nothingExercisable' },
    ]);
  });

  it.each<[string, Settlement, object]>([
    ['cash', { in: 'cash' }, { shares: '0', atMost: '0', lots: [{ reason: 'settledInCash', units: '250' }] }],
    ['shares', { in: 'shares' }, { shares: '250', lots: [{ reason: 'exercisable' }] }],
    ['either', { in: 'either' }, { shares: '0', atMost: '250', lots: [{ reason: 'settlementOpen' }] }],
    ['part in cash', { in: 'both' }, { shares: '0', atMost: '250', lots: [{ reason: 'settlementOpen' }] }],
    [
      'shares on retirement',
      { in: 'shares', when: { kind: 'event', event: 'retirement' } },
      { shares: '0', lots: [{ reason: 'payableOnRetirement' }] },
    ],
    [
      'shares on retirement or a change in control',
      {
        when: {
          kind: 'earlierOf',
          arms: [
            { kind: 'event', event: 'separation' },
            { kind: 'event', event: 'changeInControl' },
          ],
        },
      },
      { shares: '0', unitsPayableOnRetirement: { excluded: '0', counted: '250' } },
    ],
    [
      'shares on retirement, on the sixtieth day at the latest',
      {
        when: {
          kind: 'earlierOf',
          arms: [
            { kind: 'event', event: 'retirement' },
            { kind: 'date', on: LAST_DAY },
          ],
        },
      },
      { shares: '250', lots: [{ reason: 'exercisable' }] },
    ],
    [
      'shares after the sixtieth day',
      { in: 'shares', when: { kind: 'date', on: '2021-03-03' } },
      { shares: '0', atMost: '0', lots: [{ reason: 'deliveredLater' }] },
    ],
    [
      'shares on a change in control',
      { when: { kind: 'event', event: 'changeInControl' } },
      { shares: '0', atMost: '250', lots: [{ reason: 'deliveryOpen' }] },
    ],
  ])('settled in %s', (_, settlement, found) => {
    expect(settled(settlement)).toMatchObject(found);
  });

  it('bounds count as possible, not as acquired', () => {
    const meeting: VestingStep = {
      kind: 'tranche',
      portion: { kind: 'remaining' },
      when: { kind: 'event', event: 'nextAnnualMeeting' },
    };
    const uncertain = lotOf(schedule(meeting), { units: '1000', grantedOn: '2020-03-02' });
    expect(withinSixtyDays(AS_OF, [lot({ vesting: uncertain })])).toMatchObject({
      shares: '0',
      atMost: '1000',
      lots: [{ units: '0', unitsAtMost: '1000', counted: false }],
    });
  });

  it('counts underlying shares, where a unit is not one share', () => {
    expect(withinSixtyDays(AS_OF, [lot({ underlyingShares: '2500' })]).shares).toBe('625');
    expect(withinSixtyDays(AS_OF, [lot({ underlyingShares: '333.3333' })]).shares).toBe('83.3333');
  });

  it('adds up over lots and says for each whether it counts', () => {
    const found = withinSixtyDays(AS_OF, [
      lot(),
      lot({ lotId: 'b', settlement: { in: 'cash' } }),
      lot({ lotId: 'c', settlement: { when: { kind: 'event', event: 'retirement' } } }),
    ]);
    expect(found).toMatchObject({
      shares: '250',
      unitsPayableOnRetirement: { excluded: '250', counted: '500' },
    });
    expect(found.lots.map((each) => [each.lotId, each.counted])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
  });
});
