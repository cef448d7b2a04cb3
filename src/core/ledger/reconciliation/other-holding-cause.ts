import { isFiledStep } from '../holding-steps';
import type { FoldedHolding } from '../person-holdings';
import { lineId } from '../person-rows';
import { type Base, type Doubt, standingAfter } from './doubt';
import type { Cause } from './finding';
import { vehicle } from './movement';
import { cause, plus } from './row-causes';

/**
 * A row of Table II that speaks of another lot of its class: what is missing here was drawn from another one,
 * or the row goes on from the balance of another one. In Table I, a vehicle under another name. `others` are the
 * person's holdings of the same class.
 */
export function otherHolding(doubt: Doubt, base: Base, others: readonly FoldedHolding[]): Cause | undefined {
  const { line, needed, step } = doubt;
  if (line.line.table !== 'II') return changedSpelling(doubt, base, others);
  for (const other of others) {
    if (other === doubt.holding) continue;
    for (const { kind, line: there, effectiveOn, ...rest } of other.steps) {
      if (effectiveOn > step.effectiveOn || there === line) continue;
      const place = `row ${there.line.table}.${there.line.row} of ${effectiveOn}`;
      const lines = [lineId(there)];
      if (kind === 'transaction' && there.change === base.residual && effectiveOn >= base.since) {
        const text = `${plus(base.residual)} by ${place}, filed with other terms`;
        return cause('lotMixUp', 'exact', base.residual, text, { lines });
      }
      const balance = standingAfter({ kind, line: there, effectiveOn, ...rest });
      if (isFiledStep({ kind }) && balance === needed && needed !== '0') {
        const text = `goes on from ${needed}, the balance after ${place} of another lot`;
        return cause('lotMixUp', 'exact', base.residual, text, { lines });
      }
    }
  }
  return undefined;
}

/** A vehicle of the same class that stood at just the balance that the row goes on from, whatever its name. */
function changedSpelling(
  { holding, needed, step }: Doubt,
  base: Base,
  others: readonly FoldedHolding[],
): Cause | undefined {
  if (base.kinds.length > 0 || needed === '0') return undefined;
  for (const other of others) {
    const last = other.steps.findLast(({ effectiveOn }) => effectiveOn <= step.effectiveOn);
    if (other === holding || !last || standingAfter(last) !== needed) continue;
    const text = `goes on from ${needed}, the balance of ${vehicle(last.line)} since ${last.effectiveOn}`;
    return cause('changedSpelling', 'possible', base.residual, text, { lines: [lineId(last.line)] });
  }
  return undefined;
}
