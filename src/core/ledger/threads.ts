import { decimalPlaces, QUANTITY_DECIMALS, toUnits } from '../values/quantity';
import { areParted } from './decided-holdings';
import { type BalanceStyle, isTotalled, styleOf, totalOpening } from './reconciliation/balance-style';
import { balanceAfter, impliedBefore, isGenericNature, type ReportedLine } from './reported-line';

const TERMS = ['conversionOrExercisePrice', 'exerciseDate', 'expirationDate'] as const;

/** Lines of one filing that speak of one holding, in the order in which their balances follow one another. */
export interface Thread {
  readonly lines: readonly ReportedLine[];
  readonly first: ReportedLine;
  /** How the filing tells the balances of these lines. */
  readonly style: BalanceStyle;
}

/**
 * Groups the lines of one filing into threads by class, nature of ownership with its footnotes and, in Table
 * II, strike, dates and their footnotes. Where a line lacks the footnotes that others of its vehicle have, the
 * balance decides: it belongs to the one thread that it follows exactly. `drawsEarlier` is true for a row that takes
 * units away when a lot of earlier filings fits it, too.
 */
export function threadsOf(
  lines: readonly ReportedLine[],
  drawsEarlier: DrawsEarlier = () => false,
): readonly Thread[] {
  const groups: ReportedLine[][] = [];
  const openings = new Map(lines.map((line) => [line, impliedBefore(line)]));
  for (const line of lines) {
    const group = groupFor(line, groups, openings, drawsEarlier);
    if (group) group.push(line);
    else groups.push([line]);
  }
  return joined(groups, drawsEarlier).map((group) => {
    const ordered = inBalanceOrder(group);
    return { lines: ordered, first: ordered[0]!, style: styleOf(group, ordered) };
  });
}

/** True when the line's reported balance is the one before it plus its change. */
export function follows(line: ReportedLine, before: string | undefined): boolean {
  return line.reported !== undefined && balanceAfter(before, line) === line.reported;
}

/** The balance that must have stood before each line of a filing. */
type Openings = ReadonlyMap<ReportedLine, string | undefined>;

/** Whether a row may take its units from a lot that stood before its filing. */
type DrawsEarlier = (line: ReportedLine) => boolean;

function groupFor(
  line: ReportedLine,
  groups: readonly ReportedLine[][],
  openings: Openings,
  drawsEarlier: DrawsEarlier,
): ReportedLine[] | undefined {
  const known = groups.filter(
    (group) =>
      mayBeOne(group[0]!, line) &&
      !isOfEarlierLot(group, line, drawsEarlier) &&
      !group.some((other) => areParted(other, line)),
  );
  const before = openings.get(line);
  const alike = known.filter((group) => !isOtherLot(line, openings, group, group === known.at(-1)));
  const same = alike.find((group) => group.some((other) => sameNotes(other, line)));
  if (same && goesOn(before, same)) return same;
  const following = alike.filter((group) => goesOn(before, group));
  const partly = following.filter((group) => group.some((other) => notesAgree(other, line)));
  return partly.length === 1 ? partly[0] : same;
}

/** True when the last balance of the group is the one that must have stood before. */
function goesOn(before: string | undefined, group: readonly ReportedLine[]): boolean {
  return before !== undefined && group.at(-1)!.reported === before;
}

/**
 * True for a row that takes units away beside a new grant of as many, where a lot of earlier filings has them, too:
 * equal grants every year are common, and what is granted vests later.
 */
function isOfEarlierLot(
  group: readonly ReportedLine[],
  line: ReportedLine,
  drawsEarlier: DrawsEarlier,
): boolean {
  return draws(line) && startsLot(group[0]!) && drawsEarlier(line);
}

/** Joins rows that go on from one another in another order than filed. */
function joined(groups: readonly ReportedLine[][], drawsEarlier: DrawsEarlier): readonly ReportedLine[][] {
  const chains: ReportedLine[][] = [];
  for (const group of groups) {
    const opening = impliedBefore(group[0]!);
    const before = chains.find(
      (chain) =>
        opening !== undefined &&
        opening !== '0' &&
        group[0]!.line.kind === 'transaction' &&
        !isOfEarlierLot(chain, group[0]!, drawsEarlier) &&
        chain.at(-1)!.reported === opening &&
        ((mayBeOne(chain[0]!, group[0]!) && sameNotes(chain[0]!, group[0]!)) ||
          isOnlySource(chain, group, groups)) &&
        !group.some((line) => chain.some((other) => areParted(other, line))),
    );
    if (before) before.push(...group);
    else chains.push([...group]);
  }
  return chains;
}

/**
 * True where a row of Table II takes from just the units that one other thread of the class leaves, and no other row
 * does: filers leave a date out, or put it in a footnote, when they report an exercise beside its grant.
 */
function isOnlySource(
  chain: readonly ReportedLine[],
  group: readonly ReportedLine[],
  groups: readonly ReportedLine[][],
): boolean {
  const [source, taker] = [chain.at(-1)!, group[0]!];
  if (!draws(taker) || !mayBeOneLot(source, taker)) return false;
  const opening = impliedBefore(taker);
  const sources = groups.filter(
    (other) => other.at(-1)!.reported === opening && mayBeOneLot(other.at(-1)!, taker),
  );
  const takers = groups.filter(
    (other) => impliedBefore(other[0]!) === opening && mayBeOneLot(source, other[0]!),
  );
  return sources.length === 1 && takers.filter(([first]) => draws(first!)).length === 1;
}

