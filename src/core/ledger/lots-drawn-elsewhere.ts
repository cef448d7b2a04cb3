import { bareWords } from '../values/folded-text';
import { subtract } from '../values/quantity';
import type { LotDraw } from './lot-draws';
import { withDraws } from './lot-terms';
import type { PersonLot } from './vesting-lots';

const RULE = 'the row gives other terms, but only this lot of the class has the balance that was drawn from';

/**
 * Gives draws back to the grant that they were filed away from. Filers leave out a strike or a date when they
 * report an exercise, so that it stands in a holding of its own with an opening that nobody granted. Where just
 * one lot of the same issuer, title and ownership held exactly that many units, and nothing that both rows say
 * differs, that lot is the one, and the opening would count its units twice.
 */
export function withDrawsFromElsewhere(lots: readonly PersonLot[]): readonly PersonLot[] {
  const drawn = new Map<PersonLot, readonly LotDraw[]>();
  const gone = new Set<PersonLot>();
  for (const opening of lots) {
    const from =
      opening.origin === 'opening' && opening.step.kind === 'opening' ? opening.draws[0] : undefined;
    if (!from || lots.some((lot) => lot !== opening && lot.holding === opening.holding)) continue;
    const fitting = lots.filter((lot) => !drawn.has(lot) && isSameGrant(lot, opening, from.on));
    const [grant] = fitting;
    if (!grant || fitting.length > 1) continue;
    drawn.set(
      grant,
      opening.draws.map((draw) => ({ ...draw, rule: RULE })),
    );
    gone.add(opening);
  }
  return lots
    .filter((lot) => !gone.has(lot))
    .map((lot) => {
      const draws = [...lot.draws, ...(drawn.get(lot) ?? [])];
      return drawn.has(lot) ? withDraws(lot, draws) : lot;
    });
}

function isSameGrant(lot: PersonLot, opening: PersonLot, on: string): boolean {
  if (lot.origin === 'opening' || lot.acquiredOn === undefined || lot.acquiredOn > on) return false;
  const [left, right] = [lot.holding, opening.holding];
  const sameClass =
    left.issuerId === right.issuerId &&
    left.ownership === right.ownership &&
    left.unit === right.unit &&
    bareWords(left.title) === bareWords(right.title) &&
    bareWords(left.nature ?? '') === bareWords(right.nature ?? '');
  const differ = (one: string | null, other: string | null) =>
    one !== null && other !== null && one !== other;
  // Units without a price are filed with and without a zero.
  const strike = (price: string | null) => (price === '0' ? null : price);
  if (!sameClass || differ(strike(left.strike), strike(right.strike))) return false;
  if (differ(left.expiresOn, right.expiresOn) || differ(left.exercisableOn, right.exercisableOn))
    return false;
  if (lot.draws.some((draw) => draw.on > on)) return false;
  const held = lot.draws.map(({ units }) => units).reduce(subtract, lot.vesting.terms.units);
  return held === opening.vesting.terms.units;
}
