import { decimalPlaces, fromUnits, QUANTITY_DECIMALS, toUnits } from './quantity';

/** `to` new ones for `from` old ones, both above 0 and without a unit: 5 for 1, 3 for 2, 1 for 50, 1.05 for 1. */
export interface Ratio {
  readonly to: bigint;
  readonly from: bigint;
}

/** The ratio of what was not split. */
export const ONE_FOR_ONE: Ratio = { to: 1n, from: 1n };
/** Decimal places to which a price per share is told: EDGAR's schema takes no more. */
const PRICE_DECIMALS = QUANTITY_DECIMALS;
/** Decimal places that a price has at least, also where its zeros are not written. */
const CENTS = 2;

/** The ratio of two canonical decimals above 0, in lowest terms. */
export function ratioOf(to: string, from: string): Ratio {
  return lowest(toUnits(to), toUnits(from));
}

/** The ratio of one ratio after the other. */
export function combined(left: Ratio, right: Ratio): Ratio {
  return lowest(left.to * right.to, left.from * right.from);
}

/** What takes a ratio back. */
export function inverse({ to, from }: Ratio): Ratio {
  return { to: from, from: to };
}

/** Quantity × to / from: exact, but for what is beyond QUANTITY_DECIMALS, which is cut off. */
export function times(quantity: string, { to, from }: Ratio): string {
  return fromUnits((toUnits(quantity) * to) / from);
}

/**
 * A price per share in the shares of after a split: price × from / to. As many decimals as it needs, at most
 * PRICE_DECIMALS, the last one rounded half up.
 */
export function pricePer(price: string, { to, from }: Ratio): string {
  const filed = scaled(price, decimalPlaces(price)) * 10n ** BigInt(PRICE_DECIMALS) * from;
  const divisor = to * 10n ** BigInt(decimalPlaces(price));
  const magnitude = filed < 0n ? -filed : filed;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return fromUnits(filed < 0n ? -rounded : rounded);
}

/** True when `price` is `before` in the shares of after a split, rounded either way at the decimals that it is given in. */
export function isPricePer(price: string, before: string, { to, from }: Ratio): boolean {
  const given = Math.max(decimalPlaces(price), CENTS);
  const places = Math.max(given, decimalPlaces(before));
  const off = scaled(price, places) * to - scaled(before, places) * from;
  return (off < 0n ? -off : off) < 10n ** BigInt(places - given) * to;
}

/** The ratio as two canonical decimals in lowest terms: `5` for `1`. */
export function countsOf({ to, from }: Ratio): { readonly to: string; readonly from: string } {
  const { to: most, from: least } = lowest(to, from);
  return { to: String(most), from: String(least) };
}

function scaled(decimal: string, places: number): bigint {
  return BigInt(decimal.replace('.', '')) * 10n ** BigInt(places - decimalPlaces(decimal));
}

function lowest(to: bigint, from: bigint): Ratio {
  const common = gcd(to, from);
  return { to: to / common, from: from / common };
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}
