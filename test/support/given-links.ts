import type { StoredEvent } from '../../src/core/ledger/events';
import { CHAIN_START } from '../../src/core/ledger/hash-chain';
import { Identity } from '../../src/core/ledger/identity';
import type { Knowledge } from '../../src/core/ledger/knowledge';
import { IDENTITY_STREAM, personOfStream } from '../../src/core/ledger/parties';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import { type NewDecision, recordDecision } from '../../src/core/ledger/record-decision';
import { DECIDED_ON } from './given-decisions';

/** Who decides in tests, and why. */
export const LINKED_BY = { author: 'Ann Lee', reason: 'same signature', knownOn: '2000-01-01' };

type Pair = readonly [string, string];

const inOrder = ([one, other]: Pair): Pair => (one < other ? [one, other] : [other, one]);

export const linkedPersons = (...persons: Pair): NewDecision => ({
  type: 'PersonsLinked',
  data: { ...LINKED_BY, persons: inOrder(persons) },
});
export const unlinkedPersons = (...persons: Pair): NewDecision => ({
  type: 'PersonsUnlinked',
  data: { ...LINKED_BY, persons: inOrder(persons) },
});
export const linkedIssuers = (...issuers: Pair): NewDecision => ({
  type: 'IssuersLinked',
  data: { ...LINKED_BY, issuers: inOrder(issuers) },
});

/** Decisions as they stand in a shared stream, one after the other; in the log they stand after all else. */
export function sharedEvents(decisions: readonly NewDecision[], stream = IDENTITY_STREAM): StoredEvent[] {
  return decisions.map((decision, revision) => {
    const context = {
      revision: revision - 1,
      correlationId: 'decisions',
      recordedAt: `${DECIDED_ON}T10:00:00.000Z`,
    };
    const event = recordDecision(stream, decision, context);
    return {
      ...event,
      stream,
      revision,
      position: `decision ${stream} ${String(revision).padStart(8, '0')}`,
      metadata: { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START },
    } as StoredEvent;
  });
}

/** What the events of a whole log come to: the ledger of every person, by id, as far as is known. */
export function ledgersOfAll(
  events: readonly StoredEvent[],
  knowledge: Knowledge = {},
): ReadonlyMap<string, PersonLedger> {
  const identity = Identity.of(events, knowledge);
  const ids = events.map(({ stream }) => personOfStream(stream)).filter((id) => id !== undefined);
  const kept = [...new Set(ids.map((id) => identity.personOf(id)))].sort();
  const ledgers = kept.map((id) => [id, projectPerson(events, knowledge, id)] as const);
  return new Map(ledgers.filter((entry): entry is [string, PersonLedger] => entry[1] !== undefined));
}

/** Their row hashes. */
export function hashesOfAll(
  events: readonly StoredEvent[],
  knowledge: Knowledge = {},
): Readonly<Record<string, string>> {
  const ledgers = [...ledgersOfAll(events, knowledge)];
  return Object.fromEntries(ledgers.map(([id, { rowHash }]) => [id, rowHash]));
}
