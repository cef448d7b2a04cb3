import { add, subtract, toUnits } from '../values/quantity';
import type { HoldingStep } from './holding-steps';
import { lineId } from './person-rows';
import type { PersonLot } from './vesting-lots';

/** Differences named in a doubt. */
const NAMED_DIFFERENCES = 3;

/**
 * Why the lots of a holding do not come to the balance filed last, in words; undefined when they do. A filer who
 * reports per class gives the balance of all of them, one who reports per grant that of the lot which the row
 * speaks of, which may be one of another holding. `steps` and `lots` are the holding's; draws after its last
 * line were filed elsewhere.
 */
export function balanceDoubt(
  steps: readonly HoldingStep[],
  lots: readonly PersonLot[],
  all: readonly PersonLot[],
): string | undefined {
  const last = steps.at(-1)!;
  const reported = last.split ? last.computed : last.line.reported;
  if (reported === undefined || lots.length === 0) return undefined;
  const held = ({ vesting, draws }: PersonLot) =>
    draws
      .filter(({ on }) => on <= last.effectiveOn)
      .map(({ units }) => units)
      .reduce(subtract, vesting.terms.units);
  const total = lots.map(held).reduce(add, '0');
  const id = lineId(last.line);
  const spokenOf = all.filter((lot) => lot.lotId === id || lot.draws.some((draw) => draw.lineId === id));
  if (reported === total || spokenOf.some((lot) => held(lot) === reported)) return undefined;
  if (isRoundedSplit(steps, lots, subtract(reported, total))) return undefined;
  const doubt = `on ${last.effectiveOn} the filings leave ${reported} units, the lots ${total}`;
  const cause = causeOf(steps, reported, total);
  return cause === undefined ? doubt : `${doubt}: ${cause}`;
}

/** True when fractions of lots explain a difference: a filer may round each of them when a split is not even. */
function isRoundedSplit(
  steps: readonly HoldingStep[],
  lots: readonly PersonLot[],
  difference: string,
): boolean {
  const splits = steps.filter(({ split }) => split).length;
  return splits > 0 && toUnits(difference.replace('-', '')) < toUnits(String(lots.length * splits));
}

/** What the filings themselves do to come to another balance. */
function causeOf(steps: readonly HoldingStep[], reported: string, total: string): string | undefined {
  const { change } = steps.at(-1)!.line;
  if (total === '0' && change === `-${reported}`) {
    return 'column 9 repeats the units that the row takes away';
  }
  const differences = steps.flatMap(({ status, effectiveOn, computed, line }) =>
    status === 'differs' && computed !== undefined && line.reported !== undefined
      ? [{ on: effectiveOn, by: subtract(line.reported, computed) }]
      : [],
  );
  if (differences.length === 0) return undefined;
  if (differences.map(({ by }) => by).reduce(add, total) !== reported) return undefined;
  const size = (by: string) => toUnits(by.replace('-', ''));
  const largest = differences.toSorted((left, right) => (size(left.by) < size(right.by) ? 1 : -1));
  if (size(largest[0]!.by) <= toUnits('1')) {
    return `column 9 is rounded, by up to a unit in ${differences.length} rows`;
  }
  const named = largest.slice(0, NAMED_DIFFERENCES).filter(({ by }) => size(by) > toUnits('1'));
  const told = named.map(({ on, by }) => `by ${by} on ${on}`).join(', ');
  const rest = differences.length - named.length;
  const more = rest > 0 ? ` and less in ${rest} other ${rest === 1 ? 'row' : 'rows'}` : '';
  return `column 9 does not follow from the row before, ${told}${more}`;
}
