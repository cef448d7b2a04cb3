import { written } from '../../../../test/support/written-schedule';
import { readSchedule } from './read-schedule';

const SCHEDULE = 'The RSUs vest on March 1, 2025.';

describe('a sentence of its own beside a schedule', () => {
  it.each([
    ['Vesting accelerates in full upon a change in control.', 'assumed', ['acceleration']],
    [
      'The award will vest in full upon the death or disability of the reporting person.',
      'assumed',
      ['acceleration'],
    ],
    ['All unvested units will accelerate upon a change in control.', 'assumed', ['acceleration']],
    ['The number of units earned depends on total shareholder return.', 'bounded', ['marketCondition']],
    ['The number of shares earned depends on the achievement of revenue goals.', 'bounded', ['performance']],
    ['Vesting depends on continued service.', 'assumed', ['continuedService']],
    ['The exercise price depends on the market price of the stock.', 'determined', []],
  ])('%s', (sentence, certainty, conditions) => {
    for (const text of [`${SCHEDULE} ${sentence}`, `${sentence} ${SCHEDULE}`]) {
      const reading = readSchedule(text);
      expect(reading.certainty).toBe(certainty);
      expect(reading.conditions.map(({ kind }) => kind)).toEqual(conditions);
    }
  });
});

it.each([
  [
    'the earliest of D, a change in control and the date the reporting person retires',
    'bounded: all earlierOf(2025-03-01, changeInControl, retirement)',
  ],
  ['the earliest of D, the date of death, and retirement', 'undetermined'],
  ['the earliest of D, the first anniversary of the grant date, and retirement', 'undetermined'],
  ['the earlier of D, the date on which she becomes disabled, or retirement', 'undetermined'],
  ['the earliest of death, disability, D, or the sale of the company', 'undetermined'],
  [
    'the earlier of D, the first anniversary of the grant date, and retirement',
    'bounded: all earlierOf(2025-03-01, retirement)',
  ],
])('arms without marks, none of them lost: %s', (arms, expected) => {
  expect(written(readSchedule(`The RSUs vest on ${arms.replace('D', 'March 1, 2025')}.`))).toBe(expected);
});

it.each([
  ['in four installments on D, 2026, 2027 and 2028 of 10%, 20%, 30% and 40%, respectively', '10 20 30 40'],
  ['on D, 2026 and 2027 at 20%, 30% and 50%, respectively', '20 30 50'],
  ['on D, 2026 and 2027 as to 20%, 30% and 50%', '20 30 50'],
  ['in three installments on D, 2026 and 2027 (20%, 30% and 50%, respectively)', '20 30 50'],
  ['in three installments on D, 2026 and 2027 of 20% and 80%, respectively', undefined],
])('a part for each of the dates before it: %s', (words, parts) => {
  const { schedule } = readSchedule(`The RSUs vest ${words.replace('D', 'March 1, 2025')}.`);
  const read = schedule?.steps.map(({ portion }) => portion.kind === 'fraction' && portion.numerator);
  expect(read?.join(' ')).toBe(parts);
});

it.each([
  [
    'Includes 300 shares acquired under the employee stock purchase plan on May 31, 2024.',
    'determined: all 2025-03-01',
  ],
  ['Includes 300 shares purchased in the open market.', 'determined: all 2025-03-01'],
  ['Includes 300 shares previously acquired.', 'undetermined'],
  ['Includes 500 restricted stock units acquired under the 2015 plan.', 'determined: 500 2025-03-01'],
  ['Includes 500 unvested shares.', 'determined: 500 2025-03-01'],
])('shares named beside the award: %s', (sentence, expected) => {
  expect(written(readSchedule(`${sentence} ${SCHEDULE}`))).toBe(expected);
  expect(written(readSchedule(`${SCHEDULE} ${sentence}`))).toBe(expected);
});
