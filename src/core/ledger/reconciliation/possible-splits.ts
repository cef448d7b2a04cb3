import type { Problem } from '../../filing/filing';
import { decimalPlaces, toUnits } from '../../values/quantity';
import { isPricePer, ratioOf, times } from '../../values/ratio';
import type { PersonFiling } from '../filings-of-person';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import type { ReportedLine } from '../reported-line';
import { isRounded } from '../split-steps';
import { standingAfter } from './doubt';
import { isSplitRatio, type SplitRatio, splitProposal, toldSplit } from './split-proposal';
import { isMisspelled } from './title-words';

/**
 * Two holdings of Table II that look like one lot before and after a split which nobody has stated: what the first was
 * left with, multiplied, is what the second goes on from, the strike is divided, and they expire on one day. Until it
 * is decided both stand there, and count twice.
 */
export interface PossibleSplit {
  readonly left: FoldedHolding;
  readonly next: FoldedHolding;
  readonly ratio: SplitRatio;
  /** The split came after this day (ISO). */
  readonly since: string;
  /** The split came by this day. */
  readonly until: string;
  /** The sums, in words and figures. */
  readonly arithmetic: string;
  /** The decision that would settle it, as a command. */
  readonly proposal: string;
}

/** Code of the problem of rows whose lots may stand there twice. */
export const POSSIBLE_SPLIT = 'possibleSplit';
/** Largest old side of a ratio that is looked for: 3 for 2, 5 for 4. */
const MAX_EACH = 10n;

/** Every such pair of the person's, in the order of the ledger. */
export function possibleSplits({ holdings }: Pick<FoldedPerson, 'holdings'>): readonly PossibleSplit[] {
  const lots = holdings.filter(({ steps }) => strikeOf(steps[0]!.line) !== undefined);
  const left = lots.filter(({ steps }) => isLeft(standingAfter(steps.at(-1)!)));
  const started = lots.filter(({ steps }) => isLeft(openingOf(steps)));
  const pairs = left.flatMap((one) => started.flatMap((next) => pairOf(one, next) ?? []));
  return pairs.map((pair) => withoutOther(pair, pairs));
}

/** A ratio that is another lot's and one more: only that one is left to be decided. */
function withoutOther(pair: PossibleSplit, pairs: readonly PossibleSplit[]): PossibleSplit {
  const { ratio, next, since, until } = pair;
  const part = pairs.find(
    (other) =>
      other !== pair &&
      issuerOf(other.next) === issuerOf(next) &&
      other.since >= since &&
      other.until <= until &&
      other.ratio.each === ratio.each &&
      other.ratio.forward < ratio.forward &&
      ratio.forward % other.ratio.forward === 0n,
  );
  if (!part) return pair;
  const rest = { forward: ratio.forward / part.ratio.forward, each: ratio.each };
  const arithmetic = `${pair.arithmetic}, or ${nameOf(part.ratio)}, as another lot tells, and ${nameOf(rest)}`;
  return { ...pair, arithmetic, proposal: proposalFor(rest, next, since, until) };
}

/** What a holding goes on from, which no grant of its own explains. */
function openingOf(steps: FoldedHolding['steps']): string | undefined {
  const [first] = steps;
  return first!.kind === 'opening' || first!.kind === 'holding' ? standingAfter(first!) : undefined;
}

function isLeft(balance: string | undefined): boolean {
  return balance !== undefined && balance !== '0' && !balance.startsWith('-');
}

