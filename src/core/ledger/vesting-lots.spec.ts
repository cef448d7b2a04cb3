import { type GivenFiling, type GivenLine, givenEvents } from '../../../test/support/given-filing';
import { lotOn } from '../vesting/lot-position';
import { placesOf } from './lot-texts';
import { type PersonLot, vestingLots } from './vesting-lots';

const UNITS = 'Restricted Stock Units';
const FOUR_YEARS = 'Vests in four equal annual installments beginning on March 1, 2021.';
const TWO_YEARS = 'Vests in two equal annual installments beginning on March 1, 2022.';
const ONE_FOR_ONE = 'Each unit converts into one share of common stock.';

const lotsOf = (...filings: GivenFiling[]) => vestingLots(givenEvents(...filings));
const one = (...filings: GivenFiling[]): PersonLot => {
  const [lot, ...others] = lotsOf(...filings);
  expect(others).toEqual([]);
  return lot!;
};
const grant = (on: string, shares: string, following: string, more: Partial<GivenLine> = {}): GivenLine => {
  return { table: 'II', title: UNITS, on, code: 'A', way: 'A', shares, following, ...more };
};
const drawn = (on: string, shares: string, following: string, more: Partial<GivenLine> = {}): GivenLine => {
  return { table: 'II', title: UNITS, on, code: 'M', way: 'D', shares, following, ...more };
};
const filed = (signed: string, lines: GivenLine[], footnotes: Record<string, string> = {}): GivenFiling => {
  return { signed, lines, footnotes };
};
const tranchesOf = ({ vesting }: PersonLot) => vesting.tranches.map(({ on, units }) => [on, units]);

describe('the derivative lots of a person', () => {
  it('are none without Table II', () => {
    expect(lotsOf(filed('2020-03-02', [{ on: '2020-03-01', code: 'P', way: 'A', shares: '5' }]))).toEqual([]);
    expect(vestingLots([])).toEqual([]);
  });

  it('a grant has the units and the date of its line, and the schedule of its footnote', () => {
    const lot = one(
      filed('2020-03-03', [grant('2020-03-01', '400', '400', { exercisableNotes: ['F1'] })], {
        F1: FOUR_YEARS,
      }),
    );
    expect(lot).toMatchObject({
      origin: 'grant',
      acquiredOn: '2020-03-01',
      vesting: { terms: { units: '400', grantedOn: '2020-03-01', filedOn: '2020-03-03' } },
      reading: { source: 'footnote', text: { footnote: 'F1', cell: 'exerciseDate' } },
      doubts: [],
    });
    expect(tranchesOf(lot)).toEqual([
      ['2021-03-01', '100'],
      ['2022-03-01', '100'],
      ['2023-03-01', '100'],
      ['2024-03-01', '100'],
    ]);
  });

  it('of several footnotes, wherever they hang, the one that tells of vesting is believed', () => {
    const footnotes = {
      F1: ONE_FOR_ONE,
      F2: FOUR_YEARS,
      F3: 'Vested units are to be settled 100% in cash upon the reporting person’s retirement.',
    };
    const line = grant('2020-03-01', '400', '400', { titleNotes: ['F1', 'F3'], sharesNotes: ['F2'] });
    expect(one(filed('2020-03-03', [line], footnotes)).reading).toMatchObject({
      text: { footnote: 'F2', cell: 'transactionShares' },
      settlement: { in: 'cash', when: { kind: 'event', event: 'retirement' } },
      others: [],
    });
  });

  it('the order of the footnotes makes no difference', () => {
    const footnotes = { F1: ONE_FOR_ONE, F2: FOUR_YEARS };
    const [left, right] = [
      ['F1', 'F2'],
      ['F2', 'F1'],
    ].map((exercisableNotes) =>
      one(filed('2020-03-03', [grant('2020-03-01', '400', '400', { exercisableNotes })], footnotes)),
    );
    expect(tranchesOf(left!)).toEqual(tranchesOf(right!));
    expect(left!.reading.text).toEqual(right!.reading.text);
  });

  it('two footnotes with different schedules are a doubt, and both are told', () => {
    const line = grant('2020-03-01', '400', '400', { exercisableNotes: ['F1'], sharesNotes: ['F2'] });
    const lot = one(filed('2020-03-03', [line], { F1: FOUR_YEARS, F2: TWO_YEARS }));
    expect(lot.reading).toMatchObject({ text: { footnote: 'F1' }, others: [{ text: { footnote: 'F2' } }] });
    expect(lot.doubts).toEqual([expect.stringMatching(/^footnote F2 of .* gives other tranches$/)]);
  });
});

