import { fromUnits, toUnits } from '../../values/quantity';
import type { Line } from '../filing';
import type { Piece } from './row-piece';

/**
 * The balances that a row can have when it goes on from the row above: its balance, and with each amount of this
 * row added or taken away. Only a hint for torn cells; rows need not go on from one another.
 */
export function expectedBalances(above: Line | undefined, pieces: readonly Piece[]): ReadonlySet<string> {
  const balance = above?.cells.sharesOwnedFollowingTransaction?.value;
  if (balance === undefined) return new Set();
  const from = toUnits(balance);
  const expected = new Set<string>();
  for (const { amount } of pieces) {
    if (!amount || amount.rule || amount.dollars) continue;
    const units = toUnits(amount.value);
    if (units === 0n) continue;
    expected.add(fromUnits(from + units));
    if (from >= units) expected.add(fromUnits(from - units));
  }
  return expected;
}
