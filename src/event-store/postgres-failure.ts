import type { FailureReason } from './event-store';

/** What a failure of PostgreSQL comes to, in words for whoever set it up. */
export interface PostgresTrouble {
  readonly reason: FailureReason;
  readonly what: string;
  readonly advice: string;
}

const SERVER = 'check DATABASE_URL and that the server runs';
const RIGHTS = 'check the user, its password and its right to create a schema';
const ROOM = 'make room there and try again; nothing was stored by halves';

/** By errno name or SQLSTATE. */
const TROUBLES: Readonly<Record<string, readonly [FailureReason, what: string, advice: string]>> = {
  ECONNREFUSED: ['unavailable', 'no server answers', SERVER],
  ECONNRESET: ['unavailable', 'the server broke the connection', SERVER],
  EPIPE: ['unavailable', 'the server broke the connection', SERVER],
  ENOTFOUND: ['unavailable', 'the host is unknown', SERVER],
  EAI_AGAIN: ['unavailable', 'the host name cannot be resolved', SERVER],
  ETIMEDOUT: ['unavailable', 'the server does not answer in time', SERVER],
  EHOSTUNREACH: ['unavailable', 'the host cannot be reached', SERVER],
  ENETUNREACH: ['unavailable', 'the host cannot be reached', SERVER],
  '25006': ['notWritable', 'the server takes no writes', 'name its primary in DATABASE_URL'],
  '28000': ['denied', 'the server refuses the user', RIGHTS],
  '28P01': ['denied', 'the server refuses the user or the password', RIGHTS],
  '3D000': ['misconfigured', 'the database does not exist', 'create it'],
  '42501': ['denied', 'the user lacks a right', RIGHTS],
  '53100': ['full', 'the server has no space left', ROOM],
  '53300': ['busy', 'the server has no connection left', 'try again later or allow more connections'],
  '57P01': ['unavailable', 'the server is shutting down', 'try again'],
  '57P02': ['unavailable', 'the server is shutting down', 'try again'],
  '57P03': ['unavailable', 'the server is starting up', 'try again'],
};

/** What the error of the driver means; undefined for one that says nothing of the server or the rights on it. */
export function postgresTrouble(error: unknown): PostgresTrouble | undefined {
  const trouble = TROUBLES[codeOf(error)];
  if (trouble === undefined) return undefined;
  const [reason, what, advice] = trouble;
  return { reason, what, advice };
}

function codeOf(error: unknown): string {
  const { code, driverError, message } = error as {
    code?: unknown;
    driverError?: { code?: unknown };
    message?: unknown;
  };
  const given = code ?? driverError?.code;
  if (given !== undefined) return String(given);
  // What pg says by itself comes without a code.
  if (/timeout/i.test(String(message))) return 'ETIMEDOUT';
  return /connection terminated/i.test(String(message)) ? 'ECONNRESET' : '';
}
