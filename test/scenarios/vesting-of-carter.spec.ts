import path from 'node:path';
import { termsOn } from '../../src/core/ledger/lot-terms';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { type LotOptions, type PersonLot, vestingLots } from '../../src/core/ledger/vesting-lots';
import { withinSixtyDays } from '../../src/core/rules/within-sixty-days';
import { lotOn } from '../../src/core/vesting/lot-position';
import type { AllocationType } from '../../src/core/vesting/schedule';
import { withDecisions } from '../support/given-decisions';
import { documentsFrom } from '../support/given-document';
import { recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const FOLDERS = [
  EXAMPLES,
  ...(sharedIsThere('vesting on the original texts') ? [path.join(SHARED, 'seeds')] : []),
];

/** From the printed forms to positions: parsed, recorded, folded, footnotes read. Nothing is given by hand. */
describe.each(FOLDERS)('what vested of the three filings in %s', (folder) => {
  const documents = documentsFrom(folder).filter(({ name }) => name.startsWith('carter-'));
  const lots = lotsOf(documents);
  const [cash, option, shares] = ['6230.5295', '50000', '8000'].map((units) => {
    const [lot, ...others] = lots.filter(({ vesting }) => vesting.terms.units === units);
    expect(others).toEqual([]);
    return lot!;
  }) as [PersonLot, PersonLot, PersonLot];
  const on = (date: string, { vesting }: PersonLot) => lotOn(date, vesting);

  it('there are three lots, none with a doubt', () => {
    expect(lots.map(({ origin, doubts }) => [origin, doubts])).toEqual([
      ['grant', []],
      ['opening', []],
      ['grant', []],
    ]);
  });

  it.each([
    ['1999-07-28', '0'],
    ['1999-07-29', '16667'],
    ['2000-07-28', '16667'],
    ['2000-07-29', '33334'],
    ['2001-07-28', '33334'],
    ['2001-07-29', '50000'],
    ['2008-06-16', '50000'],
    ['2008-06-17', '0'],
    ['2008-07-30', '0'],
  ])('S2: on %s, %s of the option was exercisable', (date, exercisable) => {
    expect(on(date, option)).toMatchObject({ exercisable, doubts: [] });
  });

  it('S2: the option’s schedule is stated in full, in its footnote 1', () => {
    expect(option.reading).toMatchObject({
      source: 'footnote',
      text: { footnote: 'F1', cell: 'exerciseDate' },
    });
    expect(option.reading.tranches).toMatchObject({ certainty: 'determined', assumptions: [], doubts: [] });
    expect(option.draws).toMatchObject([{ on: '2008-06-17', units: '50000', kind: 'exercise', code: 'M' }]);
  });

  it('S4: nothing of the option is left to expire', () => {
    expect(on('2008-07-30', option)).toMatchObject({ expired: '0', forfeited: '0', exercised: '50000' });
  });

  it.each([
    ['2006-07-30', '0'],
    ['2006-07-31', '519.2108'],
    ['2006-12-15', '2596.054'],
    ['2006-12-31', '3115.2648'],
    ['2007-02-27', '3634.4755'],
    ['2007-02-28', '4153.6863'],
    ['2007-06-29', '5711.3187'],
    ['2007-06-30', '6230.5295'],
  ])('S5: by %s, %s of the units of 2006 had vested', (date, vested) => {
    expect(on(date, cash).vested).toBe(vested);
  });

  it('S5: the rounding is told as an assumption, the expiration of 1988 is not used', () => {
    expect(cash.reading.tranches.certainty).toBe('assumed');
    expect(cash.reading.tranches.assumptions).toContain('rounded to 4 decimal places by CUMULATIVE_ROUNDING');
    expect(cash.holding.expiresOn).toBeNull();
  });

  it('S7: 8,000 units in twelve quarters, the other readings told', () => {
    let total = 0;
    const totals = shares.vesting.tranches.map(({ units }) => (total += Number(units)));
    expect(totals).toEqual([667, 1333, 2000, 2667, 3333, 4000, 4667, 5333, 6000, 6667, 7333, 8000]);
    expect(shares.vesting.tranches.map((tranche) => tranche.on)).toEqual(
      ['2009', '2010', '2011'].flatMap((year) =>
        ['02', '05', '08', '11'].map((month) => `${year}-${month}-12`),
      ),
    );
    expect(on('2009-02-11', shares).vested).toBe('0');
    expect(on('2009-02-12', shares).vested).toBe('667');
    const firsts = shares.reading.reading.alternatives.map(({ schedule }) => schedule.steps[0]);
    expect(firsts).toContainEqual(
      expect.objectContaining({ count: 12, first: { kind: 'date', on: '2009-05-12' } }),
    );
    expect(shares.reading.tranches.evidence).toContain(
      'the last tranche falls exactly 3 years after the grant',
    );
  });

  it.each<[AllocationType, string]>([
    ['CUMULATIVE_ROUNDING', '667 1333 2000 2667 3333 4000 4667 5333 6000 6667 7333 8000'],
    ['CUMULATIVE_ROUND_DOWN', '666 1333 2000 2666 3333 4000 4666 5333 6000 6666 7333 8000'],
    ['FRONT_LOADED', '667 1334 2001 2668 3335 4002 4669 5336 6002 6668 7334 8000'],
    ['BACK_LOADED', '666 1332 1998 2664 3331 3998 4665 5332 5999 6666 7333 8000'],
    ['FRONT_LOADED_TO_SINGLE_TRANCHE', '674 1340 2006 2672 3338 4004 4670 5336 6002 6668 7334 8000'],
    ['BACK_LOADED_TO_SINGLE_TRANCHE', '666 1332 1998 2664 3330 3996 4662 5328 5994 6660 7326 8000'],
    [
      'FRACTIONAL',
      '666.6667 1333.3333 2000 2666.6667 3333.3333 4000 4666.6667 5333.3333 6000 6666.6667 7333.3333 8000',
    ],
  ])('S7: %s comes to %s', (allocation, totals) => {
    const lot = lotsOf(documents, { allocation }).find(({ vesting }) => vesting.terms.units === '8000')!;
    const dates = lot.vesting.tranches.map((tranche) => tranche.on!);
    expect(dates.map((date) => on(date, lot).vested).join(' ')).toBe(totals);
    expect(on('2009-02-11', lot).vested).toBe('0');
  });

  it('S7: every policy agrees on 0 and 8,000 only', () => {
    const down = lotsOf(documents, { allocation: 'CUMULATIVE_ROUND_DOWN' }).find(
      (lot) => lot.vesting.terms.units === '8000',
    )!;
    expect(on('2009-02-11', down).vested).toBe('0');
    expect(on('2009-02-12', down).vested).toBe('666');
    expect(on('2011-11-12', down).vested).toBe('8000');
  });

  it('S6: the units settled in cash never count', () => {
    const [count] = within('2006-07-05', cash).lots;
    expect(count).toMatchObject({ units: '1038.4216', shares: '0', reason: 'settledInCash' });
  });

  it.each([
    ['2008-11-14', '2009-01-13', '0'],
    ['2008-12-13', '2009-02-11', '0'],
    ['2008-12-14', '2009-02-12', '667'],
    ['2008-12-15', '2009-02-13', '667'],
  ])('S8: as of %s, by %s: %s units of 2008, counted only if the policy says so', (asOf, lastDay, units) => {
    expect(within(asOf, shares)).toMatchObject({ lastDay, shares: '0', lots: [{ units, shares: '0' }] });
    expect(within(asOf, shares, 'count')).toMatchObject({ shares: units });
  });

  it('S10: on 2008-11-14, no option, all of the units of 2006 vested, none of those of 2008', () => {
    expect(on('2008-11-14', option)).toMatchObject({ exercisable: '0', held: '0' });
    expect(on('2008-11-14', cash)).toMatchObject({ vested: '6230.5295', held: '6230.5295' });
    expect(on('2008-11-14', shares)).toMatchObject({ vested: '0', held: '8000' });
  });

  it('S12: on 2000-08-01, 33,334 were exercisable, which nobody knew before 2008-06-18', () => {
    expect(on('2000-08-01', option).exercisable).toBe('33334');
    const knownAt = (day: string) => lotsOf(documents, { knownAt: day });
    expect(knownAt('2008-06-17').map(({ holding }) => holding.title)).toEqual(['Deferred Share Unit']);
    const known = knownAt('2008-06-18').filter(({ holding }) => holding.strike === '1.375');
    expect(known.map((lot) => on('2000-08-01', lot).exercisable)).toEqual(['33334']);
    expect(knownAt('2006-07-04')).toEqual([]);
  });

  it('S6 and S10 under the plan as amended in 2006: settled in shares by decision, from its effective date on', () => {
    const [events] = recordedEvents(documents).values();
    const amended: NewDecision = {
      type: 'TermsChanged',
      data: {
        author: 'A. Auditor',
        reason: 'amendment of the plan',
        knownOn: '2006-09-11',
        lot: cash.lotId,
        effectiveOn: '2006-09-05',
        settlesIn: 'shares',
      },
    };
    const decided = (knownAt?: string) =>
      vestingLots(withDecisions(events!, [amended]), knownAt === undefined ? {} : { knownAt }).find(
        ({ lotId }) => lotId === cash.lotId,
      )!;
    const reason = (asOf: string, lot: PersonLot) =>
      within(asOf, { ...lot, ...termsOn(asOf, lot) }).lots[0]!.reason;
    expect(reason('2006-09-04', decided())).toBe('settledInCash');
    expect(reason('2006-09-05', decided())).toBe('payableOnRetirement');
    expect(reason('2006-09-05', decided('2006-09-10'))).toBe('settledInCash');
    expect(on('2008-11-14', decided())).toMatchObject({ vested: '6230.5295', held: '6230.5295' });
  });
});

function lotsOf(documents: Parameters<typeof recordedEvents>[0], options: LotOptions = {}) {
  const [events] = recordedEvents(documents).values();
  return vestingLots(events!, options);
}

function within(asOf: string, lot: PersonLot, unitsPayableOnRetirement: 'exclude' | 'count' = 'exclude') {
  const { lotId, holding, vesting } = lot;
  const { settlement } = lot.reading;
  const counted = { lotId, title: holding.title, vesting, ...(settlement && { settlement }) };
  return withinSixtyDays(asOf, [counted], { unitsPayableOnRetirement });
}
