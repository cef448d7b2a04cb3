import { toUnits } from '../values/quantity';
import type { DecidedHoldings, DecidedLines } from './decided-holdings';
import { DecidedJoins } from './decided-joins';
import { linesOf, type OpenHolding, OpenHoldings } from './open-holdings';
import { natureLikeness } from './reconciliation/kinship';
import { isMisspelled } from './reconciliation/title-words';
import { areOtherVehicles, vehicleStem } from './reconciliation/vehicle-name';
import { impliedBefore, isGenericNature, type ReportedLine } from './reported-line';
import { agreementOverSplits, continuesOverSplit, sameTermsOverSplit } from './split-links';
import type { Splits } from './splits';
import { draws, mayBeOneLot, openingOf, startsLot, type Thread, termsDiffer, threadsOf } from './threads';

/** The lines of one holding over all filings, thread by thread. */
export interface HeldLines {
  readonly threads: readonly Thread[];
}

/** The holdings of a person, and what of the decisions on them could not be followed. */
export interface LinkedHoldings {
  readonly holdings: readonly HeldLines[];
  /** In words: decisions on lines that are not there, or that a later decision contradicts. */
  readonly doubts: readonly string[];
  /** Decisions on lines that could be followed. */
  readonly followed: readonly DecidedLines[];
}

/**
 * Links each filing's threads to the holdings of the filings before it. Class, terms and the nature of
 * ownership must agree; among several that do, the footnotes and then the balance decide. A class or a vehicle
 * that is spelled otherwise is the same when its balance continues exactly and the spellings, or the footnotes
 * that name the vehicle, are alike: never on likeness alone. What fits nowhere opens a holding of its own. Over a
 * stated split balances are multiplied and strikes divided. What persons have decided goes before all of that: `decided` are the decisions in force, `filings` the lines of each
 * filing, in order of effective date.
 */
export function linkHoldings(
  filings: readonly (readonly ReportedLine[])[],
  splits: Splits,
  decided?: DecidedHoldings,
): LinkedHoldings {
  const open = new OpenHoldings();
  const joins = new DecidedJoins(decided);
  for (const [place, lines] of filings.entries()) {
    for (const [thread, holding] of linkFiling(
      threadsOf(lines, (line) => hasLotFor(line, open, splits)),
      open,
      splits,
    )) {
      const spellings = thread.lines.map((line) => spellingOf(line));
      open.add(holding, spellings, thread, place);
      joins.meet(thread, holding);
    }
    joins.join(open);
  }
  return {
    holdings: open.all.map(({ threads }) => ({ threads: threads.map(({ thread }) => thread) })),
    doubts: joins.doubts,
    followed: joins.followed,
  };
}

/** True when a lot of earlier filings has just the units that a row takes from. */
function hasLotFor(line: ReportedLine, open: OpenHoldings, splits: Splits): boolean {
  const drawn = { first: line, opening: impliedBefore(line), splits };
  return open.like(line).some((holding) => continues(holding, drawn) && mayBeOneLot(newest(holding), line));
}

/** A thread with what it is looked for by, computed once. */
interface Seeker {
  readonly first: ReportedLine;
  readonly opening: string | undefined;
  /** Class, terms and nature of ownership as spelled. */
  readonly spelling: string;
  readonly startsLot: boolean;
  /** True when another thread of the filing is spelled the same but for its footnotes. */
  readonly rivals: boolean;
  /** Stated splits, over which balances and strikes go on otherwise. */
  readonly splits: Splits;
}

/** Those that continue a balance choose first, so that no other thread of the filing takes their holding. */
const ROUNDS = [
  continuingAsNoted,
  asNoted,
  continuing,
  continuingOtherSpelling,
  continuingOtherTerms,
  onlyOne,
] as const;

