import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StorageFailure } from './event-store';
import { makeFolder } from './make-folder';
import { isBusy, storageFailure } from './storage-failure';

/** `HLev` in ASCII: tells our event stores from other SQLite files. */
const APPLICATION_ID = 0x484c6576;
/** Version of the tables below. A program refuses a file that is newer than itself. */
const SCHEMA_VERSION = 1;

/** How long a new file's first moments are waited for between two tries. */
const RETRY_MS = 10;

/**
 * An event id is unique within its stream, and the stream is part of every id (event-id.ts). A unique index over
 * ids alone would touch a random page for each event: measured at 0.8 million events, 2.5 times slower appends.
 */
const SCHEMA = `
  CREATE TABLE streams (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL, -- of the newest event
    hash TEXT NOT NULL         -- of the newest event
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,    -- exactly as hashed
    metadata TEXT NOT NULL -- exactly as hashed, but for the hash at its end
  ) STRICT;
  CREATE UNIQUE INDEX events_in_stream ON events (stream, revision);
  CREATE UNIQUE INDEX event_ids ON events (stream, id);
`;

/**
 * Opens the SQLite file of an event store, creating it and its folder when they are absent. Throws
 * StorageFailure, and leaves the file as it was, when it is something else or newer than this program.
 */
export function openSqliteFile(path: string, busyTimeoutMs: number): Database.Database {
  let database: Database.Database | undefined;
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    database = new Database(path, { timeout: busyTimeoutMs });
    prepare(database, path, busyTimeoutMs);
    return database;
  } catch (error) {
    database?.close();
    throw storageFailure(`event store ${path}`, error);
  }
}

function prepare(database: Database.Database, path: string, busyTimeoutMs: number): void {
  // Checked before the first write, so that a file of somebody else's stays untouched.
  checkOwnership(database, path);
  const mode = withRetries(busyTimeoutMs, () => database.pragma('journal_mode = WAL', { simple: true }));
  if (mode !== 'wal' && mode !== 'memory') {
    throw new StorageFailure(
      'unreliable',
      `event store ${path}: this file system cannot hold a write-ahead log (journal mode stayed ${mode}); use a local disk`,
    );
  }
  database.pragma('synchronous = FULL');
  if (isEmpty(database)) {
    database
      .transaction(() => {
        // Another process may have been first; this transaction waited for it.
        if (!isEmpty(database)) return;
        database.exec(SCHEMA);
        database.pragma(`application_id = ${APPLICATION_ID}`);
        database.pragma(`user_version = ${SCHEMA_VERSION}`);
      })
      .immediate();
    checkOwnership(database, path);
  }
}

/** Throws unless the file is empty or an event store of a version that this program knows. */
function checkOwnership(database: Database.Database, path: string): void {
  if (isEmpty(database)) return;
  const owner = database.pragma('application_id', { simple: true });
  if (owner !== APPLICATION_ID) {
    throw new StorageFailure(
      'foreign',
      `${path} is an SQLite database, but no event store of Holdings Ledger: name another data folder, or move that file away`,
    );
  }
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new StorageFailure(
      'newer',
      `event store ${path} was written by a newer Holdings Ledger (schema ${version}, this program knows ${SCHEMA_VERSION}): upgrade this program`,
    );
  }
}

function isEmpty(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}

/** Changing the journal mode does not wait for other connections by itself. */
function withRetries<Result>(timeoutMs: number, attempt: () => Result): Result {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || waited >= timeoutMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
