import { toUnits } from '../values/quantity';
import { isMisspelled, natureLikeness, titleWords } from './reconciliation/kinship';
import { isGenericNature, type ReportedLine } from './reported-line';
import { continuesOverSplit, sameTermsOverSplit } from './split-links';
import type { Splits } from './splits';
import { closingOf, openingOf, startsLot, type Thread, threadsOf } from './threads';

/** The lines of one holding over all filings, thread by thread. */
export interface HeldLines {
  readonly threads: readonly Thread[];
}

interface OpenHolding {
  readonly threads: Thread[];
  /** Its class with terms and its nature of ownership, as spelled so far. */
  readonly spellings: Set<string>;
  /** The balance after its newest thread, as far as one was reported. */
  balance: string | undefined;
}

/**
 * Links each filing's threads to the holdings of the filings before it. Class, terms and the nature of
 * ownership must agree; among several that do, the footnotes and then the balance decide. A class or a vehicle
 * that is spelled otherwise is the same when its balance continues exactly and the spellings, or the footnotes
 * that name the vehicle, are alike: never on likeness alone. What fits nowhere opens a holding of its own.
 * Over a stated split balances are multiplied and strikes divided. `filings` are the lines of each filing, in order
 * of effective date.
 */
export function linkHoldings(
  filings: readonly (readonly ReportedLine[])[],
  splits: Splits,
): readonly HeldLines[] {
  const byKind = new Map<string, OpenHolding[]>();
  for (const lines of filings) linkFiling(threadsOf(lines), byKind, splits);
  return [...byKind.values()].flat();
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
const ROUNDS = [continuingAsNoted, asNoted, continuing, continuingOtherSpelling, onlyOne] as const;

function linkFiling(threads: readonly Thread[], byKind: Map<string, OpenHolding[]>, splits: Splits): void {
  const seekers = seekersOf(threads, splits);
  const placed = new Map<Thread, OpenHolding>();
  const free = new Map([...byKind].map(([kind, holdings]) => [kind, new Set(holdings)]));
  for (const choose of ROUNDS) {
    for (const thread of threads) {
      const known = placed.has(thread) ? undefined : free.get(kindOf(thread.first));
      const chosen = known && known.size > 0 ? choose(seekers.get(thread)!, [...known]) : undefined;
      if (!chosen) continue;
      placed.set(thread, chosen);
      known!.delete(chosen);
    }
  }
  for (const thread of threads) {
    const holding = placed.get(thread) ?? opened(thread, byKind);
    addThread(holding, thread);
  }
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

function opened({ first }: Thread, byKind: Map<string, OpenHolding[]>): OpenHolding {
  const holding: OpenHolding = { threads: [], spellings: new Set(), balance: undefined };
  const known = byKind.get(kindOf(first));
  if (known) known.push(holding);
  else byKind.set(kindOf(first), [holding]);
  return holding;
}

function addThread(holding: OpenHolding, thread: Thread): void {
  holding.spellings.add(spellingOf(thread.first));
  holding.threads.push(thread);
  holding.balance = closingOf(thread) ?? holding.balance;
}

function continuingAsNoted(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  return free.find(
    (holding) => continues(holding, seeker) && fits(holding, seeker) && isNoted(holding, seeker.first),
  );
}

function asNoted(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (seeker.startsLot) return undefined;
  const noted = free.filter((holding) => fits(holding, seeker) && isNoted(holding, seeker.first));
  return noted.length === 1 ? noted[0] : undefined;
}

function continuing(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (seeker.startsLot) return undefined;
  const fitting = free.filter((holding) => continues(holding, seeker) && fits(holding, seeker));
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
 * The only holding spelled so, whatever its balance, where nothing else of the filing could be it. Of several in
 * Table I the one with the nearest balance: what does not add up there is for a finding to tell, and a holding
 * more would count the shares twice.
 */
function onlyOne(seeker: Seeker, free: readonly OpenHolding[]): OpenHolding | undefined {
  const { first, opening } = seeker;
  if (seeker.startsLot || seeker.rivals || isGenericNature(first.natureKey || 'direct')) return undefined;
  const fitting = free.filter((holding) => fits(holding, seeker));
  if (fitting.length < 2) return fitting[0];
  if (first.line.table === 'II' || opening === undefined) return undefined;
  const wanted = toUnits(opening);
  const distance = ({ balance }: OpenHolding) => {
    const off = toUnits(balance ?? '0') - wanted;
    return off < 0n ? -off : off;
  };
  return fitting.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest));
}

function continues(holding: OpenHolding, { first, opening, splits }: Seeker): boolean {
  const { balance } = holding;
  if (opening === undefined || balance === undefined) return false;
  return balance === opening || continuesOverSplit(balance, opening, [newest(holding), first], splits);
}

function fits(holding: OpenHolding, { first, spelling, splits }: Seeker): boolean {
  if (holding.spellings.has(spelling)) return true;
  const known = newest(holding);
  return sameTermsOverSplit(known, first, splits) && spellingOf(known, first.termsKey) === spelling;
}

/** True when the footnotes on nature and terms are those of the holding's newest line. */
function isNoted(holding: OpenHolding, line: ReportedLine): boolean {
  const known = newest(holding);
  return known.natureNotes === line.natureNotes && known.termsNotes === line.termsNotes;
}

/** One class with the same terms; a grant that adds to a balance is counted with its class whatever its terms. */
function sameClass(known: ReportedLine, line: ReportedLine, splits: Splits): boolean {
  const { securityTitle, transactionAcquiredDisposedCode: way } = line.line.cells;
  const title = titleWords(securityTitle?.value ?? '');
  const addsToClass = line.line.table === 'II' && way?.value === 'A';
  const knownTitle = titleWords(known.line.cells.securityTitle?.value ?? '');
  if (sameTermsOverSplit(known, line, splits)) return isMisspelled(knownTitle, title);
  return knownTitle === title && (known.termsKey === line.termsKey || addsToClass);
}

/** Table, issuer, form of ownership and unit: what no change of spelling changes. */
function kindOf({ line, filing, unit }: ReportedLine): string {
  return [line.table, filing.issuerId, line.cells.directOrIndirectOwnership?.value ?? '?', unit].join(' ');
}

function classOf({ classKey, termsKey }: Pick<ReportedLine, 'classKey' | 'termsKey'>): string {
  return `${classKey} ${termsKey}`;
}

/** A nature that only points to a footnote is as good as what the footnote says. */
function spellingOf(line: ReportedLine, termsKey = line.termsKey): string {
  const { classKey, natureKey, natureNotes } = line;
  return `${classOf({ classKey, termsKey })} ${isGenericNature(natureKey || 'direct') ? `? ${natureNotes}` : natureKey}`;
}

function newest(holding: OpenHolding): ReportedLine {
  return holding.threads.at(-1)!.lines.at(-1)!;
}