describe('a lot whose footnotes tell nothing of vesting', () => {
  it('is exercisable on the date of column 6, as an assumption', () => {
    const lot = one(filed('2020-03-03', [grant('2020-03-01', '400', '400', { exercisable: '2021-03-01' })]));
    expect(lot.reading).toMatchObject({ source: 'column6', tranches: { certainty: 'assumed' } });
    expect(lotOn('2021-02-28', lot.vesting).vested).toBe('0');
    expect(lotOn('2021-03-01', lot.vesting).vested).toBe('400');
  });

  it('but not where a note on column 6 may restrict it: then the date is a bound', () => {
    const line = grant('2020-03-01', '400', '400', { exercisable: '2021-03-01', exercisableNotes: ['F1'] });
    const lot = one(filed('2020-03-03', [line], { F1: 'See the remarks.' }));
    expect(lot.reading).toMatchObject({ source: 'none', tranches: { certainty: 'undetermined' } });
    expect(lotOn('2021-02-28', lot.vesting).atMost.vested).toBe('0');
    expect(lotOn('2021-03-01', lot.vesting)).toMatchObject({ vested: '0', atMost: { vested: '400' } });
  });

  it('is not determinable without a date, and says why', () => {
    const lot = one(filed('2020-03-03', [grant('2020-03-01', '400', '400')]));
    expect(lot.reading.tranches.undetermined).toBe('the row has no footnote and column 6 has no date');
  });
});

describe('column 6 beside a footnote', () => {
  const QUARTERLY =
    'The units vest ratably over a three year period in quarterly increments at the end of each quarter ' +
    'beginning on February 12, 2009.';
  const lotWith = (exercisable?: string) => {
    const line = grant('2008-11-12', '8000', '8000', {
      titleNotes: ['F1'],
      ...(exercisable && { exercisable }),
    });
    return one(filed('2008-11-14', [line], { F1: QUARTERLY }));
  };
  const firstAndLast = ({ vesting }: PersonLot) => [vesting.tranches[0]!.on, vesting.tranches.at(-1)!.on];

  it('is evidence for the reading whose first tranche it names', () => {
    const lot = lotWith('2009-02-12');
    expect(firstAndLast(lot)).toEqual(['2009-02-12', '2011-11-12']);
    expect(lot.reading.tranches.evidence).toEqual([
      "column 6 is the first tranche's date, 2009-02-12",
      'the last tranche falls exactly 3 years after the grant',
    ]);
    expect(lot.doubts).toEqual([]);
  });

  it('chooses the other reading where it names that one’s first tranche', () => {
    const lot = lotWith('2009-05-12');
    expect(firstAndLast(lot)).toEqual(['2009-05-12', '2012-02-12']);
    expect(lot.reading.tranches.evidence).toContain("column 6 is the first tranche's date, 2009-05-12");
    const others = lot.reading.reading.alternatives.map(({ schedule }) => schedule.steps[0]);
    expect(others).toContainEqual(expect.objectContaining({ first: { kind: 'date', on: '2009-02-12' } }));
  });

  it('is a doubt where no reading has it as its first tranche', () => {
    const lot = lotWith('2010-01-01');
    expect(lot.doubts).toEqual(["column 6 is 2010-01-01, the first tranche's date is 2009-02-12"]);
  });

  it('is not needed', () => {
    expect(firstAndLast(lotWith())).toEqual(['2009-02-12', '2011-11-12']);
  });
});

describe('a balance that several grants make up', () => {
  const FIRST = filed('2020-03-03', [grant('2020-03-01', '400', '400', { titleNotes: ['F1'] })], {
    F1: FOUR_YEARS,
  });
  const SECOND = filed('2021-03-02', [grant('2021-03-01', '200', '600', { titleNotes: ['F1'] })], {
    F1: TWO_YEARS,
  });

  it('is a lot for each grant, each with its own schedule', () => {
    const lots = lotsOf(FIRST, SECOND);
    expect(new Set(lots.map(({ holding }) => holding.holdingId)).size).toBe(1);
    expect(lots.map((lot) => [lot.acquiredOn, lot.vesting.terms.units])).toEqual([
      ['2020-03-01', '400'],
      ['2021-03-01', '200'],
    ]);
    expect(lots.map((lot) => tranchesOf(lot)[0])).toEqual([
      ['2021-03-01', '100'],
      ['2022-03-01', '100'],
    ]);
    expect(new Set(lots.map(({ lotId }) => lotId)).size).toBe(2);
  });

  it('a settlement draws from the lot whose footnote it repeats', () => {
    const settled = filed('2022-03-02', [drawn('2022-03-01', '100', '500', { titleNotes: ['F1'] })], {
      F1: TWO_YEARS,
    });
    const lots = lotsOf(FIRST, SECOND, settled);
    expect(lots.map(({ draws }) => draws.map(({ units }) => units))).toEqual([[], ['100']]);
    expect(lots[1]!.draws[0]).toMatchObject({ rule: 'decided by footnotes', alsoPossible: [] });
  });

  it('one that no lot can give alone is drawn from several, exercisable units first', () => {
    const settled = filed('2023-03-02', [drawn('2023-03-01', '500', '100')]);
    const lots = lotsOf(FIRST, SECOND, settled);
    expect(lots.map(({ draws }) => draws.map(({ units }) => units))).toEqual([['300'], ['200']]);
    expect(lots.every(({ doubts }) => doubts.length === 0)).toBe(true);
  });

  it('what was there before the first evidence is a lot of its own, of which nothing is believed', () => {
    const lots = lotsOf(SECOND, filed('2021-03-05', [drawn('2021-03-04', '100', '500')]));
    expect(lots.map(({ origin, vesting }) => [origin, vesting.terms.units])).toEqual([
      ['opening', '400'],
      ['grant', '200'],
    ]);
    expect(lots[0]!.lotId).toBe(`${lots[1]!.lotId}.opening`);
    expect(lots[0]!.reading.tranches.certainty).toBe('undetermined');
  });
});

