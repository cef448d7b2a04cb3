import type { Footnote } from '../../filing/filing';
import { add, decimalPlaces, fromUnits, subtract, toUnits } from '../../values/quantity';
import type { HoldingStep } from '../holding-steps';
import { lineId } from '../person-rows';
import type { ReportedLine } from '../reported-line';
import type { Base, Doubt } from './doubt';
import type { Cause, CauseKind, Certainty } from './finding';

/** Rows beside that must be the same part of their balances: one alone may be by chance. */
const LEAST_PARTS = 2;
const FRACTIONS = /\bfraction/i;

/** The footnotes on the cells of a line. */
export function footnotesOf({ line, filing }: ReportedLine): readonly Footnote[] {
  const ids = new Set(Object.values(line.cells).flatMap((cell) => cell.footnotes ?? []));
  return filing.facts.footnotes.filter(({ id }) => ids.has(id));
}

/** A cause that needs nothing but the row and the balance before it. */
export function cause(
  kind: CauseKind,
  certainty: Certainty,
  accountsFor: string,
  arithmetic: string,
  more: Partial<Pick<Cause, 'lines' | 'footnotes' | 'proposal'>> = {},
): Cause {
  return {
    kinds: [kind],
    certainty,
    accountsFor,
    arithmetic: [arithmetic],
    lines: [],
    footnotes: [],
    ...more,
  };
}

/** A and D exchanged: then the difference is twice the change. */
export function wrongDirection({ line, before, reported, difference }: Doubt): Cause | undefined {
  const { change } = line;
  if (change === undefined || change === '0') return undefined;
  const opposite = subtract('0', change);
  const text = `${before} ${plus(opposite)} = ${add(before, opposite)}, reported ${reported}`;
  const fits = add(before, opposite) === reported;
  return cause('wrongDirection', fits ? 'exact' : 'ruledOut', fits ? difference : '0', text);
}

/** `36.000` for 36,000: the amount was printed with a dot, and a thousand times as much fits. */
export function decimalPoint({ line, before, reported, difference }: Doubt): Cause | undefined {
  const filed = line.line.cells.transactionShares?.filed ?? line.line.cells.transactionShares?.value;
  if (line.change === undefined || !filed?.includes('.')) return undefined;
  const thousands = fromUnits(toUnits(line.change) * 1_000n);
  if (add(before, thousands) !== reported) return undefined;
  const text = `${filed} read as thousands: ${before} ${plus(thousands)} = ${reported}`;
  return cause('decimalPoint', 'exact', difference, text);
}

/**
 * The balance before the transaction given as the one after it. Sure where all of it was disposed of, so that the
 * row repeats its own amount; otherwise as much may have been acquired unseen.
 */
export function notReduced({ line, before, reported, difference }: Doubt): Cause | undefined {
  if (line.change === undefined || line.change === '0' || reported !== before || before === '0')
    return undefined;
  const text = `${reported} is the balance before ${plus(line.change)}, not after it`;
  const repeated = line.change === subtract('0', reported);
  return cause('notReduced', repeated ? 'exact' : 'possible', difference, text);
}

/** At most one unit of the last place that the figures carry; filers round what accrues in fractions. */
export function rounding({ line, reported }: Doubt, { balance, residual }: Base): Cause | undefined {
  const places = Math.min(...[balance, reported, line.change ?? reported].map(decimalPlaces));
  const unit = 10n ** BigInt(4 - places);
  const off = toUnits(residual);
  if (off === 0n || off > unit || off < -unit) return undefined;
  const text = `${plus(residual)}, at most one unit of the last place given (${fromUnits(unit)})`;
  const told = footnotesOf(line).filter((footnote) => FRACTIONS.test(footnote.text));
  if (told.length === 0) return cause('rounding', 'exact', residual, text);
  const footnotes = told.map(({ id }) => id);
  return cause('rounding', 'told', residual, `${text}; ${footnotes.join(', ')} tells of fractions`, {
    footnotes,
  });
}

