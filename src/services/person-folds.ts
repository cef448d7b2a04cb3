import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import type { PersonFiling } from '../core/ledger/filings-of-person';
import type { Knowledge } from '../core/ledger/knowledge';
import { streamOf } from '../core/ledger/parties';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { type AnswerBasis, checkAsOf } from './answer';
import { type Clocks, knowledgeOf, recordedPosition } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { MAX_PAGE_ROWS, PeopleService } from './people.service';

/** What fixes figures over one person or all: asked again with the same, they are the same. */
export type FoldBasis = Pick<AnswerBasis, 'effectiveOn' | 'knownAt' | 'position' | 'rulesVersion'>;

/** One person's fold, with the events that it comes from. */
export interface PersonFold {
  readonly events: readonly StoredEvent[];
  readonly person: FoldedPerson;
  readonly knowledge: Knowledge;
  /** True for filings to be counted here: all of one person's, a joint one of all persons' just once. */
  readonly isCounted: (filing: PersonFiling) => boolean;
}

/** Folds one person after the other, so that memory is bounded by one person's filings. */
@Injectable()
export class PersonFolds {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
  ) {}

  /**
   * Calls `onFold` for the person, or for every one of whom a filing is known. Throws InvalidQuestion for clocks
   * that cannot be read.
   */
  async each(
    personId: string | undefined,
    clocks: Clocks,
    onFold: (fold: PersonFold) => void,
  ): Promise<FoldBasis> {
    checkAsOf(clocks.asOf);
    const knowledge = knowledgeOf(clocks);
    const only = personId === undefined ? undefined : streamOf(personId);
    const position = await recordedPosition(this.store, clocks, only);
    for await (const stream of only === undefined ? this.everyStream() : [only]) {
      const events: StoredEvent[] = [];
      for await (const event of this.store.readStream(stream)) {
        if (position === null || event.position > position) break;
        events.push(event);
      }
      const person = foldPerson(events, knowledge);
      const isCounted = (filing: PersonFiling) => only !== undefined || filing.streams[0] === stream;
      if (person) onFold({ events, person, knowledge, isCounted });
    }
    const { knownAt = null } = knowledge;
    return { effectiveOn: clocks.asOf ?? null, knownAt, position, rulesVersion: RULES_VERSION };
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
