import { add, fromUnits, subtract, toUnits } from '../values/quantity';
import { inverse, type Ratio, times } from '../values/ratio';
import type { HoldingStep } from './holding-steps';
import type { LotDraw } from './lot-draws';
import type { FormerTerms, LotTermsInForce, TermsOverTime } from './lot-terms';
import { ratioText } from './splits';

/** A stated split of the holding that a lot is a part of. */
export interface LotSplit {
  /** ISO date from which on the lot counts in new shares. */
  readonly on: string;
  readonly ratio: Ratio;
  /** Balances of the holding before and after it: a fraction may be rounded. */
  readonly before: string;
  readonly after: string;
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
    const { before, strikes } = split;
    return [
      {
        on: effectiveOn,
        ratio,
        before,
        after: computed!,
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
export function inNewestShares(units: string, date: string, { splits }: SplitLot): string {
  return unitsAfter(units, splits.slice(splitsBy(date, splits)));
}

/**
 * Terms of a lot as granted, over the splits of its holding after `since` of them: units and tranches are multiplied,
 * the same lot goes on. `roundings` are what rounding adds to it at each split, signed.
 */
export function overSplits(
  { former, reading, vesting }: Pick<TermsOverTime, 'former' | 'reading' | 'vesting'>,
  splits: readonly LotSplit[],
  since: number,
  roundings: readonly string[],
): TermsOverTime {
  const own = unitsOverSplits(vesting.terms.units, splits.slice(since), roundings.slice(since));
  const units = [...splits.slice(0, since).map(() => vesting.terms.units), ...own];
  if (splits.length === since) return { former, reading, vesting, splits, unitsBySplits: units };
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
    unitsBySplits: units,
  };
}

/** Units of a grant, and what they come to after the first split, the second one, and so on, with their roundings. */
export function unitsOverSplits(
  granted: string,
  splits: readonly LotSplit[],
  roundings: readonly string[],
): readonly string[] {
  const units = [granted];
  for (const [place, { ratio }] of splits.entries()) {
    units.push(add(times(units.at(-1)!, ratio), roundings[place]!));
  }
  return units;
}

/** Units of a grant from each split on; what rounding took from the holding goes to its only lot. */
export function unitsSinceSplits(
  granted: string,
  splits: readonly LotSplit[],
  isOnlyLot: boolean,
): readonly { readonly on: string; readonly units: string }[] {
  const roundings = splits.map(({ before, after, ratio }) =>
    isOnlyLot ? subtract(after, times(before, ratio)) : '0',
  );
  const units = unitsOverSplits(granted, splits, roundings);
  return splits.map(({ on }, place) => ({ on, units: units[place + 1]! }));
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

/** Parts that come to another number of units: running totals are cut, so that their sum is exact. */
export function inProportion<Part extends { readonly units: string }>(
  parts: readonly Part[],
  units: string,
): readonly Part[] {
  const whole = toUnits(parts.map((part) => part.units).reduce(add, '0'));
  const wanted = toUnits(units);
  if (whole === 0n || whole === wanted) return parts;
  let sum = 0n;
  return parts.map((part) => {
    const before = (sum * wanted) / whole;
    sum += toUnits(part.units);
    return { ...part, units: fromUnits((sum * wanted) / whole - before) };
  });
}

/** A lot over its splits: the units of all of it after each of them. */
type SplitLot = Pick<TermsOverTime, 'splits' | 'unitsBySplits'>;

/**
 * Draws in the shares of after so many of the splits; later ones are left out. What is left of the lot is multiplied,
 * and each draw is what it takes from that, so that no cut fraction of a draw stays in the lot.
 */
export function drawsCounting(
  counted: number,
  draws: readonly LotDraw[],
  { splits, unitsBySplits }: SplitLot,
): readonly LotDraw[] {
  if (splits.length === 0) return draws;
  const own = draws.filter(({ splitsBefore = 0 }) => splitsBefore <= counted);
  let units = own.map((draw) => draw.unitsThen ?? draw.units);
  for (const [place, { ratio }] of splits.slice(0, counted).entries()) {
    let left = unitsBySplits[place]!;
    units = own.map(({ splitsBefore = 0 }, drawn) => {
      if (splitsBefore > place) return units[drawn]!;
      const before = left;
      left = subtract(left, units[drawn]!);
      return subtract(times(before, ratio), times(left, ratio));
    });
  }
  return own.map((draw, drawn) => ({ ...draw, units: units[drawn]! }));
}

/** A lot's draws, also later ones, in the shares of a date; as exact as sums carry where that divides them. */
export function drawsOn(
  date: string,
  { draws, ...lot }: SplitLot & { readonly draws: readonly LotDraw[] },
): readonly LotDraw[] {
  const counted = splitsBy(date, lot.splits);
  const until = new Map(drawsCounting(counted, draws, lot).map((draw) => [draw.lineId, draw]));
  return draws.map((draw) => {
    const { unitsThen, splitsBefore = 0 } = draw;
    if (unitsThen === undefined) return draw;
    if (splitsBefore <= counted) return until.get(draw.lineId)!;
    const back = lot.splits.slice(counted, splitsBefore).map(({ ratio }) => inverse(ratio));
    return { ...draw, units: back.reduceRight(times, unitsThen) };
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
export function strikeOn(date: string, { splits }: SplitLot): string | undefined {
  return splits.find(({ on }) => on > date)?.strikeBefore;
}
