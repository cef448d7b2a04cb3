import { add, subtract } from '../../values/quantity';
import { times } from '../../values/ratio';
import { type HoldingStep, isFiledStep } from '../holding-steps';
import type { FoldedHolding } from '../person-holdings';
import type { ReportedLine } from '../reported-line';
import { closingOf, follows, type Thread, threadsOf } from '../threads';
import type { CauseKind } from './finding';

/** A balance that the row may have been counted from, and why, if it is not simply the one before it. */
export interface Base {
  readonly kinds: readonly CauseKind[];
  readonly balance: string;
  /** What would then still have to have happened, signed. */
  readonly residual: string;
  readonly arithmetic: readonly string[];
  readonly lines: readonly ReportedLine[];
  /** ISO dates, both included, between which that would have happened. */
  readonly since: string;
  readonly until: string;
}

/** A step whose reported balance is not the computed one. */
export interface Doubt {
  readonly holding: FoldedHolding;
  readonly step: HoldingStep;
  /** Its place in the holding's steps; never 0. */
  readonly place: number;
  readonly line: ReportedLine;
  readonly before: string;
  readonly computed: string;
  readonly reported: string;
  readonly difference: string;
  /** The balance that must have stood before the row, if its change and its balance are right. */
  readonly needed: string;
  /** The balance before it first, then others that the filer may have counted from. */
  readonly bases: readonly Base[];
}

/** The steps of a holding that do not add up, in effective order. */
export function doubtsOf(holding: FoldedHolding): readonly Doubt[] {
  const filed = holding.steps.some(({ status }) => status === 'differs') ? filedThreads(holding) : [];
  return holding.steps.flatMap((step, place) => {
    if (step.status !== 'differs') return [];
    const { line, computed } = step;
    const before = subtract(computed!, line.change ?? '0');
    const reported = line.reported!;
    const difference = subtract(reported, computed!);
    const plain = { holding, step, place, line, before, computed: computed!, reported, difference };
    const needed = add(before, difference);
    return [{ ...plain, needed, bases: basesOf({ ...plain, needed }, filed) }];
  });
}

/** The balance that stands after a step; where a filing shows the final total on each row, the computed one. */
export function standingAfter({ kind, status, computed, line }: HoldingStep): string | undefined {
  const { reported } = line;
  const counted = kind === 'opening' || kind === 'split' || status === 'recomputed';
  return counted ? (computed ?? reported) : (reported ?? computed);
}

type BareDoubt = Omit<Doubt, 'bases'>;

function basesOf(doubt: BareDoubt, filed: readonly Thread[]): readonly Base[] {
  const { before, difference, holding, place } = doubt;
  const until = doubt.step.effectiveOn;
  const since = holding.steps[place - 1]?.effectiveOn ?? until;
  const plain: Base = {
    kinds: [],
    balance: before,
    residual: difference,
    arithmetic: [],
    lines: [],
    since,
    until,
  };
  const others = [
    asFiled(doubt),
    withLateLines(doubt),
    inFiledOrder(doubt, filed),
    afterLateFiling(doubt, filed),
  ];
  return [plain, ...others.filter((base) => base !== undefined)];
}

function knownOn({ line }: HoldingStep): string {
  return line.filing.knownOn;
}

function base(
  doubt: BareDoubt,
  kind: CauseKind,
  balance: string,
  from: HoldingStep,
  arithmetic: string,
  lines: readonly ReportedLine[],
): Base {
  const residual = subtract(doubt.needed, balance);
  const since = from.effectiveOn;
  // In filed order, what happened until the filing counts, whatever day the row speaks of.
  const until = kind === 'filedOrder' ? doubt.line.filing.knownOn : doubt.step.effectiveOn;
  return { kinds: [kind], balance, residual, arithmetic: [arithmetic], lines, since, until };
}

/** The balance before it as far as was known when the row was filed: lines that were filed later are not in it. */
function asFiled(doubt: BareDoubt): Base | undefined {
  const { holding, place, step } = doubt;
  const earlier = holding.steps.slice(0, place);
  const known = earlier.findLastIndex((other) => knownOn(other) <= knownOn(step));
  const from = earlier[known];
  const balance = from && standingAfter(from);
  if (known === place - 1 || balance === undefined) return undefined;
  const later = earlier.slice(known + 1).map(({ line }) => line);
  const text = `${balance} stood on ${from!.effectiveOn}; ${rows(later)} filed on ${later.at(-1)!.filing.knownOn}, after this row (${knownOn(step)})`;
  return base(doubt, 'lateFiling', balance, from!, text, later);
}

