import { isGenericNature, type ReportedLine } from './reported-line';
import { openingOf, type Thread, threadsOf } from './threads';

/** The lines of one holding over all filings, thread by thread. */
export interface HeldLines {
  readonly threads: readonly Thread[];
}

interface OpenHolding {
  readonly threads: Thread[];
  /** The balance after its newest thread, as far as one was reported. */
  balance: string | undefined;
}

/**
 * Links each filing's threads to the holdings of the filings before it. Class, terms and the nature of
 * ownership must agree; among several that do, the footnotes and then the balance decide. What fits nowhere
 * opens a holding of its own. `filings` are the lines of each filing, in order of effective date.
 */
export function linkHoldings(filings: readonly (readonly ReportedLine[])[]): readonly HeldLines[] {
  const byClass = new Map<string, OpenHolding[]>();
  for (const lines of filings) {
    const claimed = new Set<OpenHolding>();
    const threads = threadsOf(lines);
    for (const thread of threads) {
      const key = `${thread.first.classKey} ${thread.first.termsKey}`;
      const known = byClass.get(key) ?? [];
      byClass.set(key, known);
      const rivals = threads.filter((other) => other !== thread && alike(other.first, thread.first));
      let holding = choose(
        thread,
        known.filter((candidate) => !claimed.has(candidate)),
        rivals.length > 0,
      );
      if (!holding) {
        holding = { threads: [], balance: undefined };
        known.push(holding);
      }
      claimed.add(holding);
      holding.threads.push(thread);
      holding.balance = thread.lines.at(-1)!.reported ?? holding.balance;
    }
  }
  return [...byClass.values()].flat();
}

function choose(
  thread: Thread,
  candidates: readonly OpenHolding[],
  rivals: boolean,
): OpenHolding | undefined {
  const { first } = thread;
  const fitting = candidates.filter((candidate) => natureFits(newest(candidate), first));
  const opening = openingOf(thread);
  const continuing = fitting.filter(
    (candidate) => candidate.balance !== undefined && candidate.balance === opening,
  );
  const noted = fitting.filter((candidate) => sameNotes(newest(candidate), first));
  const both = continuing.filter((candidate) => noted.includes(candidate));
  if (both.length > 0) return both[0];
  if (startsLot(first, opening)) return undefined;
  if (noted.length === 1) return noted[0];
  if (continuing.length === 1) return continuing[0];
  if (rivals || noted.length > 1) return undefined;
  return fitting.length === 1 && !isGenericNature(first.natureKey || 'direct') ? fitting[0] : undefined;
}

/** A grant whose following balance is its own amount: filers who report per grant start every lot at zero. */
function startsLot(first: ReportedLine, opening: string | undefined): boolean {
  return (
    first.line.table === 'II' &&
    opening === '0' &&
    first.line.cells.transactionAcquiredDisposedCode?.value === 'A'
  );
}

function natureFits(known: ReportedLine, line: ReportedLine): boolean {
  if (known.natureKey !== line.natureKey) return false;
  return !isGenericNature(line.natureKey || 'direct') || known.natureNotes === line.natureNotes;
}

function sameNotes(known: ReportedLine, line: ReportedLine): boolean {
  return known.natureNotes === line.natureNotes && known.termsNotes === line.termsNotes;
}

function alike(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.classKey === right.classKey && left.termsKey === right.termsKey && left.natureKey === right.natureKey
  );
}

function newest(holding: OpenHolding): ReportedLine {
  return holding.threads.at(-1)!.lines.at(-1)!;
}
