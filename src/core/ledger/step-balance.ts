import type { StepRow } from './person-ledger';

/**
 * The balance that stands after a step: the reported one, also where it differs from the computed one. A row
 * that shows the total after all rows of its filing is recomputed to a balance of its own, which is what held
 * on its day. Null when nothing is known to count from.
 */
export function balanceOf({
  status,
  reported,
  computed,
}: Pick<StepRow, 'status' | 'reported' | 'computed'>): string | null {
  return status === 'recomputed' ? (computed ?? reported) : (reported ?? computed);
}
