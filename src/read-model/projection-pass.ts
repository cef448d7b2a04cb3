import type { StoredEvent } from '../core/ledger/events';
import { personOfStream } from '../core/ledger/parties';
import type { EventStore } from '../event-store/event-store';
import { type FoldedPerson, FoldFailed, type PersonFolds } from './person-fold';
import type { ProjectorLimits } from './projector';
import type { AccountedLedger, Checkpoint, ReadModel } from './read-model';

/** Persons of whom it is remembered how far they are projected: some 10 MB. The others are looked up. */
const PERSONS_REMEMBERED = 100_000;
/** Events after which the checkpoint is moved although there are hardly rows to write with it. */
const FLUSH_EVENTS = 20_000;

/** The fold of a person failed. Nothing from this event on is projected until that is mended. */
export class ProjectionFailed extends Error {
  constructor(
    readonly personId: string,
    /** The event that touched the person; the fault may lie in an earlier one of the same stream. */
    readonly eventId: string,
    readonly position: string,
    cause: Error,
  ) {
    super(
      `projecting person ${personId} failed at event ${eventId} (position ${position}): ${cause.message}`,
      {
        cause,
      },
    );
    this.name = 'ProjectionFailed';
  }
}

/** The next thing to settle, in the order of the log: the person whom an event touches, or the end of a batch. */
interface Due {
  readonly event: StoredEvent;
  /** The person's stream; undefined at the end of a batch. */
  readonly stream: string | undefined;
  /** Events that were accounted for already, between the due thing before and this one. */
  readonly passed: readonly StoredEvent[];
  /** Started ahead of its turn; undefined when the fold is done at its turn, should it still be needed then. */
  fold?: Promise<FoldedPerson | Error>;
}

