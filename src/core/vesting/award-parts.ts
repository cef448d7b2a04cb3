import { MAX_PORTION_DENOMINATOR, MAX_TRANCHES } from '../limits';
import { canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS, toUnits } from '../values/quantity';
import type { Portion, Schedule } from './schedule';

/** One tranche's exact part of an award, before any rounding. */
export interface AwardPart {
  /** Index in the schedule's steps; `vestedBefore` is the part that vested before the first step. */
  readonly step: number | 'vestedBefore';
  /** Place in its series of instalments, from 0. */
  readonly place: number;
  /** In 1/denominator of a scaled unit. */
  readonly share: bigint;
  /** Stated as a number of units: never rounded. */
  readonly stated: boolean;
}

export interface AwardParts {
  readonly parts: readonly AwardPart[];
  readonly denominator: bigint;
  /** What the stated portions leave of the award, in 1/denominator of a scaled unit; negative when they exceed it. */
  readonly rest: bigint;
  /** How much of `rest` printed percentages explain, because `33.3 %` three times is not 100 %. */
  readonly tolerance: bigint;
}

interface Claim {
  readonly step: number | 'vestedBefore';
  readonly portion: Portion;
  readonly count: number;
  readonly of: 'each' | 'total';
}

/**
 * The exact parts that a schedule's steps take of an award of `total` scaled units, in the order stated; or
 * the reason why they are not parts of it.
 */
export function awardParts(schedule: Schedule, total: bigint): AwardParts | string {
  const claims = claimsOf(schedule);
  const wrong = claims.map(problemOf).find((problem) => problem !== undefined);
  if (wrong !== undefined) return wrong;
  if (claims.filter((claim) => claim.portion.kind === 'remaining').length > 1) {
    return 'more than one step takes all that remains';
  }
  if (claims.reduce((count, claim) => count + claim.count, 0) > MAX_TRANCHES) {
    return `more than ${MAX_TRANCHES} tranches`;
  }
  // What remains comes in 1/denominator of all the others, and is divided once more by its own instalments.
  const shared = claims.find((claim) => claim.portion.kind === 'remaining');
  const denominator = claims.map(divisor).reduce(leastCommonMultiple, 1n) * BigInt(shared?.count ?? 1);
  const whole = total * denominator;
  const taken = claims.reduce((sum, claim) => sum + (amount(claim, total, denominator) ?? 0n), 0n);
  const remaining = whole - taken;
  if (shared && remaining < 0n) return 'the tranches come to more than the award';
  const parts = claims.flatMap((claim) => {
    const share = (amount(claim, total, denominator) ?? remaining) / BigInt(claim.count);
    const stated = claim.portion.kind === 'units' && (claim.of === 'each' || claim.count === 1);
    return Array.from({ length: claim.count }, (_, place) => ({ step: claim.step, place, share, stated }));
  });
  const tolerance = claims.reduce((sum, claim) => sum + printedTolerance(claim, whole), 0n);
  return { parts, denominator, rest: shared ? 0n : remaining, tolerance };
}

function claimsOf(schedule: Schedule): readonly Claim[] {
  const steps = schedule.steps.map((step, index): Claim => {
    if (step.kind === 'tranche') return { step: index, portion: step.portion, count: 1, of: 'total' };
    return { step: index, portion: step.portion, count: step.count, of: step.of };
  });
  const before = schedule.vestedBefore;
  return before ? [{ step: 'vestedBefore', portion: before, count: 1, of: 'total' }, ...steps] : steps;
}

function problemOf({ portion, count }: Claim): string | undefined {
  if (!Number.isSafeInteger(count) || count < 1 || count > MAX_TRANCHES) return `${count} instalments`;
  if (portion.kind === 'fraction') {
    const { numerator, denominator } = portion;
    const sound =
      Number.isSafeInteger(numerator) &&
      numerator >= 0 &&
      Number.isSafeInteger(denominator) &&
      denominator >= 1 &&
      denominator <= MAX_PORTION_DENOMINATOR;
    return sound ? undefined : `${numerator}/${denominator} is no part of an award`;
  }
  if (portion.kind === 'remaining') return undefined;
  const canonical = canonicalDecimal(portion.units) === portion.units && !portion.units.startsWith('-');
  if (!canonical) return `${portion.units} is no number of units`;
  return decimalPlaces(portion.units) > QUANTITY_DECIMALS
    ? `${portion.units} units have more than ${QUANTITY_DECIMALS} decimal places`
    : undefined;
}

/** All that a claim's instalments take together, in 1/denominator of a scaled unit; undefined for what remains. */
function amount({ portion, count, of }: Claim, total: bigint, denominator: bigint): bigint | undefined {
  const times = of === 'each' ? BigInt(count) : 1n;
  if (portion.kind === 'units') return toUnits(portion.units) * denominator * times;
  if (portion.kind === 'remaining') return undefined;
  return (total * BigInt(portion.numerator) * denominator * times) / BigInt(portion.denominator);
}

function divisor({ portion, count, of }: Claim): bigint {
  if (portion.kind === 'remaining') return 1n;
  const own = portion.kind === 'fraction' ? BigInt(portion.denominator) : 1n;
  return of === 'total' ? own * BigInt(count) : own;
}

/** Half of the last printed digit of a percentage, for each time it is printed or repeated. */
function printedTolerance({ portion, count, of }: Claim, whole: bigint): bigint {
  if (portion.kind !== 'fraction' || !/^100+$/.test(String(portion.denominator))) return 0n;
  return (whole * (of === 'each' ? BigInt(count) : 1n)) / (2n * BigInt(portion.denominator));
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return (left / a) * right;
}
