import type { StoredEvent } from '../core/ledger/events';
import { isSealedHere } from './eventstoredb-event';

/** Streams whose newest event is remembered: some 20 MB. Forgetting costs one more hash for the next event. */
const STREAMS_REMEMBERED = 100_000;

/** What a stream comes to up to some event, when ids that are there a second time are left out. */
export interface StreamWithoutRepeated {
  /** Of the newest event that counts. */
  readonly hash: string;
  /** Events that do not count. */
  readonly repeated: number;
  /** True when that event itself is such a one. */
  readonly isRepeated: boolean;
}

/**
 * Leaves out events that were written to a stream a second time, and numbers the others as if they had not been.
 * EventStoreDB stores the same id again whenever an append comes without the original expected revision; this
 * ledger never appends so, but another program may. The first occurrence counts, and the chain goes on from it.
 *
 * An event that continues its stream's chain is none, nor is one that was sealed for the place where it stands.
 * Only for what is left does it pay to read the stream before it, so that the answer is the same wherever a
 * reading starts.
 */
export class RepeatedEvents {
  private readonly streams = new Map<string, StreamWithoutRepeated>();

  /** `upTo` reads the stream of an event up to and with it. */
  constructor(private readonly upTo: (event: StoredEvent) => Promise<StreamWithoutRepeated>) {}

  /** The events that count, with their revisions among those. They must be given in the order of the log. */
  async without(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    const counting: StoredEvent[] = [];
    for (const event of events) {
      const before = this.streams.get(event.stream);
      const state = this.continued(event, before) ?? (await this.upTo(event));
      if (this.streams.size >= STREAMS_REMEMBERED) this.streams.clear();
      this.streams.set(event.stream, state);
      if (state.isRepeated) continue;
      counting.push(state.repeated === 0 ? event : { ...event, revision: event.revision - state.repeated });
    }
    return counting;
  }

  /** The stream with this event, when there is no doubt that it counts. */
  private continued(
    event: StoredEvent,
    before: StreamWithoutRepeated | undefined,
  ): StreamWithoutRepeated | undefined {
    const { hash, previousHash } = event.metadata;
    if (before !== undefined && previousHash === before.hash) {
      return { hash, repeated: before.repeated, isRepeated: false };
    }
    if (event.revision === 0 || isSealedHere(event)) return { hash, repeated: 0, isRepeated: false };
    return undefined;
  }
}
