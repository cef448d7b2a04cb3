import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { NewEvent, StoredEvent } from '../core/ledger/events';
import { CHAIN_START } from '../core/ledger/hash-chain';
import { Identity } from '../core/ledger/identity';
import { ledgerDifference, type RowChange } from '../core/ledger/ledger-difference';
import { foldPerson } from '../core/ledger/person-holdings';
import type { PersonRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { type NewDecision, recordDecision } from '../core/ledger/record-decision';
import { lotsOf } from '../core/ledger/vesting-lots';
import { type EventStore, WrongExpectedRevision } from '../event-store/event-store';
import { LiveProjector } from '../read-model/live-projector';
import { type PersonEvents, PersonStreams } from '../read-model/person-streams';
import { NotFound } from './answer';
import { EVENT_STORE } from './ledger-tokens';
import { type ChangedLot, changedLots } from './lot-standing';

/** Tries to append while others append to the same stream. */
const MAX_ATTEMPTS = 2;

/** How a decision is to be made. */
export interface Making {
  /** Shows what the decision would change, and records nothing. */
  readonly dryRun?: boolean;
  /** Whose decision it is, to find its stream faster; found by the id that it is about unless given. */
  readonly personId?: string;
}

/** What a decision changes for one person. */
export interface ChangedPerson {
  /** As it is after the decision; as it was, for one who is another's after it. */
  readonly person: PersonRow;
  /** The lots that it changes. */
  readonly lots: readonly ChangedLot[];
  /** The rows of filings, holdings, steps and problems that it changes. */
  readonly changes: readonly RowChange[];
  /** Decisions about lots and lines that are not there, or that could not be followed. */
  readonly doubts: readonly string[];
}

/** A decision that is made, or is shown as it would be. */
export interface MadeDecision {
  readonly stream: string;
  /** Id of the decision's event, as which it is recorded, or would be if nothing came between. */
  readonly eventId: string;
  readonly recorded: boolean;
  readonly decision: NewDecision;
  /** Everybody whom it concerns, in order of their ids, also where it changes nothing. */
  readonly persons: readonly ChangedPerson[];
}

/** What is to be decided: asked again when somebody else decides in the same stream at once. */
export interface ToDecide {
  readonly stream: string;
  /** The decision, seen the events of its stream. */
  readonly decide: (events: readonly StoredEvent[]) => NewDecision | Promise<NewDecision>;
  /** Ids of the persons whose rows it may change: with each, all who were ever linked to it are looked at. */
  readonly concerned: (decision: NewDecision) => readonly string[] | Promise<readonly string[]>;
}

/** Makes decisions: shows what each changes, and appends it unless others were appended meanwhile. */
@Injectable()
export class DecisionRecorder {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly projector: LiveProjector,
  ) {}

  /** Makes a decision; what `decide` throws is thrown, and nothing is recorded then. */
  async make(
    { stream, decide, concerned }: ToDecide,
    { dryRun = false }: Making = {},
  ): Promise<MadeDecision> {
    const correlationId = randomUUID();
    for (let attempt = 1; ; attempt++) {
      const events = await collect(this.store.readStream(stream));
      const decision = await decide(events);
      const revision = events.at(-1)?.revision ?? -1;
      const recordedAt = new Date().toISOString();
      const event = recordDecision(stream, decision, { revision, correlationId, recordedAt });
      const persons = await this.changes(asStored(event, stream, revision + 1), await concerned(decision));
      const made = { stream, eventId: event.id, recorded: !dryRun, decision, persons };
      if (dryRun) return made;
      try {
        await this.store.append([{ stream, expectedRevision: revision, events: [event] }]);
        return await this.withRows(made);
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Sees to it that the rows contain the decision. What hinders that is told, for the decision is recorded. */
  private async withRows(made: MadeDecision): Promise<MadeDecision> {
    try {
      await this.projector.catchUp();
      return made;
    } catch (error) {
      const { message } = error as Error;
      const behind = `the decision is recorded as ${made.eventId}, but the rows do not contain it yet: ${message}`;
      const persons = made.persons.map((each) => ({ ...each, doubts: [...each.doubts, behind] }));
      return { ...made, persons };
    }
  }

  /**
   * The stream that has the event: of a person, or a shared one. The whole log is looked through unless a person is
   * given, on whom the event must bear. Throws NotFound.
   */
  async streamWith(id: string, { personId }: Making): Promise<string> {
    if (personId !== undefined) {
      const { events } = await new PersonStreams(this.store).of(personId);
      const event = events.find((each) => each.id === id);
      if (event) return event.stream;
    } else {
      for await (const batch of this.store.readAll()) {
        const event = batch.find((each) => each.id === id);
        if (event) return event.stream;
      }
    }
    const where = '"holdings vesting PERSON" shows the ids of lots, "holdings events PERSON" those of events';
    const whose = personId === undefined ? 'a reporting person' : personId;
    throw new NotFound(`no event of ${whose} has the id "${id}"; ${where}`);
  }

  /** What the decision changes for each person, those included who are another's after it. */
  private async changes(event: StoredEvent, concerned: readonly string[]): Promise<readonly ChangedPerson[]> {
    const once = new ReadOnce(this.store);
    const [before, after] = [
      new PersonStreams(once),
      new PersonStreams({ readStream: (stream) => withEvent(once.readStream(stream), stream, event) }),
    ];
    const changed = new Map<string, ChangedPerson>();
    const seen = new Set<string>();
    for (const id of concerned) {
      if (seen.has(id)) continue;
      // They may be thousands: whatever else waits in this thread has its turn between two families.
      await setImmediate();
      once.forget();
      const now = await after.of(id);
      for (const personId of now.personIds) {
        seen.add(personId);
        const change = changeOf(personId, await before.of(personId), now);
        if (change) changed.set(personId, change);
      }
    }
    return [...changed].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, change]) => change);
  }
}

