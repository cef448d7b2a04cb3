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
