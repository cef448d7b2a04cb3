import type { StoredEventOf } from './events';
import type { HeldLines } from './holdings';
import type { StepStatus } from './person-ledger';
import { balanceAfter, dayBefore, impliedBefore, type ReportedLine } from './reported-line';
import { follows } from './threads';

/** One step of a holding: a line with the balance computed up to it, or the opening before its first line. */
export interface HoldingStep {
  readonly line: ReportedLine;
  readonly kind: 'opening' | 'transaction' | 'holding';
  readonly status: StepStatus;
  readonly effectiveOn: string;
  /** Balance after the step; undefined while nothing is known to count from. */
  readonly computed: string | undefined;
  /** The decision that states an opening. */
  readonly decision?: StoredEventOf<'OpeningBalanceStated'>;
}

/** Balance before a step, and whether it may be contradicted without anything being wrong. */
interface Standing {
  readonly balance: string | undefined;
  /** Underlying shares stand in for a balance that Form 3 does not give: the next filing may say it better. */
  readonly provisional: boolean;
}

/**
 * The steps of a holding in effective order, each balance computed from the one before it. Before its first
 * line a holding is not known, but for the balance on the day before it that a person has stated or, where
 * nobody has, that a first transaction implies.
 */
export function holdingSteps(
  holding: HeldLines,
  stated?: StoredEventOf<'OpeningBalanceStated'>,
): readonly HoldingStep[] {
  const before = new Map<ReportedLine, ReportedLine>();
  for (const { lines } of holding.threads) {
    for (let place = 1; place < lines.length; place++) before.set(lines[place]!, lines[place - 1]!);
  }
  const steps: HoldingStep[] = [];
  let standing: Standing = { balance: undefined, provisional: false };
  const lines = inEffectiveOrder(holding);
  if (stated) {
    steps.push(statedStep(lines[0]!, stated));
    standing = { balance: stated.data.balance, provisional: false };
  }
  for (const line of lines) {
    const implied = impliedBefore(line);
    const transaction = line.line.kind === 'transaction';
    const unknown = standing.balance === undefined || (standing.provisional && standing.balance !== implied);
    if (transaction && unknown && implied !== undefined) {
      steps.push(openingStep(line, implied));
      standing = { balance: implied, provisional: false };
    }
    const step = stepOf(line, standing, before.get(line)?.reported);
    steps.push(step);
    standing = { balance: line.reported ?? step.computed, provisional: step.status === 'underlying' };
  }
  return steps;
}

/** By effective date, then filing by filing as they became known, then in the order their balances follow. */
function inEffectiveOrder(holding: HeldLines): readonly ReportedLine[] {
  return holding.threads
    .flatMap((thread) => thread.lines)
    .map((line, order) => ({ line, order }))
    .sort((left, right) =>
      left.line.effectiveOn === right.line.effectiveOn
        ? left.order - right.order
        : left.line.effectiveOn < right.line.effectiveOn
          ? -1
          : 1,
    )
    .map(({ line }) => line);
}

function openingStep(line: ReportedLine, balance: string): HoldingStep {
  return {
    line,
    kind: 'opening',
    status: 'opening',
    effectiveOn: dayBefore(line.effectiveOn),
    computed: balance,
  };
}

function statedStep(line: ReportedLine, decision: StoredEventOf<'OpeningBalanceStated'>): HoldingStep {
  return { ...openingStep(line, decision.data.balance), status: 'stated', decision };
}

function stepOf(line: ReportedLine, standing: Standing, beforeInFiling: string | undefined): HoldingStep {
  const { kind } = line.line;
  const { effectiveOn, reported } = line;
  const step = (status: StepStatus, computed: string | undefined): HoldingStep => ({
    line,
    kind,
    status,
    effectiveOn,
    computed,
  });
  const fromStanding = balanceAfter(standing.balance, line);
  if (reported === undefined) return step('unreported', fromStanding);
  if (line.fromUnderlying) return step('underlying', reported);
  // What an unreadable transaction changed is not known, so its balance contradicts nothing.
  if (line.changeUnknown) return step('asserted', reported);
  if (line.change === undefined) {
    const contradicted = fromStanding !== undefined && fromStanding !== reported && !standing.provisional;
    return contradicted ? step('differs', fromStanding) : step('asserted', reported);
  }
  // The filer's own tally may run in filed order where the dates do not.
  const tallies = fromStanding === reported || follows(line, beforeInFiling);
  return tallies ? step('recomputed', reported) : step('differs', fromStanding);
}
