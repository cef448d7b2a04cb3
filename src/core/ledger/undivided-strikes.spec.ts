import { withDecisionsIn } from '../../../test/support/given-decisions';
import { type GivenLine, givenEvents } from '../../../test/support/given-filing';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const ISSUER = '0000855654';
const OPTION = {
  table: 'II',
  title: 'Stock Option',
  underlying: 'Common Stock',
  expires: '2022-08-13',
} as const;

const split = (effectiveOn: string, from: string, to: string): NewDecision => ({
  type: 'SplitStated',
  data: {
    author: 'A. Auditor',
    reason: 'Form 8-K',
    knownOn: effectiveOn,
    issuer: ISSUER,
    effectiveOn,
    from,
    to,
  },
});

function ledger(splits: readonly NewDecision[], ...exercises: readonly GivenLine[]) {
  const grant: GivenLine = {
    ...OPTION,
    ...{ on: '2012-08-13', code: 'A', shares: '1000', way: 'A', following: '1000', strike: '20' },
  };
  const events = givenEvents(
    { signed: '2012-08-14', lines: [grant] },
    ...exercises.map((line) => ({ signed: '2021-11-09', lines: [line] })),
  );
  return projectPerson(withDecisionsIn(`issuer-${ISSUER}`, events, splits))!;
}

const exercise = (shares: string, following: string, strike: string): GivenLine => ({
  ...OPTION,
  ...{ on: '2021-11-08', code: 'M', shares, way: 'D', following, strike },
});

describe('a strike that a split does not divide', () => {
  it('is told to four decimals, and goes on at whatever is filed of it, rounded either way', () => {
    expect(ledger([split('2020-08-31', '5', '3')]).holdings[0]).toMatchObject({ strike: '33.3333' });
    for (const strike of ['33.33', '33.34', '33.333', '33.3333']) {
      const { holdings, steps } = ledger([split('2020-08-31', '5', '3')], exercise('100', '500', strike));
      expect(holdings).toHaveLength(1);
      expect(holdings[0]).toMatchObject({ computed: '500', strike });
      expect(steps[2]!.split).toMatchObject({ strikeBefore: '20', strikeAfter: strike });
    }
    expect(ledger([split('2020-08-31', '5', '3')], exercise('100', '500', '33.35')).holdings).toHaveLength(2);
  });

  it('is exact over two splits: what is rounded after the first is not rounded again', () => {
    const there = split('2020-08-31', '1', '3');
    const back = split('2021-02-01', '3', '1');
    const { steps } = ledger([there, back]);
    expect(
      steps.flatMap((step) => (step.split ? [step.split.strikeBefore, step.split.strikeAfter] : [])),
    ).toEqual([...['20', '6.6667'], ...['6.6667', '20']]);
    expect(ledger([there, back], exercise('100', '900', '20')).holdings).toHaveLength(1);
  });
});
