import type { Draw } from '../../src/core/vesting/draw';
import type { VestingLot } from '../../src/core/vesting/lot-slices';
import type { LotTerms, Schedule, VestingStep } from '../../src/core/vesting/schedule';
import { type TrancheOptions, tranchesOf } from '../../src/core/vesting/tranches';

/** A schedule of the steps given. */
export function schedule(...steps: VestingStep[]): Schedule {
  return { steps, exercisableBeforeVesting: false };
}

/** Equal instalments of the whole award, the first on a calendar date. */
export function equalInstalments(count: number, months: number, first: string): VestingStep {
  return {
    kind: 'instalments',
    of: 'total',
    portion: { kind: 'fraction', numerator: 1, denominator: 1 },
    count,
    every: { kind: 'months', length: months },
    first: { kind: 'date', on: first },
    dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
  };
}

export function unitsOn(units: string, on: string): VestingStep {
  return { kind: 'tranche', portion: { kind: 'units', units }, when: { kind: 'date', on } };
}

export function percentOn(numerator: number, on: string): VestingStep {
  return {
    kind: 'tranche',
    portion: { kind: 'fraction', numerator, denominator: 100 },
    when: { kind: 'date', on },
  };
}

export function lotOf(
  given: Schedule,
  terms: LotTerms,
  draws: readonly Draw[] = [],
  options: TrancheOptions = {},
): VestingLot {
  return {
    terms,
    tranches: tranchesOf(given, terms, options).tranches,
    draws,
    exercisableBeforeVesting: given.exercisableBeforeVesting,
  };
}
