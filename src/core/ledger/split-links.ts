import { isPricePer, times } from '../values/ratio';
import type { ReportedLine } from './reported-line';
import { isRounded } from './split-steps';
import type { Splits } from './splits';

/** True when an opening balance is the balance after an earlier line of the class, in the shares of after a split. */
export function continuesOverSplit(
  balance: string,
  opening: string,
  [earlier, later]: readonly [ReportedLine, ReportedLine],
  splits: Splits,
): boolean {
  if (balance === '0') return false;
  return splits.between(earlier, later).some((ratio) => isRounded(opening, times(balance, ratio)));
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
