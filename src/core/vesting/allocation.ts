import type { AllocationType } from './schedule';

/**
 * How many units each tranche gets, when the exact shares do not come out even (Open Cap Format,
 * AllocationType). Every policy hands out the whole award and no tranche is negative.
 *
 * `shares` are the exact amounts in date order, as integers over one common `denominator`; amounts in and out
 * are scaled integers (see quantity.ts). `grain` is the smallest amount that a tranche comes in: a whole unit, or
 * the last decimal place of the grant; FRACTIONAL has no coarser grain than quantities themselves. What is
 * left over goes only to tranches whose own share does not come out even, so that a stated "25 %" of 1,000
 * stays 250 under every policy. What is smaller than the grain goes to the last tranche.
 */
export function allocate(
  shares: readonly bigint[],
  denominator: bigint,
  policy: AllocationType,
  grain: bigint,
): readonly bigint[] {
  switch (policy) {
    case 'FRACTIONAL':
      return cumulative(shares, denominator, 1n, denominator / 2n);
    case 'CUMULATIVE_ROUNDING':
      return cumulative(shares, denominator, grain, (denominator * grain) / 2n);
    case 'CUMULATIVE_ROUND_DOWN':
      return cumulative(shares, denominator, grain, 0n);
    default:
      return loaded(shares, denominator, policy, grain);
  }
}

/** Each tranche is the difference of two rounded running totals. `half` is added before cutting off: half a grain rounds half up. */
function cumulative(
  shares: readonly bigint[],
  denominator: bigint,
  grain: bigint,
  half: bigint,
): readonly bigint[] {
  const total = sum(shares) / denominator;
  let exact = 0n;
  let given = 0n;
  return shares.map((share, place) => {
    exact += share;
    const rounded = ((exact + half) / (denominator * grain)) * grain;
    // A grain coarser than the grant itself must not hand out more than there is.
    const upTo = place === shares.length - 1 || rounded > total ? total : rounded;
    const units = upTo - given;
    given = upTo;
    return units;
  });
}

/** Each tranche is rounded down; the grains left over go one each to the first or last tranches, or all to one. */
function loaded(
  shares: readonly bigint[],
  denominator: bigint,
  policy: Exclude<AllocationType, 'FRACTIONAL' | 'CUMULATIVE_ROUNDING' | 'CUMULATIVE_ROUND_DOWN'>,
  grain: bigint,
): readonly bigint[] {
  const units = shares.map((share) => (share / (denominator * grain)) * grain);
  const left = sum(shares) / denominator - sum(units);
  const uneven = shares.flatMap((share, place) => (share % (denominator * grain) === 0n ? [] : [place]));
  if (uneven.length === 0) return units;
  const grains = Number(left / grain);
  const takers =
    policy === 'FRONT_LOADED'
      ? uneven.slice(0, grains)
      : policy === 'BACK_LOADED'
        ? uneven.slice(uneven.length - grains)
        : new Array<number>(grains).fill(
            policy === 'FRONT_LOADED_TO_SINGLE_TRANCHE' ? uneven[0]! : uneven.at(-1)!,
          );
  for (const place of takers) units[place]! += grain;
  units[uneven.at(-1)!]! += left % grain;
  return units;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
