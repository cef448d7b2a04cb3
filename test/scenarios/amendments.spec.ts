import { foldPerson } from '../../src/core/ledger/person-holdings';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import { vestingLots } from '../../src/core/ledger/vesting-lots';
import { lotOn } from '../../src/core/vesting/lot-position';
import { type GivenFiling, type GivenLine, givenEvents } from '../support/given-filing';

/** Carter's exercise of 2008-06-17, as the printed form tells it, and a sale. */
const VESTED: Record<string, string> = {
  F2: 'The option vested as to 16,667 shares on 7/29/1999, 16,667 shares on 7/29/2000 and 16,666 shares on 7/29/2001.',
};
const optionRow = (shares: string, following: string): GivenLine => ({
  table: 'II',
  title: 'Stock Option (right to buy)',
  on: '2008-06-17',
  code: 'M',
  shares,
  way: 'D',
  strike: '1.375',
  exercisableNotes: ['F2'],
  expires: '2008-07-29',
  underlying: 'Common Stock',
  underlyingShares: shares,
  following,
});
const commonRow = (shares: string, following: string): GivenLine => ({
  on: '2008-06-17',
  code: 'M',
  shares,
  way: 'A',
  price: '1.375',
  following,
});
const original: GivenFiling = {
  signed: '2008-06-18',
  lines: [commonRow('50000', '85000'), optionRow('50000', '0')],
  footnotes: VESTED,
};
const amendment = (more: Partial<GivenFiling> & Pick<GivenFiling, 'lines'>): GivenFiling => ({
  form: '4/A',
  period: '2008-06-17',
  original: '2008-06-18',
  signed: '2008-07-10',
  filed: '2008-07-10',
  accession: '0000855654-08-000042',
  ...more,
});

function balancesOn(ledger: PersonLedger | undefined, on: string): (string | null)[] {
  return (ledger?.holdings ?? []).map(({ holdingId }) => {
    const steps = ledger!.steps.filter((step) => step.holdingId === holdingId && step.effectiveOn <= on);
    return steps.at(-1)?.computed ?? null;
  });
}

const effects = (events: Parameters<typeof foldPerson>[0]) =>
  foldPerson(events)!.amendments.flatMap(({ lines }) =>
    lines.map(({ effect, line }) => [effect, line ? `${line.line.table}.${line.line.row}` : null]),
  );
const transactions = (ledger: PersonLedger) => ledger.steps.filter(({ kind }) => kind === 'transaction');

describe('S13: a Form 4/A restates the exercise', () => {
  const events = givenEvents(
    original,
    amendment({ lines: [commonRow('48000', '83000'), optionRow('48000', '2000')], footnotes: VESTED }),
  );
  const knownAt = (date: string) => projectPerson(events, { knownAt: date });

  it('effective 2008-06-30 is 85,000 and 0 as known on 2008-07-09, 83,000 and 2,000 as known on 2008-07-10', () => {
    expect(balancesOn(knownAt('2008-07-09'), '2008-06-30')).toEqual(['85000', '0']);
    expect(balancesOn(knownAt('2008-07-10'), '2008-06-30')).toEqual(['83000', '2000']);
    expect(balancesOn(projectPerson(events), '2008-06-30')).toEqual(['83000', '2000']);
  });

  it('the old answer stays reproducible: the rows of the original alone', () => {
    expect(knownAt('2008-07-09')!.rowHash).toBe(projectPerson(givenEvents(original))!.rowHash);
  });

  it('the implied opening stays 35,000, and a restated line keeps its holding', () => {
    expect(knownAt('2008-07-09')!.holdings[0]!.impliedOpening).toBe('35000');
    expect(knownAt('2008-07-10')!.holdings[0]!.impliedOpening).toBe('35000');
    const ids = (ledger: PersonLedger) => ledger.holdings.map(({ holdingId }) => holdingId);
    expect(ids(knownAt('2008-07-10')!)).toEqual(ids(knownAt('2008-07-09')!));
  });

  it('each line is effective on its transaction date and known from the amendment’s filing date', () => {
    expect(transactions(knownAt('2008-07-10')!)).toMatchObject([
      { effectiveOn: '2008-06-17', knownOn: '2008-07-10', change: '48000', formType: '4/A' },
      { effectiveOn: '2008-06-17', knownOn: '2008-07-10', change: '-48000', formType: '4/A' },
    ]);
    expect(effects(events)).toEqual([
      ['restate', 'I.1'],
      ['restate', 'II.1'],
    ]);
  });

  it('2,000 stay exercisable until 2008-07-29, and none on 2008-07-30', () => {
    const [lot] = vestingLots(events);
    const exercisable = (on: string) => lotOn(on, lot!.vesting).exercisable;
    expect(exercisable('2008-07-29')).toBe('2000');
    expect(exercisable('2008-07-30')).toBe('0');
  });
});

