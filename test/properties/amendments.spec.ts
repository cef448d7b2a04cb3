import fc from 'fast-check';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import {
  CARTER,
  document,
  filing,
  type GivenFiling,
  type GivenLine,
  givenEvents,
  ledgerOf,
} from '../support/given-filing';

const FOOTNOTES = {
  F1: 'Sold under a trading plan.',
  F2: 'This sale was reported in error and did not occur.',
  F3: 'This line was inadvertently omitted from the original Form 4.',
};
const line: fc.Arbitrary<GivenLine> = fc.record(
  {
    table: fc.constantFrom('I' as const, 'I' as const, 'II' as const),
    on: fc.integer({ min: 2, max: 6 }).map((day) => `2020-03-0${day}`),
    code: fc.constantFrom('P', 'S', 'A', 'G'),
    shares: fc.integer({ min: 1, max: 9_999 }).map(String),
    way: fc.constantFrom('A' as const, 'D' as const),
    price: fc.constantFrom('10', '10.25', '0'),
    following: fc.integer({ min: 0, max: 99_999 }).map(String),
    ownership: fc.constantFrom('D' as const, 'D' as const, 'I' as const),
    nature: fc.constantFrom('By trust', 'By spouse'),
    sharesNotes: fc.constantFrom<readonly string[]>([], ['F1']),
  },
  { requiredKeys: ['table', 'on', 'code', 'shares', 'way', 'following', 'ownership'] },
);
const lines = fc.array(line, { minLength: 1, maxLength: 6 });

/** What an amendment may make of a line: the line again, with another cell, taken back, or not at all. */
const amended = (original: GivenLine): fc.Arbitrary<readonly GivenLine[]> =>
  fc.oneof(
    fc.constant([original]),
    fc.constant([]),
    fc.constant([{ ...original, sharesNotes: ['F1'] }]),
    fc.constant([{ ...original, sharesNotes: ['F2'] }]),
    line.map(({ shares }) => [{ ...original, shares: shares! }]),
    line.map(({ following }) => [{ ...original, following: following! }]),
    line.map(({ on }) => [{ ...original, on: on! }]),
    line.map(({ price }) => [{ ...original, price: price ?? '12' }]),
    line.map((added) => [original, { ...added, sharesNotes: ['F3'] }]),
  );

/** Only the footnotes that a row has: words that hang on none speak of the whole filing. */
const footnotesOf = (its: readonly GivenLine[]) => {
  const ids = new Set(its.flatMap(({ sharesNotes = [] }) => sharesNotes));
  return Object.fromEntries(Object.entries(FOOTNOTES).filter(([id]) => ids.has(id)));
};
const originalOf = (place: number, day: number, its: readonly GivenLine[]): GivenFiling => ({
  accession: `0000000042-20-00000${place}`,
  filed: `2020-03-0${day}`,
  signed: `2020-03-0${day}`,
  period: '2020-03-02',
  lines: its,
  footnotes: footnotesOf(its),
});
const amendmentOf = (place: number, named: number, its: readonly GivenLine[]): GivenFiling => ({
  form: '4/A',
  accession: `0000000042-20-00001${place}`,
  filed: `2020-04-0${place}`,
  signed: `2020-04-0${place}`,
  period: '2020-03-02',
  original: `2020-03-0${named}`,
  lines: its,
  footnotes: footnotesOf(its),
});

/** One or two originals, filed on one day or on two, and up to three amendments of either. */
const families = fc
  .tuple(lines, lines, fc.constantFrom(7, 8), fc.boolean())
  .chain(([first, second, day, both]) => {
    const amendments = fc.array(
      fc.tuple(
        fc.constantFrom(7, day),
        fc.tuple(...first.map(amended)).map((parts) => parts.flat()),
      ),
      { minLength: 1, maxLength: 3 },
    );
    return amendments.map((all) => [
      originalOf(1, 7, first),
      ...(both ? [originalOf(2, day, second)] : []),
      ...all.map(([named, its], place) => amendmentOf(place + 1, named, its)),
    ]);
  });

