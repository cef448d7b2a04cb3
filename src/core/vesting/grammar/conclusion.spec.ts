import { readSchedule } from './read-schedule';

const kinds = (text: string) => readSchedule(text).conditions.map(({ kind }) => kind);

it('says what was understood where: each span is a part of the text', () => {
  const text =
    '25% of the units vest on March 1, 2026 and 75% on March 1, 2027, subject to continued service.';
  const said = readSchedule(text).spans.map(({ start, end, meaning }) => [meaning, text.slice(start, end)]);
  expect(said).toEqual([
    ['portion', '25% of the units'],
    ['vesting', 'vest'],
    ['time', 'on March 1, 2026'],
    ['portion', '75%'],
    ['time', 'on March 1, 2027'],
    ['condition', 'subject to continued service'],
  ]);
});

it('column 6 of the row chooses between the readings of the text', () => {
  const text = 'Options become exercisable at the rate of 25% per year commencing May 1, 2025.';
  const first = (exercisableOn?: string) => {
    const [step] = readSchedule(text, exercisableOn === undefined ? {} : { exercisableOn }).schedule!.steps;
    return step!.kind === 'instalments' && step!.first;
  };
  expect(first()).toEqual({ kind: 'date', on: '2025-05-01' });
  expect(first('2026-05-01')).toEqual({ kind: 'date', on: '2026-05-01' });
  expect(readSchedule(text).alternatives).toHaveLength(1);
});

it.each([
  ['The units vest on March 1, 2026, subject to continued service.', ['continuedService']],
  ['The units vest on March 1, 2026 or earlier upon death or disability.', ['acceleration']],
  ['The units vest on March 1, 2026. They will vest in full upon a change in control.', ['acceleration']],
  [
    'The units vest on March 1, 2026, subject to continued service and to accelerated vesting upon death.',
    ['acceleration', 'continuedService'],
  ],
  [
    'The units vest on March 1, 2026. Unvested units are forfeited upon termination of employment.',
    ['continuedService'],
  ],
  ['The units vest upon completion of each month of service from March 1, 2026.', ['continuedService']],
])('the conditions of: %s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

it.each([
  ['Each RSU represents a contingent right to receive one share of common stock.', { in: 'shares' }],
  [
    'Each phantom unit is the right to receive one common unit or, in the discretion of the committee, its cash value.',
    { in: 'either' },
  ],
  [
    'The units vest on March 1, 2026 and are payable in cash upon separation from service.',
    { in: 'cash', when: { kind: 'event', event: 'separation' } },
  ],
  [
    'Vested units will be paid in shares in three annual installments beginning on March 1, 2026.',
    { in: 'shares' },
  ],
  ['The trust distributed 12,000 shares to the reporting person on June 30, 2009.', undefined],
])('what is handed over: %s', (text, expected) => {
  expect(readSchedule(text).settlement).toEqual(expected);
});

it('a vesting that was accelerated keeps what had vested before', () => {
  const { certainty, schedule } = readSchedule(
    'The units were scheduled to vest in three equal annual installments beginning on March 1, 2013, but the Compensation Committee accelerated the vesting of all then unvested units on December 18, 2013.',
  );
  expect(certainty).toBe('assumed');
  expect(schedule!.steps.map((step) => step.kind === 'tranche' && step.when)).toEqual([
    { kind: 'date', on: '2013-03-01' },
    { kind: 'date', on: '2013-12-18' },
  ]);
});
