import type { Position, ResolvedEvent } from '@eventstore/db-client';
import type { StoredEvent } from '../core/ledger/events';
import { chainHash } from '../core/ledger/hash-chain';
import { StorageFailure, UnknownPosition } from './event-store';

/** Digits of an unsigned 64-bit number, so that positions compare as text. */
const POSITION_DIGITS = 20;
const POSITION = /^\d{20}(?:\/\d{20})?$/;

/** A place in the server's log as text. An event's commit and prepare position are one, but for old transactions. */
export function positionText({ commit, prepare }: Position): string {
  const text = String(commit).padStart(POSITION_DIGITS, '0');
  return commit === prepare ? text : `${text}/${String(prepare).padStart(POSITION_DIGITS, '0')}`;
}

/** The place that a text names. Throws UnknownPosition when it names none. */
export function positionOf(text: string): Position {
  if (!POSITION.test(text)) throw new UnknownPosition(text);
  const [commit = '', prepare = commit] = text.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/**
 * An event of the server as one of the ledger; undefined when its stream has another prefix, or it is not of the
 * ledger's form: JSON objects as data and metadata, with a hash.
 */
export function toStoredEvent({ event }: ResolvedEvent, prefix: string): StoredEvent | undefined {
  if (event === undefined || !event.streamId.startsWith(prefix) || event.position === undefined)
    return undefined;
  const metadata = event.metadata as Record<string, unknown> | undefined;
  if (!event.isJson || !isObject(event.data) || !isObject(metadata)) return undefined;
  if (typeof metadata.hash !== 'string' || typeof metadata.previousHash !== 'string') return undefined;
  return {
    id: event.id,
    type: event.type,
    data: event.data,
    metadata,
    stream: event.streamId.slice(prefix.length),
    revision: Number(event.revision),
    position: positionText(event.position),
  } as unknown as StoredEvent;
}

/** True when the event's hash is the one of its place: it was sealed for this stream and this revision. */
export function isSealedHere({ stream, revision, id, type, data, metadata }: StoredEvent): boolean {
  const { hash, ...open } = metadata;
  const sealed = chainHash(
    metadata.previousHash,
    stream,
    revision,
    id,
    type,
    JSON.stringify(data),
    JSON.stringify(open),
  );
  return sealed === hash;
}

/** An event of the ledger's stream that cannot be used as such. */
export function damagedAt(shown: string, stream: string, what: string): StorageFailure {
  return new StorageFailure(
    'damaged',
    `event store ${shown} is damaged: stream ${stream} ${what}; restore a backup, or ingest the documents into a new store`,
  );
}

function isObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
