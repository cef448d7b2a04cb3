import { type GivenFiling, type GivenLine, givenEvents } from '../../../../test/support/given-filing';
import { foldPerson } from '../person-holdings';
import { classStyles, filedStyles } from './person-styles';
import { spellingsOf } from './spellings';

const person = (...filings: GivenFiling[]) => foldPerson(givenEvents(...filings))!;
const all = () => true;

describe('the style of a filing', () => {
  const rows = (...following: (string | undefined)[]): GivenLine[] =>
    ['1000', '2000', '500'].map((shares, place) => ({
      on: '2020-03-02',
      code: 'S',
      shares,
      way: 'D',
      ...(following[place] !== undefined && { following: following[place] }),
    }));

  it.each([
    ['runningTally', rows('84000', '82000', '81500')],
    ['finalTotal', rows('81500', '81500', '81500')],
    ['lastRowOnly', rows(undefined, undefined, '81500')],
    ['unclear', rows('84000', '81000', '81500')],
  ])('%s', (style, lines) => {
    expect(filedStyles(person({ lines }), all)).toMatchObject([{ table: 'I', row: 1, rows: 3, style }]);
  });

  it('newestFirst', () => {
    const lines = rows('81500', '82000', '84000').toReversed();
    const newest = lines.map((line, place) => ({ ...line, following: ['81500', '82000', '84000'][place]! }));
    expect(filedStyles(person({ lines: newest }), all)).toMatchObject([{ row: 1, style: 'newestFirst' }]);
  });

  it('is not told of a single row', () => {
    expect(filedStyles(person({ lines: rows('84000').slice(0, 1) }), all)).toEqual([]);
  });
});

describe('the style of a class of Table II', () => {
  const units = (on: string, shares: string, following: string, expires?: string): GivenFiling => ({
    signed: on,
    lines: [
      {
        table: 'II',
        title: 'Deferred Share Units',
        on,
        code: 'A',
        shares,
        way: 'A',
        following,
        ...(expires && { expires }),
      },
    ],
  });

  it('S9: 8,000 beside 6,230.5295 are counted per grant', () => {
    const seeds = person(
      units('2006-07-05', '6230.5295', '6230.5295', '2016-07-05'),
      units('2008-11-12', '8000', '8000', '2018-11-12'),
    );
    expect(classStyles(seeds, all)).toMatchObject([{ style: 'perGrant', perGrant: 1, perClass: 0 }]);
    expect(seeds.holdings.flatMap(({ steps }) => steps).some(({ status }) => status === 'differs')).toBe(
      false,
    );
  });

  it('39.9 on 20,060.1 are counted per class', () => {
    const accrued = person(units('2023-03-01', '20060.1', '20060.1'), units('2023-06-30', '39.9', '20100'));
    expect(classStyles(accrued, all)).toMatchObject([{ style: 'perClass', perGrant: 0, perClass: 1 }]);
  });

  it('per class also where the grants have dates of their own', () => {
    const accrued = person(
      units('2023-03-01', '20060.1', '20060.1', '2030-01-01'),
      units('2023-06-30', '39.9', '20100', '2030-06-30'),
    );
    expect(accrued.holdings).toHaveLength(1);
    expect(classStyles(accrued, all)).toMatchObject([{ style: 'perClass' }]);
  });
});

describe('spellings of one holding', () => {
  it('are kept as filed, with the balance that each goes on from', () => {
    const held = (period: string, nature: string): GivenFiling => ({
      period,
      signed: period,
      lines: [{ following: '48382', ownership: 'I', nature }],
    });
    const spelled = spellingsOf(
      person(held('2020-07-13', 'By estate planning vehicles'), held('2020-10-08', 'Estate Planning')),
    );
    expect(spelled.map(({ spellings }) => spellings)).toMatchObject([
      [
        { nature: 'By estate planning vehicles', effectiveOn: '2020-07-13', balance: null },
        { nature: 'Estate Planning', effectiveOn: '2020-10-08', balance: '48382' },
      ],
    ]);
  });
});
