import type { StoredEvent } from '../core/ledger/events';
import { isSealedHere } from './eventstoredb-event';

/** Streams whose newest hash is remembered: some 20 MB. Forgetting costs one more hash for the next event. */
const STREAMS_REMEMBERED = 100_000;

/**
 * Tells events that were written to a stream a second time. EventStoreDB itself stores the same id again whenever
 * an append comes without the original expected revision; this ledger never appends so, but another program may.
 * The first occurrence counts, and the chain goes on from it.
 *
 * An event that continues its stream's chain is none; nor is one that was sealed for the place where it stands.
 * Only for what is left does it pay to look for the id in the stream before it, so that the answer is the same
 * wherever a reading starts.
 */
export class RepeatedEvents {
  private readonly newestHashes = new Map<string, string>();

  constructor(private readonly isEarlierInStream: (event: StoredEvent) => Promise<boolean>) {}

  /** The events without the repeated ones. They must be given in the order of the log. */
  async without(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    let kept: StoredEvent[] | undefined;
    for (const [index, event] of events.entries()) {
      if (this.isSuspect(event) && (await this.isEarlierInStream(event))) {
        kept ??= events.slice(0, index);
        continue;
      }
      this.remember(event);
      kept?.push(event);
    }
    return kept ?? events;
  }

  private isSuspect(event: StoredEvent): boolean {
    if (event.revision === 0) return false;
    if (event.metadata.previousHash === this.newestHashes.get(event.stream)) return false;
    return !isSealedHere(event);
  }

  private remember({ stream, metadata }: StoredEvent): void {
    if (this.newestHashes.size >= STREAMS_REMEMBERED) this.newestHashes.clear();
    this.newestHashes.set(stream, metadata.hash);
  }
}
