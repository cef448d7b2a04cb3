import type { HoldingDecision } from './decided-holdings';
import type { StoredEventOf } from './events';
import type { HeldLines } from './holdings';
import type { StepStatus } from './person-ledger';
import { isTallied, isTotalled } from './reconciliation/balance-style';
import { heldBefore } from './reconciliation/forfeited-units';
import { balanceAfter, dayBefore, type ReportedLine } from './reported-line';
import { PendingSplits, type SplitOfHolding, withStrikes } from './split-steps';
import type { Split } from './splits';
import { closingOf, follows, openingOf, type Thread } from './threads';

/**
 * One step of a holding: a line with the balance computed up to it, the opening before its first line, or a stated
 * split, which no line reports.
 */
export interface HoldingStep {
  /** Of an opening the line that it comes before, of a split the one whose balance it multiplies. */
  readonly line: ReportedLine;
  readonly kind: 'opening' | 'transaction' | 'holding' | 'split';
  readonly status: StepStatus;
  readonly effectiveOn: string;
  /** Balance after the step; undefined while nothing is known to count from. */
  readonly computed: string | undefined;
  /** The decision that states an opening. */
  readonly decision?: StoredEventOf<'OpeningBalanceStated'>;
  /** Of a split step: what it did. */
  readonly split?: SplitOfHolding;
  /** Stated splits that the line contradicts: it goes on in old shares long after them. */
  readonly refused?: readonly Split[];
  /** Decisions by which its line is of this holding. */
  readonly heldBy?: readonly HoldingDecision[];
}

