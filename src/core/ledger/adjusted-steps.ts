import { subtract } from '../values/quantity';
import { combined, pricePer, type Ratio, times } from '../values/ratio';
import type { FoldedHolding } from './person-holdings';
import type { StepDecision, StepRow } from './person-ledger';
import { stepDecisionOf } from './person-rows';
import type { Split, Splits } from './splits';

/** What turns the shares of a step into those of a later day: the splits between the two. */
export interface Adjustment {
  readonly ratio: Ratio;
  /** As stated, in effective order. */
  readonly splits: readonly StepDecision[];
}

/** How the shares of a holding's days become those of one later day. */
export interface HoldingAdjustments {
  /** Of each step, by its ordinal; null where no split comes after it. */
  readonly steps: readonly (Adjustment | null)[];
  /** Of a line that no longer counts, by its day. */
  onDay(date: string): Adjustment | null;
}

/**
 * How the quantities of a holding are told in the shares of a later day: `asOf`, or of after the newest split. A split
 * counts where it stands among the steps; one that the holding had nothing left for counts by its day.
 */
export function adjustmentsOf({ steps }: FoldedHolding, splits: Splits, asOf?: string): HoldingAdjustments {
  const refused = new Set(steps.flatMap(({ refused: each = [] }) => each));
  const until = (date: string) => asOf === undefined || date <= asOf;
  const places = new Map(steps.flatMap(({ split }, place) => (split ? [[split.split, place] as const] : [])));
  const applied = splits.ofClass(...steps.map(({ line }) => line)).filter((split) => {
    const place = places.get(split);
    return !refused.has(split) && until(place === undefined ? split.effectiveOn : steps[place]!.effectiveOn);
  });
  return {
    steps: steps.map(({ effectiveOn }, ordinal) =>
      adjustmentOver(
        applied.filter((split) => {
          const place = places.get(split);
          return place === undefined ? split.effectiveOn > effectiveOn : place > ordinal;
        }),
      ),
    ),
    onDay: (date) => adjustmentOver(applied.filter(({ effectiveOn }) => effectiveOn > date)),
  };
}

function adjustmentOver(splits: readonly Split[]): Adjustment | null {
  if (splits.length === 0) return null;
  return {
    ratio: splits.map(({ ratio }) => ratio).reduce(combined),
    splits: splits.map(({ decision }) => stepDecisionOf(decision)),
  };
}

/**
 * A step in the shares of another day. A split changes nothing there but what its rounding took. A change is what it
 * makes of the balance before it, so that balances and changes add up where fractions are cut.
 */
export function adjustedStep(row: StepRow, adjustment: Adjustment | null): StepRow {
  const { split, computed } = row;
  const change = split && computed ? subtract(computed, split.product) : row.change;
  const told = { ...adjusted({ ...row, change }, adjustment), computed: multiplied(computed, adjustment) };
  if (!computed || !change || !adjustment) return told;
  const before = times(subtract(computed, change), adjustment.ratio);
  return { ...told, change: subtract(told.computed!, before) };
}

/** The figures of a line in the shares of another day: quantities multiplied, the price divided. */
export function adjusted<Row extends Pick<StepRow, 'change' | 'price' | 'reported'>>(
  row: Row,
  adjustment: Adjustment | null,
): Row {
  return {
    ...row,
    change: multiplied(row.change, adjustment),
    reported: multiplied(row.reported, adjustment),
    price: row.price && adjustment ? pricePer(row.price, adjustment.ratio) : row.price,
  };
}

/** A quantity in the shares of another day. */
export function multiplied(amount: string | null, adjustment: Adjustment | null): string | null {
  return amount && adjustment ? times(amount, adjustment.ratio) : amount;
}
