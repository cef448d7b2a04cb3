import { Inject, Injectable } from '@nestjs/common';
import { type CheckedBalance, checkBalances } from '../core/ledger/balance-check';
import type { StoredEvent } from '../core/ledger/events';
import { filingsOfPerson } from '../core/ledger/filings-of-person';
import { streamOf } from '../core/ledger/parties';
import type { EventStore } from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';
import { MAX_PAGE_ROWS, PeopleService } from './people.service';

/** How many of the following balances that have one to follow are recomputed exactly. */
export interface BalanceSummary {
  readonly filings: number;
  /** Transaction rows with a share balance whose table, title and D/I appeared earlier in their filing. */
  readonly balances: number;
  readonly recomputed: number;
  /** Rows that open another holding: its nature of ownership, strike, dates or their footnotes differ. */
  readonly otherHolding: number;
  /** Rows that were taken as the start of another holding although nothing on them says so. */
  readonly unexplainedOpening: number;
  readonly differs: number;
}

/** The use case "do the reported balances add up": within each filing, by arithmetic. */
@Injectable()
export class BalancesService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
  ) {}

  /**
   * Checks the filings of one person, or of all, a joint filing once. Calls `onBalance` for every balance that
   * was not simply recomputed, so that memory is bounded by one person's filings.
   */
  async check(
    personId: string | undefined,
    onBalance: (balance: CheckedBalance) => void,
  ): Promise<BalanceSummary> {
    const counts = { recomputed: 0, otherHolding: 0, unexplainedOpening: 0, differs: 0 };
    let filings = 0;
    for await (const stream of this.streams(personId)) {
      const events: StoredEvent[] = [];
      for await (const event of this.store.readStream(stream)) events.push(event);
      for (const filing of filingsOfPerson(events)) {
        if (personId === undefined && filing.streams[0] !== stream) continue;
        filings++;
        for (const balance of checkBalances(filing)) {
          counts[balance.standing]++;
          if (balance.standing !== 'recomputed') onBalance(balance);
        }
      }
    }
    const balances = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { filings, balances, ...counts };
  }

  private async *streams(personId: string | undefined): AsyncGenerator<string> {
    if (personId !== undefined) {
      yield streamOf(personId);
      return;
    }
    let after: string | undefined;
    do {
      const page = await this.people.page({ limit: MAX_PAGE_ROWS, ...(after && { after }) });
      for (const person of page.people) yield streamOf(person.personId);
      after = page.next ?? undefined;
    } while (after);
  }
}
