import type { StoredEvent } from '../core/ledger/events';
import { personOfStream } from '../core/ledger/parties';
import type { PersonLedger } from '../core/ledger/person-ledger';
import type { EventStore } from '../event-store/event-store';
import type { Checkpoint, ReadModel } from './read-model';

/** Folds all events of one person; undefined when they make no rows. */
export type ProjectPerson = (events: readonly StoredEvent[]) => PersonLedger | undefined;

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

/** Persons of whom it is remembered how far they are projected: some 10 MB. Forgetting only costs work done twice. */
const PERSONS_REMEMBERED = 100_000;
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

/** The fold of a person failed. Nothing from this event on is projected until that is mended. */
export class ProjectionFailed extends Error {
  constructor(
    readonly personId: string,
    /** The event that touched the person; the fault may lie in an earlier one of the same stream. */
    readonly eventId: string,
    readonly position: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`projecting person ${personId} failed at event ${eventId} (position ${position}): ${reason}`, {
      cause,
    });
    this.name = 'ProjectionFailed';
  }
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

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly project: ProjectPerson,
    private readonly limits: ProjectorLimits = PROJECTOR_LIMITS,
  ) {}

  /**
   * Projects up to the head of the log as it is now, or until the signal aborts. Throws ProjectionFailed, or what
   * store or database threw.
   */
  catchUp(signal?: AbortSignal): Promise<Progress> {
    return this.consume((after) => this.store.readAll(after, this.limits.batchEvents), signal);
  }

  /** Catches up and goes on with new events until the signal aborts; a transaction that has begun is finished. */
  run(signal: AbortSignal): Promise<Progress> {
    return this.consume((after) => this.store.follow(after, signal), signal);
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
    signal?: AbortSignal,
  ): Promise<Progress> {
    this.failure = undefined;
    let progress: Progress = { events: 0, persons: 0 };
    try {
      for (let overtaken = true; overtaken && !signal?.aborted; ) {
        overtaken = false;
        // Another projector may have written since: what this one remembers of persons no longer holds.
        const pass = new Pass(this.store, this.readModel, this.project, this.limits);
        await pass.begin();
        for await (const batch of read(pass.checkpoint?.position)) {
          overtaken = !(await pass.take(batch, signal));
          if (overtaken || signal?.aborted) break;
        }
        const restarted = pass.restarted ?? progress.restarted;
        progress = {
          events: progress.events + pass.events,
          persons: progress.persons + pass.persons,
          ...(restarted !== undefined && { restarted }),
        };
      }
      return progress;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
}

/** One way through the log from the checkpoint on, as long as no other projector moves the checkpoint. */
class Pass {
  checkpoint: Checkpoint | null = null;
  events = 0;
  persons = 0;
  restarted: string | undefined;
  /** Revision up to which a person is projected in this pass: events up to it are accounted for. */
  private readonly projected = new Map<string, number>();
  /** By person: one whose stream grew within a batch is folded again, and only the newer ledger is written. */
  private readonly ledgers = new Map<string, PersonLedger>();
  private rows = 0;
  private unwritten = 0;

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly project: ProjectPerson,
    private readonly limits: ProjectorLimits,
  ) {}

  /** Finds the checkpoint; one that the log does not hold goes, with all rows. */
  async begin(): Promise<void> {
    this.checkpoint = await this.readModel.checkpoint();
    while (this.checkpoint !== null && !(await this.isInLog(this.checkpoint))) {
      const { stream, revision, position } = this.checkpoint;
      if (await this.readModel.clear(this.checkpoint)) {
        this.restarted =
          'the read model was made from another event store, or from a newer copy of this one ' +
          `(which held revision ${revision} of ${stream} at position ${position}); all its rows are made again`;
      }
      this.checkpoint = await this.readModel.checkpoint();
    }
  }

  private async isInLog({ stream, revision, position, hash }: Checkpoint): Promise<boolean> {
    for await (const event of this.store.readStream(stream, revision)) {
      return event.position === position && event.metadata.hash === hash;
    }
    return false;
  }

  /**
   * Projects the persons of a batch and moves the checkpoint to its end, or to the event at which the signal
   * aborted; false when another projector is ahead.
   */
  async take(batch: readonly StoredEvent[], signal?: AbortSignal): Promise<boolean> {
    let accounted: StoredEvent | undefined;
    try {
      for (const event of batch) {
        if (signal?.aborted) break;
        await this.account(event);
        accounted = event;
        this.unwritten += 1;
        if (this.rows < this.limits.flushRows) continue;
        if (!(await this.flush(accounted))) return false;
        accounted = undefined;
      }
    } catch (error) {
      // What came before the failing event is sound: it is kept, and the checkpoint stands right before it.
      if (error instanceof ProjectionFailed && accounted !== undefined) await this.flush(accounted);
      throw error;
    }
    return accounted === undefined || this.flush(accounted);
  }

  /** Sees to it that the collected and written ledgers contain this event. */
  private async account(event: StoredEvent): Promise<void> {
    const personId = personOfStream(event.stream);
    if (personId === undefined) return;
    const projected = this.projected.get(personId);
    if (projected !== undefined && projected >= event.revision) return;
    const events: StoredEvent[] = [];
    for await (const one of this.store.readStream(event.stream)) events.push(one);
    const ledger = this.fold(personId, event, events);
    if (ledger) this.collect(ledger);
    if (this.projected.size >= PERSONS_REMEMBERED) this.projected.clear();
    this.projected.set(personId, events.at(-1)?.revision ?? -1);
  }

  private fold(
    personId: string,
    event: StoredEvent,
    events: readonly StoredEvent[],
  ): PersonLedger | undefined {
    try {
      const ledger = this.project(events);
      if (ledger && ledger.person.personId !== personId) {
        throw new Error(`the stream's rows are those of ${ledger.person.personId}`);
      }
      return ledger;
    } catch (error) {
      throw new ProjectionFailed(personId, event.id, event.position, error);
    }
  }

  private collect(ledger: PersonLedger): void {
    this.ledgers.set(ledger.person.personId, ledger);
    const { filings, holdings, steps, problems } = ledger;
    this.rows += 1 + filings.length + holdings.length + steps.length + problems.length;
  }

  private async flush({ position, stream, revision, metadata }: StoredEvent): Promise<boolean> {
    const to = { position, stream, revision, hash: metadata.hash };
    const moved = await this.readModel.replacePersons([...this.ledgers.values()], {
      from: this.checkpoint,
      to,
    });
    if (moved) {
      this.checkpoint = to;
      this.events += this.unwritten;
      this.persons += this.ledgers.size;
    }
    this.ledgers.clear();
    this.rows = 0;
    this.unwritten = 0;
    return moved;
  }
}