/**
 * One digit of the amount or of the balance wrong, lost or added, or two neighbours exchanged. Possible, unless rows
 * beside it prove it: `beside` are steps of the same filing in other holdings of the class.
 */
export function digitSlip(doubt: Doubt, beside: readonly HoldingStep[]): Cause | undefined {
  const { computed, reported, difference } = doubt;
  const inAmount = slipInAmount(doubt, beside);
  if (!isSlip(computed, reported) || inAmount?.certainty === 'exact') return inAmount;
  return cause('digitSlip', 'possible', difference, `${reported} for ${computed} in the balance`);
}

function slipInAmount(
  { line, before, reported, difference }: Doubt,
  beside: readonly HoldingStep[],
): Cause | undefined {
  const amount = line.change?.replace('-', '');
  if (amount === undefined) return undefined;
  const wanted = subtract(reported, before).replace('-', '');
  const sameWay = line.change!.startsWith('-') === subtract(reported, before).startsWith('-');
  if (!sameWay || !isSlip(wanted, amount)) return undefined;
  const text = `${amount} for ${wanted} in the amount`;
  const parts = beside.flatMap((step) => partOf(step, line) ?? []);
  const proved =
    parts.length >= LEAST_PARTS &&
    parts.every((part) => isSamePart(part, wanted, before) && !isSamePart(part, amount, before));
  if (!proved) return cause('digitSlip', 'possible', difference, text);
  const rows = parts.map((part) => `${part.amount} of ${part.of}`).join(' and ');
  const lines = parts.map((part) => lineId(part.line));
  return cause(
    'digitSlip',
    'exact',
    difference,
    `${text}: ${wanted} of ${before} is the part that ${rows} is`,
    { lines },
  );
}

/** What a row takes from, or adds to, a balance. */
interface Part {
  readonly amount: string;
  readonly of: string;
  readonly line: ReportedLine;
}

/** A row beside, of the same class, day, code and direction, that adds up. */
function partOf({ kind, status, computed, line }: HoldingStep, to: ReportedLine): Part | undefined {
  const same =
    line.likeTitle === to.likeTitle &&
    line.line.table === to.line.table &&
    line.effectiveOn === to.effectiveOn &&
    line.line.cells.transactionCode?.value === to.line.cells.transactionCode?.value &&
    line.change?.startsWith('-') === to.change?.startsWith('-');
  if (kind !== 'transaction' || status !== 'recomputed' || !same || computed === undefined) return undefined;
  const of = subtract(computed, line.change!);
  return toUnits(of) > 0n ? { amount: line.change!.replace('-', ''), of, line } : undefined;
}

/** True when both amounts are the same part of their balances but for the rounding of each to a whole share. */
function isSamePart(part: Part, amount: string, of: string): boolean {
  const [left, right] = [toUnits(amount) * toUnits(part.of), toUnits(part.amount) * toUnits(of)];
  const off = left > right ? left - right : right - left;
  return off <= toUnits('1') * (toUnits(part.of) + toUnits(of));
}

function isSlip(right: string, wrong: string): boolean {
  const [long, short] = right.length >= wrong.length ? [right, wrong] : [wrong, right];
  if (long.startsWith('-') || short.startsWith('-') || short.length < 3) return false;
  if (long.length === short.length + 1) {
    return [...long].some((_, place) => long.slice(0, place) + long.slice(place + 1) === short);
  }
  if (long.length !== short.length) return false;
  const off = [...long].flatMap((digit, place) => (digit === short[place] ? [] : [place]));
  if (off.length === 1) return true;
  const [first, second] = off;
  return (
    off.length === 2 &&
    second === first! + 1 &&
    long[first!] === short[second] &&
    long[second] === short[first!]
  );
}

/** The change as a signed term of a sum. */
export function plus(amount: string): string {
  return amount.startsWith('-') ? `− ${amount.slice(1)}` : `+ ${amount}`;
}
