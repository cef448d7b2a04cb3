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
  if (decisions.length === 0) return events;
  const all = [...events];
  const { stream } = all[0]!;
  for (const decision of decisions) {
    const context = {
      revision: all.length - 1,
      correlationId: 'decisions',
      recordedAt: `${recordedOn}T10:00:00.000Z`,
    };
    const event = recordDecision(stream, decision, context);
    all.push({
      ...event,
      stream,
      revision: all.length,
      position: `decision ${String(all.length).padStart(8, '0')}`,
      metadata: { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START },
    } as StoredEvent);
  }
  return all;
}
