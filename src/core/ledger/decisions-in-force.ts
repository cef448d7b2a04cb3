import { easternTime } from '../values/eastern-time';
import { compare } from '../values/text-order';
import type { DecisionType } from './decision-events';
import { isDecision, type StoredEvent, type StoredEventOf } from './events';
import { isKnown, type Knowledge } from './knowledge';

export type DecisionEvent = StoredEventOf<DecisionType>;

/** Since when a decision counts as known: the date stated in it, otherwise the US Eastern time of its recording. */
export function decisionKnownFrom({ data, metadata }: DecisionEvent): string {
  return data.knownOn ?? easternTime(metadata.recordedAt) ?? metadata.recordedAt.slice(0, 10);
}

/** The day since when a decision counts as known (ISO date). */
export function decisionKnownOn(decision: DecisionEvent): string {
  return decisionKnownFrom(decision).slice(0, 10);
}

/**
 * The decisions among events that hold, as far as is known: known ones that no known, standing decision undoes (an
 * undoing can itself be undone). By knowledge date, then as they were made: of two on the same thing the later one
 * holds. `events` are those of one or several streams, each in its order; how the streams are interleaved is all one.
 */
export function decisionsInForce(
  events: Iterable<StoredEvent>,
  knowledge: Knowledge = {},
): readonly DecisionEvent[] {
  const known = [...events]
    .filter(isDecision)
    .filter((event) => isKnown(decisionKnownFrom(event), knowledge));
  const undone = new Set<string>();
  // Newest first: an undoing stands in the same stream after what it undoes.
  for (const event of known.toReversed()) {
    if (event.type === 'DecisionUndone' && !undone.has(event.id)) undone.add(event.data.decision);
  }
  const standing = known.filter((event) => event.type !== 'DecisionUndone' && !undone.has(event.id));
  const made = timesMade(known);
  return standing.toSorted(
    (left, right) =>
      compare(decisionKnownOn(left), decisionKnownOn(right)) ||
      compare(made.get(left.id)!, made.get(right.id)!) ||
      compare(left.stream, right.stream) ||
      left.revision - right.revision,
  );
}

/** When each was recorded; never before one that stands before it in its stream, whatever the clock said. */
function timesMade(decisions: readonly DecisionEvent[]): ReadonlyMap<string, string> {
  const latest = new Map<string, string>();
  const made = new Map<string, string>();
  for (const { id, stream, metadata } of decisions) {
    const before = latest.get(stream) ?? '';
    const time = compare(metadata.recordedAt, before) > 0 ? metadata.recordedAt : before;
    latest.set(stream, time);
    made.set(id, time);
  }
  return made;
}

/** The decision in force that takes back the one with this id; undefined when none does. */
export function undoneBy(
  events: Iterable<StoredEvent>,
  decisionId: string,
): StoredEventOf<'DecisionUndone'> | undefined {
  const undone = new Set<string>();
  for (const event of [...events].toReversed()) {
    if (event.type !== 'DecisionUndone' || undone.has(event.id)) continue;
    if (event.data.decision === decisionId) return event;
    undone.add(event.data.decision);
  }
  return undefined;
}

/** The decisions of one type among those in force. */
export function ofType<Type extends DecisionType>(
  decisions: readonly DecisionEvent[],
  type: Type,
): readonly StoredEventOf<Type>[] {
  return decisions.filter((decision): decision is StoredEventOf<Type> => decision.type === type);
}
