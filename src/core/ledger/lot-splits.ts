import { add, fromUnits, subtract, toUnits } from '../values/quantity';
import { inverse, type Ratio, times } from '../values/ratio';
import type { Tranche } from '../vesting/tranches';
import type { HoldingStep } from './holding-steps';
import type { LotDraw } from './lot-draws';
import type { FormerTerms, LotTermsInForce, TermsOverTime } from './lot-terms';
import { ratioText } from './splits';

/** A stated split of the holding that a lot is a part of. */
export interface LotSplit {
  /** ISO date from which on the lot counts in new shares. */
  readonly on: string;
  readonly ratio: Ratio;
  /** What the holding lost, or gained, because a fraction was rounded; signed. */
  readonly rounding: string;
  /** In words: the ratio and who states it. */
  readonly text: string;
  /** Dollars per share before it; absent where there is none. */
  readonly strikeBefore?: string;
}

/** The stated splits among the steps of a holding, in effective order. */
export function lotSplitsOf(steps: readonly HoldingStep[]): readonly LotSplit[] {
  return steps.flatMap(({ split, effectiveOn, computed }) => {
    if (!split) return [];
    const { ratio, decision } = split.split;
    const text = `split ${ratioText(decision.data)} on ${effectiveOn}, stated by ${decision.data.author}`;
    const { product, strikes } = split;
    return [
      {
        on: effectiveOn,
        ratio,
        rounding: subtract(computed!, product),
        text,
        ...(strikes && { strikeBefore: strikes.before }),
      },
    ];
  });
}

/** How many splits of its holding come before a step. */
export function splitsBefore(step: HoldingStep, steps: readonly HoldingStep[]): number {
  return steps.slice(0, steps.indexOf(step)).filter(({ split }) => split).length;
}

/** How many of the splits have come by the end of a date. */
export function splitsBy(date: string, splits: readonly LotSplit[]): number {
  return splits.filter(({ on }) => on <= date).length;
}

/** Units after splits, one after the other. */
export function unitsAfter(units: string, splits: readonly LotSplit[]): string {
  return splits.map(({ ratio }) => ratio).reduce(times, units);
}

/** Units of a date in the shares of after all splits. */
export function inNewestShares(units: string, date: string, { splits }: TermsOverTime): string {
  return unitsAfter(units, splits.slice(splitsBy(date, splits)));
}

/**
 * Terms of a lot as granted, over the splits of its holding after `since` of them: units and tranches are multiplied,
 * the same lot goes on. What a split's rounding took goes to the lot where it is the only one of its holding.
 */
export function overSplits(
  { former, reading, vesting }: Omit<TermsOverTime, 'splits'>,
  splits: readonly LotSplit[],
  since: number,
  isOnlyLot: boolean,
): TermsOverTime {
  if (splits.length === since) return { former, reading, vesting, splits };
  const own = unitsOverSplits(vesting.terms.units, splits.slice(since), isOnlyLot);
  const units = [...splits.slice(0, since).map(() => vesting.terms.units), ...own];
  const counting = (terms: LotTermsInForce, counted: number) => {
    const told = splits.slice(since, counted).map(({ text }) => text);
    return withUnits(terms, units[counted]!, told);
  };
  const boundaries = [...former.map(({ until }) => until), ...splits.slice(since).map(({ on }) => on)];
  const newest = { reading, vesting };
  return {
    former: [...new Set(boundaries)].sort().map((until): FormerTerms => {
      const terms = former.find((each) => each.until >= until) ?? newest;
      const splitsCounted = Math.max(since, splits.filter(({ on }) => on < until).length);
      return { ...counting(terms, splitsCounted), until, splitsCounted };
    }),
    ...counting(newest, splits.length),
    splits,
  };
}

/** Units of a grant, and what they come to after the first split, after the second one, and so on. */
export function unitsOverSplits(
  granted: string,
  splits: readonly LotSplit[],
  isOnlyLot: boolean,
): readonly string[] {
  const units = [granted];
  for (const { ratio, rounding } of splits) {
    const product = times(units.at(-1)!, ratio);
    units.push(isOnlyLot ? add(product, rounding) : product);
  }
  return units;
}

/** Terms of the same lot with another number of units, in proportion; `told` is why. */
function withUnits(
  { reading, vesting }: LotTermsInForce,
  units: string,
  told: readonly string[],
): LotTermsInForce {
  if (told.length === 0) return { reading, vesting };
  return {
    reading: {
      ...reading,
      tranches: {
        ...reading.tranches,
        tranches: inProportion(reading.tranches.tranches, units),
        evidence: [...reading.tranches.evidence, ...told.map((text) => `units multiplied by the ${text}`)],
      },
    },
    vesting: {
      ...vesting,
      terms: { ...vesting.terms, units },
      tranches: inProportion(vesting.tranches, units),
    },
  };
}

/** Tranches that come to another number of units: running totals are cut, so that their sum is exact. */
export function inProportion(tranches: readonly Tranche[], units: string): readonly Tranche[] {
  const whole = toUnits(tranches.map((tranche) => tranche.units).reduce(add, '0'));
  const wanted = toUnits(units);
  if (whole === 0n || whole === wanted) return tranches;
  let sum = 0n;
  return tranches.map((tranche) => {
    const before = (sum * wanted) / whole;
    sum += toUnits(tranche.units);
    return { ...tranche, units: fromUnits((sum * wanted) / whole - before) };
  });
}

/** Draws in the shares of after so many of the splits; later ones are left out. */
export function drawsCounting(
  counted: number,
  draws: readonly LotDraw[],
  splits: readonly LotSplit[],
): readonly LotDraw[] {
  return draws
    .filter(({ splitsBefore: before = 0 }) => before <= counted)
    .map((draw) => {
      const { unitsThen, splitsBefore: before = 0 } = draw;
      return unitsThen === undefined
        ? draw
        : { ...draw, units: unitsAfter(unitsThen, splits.slice(before, counted)) };
    });
}

/** A lot's draws, also later ones, in the shares of a date; as exact as sums carry where that divides them. */
export function drawsOn(
  date: string,
  { draws, splits }: TermsOverTime & { readonly draws: readonly LotDraw[] },
): readonly LotDraw[] {
  const counted = splitsBy(date, splits);
  return draws.map((draw) => {
    const { unitsThen, splitsBefore: before = 0 } = draw;
    if (unitsThen === undefined) return draw;
    const back = splits.slice(counted, before).map(({ ratio }) => inverse(ratio));
    return { ...draw, units: back.reduceRight(times, unitsAfter(unitsThen, splits.slice(before, counted))) };
  });
}

/** Underlying shares of all units of a lot, in the shares of a date; undefined where they are one for each unit. */
export function underlyingOn(
  units: string,
  { vesting, underlyingShares }: LotTermsInForce & { readonly underlyingShares?: string },
): string | undefined {
  const newest = toUnits(vesting.terms.units);
  if (underlyingShares === undefined || newest === 0n) return underlyingShares;
  return fromUnits((toUnits(underlyingShares) * toUnits(units)) / newest);
}

/** Dollars per share on a date that a split comes after; undefined where none does. */
export function strikeOn(date: string, { splits }: TermsOverTime): string | undefined {
  return splits.find(({ on }) => on > date)?.strikeBefore;
}
