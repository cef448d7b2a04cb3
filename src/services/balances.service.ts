import { Inject, Injectable } from '@nestjs/common';
import { type BalanceStanding, type CheckedBalance, checkBalances } from '../core/ledger/balance-check';
import type { StoredEvent } from '../core/ledger/events';
import type { PersonFiling } from '../core/ledger/filings-of-person';
import { streamOf } from '../core/ledger/parties';
import { foldPerson } from '../core/ledger/person-holdings';
import { findingsOf } from '../core/ledger/reconciliation/findings-of';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import type { AnswerBasis } from './answer';
import { type Clocks, knowledgeOf, recordedPosition } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { MAX_PAGE_ROWS, PeopleService } from './people.service';

/** How many of the following balances that have one to follow stand how. */
export type BalanceCounts = { readonly [Standing in BalanceStanding]: number } & {
  /** All of them: see CheckedBalance for which rows count. */
  readonly balances: number;
};

export interface BalanceSummary {
  /** What fixes the figures: asked again with the same, they are the same. */
  readonly basis: Pick<AnswerBasis, 'knownAt' | 'position' | 'rulesVersion'>;
  readonly filings: number;
  /** Rows of which an earlier row of the same filing has the same table, title and D/I. */
  readonly within: BalanceCounts;
  /** Rows of which a row of an earlier filing has: those that nothing of their own filing comes before. */
  readonly across: BalanceCounts;
}

/** Standings that are exact, or carry a cause that is told or proved. */
export const SOUND_STANDINGS: readonly BalanceStanding[] = [
  'recomputed',
  'explained',
  'ownGrant',
  'otherHolding',
];

/** The use case "do the reported balances add up": within each filing and from one to the next, by arithmetic. */
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
    const counts = { within: noBalances(), across: noBalances() };
    let filings = 0;
    for await (const stream of only === undefined ? this.everyStream() : [only]) {
      const events: StoredEvent[] = [];
      for await (const event of this.store.readStream(stream)) {
        if (position === null || event.position > position) break;
        events.push(event);
      }
      const person = foldPerson(events, knowledge);
      if (!person) continue;
      const isCounted = (filing: PersonFiling) => only !== undefined || filing.streams[0] === stream;
      filings += person.filings.filter(isCounted).length;
      for (const balance of checkBalances(person, findingsOf(person), isCounted)) {
        counts[balance.scope][balance.standing]++;
        counts[balance.scope].balances++;
        if (balance.standing !== 'recomputed') onBalance(balance);
      }
    }
    const { knownAt = null } = knowledge;
    return { basis: { knownAt, position, rulesVersion: RULES_VERSION }, filings, ...counts };
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

function noBalances() {
  return {
    balances: 0,
    recomputed: 0,
    explained: 0,
    differs: 0,
    ownGrant: 0,
    otherHolding: 0,
    unexplainedOpening: 0,
  };
}
