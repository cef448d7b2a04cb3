import { type GivenFiling, givenEvents } from '../../../test/support/given-filing';
import { lotOn } from '../vesting/lot-position';
import { foldPerson } from './person-holdings';
import { vestingLots } from './vesting-lots';

/** 24,317,500 founder shares, of which the row gives 17,434,414 back to the issuer. */
const givenBack = (note: string, code = 'D'): GivenFiling => ({
  signed: '2021-11-05',
  lines: [
    {
      table: 'II',
      title: 'Class B Ordinary Shares',
      on: '2021-11-03',
      code,
      shares: '17434414',
      sharesNotes: ['F1'],
      way: 'D',
      following: '6883086',
    },
  ],
  footnotes: { F1: note },
});

const position = (note: string, code?: string) => {
  const [lot] = vestingLots(givenEvents(givenBack(note, code)));
  const { vested, disposed, forfeited, held } = lotOn('2021-12-31', lot!.vesting);
  return { vested, disposed, forfeited, held };
};

describe('units that a footnote tells were forfeited', () => {
  it('are no vested ones, although the row has code D', () => {
    const lost = { vested: '0', disposed: '0', forfeited: '17434414', held: '6883086' };
    expect(
      position('Under the Sponsor Agreement the Sponsor forfeited 17,434,414 Class B ordinary shares.'),
    ).toEqual(lost);
    expect(position('17434414 shares were automatically forfeited on that day.')).toEqual(lost);
    expect(position('17,434,414 shares were forfeited for no consideration.', 'J')).toEqual(lost);
    expect(position('Upon termination of service 17,434,414 shares were forfeited.')).toEqual(lost);
  });

  it('are others, where the note speaks of another amount, or of what may be', () => {
    const gone = { vested: '17434414', disposed: '17434414', forfeited: '0', held: '6883086' };
    for (const note of [
      'The Sponsor forfeited 3,187,500 shares. It returned 17,434,414 shares to the issuer.',
      'Of the 17,434,414 shares some would be forfeited if the option is not exercised.',
      'The reporting person returned 17,434,414 shares to the issuer.',
      'The goal must be met; if not, 17,434,414 units are forfeited.',
      'If not, 17,434,414 shares are automatically forfeited.',
      'Unless the goal is met 17,434,414 shares are forfeited.',
      'Upon termination of service 17,434,414 shares are forfeited.',
    ]) {
      expect([note, position(note)]).toEqual([note, gone]);
    }
  });

  it('stood in the balance before only when the rest is told to have been forfeited', () => {
    const withholding = (note: string) =>
      foldPerson(
        givenEvents({
          signed: '2021-11-05',
          lines: [
            {
              table: 'II',
              title: 'Restricted Stock Units',
              on: '2021-11-03',
              code: 'M',
              shares: '500',
              sharesNotes: ['F1'],
              way: 'D',
              following: '0',
            },
          ],
          footnotes: { F1: note },
        }),
      )!.holdings[0]!.steps[0]!.computed;
    expect(withholding('The remaining 200 units were forfeited.')).toBe('700');
    expect(withholding('The remaining 200 units will be forfeited.')).toBe('500');
    expect(withholding('If the goal is not met, the remaining 200 units are forfeited.')).toBe('500');
  });
});