/** One way through the log from the checkpoint on, as long as no other projector moves the checkpoint. */
export class ProjectionPass {
  checkpoint: Checkpoint | null = null;
  /** Events that the checkpoint moved over. */
  events = 0;
  /** Persons whose rows were written, counted once for each time. */
  persons = 0;
  /** Events of persons' streams that rows account for now and did not before: unlike `events`, it grows with the work done. */
  accountedEvents = 0;
  restarted: string | undefined;
  /** By stream, the revision up to which it is projected: events up to it are accounted for. */
  private readonly projected = new Map<string, number>();
  /** By person: one whose stream grew in the meantime is folded again, and only the newer ledger is written. */
  private readonly ledgers = new Map<string, AccountedLedger>();
  private readonly dues: Due[] = [];
  /** How many of the first dues have been started, where that is to be done ahead. */
  private started = 0;
  /** The last event that the collected and written ledgers account for, when the checkpoint is not there yet. */
  private accounted: StoredEvent | undefined;
  private rows = 0;
  private unwritten = 0;

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly folds: PersonFolds,
    private readonly limits: ProjectorLimits,
  ) {}

  /** Finds the checkpoint; one that the log does not hold goes, with all rows. */
  async begin(): Promise<void> {
    this.checkpoint = await this.readModel.checkpoint();
    while (this.checkpoint !== null && !(await isInLog(this.store, this.checkpoint))) {
      const { stream, revision, position } = this.checkpoint;
      if (await this.readModel.clear(this.checkpoint)) {
        this.restarted =
          'the read model was made from another event store, or from a newer copy of this one ' +
          `(which held revision ${revision} of ${stream} at position ${position}); all its rows are made again`;
      }
      this.checkpoint = await this.readModel.checkpoint();
    }
  }

  /**
   * Projects the persons of a batch and moves the checkpoint to its end, or to the event at which the signal
   * aborted; unless it is to be drained, what is being folded then is left for later. False when another projector
   * is ahead.
   */
  async take(batch: readonly StoredEvent[], drain: boolean, signal?: AbortSignal): Promise<boolean> {
    this.dues.push(...(await this.duesOf(batch)));
    return this.settle(drain ? 0 : this.folds.ahead, signal);
  }

  /** Settles and writes what is left; false when another projector is ahead. */
  finish(signal?: AbortSignal): Promise<boolean> {
    return this.settle(0, signal);
  }

  private async settle(left: number, signal?: AbortSignal): Promise<boolean> {
    try {
      while (this.dues.length > left && !signal?.aborted) {
        this.startAhead();
        const due = this.dues.shift()!;
        this.started -= this.started > 0 ? 1 : 0;
        this.advance(due.passed);
        await this.account(due);
        this.advance([due.event]);
        const full = this.rows >= this.limits.flushRows || this.unwritten >= FLUSH_EVENTS;
        if (full && !(await this.flush())) return false;
      }
    } catch (error) {
      // What came before the failing event is sound: it is kept, and the checkpoint stands right before it.
      if (error instanceof ProjectionFailed) await this.flush();
      throw error;
    }
    return (left > 0 && !signal?.aborted) || this.flush();
  }

  private advance(events: readonly StoredEvent[]): void {
    this.accounted = events.at(-1) ?? this.accounted;
    this.unwritten += events.length;
  }

  private startAhead(): void {
    for (; this.started < Math.min(this.folds.ahead, this.dues.length); this.started++) {
      const due = this.dues[this.started]!;
      if (due.stream === undefined || this.isProjected(due) || this.isStarted(due.stream)) continue;
      // Settled either way: a failure is thrown when its turn comes.
      due.fold = this.folds.fold(due.stream).catch((error: Error) => error);
    }
  }

  private isProjected({ stream, event }: Due): boolean {
    return stream === undefined || (this.projected.get(stream) ?? -1) >= event.revision;
  }

  private isStarted(stream: string): boolean {
    return this.dues.some((due) => due.stream === stream && due.fold !== undefined);
  }

  /** What the batch makes due: each person once whom the rows do not account for yet. */
  private async duesOf(batch: readonly StoredEvent[]): Promise<Due[]> {
    await this.lookUp(batch);
    const dues: Due[] = [];
    const due = new Set<string>();
    let passed: StoredEvent[] = [];
    for (const event of batch) {
      const { stream, revision } = event;
      const last = event === batch.at(-1);
      const touches = personOfStream(stream) !== undefined && !due.has(stream);
      const touched = touches && (this.projected.get(stream) ?? -1) < revision;
      if (!touched && !last) {
        passed.push(event);
        continue;
      }
      if (touched) due.add(stream);
      dues.push({ event, stream: touched ? stream : undefined, passed });
      passed = [];
    }
    return dues;
  }

  /** Learns of persons that this pass knows nothing of how far their rows are; an interrupted pass may have written them. */
  private async lookUp(batch: readonly StoredEvent[]): Promise<void> {
    const unknown = new Map<string, string>();
    for (const { stream } of batch) {
      const personId = personOfStream(stream);
      if (personId !== undefined && !this.projected.has(stream)) unknown.set(personId, stream);
    }
    if (unknown.size === 0) return;
    for (const [personId, end] of await this.readModel.accountedFor([...unknown.keys()])) {
      const stream = unknown.get(personId)!;
      for await (const event of this.store.readStream(stream, end.revision)) {
        // The hash covers all before: these rows are of this stream, not of one of the same name in another log.
        if (event.metadata.hash === end.hash) this.remember(stream, end.revision);
        break;
      }
    }
  }

  /** Sees to it that the collected and written ledgers contain this event. */
  private async account(due: Due): Promise<void> {
    const { event, stream, fold } = due;
    if (stream === undefined || this.isProjected(due)) return;
    const personId = personOfStream(stream)!;
    let folded = await fold;
    // One that was started before the event was there has not seen it.
    if (
      folded === undefined ||
      (!(folded instanceof Error) && (folded.end?.revision ?? -1) < event.revision)
    ) {
      folded = await this.folds.fold(stream).catch((error: Error) => error);
    }
    if (folded instanceof FoldFailed) throw new ProjectionFailed(personId, event.id, event.position, folded);
    if (folded instanceof Error) throw folded;
    this.collect(folded);
    const end = folded.end?.revision ?? -1;
    this.accountedEvents += end - (this.projected.get(stream) ?? -1);
    this.remember(stream, end);
  }

  private remember(stream: string, revision: number): void {
    if (this.projected.size >= PERSONS_REMEMBERED) this.projected.clear();
    this.projected.set(stream, revision);
  }

  private collect({ ledger, end }: FoldedPerson): void {
    if (!ledger) return;
    this.ledgers.set(ledger.person.personId, { ...ledger, ...(end && { accountsFor: end }) });
    const { filings, holdings, steps, problems, lots, tranches, draws } = ledger;
    const rows = [filings, holdings, steps, problems, lots, tranches, draws];
    this.rows += rows.reduce((sum, each) => sum + each.length, 1);
  }

  /** Writes what is collected and moves the checkpoint; false when another projector is ahead. */
  private async flush(): Promise<boolean> {
    if (this.accounted === undefined) return true;
    const { position, stream, revision, metadata } = this.accounted;
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
    this.accounted = undefined;
    this.ledgers.clear();
    this.rows = 0;
    this.unwritten = 0;
    return moved;
  }
}

/** Whether the log holds the checkpoint's event where the checkpoint says. */
export async function isInLog(
  store: EventStore,
  { stream, revision, position, hash }: Checkpoint,
): Promise<boolean> {
  for await (const event of store.readStream(stream, revision)) {
    return event.position === position && event.metadata.hash === hash;
  }
  return false;
}
