import { add, subtract, toUnits } from '../values/quantity';
import { candidateLots, type DrawableLot } from '../vesting/candidate-lots';
import { type Draw, drawKindOf } from '../vesting/draw';
import { standingOn } from '../vesting/lot-position';
import type { HoldingStep } from './holding-steps';
import { drawsCounting, unitsAfter } from './lot-splits';
import { type TermsOverTime, termsCounting } from './lot-terms';
import { lotTexts } from './lot-texts';
import { lineId } from './person-rows';
import { tellsOfForfeiture } from './reconciliation/forfeited-units';

/** Units that a line took out of one lot, and how that lot was found. */
export interface LotDraw extends Draw {
  readonly lineId: string;
  /** Transaction code; null when it is missing. */
  readonly code: string | null;
  readonly rule: string;
  /** Lots that the line could have drawn from as well. */
  readonly alsoPossible: readonly string[];
  /** `units` are in the newest shares of the lot; these in those of its row, where the holding was ever split. */
  readonly unitsThen?: string;
  /** How many of the holding's splits `unitsThen` counts. */
  readonly splitsBefore?: number;
}

/** A lot before anything was drawn from it. */
export interface UndrawnLot extends TermsOverTime {
  readonly lotId: string;
  readonly title: string;
  readonly footnotes: readonly string[];
}

/**
 * Which lot each line draws from, in effective order. A holding of one lot leaves no choice. Of several, the
 * one that candidateLots puts first gives the units; where none has enough, they come from all of them, what
 * is exercisable and came first in front. `splitsOfRow` tells how many of the holding's splits a row counts.
 */
export function drawsOf(
  disposals: readonly HoldingStep[],
  lots: readonly UndrawnLot[],
  splitsOfRow: (step: HoldingStep) => number,
): ReadonlyMap<string, readonly LotDraw[]> {
  const drawn = new Map<string, LotDraw[]>(lots.map(({ lotId }) => [lotId, []]));
  // Nothing can come from a lot that is used up: over the years most of a holding's lots.
  const left = new Map(lots.map((lot) => [lot, toUnits(lot.vesting.terms.units)]));
  // Rows that contradict each other may take from a holding that never had anything.
  for (const step of lots.length === 0 ? [] : disposals) {
    const open = lots.filter((lot) => left.get(lot)! > 0n);
    for (const [lotId, draw] of drawFrom(step, lots, open, drawn, splitsOfRow(step))) {
      drawn.get(lotId)!.push(draw);
      const lot = lots.find((each) => each.lotId === lotId)!;
      left.set(lot, left.get(lot)! - toUnits(draw.units));
    }
  }
  return drawn;
}

function drawFrom(
  step: HoldingStep,
  lots: readonly UndrawnLot[],
  open: readonly UndrawnLot[],
  drawn: ReadonlyMap<string, readonly LotDraw[]>,
  splitsOfRow: number,
): readonly (readonly [string, LotDraw])[] {
  const { line } = step;
  const code = line.line.cells.transactionCode?.value;
  const { splits } = lots[0]!;
  // A row of the days after a split may still count in old shares: there its lots are taken in old shares, too.
  const units = line.change!.replace('-', '');
  const filedKind = drawKindOf(code);
  const lost = filedKind !== 'exercise' && filedKind !== 'expiration' && tellsOfForfeiture(line);
  const kind = lost ? 'forfeiture' : filedKind;
  const draw = (amount: string, rule: string, alsoPossible: readonly string[] = []): LotDraw => ({
    on: step.effectiveOn,
    units: unitsAfter(amount, splits.slice(splitsOfRow)),
    kind,
    lineId: lineId(line),
    code: code ?? null,
    rule,
    alsoPossible,
    ...(splits.length > 0 && { unitsThen: amount, splitsBefore: splitsOfRow }),
  });
  if (lots.length === 1) return [[lots[0]!.lotId, draw(units, 'the only lot of the holding')]];
  const drawable = open.map((lot): DrawableLot => {
    const { lotId, title, footnotes } = lot;
    const { vesting } = termsCounting(splitsOfRow, step.effectiveOn, lot);
    const draws = drawsCounting(splitsOfRow, drawn.get(lotId)!, lot);
    return { lotId, title, footnotes, vesting: { ...vesting, draws } };
  });
  const footnotes = lotTexts([line]).map(({ text }) => text);
  const { candidates, rule } = candidateLots(
    {
      title: lots[0]!.title,
      on: step.effectiveOn,
      units,
      footnotes,
      ...(line.reported !== undefined && { following: line.reported }),
    },
    drawable,
  );
  const [first, ...others] = candidates;
  if (first !== undefined) return [[first, draw(units, rule, others)]];
  // More than all lots have: the last one says so as a doubt.
  const last = lots.at(-1)!.lotId;
  return sharedOut(units, step.effectiveOn, drawable, last).map(([lotId, amount]) => [
    lotId,
    draw(
      amount,
      'no lot has enough: drawn from several, exercisable units first, then in order of acquisition',
    ),
  ]);
}

function sharedOut(
  units: string,
  on: string,
  lots: readonly DrawableLot[],
  last: string,
): readonly [string, string][] {
  const shares = new Map<string, string>();
  let left = units;
  const take = (lotId: string, available: string) => {
    const least = toUnits(available) < toUnits(left) ? available : left;
    if (toUnits(least) <= 0n) return;
    shares.set(lotId, add(shares.get(lotId) ?? '0', least));
    left = subtract(left, least);
  };
  const standings = lots.map(({ lotId, vesting }) => ({ lotId, ...standingOn(on, vesting) }));
  for (const { lotId, exercisable } of standings) take(lotId, exercisable);
  for (const { lotId, held } of standings) take(lotId, subtract(held, shares.get(lotId) ?? '0'));
  take(last, left);
  return [...shares];
}
