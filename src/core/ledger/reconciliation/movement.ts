import { add, subtract, toUnits } from '../../values/quantity';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import type { ReportedLine } from '../reported-line';
import { type Doubt, standingAfter } from './doubt';

/** Shares of a class that came to one of the person's holdings, or left it, without the other side of it being told. */
export interface Movement {
  readonly holding: FoldedHolding;
  readonly amount: string;
  /** ISO dates, both included, between which it happened. */
  readonly from: string;
  readonly to: string;
  readonly line: ReportedLine;
  /** What makes it one, in words. */
  readonly text: string;
  /** The doubt that it is the residual of. */
  readonly doubt?: Doubt;
}

/** Codes of Table I under which filers report what they move between vehicles. */
const TRANSFER_CODES = new Set(['G', 'J', 'W', 'Z']);

/** Issuer, table, unit and class without its spelling: what a transfer between vehicles stays in. */
export function classOfHolding({ steps }: FoldedHolding): string {
  const { line, filing, unit, likeTitle } = steps[0]!.line;
  return [filing.issuerId, line.table, unit, likeTitle].join(' ');
}

/** Everything that may be one side of a transfer between a person's own vehicles, class by class. */
export function movementsOf(
  person: FoldedPerson,
  doubts: readonly Doubt[],
): ReadonlyMap<string, readonly Movement[]> {
  const byClass = new Map<string, Movement[]>();
  const take = (movement: Movement) => {
    const key = classOfHolding(movement.holding);
    const known = byClass.get(key);
    if (known) known.push(movement);
    else byClass.set(key, [movement]);
  };
  for (const doubt of doubts) differencesOf(doubt).forEach(take);
  const started = firstDays(person);
  for (const holding of person.holdings) {
    appearanceOf(holding, started).forEach(take);
    transfersOf(holding).forEach(take);
    lostBalancesOf(holding).forEach(take);
  }
  return byClass;
}

function differencesOf(doubt: Doubt): readonly Movement[] {
  const { holding, line, step } = doubt;
  return doubt.bases
    .filter(({ residual }) => residual !== '0')
    .map(({ residual, since, until }) => ({
      holding,
      amount: residual,
      from: since,
      to: until,
      line,
      text: `${signed(residual)} in ${vehicle(line)} by ${step.effectiveOn}`,
      doubt,
    }));
}

/** The day on which each class of each issuer was first reported by the person. */
function firstDays({ holdings }: FoldedPerson): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const holding of holdings) {
    const key = classOfHolding(holding);
    const day = holding.steps[0]!.line.effectiveOn;
    if ((days.get(key) ?? '9999-12-31') > day) days.set(key, day);
  }
  return days;
}

/** A holding that stands there with a balance although its class was reported before it. */
function appearanceOf(holding: FoldedHolding, started: ReadonlyMap<string, string>): readonly Movement[] {
  const first = holding.steps[0]!;
  const { line } = first;
  const start = started.get(classOfHolding(holding))!;
  const balance = standingAfter(first);
  if (line.line.table !== 'I' || balance === undefined || balance === '0' || start >= line.effectiveOn)
    return [];
  const text = `${balance} in ${vehicle(line)}, first reported on ${line.effectiveOn}`;
  return [{ holding, amount: balance, from: start, to: line.effectiveOn, line, text }];
}

/** Rows that report one side of a transfer. */
function transfersOf(holding: FoldedHolding): readonly Movement[] {
  return holding.steps
    .filter(
      ({ kind, line }) => kind === 'transaction' && line.line.table === 'I' && line.change !== undefined,
    )
    .filter(({ line }) => TRANSFER_CODES.has(line.line.cells.transactionCode?.value ?? ''))
    .map(({ line, effectiveOn }) => ({
      holding,
      amount: line.change!,
      from: effectiveOn,
      to: effectiveOn,
      line,
      text: `${signed(line.change!)} by row ${line.line.table}.${line.line.row} of ${effectiveOn} in ${vehicle(line)}`,
    }));
}

/** A balance that no later row goes on from: it was never reported again, or the next row contradicts it. */
function lostBalancesOf(holding: FoldedHolding): readonly Movement[] {
  if (holding.steps[0]!.line.line.table !== 'I') return [];
  const counted = holding.steps.filter(({ kind }) => kind !== 'split');
  return counted.flatMap((step, place) => {
    const next = counted[place + 1];
    const balance = standingAfter(step);
    if (balance === undefined || balance === '0' || (next && next.status !== 'differs')) return [];
    // That it is gone is the difference of the next row already.
    if (next && add(next.line.reported!, balance) === next.computed) return [];
    const { line, effectiveOn } = step;
    const text = `the whole ${balance} of ${vehicle(line)} after ${effectiveOn}, which no later row goes on from`;
    const to = next?.effectiveOn ?? '9999-12-31';
    return [{ holding, amount: subtract('0', balance), from: effectiveOn, to, line, text }];
  });
}

export function vehicle({ line }: ReportedLine): string {
  const { directOrIndirectOwnership: ownership, natureOfOwnership: nature } = line.cells;
  return ownership?.value === 'I' ? `the indirect holding "${nature?.value ?? ''}"` : 'the direct holding';
}

export function signed(amount: string): string {
  return toUnits(amount) > 0n ? `+${amount}` : amount;
}