const told = (ledger: PersonLedger | undefined) => ({
  steps: ledger?.steps,
  holdings: ledger?.holdings,
});

const documents = (given: readonly GivenFiling[]) =>
  given.map((each) => document(filing(each), each.accession));

describe('amendments', () => {
  it('recorded in any order, and twice, give the same rows', () => {
    const cases = families.chain((all) =>
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }).map((order) => ({ all, order })),
    );
    fc.assert(
      fc.property(cases, ({ all, order }) => {
        expect(ledgerOf(documents(order)).rowHash).toBe(ledgerOf(documents(all)).rowHash);
      }),
      { numRuns: 150 },
    );
  });

  it('that repeat everything change nothing', () => {
    fc.assert(
      fc.property(lines, (its) => {
        const original = originalOf(1, 7, its);
        const again = givenEvents(original, amendmentOf(1, 7, its));
        expect(told(projectPerson(again))).toEqual(told(projectPerson(givenEvents(original))));
      }),
      { numRuns: 150 },
    );
  });

  it('one after the other: the last one holds', () => {
    const restated = lines.chain((its) =>
      fc.tuple(
        fc.constant(its),
        fc.array(fc.integer({ min: 11, max: 99 }), { minLength: its.length, maxLength: its.length }),
      ),
    );
    const priced = (its: readonly GivenLine[], prices: readonly number[]) =>
      its.map((each, place) => ({ ...each, price: `${prices[place]!}.5` }));
    fc.assert(
      fc.property(restated, ([its, prices]) => {
        const original = originalOf(1, 7, its);
        const last = amendmentOf(2, 7, priced(its, prices));
        const between = amendmentOf(
          1,
          7,
          priced(
            its,
            prices.map((price) => 200 - price),
          ),
        );
        const both = ledgerOf(documents([original, between, last]));
        const alone = ledgerOf(documents([original, last]));
        expect(told(both)).toEqual(told(alone));
      }),
      { numRuns: 150 },
    );
  });

  it('filed later than is known never change an answer', () => {
    const days = fc.constantFrom('2020-03-07', '2020-03-31', '2020-04-01', '2020-04-02');
    fc.assert(
      fc.property(families, days, (all, knownAt) => {
        const known = all.filter(({ filed }) => filed! <= knownAt);
        const answer = projectPerson(givenEvents(...all), { knownAt });
        expect(answer?.rowHash).toBe(projectPerson(givenEvents(...known))?.rowHash);
      }),
      { numRuns: 150 },
    );
  });

  it('every line of every filing counts once or is accounted for by exactly one amendment', () => {
    fc.assert(
      fc.property(families, (all) => {
        const ledger = projectPerson(givenEvents(...all))!;
        // Two amendments with the same lines are one filing under two accession numbers.
        fc.pre(ledger.filings.length === all.length);
        const counting = ledger.steps
          .filter(({ kind }) => kind !== 'opening')
          .map(({ filingKey, table, row }) => `${filingKey} ${table}.${row}`);
        const amendments = ledger.filings.flatMap(({ filingKey, amends }) =>
          (amends?.lines ?? []).map((each) => ({ ...each, filingKey })),
        );
        const former = amendments
          .filter(({ effect }) => effect === 'restate' || effect === 'void')
          .flatMap(({ original }) =>
            original ? [`${original.filingKey} ${original.table}.${original.row}`] : [],
          );
        const standing = amendments
          .filter(
            ({ table, effect }) =>
              table !== null && ['confirm', 'repeat', 'undecided', 'void'].includes(effect),
          )
          .map(({ filingKey, table, row }) => `${filingKey} ${table}.${row}`)
          .filter((key) => !counting.includes(key) && !former.includes(key));
        const filed = all.flatMap(({ accession, lines: its }) => {
          const rows = { I: 0, II: 0 };
          return its.map(({ table = 'I' }) => `${accession} ${table}.${++rows[table]}`);
        });
        expect([...counting, ...former, ...standing].sort()).toEqual(filed.sort());
        expect(ledger.person.cik).toBe(CARTER.cik);
      }),
      { numRuns: 150 },
    );
  });
});
