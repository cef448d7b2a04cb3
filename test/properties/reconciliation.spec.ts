import fc from 'fast-check';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { lineId } from '../../src/core/ledger/person-rows';
import { standingAfter } from '../../src/core/ledger/reconciliation/doubt';
import { findingsOf } from '../../src/core/ledger/reconciliation/findings-of';
import { add, subtract } from '../../src/core/values/quantity';
import { document, filing, type GivenFiling, type GivenLine } from '../support/given-filing';
import { recordedEvents } from '../support/recorded-events';

const line = fc.record(
  {
    table: fc.constantFrom('I' as const, 'II' as const),
    title: fc.constantFrom('Common Stock', 'Common Stock, $0.01 par value', 'Restricted Stock Unit'),
    on: fc.integer({ min: 1, max: 28 }).map((day) => `2020-02-${String(day).padStart(2, '0')}`),
    code: fc.constantFrom('P', 'S', 'A', 'M', 'G', 'J'),
    shares: fc.integer({ min: 0, max: 400 }).map((units) => String(units / 4)),
    way: fc.constantFrom('A' as const, 'D' as const),
    following: fc.integer({ min: 0, max: 800 }).map((units) => String(units / 4)),
    ownership: fc.constantFrom('D' as const, 'I' as const),
    nature: fc.constantFrom('By Trust', 'Family Trust', 'See footnote'),
    natureNotes: fc.subarray(['F1', 'F2']),
    sharesNotes: fc.subarray(['F1', 'F3']),
  },
  { requiredKeys: ['on', 'ownership'] },
) as fc.Arbitrary<GivenLine>;

const filings = fc
  .array(
    fc.record({
      form: fc.constantFrom('3' as const, '4' as const, '5' as const),
      period: fc.constantFrom('2020-02-03', '2020-02-20'),
      signed: fc.constantFrom('2020-02-05', '2020-02-21', '2020-05-04'),
      lines: fc.array(line, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(
      (each, place): GivenFiling => ({
        ...each,
        accession: `0000000042-20-00000${place}`,
        filed: `2020-03-0${place + 1}`,
        footnotes: {
          F1: 'Held by the Family Trust.',
          F2: 'Held by Fund Two',
          F3: 'Includes 25 shares of the purchase plan, and 3-for-1 split.',
        },
      }),
    ),
  );

function folded(all: readonly GivenFiling[]) {
  const documents = all.map((each) => document(filing(each), `${each.accession}.txt`));
  return [...recordedEvents(documents).values()]
    .map((events) => foldPerson(events))
    .filter((person) => person !== undefined);
}

describe('reconciliation', () => {
  it('conserves: opening + changes + differences = closing, in every holding whose changes are all known', () => {
    let holdings = 0;
    fc.assert(
      fc.property(filings, (all) => {
        for (const person of folded(all)) {
          const differences = new Map(findingsOf(person).map((each) => [each.lineId, each.difference]));
          for (const { steps } of person.holdings) {
            const [first, ...rest] = steps;
            const known = rest.every(
              ({ kind, status, line }) =>
                kind !== 'opening' && status !== 'underlying' && !line.changeUnknown,
            );
            if (!known || first!.computed === undefined) continue;
            const closing = rest.reduce((balance, { line }) => {
              const counted = add(balance, line.change ?? '0');
              return add(counted, differences.get(lineId(line)) ?? '0');
            }, first!.computed);
            expect(closing).toBe(standingAfter(steps.at(-1)!));
            holdings++;
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(holdings).toBeGreaterThan(300);
  });

  it('each finding is one step: the balance before, the change and the difference give what is reported', () => {
    fc.assert(
      fc.property(filings, (all) => {
        for (const person of folded(all)) {
          const findings = findingsOf(person);
          const steps = person.holdings.flatMap((holding) => holding.steps);
          expect(findings).toHaveLength(steps.filter(({ status }) => status === 'differs').length);
          for (const { before, change, computed, difference, reported } of findings) {
            expect(add(before, change ?? '0')).toBe(computed);
            expect(add(computed, difference)).toBe(reported);
          }
        }
      }),
    );
  });

  it('what a told or exact cause accounts for and what is left make the difference', () => {
    fc.assert(
      fc.property(filings, (all) => {
        for (const finding of folded(all).flatMap(findingsOf)) {
          const { status, causes, residual, difference } = finding;
          const best = causes[0]!;
          const sure = best.certainty === 'told' || best.certainty === 'exact';
          expect(status).toBe(sure ? 'explained' : 'open');
          expect(residual).toBe(sure ? subtract(difference, best.accountsFor) : difference);
          expect(causes.some(({ kinds }) => kinds.includes('missingFiling'))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same in every order of arrival', () => {
    const said = (all: readonly GivenFiling[]) =>
      folded(all)
        .flatMap(findingsOf)
        .map(({ filingKey, table, row, difference, causes }) => [
          filingKey,
          table,
          row,
          difference,
          causes.map(({ kinds, certainty }) => [...kinds, certainty]),
        ]);
    fc.assert(
      fc.property(filings, fc.nat(), (all, turn) => {
        const place = turn % all.length;
        expect(said([...all.slice(place), ...all.slice(0, place)])).toEqual(said(all));
      }),
      { numRuns: 200 },
    );
  });
});
