import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { StoredEvent } from '../core/ledger/events';
import { checkAppend } from './append-check';
import {
  type AppendResult,
  type EventStore,
  StorageFailure,
  type StreamAppend,
  UnknownPosition,
} from './event-store';
import { SqliteAppender } from './sqlite-appender';
import { openSqliteFile } from './sqlite-file';
import { storageFailure } from './storage-failure';

/** How long an append waits for another process's append. Theirs take milliseconds; then something is wrong. */
const BUSY_TIMEOUT_MS = 10_000;
/** How soon `follow` sees what another process or instance appended; our own appends wake it at once. */
const FOLLOW_POLL_MS = 50;
/** Events of one batch when the caller does not say. */
const BATCH_SIZE = 1000;
/** Characters of data and metadata after which a batch ends early, so that large events cost bounded memory. */
const BATCH_CHARACTERS = 4 * 1024 * 1024;
/** Digits of a position: as many as the largest safe integer has, so that positions compare as text. */
const POSITION_DIGITS = 16;

type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
];

const EVENT_COLUMNS = 'e.position, s.name, e.revision, lower(hex(e.id)), e.type, e.data, e.metadata';

/**
 * The event store in one SQLite file (or in memory, as `:memory:`). Any number of processes may have it open;
 * one at a time appends. A position is the event's number in the log, from 1, with leading zeros.
 */
export class SqliteEventStore implements EventStore {
  private readonly waiting = new Set<() => void>();
  private readonly appender: SqliteAppender;
  private readonly selectRevision: Database.Statement;
  private readonly selectStream: Database.Statement;
  private readonly selectAll: Database.Statement;
  private readonly selectNewest: Database.Statement;