/** Keeps the streams that were read until it is told to forget them. */
class ReadOnce {
  private readonly streams = new Map<string, readonly StoredEvent[]>();

  constructor(private readonly store: EventStore) {}

  forget(): void {
    this.streams.clear();
  }

  async *readStream(stream: string): AsyncGenerator<StoredEvent> {
    const events = this.streams.get(stream) ?? (await collect(this.store.readStream(stream)));
    this.streams.set(stream, events);
    yield* events;
  }
}

/** What is changed for one id; undefined for one that is another's before and after. */
function changeOf(personId: string, before: PersonEvents, after: PersonEvents): ChangedPerson | undefined {
  const [was, is] = [standingOf(personId, before), standingOf(personId, after)];
  const ledger = is?.ledger ?? was?.ledger;
  if (!ledger) return undefined;
  return {
    person: ledger.person,
    lots: changedLots(was?.lots ?? [], is?.lots ?? []),
    changes: ledgerDifference(was?.ledger, is?.ledger),
    doubts: is?.doubts ?? [],
  };
}

/** What the person of an id comes to; undefined for an id that is another's, and while nothing is known. */
function standingOf(personId: string, { events }: PersonEvents) {
  if (Identity.of(events).personOf(personId) !== personId) return undefined;
  const folded = foldPerson(events, {}, personId);
  if (!folded) return undefined;
  const { lots, doubts } = lotsOf(folded);
  return { ledger: holdingsLedger(folded), lots, doubts: [...folded.doubts, ...doubts] };
}

/** Stands after every position of the log. */
const AFTER_ALL = '~';

/** As it will stand in the store, but for its place there: what is folded to see what it changes. */
function asStored(event: NewEvent, stream: string, revision: number): StoredEvent {
  const metadata = { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START };
  return { ...event, stream, revision, position: AFTER_ALL, metadata } as StoredEvent;
}

/** The stream as it will be with the event at its end, when it is the event's. */
async function* withEvent(
  events: AsyncIterable<StoredEvent>,
  stream: string,
  event: StoredEvent,
): AsyncGenerator<StoredEvent> {
  for await (const each of events)
    if (each.stream !== event.stream || each.revision < event.revision) yield each;
  if (stream === event.stream) yield event;
}

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
