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
 * The decisions among a stream's events that hold, as far as is known: known ones that no known, standing
 * decision undoes (an undoing can itself be undone). By knowledge date, then in the order of the stream: of two
 * on the same thing the later one holds.
 */
export function decisionsInForce(
  events: Iterable<StoredEvent>,
  knowledge: Knowledge = {},
): readonly DecisionEvent[] {
  const known = [...events]
    .filter(isDecision)
    .filter((event) => isKnown(decisionKnownFrom(event), knowledge));
  const undone = new Set<string>();
  // Newest first: an undoing stands in the stream after what it undoes.
  for (const event of known.toReversed()) {
    if (event.type === 'DecisionUndone' && !undone.has(event.id)) undone.add(event.data.decision);
  }
  const standing = known.filter((event) => event.type !== 'DecisionUndone' && !undone.has(event.id));
  return standing.toSorted((left, right) => compare(decisionKnownOn(left), decisionKnownOn(right)));
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
