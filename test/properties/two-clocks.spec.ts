import fc from 'fast-check';
import { amendmentDiff } from '../../src/core/ledger/amendments/amendment-diff';
import type { DecisionData } from '../../src/core/ledger/decision-events';
import type { StoredEvent } from '../../src/core/ledger/events';
import { HOLDING_EVENT, LINE_EVENT_BY_CODE, UNKNOWN_CODE_EVENT } from '../../src/core/ledger/events';
import type { Knowledge } from '../../src/core/ledger/knowledge';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { projectPerson } from '../../src/core/ledger/project-person';
import { findingsOverTime } from '../../src/core/ledger/reconciliation/findings-over-time';
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
  readonly kind: 'opening' | 'correction' | 'original' | 'undoing' | 'none';
  readonly place: number;
  readonly amount: string;
  readonly knownOn: string;
}
const decisions: fc.Arbitrary<readonly GivenDecision[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('opening' as const, 'correction' as const, 'original' as const, 'undoing' as const),
    place: fc.nat(20),
    amount: fc.nat(1000).map(String),
    knownOn: day,
  }),
  { maxLength: 5 },
);

/** Streams with these decisions at their end: those that stand on something that is there. */
function decided(documents: readonly GivenDocument[], given: readonly GivenDecision[], there: Decidable) {
  const { lines, filings: recorded } = there;
  const streams = new Map<string, readonly StoredEvent[]>();
  for (const [stream, events] of recordedEvents(documents)) {
    let all: readonly StoredEvent[] = events;
    const made: (string | undefined)[] = [];
    for (const { kind, place, amount, knownOn } of given) {
      const line = lines[place % Math.max(lines.length, 1)];
      const undone = made[place % Math.max(made.length, 1)];
      const by = { ...BY_HAND, knownOn };
      const decision =
        kind === 'original' ? choice(by, recorded, place) : decisionOf(kind, by, line, amount, undone);
      if (decision) all = withDecisions(all, [decision]);
      made.push(decision && all.at(-1)!.id);
    }
    streams.set(stream, all);
  }
  return streams;
}