/** The balance before it, with the lines of earlier days that were filed after that balance was reported. */
function withLateLines(doubt: BareDoubt): Base | undefined {
  const { holding, place, step } = doubt;
  const last = holding.steps[place - 1];
  const standing = last && standingAfter(last);
  if (!last || standing === undefined) return undefined;
  const late = holding.steps
    .slice(0, place - 1)
    .filter((other) => other.kind === 'transaction' && knownOn(other) > knownOn(last))
    .filter((other) => knownOn(other) <= knownOn(step) && other.line.change !== undefined)
    .map(({ line }) => line);
  if (late.length === 0) return undefined;
  const missing = late.reduce((sum, line) => add(sum, line.change!), '0');
  const balance = add(standing, missing);
  const text = `${standing} was reported before ${rows(late)} filed: ${standing} + ${missing} = ${balance}`;
  return base(doubt, 'lateFiling', balance, last, text, late);
}

/** The balance that the filing before this one left, whatever days the two speak of. */
function inFiledOrder(doubt: BareDoubt, filed: readonly Thread[]): Base | undefined {
  const { holding, line, step } = doubt;
  const own = filed.findIndex(({ lines }) => lines[0] === line);
  const before = filed.slice(0, Math.max(own, 0)).findLast((thread) => closingOf(thread) !== undefined);
  const closing = before?.lines.at(-1);
  if (!before || !closing || closing.reported === doubt.before) return undefined;
  const text = `the filing of ${closing.filing.knownOn}, the one before this of ${line.filing.knownOn}, left ${closing.reported}`;
  const place = holding.steps.findIndex((other) => other.line === closing && isFiledStep(other));
  const from = holding.steps[place] ?? step;
  // In the shares that the row counts in: splits may have been stated for the days between.
  const splits = place < 0 ? [] : holding.steps.slice(place + 1, doubt.place);
  const balance = splits.reduce(
    (amount, { split }) => (split ? times(amount, split.split.ratio) : amount),
    closing.reported!,
  );
  return base(doubt, 'filedOrder', balance, from, text, [closing]);
}

/**
 * Nothing was known before the row when it was filed: the balance before it comes from a later filing, and is
 * the one of the day of that filing, because the filing before that one left it.
 */
function afterLateFiling(doubt: BareDoubt, filed: readonly Thread[]): Base | undefined {
  const { holding, place, step, needed } = doubt;
  const earlier = holding.steps.slice(0, place);
  const last = earlier.at(-1);
  if (!last || earlier.some((other) => knownOn(other) <= knownOn(step))) return undefined;
  const own = filed.findIndex(({ lines }) => lines.includes(last.line));
  const before = filed[own - 1];
  const closing = before?.lines.at(-1);
  if (!closing || !follows(last.line, closing.reported)) return undefined;
  const text = `${last.line.reported} of the row before was filed on ${knownOn(last)} and follows ${closing.reported}, which the filing of ${closing.filing.knownOn} left: it is no balance of ${last.effectiveOn}`;
  return base(doubt, 'lateFiling', needed, last, text, [last.line, closing]);
}

/** The holding's lines thread by thread, in the order in which the filings became known. */
function filedThreads({ steps }: FoldedHolding): readonly Thread[] {
  const byFiling = new Map<string, ReportedLine[]>();
  for (const { line } of steps.filter(isFiledStep)) {
    const lines = byFiling.get(line.filing.filingKey);
    if (lines) lines.push(line);
    else byFiling.set(line.filing.filingKey, [line]);
  }
  return [...byFiling.values()]
    .flatMap((lines) => threadsOf(lines.sort((left, right) => left.line.row - right.line.row)))
    .map((thread, order) => ({ ...thread, order }))
    .sort((left, right) =>
      left.first.filing.knownOn === right.first.filing.knownOn
        ? left.order - right.order
        : left.first.filing.knownOn < right.first.filing.knownOn
          ? -1
          : 1,
    );
}

function rows(lines: readonly ReportedLine[]): string {
  const [first] = lines;
  const { table, row } = first!.line;
  return lines.length === 1
    ? `row ${table}.${row} of ${first!.effectiveOn} was`
    : `${lines.length} rows of ${first!.effectiveOn} and later were`;
}
