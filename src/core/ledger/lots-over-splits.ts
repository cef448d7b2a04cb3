import { add, subtract } from '../values/quantity';
import { times } from '../values/ratio';
import type { LotDraw } from './lot-draws';
import { drawsCounting, inProportion, type LotSplit } from './lot-splits';
import type { TermsOverTime } from './lot-terms';

/** A lot of a holding with what was drawn from it, and how many of the holding's splits came before it. */
interface DrawnLot extends TermsOverTime {
  readonly since: number;
  readonly draws: readonly LotDraw[];
}

/**
 * The lots of a holding, each split shared out among them: what they have left comes to the balance of the holding
 * after it, whose fraction may have been rounded, in proportion to what they had. Where they had not come to the
 * balance before it, each is multiplied for itself. `lotsWith` makes the lots, given what rounding adds to each of
 * them at each split, signed.
 */
export function lotsOverSplits<Lot extends DrawnLot>(
  splits: readonly LotSplit[],
  count: number,
  lotsWith: (roundings: readonly (readonly string[])[]) => readonly Lot[],
): readonly Lot[] {
  let roundings = Array.from({ length: count }, () => splits.map(() => '0'));
  // What a later split finds was drawn from what an earlier one left.
  for (const [place, split] of splits.entries()) {
    const added = addedAt(place, split, lotsWith(roundings));
    roundings = roundings.map((own, lot) => own.with(place, added[lot]!));
  }
  return lotsWith(roundings);
}

function addedAt(
  place: number,
  { ratio, before, after }: LotSplit,
  lots: readonly DrawnLot[],
): readonly string[] {
  if (lots.length === 1) return [subtract(after, times(before, ratio))];
  const held = lots.map((lot) => ({ units: lot.since > place ? '0' : leftBefore(place, lot) }));
  const isWhole =
    held.every(({ units }) => !units.startsWith('-')) &&
    held.map(({ units }) => units).reduce(add, '0') === before;
  if (!isWhole) return lots.map(() => '0');
  return inProportion(held, after).map(({ units }, lot) => subtract(units, times(held[lot]!.units, ratio)));
}

/** What a lot has left before one of the splits. */
function leftBefore(place: number, lot: DrawnLot): string {
  const drawn = drawsCounting(place, lot.draws, lot);
  return drawn.map(({ units }) => units).reduce(subtract, lot.unitsBySplits[place]!);
}
