import { withDecisionsIn } from '../../../test/support/given-decisions';
import { type GivenFiling, givenEvents } from '../../../test/support/given-filing';
import { adjustedStep, adjustmentsOf } from './adjusted-steps';
import { foldPerson } from './person-holdings';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const ISSUER = '0000855654';
const split = (effectiveOn: string, to: string, from = '1'): NewDecision => ({
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
const bought = (on: string, shares: string, price: string, following: string): GivenFiling => ({
  signed: on,
  lines: [{ on, code: 'P', way: 'A', shares, price, following }],
});
const sold = (on: string, shares: string, price: string, following: string): GivenFiling => ({
  signed: on,
  lines: [{ on, code: 'S', way: 'D', shares, price, following }],
});

const SPLITS = [split('2020-08-31', '5'), split('2022-08-25', '3')];

function told(filings: readonly GivenFiling[], asOf?: string, splits = SPLITS) {
  const events = withDecisionsIn(`issuer-${ISSUER}`, givenEvents(...filings), splits);
  const folded = foldPerson(events)!;
  const its = adjustmentsOf(folded.holdings[0]!, folded.splits, asOf);
  return projectPerson(events)!.steps.map((step) => {
    const { change, price, computed } = adjustedStep(step, its.steps[step.ordinal]!);
    return [step.effectiveOn, change, price, computed];
  });
}

const FILINGS = [
  bought('2019-05-01', '100', '45', '100'),
  sold('2021-05-03', '50', '30', '450'),
  sold('2023-05-01', '350', '12.5', '1000'),
];

describe('a history in the shares of one day', () => {
  it('has quantities of after the newest split, prices divided, and changes that still add up', () => {
    expect(told(FILINGS)).toEqual([
      ['2019-04-30', null, null, '0'],
      ['2019-05-01', '1500', '3', '1500'],
      ['2020-08-31', '0', null, '1500'],
      ['2021-05-03', '-150', '10', '1350'],
      ['2022-08-25', '0', null, '1350'],
      ['2023-05-01', '-350', '12.5', '1000'],
    ]);
  });

  it('stops at the splits of the effective date', () => {
    expect(told(FILINGS, '2021-12-31').slice(1, 4)).toEqual([
      ['2019-05-01', '500', '9', '500'],
      ['2020-08-31', '0', null, '500'],
      ['2021-05-03', '-50', '30', '450'],
    ]);
    expect(told(FILINGS, '2020-01-01')[1]).toEqual(['2019-05-01', '100', '45', '100']);
  });

  it('adds up to the last fraction where a split leaves one', () => {
    const filings = [
      bought('2019-05-01', '400', '10', '400'),
      sold('2020-02-03', '33', '10', '367'),
      sold('2021-05-03', '2', '70', '50'),
    ];
    expect(told(filings, undefined, [split('2020-08-31', '1', '7')]).slice(1)).toEqual([
      ['2019-05-01', '57.1428', '70', '57.1428'],
      ['2020-02-03', '-4.7143', '70', '52.4285'],
      ['2020-08-31', '-0.4285', null, '52'],
      ['2021-05-03', '-2', '70', '50'],
    ]);
  });

  it('tells of what was gone before the split in its shares, too', () => {
    expect(told([FILINGS[0]!, sold('2020-02-03', '100', '48', '0')]).slice(1)).toEqual([
      ['2019-05-01', '1500', '3', '1500'],
      ['2020-02-03', '-1500', '3.2', '0'],
    ]);
  });
});
