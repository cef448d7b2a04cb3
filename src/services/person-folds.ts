import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import type { PersonFiling } from '../core/ledger/filings-of-person';
import { Identity } from '../core/ledger/identity';
import type { Knowledge } from '../core/ledger/knowledge';
import { streamOf } from '../core/ledger/parties';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { type PersonEvents, PersonStreams } from '../read-model/person-streams';
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
    const streams = new PersonStreams(this.store);
    const head = (await this.store.head()) ?? '';
    const only = personId === undefined ? undefined : await streams.of(personId, head);
    const position = await recordedPosition(this.store, clocks, only?.events);
    const until = position === null || position > head ? head : position;
    if (personId !== undefined) {
      const events = only!.events.filter((event) => event.position <= until);
      const person = foldPerson(events, knowledge, personId);
      if (person) onFold({ events, person, knowledge, isCounted: () => true });
    } else {
      for await (const family of this.families(streams, until)) foldEach(family, knowledge, onFold);
    }
    const { knownAt = null } = knowledge;
    return { effectiveOn: clocks.asOf ?? null, knownAt, position, rulesVersion: RULES_VERSION };
  }

  /** The events of every person in the ledger; of those who were ever linked to one another, once. */
  private async *families(streams: PersonStreams, until: string): AsyncGenerator<PersonEvents> {
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const page = await this.people.page({ limit: MAX_PAGE_ROWS, ...(after && { after }) });
      for (const { personId } of page.people) {
        if (seen.has(personId)) continue;
        const family = await streams.of(personId, until);
        if (family.personIds.length > 1) for (const id of family.personIds) seen.add(id);
        yield family;
      }
      after = page.next ?? undefined;
    } while (after);
  }
}

/** Those who were ever linked are one person, or several, as far as is known. */
function foldEach(
  { personIds, events }: PersonEvents,
  knowledge: Knowledge,
  onFold: (fold: PersonFold) => void,
): void {
  const identity = Identity.of(events, knowledge);
  for (const personId of new Set(personIds.map((id) => identity.personOf(id)))) {
    const person = foldPerson(events, knowledge, personId);
    const isCounted = (filing: PersonFiling) => filing.streams[0] === streamOf(personId);
    if (person) onFold({ events, person, knowledge, isCounted });
  }
}
