import { type GivenFiling, type GivenLine, givenEvents } from '../../../../test/support/given-filing';
import { foldPerson } from '../person-holdings';
import type { Finding } from './finding';
import { findingsOf } from './findings-of';

type Row = Omit<GivenLine, 'way'> & { readonly way?: 'A' | 'D' };

/** A Form 4 signed on the day of its last row. */
function form4(on: string, lines: readonly Row[], more: Partial<GivenFiling> = {}): GivenFiling {
  return {
    period: on,
    signed: on,
    lines: lines.map((line) => (line.shares === undefined ? line : { on, ...line })),
    ...more,
  };
}

const sold = (shares: string, following: string, more: Partial<Row> = {}): Row => ({
  code: 'S',
  shares,
  way: 'D',
  following,
  ...more,
});
const bought = (shares: string, following: string, more: Partial<Row> = {}): Row => ({
  code: 'P',
  shares,
  way: 'A',
  following,
  ...more,
});
const inTrust = { ownership: 'I', nature: 'By Trust' } as const;

/** 85,000 shares held directly since 6 January 2020. */
const before = form4('2020-01-06', [bought('10000', '85000')]);

function findings(...filings: GivenFiling[]): readonly Finding[] {
  return findingsOf(foldPerson(givenEvents(...filings))!);
}

/** What is believed of the only finding. */
function believed(...filings: GivenFiling[]) {
  const all = findings(...filings);
  expect(all).toHaveLength(1);
  const { status, residual, difference, causes } = all[0]!;
  const { kinds, certainty, arithmetic } = causes[0]!;
  return { status, residual, difference, cause: kinds.join(' and '), certainty, sum: arithmetic.at(-1) };
}

describe('a ledger that adds up', () => {
  it('has no findings', () => {
    expect(findings(before, form4('2020-02-03', [sold('10000', '75000')]))).toEqual([]);
  });
});

describe('S18: a balance that does not add up', () => {
  const off = form4('2020-02-03', [sold('10000', '74000')]);
  const [finding] = findings(before, off);

  it('keeps both values and is open', () => {
    expect(finding).toMatchObject({
      before: '85000',
      change: '-10000',
      computed: '75000',
      reported: '74000',
      difference: '-1000',
      status: 'open',
      residual: '-1000',
      knownOn: '2020-02-03',
    });
  });

  it('lists a typing error and a missing filing as possible, and what its sum rules out', () => {
    expect(finding!.causes.map(({ kinds, certainty }) => [...kinds, certainty])).toEqual([
      ['digitSlip', 'possible'],
      ['missingFiling', 'possible'],
      ['wrongDirection', 'ruledOut'],
      ['split', 'ruledOut'],
      ['ownTransfer', 'ruledOut'],
    ]);
    expect(finding!.causes[1]!.arithmetic).toEqual([
      '1000 disposed of between 2020-01-06 and 2020-02-03 (28 days) by no filing that is here',
    ]);
  });

  it('is reconciled by the sale that arrives later, and known as open until then', () => {
    const late = form4('2020-01-20', [sold('1000', '84000')], { signed: '2020-03-02' });
    const events = givenEvents(before, off, late);
    const asKnownOn = (knownAt: string) => findingsOf(foldPerson(events, { knownAt })!);
    expect(asKnownOn('2020-03-01').map(({ status }) => status)).toEqual(['open']);
    expect(asKnownOn('2020-03-02')).toEqual([]);
  });

  it('a forfeiture that only a footnote tells reconciles it: nothing is left', () => {
    const psu = { table: 'II', title: 'Performance Share Units' } as const;
    const granted = form4('2020-01-06', [
      { ...psu, code: 'A', shares: '16900', way: 'A', following: '16900' },
    ]);
    const paid = form4(
      '2022-02-24',
      [{ ...psu, code: 'M', shares: '1613', way: 'D', following: '0', sharesNotes: ['F2'] }],
      {
        footnotes: { F2: 'Earned units were paid in shares. The remaining 15,287 units were forfeited.' },
      },
    );
    expect(believed(granted, paid)).toEqual({
      status: 'explained',
      difference: '-15287',
      residual: '0',
      cause: 'footnoteForfeiture',
      certainty: 'told',
      sum: '− 15287: F2 tells of 15287',
    });
  });
});

describe('S18: a forfeiture told in a footnote of the first filing there is', () => {
  const paid = form4(
    '2022-02-24',
    [
      {
        table: 'II',
        title: 'Performance Share Units',
        code: 'M',
        shares: '1613',
        way: 'D',
        following: '0',
        sharesNotes: ['F2'],
      },
    ],
    { footnotes: { F2: 'Remaining 15,287 performance share units were forfeited.' } },
  );

  it('implies the opening with what was forfeited, and is reconciled by the footnote', () => {
    const steps = foldPerson(givenEvents(paid))!.holdings[0]!.steps;
    expect(steps.map(({ status, computed }) => [status, computed])).toEqual([
      ['opening', '16900'],
      ['differs', '15287'],
    ]);
    expect(believed(paid)).toMatchObject({ cause: 'footnoteForfeiture', residual: '0', certainty: 'told' });
  });
});

