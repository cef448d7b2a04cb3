import { addDays } from '../values/calendar-date';
import { add, fromUnits, toUnits } from '../values/quantity';
import { fillAnchors } from '../vesting/anchors';
import { exercisableWithin } from '../vesting/lot-position';
import type { VestingLot } from '../vesting/lot-slices';
import { type Moment, momentOf } from '../vesting/moment';
import type { LotTerms, Settlement, TriggerEvent, When } from '../vesting/schedule';

/** "Within sixty days": 17 CFR 240.13d-3(d)(1)(i). */
export const SIXTY_DAYS = 60;
/** The sixtieth day itself counts. The rule does not say so; a reading, named so that it is changed in one place. */
export const DAY_SIXTY_COUNTS = true;

/** Whether vested units payable on retirement count: they do if the director may retire at will, which no form says. */
export interface SixtyDayPolicy {
  readonly unitsPayableOnRetirement: 'exclude' | 'count';
}

/** Excluded and disclosed separately. */
export const DEFAULT_SIXTY_DAY_POLICY: SixtyDayPolicy = { unitsPayableOnRetirement: 'exclude' };

/** A derivative lot with what its footnotes say of settlement. */
export interface SixtyDayLot {
  readonly lotId: string;
  readonly title: string;
  readonly vesting: VestingLot;
  readonly settlement?: Settlement;
  /** Underlying shares of the whole grant, where that is not one for each unit. */
  readonly underlyingShares?: string;
}

export type SixtyDayReason =
  | 'exercisable'
  | 'nothingExercisable'
  | 'settledInCash'
  | 'settlementOpen'
  | 'payableOnRetirement'
  | 'deliveredLater'
  | 'deliveryOpen';

/** One lot's part in the count; units and shares are canonical decimals. */
export interface SixtyDayCount {
  readonly lotId: string;
  readonly title: string;
  /** Units that are exercisable, or vest, by the last day; `unitsAtMost` where only bounds are known. */
  readonly units: string;
  readonly unitsAtMost: string;
  /** Shares counted under the policy, 0 when the lot does not count. */
  readonly shares: string;
  readonly counted: boolean;
  readonly reason: SixtyDayReason;
  readonly explanation: string;
}

export interface WithinSixtyDays {
  readonly asOf: string;
  readonly lastDay: string;
  readonly policy: SixtyDayPolicy;
  /** Shares that the person is deemed to own beneficially by a right to acquire them, under the policy. */
  readonly shares: string;
  /** The same if everything counted that bounds and open settlements leave possible. */
  readonly atMost: string;
  /** Both answers to the question that the forms leave open. */
  readonly unitsPayableOnRetirement: { readonly excluded: string; readonly counted: string };
  readonly lots: readonly SixtyDayCount[];
}

/** What each reason means for the count. */
type Standing = 'counts' | 'never' | 'policy' | 'possible';
const STANDING: Record<SixtyDayReason, Standing> = {
  exercisable: 'counts',
  nothingExercisable: 'counts',
  settledInCash: 'never',
  settlementOpen: 'possible',
  payableOnRetirement: 'policy',
  deliveredLater: 'never',
  deliveryOpen: 'possible',
};

/** The last day that is within sixty days of a date. */
export function lastDayWithin(asOf: string, days = SIXTY_DAYS): string {
  return addDays(asOf, DAY_SIXTY_COUNTS ? days : days - 1);
}

/**
 * The shares that a person has the right to acquire within sixty days of a date, and so is deemed to own
 * beneficially: 17 CFR 240.13d-3(d)(1)(i). Units settled in cash give no right to shares and never count. Draws
 * after the date are not foreseen; an option that expires within the sixty days counts until it does. `days` asks
 * the same question for another number of days than the rule's.
 */