describe('S14: a Form 4/A adds only a holding', () => {
  const trust: GivenLine = { ownership: 'I', nature: 'By trust', following: '10000' };
  const events = givenEvents(original, amendment({ lines: [trust] }));

  it('the result is 85,000 direct and 10,000 by trust; the exercise is not touched', () => {
    const before = projectPerson(events, { knownAt: '2008-07-09' })!;
    const after = projectPerson(events)!;
    expect(after.holdings.map(({ ownership, reported }) => [ownership, reported])).toEqual([
      ['D', '85000'],
      ['I', '10000'],
      ['D', '0'],
    ]);
    expect(transactions(after)).toEqual(transactions(before));
    expect(effects(events)).toEqual([['add', 'I.1']]);
  });

  it('the holding is effective following the transactions of the original', () => {
    const added = projectPerson(events)!.steps.find(({ kind }) => kind === 'holding');
    expect(added).toMatchObject({ effectiveOn: '2008-06-17', knownOn: '2008-07-10', status: 'asserted' });
  });
});

describe('S15: a Form 4/A that changes no figure, and one that takes a duplicate back', () => {
  it('an unchanged line with a new footnote is confirmed: nothing of the balances changes', () => {
    const events = givenEvents(
      original,
      amendment({
        lines: [{ ...commonRow('50000', '85000'), sharesNotes: ['F1'] }],
        footnotes: { F1: 'The exercise was made under a plan adopted on May 1, 2008.' },
      }),
    );
    expect(effects(events)).toEqual([['confirm', 'I.1']]);
    const [before, after] = [projectPerson(events, { knownAt: '2008-07-09' })!, projectPerson(events)!];
    expect(after.steps).toEqual(before.steps);
    expect(after.holdings).toEqual(before.holdings);
  });

  const sale = (following: string): GivenLine => ({
    on: '2008-06-17',
    code: 'S',
    shares: '1000',
    way: 'D',
    price: '3',
    following,
  });

  it.each([
    'The original Form 4 reported this sale twice; the second line is a duplicate.',
    'The original Form 4 inadvertently reported this transaction twice.',
    'The original Form 4 reported the sale of 1,000 shares twice. The duplicate line is hereby removed.',
    'The original reported this sale twice in error. The duplicate line, with 83,000 shares owned following the transaction, is hereby removed.',
  ])('one of two lines is gone from the balance, without a disposition: %s', (text) => {
    const events = givenEvents(
      { signed: '2008-06-18', lines: [sale('84000'), sale('83000')] },
      amendment({
        lines: [{ ...sale('84000'), sharesNotes: ['F1'] }],
        footnotes: { F1: text },
      }),
    );
    const [before, after] = [projectPerson(events, { knownAt: '2008-07-09' })!, projectPerson(events)!];
    expect(before.holdings[0]!.reported).toBe('83000');
    expect(after.holdings[0]!.reported).toBe('84000');
    expect(transactions(before).map(({ change }) => change)).toEqual(['-1000', '-1000']);
    expect(transactions(after).map(({ change }) => change)).toEqual(['-1000']);
    expect(effects(events)).toEqual([
      ['confirm', 'I.1'],
      ['void', null],
    ]);
  });
});

describe('an amendment that changes only the footnote of a grant', () => {
  const grant: GivenLine = {
    table: 'II',
    title: 'Stock Option',
    on: '2008-11-12',
    code: 'A',
    shares: '8000',
    way: 'A',
    strike: '5',
    exercisableNotes: ['F1'],
    expires: '2018-11-12',
    underlying: 'Common Stock',
    underlyingShares: '8000',
    following: '8000',
  };
  const vests = (dates: string) => ({ F1: `The option vests in full on ${dates}.` });
  const events = givenEvents(
    { signed: '2008-11-14', lines: [grant], footnotes: vests('November 12, 2009') },
    amendment({
      original: '2008-11-14',
      period: '2008-11-12',
      signed: '2008-12-01',
      filed: '2008-12-01',
      lines: [grant],
      footnotes: vests('November 12, 2010'),
    }),
  );
  const vestedOn = (on: string, knownAt: string) =>
    lotOn(on, vestingLots(events, { knownAt })[0]!.vesting).vested;

  it('is confirmed, and what it says of vesting is believed from its filing date on', () => {
    expect(effects(events)).toEqual([['confirm', 'II.1']]);
    expect(vestedOn('2009-11-12', '2008-11-30')).toBe('8000');
    expect(vestedOn('2009-11-12', '2008-12-01')).toBe('0');
    expect(vestedOn('2010-11-12', '2008-12-01')).toBe('8000');
  });
});

describe('S18: the missing sale arrives as an amendment', () => {
  it('the difference of 1,000 is gone from the amendment’s filing date on', () => {
    const sold = (on: string, shares: string, following: string): GivenLine => ({
      on,
      code: 'S',
      shares,
      way: 'D',
      following,
    });
    const events = givenEvents(
      { signed: '2008-06-18', lines: [commonRow('50000', '85000')] },
      { signed: '2008-06-26', lines: [sold('2008-06-25', '10000', '74000')] },
      amendment({ lines: [sold('2008-06-17', '1000', '84000')] }),
    );
    const statuses = (ledger: PersonLedger) => ledger.steps.map(({ status }) => status);
    const [before, after] = [projectPerson(events, { knownAt: '2008-07-09' })!, projectPerson(events)!];
    expect(statuses(before)).toEqual(['opening', 'recomputed', 'differs']);
    expect(statuses(after)).toEqual(['opening', 'recomputed', 'recomputed', 'recomputed']);
    expect(balancesOn(after, '2008-06-30')).toEqual(['74000']);
  });
});
