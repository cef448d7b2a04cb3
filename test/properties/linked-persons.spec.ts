import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { personOfStream } from '../../src/core/ledger/parties';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { barePairs, filings, submissions, withCiks } from '../support/arbitrary-filings';
import { withDecisions } from '../support/given-decisions';
import { document, filing, type GivenFiling, IMMUNOGEN } from '../support/given-filing';
import {
  hashesOfAll,
  LINKED_BY,
  ledgersOfAll,
  linkedIssuers,
  linkedPersons,
  sharedEvents,
  unlinkedPersons,
} from '../support/given-links';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';

const ANNA = '0000000101';
const FUND = '0000000102';
const NAMES = { [ANNA]: 'name.example-anna-b', [FUND]: 'name.example-fund-lp' } as const;
const PRINTED = 'name.printed-name-only';
const ISSUER = 'name.immunogen-inc';

/** The same filings as printed forms, which show neither CIKs nor an accession number. */
function printed(all: readonly GivenFiling[]): GivenDocument[] {
  return all.map(({ accession: _accession, filed: _filed, ...each }, place) => {
    const owners = each.owners!.map(({ name }) => ({ name: name! }));
    const form = filing({ ...each, owners, issuer: { name: IMMUNOGEN.name }, format: 'printedText' });
    return document(form, `printed ${place}.txt`);
  });
}

const LINKS = [
  linkedPersons(ANNA, NAMES[ANNA]),
  linkedPersons(FUND, NAMES[FUND]),
  linkedIssuers(IMMUNOGEN.cik, ISSUER),
];

function eventsOf(documents: readonly GivenDocument[], links: readonly NewDecision[] = []): StoredEvent[] {
  return [...[...recordedEvents(documents).values()].flat(), ...sharedEvents(links)];
}

describe('linked ids', () => {
  it('make a printed form one filing with its submission, hash for hash, in any order of documents and links', () => {
    const cases = filings.chain((all) =>
      fc.record({
        all: fc.constant(all),
        documents: fc
          .shuffledSubarray([...printed(all), ...barePairs(withCiks(all))])
          .chain((some) =>
            fc.shuffledSubarray([...some, ...submissions(all)], { minLength: some.length + all.length }),
          ),
        links: fc.shuffledSubarray(LINKS, { minLength: LINKS.length }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ all, documents, links }) => {
        for (const knowledge of [{}, { knownAt: '2020-03-03' }]) {
          // The issuer of a form that was only printed is linked there, too.
          const expected = hashesOfAll(eventsOf(submissions(all), links), knowledge);
          expect(hashesOfAll(eventsOf(documents, links), knowledge)).toEqual(expected);
          expect(expected).toEqual(hashesOfAll(eventsOf(submissions(all)), knowledge));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('that are unlinked again, or whose link is undone, are as before: every row, over decisions on lines of both', () => {
    const cases = filings.chain((all) =>
      fc.record({
        documents: fc.shuffledSubarray([...submissions(all), ...printed(all)], { minLength: all.length }),
        pair: fc.constantFrom([ANNA, FUND], [ANNA, PRINTED], [FUND, NAMES[ANNA]]) as fc.Arbitrary<
          [string, string]
        >,
        decided: fc.array(fc.nat(50), { maxLength: 4 }),
        undo: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(cases, ({ documents, pair, decided, undo }) => {
        const events = decidedOn(documents, decided);
        const linked = sharedEvents([linkedPersons(...pair)]);
        const taken: NewDecision = undo
          ? { type: 'DecisionUndone', data: { ...LINKED_BY, decision: linked[0]!.id } }
          : unlinkedPersons(...pair);
        const unlinked = sharedEvents([linkedPersons(...pair), taken]);
        const before = ledgersOfAll(events);
        expect(ledgersOfAll([...events, ...unlinked])).toEqual(before);
        // In between, they were one.
        const between = [...ledgersOfAll([...events, ...linked]).keys()];
        expect(between.filter((id) => pair.includes(id)).length).toBeLessThan(2);
      }),
      { numRuns: 200 },
    );
  });

  it('count a filing that both filed jointly once, and every other one of theirs', () => {
    fc.assert(
      fc.property(filings, (all) => {
        const events = eventsOf(submissions(all), [linkedPersons(ANNA, FUND)]);
        const separate = ledgersOfAll(eventsOf(submissions(all)));
        const keys = [ANNA, FUND].flatMap(
          (id) => separate.get(id)?.filings.map(({ filingKey }) => filingKey) ?? [],
        );
        const ledger = ledgersOfAll(events).get(ANNA);
        expect((ledger?.filings ?? []).map(({ filingKey }) => filingKey).sort()).toEqual(
          [...new Set(keys)].sort(),
        );
        for (const row of ledger?.filings ?? []) {
          const given = all.find(({ accession }) => accession === row.accession)!;
          const isJoint = [ANNA, FUND].every((cik) => given.owners!.some((owner) => owner.cik === cik));
          expect(row.owners).toBe(given.owners!.length - (isJoint ? 1 : 0));
        }
      }),
    );
  });
});

/** Corrections and stated openings on lines here and there, in the streams of their own. */
function decidedOn(documents: readonly GivenDocument[], places: readonly number[]): readonly StoredEvent[] {
  return [...recordedEvents(documents)].flatMap(([stream, events]) => {
    expect(personOfStream(stream)).toBeDefined();
    const lines = events.filter(({ data }) => 'table' in data);
    const decisions = places.flatMap((place): NewDecision[] => {
      const line = lines[place];
      if (!line) return [];
      const by = { author: 'Ann Lee', reason: 'the certificate', knownOn: '2021-01-01' };
      return place % 2 === 0
        ? [
            {
              type: 'LineCorrected',
              data: { ...by, line: line.id, cells: { transactionShares: { value: '7' } } },
            },
          ]
        : [{ type: 'OpeningBalanceStated', data: { ...by, holding: line.id, balance: '11' } }];
    });
    return withDecisions(events, decisions);
  });
}