  private constructor(
    private readonly path: string,
    private readonly database: Database.Database,
  ) {
    this.appender = new SqliteAppender(database);
    this.selectRevision = database.prepare('SELECT revision FROM streams WHERE name = ?').pluck();
    this.selectStream = database
      .prepare(
        `SELECT ${EVENT_COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.key
         WHERE s.name = ? AND e.revision BETWEEN ? AND ? ORDER BY e.revision LIMIT ?`,
      )
      .raw();
    // CROSS JOIN keeps SQLite from starting at the streams.
    this.selectAll = database
      .prepare(
        `SELECT ${EVENT_COLUMNS} FROM events e CROSS JOIN streams s ON s.key = e.stream
         WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
      )
      .raw();
    this.selectNewest = database.prepare('SELECT max(position) FROM events').pluck();
  }

  /**
   * Opens the store in the file `path`, creating it and its folder when they are absent. Throws
   * StorageFailure when the file is no event store, damaged, newer than this program, or cannot be written.
   */
  static open(path: string, options: { readonly busyTimeoutMs?: number } = {}): SqliteEventStore {
    const database = openSqliteFile(path, options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
    try {
      return new SqliteEventStore(path, database);
    } catch (error) {
      database.close();
      throw storageFailure(`event store ${path}`, error);
    }
  }

  async append(batches: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
    checkAppend(batches);
    const results = this.use(() => this.appender.append(batches));
    if (results.some(({ appended }) => appended > 0)) this.wake();
    return results;
  }

  readStream(stream: string, fromRevision = 0): AsyncIterable<StoredEvent> {
    if (!Number.isSafeInteger(fromRevision) || fromRevision < 0) {
      throw new RangeError(`${fromRevision} is no revision`);
    }
    const newest = this.use(() => this.selectRevision.get(stream) as number | undefined) ?? -1;
    return this.streamEvents(stream, fromRevision, newest);
  }

  readAll(after?: string, batchSize = BATCH_SIZE): AsyncIterable<readonly StoredEvent[]> {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new RangeError(`a batch of ${batchSize} events is no batch`);
    }
    const head = this.newestPosition();
    return this.batches(this.positionAfter(after, head), head, batchSize);
  }

  async *follow(after: string | undefined, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    let position = this.positionAfter(after, this.newestPosition());
    while (!signal.aborted) {
      const head = this.newestPosition();
      if (head <= position) await this.somethingNew(signal);
      else {
        for await (const batch of this.batches(position, head, BATCH_SIZE)) {
          if (signal.aborted) return;
          yield batch;
        }
        position = head;
      }
    }
  }

  async head(): Promise<string | undefined> {
    const newest = this.newestPosition();
    return newest === 0 ? undefined : positionText(newest);
  }

  async close(): Promise<void> {
    this.database.close();
    this.wake();
  }

  private async *streamEvents(stream: string, from: number, newest: number): AsyncGenerator<StoredEvent> {
    for (let next = from; next <= newest; ) {
      const page = this.page(this.selectStream, stream, next, newest, BATCH_SIZE);
      if (page[0]?.revision !== next) throw this.damage(`stream ${stream} lacks revision ${next}`);
      yield* page;
      next += page.length;
      if (next <= newest) await setImmediate();
    }
  }

  private async *batches(
    after: number,
    head: number,
    batchSize: number,
  ): AsyncGenerator<readonly StoredEvent[]> {
    for (let position = after; position < head; ) {
      const page = this.page(this.selectAll, position, head, batchSize);
      const last = page.at(-1);
      if (last === undefined) throw this.damage(`there is no event after position ${position}`);
      const missing = page.findIndex((event, place) => Number(event.position) !== position + 1 + place);
      if (missing >= 0) throw this.damage(`there is no event at position ${position + 1 + missing}`);
      yield page;
      position = Number(last.position);
      // Reading is synchronous: between two batches a server gets to its other work.
      if (position < head) await setImmediate();
    }
  }

  /** The rows of a query as events; ends early after BATCH_CHARACTERS, but never before the first event. */
  private page(query: Database.Statement, ...parameters: readonly (string | number)[]): StoredEvent[] {
    return this.use(() => {
      const events: StoredEvent[] = [];
      let characters = 0;
      for (const row of query.iterate(...parameters) as IterableIterator<EventRow>) {
        events.push(this.toEvent(row));
        characters += row[5].length + row[6].length;
        if (characters > BATCH_CHARACTERS) break;
      }
      return events;
    });
  }

  private toEvent([position, stream, revision, hexId, type, data, metadata]: EventRow): StoredEvent {
    const id = `${hexId.slice(0, 8)}-${hexId.slice(8, 12)}-${hexId.slice(12, 16)}-${hexId.slice(16, 20)}-${hexId.slice(20)}`;
    try {
      return {
        id,
        type,
        data: JSON.parse(data),
        metadata: JSON.parse(metadata),
        stream,
        revision,
        position: positionText(position),
      } as StoredEvent;
    } catch (error) {
      throw this.damage(
        `revision ${revision} of ${stream}, at position ${position}, is no JSON (${(error as Error).message})`,
      );
    }
  }

  /** 0 for an empty log. */
  private newestPosition(): number {
    return this.use(() => this.selectNewest.get() as number | null) ?? 0;
  }

  /** The number behind a position text, 0 for undefined. */
  private positionAfter(after: string | undefined, head: number): number {
    if (after === undefined) return 0;
    const position = Number(after);
    if (positionText(position) !== after || position < 1 || position > head) throw new UnknownPosition(after);
    return position;
  }

  /** Until this store appended something, the poll interval is over, or the signal aborts. */
  private somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, FOLLOW_POLL_MS);
      signal.addEventListener('abort', done);
      this.waiting.add(done);
    });
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }

  /** Runs synchronous work on the open database, with clear errors. */
  private use<Result>(work: () => Result): Result {
    if (!this.database.open) {
      throw new StorageFailure('closed', `event store ${this.path} is closed: open it again`);
    }
    try {
      return work();
    } catch (error) {
      throw storageFailure(`event store ${this.path}`, error);
    }
  }

  private damage(what: string): StorageFailure {
    return new StorageFailure(
      'damaged',
      `event store ${this.path} is damaged: ${what}; restore a backup, or ingest the documents into a new store`,
    );
  }
}

function positionText(position: number): string {
  return String(position).padStart(POSITION_DIGITS, '0');
}
