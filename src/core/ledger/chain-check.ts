import type { StoredEvent } from './events';
import { CHAIN_START, chainHash } from './hash-chain';

/** The newest event of a stream: fixes the whole stream, since each hash covers the one before it. */
export interface StreamHead {
  readonly stream: string;
  readonly revision: number;
  /** Chain hash, hex. */
  readonly hash: string;
}

/** The first place in a stream at which its hash chain does not hold. */
export interface ChainFault {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  /** In words. */
  readonly what: string;
}

/**
 * Follows the hash chains of all streams while the log is read in its order. Of each stream the first fault is
 * told: what comes after a broken link proves nothing. Memory: one head for each stream.
 */
export class ChainCheck {
  private readonly heads = new Map<string, StreamHead>();
  private readonly broken = new Set<string>();

  /** Takes the log's next event; the fault when it is its stream's first. */
  take(event: StoredEvent): ChainFault | undefined {
    const { stream, revision, position, metadata } = event;
    const before = this.heads.get(stream) ?? { stream, revision: -1, hash: CHAIN_START };
    this.heads.set(stream, { stream, revision, hash: metadata.hash });
    if (this.broken.has(stream)) return undefined;
    const what = faultOf(event, before);
    if (what === undefined) return undefined;
    this.broken.add(stream);
    return { stream, revision, position, what };
  }

  /** The newest event of every stream so far, by stream name in code-unit order. */
  streamHeads(): readonly StreamHead[] {
    return [...this.heads.values()].sort((left, right) => (left.stream < right.stream ? -1 : 1));
  }
}

function faultOf(event: StoredEvent, before: StreamHead): string | undefined {
  const { stream, revision, id, type, data, metadata } = event;
  if (revision !== before.revision + 1) {
    return `revision ${revision} follows revision ${before.revision}: events are missing, doubled or out of order`;
  }
  const { hash, ...open } = metadata;
  if (open.previousHash !== before.hash) {
    return revision === 0
      ? 'its first event does not start a chain'
      : `revision ${revision} does not continue revision ${before.revision}: its previous hash is another`;
  }
  const expected = chainHash(
    before.hash,
    stream,
    revision,
    id,
    type,
    JSON.stringify(data),
    JSON.stringify(open),
  );
  return expected === hash
    ? undefined
    : `the hash of revision ${revision} does not fit its content: it was changed after it was recorded`;
}
