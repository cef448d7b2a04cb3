import { natureLikeness, titleWords } from './reconciliation/kinship';
import { isGenericNature, type ReportedLine } from './reported-line';
import { closingOf, openingOf, startsLot, type Thread, threadsOf } from './threads';

/** The lines of one holding over all filings, thread by thread. */
export interface HeldLines {
  readonly threads: readonly Thread[];
}

interface OpenHolding {
  readonly threads: Thread[];
  /** Its class and terms, and its nature of ownership, as spelled so far. */
  readonly classes: Set<string>;
  readonly natures: Set<string>;
  /** The balance after its newest thread, as far as one was reported. */
  balance: string | undefined;
}

/**
 * Links each filing's threads to the holdings of the filings before it. Class, terms and the nature of
 * ownership must agree; among several that do, the footnotes and then the balance decide. A class or a vehicle
 * that is spelled otherwise is the same when its balance continues exactly and the spellings, or the footnotes
 * that name the vehicle, are alike: never on likeness alone. What fits nowhere opens a holding of its own.
 * `filings` are the lines of each filing, in order of effective date.
 */
export function linkHoldings(filings: readonly (readonly ReportedLine[])[]): readonly HeldLines[] {
  const byKind = new Map<string, OpenHolding[]>();
  for (const lines of filings) linkFiling(threadsOf(lines), byKind);
  return [...byKind.values()].flat();
}

/** Those that continue a balance choose first, so that no other thread of the filing takes their holding. */
const ROUNDS = [continuingAsNoted, asNoted, continuing, continuingOtherSpelling, onlyOne] as const;

function linkFiling(threads: readonly Thread[], byKind: Map<string, OpenHolding[]>): void {
  const placed = new Map<Thread, OpenHolding>();
  const claimed = new Set<OpenHolding>();
  for (const choose of ROUNDS) {
    for (const thread of threads) {
      if (placed.has(thread)) continue;
      const free = (byKind.get(kindOf(thread.first)) ?? []).filter((holding) => !claimed.has(holding));
      const chosen = choose(thread, free, threads);
      if (!chosen) continue;
      placed.set(thread, chosen);
      claimed.add(chosen);
    }
  }
  for (const thread of threads) {
    const holding = placed.get(thread) ?? opened(thread, byKind);
    addThread(holding, thread);
  }
}

function opened({ first }: Thread, byKind: Map<string, OpenHolding[]>): OpenHolding {
  const holding: OpenHolding = {
    threads: [],
    classes: new Set(),
    natures: new Set(),
    balance: undefined,
  };
  const known = byKind.get(kindOf(first));
  if (known) known.push(holding);
  else byKind.set(kindOf(first), [holding]);
  return holding;
}

function addThread(holding: OpenHolding, thread: Thread): void {
  const { first } = thread;
  holding.classes.add(classOf(first));
  holding.natures.add(natureOf(first));
  holding.threads.push(thread);
  holding.balance = closingOf(thread) ?? holding.balance;
}

function continuingAsNoted(thread: Thread, free: readonly OpenHolding[]): OpenHolding | undefined {
  const opening = openingOf(thread);
  return free.find(
    (holding) => fits(holding, thread.first) && continues(holding, opening) && isNoted(holding, thread.first),
  );
}

function asNoted({ first }: Thread, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (startsLot(first)) return undefined;
  const noted = free.filter((holding) => fits(holding, first) && isNoted(holding, first));
  return noted.length === 1 ? noted[0] : undefined;
}

function continuing(thread: Thread, free: readonly OpenHolding[]): OpenHolding | undefined {
  if (startsLot(thread.first)) return undefined;
  const opening = openingOf(thread);
  const fitting = free.filter((holding) => fits(holding, thread.first) && continues(holding, opening));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The most alike of the holdings with the thread's opening balance; none where two are equally so. */
function continuingOtherSpelling(thread: Thread, free: readonly OpenHolding[]): OpenHolding | undefined {
  const { first } = thread;
  const opening = openingOf(thread);
  if (opening === undefined || opening === '0') return undefined;
  const [best, second] = free
    .filter((holding) => continues(holding, opening) && sameClass(newest(holding), first))
    .map((holding) => ({ holding, likeness: natureLikeness(newest(holding), first) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((left, right) => right.likeness - left.likeness);
  return best && best.likeness !== second?.likeness ? best.holding : undefined;
}

/** The only holding spelled so, whatever its balance, where nothing else of the filing could be it. */
function onlyOne(
  thread: Thread,
  free: readonly OpenHolding[],
  threads: readonly Thread[],
): OpenHolding | undefined {
  const { first } = thread;
  const rivals = threads.some((other) => other !== thread && alike(other.first, first));
  if (startsLot(first) || rivals || isGenericNature(first.natureKey || 'direct')) return undefined;
  const fitting = free.filter((holding) => fits(holding, first));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function continues(holding: OpenHolding, opening: string | undefined): boolean {
  return opening !== undefined && holding.balance === opening;
}

function fits(holding: OpenHolding, line: ReportedLine): boolean {
  return holding.classes.has(classOf(line)) && holding.natures.has(natureOf(line));
}

/** True when the footnotes on nature and terms are those of the holding's newest line. */
function isNoted(holding: OpenHolding, line: ReportedLine): boolean {
  const known = newest(holding);
  return known.natureNotes === line.natureNotes && known.termsNotes === line.termsNotes;
}

/** One class with the same terms; a grant that adds to a balance is counted with its class whatever its terms. */
function sameClass(known: ReportedLine, line: ReportedLine): boolean {
  const { securityTitle, transactionAcquiredDisposedCode: way } = line.line.cells;
  const title = titleWords(securityTitle?.value ?? '');
  const addsToClass = line.line.table === 'II' && way?.value === 'A';
  return (
    titleWords(known.line.cells.securityTitle?.value ?? '') === title &&
    (known.termsKey === line.termsKey || addsToClass)
  );
}

function alike(left: ReportedLine, right: ReportedLine): boolean {
  return classOf(left) === classOf(right) && left.natureKey === right.natureKey;
}

/** Table, issuer, form of ownership and unit: what no change of spelling changes. */
function kindOf({ line, filing, unit }: ReportedLine): string {
  return [line.table, filing.issuerId, line.cells.directOrIndirectOwnership?.value ?? '?', unit].join(' ');
}

function classOf({ classKey, termsKey }: ReportedLine): string {
  return `${classKey} ${termsKey}`;
}

/** A nature that only points to a footnote is as good as what the footnote says. */
function natureOf({ natureKey, natureNotes }: ReportedLine): string {
  return isGenericNature(natureKey || 'direct') ? `? ${natureNotes}` : natureKey;
}

function newest(holding: OpenHolding): ReportedLine {
  return holding.threads.at(-1)!.lines.at(-1)!;
}
