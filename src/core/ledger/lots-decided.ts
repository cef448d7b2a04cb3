import { type LotDecisionEvent, lotDecision } from './lot-terms';
import type { PersonLot } from './vesting-lots';

/** Which lot each decision speaks of. */
export interface PlacedDecisions {
  /** By lot id, in the order given. */
  readonly byLot: ReadonlyMap<string, readonly LotDecisionEvent[]>;
  /** In words: decisions that speak of no lot, or of one that cannot be told. */
  readonly doubts: readonly string[];
}

/** Ends the id of a lot that is what a holding of several had before its first evidence. */
export const OPENING = '.opening';

/** Where the line with an event id stands; a restated line is also found by the ids of its earlier versions. */
export type LinesById = ReadonlyMap<
  string,
  {
    readonly holdingId: string;
    /** Of the line as first filed: what lots are called by. */
    readonly firstId: string;
    /** Of the line that counts: what draws name. */
    readonly lineId: string;
  }
>;

/**
 * The lots that an id names: the one with that id, otherwise those that the line with that event id brought or
 * drew from, otherwise those of the holding that the line belongs to.
 */
export function lotsNamed(id: string, lots: readonly PersonLot[], lines: LinesById): readonly PersonLot[] {
  const isOpening = id.endsWith(OPENING);
  const line = lines.get(isOpening ? id.slice(0, -OPENING.length) : id);
  const first = line && (isOpening ? `${line.firstId}${OPENING}` : line.firstId);
  const itself = lots.filter(({ lotId }) => lotId === id || lotId === first);
  if (itself.length > 0 || isOpening) return itself;
  const drawn = lots.filter(({ draws }) => draws.some(({ lineId }) => lineId === line?.lineId));
  if (drawn.length > 0) return drawn;
  return lots.filter(({ holding }) => holding.holdingId === line?.holdingId);
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
