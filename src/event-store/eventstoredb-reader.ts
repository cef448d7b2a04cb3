import {
  excludeSystemEvents,
  FORWARDS,
  type Position,
  type ResolvedEvent,
  START,
  StreamNotFoundError,
  type SubscribeToAllOptions,
  streamNameFilter,
  UnknownError,
} from '@eventstore/db-client';
import type { StoredEvent } from '../core/ledger/events';
import { CHAIN_START } from '../core/ledger/hash-chain';
import { UnknownPosition } from './event-store';
import { Arrivals, type ClientStream } from './eventstoredb-arrivals';
import { BackwardsReading } from './eventstoredb-backwards-reading';
import type { EventStoreDbConnection } from './eventstoredb-connection';
import { damagedAt, positionOf, toStoredEvent } from './eventstoredb-event';
import { Unanswered } from './eventstoredb-failure';
import { RepeatedEvents, type StreamWithoutRepeated } from './repeated-events';

/** Events that wait in the client; an event can have 900 KB. */
const BUFFERED = { highWaterMark: 64 };
/** Events of a stream handed on at once. */
const TAKEN = 512;
/** Characters of data and metadata after which a batch ends early, so that large events cost bounded memory. */
const BATCH_CHARACTERS = 4 * 1024 * 1024;
/** One of so many events is measured and stands for the others: measuring costs as much as reading. */
const MEASURED = 8;
/** A batch that is followed ends when nothing more comes for so long. */
const QUIET_MS = 10;
/** Consistent answers: a follower may lag behind what was acknowledged. */
const FROM_LEADER = { requiresLeader: true };

type Incoming = ClientStream<ResolvedEvent>;

export interface LogReading {
  /** Exclusive; from the start when undefined. */
  readonly after: Position | undefined;
  readonly batchSize: number;
  /** Ends with the event at this position, which must be in the log; goes on for ever without one. */
  readonly until?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the ledger's events, over dropped connections and subscriptions. */
export class EventStoreDbReader {
  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly prefix: string,
  ) {}

  /** The events of one stream from a revision on, as they are physically there; an absent stream has none. */
  async *stored(stream: string, fromRevision: number): AsyncGenerator<readonly StoredEvent[]> {
    let next = fromRevision;
    for (;;) {
      try {
        for await (const batch of this.arrivals(this.openStream(stream, next), `reading stream ${stream}`)) {
          const events = batch.map((resolved, index) => this.eventOf(stream, resolved, next + index));
          next += events.length;
          yield events;
        }
        this.connection.mustBeOpen();
        this.connection.answered();
        return;
      } catch (error) {
        if (error instanceof StreamNotFoundError) {
          this.connection.answered();
          return;
        }
        await this.connection.bear(error);
      }
    }
  }

  /**
   * The same without events that are there a second time, from a revision among those that count. It stands there
   * or further back.
   */
  async *stream(stream: string, fromRevision: number): AsyncGenerator<StoredEvent> {
    const repeated = this.repeatedEvents();
    for await (const batch of this.stored(stream, fromRevision)) {
      for (const event of await repeated.without(batch)) if (event.revision >= fromRevision) yield event;
    }
  }