/** For each thread the holding that it goes on with, or that it opens. */
function linkFiling(
  threads: readonly Thread[],
  open: OpenHoldings,
  splits: Splits,
): ReadonlyMap<Thread, OpenHolding> {
  const seekers = seekersOf(threads, splits);
  const placed = new Map<Thread, OpenHolding>();
  const taken = new Set<OpenHolding>();
  const mayTake = (thread: Thread, holding: OpenHolding) => {
    if (taken.has(holding)) return false;
    if (!thread.first.filing.decided) return true;
    const beside = threads.filter((other) => placed.get(other) === holding);
    return !isParted(thread, holding, [...linesOf(holding), ...beside.flatMap(({ lines }) => lines)]);
  };
  for (const choose of ROUNDS) {
    for (const thread of threads) {
      if (placed.has(thread)) continue;
      const free = open.like(thread.first).filter((holding) => mayTake(thread, holding));
      const chosen = free.length > 0 ? choose(seekers.get(thread)!, free) : undefined;
      if (!chosen) continue;
      placed.set(thread, chosen);
      if (chosen.joinedSince === undefined) taken.add(chosen);
    }
  }
  return new Map(threads.map((thread) => [thread, placed.get(thread) ?? open.opened(thread.first)]));
}

/** True when persons have decided that a line of the thread is not of the holding that these lines are of. */
function isParted({ lines }: Thread, { joinedSince }: OpenHolding, others: readonly ReportedLine[]): boolean {
  return lines.some((line) => line.filing.decided?.keepsOut(line, others, joinedSince));
}

function seekersOf(threads: readonly Thread[], splits: Splits): ReadonlyMap<Thread, Seeker> {
  const alike = new Map<string, number>();
  const key = ({ first }: Thread) => `${classOf(first)} ${first.natureKey}`;
  for (const thread of threads) alike.set(key(thread), (alike.get(key(thread)) ?? 0) + 1);
  return new Map(
    threads.map((thread) => {
      const { first } = thread;
      const opening = openingOf(thread);
      const rivals = alike.get(key(thread))! > 1;
      const spelling = spellingOf(first);
      return [thread, { first, opening, spelling, startsLot: startsLot(first), rivals, splits }];
    }),
  );
}

function continuingAsNoted(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  const fitting = free.filter(
    (holding) => continues(holding, seeker) && fits(holding, seeker) && isNoted(holding, seeker.first),
  );
  return asDue(fitting, seeker)[0];
}

function asNoted(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (seeker.startsLot) return undefined;
  const fitting = free.filter((holding) => fits(holding, seeker) && isNoted(holding, seeker.first));
  const noted = asDue(fitting, seeker);
  return noted.length === 1 ? noted[0] : undefined;
}