describe('a digit slip beside rows of other vehicles', () => {
  const fund = (nature: string, following: string, more: Partial<Row> = {}): Row => ({
    table: 'II',
    title: 'Class B Common Stock',
    ownership: 'I',
    nature,
    following,
    ...more,
  });
  const half = (nature: string, shares: string, following: string): Row =>
    fund(nature, following, { code: 'C', shares, way: 'D' });
  const funds = form4('2019-02-28', [
    fund('By Fund', '6949555'),
    fund('By Partners Fund', '760465'),
    fund('By Principals Fund', '154135'),
  ]);

  it('is proved where two of them gave the part that the corrected amount is', () => {
    const off = form4('2020-03-03', [
      half('By Fund', '3484778', '3474777'),
      half('By Partners Fund', '380233', '380232'),
      half('By Principals Fund', '77068', '77067'),
    ]);
    expect(believed(funds, off)).toEqual({
      status: 'explained',
      difference: '10000',
      residual: '0',
      cause: 'digitSlip',
      certainty: 'exact',
      sum: '3484778 for 3474778 in the amount: 3474778 of 6949555 is the part that 380233 of 760465 and 77068 of 154135 is',
    });
  });

  it('is possible only where one does, or they gave different parts', () => {
    const one = form4('2020-03-03', [
      half('By Fund', '3484778', '3474777'),
      half('By Partners Fund', '380233', '380232'),
    ]);
    expect(believed(funds, one)).toMatchObject({ status: 'open', cause: 'digitSlip', certainty: 'possible' });
    const unlike = form4('2020-03-03', [
      half('By Fund', '3484778', '3474777'),
      half('By Partners Fund', '380233', '380232'),
      half('By Principals Fund', '4135', '150000'),
    ]);
    expect(believed(funds, unlike)).toMatchObject({ status: 'open', cause: 'digitSlip' });
  });
});

describe('mistakes on the row', () => {
  it('A for D: the difference is twice the change', () => {
    expect(believed(before, form4('2020-02-03', [sold('5494', '79506', { way: 'A' })]))).toMatchObject({
      cause: 'wrongDirection',
      certainty: 'exact',
      sum: '85000 − 5494 = 79506, reported 79506',
    });
  });

  it('a dot that meant thousands', () => {
    const row = sold('36', '49000', { sharesFiled: '36.000' });
    expect(believed(before, form4('2020-02-03', [row]))).toMatchObject({
      cause: 'decimalPoint',
      sum: '36.000 read as thousands: 85000 − 36000 = 49000',
    });
  });

  it('the balance before the transaction in place of the one after it', () => {
    expect(believed(before, form4('2020-02-03', [sold('85000', '85000')]))).toMatchObject({
      cause: 'notReduced',
      certainty: 'exact',
    });
  });

  it.each([
    ['one digit wrong', '35000'],
    ['two digits exchanged', '57000'],
    ['a digit lost', '7500'],
  ])('%s in the balance is possible, not proved', (_what, following) => {
    expect(believed(before, form4('2020-02-03', [sold('10000', following)]))).toMatchObject({
      cause: 'digitSlip',
      certainty: 'possible',
      status: 'open',
    });
  });

  it('a balance that the next row goes on without was misstated', () => {
    const all = findings(
      before,
      form4('2020-02-03', [sold('10000', '75900')]),
      form4('2020-03-02', [sold('5000', '70000')]),
    );
    expect(all.map(({ causes }) => causes[0]!.kinds)).toEqual([['misstatedBalance'], ['misstatedBalance']]);
  });

  it('one unit of the last place is rounding; a footnote on fractions tells it', () => {
    const off = form4('2020-02-03', [{ ...bought('20', '85021'), followingNotes: ['F1'] }], {
      footnotes: { F1: 'Includes one share from accumulated fractional shares.' },
    });
    expect(believed(before, off)).toMatchObject({ cause: 'rounding', certainty: 'told' });
  });
});

