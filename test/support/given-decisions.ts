import type { StoredEvent } from '../../src/core/ledger/events';
import { CHAIN_START } from '../../src/core/ledger/hash-chain';
import { type NewDecision, recordDecision } from '../../src/core/ledger/record-decision';

/** The day on which given decisions are recorded, unless the test says otherwise. */
export const DECIDED_ON = '2026-01-05';

/** A stream's events with decisions at its end, each recorded on the same day. */
export function withDecisions(
  events: readonly StoredEvent[],
  decisions: readonly NewDecision[],
  recordedOn = DECIDED_ON,
): readonly StoredEvent[] {
  return decisions.length === 0 ? events : withDecisionsIn(events[0]!.stream, events, decisions, recordedOn);
}

/** Events of several streams with decisions at the end of one of them, which may be a shared one. */
export function withDecisionsIn(
  stream: string,
  events: readonly StoredEvent[],
  decisions: readonly NewDecision[],
  recordedOn = DECIDED_ON,
): readonly StoredEvent[] {
  const all = [...events];
  for (const decision of decisions) {
    const revision = all.filter((event) => event.stream === stream).length;
    const context = {
      revision: revision - 1,
      correlationId: 'decisions',
      recordedAt: `${recordedOn}T10:00:00.000Z`,
    };
    const event = recordDecision(stream, decision, context);
    all.push({
      ...event,
      stream,
      revision,
      position: `decision ${String(all.length).padStart(8, '0')}`,
      metadata: { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START },
    } as StoredEvent);
  }
  return all;
}
