import { bareWords } from '../values/folded-text';
import { add, subtract, toUnits } from '../values/quantity';
import type { LotDraw } from './lot-draws';
import { inNewestShares, splitsBy } from './lot-splits';
import { termsOn, withDraws } from './lot-terms';
import type { PersonLot } from './vesting-lots';

const RULE = 'the row gives other terms, but only this lot of the class has the balance that was drawn from';

/** What each line reports as its following balance, by the line's event id. */
export type FollowingBalances = ReadonlyMap<
  string,
  {
    readonly balance: string;
    /** Place among the lines, in the order of the ledger. */
    readonly place: number;
    /** True when it is the balance before it, in its own holding, plus the change. */
    readonly follows: boolean;
  }
>;

/**
 * Gives draws back to the grant that they were filed away from. Filers leave out a strike or a date when they
 * report an exercise, so that it stands in a holding of its own with an opening that nobody granted, or among
 * the exercises of another grant whose balance it contradicts. Where just one lot of the same issuer, title and
 * ownership held exactly the units that were drawn from, and nothing that both rows say differs, that lot is
 * the one; otherwise its units would count twice.
 */
export function withDrawsFromElsewhere(
  lots: readonly PersonLot[],
  following: FollowingBalances,
): readonly PersonLot[] {
  const drawn = new Map(lots.map((lot) => [lot, lot.draws]));
  const gone = new Set<PersonLot>();
  for (const opening of lots) {
    const [from] = opening.draws;
    // What a person states of an opening is believed, and so is its own lot.
    if (opening.origin !== 'opening' || opening.step.status !== 'opening' || !from) continue;
    if (lots.some((lot) => lot !== opening && isOfHolding(lot, opening))) continue;
    const grant = onlyOne(lots, (lot) => {
      const draws = drawn.get(lot)!;
      const left = subtract(lot.vesting.terms.units, unitsOf(draws));
      const opened = termsOn(from.on, opening).vesting.terms.units;
      const taken = unitsOf(opening.draws.map((draw) => drawnFrom(lot, draw)));
      return (
        mayBeDrawn(lot, opening, from.on) &&
        heldOn(from.on, lot, draws) === inNewestShares(opened, from.on, lot) &&
        toUnits(taken) <= toUnits(left)
      );
    });
    if (!grant) continue;
    drawn.set(grant, moved(grant, drawn.get(grant)!, opening.draws));
    gone.add(opening);
  }
  for (const lot of lots.filter((each) => !gone.has(each))) {
    for (const draw of lot.draws) giveBack(draw, lot, lots, drawn, following);
  }
  return lots
    .filter((lot) => !gone.has(lot))
    .map((lot) => (drawn.get(lot) === lot.draws ? lot : withDraws(lot, drawn.get(lot)!)));
}

/** Moves a draw whose line tells of a balance that its holding did not have, and one other lot had. */
function giveBack(
  draw: LotDraw,
  lot: PersonLot,
  lots: readonly PersonLot[],
  drawn: Map<PersonLot, readonly LotDraw[]>,
  following: FollowingBalances,
): void {
  const after = following.get(draw.lineId);
  if (after === undefined || after.follows) return;
  const filed = add(after.balance, draw.unitsThen ?? draw.units);
  const before = inNewestShares(filed, draw.on, lot);
  const isEarlier = ({ on, lineId }: LotDraw) =>
    on < draw.on || (on === draw.on && (following.get(lineId)?.place ?? 0) < after.place);
  const balances = lots
    .filter((each) => isOfHolding(each, lot) && (each.acquiredOn ?? '') <= draw.on)
    .map((each) =>
      subtract(each.vesting.terms.units, unitsOf(drawn.get(each)!.filter((other) => isEarlier(other)))),
    );
  if (balances.includes(before) || balances.reduce(add, '0') === before) return;
  const grant = onlyOne(
    lots,
    (other) =>
      !isOfHolding(other, lot) &&
      mayBeDrawn(other, lot, draw.on) &&
      heldOn(draw.on, other, drawn.get(other)!) === inNewestShares(filed, draw.on, other),
  );
  if (!grant) return;
  drawn.set(
    lot,
    drawn.get(lot)!.filter((other) => other !== draw),
  );
  drawn.set(grant, moved(grant, drawn.get(grant)!, [draw]));
}

function moved(lot: PersonLot, draws: readonly LotDraw[], more: readonly LotDraw[]): readonly LotDraw[] {
  const all = [...draws, ...more.map((draw) => ({ ...drawnFrom(lot, draw), rule: RULE }))];
  return all.toSorted((left, right) => (left.on === right.on ? 0 : left.on < right.on ? -1 : 1));
}

/** A draw as one from this lot, whose holding may have been split after it. */
function drawnFrom(lot: PersonLot, draw: LotDraw): LotDraw {
  const { unitsThen = draw.units, splitsBefore: _splits, ...rest } = draw;
  if (lot.splits.length === 0) return { ...rest, units: unitsThen };
  const units = inNewestShares(unitsThen, draw.on, lot);
  return { ...rest, units, unitsThen, splitsBefore: splitsBy(draw.on, lot.splits) };
}

function onlyOne(lots: readonly PersonLot[], fits: (lot: PersonLot) => boolean): PersonLot | undefined {
  const [lot, another] = lots.filter(fits);
  return another ? undefined : lot;
}

function isOfHolding(lot: PersonLot, other: PersonLot): boolean {
  return lot.holding.holdingId === other.holding.holdingId;
}

function heldOn(date: string, { vesting }: PersonLot, draws: readonly LotDraw[]): string {
  return subtract(vesting.terms.units, unitsOf(draws.filter(({ on }) => on <= date)));
}

function unitsOf(draws: readonly LotDraw[]): string {
  return draws.map(({ units }) => units).reduce(add, '0');
}

/** A granted lot of the same class, none of whose terms is another one than the row's. */
function mayBeDrawn(lot: PersonLot, row: PersonLot, on: string): boolean {
  if (lot.origin === 'opening' || lot.acquiredOn === undefined || lot.acquiredOn > on) return false;
  const [left, right] = [lot.holding, row.holding];
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
  return (
    sameClass &&
    !differ(strike(left.strike), strike(right.strike)) &&
    !differ(left.expiresOn, right.expiresOn) &&
    !differ(left.exercisableOn, right.exercisableOn)
  );
}
