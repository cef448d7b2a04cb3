import Database from 'better-sqlite3';
import { type FailureReason, StorageFailure } from './event-store';

const GRANT = 'give this user the right to write there, or name another data folder';
const OTHER_FOLDER = 'a file stands where a folder should be: name another data folder';
const FREE_SPACE = 'no space is left: free some and try again; nothing was stored by halves';
const WRITE_FAILED =
  'a write failed: look for a full quota, a limit on the size of files (ulimit -f) and faults of the disk, then try ' +
  'again; nothing was stored by halves';
const WAIT = 'another process keeps writing to it: try again, or stop the other process';

/** What the error codes of SQLite and of the file system come to, by how they begin. */
const REASONS: readonly (readonly [code: string, reason: FailureReason, advice: string])[] = [
  ['SQLITE_BUSY', 'busy', WAIT],
  ['SQLITE_LOCKED', 'busy', WAIT],
  ['SQLITE_FULL', 'full', FREE_SPACE],
  ['SQLITE_READONLY', 'notWritable', GRANT],
  ['SQLITE_CANTOPEN', 'notWritable', GRANT],
  ['SQLITE_PERM', 'notWritable', GRANT],
  ['SQLITE_NOTADB', 'foreign', 'that file is no event store: name another data folder, or restore a backup'],
  ['SQLITE_CORRUPT', 'damaged', 'restore a backup, or ingest the documents into a new store'],
  // The index of the write-ahead log found no room.
  ['SQLITE_IOERR_SHMSIZE', 'full', FREE_SPACE],
  // SQLite tells no more of a quota or limit that is reached.
  ['SQLITE_IOERR_WRITE', 'full', WRITE_FAILED],
  ['SQLITE_IOERR_TRUNCATE', 'full', WRITE_FAILED],
  ['SQLITE_IOERR_FSYNC', 'full', WRITE_FAILED],
  ['SQLITE_IOERR_SHM', 'full', WRITE_FAILED],
  ['SQLITE_IOERR', 'unreliable', 'the disk answered with an error: check it, then try again'],
  ['EACCES', 'notWritable', GRANT],
  ['EPERM', 'notWritable', GRANT],
  ['EROFS', 'notWritable', 'the file system is mounted read-only: name another data folder'],
  ['ENOENT', 'notWritable', 'no folder can be made there: name another data folder'],
  ['ENOTDIR', 'notWritable', OTHER_FOLDER],
  ['EEXIST', 'notWritable', OTHER_FOLDER],
  ['ENOSPC', 'full', FREE_SPACE],
  ['EDQUOT', 'full', FREE_SPACE],
  ['EFBIG', 'full', WRITE_FAILED],
  ['EIO', 'unreliable', 'the disk answered with an error: check it, then try again'],
];

/** The clear error for a failure of SQLite or the file system at `what`; any other error as it is. */
export function storageFailure(what: string, error: unknown): unknown {
  const code = errorCode(error);
  const known = code === undefined ? undefined : REASONS.find(([start]) => code.startsWith(start));
  if (known === undefined) return error;
  const [, reason, advice] = known;
  const { message } = error as Error;
  const detail = message.startsWith(code!) ? message : `${code}: ${message}`;
  return new StorageFailure(reason, `${what}: ${advice} (${detail})`, { cause: error });
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
