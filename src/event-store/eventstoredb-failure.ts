import { convertToCommandError, ErrorType, isCommandError } from '@eventstore/db-client';
import { type FailureReason, StorageFailure } from './event-store';

/** The server was asked and did not answer in time. Whether it did what it was asked is not known. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  static within(ms: number, what: string): Unanswered {
    return new Unanswered(`no answer to ${what} within ${ms} ms`);
  }
}

/** What failures come to that pass by themselves: restarts, elections, slow consumers, busy servers. */
const PASSING_TYPES: ReadonlySet<string> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.NOT_LEADER,
]);
/** The same, told only by their text: a server that starts, an election, a channel that the client just replaced. */
const PASSING_TEXT =
  /not ready|is busy|no leader info|failed to discover|shut ?down|closed channel|cancelled|write after end|ECONNRE|socket hang up/i;
/** gRPC: CANCELLED, DEADLINE_EXCEEDED, ABORTED, UNAVAILABLE; such errors can come without the client's own type. */
const PASSING_CODES: ReadonlySet<unknown> = new Set([1, 4, 10, 14]);
/** What a TLS handshake that can never succeed says. */
const TLS_TEXT = /certificate|self.signed|wrong version number|EPROTO|ssl routines|tls/i;

/** True for a failure after which the same request may succeed, if it has not been carried out already. */
export function isPassing(thrown: unknown): boolean {
  if (thrown instanceof Unanswered) return true;
  if (!(thrown instanceof Error) || thrown instanceof StorageFailure) return false;
  const error = convertToCommandError(thrown);
  if (TLS_TEXT.test(error.message)) return false;
  if (isCommandError(error) && error.type !== ErrorType.UNKNOWN) return PASSING_TYPES.has(error.type);
  return PASSING_CODES.has((error as { code?: unknown }).code) || PASSING_TEXT.test(error.message);
}

/** The clear error for a failure of the server at `shown` that does not pass; an error of ours as it is. */
export function eventStoreDbFailure(shown: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof StorageFailure) return thrown;
  const error = convertToCommandError(thrown);
  const told = reasonOf(error);
  if (told === undefined) return error;
  const [reason, advice] = told;
  return new StorageFailure(reason, `event store ${shown}: ${advice} (${inOneLine(error)})`, {
    cause: error,
  });
}

/** When the server did not answer for long. */
export function unavailable(shown: string, seconds: number, error: Error): StorageFailure {
  const advice =
    'start it, check in EVENTSTORE_URL its address and whether tls=false belongs there, or try again; nothing acknowledged is lost';
  return new StorageFailure(
    'unavailable',
    `event store ${shown}: does not answer, tried for ${seconds} s: ${advice} (${inOneLine(error)})`,
    { cause: error },
  );
}

/** The library's messages can have several lines, or none. */
function inOneLine({ message, name }: Error): string {
  return message.replaceAll(/\s+/g, ' ').trim() || name;
}

function reasonOf(error: Error): readonly [FailureReason, string] | undefined {
  if (TLS_TEXT.test(error.message)) {
    return [
      'misconfigured',
      'no secure connection: name the certificate authority with tlsCAFile, or, for a server that runs insecure, say tls=false',
    ];
  }
  if (!isCommandError(error)) return undefined;
  switch (error.type) {
    case ErrorType.ACCESS_DENIED:
      return ['denied', 'it refuses access: check user and password, and the rights on its streams'];
    case ErrorType.STREAM_DELETED:
      return ['damaged', 'a stream of the ledger was deleted there: restore a backup'];
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return ['misconfigured', 'it takes less than 1 MiB in one append: set its MaxAppendSize to 1048576'];
    case ErrorType.UNKNOWN:
    case ErrorType.UNSUPPORTED:
      return ['unreliable', 'it answered with an error that the ledger does not know'];
    default:
      return undefined;
  }
}