export function withinSixtyDays(
  asOf: string,
  lots: readonly SixtyDayLot[],
  policy: SixtyDayPolicy = DEFAULT_SIXTY_DAY_POLICY,
  days = SIXTY_DAYS,
): WithinSixtyDays {
  const lastDay = lastDayWithin(asOf, days);
  const judged = lots.map((lot) => judge(lot, asOf, lastDay));
  const total = (counted: readonly Standing[], bound: 'shares' | 'sharesAtMost') =>
    judged
      .filter(({ reason }) => counted.includes(STANDING[reason]))
      .reduce((sum, each) => add(sum, each[bound]), '0');
  const counting: readonly Standing[] =
    policy.unitsPayableOnRetirement === 'count' ? ['counts', 'policy'] : ['counts'];
  return {
    asOf,
    lastDay,
    policy,
    shares: total(counting, 'shares'),
    atMost: total([...counting, 'possible'], 'sharesAtMost'),
    unitsPayableOnRetirement: {
      excluded: total(['counts'], 'shares'),
      counted: total(['counts', 'policy'], 'shares'),
    },
    lots: judged.map(({ sharesAtMost: _, ...lot }) => {
      const counted = counting.includes(STANDING[lot.reason]) && lot.shares !== '0';
      return { ...lot, counted, shares: counted ? lot.shares : '0' };
    }),
  };
}

type Judged = Omit<SixtyDayCount, 'counted'> & { readonly sharesAtMost: string };

function judge(lot: SixtyDayLot, asOf: string, lastDay: string): Judged {
  const { lotId, title } = lot;
  const { atLeast: units, atMost: unitsAtMost } = exercisableWithin(asOf, lastDay, lot.vesting);
  const { reason, explanation } = reasonFor(lot, units, unitsAtMost, lastDay);
  const shares = underlying(units, lot);
  const sharesAtMost = underlying(unitsAtMost, lot);
  return { lotId, title, units, unitsAtMost, shares, sharesAtMost, reason, explanation };
}

function reasonFor(
  { settlement, vesting }: SixtyDayLot,
  units: string,
  unitsAtMost: string,
  lastDay: string,
): { readonly reason: SixtyDayReason; readonly explanation: string } {
  const vest = `${units} units are exercisable or vest by ${lastDay}`;
  if (settlement?.in === 'cash') {
    return { reason: 'settledInCash', explanation: `settles 100 % in cash: no right to shares; ${vest}` };
  }
  if (unitsAtMost === '0') {
    return { reason: 'nothingExercisable', explanation: `nothing is exercisable or vests by ${lastDay}` };
  }
  if (settlement?.in === 'either' || settlement?.in === 'both') {
    const how = settlement.in === 'either' ? 'in cash or in shares' : 'partly in cash';
    return {
      reason: 'settlementOpen',
      explanation: `settles ${how}, not said who chooses or how much; ${vest}`,
    };
  }
  const delivery = settlement?.when && deliveryOf(settlement.when, vesting.terms);
  if (delivery === undefined || (delivery.notAfter !== undefined && delivery.notAfter <= lastDay)) {
    const bounds =
      units === unitsAtMost ? '' : `; at most ${unitsAtMost} could, by the bounds that are known`;
    return { reason: 'exercisable', explanation: `${vest}${bounds}` };
  }
  if (delivery.notBefore !== undefined && delivery.notBefore > lastDay) {
    return {
      reason: 'deliveredLater',
      explanation: `delivered on ${delivery.notBefore} at the earliest; ${vest}`,
    };
  }
  if (delivery.awaits.some(isRetirement)) {
    return { reason: 'payableOnRetirement', explanation: `payable on retirement or separation; ${vest}` };
  }
  return { reason: 'deliveryOpen', explanation: `delivery has no date that is known; ${vest}` };
}

function isRetirement(event: TriggerEvent): boolean {
  return event === 'retirement' || event === 'separation';
}

function deliveryOf(when: When, terms: LotTerms): Moment {
  const step = { kind: 'tranche' as const, portion: { kind: 'remaining' as const }, when };
  const { known } = fillAnchors({ steps: [step], exercisableBeforeVesting: true }, terms, {});
  return momentOf(when, known);
}

/** Underlying shares of some of a lot's units, rounded down: a part of the smallest share amount cannot be acquired. */
function underlying(units: string, { underlyingShares, vesting }: SixtyDayLot): string {
  const grant = toUnits(vesting.terms.units);
  if (underlyingShares === undefined || grant === 0n) return units;
  return fromUnits((toUnits(units) * toUnits(underlyingShares)) / grant);
}
