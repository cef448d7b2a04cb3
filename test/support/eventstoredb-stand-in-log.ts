/** An event as the stand-in keeps it: bytes, as the server does. */
export interface StandInEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly position: bigint;
}

export type NewStandInEvent = Pick<StandInEvent, 'id' | 'type' | 'data' | 'metadata'>;

/** Behind which event of its stream an append is to go: a revision, or what the protocol has words for. */
export type Expected = number | 'any' | 'streamExists';

export type AppendOutcome =
  | { readonly result: 'success'; readonly revision: number; readonly position: bigint }
  | { readonly result: 'wrongExpectedVersion'; readonly revision: number };

/**
 * Streams in memory with what a server was seen to do with ids that it has: only those behind the expected
 * revision count, and with no expected revision only those that this very process has written.
 */
export class StandInLog {
  readonly events: StandInEvent[] = [];
  private readonly streams = new Map<string, StandInEvent[]>();
  private recentIds = new Set<string>();
  private nextPosition = 1_000n;

  /** What a restart makes a server forget. */
  forgetRecentIds(): void {
    this.recentIds = new Set();
  }

  stream(name: string): readonly StandInEvent[] {
    return this.streams.get(name) ?? [];
  }

  /** Index of the first event at this position or behind it; their number when there is none. */
  indexFrom(position: bigint): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** So many events that match, in order from an index on, or from the last one backwards. */
  matching(
    matches: (event: StandInEvent) => boolean,
    { from = 0, count = Number.POSITIVE_INFINITY, backwards = false } = {},
  ): StandInEvent[] {
    const found: StandInEvent[] = [];
    const step = backwards ? -1 : 1;
    for (let index = backwards ? this.events.length - 1 : from; found.length < count; index += step) {
      const event = this.events[index];
      if (event === undefined) break;
      if (matches(event)) found.push(event);
    }
    return found;
  }

  append(stream: string, expected: Expected, events: readonly NewStandInEvent[]): AppendOutcome {
    const stored = this.streams.get(stream) ?? [];
    const revision = stored.length - 1;
    if (typeof expected === 'number') {
      if (expected !== revision) return idempotent(stored, expected, events);
    } else {
      if (expected === 'streamExists' && stored.length === 0)
        return { result: 'wrongExpectedVersion', revision };
      if (events.every(({ id }) => this.recentIds.has(id))) return success(stored, revision);
    }
    for (const event of events) {
      const position = this.nextPosition;
      this.nextPosition += BigInt(event.data.length + event.metadata.length + 145);
      const written = { ...event, stream, revision: stored.length, position };
      stored.push(written);
      this.events.push(written);
      this.recentIds.add(event.id);
    }
    if (stored.length > 0) this.streams.set(stream, stored);
    return success(stored, stored.length - 1);
  }
}

function idempotent(
  stored: readonly StandInEvent[],
  expected: number,
  events: readonly NewStandInEvent[],
): AppendOutcome {
  const same = events.every(({ id }, index) => stored[expected + 1 + index]?.id === id);
  return same
    ? success(stored, expected + events.length)
    : { result: 'wrongExpectedVersion', revision: stored.length - 1 };
}

function success(stored: readonly StandInEvent[], revision: number): AppendOutcome {
  return { result: 'success', revision, position: stored[revision]?.position ?? 0n };
}
