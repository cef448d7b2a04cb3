import fc from 'fast-check';
import type { DecisionData } from '../../src/core/ledger/decision-events';
import type { StoredEvent } from '../../src/core/ledger/events';
import { HOLDING_EVENT, LINE_EVENT_BY_CODE, UNKNOWN_CODE_EVENT } from '../../src/core/ledger/events';
import type { Knowledge } from '../../src/core/ledger/knowledge';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { personLots } from '../../src/core/ledger/vesting-lots';
import { barePairs, filings, submissions, withCiks } from '../support/arbitrary-filings';
import { withDecisions } from '../support/given-decisions';
import type { GivenFiling } from '../support/given-filing';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';

const BY_HAND = { author: 'A. Auditor', reason: 'a property' };
const LINE_EVENTS: ReadonlySet<string> = new Set([
  ...Object.values(LINE_EVENT_BY_CODE),
  HOLDING_EVENT,
  UNKNOWN_CODE_EVENT,
]);
const day = fc.integer({ min: 1, max: 9 }).map((each) => `2020-03-0${each}`);

/** A decision on the line that comes at this place among the stream's lines, or the undoing of an earlier one. */
interface GivenDecision {
  readonly kind: 'opening' | 'correction' | 'undoing' | 'none';
  readonly place: number;
  readonly amount: string;
  readonly knownOn: string;
}
const decisions: fc.Arbitrary<readonly GivenDecision[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('opening' as const, 'correction' as const, 'undoing' as const),
    place: fc.nat(20),
    amount: fc.nat(1000).map(String),
    knownOn: day,
  }),
  { maxLength: 5 },
);

/** Streams with these decisions at their end: those that stand on something that is there. */
function decided(
  documents: readonly GivenDocument[],
  given: readonly GivenDecision[],
  lines: readonly string[],
) {
  const streams = new Map<string, readonly StoredEvent[]>();
  for (const [stream, events] of recordedEvents(documents)) {
    let all: readonly StoredEvent[] = events;
    const made: (string | undefined)[] = [];
    for (const { kind, place, amount, knownOn } of given) {
      const line = lines[place % Math.max(lines.length, 1)];
      const undone = made[place % Math.max(made.length, 1)];
      const decision = decisionOf(kind, { ...BY_HAND, knownOn }, line, amount, undone);
      if (decision) all = withDecisions(all, [decision]);
      made.push(decision && all.at(-1)!.id);
    }
    streams.set(stream, all);
  }
  return streams;
}

function decisionOf(
  kind: GivenDecision['kind'],
  by: { readonly author: string; readonly reason: string; readonly knownOn: string },
  line: string | undefined,
  amount: string,
  undone: string | undefined,
): NewDecision | undefined {
  if (kind === 'undoing') {
    return undone === undefined ? undefined : { type: 'DecisionUndone', data: { ...by, decision: undone } };
  }
  if (line === undefined || kind === 'none') return undefined;
  if (kind === 'opening') {
    return { type: 'OpeningBalanceStated', data: { ...by, holding: line, balance: amount } };
  }
  const cells: DecisionData['LineCorrected']['cells'] = { transactionShares: { value: amount } };
  return { type: 'LineCorrected', data: { ...by, line, cells } };
}

/** Ids of all lines of all streams, in an order of their own. */
function lineIds(documents: readonly GivenDocument[]): readonly string[] {
  return [...recordedEvents(documents).values()]
    .flatMap((events) => events.filter(({ type }) => LINE_EVENTS.has(type)).map(({ id }) => id))
    .sort();
}

function rowHashes(
  streams: ReadonlyMap<string, readonly StoredEvent[]>,
  knowledge: Knowledge,
): (readonly [string, string])[] {
  return [...streams]
    .map(([stream, events]) => [stream, projectPerson(events, knowledge)?.rowHash] as const)
    .filter((each): each is readonly [string, string] => each[1] !== undefined)
    .toSorted();
}

const filedBy = (all: readonly GivenFiling[], knownAt: string) =>
  all.filter(({ filed }) => filed! <= knownAt);
/** Filings of which the last one is the first one's lines once more, under another accession number. */
const refiled = fc
  .tuple(filings, day)
  .map(([all, filed]) => [...all, { ...all[0]!, accession: '0000000042-20-000009', filed }]);
/** Each filing as a submission, or as bare XML with its header beside it, in any order. */
const arrivals = refiled.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray([...submissions(all), ...barePairs(withCiks(all))], {
      minLength: all.length + 2 * withCiks(all).length,
    }),
  ),
);

describe('facts that become known later', () => {
  it('never change an answer: neither filings nor decisions, ingested before or after', () => {
    fc.assert(
      fc.property(arrivals, decisions, day, ([all, documents], given, knownAt) => {
        const lines = lineIds(submissions(filedBy(all, knownAt)));
        const known = decided(submissions(filedBy(all, knownAt)), withoutLater(given, knownAt), lines);
        const everything = decided(documents, given, lines);
        expect(rowHashes(everything, { knownAt })).toEqual(rowHashes(known, { knownAt }));
        expect(rowHashes(everything, { knownAt })).toEqual(rowHashes(known, {}));
      }),
      { numRuns: 300 },
    );
  });

  it('never change what has vested of a lot', () => {
    fc.assert(
      fc.property(filings, day, (all, knownAt) => {
        const lotsOf = (documents: readonly GivenDocument[]) =>
          [...recordedEvents(documents)]
            .map(([stream, events]) => [
              stream,
              personLots(events, { knownAt }).lots.map(({ vesting }) => vesting),
            ])
            .filter(([, lots]) => lots!.length > 0);
        expect(lotsOf(submissions(all))).toEqual(lotsOf(submissions(filedBy(all, knownAt))));
      }),
      { numRuns: 100 },
    );
  });
});

/** Decisions that are not known are left out, but keep their place, so that an undoing finds what it undoes. */
function withoutLater(given: readonly GivenDecision[], knownAt: string): readonly GivenDecision[] {
  return given.map((each) => (each.knownOn <= knownAt ? each : { ...each, kind: 'none' }));
}

describe('an answer as of a recorded position', () => {
  it('is the answer that was given there: replaying to event N is ingesting what came until then', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), ([, documents], turn) => {
        const count = turn % (documents.length + 1);
        const then = recordedEvents(documents.slice(0, count));
        const last =
          [...then.values()]
            .flat()
            .map(({ position }) => position)
            .sort()
            .at(-1) ?? '';
        for (const [stream, events] of recordedEvents(documents)) {
          const until = events.filter(({ position }) => position <= last);
          expect(projectPerson(until)).toEqual(projectPerson(then.get(stream) ?? []));
        }
      }),
      { numRuns: 200 },
    );
  });
});
