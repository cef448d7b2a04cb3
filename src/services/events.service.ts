import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { eventsThen } from '../core/ledger/events-then';
import { personOfStream, streamOf } from '../core/ledger/parties';
import type { PersonRow } from '../core/ledger/person-ledger';
import type { EventStore } from '../event-store/event-store';
import { type AnswerBasis, InvalidQuestion } from './answer';
import { type Clocks, positionUntil } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { PeopleService } from './people.service';
import { PersonReader } from './person-reader';

/** Events of a page when the caller does not say. */
export const PAGE_EVENTS = 100;
/** Most events of one page; an event of a long filing has some 10 KB. */
export const MAX_PAGE_EVENTS = 500;

export interface EventsQuestion extends Clocks {
  /** Position of the last event of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** The events that everything told of a person rests on. */
export interface EventsAnswer {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  /** Where they stand: the person's own stream and those of linked ids first, then those shared with others. */
  readonly streams: readonly string[];
  /** As they are stored, in the order of the log. */
  readonly events: readonly StoredEvent[];
}

export interface EventsPage extends EventsAnswer {
  /** Position to ask on from; null when this was the last page. */
  readonly next: string | null;
}

/** The use case "show me the raw events": what an auditor checks everything else against. */
@Injectable()
export class EventsService {
  constructor(
    private readonly people: PeopleService,
    private readonly reader: PersonReader,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * The events as far as they are known, up to the recorded position; with an effective date those that speak of days
   * up to it. Throws NotFound for an unknown person, InvalidQuestion for clocks that cannot be read.
   */
  async events(id: string, clocks: Clocks = {}): Promise<EventsAnswer> {
    const personId = await this.people.idOf(id);
    const { person, basis, rows } = await this.reader.events(personId, clocks);
    const events = eventsThen(rows.events, rows.folded, rows.knowledge, clocks.asOf);
    const own = streamOf(personId);
    const streams = new Set([own, ...events.map(({ stream }) => stream)]);
    return { person, basis, streams: [...streams].sort(byOwner), events };
  }

  /**
   * One page of them, after the position `after` (from the first one without it). Throws like events(), and
   * InvalidQuestion for an `after` that is no position of the log.
   */
  async page(
    id: string,
    { after, limit = PAGE_EVENTS, ...clocks }: EventsQuestion = {},
  ): Promise<EventsPage> {
    const { events: all, ...answer } = await this.events(id, clocks);
    const from = after === undefined ? undefined : await this.positionOf(after);
    const rest = from === undefined ? all : all.filter(({ position }) => position > from);
    const events = rest.slice(0, limit);
    return { ...answer, events, next: rest.length > limit ? events.at(-1)!.position : null };
  }

  private async positionOf(after: string): Promise<string> {
    const head = (await this.store.head()) ?? null;
    const position = await positionUntil(this.store, head, after);
    if (position !== undefined) return position;
    throw new InvalidQuestion('after', `after is "${after}", which is no position of this ledger's log`);
  }
}

function byOwner(left: string, right: string): number {
  const isShared = (stream: string) => Number(personOfStream(stream) === undefined);
  return isShared(left) - isShared(right);
}
