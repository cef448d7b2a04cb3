/**
 * Exact decimals. At the edges an amount is a canonical decimal string (`6230.5295`); sums are taken on scaled
 * bigints. No floating point anywhere: 12 × 519.2108 is 6230.5296, not 6230.529599999999.
 */

/** Decimal places that sums carry: the limit of EDGAR's ownership schema (16 digits, 4 of them decimals). */
export const QUANTITY_DECIMALS = 4;
/** The largest amount of EDGAR's ownership schema. */
export const MAX_QUANTITY = '999999999999.9999';

const SCALE = 10n ** BigInt(QUANTITY_DECIMALS);
/** Longest text that is looked at: four times what EDGAR's schema takes, and short enough for any pattern. */
const MAX_DECIMAL_LENGTH = 64;
const DECIMAL = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;

/**
 * The canonical form of a plain decimal: no leading zeros, no trailing zeros after the point, no `-0`.
 * Undefined when the text is not a plain decimal (no commas, no exponent, no currency sign), or is longer than
 * any amount.
 */
export function canonicalDecimal(text: string): string | undefined {
  if (text.length > MAX_DECIMAL_LENGTH) return undefined;
  const parts = DECIMAL.exec(/^\.\d/.test(text) ? `0${text}` : text);
  if (!parts) return undefined;
  const magnitude = parts[3] ? `${parts[2]}.${parts[3]}` : parts[2]!;
  return parts[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** Decimal places of a canonical decimal. */
export function decimalPlaces(canonical: string): number {
  const point = canonical.indexOf('.');
  return point < 0 ? 0 : canonical.length - point - 1;
}

/**
 * The scaled integer of a canonical decimal: `1.5` is 15000n. Throws a RangeError for more than
 * QUANTITY_DECIMALS places, because rounding a filed balance would be an invention.
 */
export function toUnits(canonical: string): bigint {
  const point = canonical.indexOf('.');
  if (point < 0) return BigInt(canonical) * SCALE;
  const fraction = canonical.slice(point + 1);
  if (fraction.length > QUANTITY_DECIMALS) {
    throw new RangeError(`${canonical} has more than ${QUANTITY_DECIMALS} decimal places`);
  }
  return BigInt(canonical.slice(0, point) + fraction.padEnd(QUANTITY_DECIMALS, '0'));
}

/** The canonical decimal of a scaled integer. */
export function fromUnits(units: bigint): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(QUANTITY_DECIMALS + 1, '0');
  const whole = digits.slice(0, -QUANTITY_DECIMALS);
  const fraction = digits.slice(-QUANTITY_DECIMALS).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** The exact sum of two canonical decimals, canonical. */
export function add(left: string, right: string): string {
  return fromUnits(toUnits(left) + toUnits(right));
}

/** The exact difference of two canonical decimals, canonical. */
export function subtract(left: string, right: string): string {
  return fromUnits(toUnits(left) - toUnits(right));
}
