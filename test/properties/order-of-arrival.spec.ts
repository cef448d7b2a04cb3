import fc from 'fast-check';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import { add, subtract } from '../../src/core/values/quantity';
import { document, filing, type GivenFiling, type GivenLine, headerOf } from '../support/given-filing';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';

const OWNERS = [
  { cik: '0000000101', name: 'EXAMPLE ANNA B' },
  { cik: '0000000102', name: 'EXAMPLE FUND LP' },
  { name: 'PRINTED NAME ONLY' },
];

const line = fc.record(
  {
    table: fc.constantFrom('I' as const, 'II' as const),
    title: fc.constantFrom('Common Stock', 'Stock Option'),
    on: fc.integer({ min: 1, max: 28 }).map((day) => `2020-02-${String(day).padStart(2, '0')}`),
    code: fc.constantFrom('P', 'S', 'A', 'M', 'G', 'J'),
    shares: fc
      .integer({ min: 0, max: 99_999_999 })
      .map((units) => `${units}.${units % 10}`.replace(/\.0$/, '')),
    way: fc.constantFrom('A' as const, 'D' as const),
    following: fc.integer({ min: 0, max: 999_999 }).map(String),
    ownership: fc.constantFrom('D' as const, 'I' as const),
    nature: fc.constantFrom('By Trust', 'See footnote'),
    natureNotes: fc.subarray(['F1', 'F2']),
  },
  { requiredKeys: ['on', 'ownership'] },
) as fc.Arbitrary<GivenLine>;

const filings = fc
  .array(
    fc.record({
      form: fc.constantFrom('3' as const, '4' as const, '4/A' as const, '5' as const),
      owners: fc.subarray(OWNERS, { minLength: 1 }),
      period: fc.constantFrom('2020-02-03', '2020-02-20'),
      signed: fc.constantFrom('2020-02-05', '2020-02-21'),
      lines: fc.array(line, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(
      (each, place): GivenFiling => ({
        ...each,
        accession: `0000000042-20-00000${place}`,
        filed: `2020-03-0${place + 1}`,
        footnotes: { F1: 'Fund One', F2: 'Fund Two' },
      }),
    ),
  );

/** All that is filed, as documents of one kind: the full submission of each filing. */
function submissions(all: readonly GivenFiling[]): GivenDocument[] {
  return all.map((each) => document(filing(each), `${each.accession}.txt`));
}

/** The same as bare XML, each with EDGAR's header beside it. */
function barePairs(all: readonly GivenFiling[]): GivenDocument[] {
  return all.flatMap((each) => {
    const { accession, filed: _filed, ...bare } = each;
    const xml = filing(bare);
    return [document(xml, `4_${accession}.xml`), document(headerOf(each)!, `${accession}.json`)];
  });
}

function ledgersOf(documents: readonly GivenDocument[]): Map<string, PersonLedger> {
  const ledgers = new Map<string, PersonLedger>();
  for (const [stream, events] of recordedEvents(documents)) {
    const ledger = projectPerson(events);
    if (ledger) ledgers.set(stream, ledger);
  }
  return ledgers;
}

function rowHashes(documents: readonly GivenDocument[]): [string, string][] {
  return [...ledgersOf(documents)]
    .map(([stream, ledger]): [string, string] => [stream, ledger.rowHash])
    .sort();
}

/** Owners that only a printed name identifies have no CIK in a header; such filings come as submissions. */
const withCiks = (all: readonly GivenFiling[]) =>
  all.filter((each) => each.owners!.every((owner) => 'cik' in owner));

describe('whatever order documents arrive in', () => {
  it('any order, any repetition and any mix of submission, XML and header give the same row hashes', () => {
    const cases = filings.chain((all) =>
      fc
        .shuffledSubarray([...barePairs(withCiks(all)), ...submissions(all), ...submissions(all)])
        .map((some) => ({ all, documents: [...some, ...submissions(all)] })),
    );
    fc.assert(
      fc.property(cases, fc.nat(), ({ all, documents }, turn) => {
        const place = turn % documents.length;
        const turned = [...documents.slice(place), ...documents.slice(0, place)];
        expect(rowHashes(turned)).toEqual(rowHashes(submissions(all)));
      }),
      { numRuns: 300 },
    );
  });

  it('bare XML files with their headers come to what the submissions come to', () => {
    fc.assert(
      fc.property(
        filings
          .map(withCiks)
          .chain((all) =>
            fc
              .shuffledSubarray(barePairs(all), { minLength: all.length * 2 })
              .map((documents) => ({ all, documents })),
          ),
        ({ all, documents }) => {
          expect(rowHashes(documents)).toEqual(rowHashes(submissions(all)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a document that is met again appends nothing', () => {
    fc.assert(
      fc.property(filings, (all) => {
        const once = [...submissions(all), ...barePairs(withCiks(all))];
        const count = (documents: readonly GivenDocument[]) =>
          [...recordedEvents(documents).values()].reduce((sum, events) => sum + events.length, 0);
        expect(count([...once, ...once])).toBe(count(once));
      }),
    );
  });
});

describe('conservation', () => {
  it('every line of every filing that no amendment restates is a step of exactly one holding', () => {
    fc.assert(
      fc.property(filings, (all) => {
        const plain = all.filter((each) => each.form !== '4/A');
        for (const ledger of ledgersOf(submissions(plain)).values()) {
          const lines = ledger.steps
            .filter((step) => step.kind !== 'opening')
            .map((step) => `${step.filingKey} ${step.table}.${step.row}`);
          expect(new Set(lines).size).toBe(lines.length);
          expect(lines.length).toBe(ledger.filings.reduce((sum, each) => sum + each.lines, 0));
        }
      }),
    );
  });

  it('opening + changes = closing in every holding whose steps all recompute', () => {
    fc.assert(
      fc.property(filings, (all) => {
        for (const ledger of ledgersOf(submissions(all)).values()) {
          for (const holding of ledger.holdings) {
            const steps = ledger.steps.filter((step) => step.holdingId === holding.holdingId);
            const sound = steps.every(
              (step, place) => step.status === 'recomputed' || (place === 0 && step.kind === 'opening'),
            );
            if (!sound) continue;
            const changes = steps.reduce((sum, step) => add(sum, step.change ?? '0'), '0');
            expect(subtract(holding.computed!, holding.impliedOpening ?? '0')).toBe(changes);
          }
        }
      }),
    );
  });
});