it('a row that takes from nothing makes no lot', () => {
  const nothing: GivenLine = { table: 'II', title: UNITS, on: '2020-03-01', following: '0' };
  expect(
    lotsOf(filed('2020-03-03', [nothing]), filed('2021-03-03', [drawn('2021-03-01', '10', '0')])),
  ).toEqual([]);
});

describe('units held before the first evidence', () => {
  const exercised = (text: string, more: Partial<GivenLine> = {}) =>
    one(
      filed(
        '2022-06-02',
        [drawn('2022-06-01', '100', '300', { title: 'Stock Option', exercisableNotes: ['F1'], ...more })],
        { F1: text },
      ),
    );

  it('are believed to be the whole grant of an option, and that is told', () => {
    const lot = exercised(FOUR_YEARS, { strike: '2.5' });
    expect(lot).toMatchObject({ origin: 'opening', vesting: { terms: { units: '400' } } });
    expect(lot.reading.tranches.assumptions).toContain(
      'the 400 units held before the first evidence are the whole grant',
    );
    expect(lotOn('2022-06-01', lot.vesting)).toMatchObject({
      vested: '200',
      exercisable: '100',
      held: '300',
    });
  });

  it('are not where they leave the balance as they vest and some had vested', () => {
    expect(exercised(FOUR_YEARS).reading.tranches.undetermined).toMatch(/^part of the grant had vested/);
  });

  it('need no assumption where the footnote’s units come to them', () => {
    const text = 'Exercisable as to 200 shares on March 1, 2021 and 200 shares on March 1, 2022.';
    expect(exercised(text, { strike: '2.5' }).reading.tranches).toMatchObject({
      certainty: 'determined',
      assumptions: [],
    });
  });
});

