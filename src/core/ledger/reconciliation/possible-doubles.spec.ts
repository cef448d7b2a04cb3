import { withDecisions } from '../../../../test/support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../../../../test/support/given-filing';
import { foldPerson } from '../person-holdings';
import type { NewDecision } from '../record-decision';
import { possibleDoubles } from './possible-doubles';

const held = (following: string, nature: string, more: Partial<GivenLine> = {}): GivenLine => ({
  following,
  ownership: 'I',
  nature,
  ...more,
});
const filed = (period: string, lines: readonly GivenLine[]): GivenFiling => ({
  period,
  signed: period,
  lines,
});
const doubles = (...filings: GivenFiling[]) => possibleDoubles(foldPerson(givenEvents(...filings))!);

const spouse = filed('2020-07-13', [held('50000', 'By spouse')]);
const foundation = filed('2020-10-08', [
  held('48000', 'By Family Foundation', { on: '2020-10-08', code: 'S', shares: '2000', way: 'D' }),
]);

describe('two holdings that may be one', () => {
  it('are told with both balances, when the second goes on from what the first was left with', () => {
    const [double, ...more] = doubles(spouse, foundation);
    expect(more).toEqual([]);
    expect(double).toMatchObject({
      balance: '50000',
      left: { nature: 'By spouse', balance: '50000', effectiveOn: '2020-07-13' },
      goesOn: { nature: 'By Family Foundation', balance: '48000', effectiveOn: '2020-10-08' },
      arithmetic:
        '50000 was left on 2020-07-13, and no later filing speaks of it; 50000 stood before row I.1 of 2020-10-08',
    });
  });

  it('are settled by a person: joined they are one, parted they are two', () => {
    const events = givenEvents(spouse, foundation);
    const [double] = possibleDoubles(foldPerson(events)!);
    for (const type of ['HoldingsJoined', 'HoldingsParted'] as const) {
      const decision: NewDecision = {
        type,
        data: {
          author: 'A. Auditor',
          reason: 'the trustee wrote',
          lines: [double!.left.lineId, double!.goesOn.lineId],
        },
      };
      const person = foldPerson(withDecisions(events, [decision]))!;
      expect(possibleDoubles(person)).toEqual([]);
      expect(person.holdings).toHaveLength(type === 'HoldingsJoined' ? 1 : 2);
    }
  });

  it('are not doubted where a filing speaks of both', () => {
    expect(doubles(spouse, foundation, filed('2021-01-15', [held('50000', 'By spouse')]))).toEqual([]);
    expect(
      doubles(filed('2020-07-13', [held('50000', 'By spouse'), held('50000', 'By Family Foundation')])),
    ).toEqual([]);
  });

  it('are not doubted where the balance is another one, or nothing', () => {
    expect(doubles(spouse, filed('2020-10-08', [held('49999', 'By Family Foundation')]))).toEqual([]);
    expect(
      doubles(filed('2020-07-13', [held('0', 'By spouse')]), filed('2020-10-08', [held('0', 'By LLC')])),
    ).toEqual([]);
  });

  it('are not doubted where class or form of ownership is another one, or the terms of a lot differ', () => {
    expect(doubles(spouse, filed('2020-10-08', [{ following: '50000' }]))).toEqual([]);
    expect(
      doubles(spouse, filed('2020-10-08', [held('50000', 'By LLC', { title: 'Preferred Stock' })])),
    ).toEqual([]);
    const option = (strike: string) => held('50000', `By vehicle ${strike}`, { table: 'II', strike });
    expect(doubles(filed('2020-07-13', [option('5')]), filed('2020-10-08', [option('6')]))).toEqual([]);
    expect(
      doubles(
        filed('2020-07-13', [option('5')]),
        filed('2020-10-08', [{ ...option('5'), nature: 'By LLC' }]),
      ),
    ).toHaveLength(1);
  });
});
