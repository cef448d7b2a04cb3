import type { Ratio } from './numbers';

/** Exact sums of printed parts: 25/100 and 1/48. */

export const NONE: Ratio = { numerator: 0, denominator: 1 };
export const ALL: Ratio = { numerator: 1, denominator: 1 };

export function plus(left: Ratio, right: Ratio): Ratio {
  return reduced(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function minus(left: Ratio, right: Ratio): Ratio {
  return plus(left, { numerator: -right.numerator, denominator: right.denominator });
}

export function times(ratio: Ratio, count: number): Ratio {
  return reduced(ratio.numerator * count, ratio.denominator);
}

export function dividedBy(ratio: Ratio, count: number): Ratio {
  return reduced(ratio.numerator, ratio.denominator * count);
}

export function product(left: Ratio, right: Ratio): Ratio {
  return reduced(left.numerator * right.numerator, left.denominator * right.denominator);
}

export function asNumber({ numerator, denominator }: Ratio): number {
  return numerator / denominator;
}

/** What a printed percentage may be off: half of its last digit. Fractions are exact. */
export function printedSlack({ denominator }: Ratio): number {
  return /^100+$/.test(String(denominator)) ? 1 / (2 * denominator) : 0;
}

/** True when two sums are the same, as far as the digits that were printed can say. */
export function isAbout(left: Ratio, right: Ratio, slack: number): boolean {
  return Math.abs(asNumber(left) - asNumber(right)) <= slack + 1e-9;
}

function reduced(numerator: number, denominator: number): Ratio {
  const divisor = greatestCommon(Math.abs(numerator), denominator) || 1;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommon(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
