import type { Table } from '../filing/filing';
import type { PersonFiling } from './filings-of-person';
import { balanceAfter, type ReportedLine, reportedLines } from './reported-line';
import { follows, threadsOf } from './threads';

/**
 * How a following balance stands to the one before it in the same filing.
 * - `recomputed`: the balance before plus the change is the reported balance;
 * - `differs`: it is not;
 * - `otherHolding`: no balance before it speaks of the same holding: nature of ownership or its footnotes, or
 *   the lot's strike, dates or their footnotes, differ from every earlier row's;
 * - `unexplainedOpening`: the row was taken as the start of another holding although nothing on it says so.
 */
export type BalanceStanding = 'recomputed' | 'differs' | 'otherHolding' | 'unexplainedOpening';

/** One transaction row with a share balance whose table, title and D/I appeared earlier in its filing. */
export interface CheckedBalance {
  readonly filingKey: string;
  readonly formType: string;
  readonly sourceName: string;
  readonly table: Table;
  readonly row: number;
  readonly title: string;
  readonly code: string | null;
  readonly standing: BalanceStanding;
  readonly before: string | null;
  readonly change: string | null;
  readonly computed: string | null;
  readonly reported: string;
}

/** Every following balance of a filing that has one to follow, checked by arithmetic. */
export function checkBalances(filing: PersonFiling): readonly CheckedBalance[] {
  const lines = reportedLines(filing);
  const before = predecessors(lines);
  return lines.flatMap((line, place) => {
    const { cells, kind } = line.line;
    if (kind !== 'transaction' || cells.sharesOwnedFollowingTransaction?.value === undefined) return [];
    const earlier = lines.slice(0, place).filter((other) => sameClass(other, line));
    return earlier.length === 0 ? [] : [checked(line, before.get(line), earlier)];
  });
}

/** A line and the line of the same holding whose balance it is compared with. */
interface Pair {
  readonly line: ReportedLine;
  readonly before: ReportedLine;
}

/** The pair belongs to whichever of its two rows was filed later, also where the newest row stands first. */
function predecessors(lines: readonly ReportedLine[]): ReadonlyMap<ReportedLine, Pair> {
  const pairs = new Map<ReportedLine, Pair>();
  for (const thread of threadsOf(lines)) {
    for (let place = 1; place < thread.lines.length; place++) {
      const [before, line] = [thread.lines[place - 1]!, thread.lines[place]!];
      pairs.set(line.line.row > before.line.row ? line : before, { line, before });
    }
  }
  return pairs;
}

function checked(
  line: ReportedLine,
  pair: Pair | undefined,
  earlier: readonly ReportedLine[],
): CheckedBalance {
  const previous = pair?.before.reported;
  const { filing } = line;
  const { cells, table, row } = line.line;
  return {
    filingKey: filing.filingKey,
    formType: filing.facts.formType,
    sourceName: filing.sources[0]!.name,
    table,
    row,
    title: cells.securityTitle?.value ?? '',
    code: cells.transactionCode?.value ?? null,
    standing: pair
      ? follows(pair.line, previous)
        ? 'recomputed'
        : 'differs'
      : openingStanding(line, earlier),
    before: previous ?? null,
    change: line.change ?? null,
    computed: (pair && balanceAfter(previous, pair.line)) ?? null,
    reported: line.reported ?? '',
  };
}

function openingStanding(line: ReportedLine, earlier: readonly ReportedLine[]): BalanceStanding {
  return earlier.some((other) => sameParticulars(other, line)) ? 'unexplainedOpening' : 'otherHolding';
}

function sameClass(left: ReportedLine, right: ReportedLine): boolean {
  return left.line.table === right.line.table && left.classKey === right.classKey;
}

function sameParticulars(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.natureKey === right.natureKey &&
    left.natureNotes === right.natureNotes &&
    left.termsKey === right.termsKey &&
    left.termsNotes === right.termsNotes
  );
}
