import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { streamOf } from '../core/ledger/parties';
import type { PersonRow } from '../core/ledger/person-ledger';
import type { EventStore } from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';
import { PeopleService } from './people.service';

/** Events of a page when the caller does not say. */
export const PAGE_EVENTS = 100;
/** Most events of one page; an event of a long filing has some 10 KB. */
export const MAX_PAGE_EVENTS = 500;

export interface EventsPage {
  readonly person: PersonRow;
  readonly stream: string;
  /** As they are stored, in the order of the stream. */
  readonly events: readonly StoredEvent[];
  /** Revision to ask on from; null when this was the last page. */
  readonly next: number | null;
}

/** The use case "show me the raw events": what an auditor checks everything else against. */
@Injectable()
export class EventsService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
  ) {}

  /** One page of a person's events, after the revision `after` (from the first one without it). Throws NotFound. */
  async page(personId: string, question: { after?: number; limit?: number } = {}): Promise<EventsPage> {
    const person = await this.people.withId(personId);
    const limit = question.limit ?? PAGE_EVENTS;
    const events: StoredEvent[] = [];
    for await (const event of this.events(person, (question.after ?? -1) + 1)) {
      events.push(event);
      if (events.length > limit) break;
    }
    const more = events.length > limit;
    const page = more ? events.slice(0, limit) : events;
    return {
      person,
      stream: streamOf(person.personId),
      events: page,
      next: more ? page.at(-1)!.revision : null,
    };
  }

  /** A person's events one by one, however many. */
  events(person: PersonRow, fromRevision = 0): AsyncIterable<StoredEvent> {
    return this.store.readStream(streamOf(person.personId), fromRevision);
  }
}