  /** The event that is physically at a revision; undefined when the stream does not reach that far. */
  async eventAt(stream: string, revision: number): Promise<StoredEvent | undefined> {
    return this.connection.persist(async () => {
      try {
        for await (const [resolved] of this.arrivals(
          this.openStream(stream, revision, 1),
          `reading stream ${stream}`,
        )) {
          return this.eventOf(stream, resolved!, revision);
        }
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return undefined;
    });
  }

  /** The log in batches, never empty; each event once, whatever happens to the connection. */
  async *log({ after, batchSize, until, signal }: LogReading): AsyncGenerator<readonly StoredEvent[]> {
    const repeated = this.repeatedEvents();
    let position = after;
    for (;;) {
      const arrivals = new Arrivals(this.openLog(position));
      try {
        for await (const events of this.batches(arrivals, { batchSize, until, signal })) {
          position = positionOf(events.at(-1)!.position);
          const kept = await repeated.without(events);
          if (kept.length > 0) yield kept;
          if (events.at(-1)!.position === until) return;
        }
        if (signal?.aborted) return;
        throw new Unanswered('the server ended the subscription');
      } catch (error) {
        // A follower outlives its server's restarts; whoever asks for an end wants to be told of an outage.
        await this.connection.bear(error, { forever: until === undefined, ...(signal && { signal }) });
        if (signal?.aborted) return;
      } finally {
        await arrivals.close();
      }
    }
  }

  /** Position of the ledger's newest event. */
  async head(): Promise<string | undefined> {
    return this.connection.persist(async () => {
      const backwards = new BackwardsReading(this.connection.client, this.prefix);
      for await (const batch of this.arrivals(backwards, 'reading the end of the log')) {
        for (const resolved of batch) {
          const event = toStoredEvent(resolved, this.prefix);
          if (event !== undefined) return event.position;
        }
      }
      return undefined;
    });
  }

  /** Throws UnknownPosition when there is no event of the ledger at that place. */
  async mustBeEvent(text: string): Promise<Position> {
    const position = positionOf(text);
    const found = await this.connection.persist(async () => {
      const { client } = this.connection;
      const all = client.readAll(
        { direction: FORWARDS, fromPosition: position, maxCount: 1, ...FROM_LEADER },
        BUFFERED,
      );
      try {
        for await (const [resolved] of this.arrivals(all as Incoming, 'looking for a position')) {
          return toStoredEvent(resolved!, this.prefix)?.position;
        }
      } catch (error) {
        if (!isBetweenEvents(error)) throw error;
      }
      return undefined;
    });
    if (found !== text) throw new UnknownPosition(text);
    return position;
  }

  private openStream(stream: string, from: number, maxCount?: number): Incoming {
    const count = maxCount === undefined ? {} : { maxCount };
    const options = { fromRevision: BigInt(from), ...count, ...FROM_LEADER };
    return this.connection.client.readStream(this.prefix + stream, options, BUFFERED) as Incoming;
  }

  private openLog(after: Position | undefined): Incoming {
    const filter = this.prefix === '' ? excludeSystemEvents() : streamNameFilter({ prefixes: [this.prefix] });
    const options: SubscribeToAllOptions = { fromPosition: after ?? START, filter, ...FROM_LEADER };
    return this.connection.client.subscribeToAll(options, BUFFERED) as Incoming;
  }

  /** What a reading with an end brings, as it comes. Throws Unanswered when nothing comes for too long. */
  private async *arrivals(stream: Incoming, what: string): AsyncGenerator<readonly ResolvedEvent[]> {
    const arrivals = new Arrivals(stream);
    const { answerMs } = this.connection.patience;
    try {
      for (;;) {
        const taken = arrivals.take(TAKEN);
        if (taken.length > 0) {
          this.connection.answered();
          yield taken;
          continue;
        }
        const waited = await arrivals.wait(answerMs);
        if (waited === 'ended') return;
        if (waited === 'quiet') throw Unanswered.within(answerMs, what);
      }
    } finally {
      await arrivals.close();
    }
  }

  /** Collects what a subscription brings into batches. Ends when the subscription does or the signal aborts. */
  private async *batches(
    arrivals: Arrivals<ResolvedEvent>,
    { batchSize, until, signal }: Omit<LogReading, 'after'>,
  ): AsyncGenerator<readonly StoredEvent[]> {
    const { answerMs } = this.connection.patience;
    let batch = new Batch(batchSize);
    for (;;) {
      if (signal?.aborted) return;
      for (const resolved of arrivals.take(batch.room)) {
        const event = toStoredEvent(resolved, this.prefix);
        if (event !== undefined) batch.add(event);
        if (batch.isFull || (until !== undefined && event?.position === until)) {
          this.connection.answered();
          yield batch.events;
          batch = new Batch(batchSize);
        }
      }
      const patience =
        until !== undefined ? answerMs : batch.events.length > 0 ? QUIET_MS : Number.POSITIVE_INFINITY;
      const waited = await arrivals.wait(patience, signal);
      if (waited === 'aborted' || waited === 'ended') return;
      if (waited !== 'quiet') continue;
      if (until !== undefined) throw Unanswered.within(answerMs, 'reading the log');
      this.connection.answered();
      yield batch.events;
      batch = new Batch(batchSize);
    }
  }

  private eventOf(stream: string, resolved: ResolvedEvent, revision: number): StoredEvent {
    const event = toStoredEvent(resolved, this.prefix);
    const { shown } = this.connection;
    const found = Number(resolved.event?.revision ?? -1);
    if (found !== revision) throw damagedAt(shown, stream, `lacks revision ${revision}`);
    if (event === undefined)
      throw damagedAt(shown, stream, `holds at revision ${revision} what is no event of a ledger`);
    return event;
  }

  private repeatedEvents(): RepeatedEvents {
    return new RepeatedEvents(async ({ stream, revision }) => {
      const ids = new Set<string>();
      let state: StreamWithoutRepeated = { hash: CHAIN_START, repeated: 0, isRepeated: false };
      for await (const batch of this.stored(stream, 0)) {
        for (const { id, metadata, revision: reached } of batch) {
          if (reached > revision) return state;
          state = ids.has(id)
            ? { ...state, repeated: state.repeated + 1, isRepeated: true }
            : { hash: metadata.hash, repeated: state.repeated, isRepeated: false };
          ids.add(id);
        }
      }
      return state;
    });
  }
}

/** Events on their way to the reader, with their size. */
class Batch {
  readonly events: StoredEvent[] = [];
  private characters = 0;

  constructor(private readonly size: number) {}

  /** How many more may be taken before the batch must be looked at. */
  get room(): number {
    return Math.min(this.size - this.events.length, MEASURED);
  }

  get isFull(): boolean {
    return this.events.length >= this.size || this.characters > BATCH_CHARACTERS;
  }

  add(event: StoredEvent): void {
    if (this.events.length % MEASURED === 0) {
      this.characters +=
        MEASURED * (JSON.stringify(event.data).length + JSON.stringify(event.metadata).length);
    }
    this.events.push(event);
  }
}

/** What the server says of a position inside a record. */
function isBetweenEvents(error: unknown): boolean {
  return error instanceof UnknownError && /ReadAllResult/.test(error.message);
}
