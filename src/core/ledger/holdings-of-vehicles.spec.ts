import { type GivenFiling, type GivenLine, given, givenEvents } from '../../../test/support/given-filing';
import { foldPerson } from './person-holdings';
import { possibleDoubles } from './reconciliation/possible-doubles';

/** Three vehicles of one manager, all filed as "See footnotes"; only the second footnote of each row tells them apart. */
const MANAGER =
  'Harbor 9 GP LLC manages each of Harbor 9 Limited Partnership ("Harbor 9"), Harbor 9 Partners Limited Partnership and Harbor 9-A Limited Partnership. He may be deemed a beneficial owner of the securities held by Harbor 9, Harbor 9 Partners, and Harbor 9-A.';
const inFull = {
  F1: MANAGER,
  F2: 'Reflects securities held directly by Harbor 9 Partners Limited Partnership.',
  F3: 'Reflects securities held directly by Harbor 9-A Limited Partnership.',
};
/** Shorter, and in the other order. */
const inShort = {
  F1: MANAGER,
  F2: 'Reflects securities held directly by Harbor 9-A.',
  F3: 'Reflects securities held directly by Harbor 9 Partners.',
};

const filed = (
  period: string,
  lines: readonly GivenLine[],
  footnotes: Readonly<Record<string, string>>,
): GivenFiling => ({ period, signed: period, lines, footnotes });
const row = (note: string, following: string, more: Partial<GivenLine> = {}): GivenLine => ({
  following,
  ownership: 'I',
  nature: 'See footnotes',
  natureNotes: ['F1', note],
  ...more,
});
const acquired = (shares: string, on: string) => ({ on, code: 'C', shares, way: 'A' }) as const;
const sold = (shares: string, on: string) => ({ on, code: 'S', shares, way: 'D' }) as const;

describe('vehicles that only a footnote names, and the footnote is worded otherwise later', () => {
  const first = filed(
    '2023-10-19',
    [
      row('F2', '704849', acquired('704849', '2023-10-19')),
      row('F3', '704849', acquired('704849', '2023-10-19')),
    ],
    inFull,
  );

  it('go on by the name in it, although both stood at the same balance', () => {
    const later = filed(
      '2024-02-20',
      [row('F2', '701966', sold('2883', '2024-02-20')), row('F3', '700000', sold('4849', '2024-02-20'))],
      inShort,
    );
    const { holdings, steps } = given(first, later);
    expect(
      holdings.map(({ reported, natureFootnotes }) => [reported, natureFootnotes!.split('\n')[1]]),
    ).toEqual([
      ['700000', inShort.F3],
      ['701966', inShort.F2],
    ]);
    expect(steps.map(({ status }) => status)).not.toContain('differs');
  });

  it('go on by the name in Table II, too: nothing is left standing twice', () => {
    const derivative = { table: 'II', title: 'Class B Common Stock' } as const;
    const ledger = given(
      filed('2023-10-19', [row('F2', '704850', derivative), row('F3', '704850', derivative)], inFull),
      filed(
        '2024-11-04',
        [
          row('F2', '352425', { ...derivative, ...sold('352425', '2024-11-04') }),
          row('F3', '352425', { ...derivative, ...sold('352425', '2024-11-04') }),
        ],
        inShort,
      ),
    );
    expect(ledger.holdings.map(({ reported }) => reported)).toEqual(['352425', '352425']);
  });

  it('with a balance that changed unseen go on by the name as well, and the difference is told', () => {
    const { holdings, steps } = given(first, filed('2024-02-20', [row('F2', '704000')], inShort));
    expect(holdings).toHaveLength(2);
    expect(steps.filter(({ status }) => status === 'differs').map(({ reported }) => reported)).toEqual([
      '704000',
    ]);
  });

  it('with another name are other vehicles, however alike the rest of the footnote is', () => {
    const other = { ...inShort, F2: 'Reflects securities held directly by Mill Road.' };
    expect(given(first, filed('2024-02-20', [row('F2', '704849')], other)).holdings).toHaveLength(3);
  });
});

