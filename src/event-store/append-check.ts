import type { NewEvent } from '../core/ledger/events';
import { AppendTooLarge, MAX_APPEND_BYTES, MalformedAppend, type StreamAppend } from './event-store';

/** `<category>-<id>`: EventStoreDB takes what stands before the first dash as the category. */
const STREAM = /^[A-Za-z][A-Za-z0-9]*-[^\s\p{Cc}\p{Cs}]+$/u;
/** Longest stream name in characters: it is repeated in the hash of each event and in an index. */
const MAX_STREAM_LENGTH = 250;
/** Lower case only, because the hash is over the id's text. */
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** EventStoreDB keeps names that start with `$` for itself. */
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9]*$/;
/** What sealing adds to an event's metadata: two hashes and their keys. */
const CHAIN_BYTES = ',"previousHash":"","hash":""'.length + 2 * 64;

/** Checks the form of a whole call before any of it is written. Throws MalformedAppend. */
export function checkAppend(batches: readonly StreamAppend[]): void {
  for (const { stream, expectedRevision, events } of batches) {
    if (!STREAM.test(stream) || stream.length > MAX_STREAM_LENGTH) {
      const form = `<category>-<id>, without white space, in at most ${MAX_STREAM_LENGTH} characters`;
      throw new MalformedAppend(stream, `a stream is named ${form}`);
    }
    if (!Number.isSafeInteger(expectedRevision) || expectedRevision < -1) {
      throw new MalformedAppend(stream, `expected revision ${expectedRevision} is neither -1 nor a revision`);
    }
    const ids = new Set<string>();
    for (const [index, event] of events.entries()) {
      const problem = problemOf(event) ?? (ids.has(event.id) ? `repeats the id ${event.id}` : undefined);
      if (problem !== undefined)
        throw new MalformedAppend(stream, `event ${index} (${event.type}) ${problem}`);
      ids.add(event.id);
    }
  }
}

function problemOf({ id, type, data, metadata }: NewEvent): string | undefined {
  if (!EVENT_ID.test(id)) return `has the id ${JSON.stringify(id)}, which is no lower-case UUID`;
  if (!EVENT_TYPE.test(type)) return 'has a type that is empty or not made of letters and digits';
  if (!isObject(data)) return 'has data that is no object';
  if (!isObject(metadata)) return 'has metadata that is no object';
  if ('previousHash' in metadata || 'hash' in metadata) {
    return 'comes with previousHash or hash in its metadata, which the store writes itself';
  }
  return undefined;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An event whose data and metadata are the JSON text that will be hashed. */
export interface EventText {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** The events of a batch as text. Throws AppendTooLarge when the batch, sealed, exceeds MAX_APPEND_BYTES. */
export function batchText({ stream, events }: StreamAppend): EventText[] {
  let units = 0;
  const texts: EventText[] = [];
  for (const { id, type, data, metadata } of events) {
    const text = { id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    units += text.data.length + text.metadata.length + fixedBytes(text);
    texts.push(text);
  }
  // Counting bytes takes time, and most batches are far from the limit however they are counted.
  if (units * MAX_BYTES_PER_UNIT > MAX_APPEND_BYTES) {
    const bytes = texts.reduce((sum, text) => sum + textBytes(text), 0);
    if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes);
  }
  return texts;
}

/** A UTF-16 code unit takes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

function textBytes(text: EventText): number {
  return Buffer.byteLength(text.data) + Buffer.byteLength(text.metadata) + fixedBytes(text);
}

function fixedBytes({ id, type }: EventText): number {
  return id.length + type.length + CHAIN_BYTES;
}