describe('what only a footnote tells', () => {
  const told = (text: string) =>
    believed(
      before,
      form4('2020-02-03', [sold('10000', '76147', { followingNotes: ['F1'] })], { footnotes: { F1: text } }),
    );

  it.each([
    [
      'silentAddition',
      'Includes 1,147 shares acquired under the Employee Stock Purchase Plan on June 30, 2019.',
    ],
    ['silentAddition', 'Includes 1,000 and 147 shares from reinvested dividends.'],
    ['ownTransfer', 'Reflects 1,147 shares transferred from the trust, exempt under Rule 16a-13.'],
    ['toldInFootnote', 'The total includes 1,147 shares held in escrow.'],
  ])('%s: %s', (cause, text) => {
    expect(told(text)).toMatchObject({ cause, certainty: 'told', residual: '0' });
  });

  it('a year is no amount', () => {
    const row = sold('10000', '77020', { followingNotes: ['F1'] });
    const off = form4('2020-02-03', [row], { footnotes: { F1: 'Granted in 2020 and vested.' } });
    expect(believed(before, off)).toMatchObject({ difference: '2020', status: 'open' });
  });

  it('dollars, dates and percentages are no shares', () => {
    expect(told('Sold at $1,147 on January 11, 1147, 1147% above the offer.')).toMatchObject({
      status: 'open',
    });
  });
});

describe('the order of the filings', () => {
  it('a row that was filed before a line of an earlier day was known', () => {
    const late = form4('2020-01-20', [sold('1000', '84000')], { signed: '2020-06-01' });
    expect(believed(before, form4('2020-02-03', [sold('10000', '75000')]), late)).toMatchObject({
      cause: 'lateFiling',
      certainty: 'exact',
      difference: '1000',
    });
  });

  it('gifts of a Form 5 whose tally starts from the balance of the day it is filed', () => {
    const all = findings(
      before,
      form4('2020-12-01', [sold('10000', '75000')]),
      {
        ...form4('2020-11-02', [{ code: 'G', shares: '500', way: 'D', following: '74500' }]),
        form: '5',
        signed: '2021-02-12',
      },
      form4('2021-03-01', [sold('4500', '70000')]),
    );
    expect(all.map(({ effectiveOn, causes }) => [effectiveOn, ...causes[0]!.kinds])).toEqual([
      ['2020-11-02', 'filedOrder'],
      ['2020-12-01', 'lateFiling'],
      ['2021-03-01', 'lateFiling'],
    ]);
  });
});

describe('a split', () => {
  it('that a footnote tells', () => {
    const split = form4('2022-11-04', [sold('5000', '250000', { sharesNotes: ['F1'] })], {
      footnotes: { F1: 'Adjusted for the three-for-one forward split of August 2022.' },
    });
    expect(believed(before, split)).toMatchObject({
      cause: 'split',
      certainty: 'told',
      sum: '85000 × 3 / 1 = 255000: a split 3 for 1, told in a footnote of 2022-11-04',
    });
  });

  it('is proved by another holding of the issuer with the same ratio, and only possible without', () => {
    const trust = form4('2020-01-07', [bought('4000', '4000', inTrust)]);
    const direct = form4('2022-11-04', [sold('5000', '250000')]);
    expect(believed(before, direct)).toMatchObject({ cause: 'split', certainty: 'possible' });
    const both = form4('2022-11-04', [sold('5000', '250000'), sold('1000', '11000', inTrust)]);
    const kinds = findings(before, trust, both).map(({ causes }) => [
      ...causes[0]!.kinds,
      causes[0]!.certainty,
    ]);
    expect(kinds).toEqual([
      ['split', 'exact'],
      ['split', 'exact'],
    ]);
  });

  it('is ruled out by a holding of the class that went on unchanged: a fund gave half of its shares away', () => {
    const fund = { ownership: 'I', nature: 'By Harbor Fund' } as const;
    const funded = form4('2020-01-07', [bought('2059488', '2059488', fund)]);
    const halved = form4('2020-06-01', [{ following: '1029744', ...fund }, { following: '85000' }]);
    expect(believed(before, funded, halved)).toMatchObject({ cause: 'missingFiling', status: 'open' });
  });

  it('a reverse split 1 for 50', () => {
    expect(believed(before, form4('2020-06-01', [sold('700', '1000')]))).toMatchObject({
      cause: 'split',
      sum: '85000 × 1 / 50 = 1700: a split 1 for 50',
    });
  });
});

