/** The read model cannot be used; the message says what is wrong, where, and what to do. */
export class ReadModelUnavailable extends Error {
  constructor(place: string, what: string, advice: string, cause?: unknown) {
    super(`read model ${place}: ${what}; ${advice}`, { cause });
    this.name = 'ReadModelUnavailable';
  }
}

const REBUILD =
  'move the file away: its rows are rebuilt from the events, which are another file and not concerned';
const ROOM = 'make room and try again: its rows go on from where they are';
const FILE_ACCESS = 'check that the folder exists and that this user may write there';
const WRITE_FAILED = [
  'cannot be written',
  'look for a full quota, a limit on the size of files (ulimit -f) and faults of the disk, then try again',
] as const;
const WRITABLE = 'check that this user may write the file, those beside it (-wal, -shm) and the folder';
const SERVER = 'check the URL and that the server runs';
const AGAIN = 'check that it runs and try again: its rows go on from where they are';
const RIGHTS = 'check the user, its password and its right to create a schema';

/** What the drivers' error codes mean and what helps: SQLite result codes, errno names, PostgreSQL SQLSTATEs. */
const REASONS: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  SQLITE_NOTADB: ['is no SQLite database', REBUILD],
  SQLITE_CORRUPT: ['is damaged', REBUILD],
  SQLITE_BUSY: ['is held by another process', 'try again when that one is done'],
  SQLITE_READONLY: ['may not be written', WRITABLE],
  SQLITE_CANTOPEN: ['cannot be opened', FILE_ACCESS],
  SQLITE_FULL: ['finds no room on the disk', ROOM],
  SQLITE_IOERR_SHMSIZE: ['finds no room on the disk', ROOM],
  SQLITE_IOERR_WRITE: WRITE_FAILED,
  SQLITE_IOERR_TRUNCATE: WRITE_FAILED,
  SQLITE_IOERR_FSYNC: WRITE_FAILED,
  SQLITE_IOERR_SHMMAP: WRITE_FAILED,
  SQLITE_IOERR_SHMOPEN: WRITE_FAILED,
  SQLITE_IOERR: ['cannot be read or written', 'check the disk'],
  ENOSPC: ['finds no room on the disk', ROOM],
  EDQUOT: ['finds no room in the quota', ROOM],
  EFBIG: ['would be larger than files may be', 'raise the limit (ulimit -f) and try again'],
  EACCES: ['may not be opened', FILE_ACCESS],
  EPERM: ['may not be opened', FILE_ACCESS],
  EROFS: ['is on a read-only file system', FILE_ACCESS],
  EEXIST: ['cannot be opened, a part of its path is a file', FILE_ACCESS],
  ENOTDIR: ['cannot be opened, a part of its path is a file', FILE_ACCESS],
  ECONNREFUSED: ['no server answers', SERVER],
  ECONNRESET: ['the server broke the connection', SERVER],
  ENOTFOUND: ['the host is unknown', SERVER],
  EAI_AGAIN: ['the host name cannot be resolved', SERVER],
  ETIMEDOUT: ['the server does not answer in time', SERVER],
  EHOSTUNREACH: ['the host cannot be reached', SERVER],
  '28000': ['the server refuses the user', RIGHTS],
  '28P01': ['the server refuses the user or the password', RIGHTS],
  '3D000': ['the database does not exist', 'create it'],
  '42501': ['the user lacks a right', RIGHTS],
  '53300': ['the server has no connection left', 'try again later or allow more connections'],
  '53100': ["finds no room on the server's disk", ROOM],
  '57P01': ['the server ended the connection', AGAIN],
  '57P02': ['the server crashed', AGAIN],
  '57P03': ['the server is starting up or shutting down', 'try again'],
  CONNECTION_LOST: ['the connection to the server was lost', AGAIN],
};

/** The error to throw for whatever went wrong while the read model was opened. */
export function readModelUnavailable(place: string, error: unknown): ReadModelUnavailable {
  if (error instanceof ReadModelUnavailable) return error;
  const [what, advice] = reasonOf(error) ?? [`cannot be opened (${messageOf(error)})`, 'see the cause'];
  return new ReadModelUnavailable(place, what, advice, error);
}

/** The same while rows are read or written: an error that says nothing about the database is returned as it is. */
export function rowsUnavailable(place: string, error: unknown): unknown {
  const reason = reasonOf(error);
  return reason === undefined ? error : new ReadModelUnavailable(place, ...reason, error);
}

/** True when another process holds the SQLite file. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function reasonOf(error: unknown): readonly [what: string, advice: string] | undefined {
  const code = codeOf(error);
  // Extended result codes of SQLite (SQLITE_CANTOPEN_ISDIR) begin with the plain one.
  return REASONS[code] ?? REASONS[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ''];
}

function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return String(code ?? driverError?.code ?? codeByText(messageOf(error)));
}

/**
 * pg reports its own time limit, and a connection that ends, without a code. TypeORM, which rolls back then, may say
 * only that its query runner is gone.
 */
function codeByText(message: string): string {
  if (/timeout/i.test(message)) return 'ETIMEDOUT';
  return /connection terminated|connection (was )?closed|not queryable|query runner already released/i.test(
    message,
  )
    ? 'CONNECTION_LOST'
    : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
