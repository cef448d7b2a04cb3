import { createHash } from 'node:crypto';
import { ChainCheck, type ChainFault, type StreamHead } from './chain-check';
import type { StoredEvent } from './events';

/**
 * What fixes a whole log: published, it shows later that nothing was cut off, written anew or put in another
 * order. Two digests, because streams can be moved to another store, where the order between them may differ.
 */
export interface LogHead {
  /** Events in the log, from its start. */
  readonly events: number;
  readonly streams: number;
  /** SHA-256 (hex) over a line `<stream> <revision> <hash>\n` for each stream's newest event, by name in code-unit order. */
  readonly digest: string;
  /** SHA-256 (hex) over a line `<hash>\n` for each event in the order of the log. */
  readonly order: string;
}

/** Reads a log from its start: checks the chains and computes the head at its end, or after any number of events. */
export class LogHeads {
  private readonly chains = new ChainCheck();
  private readonly order = createHash('sha256');
  private events = 0;

  take(event: StoredEvent): ChainFault | undefined {
    this.events += 1;
    this.order.update(`${event.metadata.hash}\n`);
    return this.chains.take(event);
  }

  /** Events taken so far. */
  get count(): number {
    return this.events;
  }

  streamHeads(): readonly StreamHead[] {
    return this.chains.streamHeads();
  }

  head(): LogHead {
    const heads = this.streamHeads();
    return {
      events: this.events,
      streams: heads.length,
      digest: digestOf(heads),
      order: this.order.copy().digest('hex'),
    };
  }
}

/** The digest over stream heads that are in code-unit order of their names. */
function digestOf(heads: readonly StreamHead[]): string {
  const digest = createHash('sha256');
  for (const { stream, revision, hash } of heads) digest.update(`${stream} ${revision} ${hash}\n`);
  return digest.digest('hex');
}

/** Where a log is not the one that a published head fixes, in words; empty when it is. */
export function headDifferences(
  published: LogHead & { readonly heads?: readonly StreamHead[] },
  found: LogHead,
  foundHeads: readonly StreamHead[],
): readonly { readonly stream: string | null; readonly revision: number | null; readonly what: string }[] {
  if (found.events < published.events) {
    const missing = published.events - found.events;
    const what = `the head was taken of ${published.events} events, the log has ${found.events}: ${missing} are cut off`;
    return [{ stream: null, revision: null, what }, ...streamDifferences(published.heads ?? [], foundHeads)];
  }
  const places = streamDifferences(published.heads ?? [], foundHeads);
  if (places.length > 0) return places;
  if (found.digest !== published.digest || found.streams !== published.streams) {
    const what =
      'the streams are not those of the head: some were written anew (a head with --json names them)';
    return [{ stream: null, revision: null, what }];
  }
  if (found.order !== published.order) {
    const what = 'the streams are those of the head, but the order of their events in the log is another';
    return [{ stream: null, revision: null, what }];
  }
  return [];
}

function streamDifferences(published: readonly StreamHead[], found: readonly StreamHead[]) {
  const byName = new Map(found.map((head) => [head.stream, head]));
  return published.flatMap(({ stream, revision, hash }) => {
    const now = byName.get(stream);
    if (!now) return [{ stream, revision: 0, what: `the stream had ${revision + 1} events and is gone` }];
    if (now.revision !== revision) {
      const what = `the stream ended at revision ${revision} and now ends at ${now.revision} after as many events of the log`;
      return [{ stream, revision: Math.min(now.revision, revision) + 1, what }];
    }
    if (now.hash !== hash)
      return [{ stream, revision, what: 'the chain up to here is another: it was written anew' }];
    return [];
  });
}
