import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { issuerStreamOf } from '../../src/core/ledger/parties';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { lineId } from '../../src/core/ledger/person-rows';
import { projectPerson } from '../../src/core/ledger/project-person';
import { standingAfter } from '../../src/core/ledger/reconciliation/doubt';
import { findingsOf } from '../../src/core/ledger/reconciliation/findings-of';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { add } from '../../src/core/values/quantity';
import { filings, submissions } from '../support/arbitrary-filings';
import { withDecisionsIn } from '../support/given-decisions';
import { IMMUNOGEN } from '../support/given-filing';
import { recordedEvents } from '../support/recorded-events';

const BY = { author: 'A. Auditor', reason: 'as decided' };
const TITLES = ['Common Stock', 'Stock Option', 'common stock', 'Units'] as const;
const KNOWN = ['2020-02-10', '2020-03-02', '2020-04-01'] as const;

/** A decision before it names lines: those are numbers of the person's lines. */
interface Drawn {
  readonly type: 'HoldingsJoined' | 'HoldingsParted' | 'ClassesGrouped' | 'ClassesParted';
  readonly lines: readonly [number, number];
  readonly titles: readonly [string, string];
  readonly knownOn: string;
}
const title = fc.constantFrom(...TITLES);
const drawn: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    type: fc.constantFrom('HoldingsJoined', 'HoldingsParted', 'ClassesGrouped', 'ClassesParted'),
    lines: fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })),
    titles: fc.tuple(title, title),
    knownOn: fc.constantFrom(...KNOWN),
  }),
  { minLength: 1, maxLength: 6 },
);

function decisionOf({ type, lines, titles, knownOn }: Drawn, ids: readonly string[]): NewDecision {
  const by = { ...BY, knownOn };
  const id = (place: number) => ids[place] ?? `line ${place}`;
  switch (type) {
    case 'HoldingsJoined':
    case 'HoldingsParted':
      return { type, data: { ...by, lines: [id(lines[0]), id(lines[1])] } };
    case 'ClassesGrouped':
      return { type, data: { ...by, issuer: IMMUNOGEN.cik, titles } };
    case 'ClassesParted':
      return { type, data: { ...by, issuer: IMMUNOGEN.cik, titles } };
  }
}

function streamFor({ type }: Drawn, events: readonly StoredEvent[]): string {
  return type === 'ClassesGrouped' || type === 'ClassesParted'
    ? issuerStreamOf(IMMUNOGEN.cik)
    : events[0]!.stream;
}

/** Event ids of the person's lines, the same in any order of arrival. */
function idsOf(events: readonly StoredEvent[]): readonly string[] {
  const filings = foldPerson(events)?.filings ?? [];
  return filings.flatMap((filing) => filing.lines.map((line) => lineId({ filing, line }))).sort();
}

function decided(events: readonly StoredEvent[], decisions: readonly Drawn[], ids = idsOf(events)) {
  return decisions.reduce(
    (all, each) => withDecisionsIn(streamFor(each, events), all, [decisionOf(each, ids)]),
    events,
  );
}

describe('decisions on classes and on lines', () => {
  it('and their undoing give the rows that there were, row for row', () => {
    let changed = 0;
    fc.assert(
      fc.property(filings, drawn, (all, decisions) => {
        for (const events of recordedEvents(submissions(all)).values()) {
          const before = projectPerson(events);
          if (!before) continue;
          const after = decided(events, decisions);
          if (projectPerson(after)!.rowHash !== before.rowHash) changed++;
          const undone = after
            .filter(({ id }) => !events.some((event) => event.id === id))
            .reduce(
              (standing, { id, stream }) =>
                withDecisionsIn(stream, standing, [
                  { type: 'DecisionUndone', data: { ...BY, decision: id } },
                ]),
              after,
            );
          expect(projectPerson(undone)!.rowHash).toBe(before.rowHash);
        }
      }),
      { numRuns: 150 },
    );
    expect(changed).toBeGreaterThan(20);
  });

  it('give the same rows in any order of arrival, on every day of knowledge', () => {
    fc.assert(
      fc.property(filings, drawn, fc.nat(), (all, decisions, turn) => {
        const documents = submissions(all);
        const place = turn % documents.length;
        const turned = recordedEvents([...documents.slice(place), ...documents.slice(0, place)]);
        for (const [stream, events] of recordedEvents(documents)) {
          const ids = idsOf(events);
          const [one, other] = [events, turned.get(stream)!].map((each) => decided(each, decisions, ids));
          for (const knowledge of [{}, ...KNOWN.map((knownAt) => ({ knownAt }))]) {
            expect(projectPerson(other!, knowledge)?.rowHash).toBe(projectPerson(one!, knowledge)?.rowHash);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('lose no line and count none twice, and every holding is conserved', () => {
    let joined = 0;
    fc.assert(
      fc.property(filings, drawn, (all, decisions) => {
        const plain = all.filter((each) => each.form !== '4/A');
        for (const events of recordedEvents(submissions(plain)).values()) {
          const person = foldPerson(decided(events, decisions));
          if (!person) continue;
          const lines = person.holdings.flatMap(({ steps }) =>
            steps.filter(({ kind }) => kind !== 'opening').map(({ line }) => lineId(line)),
          );
          expect(lines.toSorted()).toEqual(idsOf(events));
          const differences = new Map(findingsOf(person).map((each) => [each.lineId, each.difference]));
          for (const { steps } of person.holdings) {
            const [first, ...rest] = steps;
            const known = rest.every(
              ({ kind, status, line }) =>
                kind !== 'opening' && status !== 'underlying' && !line.changeUnknown,
            );
            if (!known || first!.computed === undefined) continue;
            const closing = rest.reduce(
              (balance, { line }) =>
                add(add(balance, line.change ?? '0'), differences.get(lineId(line)) ?? '0'),
              first!.computed,
            );
            expect(closing).toBe(standingAfter(steps.at(-1)!));
            joined++;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(joined).toBeGreaterThan(100);
  });

  it('keep apart what is parted, and hold together what is joined, by the last decision on it', () => {
    fc.assert(
      fc.property(filings, drawn, (all, decisions) => {
        const onLines = decisions.filter(({ type }) => type.startsWith('Holdings'));
        for (const events of recordedEvents(submissions(all)).values()) {
          const last = onLines
            .toSorted((left, right) =>
              left.knownOn < right.knownOn ? -1 : left.knownOn > right.knownOn ? 1 : 0,
            )
            .at(-1);
          const person = foldPerson(decided(events, onLines));
          const ids = idsOf(events);
          const lines = last?.lines.map((place) => ids[place]) ?? [];
          if (!person || !last || lines.some((id) => id === undefined) || lines[0] === lines[1]) continue;
          const [one, other] = lines.map((id) =>
            person.holdings.find(({ steps }) => steps.some(({ line }) => lineId(line) === id)),
          );
          // A line that an amendment takes back is of no holding; a join of two tables or units is refused.
          if (!one || !other) continue;
          if (last.type === 'HoldingsParted') expect(one).not.toBe(other);
          else if (person.doubts.length === 0) expect(one).toBe(other);
        }
      }),
      { numRuns: 200 },
    );
  });
});