/** True when nothing that both rows say of class, nature of ownership and terms tells two lots. */
export function mayBeOneLot(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.classKey === right.classKey &&
    left.natureKey === right.natureKey &&
    left.natureNotes === right.natureNotes &&
    !termsDiffer(left, right)
  );
}

/** A row of Table II that takes units away. */
export function draws({ line, change }: ReportedLine): boolean {
  return line.table === 'II' && change !== undefined && change.startsWith('-');
}

/** True when strike, exercise date or expiration are filed on both rows and are not the same. */
export function termsDiffer(left: ReportedLine, right: ReportedLine): boolean {
  return TERMS.some((name) => {
    const [one, other] = [left.line.cells[name]?.value, right.line.cells[name]?.value];
    return one !== undefined && other !== undefined && one !== other;
  });
}

function mayBeOne(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.classKey === right.classKey && left.natureKey === right.natureKey && left.termsKey === right.termsKey
  );
}

/**
 * True when a line cannot speak of the holding of these lines, although nothing that is filed tells them apart. A
 * row without a transaction with another balance: nobody's holding stands twice in one form. In Table II, where
 * filers report grant by grant, a balance that neither goes on from the last one nor leads to it.
 */
function isOtherLot(
  line: ReportedLine,
  openings: Openings,
  group: readonly ReportedLine[],
  isNearest: boolean,
): boolean {
  const last = group.at(-1)!;
  if (last.reported === undefined || line.reported === undefined) return false;
  if (line.line.kind === 'holding') return last.reported !== line.reported;
  if (line.line.table === 'I' || line.changeUnknown || last.line.kind === 'holding') return false;
  if (openings.get(line) === last.reported || openings.get(last) === line.reported) return false;
  if (startsLot(line, openings.get(line))) return last.reported !== '0';
  // The same balance on each row is a total, unless nothing is left of each.
  if (line.reported === last.reported) return line.reported === '0';
  return !isNearest || !isMistaken(line, last.reported);
}

/** True when A and D are mixed up on the row, or its balance is rounded: then it goes on from the last one, too. */
function isMistaken(line: ReportedLine, before: string): boolean {
  const [change, reported] = [toUnits(line.change ?? '0'), toUnits(line.reported!)];
  const places = Math.min(...[before, line.reported!, line.change ?? '0'].map(decimalPlaces));
  const unit = 10n ** BigInt(QUANTITY_DECIMALS - places);
  const off = reported - (toUnits(before) + change);
  return (off === -2n * change && before !== '0') || (off <= unit && off >= -unit);
}

/** A grant whose following balance is its own amount: filers who report per grant start every lot at zero. */
export function startsLot(line: ReportedLine, before = impliedBefore(line)): boolean {
  return (
    line.line.table === 'II' &&
    before === '0' &&
    line.line.cells.transactionAcquiredDisposedCode?.value === 'A'
  );
}

function sameNotes(left: ReportedLine, right: ReportedLine): boolean {
  return left.natureNotes === right.natureNotes && left.termsNotes === right.termsNotes;
}

/** Equal, or missing on one side while the nature of ownership names its vehicle by itself. */
function notesAgree(left: ReportedLine, right: ReportedLine): boolean {
  const natureAgrees =
    left.natureNotes === right.natureNotes ||
    (!isGenericNature(left.natureKey) && (left.natureNotes === '' || right.natureNotes === ''));
  return natureAgrees && left.termsNotes === right.termsNotes;
}

/**
 * As filed, unless the lines follow one another better from the bottom, because the newest stands first, or in
 * another order: EDGAR asks for none.
 */
function inBalanceOrder(group: readonly ReportedLine[]): readonly ReportedLine[] {
  if (group.length < 2) return group;
  const filed = steps(group);
  if (filed === group.length - 1) return group;
  const reversed = [...group].reverse();
  const chained = inChain(group);
  const [fromBottom, inAnyOrder] = [reversed, chained].map((order) =>
    canStart(order[0]!) ? steps(order) : 0,
  );
  if (inAnyOrder! > fromBottom! && inAnyOrder! > filed && inAnyOrder === group.length - 1) return chained;
  return fromBottom! > filed ? reversed : group;
}

/** Nobody owns less than nothing: then another line comes first, or a mistake stands on this one. */
function canStart(line: ReportedLine): boolean {
  return !impliedBefore(line)?.startsWith('-');
}

/** Each line after the one whose balance it goes on from, as far as that leads; nothing goes on from nothing. */
function inChain(group: readonly ReportedLine[]): readonly ReportedLine[] {
  const closings = new Set(group.map(({ reported }) => reported));
  const start = group.find((line) => !closings.has(impliedBefore(line))) ?? group[0]!;
  const byOpening = new Map<string | undefined, ReportedLine[]>();
  for (const line of group) {
    if (line === start) continue;
    const opening = impliedBefore(line);
    byOpening.set(opening, [...(byOpening.get(opening) ?? []), line]);
  }
  const chain: ReportedLine[] = [];
  let next: ReportedLine | undefined = start;
  while (next) {
    chain.push(next);
    next = next.reported === '0' ? undefined : byOpening.get(next.reported)?.shift();
  }
  return chain;
}

function steps(group: readonly ReportedLine[]): number {
  let following = 0;
  for (let place = 1; place < group.length; place++) {
    if (follows(group[place]!, group[place - 1]!.reported)) following++;
  }
  return following;
}

/** The balance that a thread implies before its first line. */
export function openingOf(thread: Thread): string | undefined {
  return isTotalled(thread.style) ? totalOpening(thread.lines) : impliedBefore(thread.first);
}

/** The balance that a thread leaves; undefined when none of its lines reports one. */
export function closingOf(thread: Thread): string | undefined {
  return thread.lines.at(-1)!.reported;
}
