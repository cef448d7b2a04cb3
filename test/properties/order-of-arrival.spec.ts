import fc from 'fast-check';
import type { Knowledge } from '../../src/core/ledger/knowledge';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import { add, subtract } from '../../src/core/values/quantity';
import { barePairs, filings, submissions, withCiks } from '../support/arbitrary-filings';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';

function ledgersOf(
  documents: readonly GivenDocument[],
  knowledge: Knowledge = {},
): Map<string, PersonLedger> {
  const ledgers = new Map<string, PersonLedger>();
  for (const [stream, events] of recordedEvents(documents)) {
    const ledger = projectPerson(events, knowledge);
    if (ledger) ledgers.set(stream, ledger);
  }
  return ledgers;
}

function rowHashes(documents: readonly GivenDocument[], knowledge: Knowledge = {}): [string, string][] {
  return [...ledgersOf(documents, knowledge)]
    .map(([stream, ledger]): [string, string] => [stream, ledger.rowHash])
    .sort();
}

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
        for (const knowledge of [{}, { knownAt: '2020-03-03' }]) {
          expect(rowHashes(turned, knowledge)).toEqual(rowHashes(submissions(all), knowledge));
        }
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
          for (const knowledge of [{}, { knownAt: '2020-03-03' }]) {
            expect(rowHashes(documents, knowledge)).toEqual(rowHashes(submissions(all), knowledge));
          }
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