function decisionOf(
  kind: Exclude<GivenDecision['kind'], 'original'>,
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

/** One filing, mostly an amendment, chosen to amend another one or none. */
function choice(
  by: Parameters<typeof decisionOf>[1],
  recorded: readonly string[],
  place: number,
): NewDecision | undefined {
  const amendment = recorded[place % Math.max(recorded.length, 1)];
  if (amendment === undefined) return undefined;
  const original = place % 3 === 0 ? null : recorded[(place * 7 + 1) % recorded.length]!;
  return { type: 'OriginalChosen', data: { ...by, amendment, original } };
}

/** What decisions can be about, in an order of its own: ids of lines, and fingerprints of filings, amendments first. */
interface Decidable {
  readonly lines: readonly string[];
  readonly filings: readonly string[];
}

function decidable(documents: readonly GivenDocument[]): Decidable {
  const events = [...recordedEvents(documents).values()].flat();
  const filed = events.flatMap((event) =>
    event.type === 'FilingRecorded'
      ? [[event.data.formType.endsWith('/A'), event.data.fingerprint] as const]
      : [],
  );
  const of = (isAmendment: boolean) =>
    [...new Set(filed.filter(([is]) => is === isAmendment).map(([, fingerprint]) => fingerprint))].sort();
  return {
    lines: events
      .filter(({ type }) => LINE_EVENTS.has(type))
      .map(({ id }) => id)
      .sort(),
    filings: [...of(true), ...of(false)],
  };
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

/**
 * Filings signed one after the other, each before the next is, and filed on the day or the day after: what bare XML and
 * headers that no document's name puts together leave of them.
 */
const inTurn = fc
  .tuple(filings, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([all, sameDay]) =>
    withCiks(all).map((each, place): GivenFiling => {
      const [signed, next] = [1, 2].map((more) => `2020-03-${String(2 * place + more).padStart(2, '0')}`);
      const own = { on: '2020-02-01', code: 'P', shares: `${place + 1}`, way: 'A' as const };
      return {
        ...each,
        signed: signed!,
        filed: sameDay[place] ? signed! : next!,
        lines: [own, ...each.lines],
      };
    }),
  );
/** Bare XML and headers, with names that say nothing. */
const unnamedPairs = (all: readonly GivenFiling[]) =>
  barePairs(all).map((each, place) => ({ ...each, name: `document ${place}` }));

describe('facts that become known later', () => {
  it('never change to which filing a header belongs that no name tells', () => {
    fc.assert(
      fc.property(
        inTurn.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(unnamedPairs(all), { minLength: 2 * all.length }),
            fc.integer({ min: 1, max: 12 }).map((each) => `2020-03-${String(each).padStart(2, '0')}`),
          ),
        ),
        ([all, documents, knownAt]) => {
          const filed = filedBy(all, knownAt);
          const everything = rowHashes(recordedEvents(documents), { knownAt });
          expect(everything).toEqual(rowHashes(recordedEvents(submissions(filed)), {}));
          expect(everything).toEqual(rowHashes(recordedEvents(unnamedPairs(filed)), { knownAt }));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never change an answer: neither filings nor decisions, ingested before or after', () => {
    fc.assert(
      fc.property(arrivals, decisions, day, ([all, documents], given, knownAt) => {
        const { known, everything } = asKnown(all, documents, given, knownAt);
        expect(rowHashes(everything, { knownAt })).toEqual(rowHashes(known, { knownAt }));
        expect(rowHashes(everything, { knownAt })).toEqual(rowHashes(known, {}));
      }),
      { numRuns: 300 },
    );
  });

  it('never change a finding, open, explained or resolved, nor what an amendment is told to change', () => {
    fc.assert(
      fc.property(arrivals, decisions, day, ([all, documents], given, knownAt) => {
        const { known, everything } = asKnown(all, documents, given, knownAt);
        expect(findingsIn(everything, knownAt)).toEqual(findingsIn(known, knownAt));
        expect(diffsIn(everything, knownAt)).toEqual(diffsIn(known, knownAt));
      }),
      { numRuns: 40 },
    );
  });

  it('never change what has vested of a lot, nor what was drawn from it', () => {
    fc.assert(
      fc.property(arrivals, decisions, day, ([all, documents], given, knownAt) => {
        const { known, everything } = asKnown(all, documents, given, knownAt);
        const lotsIn = (streams: Streams) =>
          inStreams(streams, (events) =>
            personLots(events, { knownAt }).lots.map(({ vesting, draws }) => [
              vesting,
              draws.map(({ on, units, kind, code }) => [on, units, kind, code]),
            ]),
          );
        expect(lotsIn(everything)).toEqual(lotsIn(known));
      }),
      { numRuns: 100 },
    );
  });
});

type Streams = ReadonlyMap<string, readonly StoredEvent[]>;

/** What was filed and decided by then, and all that was ever recorded. */
function asKnown(
  all: readonly GivenFiling[],
  documents: readonly GivenDocument[],
  given: readonly GivenDecision[],
  knownAt: string,
): { readonly known: Streams; readonly everything: Streams } {
  const filed = submissions(filedBy(all, knownAt));
  const there = decidable(filed);
  return {
    known: decided(filed, withoutLater(given, knownAt), there),
    everything: decided(documents, given, there),
  };
}

/** What is told of each stream, where anything is; ids are another thing when documents come in another order. */
function inStreams<Told>(
  streams: Streams,
  tell: (events: readonly StoredEvent[]) => readonly Told[],
): readonly (readonly [string, readonly Told[]])[] {
  return [...streams]
    .map(([stream, events]) => [stream, tell(events)] as const)
    .filter(([, told]) => told.length > 0)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function findingsIn(streams: Streams, knownAt: string) {
  return inStreams(streams, (events) =>
    findingsOverTime(events, { knownAt }).map((finding) => {
      const { filingKey, table, row, status, before, change, computed, reported, knownOn } = finding;
      const { difference, residual, resolvedOn, resolvedBy, causes } = finding;
      const why = causes.map(({ kinds, certainty, arithmetic }) => [kinds, certainty, arithmetic]);
      return [
        [filingKey, table, row, status, before, change, computed, reported, knownOn],
        [difference, residual, resolvedOn, resolvedBy, why],
      ];
    }),
  );
}

function diffsIn(streams: Streams, knownAt: string) {
  return inStreams(streams, (events) =>
    (foldPerson(events, { knownAt })?.amendments ?? []).map((amended) => {
      const { lines, unnamed, boxes } = amendmentDiff(amended);
      const bare = (each: object | null) => each && { ...each, lineId: undefined };
      return [
        amended.standing,
        amended.originals.map(({ filing, confidence, evidence }) => [filing.filingKey, confidence, evidence]),
        lines.map((each) => ({ ...each, line: bare(each.line), original: bare(each.original) })),
        unnamed.map(bare),
        boxes,
      ];
    }),
  );
}

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
