import type { DecisionData, DecisionType } from './decision-events';
import { eventId } from './event-id';
import { EVENT_VERSION, type NewEvent } from './events';

/** A decision before it is an event. */
export type NewDecision = {
  [Type in DecisionType]: { readonly type: Type; readonly data: DecisionData[Type] };
}[DecisionType];

/** Who records, and when. */
export interface DecisionContext {
  /** Revision of the stream's newest event; the decision is the next one. -1 for an empty stream. */
  readonly revision: number;
  /** Id of the session in which the decision is made. */
  readonly correlationId: string;
  /** Instant of recording (ISO with Z), read at the edge. */
  readonly recordedAt: string;
}

/**
 * The event of a decision. Its id comes from the stream, the revision and what is decided: tried again after a
 * failure it is the same event, and the same thing decided again later is another.
 */
export function recordDecision(stream: string, decision: NewDecision, context: DecisionContext): NewEvent {
  const part = `${context.revision + 1}.${decision.type}.${JSON.stringify(decision.data)}`;
  const id = eventId(stream, 'decision', part);
  const { correlationId, recordedAt } = context;
  const metadata = {
    $correlationId: correlationId,
    $causationId: id,
    version: EVENT_VERSION,
    recordedAt,
  };
  return { id, ...decision, metadata };
}
