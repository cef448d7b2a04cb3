import { add, subtract, toUnits } from '../../values/quantity';
import { compare } from '../../values/text-order';
import type { Base, Doubt } from './doubt';
import { classOfHolding, type Movement, signed, vehicle } from './movement';

/** What moved between the person's own vehicles: the side that a doubt shows, and the other side of it. */
export interface OwnTransfer {
  readonly base: Base;
  /** One, or several that come to the same sum together. */
  readonly others: readonly Movement[];
  readonly arithmetic: string;
}

/** Movements that may come to one sum together; more fit by chance. */
const MAX_PARTS = 4;
/** Movements that are tried in sums; beyond them chance fits. */
const MAX_TRIED = 16;
/** Smallest sum that is looked for in parts: below it, some of them always fit. */
const LEAST_SUM = toUnits('100');

/**
 * Finds for each doubt the opposite movement in another holding of the same class, between the same days: first
 * one for one, the earliest first, then sums of several. A movement is the other side of one doubt only.
 * `doubts` are in effective order.
 */
export function ownTransfers(
  doubts: readonly Doubt[],
  movements: ReadonlyMap<string, readonly Movement[]>,
): ReadonlyMap<Doubt, OwnTransfer> {
  const found = new Map<Doubt, OwnTransfer>();
  const taken = new Set<string>();
  for (const [distinct, search] of [oneForOne, sumOfSeveral].entries()) {
    for (const doubt of doubts) {
      if (found.has(doubt)) continue;
      const others = (movements.get(classOfHolding(doubt.holding)) ?? []).filter(
        (other) =>
          other.holding !== doubt.holding &&
          !taken.has(nameOf(other)) &&
          !(distinct > 0 && other.doubt && found.has(other.doubt)),
      );
      const transfer = search(doubt, others);
      if (transfer) pair(doubt, transfer, found, taken);
    }
  }
  return found;
}

/** Both sides know of each other, so that each explains the other. */
function pair(doubt: Doubt, transfer: OwnTransfer, found: Map<Doubt, OwnTransfer>, taken: Set<string>): void {
  found.set(doubt, transfer);
  for (const base of doubt.bases) taken.add(sideOf(doubt.holding.holdingId, doubt.step.line, base.residual));
  taken.add(`${doubt.holding.holdingId} ${doubt.place}`);
  for (const other of transfer.others) {
    taken.add(nameOf(other));
    if (!other.doubt || found.has(other.doubt)) continue;
    const base = other.doubt.bases.find(({ residual }) => residual === other.amount)!;
    const own: Movement = {
      holding: doubt.holding,
      amount: transfer.base.residual,
      from: transfer.base.since,
      to: transfer.base.until,
      line: doubt.line,
      text: `${signed(transfer.base.residual)} in ${vehicle(doubt.line)} by ${doubt.step.effectiveOn}`,
      doubt,
    };
    const rest = transfer.others.filter((each) => each !== other);
    const arithmetic =
      rest.length === 0
        ? `${signed(other.amount)} here, ${own.text}`
        : `${signed(other.amount)} here and ${rest.map(({ text }) => text).join(' and ')}: ${own.text}`;
    found.set(other.doubt, { base, others: [own, ...rest], arithmetic });
    taken.add(`${other.holding.holdingId} ${other.doubt.place}`);
  }
}

function nameOf({ holding, doubt, line, amount }: Movement): string {
  return doubt ? `${holding.holdingId} ${doubt.place}` : sideOf(holding.holdingId, line, amount);
}

function sideOf(holdingId: string, line: Movement['line'], amount: string): string {
  const { filing, line: row } = line;
  return `${holdingId} ${filing.filingKey} ${row.table}.${row.row} ${amount}`;
}

function oneForOne(doubt: Doubt, others: readonly Movement[]): OwnTransfer | undefined {
  for (const base of doubt.bases) {
    if (base.residual === '0') return undefined;
    const wanted = subtract('0', base.residual);
    const [earliest] = others
      .filter((other) => other.amount === wanted && meets(other, base))
      .sort((left, right) => compare(left.to, right.to));
    if (!earliest) continue;
    return { base, others: [earliest], arithmetic: `${signed(base.residual)} here, ${earliest.text}` };
  }
  return undefined;
}

function sumOfSeveral(doubt: Doubt, others: readonly Movement[]): OwnTransfer | undefined {
  for (const base of doubt.bases) {
    const wanted = -toUnits(base.residual);
    if (wanted < LEAST_SUM && wanted > -LEAST_SUM) continue;
    // Rows and differences only: that a balance was lost, too, would let anything fit.
    const near = others
      .filter((other) => other.doubt && meets(other, base))
      .filter((other) => toUnits(other.amount) > 0n === wanted > 0n)
      .sort((left, right) => compare(left.to, right.to))
      .slice(0, MAX_TRIED);
    const parts = partsOf(wanted, near, []);
    if (!parts) continue;
    const sum = parts.reduce((total, { amount }) => add(total, amount), '0');
    const text = parts.map((part) => part.text).join(' and ');
    return { base, others: parts, arithmetic: `${signed(base.residual)} here, ${text}: ${signed(sum)}` };
  }
  return undefined;
}

function partsOf(
  wanted: bigint,
  from: readonly Movement[],
  chosen: readonly Movement[],
): readonly Movement[] | undefined {
  if (wanted === 0n && chosen.length > 1) return chosen;
  if (chosen.length === MAX_PARTS) return undefined;
  for (const [place, part] of from.entries()) {
    const twice = chosen.some(({ doubt }) => doubt === part.doubt);
    const parts = twice
      ? undefined
      : partsOf(wanted - toUnits(part.amount), from.slice(place + 1), [...chosen, part]);
    if (parts) return parts;
  }
  return undefined;
}

/** True when both may have happened on one day. */
function meets({ from, to }: Movement, base: Base): boolean {
  return from <= base.until && base.since <= to;
}
