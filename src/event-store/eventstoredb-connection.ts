import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StorageFailure } from './event-store';
import type { EventStoreDbAddress } from './eventstoredb-connection-string';
import { eventStoreDbFailure, isPassing, unavailable } from './eventstoredb-failure';

/** How long to wait for what; all in milliseconds. */
export interface EventStoreDbPatience {
  /** For the answer to one request, and between two events of a reading. The client's own deadline is not kept. */
  readonly answerMs: number;
  /** For a server that answers nothing or is restarted, before the request fails for the caller. */
  readonly outageMs: number;
  /** The same when the store is opened: a mistyped address should be told soon. */
  readonly openMs: number;
}

export const EVENTSTOREDB_PATIENCE: EventStoreDbPatience = {
  answerMs: 10_000,
  outageMs: 30_000,
  openMs: 5_000,
};

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;
const CLOSING_MS = 1_000;

/** The client with what it lacks: it finds its server again, and tells whether a failure passes. */
export class EventStoreDbConnection {
  readonly client: EventStoreDBClient;
  private failures = 0;
  private failingSince: number | undefined;
  private outageMs: number;
  private closed = false;

  constructor(
    private readonly address: EventStoreDbAddress,
    readonly patience: EventStoreDbPatience,
  ) {
    this.client = EventStoreDBClient.connectionString(address.connectionString);
    this.outageMs = patience.openMs;
  }

  get shown(): string {
    return this.address.shown;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Throws StorageFailure once the store is closed. */
  mustBeOpen(): void {
    if (this.closed) throw new StorageFailure('closed', `event store ${this.shown} is closed: open it again`);
  }

  /** To be called whenever the server has answered. */
  answered(): void {
    this.failures = 0;
    this.failingSince = undefined;
    this.outageMs = this.patience.outageMs;
  }

  /** Does the work, again after failures that pass. It must bear being done twice. Throws StorageFailure. */
  async persist<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      this.mustBeOpen();
      try {
        const result = await work();
        this.answered();
        return result;
      } catch (error) {
        await this.bear(error);
      }
    }
  }

  /**
   * Waits a little after a failure that passes, longer each time. Throws what a failure that does not pass comes
   * to, and StorageFailure when the server has not answered anybody for `outageMs`, unless it is waited for
   * `forever`.
   */
  async bear(error: unknown, { forever = false, signal }: BearOptions = {}): Promise<void> {
    this.mustBeOpen();
    if (!isPassing(error)) throw eventStoreDbFailure(this.shown, error);
    this.failingSince ??= performance.now();
    const failingMs = performance.now() - this.failingSince;
    if (!forever && failingMs >= this.outageMs) {
      throw unavailable(this.shown, Math.round(failingMs / 1000), error as Error);
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.failures, LONGEST_PAUSE_MS);
    this.failures += 1;
    await delay(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.closed = true;
    // A call that the server has left hanging must not keep the process from ending.
    await Promise.race([this.client.dispose(), delay(CLOSING_MS, undefined, { ref: false })]);
  }
}

interface BearOptions {
  readonly forever?: boolean;
  /** Ends the waiting early; the caller looks at it. */
  readonly signal?: AbortSignal;
}
