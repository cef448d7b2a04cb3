import { type GivenFiling, type GivenLine, given } from '../../../test/support/given-filing';

const held = (following: string, nature: string, more: Partial<GivenLine> = {}): GivenLine => ({
  following,
  ownership: 'I',
  nature,
  ...more,
});
const filed = (
  period: string,
  lines: readonly GivenLine[],
  footnotes: GivenFiling['footnotes'] = {},
): GivenFiling => ({
  period,
  signed: period,
  lines,
  footnotes,
});

describe('a vehicle that is spelled otherwise from one filing to the next', () => {
  it('is one holding when its balance continues and the names are alike', () => {
    const ledger = given(
      filed('2020-07-13', [held('48382', 'By estate planning vehicles')]),
      filed('2020-10-08', [held('48382', 'Estate Planning')]),
      filed('2021-03-15', [
        held('152080', 'By estate planning vehicles', {
          on: '2021-03-15',
          code: 'J',
          shares: '103698',
          way: 'A',
        }),
      ]),
    );
    expect(ledger.holdings).toHaveLength(1);
    expect(ledger.steps.map(({ status }) => status)).toEqual(['asserted', 'asserted', 'recomputed']);
  });

  it('keeps the text as filed: the newest is shown', () => {
    const ledger = given(
      filed('2020-07-13', [held('48382', 'By estate planning vehicles')]),
      filed('2020-10-08', [held('48382', 'Estate Planning')]),
    );
    expect(ledger.holdings.map(({ nature }) => nature)).toEqual(['Estate Planning']);
  });

  it('stays another holding when the balances contradict, however alike the names', () => {
    const ledger = given(
      filed('2020-07-13', [held('48382', 'By estate planning vehicles')]),
      filed('2020-10-08', [held('48383', 'Estate Planning')]),
    );
    expect(ledger.holdings).toHaveLength(2);
  });

  it('stays another holding when the names have little in common, although the balances agree', () => {
    const ledger = given(
      filed('2020-07-13', [held('50000', 'By spouse')]),
      filed('2020-10-08', [held('50000', 'By Family Foundation')]),
    );
    expect(ledger.holdings).toHaveLength(2);
  });

  it('is found under the footnote that names it', () => {
    const ledger = given(
      filed('2022-04-05', [held('17130000', 'See Footnote', { natureNotes: ['F1'] })], {
        F1: 'The securities are directly held by Harbor Sponsor LLC, which she controls with others.',
      }),
      filed('2022-08-22', [held('17130000', 'By Harbor Sponsor LLC')]),
    );
    expect(ledger.holdings).toHaveLength(1);
  });

  it('of two vehicles with one balance, neither is chosen when both names are as alike', () => {
    const ledger = given(
      filed('2020-07-13', [held('100', 'Harbor Fund One'), held('100', 'Harbor Fund Two')]),
      filed('2020-10-08', [held('100', 'Harbor Fund')]),
    );
    expect(ledger.holdings).toHaveLength(3);
  });
});

describe('a class that is spelled otherwise', () => {
  it.each(['Class A Common Stock, $0.0001 par value', 'Class A Common Shares', 'Class A Common Stock (2)'])(
    '%s',
    (title) => {
      const ledger = given(
        filed('2021-09-14', [{ following: '18421', title }]),
        filed('2022-08-25', [
          {
            title: 'Class A Common Stock',
            on: '2022-08-25',
            code: 'A',
            shares: '57755',
            way: 'A',
            following: '76176',
          },
        ]),
      );
      expect(ledger.holdings).toHaveLength(1);
      expect(ledger.steps.at(-1)!.status).toBe('recomputed');
    },
  );

  it('another letter makes another class, although the balance continues', () => {
    const ledger = given(
      filed('2021-09-14', [{ following: '18421', title: 'Class A Common Stock' }]),
      filed('2022-08-25', [{ following: '18421', title: 'Class B Common Stock' }]),
    );
    expect(ledger.holdings).toHaveLength(2);
  });
});