describe('an exercise that is filed with other terms than its grant', () => {
  const granted = filed('2020-03-03', [grant('2020-03-01', '400', '400', { expires: '2030-03-01' })]);
  const settled = (shares: string, more: Partial<GivenLine> = {}) =>
    filed('2022-03-03', [drawn('2022-03-01', shares, '0', more)]);

  it('draws from the one grant that held just as many units', () => {
    const lot = one(granted, settled('400'));
    expect(lot).toMatchObject({ origin: 'grant', draws: [{ units: '400', on: '2022-03-01' }] });
    expect(lot.draws[0]!.rule).toBe('the only lot of the holding');
    expect(lotOn('2022-03-01', lot.vesting)).toMatchObject({ held: '0', exercised: '400' });
  });

  it('also where it was filed with the grant, and later ones with the grant’s own terms', () => {
    const terms = { expires: '2030-03-01' };
    const lot = one(
      filed('2020-03-03', [grant('2020-03-01', '400', '400', terms), drawn('2020-03-01', '300', '100')]),
      filed('2021-03-03', [drawn('2021-03-01', '60', '40', terms)]),
      filed('2022-03-03', [drawn('2022-03-01', '40', '0', terms)]),
    );
    expect(lot.draws.map(({ on, units }) => [on, units])).toEqual([
      ['2020-03-01', '300'],
      ['2021-03-01', '60'],
      ['2022-03-01', '40'],
    ]);
    expect(lot.doubts).toEqual([]);
  });

  it('also where it stands among the exercises of another grant, whose balance it contradicts', () => {
    const common = { strike: '40.93', expires: '2030-06-11' };
    const now = { ...common, exercisable: '2020-06-12' };
    const lots = lotsOf(
      filed('2020-06-16', [
        grant('2020-06-12', '11424', '11424', common),
        grant('2020-06-12', '1021', '1021', now),
        grant('2020-06-12', '204', '204', now),
      ]),
      filed('2020-11-24', [
        drawn('2020-11-20', '1021', '0', common),
        drawn('2020-11-20', '204', '0', common),
      ]),
    );
    expect(lots.map(({ vesting, draws }) => [vesting.terms.units, draws.map(({ units }) => units)])).toEqual([
      ['11424', []],
      ['1021', ['1021']],
      ['204', ['204']],
    ]);
    expect(lots.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  it.each<[string, GivenFiling]>([
    ['another balance', settled('399')],
    ['another expiration', settled('400', { expires: '2031-03-01' })],
    ['another strike', settled('400', { strike: '2' })],
  ])('not with %s', (_, filing) => {
    const terms = grant('2020-03-01', '400', '400', { expires: '2030-03-01', strike: '1' });
    expect(lotsOf(filed('2020-03-03', [terms]), filing).map(({ origin }) => origin)).toEqual([
      'grant',
      'opening',
    ]);
  });
});

describe('a filed balance that the lots do not come to is a doubt', () => {
  const granted = filed('2020-03-03', [grant('2020-03-01', '400', '400')]);
  const doubtsOf = (...more: GivenFiling[]) => lotsOf(granted, ...more).flatMap(({ doubts }) => doubts);

  it('which says where the filings go astray', () => {
    const wrong = filed('2021-03-03', [drawn('2021-03-01', '100', '310')]);
    const right = filed('2022-03-03', [drawn('2022-03-01', '100', '210')]);
    expect(doubtsOf(wrong, right)).toEqual([
      'on 2022-03-01 the filings leave 210 units, the lots 200: ' +
        'column 9 does not follow from the row before, by 10 on 2021-03-01',
    ]);
  });

  it('which tells rounding from a slip', () => {
    const rounded = filed('2021-03-03', [drawn('2021-03-01', '100.5', '300')]);
    expect(doubtsOf(rounded)).toEqual([expect.stringMatching(/is rounded, by up to a unit in 1 rows?$/)]);
  });

  it('which tells a column 9 that repeats column 5', () => {
    const repeated = filed('2021-03-03', [drawn('2021-03-01', '400', '400')]);
    expect(doubtsOf(repeated)).toEqual([
      'on 2021-03-01 the filings leave 400 units, the lots 0: ' +
        'column 9 repeats the units that the row takes away',
    ]);
  });

  it('but not where each row gives the balance of its own grant', () => {
    const terms = { strike: '5', expires: '2030-03-01' };
    const both = filed('2020-03-03', [
      grant('2020-03-01', '1021', '1021', terms),
      grant('2020-03-01', '204', '204', terms),
    ]);
    const exercised = filed('2021-03-03', [drawn('2021-03-01', '204', '0', terms)]);
    const lots = lotsOf(both, exercised);
    expect(lots.map(({ draws, doubts }) => [draws.map(({ units }) => units), doubts])).toEqual([
      [[], []],
      [['204'], []],
    ]);
  });
});

it('column 7 gives the underlying shares where they are not one for each unit', () => {
  const line = grant('2020-03-01', '400', '400', { underlying: 'Common Stock', underlyingShares: '800' });
  expect(one(filed('2020-03-03', [line])).underlyingShares).toBe('800');
  expect(one(filed('2020-03-03', [{ ...line, underlyingShares: '400' }])).underlyingShares).toBeUndefined();
});

describe('a footnote that goes on in another one', () => {
  const footnotes = {
    F1: 'Vests in four equal annual installments,',
    F2: '(continued from footnote 1) beginning on March 1, 2021.',
  };

  it('is read whole, and its words are found in the notes as filed', () => {
    const line = grant('2020-03-01', '400', '400', { exercisableNotes: ['F1', 'F2'] });
    const lot = one(filed('2020-03-03', [line], footnotes));
    expect(tranchesOf(lot).map(([on]) => on)).toEqual([
      '2021-03-01',
      '2022-03-01',
      '2023-03-01',
      '2024-03-01',
    ]);
    const { text, reading, others } = lot.reading;
    expect(others).toEqual([]);
    expect(text!.text).toBe('Vests in four equal annual installments, beginning on March 1, 2021.');
    const words = reading.spans.flatMap((span) =>
      placesOf(text!, span).map(({ footnote, start, end }) => [
        footnote,
        footnotes[footnote as 'F1' | 'F2'].slice(start, end),
      ]),
    );
    expect(words).toContainEqual(['F1', expect.stringContaining('four equal annual installments')]);
    expect(words).toContainEqual(['F2', expect.stringContaining('March 1, 2021')]);
  });

  it('is read whole where the row points to one of the notes only', () => {
    for (const exercisableNotes of [['F1'], ['F2']]) {
      const line = grant('2020-03-01', '400', '400', { exercisableNotes });
      expect(tranchesOf(one(filed('2020-03-03', [line], footnotes)))).toHaveLength(4);
    }
  });
});
