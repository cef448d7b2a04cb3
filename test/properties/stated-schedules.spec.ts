import fc from 'fast-check';
import { readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import type { Schedule } from '../../src/core/vesting/schedule';
import { compareWithExpectation } from '../support/schedule-expectations';
import { statedArms } from '../support/stated-arms';
import { statedSchedules } from '../support/stated-schedules';

/** Dates, parts and amounts that have nothing to do with vesting. */
const OTHER_THINGS = [
  'The options expire on March 3, 2033.',
  'The option expires ten years from the date of grant.',
  'Shares will be delivered on June 30, 2031.',
  'Vested units will be delivered within 30 days after each vesting date.',
  'The reporting person may not sell the shares until January 15, 2028.',
  'The shares are subject to a lock-up that ends on April 2, 2026.',
  'The units will be settled in cash on December 31, 2030.',
  'The plan was approved by the stockholders on May 20, 2018.',
  '25% of the shares were withheld for taxes on March 8, 2021.',
  '1,000 shares were sold on August 9, 2022 under a Rule 10b5-1 plan adopted on November 1, 2021.',
  'Dividend equivalents accrue and are paid quarterly.',
  'On May 1, 2020, the reporting person received 5,000 shares as a gift.',
  'The reporting person became a director on January 2, 2020.',
  'The trust holds 2,400 shares, of which half were bought on June 5, 2017.',
  'The shares will convert into Class A shares on September 30, 2027.',
  'Settlement is deferred until the earlier of separation from service or January 1, 2035.',
  'This amendment corrects the Form 4 filed on March 2, 2021.',
];

/** What may follow a schedule and takes away from how sure it is. */
const CONDITIONS = [
  ', subject to continued service through each vesting date.',
  ', provided that the reporting person remains employed by the Issuer.',
  ', or, if earlier, upon a change in control.',
  ', provided that the closing price of the common stock exceeds $50 for 20 consecutive trading days.',
  ', if and to the extent that the performance goals are met.',
  '. Vesting is also subject to the achievement of revenue targets.',
  ', but only if the stockholders approve the plan.',
  ', unless the committee decides otherwise.',
  ', except for one half of them.',
  ', of which half had vested before.',
  '. However, no shares vest before the initial public offering.',
];

describe('a schedule stated in a sentence', () => {
  it('is read as stated or not at all, in whatever style it is written', () => {
    fc.assert(
      fc.property(statedSchedules, ({ text, schedule }) => {
        expect(madeUp(text, schedule)).toBeUndefined();
      }),
      { numRuns: 1_500 },
    );
  });

  it('is read, nearly always', () => {
    const stated = fc.sample(statedSchedules, { numRuns: 500, seed: 7 });
    const read = stated.filter(({ text }) => readSchedule(text).schedule);
    expect(read.length / stated.length).toBeGreaterThan(0.95);
  });
});

describe('whatever comes first, stated as a list', () => {
  it('is read as stated or not at all: no arm is dropped, and none becomes a part of its own', () => {
    fc.assert(
      fc.property(
        statedArms.filter(({ text }) => /\((?:a|i|1)\)/.test(text)),
        ({ text, schedule }) => {
          expect(madeUp(text, schedule)).toBeUndefined();
          expect(['bounded', 'undetermined']).toContain(readSchedule(text).certainty);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a sentence about other things', () => {
  it.each(OTHER_THINGS)('is no schedule: %s', (sentence) => {
    expect(readSchedule(sentence).schedule).toBeUndefined();
  });

  it.each(OTHER_THINGS)('leaves the schedule beside it alone: %s', (sentence) => {
    fc.assert(
      fc.property(statedSchedules, fc.boolean(), ({ text, schedule }, first) => {
        expect(madeUp(first ? `${sentence} ${text}` : `${text} ${sentence}`, schedule)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a schedule stated with a condition', () => {
  it.each(CONDITIONS)('is not determined: … %s', (condition) => {
    const simple = statedSchedules.filter(({ text }) => !text.includes('. ') && text.endsWith('.'));
    fc.assert(
      fc.property(simple, ({ text, schedule }) => {
        const conditioned = text.replace(/\.$/, condition);
        const { certainty } = readSchedule(conditioned);
        expect(certainty).not.toBe('determined');
        if (certainty === 'assumed') expect(madeUp(conditioned, schedule)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

/** The schedule that was read, where it is another one than the text states. */
function madeUp(text: string, schedule: Schedule): { text: string; read: Schedule } | undefined {
  const reading = readSchedule(text);
  const { isFalse } = compareWithExpectation(reading, { certainty: 'determined', schedule });
  return isFalse ? { text, read: reading.schedule! } : undefined;
}
