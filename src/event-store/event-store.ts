import type { NewEvent, StoredEvent } from '../core/ledger/events';

/**
 * The port to the log of events. Two adapters stand behind it: embedded SQLite for one machine, EventStoreDB
 * for more. One contract suite holds for both.
 */
export interface EventStore {
  /**
   * Appends to one or several streams and returns when the events are durable. Each stream's events are taken
   * whole or not at all; SQLite takes all streams of one call in one transaction.
   *
   * Idempotent by event id: a stream's batch whose events are all stored already (in this stream, in this
   * order) writes nothing and is answered with `appended: 0`, whatever revision was expected.
   *
   * Throws WrongExpectedRevision when a stream has moved on, PartlyStored when only some of a batch's ids are
   * stored already, or all of them in another order; then nothing of the call is stored (on SQLite). Throws
   * MalformedAppend, or AppendTooLarge when a batch exceeds MAX_APPEND_BYTES, before anything is written.
   */
  append(batches: readonly StreamAppend[]): Promise<readonly AppendResult[]>;

  /** The events of one stream in order, from `fromRevision` (from 0, the default); an unknown stream has none. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<StoredEvent>;

  /**
   * All events in log order after `after` (exclusive; from the start when undefined), in batches of at most
   * `batchSize`, up to the head at the time of the call. Throws UnknownPosition when `after` is no position of
   * this log: going on from it would skip events.
   */
  readAll(after?: string, batchSize?: number): AsyncIterable<readonly StoredEvent[]>;

  /**
   * Like readAll, and then goes on with new events as they come, until the signal aborts: then it ends without
   * an error, and at once when it was waiting.
   */
  follow(after: string | undefined, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]>;

  /** Position of the newest event; undefined for an empty log. Positions of one log compare as text. */
  head(): Promise<string | undefined>;

  close(): Promise<void>;
}

/** Events for one stream. `expectedRevision` is the revision of its newest event, -1 for a stream that must not exist. */
export interface StreamAppend {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
}

export interface AppendResult {
  readonly stream: string;
  /** Revision of the stream's newest event afterwards. */
  readonly revision: number;
  /** How many events were written: all of the batch, or 0 when it was stored already. */
  readonly appended: number;
}

/** One append to one stream: EventStoreDB takes 1 MiB with its own framing, and both stores shall behave alike. */
export const MAX_APPEND_BYTES = 900_000;

/** The stream's newest event is not the expected one: somebody else appended. Read again and decide again. */
export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`stream ${stream} is at revision ${actual}, not ${expected}: it was appended to meanwhile`);
    this.name = 'WrongExpectedRevision';
  }
}

/** Some but not all events of a batch are stored already: the batch was put together on stale knowledge. */
export class PartlyStored extends Error {
  constructor(
    readonly stream: string,
    readonly eventId: string,
  ) {
    super(`stream ${stream} holds event ${eventId} already, but not the whole batch it came with`);
    this.name = 'PartlyStored';
  }
}

/** The call is wrong in itself, such as an event id that is no UUID; `problem` says what and where. */
export class MalformedAppend extends Error {
  constructor(
    readonly stream: string,
    problem: string,
  ) {
    super(`cannot append to stream ${JSON.stringify(stream)}: ${problem}`);
    this.name = 'MalformedAppend';
  }
}

/** A position that this log never gave out: a checkpoint of another event store. */
export class UnknownPosition extends Error {
  constructor(readonly position: string) {
    super(
      `${JSON.stringify(position)} is no position of this event store: it was taken from another one, or from a ` +
        'newer copy of it; start again from the beginning',
    );
    this.name = 'UnknownPosition';
  }
}

/** Why the storage cannot be used; the error's message says what to do about it. */
export type FailureReason =
  | 'foreign'
  | 'newer'
  | 'damaged'
  | 'notWritable'
  | 'full'
  | 'busy'
  | 'unreliable'
  | 'unavailable'
  | 'denied'
  | 'misconfigured'
  | 'closed';

/** The storage itself cannot be used. What was acknowledged before is stored; of the failed call, nothing (on SQLite). */
export class StorageFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StorageFailure';
  }
}

/** A batch is larger than MAX_APPEND_BYTES. */
export class AppendTooLarge extends Error {
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`${bytes} bytes for stream ${stream} are more than one append may carry (${MAX_APPEND_BYTES})`);
    this.name = 'AppendTooLarge';
  }
}
