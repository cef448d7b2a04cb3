import { StreamIndex } from '../core/ledger/stream-index';
import type { EventStore } from '../event-store/event-store';

/** Events whose streams are remembered: some 20 MB of indexes. Forgetting only costs reading again. */
const MAX_REMEMBERED_EVENTS = 5_000;

/**
 * What streams hold, remembered from one group of documents to the next, so that a person's whole stream is not
 * read again for each. Only what was appended meanwhile is read; the streams used longest ago are forgotten first.
 */
export class StreamIndexes {
  /** Used longest ago first. */
  private readonly known = new Map<string, StreamIndex>();

  constructor(private readonly store: EventStore) {}

  /** The stream's index as of now. */
  async of(stream: string): Promise<StreamIndex> {
    const index = this.known.get(stream) ?? new StreamIndex();
    this.forget([stream]);
    for await (const event of this.store.readStream(stream, index.revision + 1)) index.take(event);
    this.known.set(stream, index);
    return index;
  }

  /** Streams whose index took in events that were not appended after all. */
  forget(streams: Iterable<string>): void {
    for (const stream of streams) this.known.delete(stream);
  }

  /** Forgets until no more than MAX_REMEMBERED_EVENTS are left. */
  trim(): void {
    let events = 0;
    for (const index of this.known.values()) events += index.revision + 1;
    for (const [stream, index] of this.known) {
      if (events <= MAX_REMEMBERED_EVENTS) return;
      events -= index.revision + 1;
      this.known.delete(stream);
    }
  }
}
