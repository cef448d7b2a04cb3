import { type LotDecisionEvent, lotDecision } from './lot-terms';
import type { PersonLot } from './vesting-lots';

/** Which lot each decision speaks of. */
export interface PlacedDecisions {
  /** By lot id, in the order given. */
  readonly byLot: ReadonlyMap<string, readonly LotDecisionEvent[]>;
  /** In words: decisions that speak of no lot, or of one that cannot be told. */
  readonly doubts: readonly string[];
}

/**
 * The lots that an id names: the one with that id, otherwise those that the line with that event id brought or
 * drew from, otherwise those of the holding that the line belongs to. `holdings` gives the holding of each line.
 */
export function lotsNamed(
  id: string,
  lots: readonly PersonLot[],
  holdings: ReadonlyMap<string, string>,
): readonly PersonLot[] {
  const itself = lots.filter(({ lotId }) => lotId === id);
  if (itself.length > 0) return itself;
  const drawn = lots.filter(({ draws }) => draws.some(({ lineId }) => lineId === id));
  if (drawn.length > 0) return drawn;
  return lots.filter(({ holding }) => holding.holdingId === holdings.get(id));
}

/** Finds the lot that each decision speaks of; a decision about none is a doubt, not an error. */
export function placeDecisions(
  decisions: readonly LotDecisionEvent[],
  lotsNamed: (id: string) => readonly PersonLot[],
): PlacedDecisions {
  const byLot = new Map<string, LotDecisionEvent[]>();
  const doubts: string[] = [];
  for (const decision of decisions) {
    const [lot, ...more] = lotsNamed(decision.data.lot);
    if (lot && more.length === 0) {
      const others = byLot.get(lot.lotId) ?? [];
      byLot.set(lot.lotId, [...others, decision]);
      continue;
    }
    const { eventId, type, author } = lotDecision(decision);
    const why = lot ? `a line of ${more.length + 1} lots` : 'no lot that is known here';
    doubts.push(`${type} ${eventId} of ${author} is not applied: "${decision.data.lot}" is the id of ${why}`);
  }
  return { byLot, doubts };
}
