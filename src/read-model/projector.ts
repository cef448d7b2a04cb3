import type { StoredEvent } from '../core/ledger/events';
import type { EventStore } from '../event-store/event-store';
import { foldsOf, type PersonFolds, type ProjectPerson } from './person-fold';
import { isInLog, ProjectionPass } from './projection-pass';
import type { ReadModel } from './read-model';

export interface ProjectorLimits {
  /** Events read from the log at a time. */
  readonly batchEvents: number;
  /** Rows collected before they are written; with the largest person's rows this bounds memory. */
  readonly flushRows: number;
}

export const PROJECTOR_LIMITS: ProjectorLimits = {
  batchEvents: 1_000,
  // Some 30 ms of SQLite's time, during which a server answers nobody.
  flushRows: 5_000,
};

/** Lag is counted up to here; beyond, it is "at least so many". */
export const LAG_COUNTED = 1_000;

/** What a run of the projector did. */
export interface Progress {
  /** Events that the checkpoint moved over. */
  readonly events: number;
  /** Persons whose rows were replaced, counted once for each time. */
  readonly persons: number;
  /** Why all rows were removed and made again from the start of the log; absent when they were not. */
  readonly restarted?: string;
}

export interface Lag {
  readonly checkpoint: string | null;
  readonly head: string | null;
  /** Events of the log after the checkpoint; LAG_COUNTED stands for that many or more. */
  readonly events: number;
}

/**
 * Keeps the rows in step with the log, person by person: an event names the person it touches, whose stream is
 * read again and folded whole, so that late filings and amendments need no special case.
 *
 * Rows and checkpoint move in one transaction. It need not end with a batch: whenever `flushRows` are collected
 * they are written with the position of the last event that they account for. So memory is bounded by the
 * largest person, and a crash repeats at most one such piece.
 *
 * A run first looks for the checkpoint's event in the log. When it is not there, the rows are those of another
 * log, or of a newer copy of this one: they are all removed, and the run begins at the start.
 */
export class Projector {
  /** Why the last run stopped before its end; undefined while all is well. */
  failure: Error | undefined;

  private readonly folds: PersonFolds;

  /** `folds` says where persons are folded: a fold alone runs in this thread, one person after the other. */
  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    folds: ProjectPerson | PersonFolds,
    private readonly limits: ProjectorLimits = PROJECTOR_LIMITS,
  ) {
    this.folds = typeof folds === 'function' ? foldsOf(store, folds) : folds;
  }

  /**
   * Projects up to the head of the log as it is now, or until the signal aborts; tells now and then how many events
   * of persons' streams rows were made from in this run. Throws ProjectionFailed, or what
   * store or database threw.
   */
  catchUp(signal?: AbortSignal, onProgress?: (accountedEvents: number) => void): Promise<Progress> {
    const read = (after: string | undefined) => this.store.readAll(after, this.limits.batchEvents);
    return this.consume(read, { signal, onProgress, drain: this.folds.ahead === 0 });
  }

  /** Catches up and goes on with new events until the signal aborts; a transaction that has begun is finished. */
  run(signal: AbortSignal): Promise<Progress> {
    // What follows a batch may be a long time coming: nothing of it is left for later.
    return this.consume((after) => this.store.follow(after, signal), { signal, drain: true });
  }

  /** False when the rows were made from another log, or from a newer copy of this one. */
  async isOfThisLog(): Promise<boolean> {
    const checkpoint = await this.readModel.checkpoint();
    return checkpoint === null || isInLog(this.store, checkpoint);
  }

  /** How far the rows are behind the log. */
  async lag(): Promise<Lag> {
    // In this order, so that the head is never before the checkpoint.
    const checkpoint = (await this.readModel.checkpoint())?.position ?? null;
    const head = (await this.store.head()) ?? null;
    if (head === checkpoint) return { checkpoint, head, events: 0 };
    for await (const batch of this.store.readAll(checkpoint ?? undefined, LAG_COUNTED)) {
      return { checkpoint, head, events: batch.length };
    }
    return { checkpoint, head, events: 0 };
  }

  private async consume(
    read: (after: string | undefined) => AsyncIterable<readonly StoredEvent[]>,
    { signal, onProgress, drain }: Consumption,
  ): Promise<Progress> {
    this.failure = undefined;
    let progress: Progress = { events: 0, persons: 0 };
    let accounted = 0;
    try {
      for (let overtaken = true; overtaken && !signal?.aborted; ) {
        overtaken = false;
        // Another projector may have written since: what this one remembers of persons no longer holds.
        const pass = new ProjectionPass(this.store, this.readModel, this.folds, this.limits);
        await pass.begin();
        for await (const batch of read(pass.checkpoint?.position)) {
          overtaken = !(await pass.take(batch, drain, signal));
          onProgress?.(accounted + pass.accountedEvents);
          if (overtaken || signal?.aborted) break;
        }
        if (!overtaken) overtaken = !(await pass.finish(signal));
        progress = together(progress, pass);
        accounted += pass.accountedEvents;
        onProgress?.(accounted);
      }
      return progress;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
}

interface Consumption {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((accountedEvents: number) => void) | undefined;
  /** Whether each batch is written before the next one is read. */
  readonly drain: boolean;
}

function together(before: Progress, pass: ProjectionPass): Progress {
  const restarted = pass.restarted ?? before.restarted;
  return {
    events: before.events + pass.events,
    persons: before.persons + pass.persons,
    ...(restarted !== undefined && { restarted }),
  };
}
