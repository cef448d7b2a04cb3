import { toUnits } from '../../values/quantity';
import { lineId } from '../person-rows';
import type { Doubt } from './doubt';
import type { Cause } from './finding';
import { cause, plus } from './row-causes';

/** Below this a rounded unit more or less would let anything pass for taken back. */
const LEAST_ROUNDED = toUnits('10');

/**
 * Differences that the next one of the same holding takes back: the balances between the two rows were
 * misstated, and the second row goes on from the computed ones. In pairs, in effective order.
 */
export function misstatementsOf(doubts: readonly Doubt[]): ReadonlyMap<Doubt, Cause> {
  const found = new Map<Doubt, Cause>();
  for (const [place, first] of doubts.entries()) {
    const second = doubts[place + 1];
    if (found.has(first) || second?.holding !== first.holding || !takesBack(first, second)) continue;
    const [from, to] = [first.step.effectiveOn, second.step.effectiveOn];
    const amount = plus(first.difference);
    found.set(
      first,
      cause(
        'misstatedBalance',
        'exact',
        first.difference,
        `the row of ${to} takes ${amount} back: the balances between are misstated`,
        { lines: [lineId(second.line)] },
      ),
    );
    found.set(
      second,
      cause(
        'misstatedBalance',
        'exact',
        second.difference,
        `takes back ${amount} of ${from}: goes on from the balance computed there`,
        { lines: [lineId(first.line)] },
      ),
    );
  }
  return found;
}

/** What accrues in fractions and is given in whole units may be one off. */
function takesBack(first: Doubt, second: Doubt): boolean {
  const left = toUnits(first.difference) + toUnits(second.difference);
  const whole = [first, second].every(({ reported }) => !reported.includes('.'));
  const slack = whole && toUnits(first.difference.replace('-', '')) > LEAST_ROUNDED ? toUnits('1') : 0n;
  return left <= slack && left >= -slack;
}
