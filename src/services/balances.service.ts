import { Inject, Injectable } from '@nestjs/common';
import { type CheckedBalance, checkBalances } from '../core/ledger/balance-check';
import type { StoredEvent } from '../core/ledger/events';
import { filingsOfPerson } from '../core/ledger/filings-of-person';
import { streamOf } from '../core/ledger/parties';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import type { AnswerBasis } from './answer';
import { type Clocks, knowledgeOf, recordedPosition } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { MAX_PAGE_ROWS, PeopleService } from './people.service';

/** How many of the following balances that have one to follow are recomputed exactly. */
export interface BalanceSummary {
  /** What fixes the figures: asked again with the same, they are the same. */
  readonly basis: Pick<AnswerBasis, 'knownAt' | 'position' | 'rulesVersion'>;
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
   * was not simply recomputed, so that memory is bounded by one person's filings. Throws InvalidQuestion for
   * clocks that cannot be read.
   */
  async check(
    personId: string | undefined,
    onBalance: (balance: CheckedBalance) => void,
    clocks: Omit<Clocks, 'asOf'> = {},
  ): Promise<BalanceSummary> {
    const knowledge = knowledgeOf(clocks);
    const only = personId === undefined ? undefined : streamOf(personId);
    const position = await recordedPosition(this.store, clocks, only);
    const counts = { recomputed: 0, otherHolding: 0, unexplainedOpening: 0, differs: 0 };
    let filings = 0;
    for await (const stream of only === undefined ? this.everyStream() : [only]) {
      const events: StoredEvent[] = [];
      for await (const event of this.store.readStream(stream)) {
        if (position === null || event.position > position) break;
        events.push(event);
      }
      for (const filing of filingsOfPerson(events, knowledge)) {
        if (only === undefined && filing.streams[0] !== stream) continue;
        filings++;
        for (const balance of checkBalances(filing)) {
          counts[balance.standing]++;
          if (balance.standing !== 'recomputed') onBalance(balance);
        }
      }
    }
    const balances = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const { knownAt = null } = knowledge;
    return { basis: { knownAt, position, rulesVersion: RULES_VERSION }, filings, balances, ...counts };
  }

  private async *everyStream(): AsyncGenerator<string> {
    let after: string | undefined;
    do {
      const page = await this.people.page({ limit: MAX_PAGE_ROWS, ...(after && { after }) });
      for (const person of page.people) yield streamOf(person.personId);
      after = page.next ?? undefined;
    } while (after);
  }
}
