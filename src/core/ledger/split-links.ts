import { isPricePer, type Ratio, times } from '../values/ratio';
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

/** True when the strikes of two lines are one another's over the splits between their days, or one has none. */
export function sameStrikeAsDue(earlier: ReportedLine, later: ReportedLine, splits: Splits): boolean {
  return isStrikeOver(splits.due(earlier, later), earlier, later);
}

/** True when an opening balance is that of an earlier line over the splits between their days. */
export function continuesAsDue(
  balance: string,
  opening: string,
  [earlier, later]: readonly [ReportedLine, ReportedLine],
  splits: Splits,
): boolean {
  return isRounded(opening, times(balance, splits.due(earlier, later)));
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
