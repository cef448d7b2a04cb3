import type { StoredEvent } from '../core/ledger/events';
import { checkAppend } from './append-check';
import { type AppendResult, type EventStore, type StreamAppend, UnknownPosition } from './event-store';
import { EventStoreDbAppender } from './eventstoredb-appender';
import {
  EVENTSTOREDB_PATIENCE,
  EventStoreDbConnection,
  type EventStoreDbPatience,
} from './eventstoredb-connection';
import { parseConnectionString } from './eventstoredb-connection-string';
import { positionOf } from './eventstoredb-event';
import { EventStoreDbReader } from './eventstoredb-reader';

/** Events of one batch when the caller does not say. What a batch holds, the garbage collector copies meanwhile. */
const BATCH_SIZE = 100;
/** What stream names on the server may begin with: no `$`, which is the server's own, and no dash, which ends a category. */
const PREFIX = /^(?:[A-Za-z][A-Za-z0-9._]{0,49})?$/;

export interface EventStoreDbOptions {
  /** Begins the name of each stream on the server, so that several ledgers can share one; the hash chain is without. */
  readonly prefix?: string;
  readonly patience?: Partial<EventStoreDbPatience>;
}

/**
 * The event store on EventStoreDB. A position is the server's own. The batches of one append are stored stream by
 * stream: when it is cut off, some streams have theirs and the others do not (see JointFilings).
 */
export class EventStoreDbEventStore implements EventStore {
  private readonly reader: EventStoreDbReader;
  private readonly appender: EventStoreDbAppender;

  private constructor(
    private readonly connection: EventStoreDbConnection,
    prefix: string,
  ) {
    this.reader = new EventStoreDbReader(connection, prefix);
    this.appender = new EventStoreDbAppender(connection, this.reader, prefix);
  }

  /**
   * Connects to the server. Throws InvalidConnectionString, and StorageFailure when it does not answer, refuses
   * access, or cannot be reached securely.
   */
  static async open(
    connectionString: string,
    options: EventStoreDbOptions = {},
  ): Promise<EventStoreDbEventStore> {
    const address = parseConnectionString(connectionString);
    const prefix = options.prefix ?? '';
    if (!PREFIX.test(prefix)) throw new RangeError(`${JSON.stringify(prefix)} is no prefix of stream names`);
    const connection = new EventStoreDbConnection(address, { ...EVENTSTOREDB_PATIENCE, ...options.patience });
    const store = new EventStoreDbEventStore(connection, prefix);
    try {
      await store.head();
      return store;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async append(batches: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
    checkAppend(batches);
    this.connection.mustBeOpen();
    return this.appender.append(batches);
  }

  readStream(stream: string, fromRevision = 0): AsyncIterable<StoredEvent> {
    if (!Number.isSafeInteger(fromRevision) || fromRevision < 0) {
      throw new RangeError(`${fromRevision} is no revision`);
    }
    this.connection.mustBeOpen();
    return this.reader.stream(stream, fromRevision);
  }

  readAll(after?: string, batchSize = BATCH_SIZE): AsyncIterable<readonly StoredEvent[]> {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new RangeError(`a batch of ${batchSize} events is no batch`);
    }
    this.connection.mustBeOpen();
    return this.upToHead(after, batchSize);
  }

  async *follow(after: string | undefined, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    if (signal.aborted) return;
    const position = await this.start(after, await this.head());
    yield* this.reader.log({ after: position, batchSize: BATCH_SIZE, signal });
  }

  async head(): Promise<string | undefined> {
    this.connection.mustBeOpen();
    return this.reader.head();
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async *upToHead(
    after: string | undefined,
    batchSize: number,
  ): AsyncGenerator<readonly StoredEvent[]> {
    const head = await this.head();
    const position = await this.start(after, head);
    if (head === undefined || head === after) return;
    yield* this.reader.log({ after: position, batchSize, until: head });
  }

  /** The place to read on from. Throws UnknownPosition. */
  private async start(after: string | undefined, head: string | undefined) {
    if (after === undefined) return undefined;
    positionOf(after);
    if (head === undefined || after > head) throw new UnknownPosition(after);
    return this.reader.mustBeEvent(after);
  }
}