function pairOf(left: FoldedHolding, next: FoldedHolding): PossibleSplit | undefined {
  const [last, first] = [left.steps.at(-1)!.line, next.steps.find(isFiledStep)!.line];
  if (left === next || last.effectiveOn >= first.effectiveOn || !mayBeOneLot(last, first)) return undefined;
  // A filing that speaks of both tells them apart.
  const filings = new Set(left.steps.map(({ line }) => line.filing));
  if (next.steps.some(({ line }) => filings.has(line.filing))) return undefined;
  const [balance, opening] = [standingAfter(left.steps.at(-1)!)!, openingOf(next.steps)!];
  const [strike, divided] = [strikeOf(last)!, strikeOf(first)!];
  const ratio = splitBetween(balance, opening, strike, divided);
  if (!ratio) return undefined;
  const [since, until] = [last.effectiveOn, first.effectiveOn];
  return {
    left,
    next,
    ratio,
    since,
    until,
    arithmetic:
      `${balance} at $${strike} were left on ${since}; × ${ratio.forward} / ${ratio.each} = ${opening}, which row ` +
      `${first.line.table}.${first.line.row} of ${until} goes on from at $${divided}: one lot over a split ${nameOf(ratio)}`,
    proposal: proposalFor(ratio, next, since, until),
  };
}

function proposalFor(ratio: SplitRatio, next: FoldedHolding, since: string, until: string): string {
  const split = { issuerId: issuerOf(next), ratio, since, until };
  return splitProposal(split, toldSplit(ratio, footnotesOf(next)));
}

function issuerOf({ steps }: FoldedHolding): string {
  return steps[0]!.line.filing.issuerId;
}

function nameOf({ forward, each }: SplitRatio): string {
  return `${forward} for ${each}`;
}

function mayBeOneLot(last: ReportedLine, first: ReportedLine): boolean {
  const [before, after] = [last.line.cells, first.line.cells];
  return (
    last.filing.issuerId === first.filing.issuerId &&
    last.unit === first.unit &&
    before.directOrIndirectOwnership?.value === after.directOrIndirectOwnership?.value &&
    last.natureKey === first.natureKey &&
    before.expirationDate?.value !== undefined &&
    before.expirationDate.value === after.expirationDate?.value &&
    isMisspelled(last.likeTitle, first.likeTitle)
  );
}

/** The simplest ratio that both the units and the strikes show; undefined when none does. */
function splitBetween(
  balance: string,
  opening: string,
  strike: string,
  divided: string,
): SplitRatio | undefined {
  const [from, to] = [toUnits(balance), toUnits(opening)];
  for (let each = 1n; each <= MAX_EACH; each++) {
    const forward = (2n * to * each + from) / (2n * from);
    if (fits({ forward, each })) return { forward, each };
  }
  const each = (2n * from + to) / (2n * to);
  return fits({ forward: 1n, each }) ? { forward: 1n, each } : undefined;

  function fits(ratio: SplitRatio): boolean {
    if (!isSplitRatio(ratio)) return false;
    const exact = ratioOf(String(ratio.forward), String(ratio.each));
    return isRounded(opening, times(balance, exact)) && isPricePer(divided, strike, exact);
  }
}

/** The strike, where there is one that a split divides. */
function strikeOf({ line }: ReportedLine): string | undefined {
  const strike = line.table === 'II' ? line.cells.conversionOrExercisePrice?.value : undefined;
  return strike === undefined || strike === '0' || decimalPlaces(strike) > 8 ? undefined : strike;
}

function footnotesOf({ steps }: FoldedHolding): readonly string[] {
  return [...new Set(steps.map(({ line }) => line.filing))].flatMap(({ facts }) =>
    facts.footnotes.map(({ text }) => text),
  );
}

/** What is said of the rows of a filing that either lot of the pair stands on: its last one, and its first one. */
export function problemsOfPossibleSplit(split: PossibleSplit, filing: PersonFiling): readonly Problem[] {
  const { left, next, arithmetic, proposal } = split;
  return [left.steps.at(-1)!.line, next.steps.find(isFiledStep)!.line]
    .filter((line) => line.filing === filing)
    .map(({ line: { table, row } }) => ({
      code: POSSIBLE_SPLIT,
      message: `the lot may count twice: ${arithmetic}; settled by: ${proposal}`,
      table,
      row,
    }));
}
