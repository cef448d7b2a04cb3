import { type Stats, statSync } from 'node:fs';
import type { StoredEvent } from '../core/ledger/events';
import { type AppendResult, type EventStore, StorageFailure, type StreamAppend } from './event-store';
import { SqliteEventStore } from './sqlite-event-store';

/** How soon it is noticed that another file was put in place of the open one. */
const LOOK_EVERY_MS = 250;

/** What tells one file from another of the same name, and whether somebody is still writing it. */
interface FileState {
  readonly file: string;
  /** Its write-ahead log; undefined when there is none. */
  readonly wal: string | undefined;
  readonly state: string;
}

/**
 * The event store in a SQLite file for a program that runs for long: when the file is replaced, by a backup or by
 * another ledger's log, it goes over to the new one as soon as nobody is writing that any more. What is being read
 * then ends on the old file.
 */
export class ReplaceableSqliteEventStore implements EventStore {
  private replaced = new AbortController();
  private lookedAt = performance.now();
  private before: FileState | undefined;
  private failure: StorageFailure | undefined;
  private closed = false;

  private constructor(
    private readonly path: string,
    private store: SqliteEventStore,
    private opened: FileState | undefined,
  ) {}

  /** See SqliteEventStore.open. */
  static open(path: string): ReplaceableSqliteEventStore {
    const store = SqliteEventStore.open(path);
    return new ReplaceableSqliteEventStore(path, store, stateOf(path));
  }

  append(batches: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
    return this.current().append(batches);
  }

  readStream(stream: string, fromRevision?: number): AsyncIterable<StoredEvent> {
    return this.current().readStream(stream, fromRevision);
  }

  readAll(after?: string, batchSize?: number): AsyncIterable<readonly StoredEvent[]> {
    return this.current().readAll(after, batchSize);
  }

  /** Like that of SqliteEventStore, and ends without an error when the file is replaced, too. */
  async *follow(after: string | undefined, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    const store = this.current();
    const looking = setInterval(() => this.look(), LOOK_EVERY_MS);
    try {
      yield* store.follow(after, AbortSignal.any([signal, this.replaced.signal]));
    } finally {
      clearInterval(looking);
    }
  }

  head(): Promise<string | undefined> {
    return this.current().head();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.store.close();
  }

  private current(): SqliteEventStore {
    if (performance.now() - this.lookedAt >= LOOK_EVERY_MS) this.look();
    if (this.failure && !this.closed) throw this.failure;
    return this.store;
  }

  private look(): void {
    if (this.closed) return;
    this.lookedAt = performance.now();
    const now = stateOf(this.path);
    // A file that was other a moment ago is still being written.
    const settled = now !== undefined && now.state === this.before?.state;
    this.before = now;
    if (!settled || now.file === this.opened?.file) return;
    if (now.wal !== undefined && now.wal === this.opened?.wal) {
      this.failure = mixed(this.path);
      return;
    }
    try {
      this.store = SqliteEventStore.open(this.path);
    } catch {
      // Not yet a log, or none: the one that is open goes on, and the next look tries again.
      return;
    }
    this.opened = stateOf(this.path);
    this.failure = undefined;
    // The old one is closed with the last reader that still holds it; closing it here would fail that reader.
    this.replaced.abort();
    this.replaced = new AbortController();
  }
}

/** Undefined when there is no file, or an empty one, which is not to be made a log of by opening it. */
function stateOf(path: string): FileState | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || stat.size === 0) return undefined;
  const file = identityOf(stat);
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return { file, wal: wal && identityOf(wal), state: `${file}:${stat.size}:${stat.mtimeMs}` };
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** SQLite would add what the old log wrote last to the new one. */
function mixed(path: string): StorageFailure {
  return new StorageFailure(
    'unreliable',
    `event store ${path} was replaced, but ${path}-wal is still that of the log before: stop every program that has it ` +
      'open, remove the -wal and -shm files, and put the log in place again',
  );
}