describe('vehicles that only a footnote names, one form each', () => {
  const one = (period: string, note: string, following: string, more: Partial<GivenLine> = {}) =>
    filed(period, [{ ...row('F1', following), natureNotes: ['F1'], ...more }], { F1: note });
  const reported = (...filings: readonly GivenFiling[]) =>
    given(...filings).holdings.map((holding) => holding.reported);

  it('are as many as their numbers', () => {
    const trust = (number: number) =>
      `These shares are held by the Lee Family Trust No. ${number}, of which the reporting person is trustee.`;
    const gift = (shares: string, on: string) => ({ on, code: 'G', shares, way: 'A', price: '0' }) as const;
    expect(
      reported(
        one('2020-01-10', trust(1), '10000'),
        one('2020-02-10', trust(2), '4000', gift('4000', '2020-02-10')),
        one('2020-03-10', trust(3), '5000', gift('5000', '2020-03-10')),
      ),
    ).toEqual(['10000', '4000', '5000']);
  });

  it.each([
    ['Shares held by Robert A. Smith 2010 GRAT.', 'Shares held by Robert A. Smith 2012 GRAT.'],
    ['Shares held by Smith Holdings, L.P.', 'Shares held by Smith Holdings, LLC.'],
    ['Shares held by Alpha Fund, L.P. and Beta Fund, L.P.', 'Shares held by Alpha Fund, L.P.'],
    [
      'Shares held by the Doe Trust, for the benefit of Al.',
      'Shares held by the Doe Trust, for the benefit of Bo.',
    ],
    [
      'Shares held by the Trust. Jane is its beneficiary.',
      'Shares held by the Trust. John is its beneficiary.',
    ],
  ])('%s %s: two', (first, second) => {
    expect(reported(one('2020-01-10', first, '10000'), one('2020-03-10', second, '9000'))).toEqual([
      '10000',
      '9000',
    ]);
  });

  it('are two at equal balances, too, when a number tells them apart', () => {
    const next = { on: '2020-03-10', code: 'S', shares: '1000', way: 'D' } as const;
    expect(
      reported(
        one('2020-01-10', 'Shares held by Growth Fund V, L.P.', '10000'),
        one('2020-03-10', 'Shares held by Growth Fund VI, L.P.', '9000', next),
      ),
    ).toEqual(['10000', '9000']);
  });

  it.each([
    [
      'Shares held by the Doe Trust, for the benefit of Al.',
      'Shares held by the Doe Trust, for the benefit of Bo.',
    ],
    ['Shares held by the Doe Trust (Al).', 'Shares held by the Doe Trust (Bo).'],
  ])('are two at equal balances, too, when each footnote says another name: %s %s', (first, second) => {
    const next = { on: '2020-03-10', code: 'S', shares: '1000', way: 'D' } as const;
    const filings = [one('2020-01-10', first, '10000'), one('2020-03-10', second, '9000', next)];
    expect(reported(...filings)).toEqual(['10000', '9000']);
    expect(possibleDoubles(foldPerson(givenEvents(...filings))!)).toHaveLength(1);
  });

  it('are one where the legal form is left out, whatever the balance', () => {
    expect(
      reported(
        one('2020-01-10', 'Shares held by Growth Fund V, L.P.', '10000'),
        one('2020-03-10', 'The shares are held directly by Growth Fund V.', '9000'),
      ),
    ).toEqual(['9000']);
  });
});

describe('a row of Table II that takes from just what another leaves', () => {
  const founder = {
    table: 'II',
    title: 'Class B Ordinary Shares',
    ownership: 'I',
    nature: 'See footnote',
    natureNotes: ['F1'],
  } as const;
  const notes = {
    F1: 'Held directly by Mill Road LLC.',
    F2: 'Some were forfeited.',
    F3: 'The rest was converted.',
  };
  const gone = (code: string, shares: string, following: string, note: string): GivenLine => ({
    ...founder,
    on: '2021-11-03',
    code,
    shares,
    way: 'D',
    following,
    exercisableNotes: [note],
  });

  it('draws from it, although the footnotes on its dates are others', () => {
    const { holdings } = given(
      filed('2021-11-03', [gone('D', '17434414', '6883086', 'F2'), gone('M', '6883086', '0', 'F3')], notes),
    );
    expect(holdings.map(({ impliedOpening, reported }) => [impliedOpening, reported])).toEqual([
      ['24317500', '0'],
    ]);
  });

  it('does not where two others leave as much', () => {
    const rows = [gone('D', '100', '500', 'F2'), gone('D', '200', '500', 'F1'), gone('M', '500', '0', 'F3')];
    expect(given(filed('2021-11-03', rows, notes)).holdings).toHaveLength(3);
  });

  const option = {
    table: 'II',
    title: 'Stock Option (right to buy)',
    strike: '40.93',
    expires: '2030-06-11',
  } as const;
  const granted = (shares: string, exercisable?: string): GivenLine => ({
    ...option,
    on: '2020-06-12',
    code: 'A',
    shares,
    way: 'A',
    following: shares,
    ...(exercisable === undefined ? { exercisableNotes: ['F1'] } : { exercisable }),
  });
  const exercised = (on: string, shares: string, following: string): GivenLine => ({
    ...option,
    on,
    code: 'M',
    shares,
    way: 'D',
    following,
    exercisableNotes: ['F2'],
  });
  const terms = { F1: 'Vests on May 28, 2021.', F2: 'Fully vested.' };
  const grants = filed(
    '2020-06-12',
    [granted('11424'), granted('1021', '2020-06-12'), granted('204', '2020-06-12')],
    terms,
  );

  it('draws from the lot of an earlier filing whose date it leaves out', () => {
    const { holdings } = given(
      grants,
      filed('2020-11-20', [exercised('2020-11-20', '1021', '0'), exercised('2020-11-20', '204', '0')], terms),
    );
    expect(holdings.map(({ reported, steps }) => [reported, steps])).toEqual([
      ['11424', 2],
      ['0', 3],
      ['0', 3],
    ]);
  });

  it('and then the only lot that is left goes on, with what its row misstates', () => {
    const { holdings, steps } = given(
      grants,
      filed('2020-11-20', [exercised('2020-11-20', '1021', '0'), exercised('2020-11-20', '204', '0')], terms),
      filed('2021-06-04', [exercised('2021-06-04', '11424', '11424')], terms),
    );
    expect(holdings).toHaveLength(3);
    expect(steps.filter(({ status }) => status === 'differs').map(({ change }) => change)).toEqual([
      '-11424',
    ]);
  });

  it('never from a lot with another strike or expiration', () => {
    const other = { ...exercised('2020-11-20', '1021', '0'), strike: '41.93' };
    expect(given(grants, filed('2020-11-20', [other], terms)).holdings).toHaveLength(4);
  });

  it('a row without a transaction tells of the one lot with its balance, too', () => {
    const held = { table: 'II', title: 'Class B Common Stock', following: '1474432' } as const;
    const { holdings } = given(
      filed('2012-02-01', [{ ...held, strike: '0' }], {}),
      filed('2012-04-03', [held], {}),
    );
    expect(holdings).toHaveLength(1);
  });
});
