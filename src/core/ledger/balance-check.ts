import { subtract } from '../values/quantity';
import { compare } from '../values/text-order';
import type { PersonFiling } from './filings-of-person';
import { type HoldingStep, isFiledStep } from './holding-steps';
import type { FoldedPerson } from './person-holdings';
import { lineId } from './person-rows';
import { type BalanceStyle, isTotalled } from './reconciliation/balance-style';
import type { Cause, Finding } from './reconciliation/finding';
import { isSure } from './reconciliation/findings-of';
import { balanceAfter, type ReportedLine, reportedLines } from './reported-line';
import { type ReportedRow, reportedRow } from './reported-row';
import { follows, startsLot, type Thread, threadsOf } from './threads';

/**
 * How a following balance stands to the one before it.
 * - `recomputed`: the balance before plus the change is the reported balance;
 * - `explained`: it is not, and a cause that the filings tell or a sum proves accounts for the difference;
 * - `differs`: it is not, and nothing proves why;
 * - `ownGrant`: a grant whose balance is its own amount beside another of the same terms: reported per grant;
 * - `otherHolding`: no balance before it speaks of the same holding: nature of ownership or its footnotes, or
 *   the lot's strike, dates or their footnotes, differ from every earlier row's;
 * - `unexplainedOpening`: the row was taken as the start of another holding although nothing on it says so.
 */
export type BalanceStanding =
  | 'recomputed'
  | 'explained'
  | 'differs'
  | 'ownGrant'
  | 'otherHolding'
  | 'unexplainedOpening';

/** `within` a filing, or `across` the filings of one person and issuer. */
export type BalanceScope = 'within' | 'across';

/**
 * One row with a share balance whose table, title and D/I appeared earlier: in its filing (transactions), or in
 * an earlier filing of the person, when no row of its own filing comes before it in its holding.
 */
export interface CheckedBalance extends ReportedRow {
  readonly scope: BalanceScope;
  readonly standing: BalanceStanding;
  /** How the filing tells the balances of this holding; null across filings. */
  readonly style: BalanceStyle | null;
  readonly before: string | null;
  readonly computed: string | null;
  /** The best cause of a row that is explained or differs. */
  readonly cause: Cause | null;
}

/**
 * Every following balance of a person that has one to follow, checked by arithmetic. `counts` says which filings
 * count: a joint filing is to be counted once among its owners.
 */
export function checkBalances(
  person: FoldedPerson,
  findings: readonly Finding[],
  counts: (filing: PersonFiling) => boolean,
): readonly CheckedBalance[] {
  const folded = foldedLines(person, findings);
  const within = person.filings
    .filter(counts)
    .flatMap((filing) => withinFiling(filing, person.personId, folded));
  return [...within, ...acrossFilings(person, counts, folded)];
}

/** A line as the fold has it: its step, the one before it in its holding, and what was found. */
interface FoldedLine {
  readonly step: HoldingStep;
  /** Undefined for the first line of a holding; an implied opening is none. */
  readonly previous: HoldingStep | undefined;
  readonly finding: Finding | undefined;
}

function foldedLines({ holdings }: FoldedPerson, findings: readonly Finding[]) {
  const found = new Map(findings.map((finding) => [finding.lineId, finding]));
  const lines = new Map<string, FoldedLine>();
  for (const { steps } of holdings) {
    const filed = steps.filter(isFiledStep);
    for (const [place, step] of filed.entries()) {
      const id = lineId(step.line);
      lines.set(id, { step, previous: filed[place - 1], finding: found.get(id) });
    }
  }
  return lines;
}

function withinFiling(
  filing: PersonFiling,
  personId: string,
  folded: ReadonlyMap<string, FoldedLine>,
): readonly CheckedBalance[] {
  const lines = reportedLines(filing);
  const before = predecessors(lines);
  return lines.flatMap((line, place): CheckedBalance[] => {
    if (line.line.kind !== 'transaction' || !hasShareBalance(line)) return [];
    const earlier = lines.slice(0, place).filter((other) => other.classKey === line.classKey);
    if (earlier.length === 0) return [];
    const pair = before.get(line);
    const known = folded.get(lineId(line));
    const plain = {
      ...reportedRow(line, personId),
      scope: 'within' as const,
      style: pair?.thread.style ?? null,
    };
    if (!pair) return [{ ...plain, ...startOf(line, earlier, known) }];
    const previous = pair.before.reported;
    const computed = balanceAfter(previous, pair.line) ?? null;
    const balances = { before: previous ?? null, computed, cause: null };
    const adds = follows(pair.line, previous) || isTotalled(pair.thread.style);
    if (adds) return [{ ...plain, ...balances, standing: 'recomputed' }];
    return [{ ...plain, ...balances, ...judged(known?.finding) }];
  });
}

