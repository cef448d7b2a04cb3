import { NotASchedule, scheduleOf } from './schedule-contract';

const INSTALMENTS = {
  kind: 'instalments',
  of: 'total',
  portion: { kind: 'fraction', numerator: 1, denominator: 1 },
  count: 12,
  every: { kind: 'months', length: 3 },
  first: { kind: 'date', on: '2009-02-12' },
};
const tranche = (more: object) => ({
  kind: 'tranche',
  portion: { kind: 'units', units: '16667' },
  when: { kind: 'date', on: '1999-07-29' },
  ...more,
});
const problem = (data: unknown): string => {
  try {
    scheduleOf(data);
  } catch (error) {
    expect(error).toBeInstanceOf(NotASchedule);
    return (error as Error).message;
  }
  throw new Error('it was taken for a schedule');
};

describe('a schedule from outside', () => {
  it('is taken as it is, with what may be left out filled in', () => {
    expect(scheduleOf({ steps: [INSTALMENTS] })).toEqual({
      steps: [{ ...INSTALMENTS, dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH' }],
      exercisableBeforeVesting: false,
    });
  });

  it('may have every kind of time and portion', () => {
    const arms = [
      { kind: 'event', event: 'nextAnnualMeeting' },
      { kind: 'anchored', anchor: 'grant', months: 12, days: 0 },
    ];
    const given = {
      steps: [
        tranche({ when: { kind: 'earlierOf', arms } }),
        tranche({ portion: { kind: 'remaining' }, when: { kind: 'laterOf', arms } }),
      ],
      exercisableBeforeVesting: true,
      vestedBefore: { kind: 'fraction', numerator: 1, denominator: 4 },
    };
    expect(scheduleOf(JSON.parse(JSON.stringify(given)))).toEqual(given);
  });

  it('units become canonical', () => {
    const { steps } = scheduleOf({ steps: [tranche({ portion: { kind: 'units', units: '010.50' } })] });
    expect(steps[0]!.portion).toEqual({ kind: 'units', units: '10.5' });
  });

  const deep = (levels: number): object =>
    levels === 0 ? { kind: 'date', on: '2020-01-01' } : { kind: 'laterOf', arms: [deep(levels - 1)] };

  it.each<[unknown, RegExp]>([
    [null, /^the schedule must be an object; it is not null$/],
    [[], /^the schedule must be an object/],
    [{}, /^steps must be a list of 1 to 3653; it is missing$/],
    [{ steps: [] }, /^steps must be a list of 1 to 3653; it is not 0$/],
    [{ steps: [INSTALMENTS], step: 1 }, /has the unknown field "step"; it may have steps, /],
    [
      { steps: [{ kind: 'cliff' }] },
      /^steps\[0\]\.kind must be one of tranche, instalments; it is not "cliff"$/,
    ],
    [{ steps: [{ ...INSTALMENTS, count: 0 }] }, /^steps\[0\]\.count must be a whole number from 1 to 3653/],
    [{ steps: [{ ...INSTALMENTS, count: 4_000 }] }, /it is not 4000$/],
    [
      { steps: [{ ...INSTALMENTS, every: { kind: 'weeks', length: 1 } }] },
      /every\.kind must be one of months, days/,
    ],
    [
      { steps: [{ ...INSTALMENTS, every: { kind: 'months', length: 0.5 } }] },
      /every\.length must be a whole number/,
    ],
    [{ steps: [{ ...INSTALMENTS, dayOfMonth: '30' }] }, /dayOfMonth must be one of VESTING_START_DAY/],
    [{ steps: [tranche({ when: { kind: 'date', on: '2009-02-30' } })] }, /when\.on must be a calendar date/],
    [
      { steps: [tranche({ when: { kind: 'event', event: 'ipo' } })] },
      /when\.event must be one of nextAnnualMeeting/,
    ],
    [{ steps: [tranche({ when: { kind: 'laterOf', arms: [] } })] }, /when\.arms must be a list of 1 to 10/],
    [{ steps: [tranche({ when: deep(6) })] }, /at most 4 levels/],
    [
      { steps: [tranche({ portion: { kind: 'units', units: 5 } })] },
      /portion\.units must be a decimal above 0 as text/,
    ],
    [{ steps: [tranche({ portion: { kind: 'units', units: '0' } })] }, /it is not "0"$/],
    [{ steps: [tranche({ portion: { kind: 'units', units: '-1' } })] }, /it is not "-1"$/],
    [{ steps: [tranche({ portion: { kind: 'units', units: '0.00001' } })] }, /at most 4 places/],
    [
      { steps: [tranche({ portion: { kind: 'fraction', numerator: 1, denominator: 0 } })] },
      /portion\.denominator must be a whole number from 1 to 1000000; it is not 0$/,
    ],
    [
      { steps: [tranche({ portion: { kind: 'fraction', numerator: 0, denominator: 4 } })] },
      /portion\.numerator must be a whole number from 1 to 4; it is not 0$/,
    ],
    [{ steps: [INSTALMENTS], exercisableBeforeVesting: 'yes' }, /must be true or false; it is not "yes"$/],
  ])('%j is none, and the message says where and what is expected', (data, message) => {
    expect(problem(data)).toMatch(message);
  });
});