/** True for the step of a line: neither an opening nor a split, which name a line that has a step of its own. */
export function isFiledStep({ kind }: Pick<HoldingStep, 'kind'>): boolean {
  return kind === 'transaction' || kind === 'holding';
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
 * nobody has, that a first transaction implies. `splits` are those of its class, by effective date.
 */
export function holdingSteps(
  holding: HeldLines,
  stated?: StoredEventOf<'OpeningBalanceStated'>,
  splits: readonly Split[] = [],
): readonly HoldingStep[] {
  const before = new Map<ReportedLine, ReportedLine>();
  for (const { lines } of holding.threads) {
    for (let place = 1; place < lines.length; place++) before.set(lines[place]!, lines[place - 1]!);
  }
  const steps: HoldingStep[] = [];
  let standing: Standing = { balance: undefined, provisional: false };
  const lines = inEffectiveOrder(holding);
  const totals = totalsOf(holding, lines);
  const tallies = talliesAgainstDates(holding, lines);
  if (stated) {
    steps.push(statedStep(lines[0]!, stated));
    standing = { balance: stated.data.balance, provisional: false };
  }
  // A stated opening counts in the shares of its day.
  const since = stated ? steps[0]!.effectiveOn : '';
  const pending = new PendingSplits(
    splits.filter(({ effectiveOn }) => effectiveOn > since),
    lines,
  );
  for (const [place, line] of lines.entries()) {
    const tally = tallies.get(line);
    const counted = tally?.opening ?? (totals.has(line) ? totals.get(line)!.opening : heldBefore(line));
    const due = pending.before(place, standing.balance, counted, steps.at(-1));
    steps.push(...due.steps);
    if (due.steps.length > 0) standing = { ...standing, balance: due.steps.at(-1)!.computed };
    const agrees =
      standing.balance === undefined || standing.provisional || standing.balance === tally?.opening;
    if (tally && agrees) for (const [own, total] of tally.totals) totals.set(own, total);
    const total = totals.get(line);
    const implied = total ? total.opening : heldBefore(line);
    const transaction = line.line.kind === 'transaction';
    const unknown = standing.balance === undefined || (standing.provisional && standing.balance !== implied);
    if (transaction && unknown && implied !== undefined) {
      steps.push(openingStep(line, implied));
      standing = { balance: implied, provisional: false };
    }
    const step =
      total?.last === false
        ? totalledStep(line, standing)
        : stepOf(line, standing, total ? undefined : before.get(line)?.reported);
    steps.push(due.refused.length > 0 ? { ...step, refused: due.refused } : step);
    const balance = total?.last === false ? step.computed : (line.reported ?? step.computed);
    standing = { balance, provisional: step.status === 'underlying' };
  }
  return withStrikes([...steps, ...pending.after(standing.balance, steps.at(-1))]);
}

/** A line of a filing whose last row alone shows the balance: what stood before, and whether it is the last one. */
interface TotalLine {
  readonly opening: string | undefined;
  readonly last: boolean;
}

/** The lines of filings whose rows only together lead to a balance. */
function totalsOf({ threads }: HeldLines, inOrder: readonly ReportedLine[]): Map<ReportedLine, TotalLine> {
  const totals = new Map<ReportedLine, TotalLine>();
  for (const thread of threads) {
    if (!isTotalled(thread.style)) continue;
    const lines = inOrder.filter((line) => thread.lines.includes(line));
    const opening = openingOf(thread);
    for (const [place, line] of lines.entries()) {
      totals.set(line, { opening: place === 0 ? opening : undefined, last: place === lines.length - 1 });
    }
  }
  return totals;
}

/** A filing that tallies its rows in another order than that of their dates. */
interface Tally {
  readonly opening: string | undefined;
  readonly totals: ReadonlyMap<ReportedLine, TotalLine>;
}

/**
 * Tallies against the dates, by their first line in order of date. Such a tally adds up as a whole: on each day
 * held what the dates say, not what the row shows. Only where nothing of another filing falls between its days.
 */
function talliesAgainstDates(
  { threads }: HeldLines,
  inOrder: readonly ReportedLine[],
): ReadonlyMap<ReportedLine, Tally> {
  const tallies = new Map<ReportedLine, Tally>();
  for (const thread of threads) {
    if (!isTallied(thread.style)) continue;
    const [first, ...rest] = inOrder.filter((line) => thread.lines.includes(line));
    const lines = [first!, ...rest];
    const from = inOrder.indexOf(first!);
    const together = lines.every((line, place) => inOrder[from + place] === line);
    if (!together || lines.every((line, place) => thread.lines[place] === line)) continue;
    const opening = openingOf(thread);
    const totals = lines.map((line, place): [ReportedLine, TotalLine] => [
      line,
      { opening: place === 0 ? opening : undefined, last: false },
    ]);
    tallies.set(first!, { opening, totals: new Map(totals) });
  }
  return tallies;
}

/** By effective date, then filing by filing as they became known, then in the order their balances follow. */
function inEffectiveOrder(holding: HeldLines): readonly ReportedLine[] {
  return inChainOrder(holding.threads)
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

/**
 * Filings of one day about the same days have no order of their own: numbers are given out before a form is
 * submitted. There the one comes first that continues the balance, then the one that continues it.
 */
function inChainOrder(threads: readonly Thread[]): readonly Thread[] {
  const ordered: Thread[] = [];
  for (let place = 0; place < threads.length; ) {
    let end = place + 1;
    while (end < threads.length && ofSameDays(threads[place]!, threads[end]!)) end++;
    ordered.push(...chained(threads.slice(place, end), ordered.at(-1)));
    place = end;
  }
  return ordered;
}

function chained(together: readonly Thread[], before: Thread | undefined): readonly Thread[] {
  const ordered: Thread[] = [];
  const rest = new Set(together);
  while (rest.size > 0) {
    const last = ordered.at(-1) ?? before;
    const balance = last && closingOf(last);
    const closings = new Set([...rest].map(closingOf));
    const [first] = rest;
    const continuing = [...rest].find((thread) => balance !== undefined && openingOf(thread) === balance);
    const next = continuing ?? [...rest].find((thread) => !closings.has(openingOf(thread))) ?? first!;
    ordered.push(next);
    rest.delete(next);
  }
  return ordered;
}

function ofSameDays(left: Thread, right: Thread): boolean {
  return (
    left.first.filing.knownOn === right.first.filing.knownOn &&
    left.first.effectiveOn === right.first.effectiveOn &&
    left.lines.at(-1)!.effectiveOn === right.lines.at(-1)!.effectiveOn
  );
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

/** The balance is computed; the total that the row shows stands after the last row. */
function totalledStep(line: ReportedLine, standing: Standing): HoldingStep {
  const { effectiveOn, reported } = line;
  const computed = balanceAfter(standing.balance, line);
  const status = reported === undefined ? 'unreported' : 'recomputed';
  return { line, kind: 'transaction', status, effectiveOn, computed };
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
  if (tallies) return step('recomputed', reported);
  // After a change that cannot be counted nothing is known that it could contradict.
  return fromStanding === undefined ? step('asserted', reported) : step('differs', fromStanding);
}
