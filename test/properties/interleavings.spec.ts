import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { IDENTITY_STREAM, issuerStreamOf, streamOf } from '../../src/core/ledger/parties';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { filings, submissions } from '../support/arbitrary-filings';
import { withDecisionsIn } from '../support/given-decisions';
import { IMMUNOGEN } from '../support/given-filing';
import { linkedIssuers, linkedPersons } from '../support/given-links';
import { recordedEvents } from '../support/recorded-events';

const [ANNA, FUND] = ['0000000101', '0000000102'];
const OTHER_ISSUER = '0000999999';
const BY = { author: 'A. Auditor', reason: 'a property' };

const decisions = fc.array(
  fc.record({
    kind: fc.constantFrom('opening', 'correction', 'split', 'titles', 'undoing'),
    which: fc.boolean(),
    place: fc.nat(20),
    amount: fc.integer({ min: 2, max: 5 }).map(String),
    knownOn: fc.constantFrom('2021-01-01', '2021-01-02'),
  }),
  { minLength: 2, maxLength: 8 },
);

/** Events of two linked persons and of two linked issuers, with decisions at the ends of their streams. */
const logs = fc.tuple(filings, decisions).map(([all, given]) => {
  const recorded = [...recordedEvents(submissions(all)).values()].flat();
  const filed = recorded.filter(({ stream }) => [ANNA, FUND].map(streamOf).includes(stream));
  let events: readonly StoredEvent[] = withDecisionsIn(IDENTITY_STREAM, filed, [
    linkedPersons(ANNA, FUND),
    linkedIssuers(IMMUNOGEN.cik, OTHER_ISSUER),
  ]);
  for (const { kind, which, place, amount, knownOn } of given) {
    const by = { ...BY, knownOn };
    const issuer = which ? IMMUNOGEN.cik : OTHER_ISSUER;
    const shared = kind === 'split' || kind === 'titles';
    const stream = shared ? issuerStreamOf(issuer) : streamOf(which ? ANNA : FUND);
    const own = events.filter((event) => event.stream === stream);
    const lines = filed.filter((event) => event.stream === stream && 'cells' in event.data);
    const line = lines[place % Math.max(lines.length, 1)]?.id;
    const made = own.filter(({ id }) => !filed.some((event) => event.id === id));
    const decided = made[place % Math.max(made.length, 1)]?.id;
    const decision: NewDecision | undefined =
      kind === 'split'
        ? { type: 'SplitStated', data: { ...by, issuer, effectiveOn: '2020-02-10', from: '1', to: amount } }
        : kind === 'titles'
          ? {
              type: which ? 'ClassesGrouped' : 'ClassesParted',
              data: { ...by, issuer, titles: ['Common Stock', 'Stock Option'] },
            }
          : kind === 'undoing'
            ? decided === undefined
              ? undefined
              : { type: 'DecisionUndone', data: { ...by, decision: decided } }
            : line === undefined
              ? undefined
              : kind === 'opening'
                ? { type: 'OpeningBalanceStated', data: { ...by, holding: line, balance: `${amount}00000` } }
                : {
                    type: 'LineCorrected',
                    data: { ...by, line, cells: { transactionShares: { value: amount } } },
                  };
    if (decision) events = withDecisionsIn(stream, events, [decision]);
  }
  return events;
});

/** The events stream by stream, taken in turns as the numbers say. */
function interleaved(events: readonly StoredEvent[], turns: readonly number[]): readonly StoredEvent[] {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const queues = streams.map((stream) => events.filter((event) => event.stream === stream));
  const taken: StoredEvent[] = [];
  for (let turn = 0; queues.length > 0; turn++) {
    const place = turns[turn % turns.length]! % queues.length;
    taken.push(queues[place]!.shift()!);
    if (queues[place]!.length === 0) queues.splice(place, 1);
  }
  return taken;
}

describe('streams of one person', () => {
  it('come to the same rows however they are interleaved, each in its own order', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }), (events, turns) => {
        const rows = projectPerson(events, {}, ANNA)?.rowHash;
        expect(projectPerson(interleaved(events, turns), {}, ANNA)?.rowHash).toBe(rows);
      }),
      { numRuns: 200 },
    );
  });
});
