import { type GivenFiling, type GivenLine, given, givenEvents } from '../../../test/support/given-filing';
import { lotOn } from '../vesting/lot-position';
import { personLots } from './vesting-lots';

const units = (way: 'A' | 'D', on: string, note: string, more: Partial<GivenLine> = {}): GivenLine => ({
  table: 'II',
  title: 'Restricted Stock Units',
  underlying: 'Common Stock',
  on,
  code: way === 'A' ? 'A' : 'M',
  way,
  shares: '500',
  following: way === 'A' ? '500' : '0',
  exercisableNotes: [note],
  ...more,
});

/** The grant of one year, and the form of the next with a grant as large and the vesting of the first. */
function everyYear(rows: readonly GivenLine[], vesting: readonly [string, string]): readonly GivenFiling[] {
  const [first, second] = vesting;
  return [
    {
      period: '2020-05-01',
      signed: '2020-05-02',
      lines: [units('A', '2020-05-01', 'F1')],
      footnotes: { F1: first },
    },
    {
      period: '2021-05-01',
      signed: '2021-05-02',
      lines: rows,
      footnotes: { F1: second, F2: first },
    },
  ];
}

/** Of each lot, by the day of its grant, what of it is held at the end of 2021. */
function heldIn2021(filings: readonly GivenFiling[]): Readonly<Record<string, string>> {
  const { lots } = personLots(givenEvents(...filings));
  return Object.fromEntries(
    lots.map(({ acquiredOn, vesting }) => [acquiredOn, lotOn('2021-12-31', vesting)!.held]),
  );
}

describe('a grant of as many units as the lot that vests in the same form', () => {
  const [grant, vest] = [units('A', '2021-05-01', 'F1'), units('D', '2021-05-01', 'F2')];
  const eachYear = [
    'The RSUs vest in full on May 1, 2021.',
    'The RSUs vest in full on May 1, 2022.',
  ] as const;

  it.each([
    ['stands before it', [grant, vest]],
    ['stands after it', [vest, grant]],
  ])('is left whole when its row %s', (_, rows) => {
    expect(heldIn2021(everyYear(rows, eachYear))).toEqual({ '2020-05-01': '0', '2021-05-01': '500' });
  });

  it('is left whole when both vest in the same words', () => {
    const alike = 'The RSUs vest in full one year after the date of grant.';
    expect(heldIn2021(everyYear([grant, units('D', '2021-05-01', 'F1')], [alike, alike]))).toEqual({
      '2020-05-01': '0',
      '2021-05-01': '500',
    });
  });

  it('is left whole when the exercise of the older one leaves its strike blank', () => {
    const option = { title: 'Stock Option', exercisableNotes: [] } as const;
    const filings: readonly GivenFiling[] = [
      {
        period: '2020-05-01',
        signed: '2020-05-02',
        lines: [units('A', '2020-05-01', 'F1', { ...option, expires: '2025-05-01' })],
      },
      {
        period: '2021-05-01',
        signed: '2021-05-02',
        lines: [
          units('A', '2021-05-01', 'F1', { ...option, strike: '10', expires: '2031-05-01' }),
          units('D', '2021-05-01', 'F1', option),
        ],
      },
    ];
    expect(given(...filings).holdings.map(({ strike, reported }) => [strike, reported])).toEqual([
      [null, '0'],
      ['10', '500'],
    ]);
  });

  it('is what vests where no older lot has the units', () => {
    const [, only] = everyYear([grant, vest], eachYear);
    expect(heldIn2021([only!])).toEqual({ '2021-05-01': '0' });
  });
});