/** A line and the line of the same holding whose balance it is compared with. */
interface Pair {
  readonly line: ReportedLine;
  readonly before: ReportedLine;
  readonly thread: Thread;
}

/** The pair belongs to whichever of its two rows was filed later, also where the newest row stands first. */
function predecessors(lines: readonly ReportedLine[]): ReadonlyMap<ReportedLine, Pair> {
  const pairs = new Map<ReportedLine, Pair>();
  for (const thread of threadsOf(lines)) {
    for (let place = 1; place < thread.lines.length; place++) {
      const [before, line] = [thread.lines[place - 1]!, thread.lines[place]!];
      pairs.set(line.line.row > before.line.row ? line : before, { line, before, thread });
    }
  }
  return pairs;
}

function acrossFilings(
  { personId, holdings }: FoldedPerson,
  counts: (filing: PersonFiling) => boolean,
  folded: ReadonlyMap<string, FoldedLine>,
): readonly CheckedBalance[] {
  const byClass = new Map<string, ReportedLine[]>();
  for (const { line } of holdings.flatMap(({ steps }) => steps).filter(isFiledStep)) {
    const known = byClass.get(line.classKey);
    if (known) known.push(line);
    else byClass.set(line.classKey, [line]);
  }
  return [...byClass.values()].flatMap((lines) => {
    const ordered = lines.sort(inTime);
    return ordered.flatMap((line, place): CheckedBalance[] => {
      const { filing } = line;
      const known = folded.get(lineId(line))!;
      const follower = known.previous?.line.filing.filingKey === filing.filingKey;
      if (follower || !hasShareBalance(line) || line.changeUnknown || !counts(filing)) return [];
      const earlier = ordered.slice(0, place).filter((other) => other.filing.filingKey !== filing.filingKey);
      if (earlier.length === 0) return [];
      const plain = { ...reportedRow(line, personId), scope: 'across' as const, style: null };
      if (!known.previous) return [{ ...plain, ...startOf(line, earlier, undefined) }];
      const { status, computed } = known.step;
      const before = computed === undefined ? null : subtract(computed, line.change ?? '0');
      const balances = { before, computed: computed ?? null, cause: null };
      const standing = status === 'differs' ? judged(known.finding) : { standing: 'recomputed' as const };
      return [{ ...plain, ...balances, ...standing }];
    });
  });
}

function inTime(left: ReportedLine, right: ReportedLine): number {
  return (
    compare(left.effectiveOn, right.effectiveOn) ||
    compare(left.filing.knownOn, right.filing.knownOn) ||
    compare(left.filing.filingKey, right.filing.filingKey) ||
    left.line.row - right.line.row
  );
}

/** A row that opens a holding, or goes on from a lot of an earlier filing. */
function startOf(
  line: ReportedLine,
  earlier: readonly ReportedLine[],
  known: FoldedLine | undefined,
): Pick<CheckedBalance, 'standing' | 'before' | 'computed' | 'cause'> {
  const none = { before: null, computed: null, cause: null };
  if (!earlier.some((other) => sameParticulars(other, line))) return { ...none, standing: 'otherHolding' };
  if (startsLot(line)) return { before: '0', computed: line.reported!, cause: null, standing: 'ownGrant' };
  if (known?.previous && known.step.status === 'recomputed') {
    return { ...none, computed: known.step.computed ?? null, standing: 'recomputed' };
  }
  return { ...none, standing: 'unexplainedOpening' };
}

function judged(finding: Finding | undefined): Pick<CheckedBalance, 'standing' | 'cause'> {
  const cause = finding?.causes[0] ?? null;
  return { standing: cause && isSure(cause) ? 'explained' : 'differs', cause };
}

function hasShareBalance({ line, reported, fromUnderlying }: ReportedLine): boolean {
  const shares = line.cells.sharesOwnedFollowingTransaction?.value !== undefined;
  return shares && reported !== undefined && !fromUnderlying;
}

function sameParticulars(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.natureKey === right.natureKey &&
    left.natureNotes === right.natureNotes &&
    left.termsKey === right.termsKey &&
    left.termsNotes === right.termsNotes
  );
}
