import { isPricePer, ONE_FOR_ONE, type Ratio, times } from '../values/ratio';
import type { ReportedLine } from './reported-line';
import { isRounded } from './split-steps';
import type { Splits } from './splits';

/**
 * True when an opening balance is the balance after an earlier line of the class, in the shares of after a split.
 * Where both lines have a strike, the same split divides it.
 */
export function continuesOverSplit(
  balance: string,
  opening: string,
  [earlier, later]: readonly [ReportedLine, ReportedLine],
  splits: Splits,
): boolean {
  if (balance === '0') return false;
  return splits
    .between(earlier, later)
    .some((ratio) => isRounded(opening, times(balance, ratio)) && isStrikeOver(ratio, earlier, later));
}

/**
 * How far a row goes on from an earlier line over splits: 3 with balance and strike over those between their days, 2
 * with both over the same others or none, as a row told late or early does, 1 with the strike alone, otherwise 0.
 */
export function agreementOverSplits(
  balance: string | undefined,
  opening: string | undefined,
  [earlier, later]: readonly [ReportedLine, ReportedLine],
  splits: Splits,
): number {
  const due = splits.due(earlier, later);
  const isDivided = isStrikeOver(due, earlier, later);
  if (balance === undefined || opening === undefined) return isDivided ? 1 : 0;
  if (isDivided && isRounded(opening, times(balance, due))) return 3;
  const unsplit = balance === opening && isStrikeOver(ONE_FOR_ONE, earlier, later);
  if (unsplit || continuesOverSplit(balance, opening, [earlier, later], splits)) return 2;
  return isDivided ? 1 : 0;
}

function isStrikeOver(ratio: Ratio, earlier: ReportedLine, later: ReportedLine): boolean {
  const [strike, divided] = [earlier, later].map(({ line }) => line.cells.conversionOrExercisePrice?.value);
  return strike === undefined || divided === undefined || isPricePer(divided, strike, ratio);
}

/**
 * True when the terms of a lot are those of an earlier line but for the strike, which is divided by a split; the date
 * of column 6 may be left out on one of the two.
 */
export function sameTermsOverSplit(earlier: ReportedLine, later: ReportedLine, splits: Splits): boolean {
  if (splits.isEmpty || later.line.table === 'I') return false;
  const [before, after] = [earlier.line.cells, later.line.cells];
  const [strike, divided] = [before.conversionOrExercisePrice?.value, after.conversionOrExercisePrice?.value];
  return (
    strike !== undefined &&
    divided !== undefined &&
    sameOrBlank(before.exerciseDate?.value, after.exerciseDate?.value) &&
    before.expirationDate?.value === after.expirationDate?.value &&
    splits.between(earlier, later).some((ratio) => isPricePer(divided, strike, ratio))
  );
}

function sameOrBlank(left: string | undefined, right: string | undefined): boolean {
  return left === right || left === undefined || right === undefined;
}
