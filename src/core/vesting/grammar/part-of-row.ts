import { fromUnits, toUnits } from '../../values/quantity';
import type { Portion, VestingStep, When } from '../schedule';
import { monthCount } from './times';

/**
 * The steps of an award that is only a part of its row: parts of the award become units. Undefined where a part
 * is no exact number of units and the steps are no even series.
 */
export function stepsInUnits(
  steps: readonly VestingStep[],
  units: string,
): readonly VestingStep[] | undefined {
  const series = evenSeries(steps, units);
  if (series) return [series];
  const converted = steps.map((step) => inUnits(step, units));
  return converted.every((step) => step !== undefined) ? converted : undefined;
}

function inUnits(step: VestingStep, units: string): VestingStep | undefined {
  if (step.kind === 'tranche') {
    const portion = partOf(step.portion, 1, units);
    return portion && { ...step, portion };
  }
  const portion = partOf(step.portion, step.of === 'each' ? step.count : 1, units);
  return portion && { ...step, of: 'total', portion };
}

function partOf(portion: Portion, count: number, units: string): Portion | undefined {
  if (portion.kind !== 'fraction') return portion;
  const total = toUnits(units) * BigInt(portion.numerator) * BigInt(count);
  const denominator = BigInt(portion.denominator);
  return total % denominator === 0n ? { kind: 'units', units: fromUnits(total / denominator) } : undefined;
}

/** `One-third of these units vest on each of June 30, 2015, 2016 and 2017`: a series of so many units in all. */
function evenSeries(steps: readonly VestingStep[], units: string): VestingStep | undefined {
  const [first, second] = steps;
  if (first?.kind !== 'tranche' || second?.kind !== 'tranche' || !wholeInParts(steps)) return undefined;
  const length = monthsApart(first.when, second.when);
  const even = steps.every((step, index) => {
    const before = steps[index - 1];
    return (
      before?.kind !== 'tranche' ||
      (step.kind === 'tranche' && monthsApart(before.when, step.when) === length)
    );
  });
  if (length === undefined || length < 1 || !even) return undefined;
  return {
    kind: 'instalments',
    of: 'total',
    portion: { kind: 'units', units },
    count: steps.length,
    every: { kind: 'months', length },
    first: first.when,
    dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
  };
}

function wholeInParts(steps: readonly VestingStep[]): boolean {
  return steps.every(
    ({ kind, portion }) =>
      kind === 'tranche' &&
      portion.kind === 'fraction' &&
      portion.numerator * steps.length === portion.denominator,
  );
}

function monthsApart(left: When, right: When): number | undefined {
  if (left.kind === 'date' && right.kind === 'date' && left.on.slice(8) === right.on.slice(8))
    return monthCount(right.on) - monthCount(left.on);
  const anchored =
    left.kind === 'anchored' &&
    right.kind === 'anchored' &&
    left.anchor === right.anchor &&
    left.days === right.days;
  return anchored ? right.months - left.months : undefined;
}
