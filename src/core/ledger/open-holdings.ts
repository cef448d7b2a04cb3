import type { ReportedLine } from './reported-line';
import { closingOf, type Thread } from './threads';

/** A thread and the place of its filing among the filings, which are in order of effective date. */
interface PlacedThread {
  readonly thread: Thread;
  readonly place: number;
}

/** A holding while filings are added to it. */
export interface OpenHolding {
  /** In the order of the filings. */
  threads: PlacedThread[];
  /** Its class with terms and its nature of ownership, as spelled so far. */
  readonly spellings: Set<string>;
  /** The balance after its newest thread, as far as one was reported. */
  balance: string | undefined;
  /** Place of the decision that joined it of two, the latest of several: then several rows of one filing may be of it. */
  joinedSince: number | undefined;
}

/** The holdings of a person by what no change of spelling changes. */
export class OpenHoldings {
  private readonly byKind = new Map<string, OpenHolding[]>();

  /** Each once, in the order in which they were opened. */
  get all(): readonly OpenHolding[] {
    return [...new Set([...this.byKind.values()].flat())];
  }

  /** Those of the line's table, issuer, form of ownership and unit. */
  like(line: ReportedLine): readonly OpenHolding[] {
    return this.byKind.get(kindOf(line)) ?? [];
  }

  opened(line: ReportedLine): OpenHolding {
    const holding: OpenHolding = {
      threads: [],
      spellings: new Set(),
      balance: undefined,
      joinedSince: undefined,
    };
    const known = this.byKind.get(kindOf(line));
    if (known) known.push(holding);
    else this.byKind.set(kindOf(line), [holding]);
    return holding;
  }

  add(holding: OpenHolding, spellings: readonly string[], thread: Thread, place: number): void {
    for (const spelling of spellings) holding.spellings.add(spelling);
    holding.threads.push({ thread, place });
    holding.balance = closingOf(thread) ?? holding.balance;
  }

  /** Puts the lines of one holding to those of another; with the newest of both it goes on. */
  merge(into: OpenHolding, from: OpenHolding, since: number): void {
    const threads = [...into.threads, ...from.threads].sort(
      (left, right) => left.place - right.place || left.thread.first.line.row - right.thread.first.line.row,
    );
    into.threads = threads;
    into.joinedSince = Math.max(since, into.joinedSince ?? since, from.joinedSince ?? since);
    for (const spelling of from.spellings) into.spellings.add(spelling);
    into.balance = threads
      .map(({ thread }) => closingOf(thread))
      .findLast((balance) => balance !== undefined);
    for (const [kind, holdings] of this.byKind) {
      const both = holdings.map((holding) => (holding === from ? into : holding));
      this.byKind.set(kind, [...new Set(both)]);
    }
  }
}

/** All lines of a holding, filing by filing. */
export function linesOf({ threads }: OpenHolding): readonly ReportedLine[] {
  return threads.flatMap(({ thread }) => thread.lines);
}

/** Table, issuer, form of ownership and unit. */
function kindOf({ line, filing, unit }: ReportedLine): string {
  return [line.table, filing.issuerId, line.cells.directOrIndirectOwnership?.value ?? '?', unit].join(' ');
}
