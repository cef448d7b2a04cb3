import { hash } from 'node:crypto';
import type { RecordingMetadata } from './events';

/** The previous hash of a stream's first event. */
export const CHAIN_START = '0'.repeat(64);

/** An event's data and metadata as the exact text that is stored, and the hash over it. */
export interface SealedEvent {
  readonly data: string;
  readonly metadata: string;
  readonly hash: string;
}

/**
 * Seals an event into its stream's hash chain. The hash is the SHA-256 (hex) of these lines, joined by `\n`:
 * previous hash, stream, revision, id, type, data, metadata. Metadata is hashed as the JSON text that ends
 * with `previousHash`; stored, the same text carries `hash` as its last key. Anybody can check a stream with
 * those two sentences.
 */
export function sealEvent(
  stream: string,
  revision: number,
  event: {
    readonly id: string;
    readonly type: string;
    readonly data: unknown;
    readonly metadata: RecordingMetadata;
  },
  previousHash: string,
): SealedEvent {
  const text = {
    id: event.id,
    type: event.type,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  };
  return sealText(stream, revision, text, previousHash);
}

/** sealEvent for an event whose data and metadata (an object with keys, but neither of the chain's) are JSON text already. */
export function sealText(
  stream: string,
  revision: number,
  event: { readonly id: string; readonly type: string; readonly data: string; readonly metadata: string },
  previousHash: string,
): SealedEvent {
  const open = `${event.metadata.slice(0, -1)},"previousHash":"${previousHash}"`;
  const hash = chainHash(previousHash, stream, revision, event.id, event.type, event.data, `${open}}`);
  return { data: event.data, metadata: `${open},"hash":"${hash}"}`, hash };
}

/** The hash over one event's exact stored text; `openMetadata` is the metadata without its last key, `hash`. */
export function chainHash(
  previousHash: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  openMetadata: string,
): string {
  return hash(
    'sha256',
    `${previousHash}\n${stream}\n${revision}\n${id}\n${type}\n${data}\n${openMetadata}`,
    'hex',
  );
}