describe('grants of the same terms, reported grant by grant', () => {
  const grant = (shares: string, following: string): GivenLine => ({
    table: 'II',
    on: '2020-06-12',
    code: 'A',
    shares,
    way: 'A',
    following,
    strike: '47.27',
    expires: '2030-06-11',
  });
  const exercise = (shares: string): GivenLine => ({
    ...grant(shares, '0'),
    on: '2020-11-20',
    code: 'M',
    way: 'D',
  });

  it('are lots of their own, also when both are exercised on one day', () => {
    const ledger = given(
      filed('2020-06-12', [grant('1021', '1021'), grant('204', '204')]),
      filed('2020-11-20', [exercise('1021'), exercise('204')]),
    );
    expect(ledger.holdings).toHaveLength(2);
    expect(ledger.steps.some(({ status }) => status === 'differs')).toBe(false);
  });

  it('are one holding where the balance counts the class', () => {
    const ledger = given(filed('2020-06-12', [grant('1021', '1021'), grant('204', '1225')]));
    expect(ledger.holdings).toHaveLength(1);
  });
});

describe('units of one title, with nothing filed to tell the grants apart', () => {
  const vested = (on: string, shares: string, following: string): GivenLine => ({
    table: 'II',
    title: 'Restricted Stock Unit',
    on,
    code: 'M',
    shares,
    way: 'D',
    following,
  });

  it('are lots of their own where the balances do not follow one another, and stay so', () => {
    const ledger = given(
      filed('2024-05-28', [
        vested('2024-05-28', '3606', '14423'),
        vested('2024-05-28', '2259', '6777'),
        vested('2024-05-28', '1058', '0'),
      ]),
      filed('2024-08-28', [vested('2024-08-28', '2259', '4518'), vested('2024-08-28', '3606', '10817')]),
    );
    expect(ledger.holdings.map(({ reported, steps }) => [reported, steps])).toEqual([
      ['10817', 3],
      ['4518', 3],
      ['0', 2],
    ]);
    expect(ledger.steps.some(({ status }) => status === 'differs')).toBe(false);
  });

  it('are one holding where the balances follow one another in any order', () => {
    const rows = [
      vested('2024-05-28', '80', '9685'),
      vested('2024-05-28', '240', '9245'),
      vested('2024-05-28', '200', '9485'),
    ];
    const ledger = given(filed('2024-05-28', rows));
    expect(ledger.steps.map(({ computed }) => computed)).toEqual(['9765', '9685', '9485', '9245']);
  });

  it('stay one holding where a row is only mistaken or rounded', () => {
    const mistaken = { ...vested('2024-05-29', '100', '800'), way: 'A' as const };
    const rows = [vested('2024-05-28', '100', '900'), mistaken, vested('2024-05-30', '100', '701')];
    const ledger = given(filed('2024-05-28', rows));
    expect(ledger.steps.map(({ status }) => status)).toEqual(['opening', 'recomputed', 'differs', 'differs']);
  });
});

describe('rows without a transaction', () => {
  it('of one class with two balances in one form are two holdings', () => {
    const ledger = given(filed('2024-09-13', [held('3403', 'By LLC'), held('1555200', 'By LLC')]));
    expect(ledger.holdings.map(({ reported }) => reported)).toEqual(['3403', '1555200']);
    const later = filed('2024-10-13', [held('1555200', 'By LLC'), held('3403', 'By LLC')]);
    expect(
      given(filed('2024-09-13', [held('3403', 'By LLC'), held('1555200', 'By LLC')]), later).holdings,
    ).toHaveLength(2);
  });

  it('of which one changes unseen, the one with the nearest balance goes on', () => {
    const ledger = given(
      filed('2024-09-13', [{ following: '3403' }, { following: '1555200' }]),
      filed('2024-10-13', [{ on: '2024-10-13', code: 'S', shares: '200', way: 'D', following: '1550000' }]),
    );
    expect(ledger.holdings.map(({ reported }) => reported)).toEqual(['3403', '1550000']);
    expect(ledger.steps.at(-1)).toMatchObject({ status: 'differs', computed: '1555000' });
  });
});
