import { readSchedule } from './read-schedule';

const D = 'March 1, 2025';

describe('words that are all understood and still state no schedule', () => {
  it.each([
    ['how large a part', `The option vested in part on ${D}.`],
    [
      'how large a part',
      `The warrants may be exercised at any time until December 31, 2027, but vested in part on ${D}.`,
    ],
    ['how large a part', `The RSUs vested, in part, on ${D}.`],
    ['one instalment', `The first tranche vests on ${D}.`],
    ['one instalment', `The initial installment vests on ${D}.`],
    ['one instalment', `The second tranche vests on ${D}.`],
    ['one instalment', `The final installment vests on ${D}.`],
    ['one instalment', `The last installment will vest on ${D}.`],
    ['one instalment', `The RSUs vest in installments, the last of which vests on ${D}.`],
    ['when vesting begins', `The RSUs begin to vest on ${D}.`],
    ['when vesting begins', `The RSUs will begin vesting on ${D}.`],
    ['when vesting begins', `The RSUs will first vest on ${D}.`],
    ['may vest', `The RSUs may vest on ${D}.`],
    ['may vest', `The RSUs can vest on ${D}.`],
    ['may vest', `The RSUs could vest on ${D}.`],
    ['may vest', `The RSUs are eligible to vest on ${D}.`],
    ['may vest', `The option may become exercisable on ${D}.`],
    ['another security', `The restricted stock vested on ${D}; this option has not vested.`],
    ['another security', `Another option, granted at the same time, vests on ${D}.`],
    ['another security', `The restricted stock vests on ${D}. The option was granted under the 2020 Plan.`],
    ['another security', `The restricted stock vests on ${D}, but the option has not vested.`],
    [
      'has ended',
      `The option vests in five equal annual installments beginning on ${D}, of which the first two have been forfeited.`,
    ],
    [
      'has ended',
      `The RSUs vest in four equal annual installments beginning on ${D}. The unvested RSUs were forfeited on June 1, 2026.`,
    ],
  ])('%s: %s', (why, text) => {
    const { certainty, schedule, reason } = readSchedule(text);
    expect({ certainty, schedule }).toEqual({ certainty: 'undetermined', schedule: undefined });
    expect(reason).toContain(why);
  });

  it.each([
    `The option vests in three equal annual installments, the first of which vests on ${D}.`,
    `The option vests in three equal annual installments, the first tranche vesting on ${D}.`,
    `The first tranche of 1,000 shares vests on ${D}, the second tranche of 1,000 shares on March 1, 2026.`,
    `The RSUs will begin to vest in four equal annual installments on ${D}.`,
    `The option first became exercisable on ${D}.`,
    `The option is exercisable in whole or in part on ${D}.`,
    `The option may be exercised on or after ${D}.`,
    'The option may be exercised at any time.',
    `The RSUs vest on ${D} and may vest earlier upon death or disability.`,
    `Each RSU represents a contingent right to receive one share. The RSUs vest on ${D}.`,
    `The option is immediately exercisable. The shares vest on ${D}.`,
    `The RSUs vest on ${D}. Unvested units will be forfeited upon termination of employment.`,
  ])('but not: %s', (text) => {
    expect(readSchedule(text).schedule).toBeDefined();
  });
});
