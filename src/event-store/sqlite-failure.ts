import Database from 'better-sqlite3';
import { EventStoreFailure, type FailureReason } from './event-store';

/** What SQLite's and the file system's error codes come to, by their beginnings; the longer ones first. */
const REASONS: readonly (readonly [code: string, reason: FailureReason, advice: string])[] = [
  ['SQLITE_BUSY', 'busy', 'another process keeps writing to it: try again, or stop the other process'],
  ['SQLITE_LOCKED', 'busy', 'another process keeps writing to it: try again, or stop the other process'],
  [
    'SQLITE_FULL',
    'full',
    'no space is left on the disk: free some and try again, nothing was stored by halves',
  ],
  ['SQLITE_READONLY', 'notWritable', 'give this user the right to write the file and its folder'],
  ['SQLITE_CANTOPEN', 'notWritable', 'give this user the right to write the file and its folder'],
  ['SQLITE_PERM', 'notWritable', 'give this user the right to write the file and its folder'],
  ['SQLITE_NOTADB', 'foreign', 'the file is no event store: name another data folder, or restore a backup'],
  [
    'SQLITE_CORRUPT',
    'damaged',
    'the file is damaged: restore a backup, or ingest the documents into a new store',
  ],
  ['SQLITE_IOERR', 'unreliable', 'the disk answered with an error: check the disk, then try again'],
  ['EACCES', 'notWritable', 'give this user the right to write the folder'],
  ['EPERM', 'notWritable', 'give this user the right to write the folder'],
  ['EROFS', 'notWritable', 'the file system is mounted read-only: name another data folder'],
  ['ENOTDIR', 'notWritable', 'a file stands where a folder should be: name another data folder'],
  ['EEXIST', 'notWritable', 'a file stands where a folder should be: name another data folder'],
  ['ENOSPC', 'full', 'no space is left on the disk: free some and try again'],
];

/** The clear error for a failure of SQLite or the file system; any other error as it is. */
export function sqliteFailure(path: string, error: unknown): unknown {
  const code = errorCode(error);
  const known = code === undefined ? undefined : REASONS.find(([start]) => code.startsWith(start));
  if (known === undefined) return error;
  const [, reason, advice] = known;
  const detail = error instanceof Error ? error.message : String(error);
  return new EventStoreFailure(reason, `event store ${path}: ${advice} (${code}: ${detail})`, {
    cause: error,
  });
}

/** True for an append that breaks a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return errorCode(error) === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** True while another process holds a lock that should go away soon. */
export function isBusy(error: unknown): boolean {
  return errorCode(error)?.startsWith('SQLITE_BUSY') === true;
}

function errorCode(error: unknown): string | undefined {
  if (error instanceof Database.SqliteError) return error.code;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