describe('shares moved between own vehicles, which no row reports', () => {
  const trust = form4('2020-01-07', [bought('4000', '4000', inTrust)]);

  it('show as opposite differences between the same days', () => {
    const moved = form4('2020-06-01', [sold('10000', '29040'), sold('1000', '48960', inTrust)]);
    const all = findings(before, trust, moved);
    expect(all.map(({ difference, causes }) => [difference, ...causes[0]!.kinds])).toEqual([
      ['-45960', 'ownTransfer'],
      ['45960', 'ownTransfer'],
    ]);
    expect(all[0]!.causes[0]!.lines).toEqual([all[1]!.lineId]);
  });

  it('show as a vehicle that is new', () => {
    const moved = form4('2020-06-01', [sold('10000', '29040'), { following: '45960', ...inTrust }]);
    expect(believed(before, moved)).toMatchObject({ cause: 'ownTransfer', certainty: 'exact' });
  });

  it('may come in parts, which together are the other side', () => {
    const all = findings(
      before,
      trust,
      form4('2020-05-01', [{ following: '11278', ...inTrust }]),
      form4('2020-06-01', [{ following: '88900', ...inTrust }]),
      form4('2020-07-01', [sold('100', '0')]),
    );
    expect(all.map(({ difference, causes }) => [difference, ...causes[0]!.kinds])).toEqual([
      ['-84900', 'ownTransfer'],
      ['7278', 'ownTransfer'],
      ['77622', 'ownTransfer'],
    ]);
    expect(all[0]!.causes[0]!.arithmetic).toEqual([
      '-84900 here, +7278 in the indirect holding "By Trust" by 2020-05-01 and +77622 in the indirect holding "By Trust" by 2020-06-01: +84900',
    ]);
  });

  it('are not believed where the days do not meet', () => {
    const all = findings(
      before,
      trust,
      form4('2020-06-01', [sold('10000', '29040')]),
      form4('2020-09-01', [sold('1000', '28040'), { following: '4000', ...inTrust }]),
      form4('2020-10-01', [{ following: '49960', ...inTrust }]),
    );
    expect(all.map(({ status }) => status)).toEqual(['open', 'open']);
  });
});

describe('a vehicle that is spelled otherwise', () => {
  it('is possible where the row goes on from just what another name left', () => {
    const names = form4('2020-01-06', [
      { following: '7300', ownership: 'I', nature: 'By Trust' },
      { following: '4100', ownership: 'I', nature: 'By Family Foundation' },
    ]);
    const other = form4('2020-02-03', [sold('100', '4000', { ownership: 'I', nature: 'By Trust' })]);
    const [finding, ...more] = findings(names, other);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ status: 'open', difference: '-3200' });
    expect(finding!.causes.find(({ kinds }) => kinds.includes('changedSpelling'))).toMatchObject({
      certainty: 'possible',
      arithmetic: [
        'goes on from 4100, the balance of the indirect holding "By Family Foundation" since 2020-01-06',
      ],
    });
  });
});

describe('a filing that is missing', () => {
  const missing = (on: string) =>
    findings(before, form4(on, [sold('10000', '74321')]))[0]!.causes.find(({ kinds }) =>
      kinds.includes('missingFiling'),
    );

  it('is possible, with what it would have to tell and when', () => {
    expect(missing('2020-11-03')!.arithmetic[0]).toBe(
      '679 disposed of between 2020-01-06 and 2020-11-03 (302 days) by no filing that is here',
    );
  });

  it('may be a Form 5 where a year ended between the two', () => {
    expect(missing('2021-02-03')!.arithmetic[0]).toMatch(
      /by no filing that is here, or a Form 5 at year end$/,
    );
  });
});

describe('lots of Table II', () => {
  const units = { table: 'II', title: 'Restricted Stock Unit' } as const;

  it('a row with other terms than its lot draws from it', () => {
    const all = findings(
      form4('2011-12-15', [
        { ...units, code: 'A', shares: '1474432', way: 'A', following: '1474432', expires: '2017-04-15' },
        { ...units, code: 'M', shares: '1412997', way: 'D', following: '61435', expires: '2017-05-15' },
      ]),
      form4('2012-01-01', [
        { ...units, code: 'M', shares: '30718', way: 'D', following: '30717', expires: '2017-04-15' },
      ]),
    );
    expect(all.map(({ causes }) => [...causes[0]!.kinds, ...causes[0]!.arithmetic])).toEqual([
      ['lotMixUp', '− 1412997 by row II.2 of 2011-12-15, filed with other terms'],
    ]);
  });

  it('a row that goes on from another lot of the class mixes the two up', () => {
    const strike = { table: 'II', title: 'Stock Option', expires: '2029-06-06' } as const;
    const all = findings(
      form4('2019-06-07', [
        { ...strike, strike: '16.76', code: 'A', shares: '10724', way: 'A', following: '10724' },
        { ...strike, strike: '21.32', code: 'A', shares: '3671', way: 'A', following: '3671' },
      ]),
      form4('2021-06-04', [
        { ...strike, strike: '21.32', code: 'M', shares: '1000', way: 'D', following: '9724' },
      ]),
    );
    expect(all.map(({ causes }) => [...causes[0]!.kinds, ...causes[0]!.arithmetic])).toEqual([
      ['lotMixUp', 'goes on from 10724, the balance after row II.1 of 2019-06-07 of another lot'],
    ]);
  });
});