function continuing(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (seeker.startsLot) return undefined;
  const continued = free.filter((holding) => continues(holding, seeker) && fits(holding, seeker));
  const fitting = asDue(continued, seeker);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The most alike of the holdings with the thread's opening balance; none where two are equally so. */
function continuingOtherSpelling(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  const { first, opening, splits } = seeker;
  if (opening === undefined || opening === '0') return undefined;
  const [best, second] = free
    .filter((holding) => continues(holding, seeker) && sameClass(newest(holding), first, splits))
    .map((holding) => ({ holding, likeness: natureLikeness(newest(holding), first) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((left, right) => right.likeness - left.likeness);
  return best && best.likeness !== second?.likeness ? best.holding : undefined;
}

/**
 * The one lot of the class that had just the units that a row of Table II takes from, or tells of, where filers leave
 * a strike or a date out or put it in a footnote. Nothing that both rows say may differ.
 */
function continuingOtherTerms(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  const { first, opening } = seeker;
  const tells = draws(first) || (first.line.table === 'II' && first.line.kind === 'holding');
  if (!tells || opening === undefined || opening === '0') return undefined;
  const fitting = free.filter((holding) => {
    const known = newest(holding);
    const sameOwner = natureLikeness(known, first) > 0;
    return (
      continues(holding, seeker) &&
      known.likeTitle === first.likeTitle &&
      sameOwner &&
      !termsDiffer(known, first)
    );
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * The only holding spelled so, whatever its balance, where nothing else of the filing could be it. Of several in
 * Table I the one with the nearest balance: what does not add up there is for a finding to tell, and a holding
 * more would count the shares twice.
 */
function onlyOne(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  const { first, opening } = seeker;
  const unnamed = isGenericNature(first.natureKey || 'direct') && first.vehicle === undefined;
  if (seeker.startsLot || seeker.rivals || unnamed) return undefined;
  // What is used up cannot be drawn from.
  const left = free.filter((holding) => fits(holding, seeker) && !(draws(first) && holding.balance === '0'));
  const fitting = asDue(left, seeker);
  if (fitting.length < 2) return fitting[0];
  if (first.line.table === 'II' || opening === undefined) return undefined;
  const wanted = toUnits(opening);
  const distance = ({ balance }: OpenHolding) => {
    const off = toUnits(balance ?? '0') - wanted;
    return off < 0n ? -off : off;
  };
  return fitting.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest));
}

/** Of several lots over a split those that a row goes on from best: another one's undivided strike may look the same. */
function asDue(holdings: readonly OpenHolding[], { first, opening, splits }: Seeker): readonly OpenHolding[] {
  if (splits.isEmpty || holdings.length < 2) return holdings;
  const agreement = holdings.map((holding) =>
    agreementOverSplits(holding.balance, opening, [lineOver(holding, first, splits), first], splits),
  );
  const best = Math.max(...agreement);
  return holdings.filter((_, place) => agreement[place] === best);
}

function continues(
  holding: OpenHolding,
  { first, opening, splits }: Pick<Seeker, 'first' | 'opening' | 'splits'>,
): boolean {
  const { balance } = holding;
  if (opening === undefined || balance === undefined) return false;
  if (balance === opening) return true;
  return continuesOverSplit(balance, opening, [lineOver(holding, first, splits), first], splits);
}

function fits(holding: OpenHolding, { first, spelling, splits }: Seeker): boolean {
  const known = newest(holding);
  if (holding.spellings.has(spelling))
    return holding.joinedSince !== undefined || !haveOtherNames(known, first);
  const over = lineOver(holding, first, splits);
  return sameTermsOverSplit(over, first, splits) && spellingOf(over, first.termsKey) === spelling;
}

/**
 * The line that a row goes on from over a split: the newest, or where grants at several strikes are counted in one
 * balance the one whose strike the split divides.
 */
function lineOver(holding: OpenHolding, first: ReportedLine, splits: Splits): ReportedLine {
  const known = newest(holding);
  const isOnlyStrike = splits.isEmpty || first.line.table === 'I' || holding.spellings.size < 2;
  if (isOnlyStrike || sameTermsOverSplit(known, first, splits)) return known;
  const others = linesOf(holding).filter(({ termsKey }) => termsKey !== known.termsKey);
  return others.findLast((line) => sameTermsOverSplit(line, first, splits)) ?? known;
}

/** True for vehicles of two names that are spelled the same but for what tells them apart: `L.P.` and `LLC`. */
function haveOtherNames({ vehicle: one }: ReportedLine, { vehicle: other }: ReportedLine): boolean {
  return one !== undefined && other !== undefined && areOtherVehicles(one, other);
}

/** True when the footnotes on nature and terms are those of the holding's newest line. */
function isNoted(holding: OpenHolding, line: ReportedLine): boolean {
  const known = newest(holding);
  return known.natureNotes === line.natureNotes && known.termsNotes === line.termsNotes;
}

/** One class with the same terms; a grant that adds to a balance is counted with its class whatever its terms. */
function sameClass(known: ReportedLine, line: ReportedLine, splits: Splits): boolean {
  const { transactionAcquiredDisposedCode: way } = line.line.cells;
  const addsToClass = line.line.table === 'II' && way?.value === 'A';
  if (sameTermsOverSplit(known, line, splits)) return isMisspelled(known.likeTitle, line.likeTitle);
  return known.likeTitle === line.likeTitle && (known.termsKey === line.termsKey || addsToClass);
}

function classOf({ classKey, termsKey }: Pick<ReportedLine, 'classKey' | 'termsKey'>): string {
  return `${classKey} ${termsKey}`;
}

/** A nature that only points to a footnote is as good as the vehicle that the footnote names, or what it says. */
function spellingOf(line: ReportedLine, termsKey = line.termsKey): string {
  const { classKey, natureKey, natureNotes, vehicle } = line;
  const isNamed = !isGenericNature(natureKey || 'direct');
  const noted = vehicle === undefined ? `? ${natureNotes}` : `= ${vehicleStem(vehicle)}`;
  return `${classOf({ classKey, termsKey })} ${isNamed ? natureKey : noted}`;
}

function newest(holding: OpenHolding): ReportedLine {
  return holding.threads.at(-1)!.thread.lines.at(-1)!;
}
