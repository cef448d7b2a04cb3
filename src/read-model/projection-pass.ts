import type { StoredEvent } from '../core/ledger/events';
import { isSharedStream, issuerOfStream, personOfStream } from '../core/ledger/parties';
import type { EventStore } from '../event-store/event-store';
import { type FoldedFamily, FoldFailed, type LogView, type PersonFolds } from './person-fold';
import { PersonStreams, partiesIn } from './person-streams';
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
    /** The event that touched the person; the fault may lie in an earlier one. */
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

/** Events without themselves: many wait with what is due, and would fill the memory. */
interface Passed {
  readonly count: number;
  readonly last: StoredEvent | undefined;
}

const NONE_PASSED: Passed = { count: 0, last: undefined };

/** The next thing to settle, in the order of the log: what an event touches, or the end of a batch. */
interface Due {
  readonly event: StoredEvent;
  /** Whose stream the event is in; undefined for shared streams, and at the end of a batch. */
  readonly personId: string | undefined;
  /** How many events between the due thing before and this one were accounted for already, and the last of them. */
  readonly passed: Passed;
  /** Started ahead of its turn; undefined when the fold is done at its turn, should it still be needed then. */
  fold?: Promise<FoldedFamily | Error>;
}

/** How far a person is projected. */
interface Projected {
  /** Position of the newest event in the rows: they account for all that concerns the person up to there. */
  readonly position: string;
  /** Events of persons' streams in them. */
  readonly events: number;
}

/** Tells views of the log apart, also those of passes that use the same folds. */
let epochs = 0;

/**
 * One way through the log from the checkpoint on, as long as no other projector moves the checkpoint.
 *
 * A person's rows rest on several streams: on those of all ids that were ever linked to the person (the family), and
 * on shared ones. Three things keep them sound, wherever a pass is cut off:
 * - The rows of a family are replaced together, in one transaction: those of an id that is linked to another one go
 *   with the write that brings them there, and come back with the write that takes them away.
 * - A fold sees the log up to one position (`view`), in all streams alike, and never a shared stream that was read
 *   before a decision up to there was appended. So rows that contain an event contain all that concerns the person
 *   and stands before it in the log.
 * - The checkpoint moves over an event of a shared stream in the transaction that writes the last of all whom it
 *   concerns; those before are written family by family, in pieces that leave it where it is. Cut off in between, the
 *   next pass begins before the event, finds everybody whose rows lack it again, and leaves alone those whose rows
 *   have it. Each piece is counted with the checkpoint: of two projectors that write at once one sees that it is
 *   overtaken, and never puts older rows in place of newer ones.
 */
export class ProjectionPass {
  checkpoint: Checkpoint | null = null;
  /** Events that the checkpoint moved over. */
  events = 0;
  /** Persons whose rows were written, counted once for each time. */
  persons = 0;
  /** Events of persons' streams that rows account for now and did not before: unlike `events`, it grows with the work done. */
  accountedEvents = 0;
  restarted: string | undefined;
  private readonly projected = new Map<string, Projected>();
  /**
   * By person, null for one who has no rows any more: one of whom there are new events in the meantime is folded
   * again, and only the newer ledger is written.
   */
  private readonly ledgers = new Map<string, AccountedLedger | null>();
  private readonly dues: Due[] = [];
  /** How many of the first dues have been started, where that is to be done ahead. */
  private started = 0;
  /** The last event that the collected and written ledgers account for, when the checkpoint is not there yet. */
  private accounted: StoredEvent | undefined;
  private rows = 0;
  private unwritten = 0;
  private readonly streams: PersonStreams;
  private view: LogView = { until: '', epoch: ++epochs };

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly folds: PersonFolds,
    private readonly limits: ProjectorLimits,
  ) {
    this.streams = new PersonStreams(store);
  }

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
    this.view = { ...this.view, until: (await this.store.head()) ?? '' };
  }

  /**
   * Projects the persons of a batch and moves the checkpoint to its end, or to the event at which the signal
   * aborted; unless it is to be drained, what is being folded then is left for later. False when another projector
   * is ahead.
   */
  async take(batch: readonly StoredEvent[], drain: boolean, signal?: AbortSignal): Promise<boolean> {
    this.lookUpTo(batch);
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
        if (!(await this.account(due))) return false;
        this.advance({ count: 1, last: due.event });
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

  private advance({ count, last }: Passed): void {
    this.accounted = last ?? this.accounted;
    this.unwritten += count;
  }

  private startAhead(): void {
    for (; this.started < Math.min(this.folds.ahead, this.dues.length); this.started++) {
      const due = this.dues[this.started]!;
      const { personId, event } = due;
      if (personId === undefined || this.isProjected(personId, event) || this.isStarted(personId)) continue;
      due.fold = this.foldOf(personId);
    }
  }

  /** Settled either way: a failure is thrown when its turn comes. */
  private foldOf(personId: string): Promise<FoldedFamily | Error> {
    return this.folds.fold(personId, this.view).catch((error: Error) => error);
  }

  private isProjected(personId: string, event: StoredEvent): boolean {
    return (this.projected.get(personId)?.position ?? '') >= event.position;
  }

  private isStarted(personId: string): boolean {
    return this.dues.some((due) => due.personId === personId && due.fold !== undefined);
  }

  /** Folds see all of the batch; the shared streams are read again when it brings something new of them. */
  private lookUpTo(batch: readonly StoredEvent[]): void {
    const { until } = this.view;
    const last = batch.at(-1)!.position;
    if (last <= until) return;
    const isNew = ({ stream, position }: StoredEvent) => position > until && isSharedStream(stream);
    if (batch.some(isNew)) {
      this.streams.refresh();
      this.view = { until: last, epoch: ++epochs };
    } else {
      this.view = { ...this.view, until: last };
    }
  }

  /** What the batch makes due: each person once whom the rows do not account for yet, and each shared decision. */
  private async duesOf(batch: readonly StoredEvent[]): Promise<Due[]> {
    await this.lookUp(batch.map(({ stream }) => personOfStream(stream)).filter((id) => id !== undefined));
    const dues: Due[] = [];
    const due = new Set<string>();
    let passed = NONE_PASSED;
    for (const event of batch) {
      const personId = personOfStream(event.stream);
      const touched = personId !== undefined && !due.has(personId) && !this.isProjected(personId, event);
      if (!touched && !isSharedStream(event.stream) && event !== batch.at(-1)) {
        passed = { count: passed.count + 1, last: event };
        continue;
      }
      if (touched) due.add(personId);
      dues.push({ event, personId: touched ? personId : undefined, passed });
      passed = NONE_PASSED;
    }
    return dues;
  }

  /** Learns of persons that this pass knows nothing of how far their rows are; an interrupted pass may have written them. */
  private async lookUp(personIds: readonly string[]): Promise<void> {
    const unknown = new Set(personIds.filter((personId) => !this.projected.has(personId)));
    if (unknown.size === 0) return;
    for (const [personId, { newest, events }] of await this.readModel.accountedFor([...unknown])) {
      // The hash covers all before: these rows are of this log, not of another one with the same names.
      if (await isInLog(this.store, newest)) this.remember([personId], { position: newest.position, events });
    }
  }

  /** Sees to it that the collected and written ledgers contain this event; false when another projector is ahead. */
  private async account(due: Due): Promise<boolean> {
    const { event, personId } = due;
    if (personId === undefined) return !isSharedStream(event.stream) || this.accountShared(event);
    if (this.isProjected(personId, event)) return true;
    await this.accountPerson(personId, event, due.fold);
    return true;
  }

  private async accountPerson(
    personId: string,
    event: StoredEvent,
    started: Promise<FoldedFamily | Error> | undefined,
  ): Promise<void> {
    let folded = await started;
    // One that was started before the event was there has not seen it.
    if (folded === undefined || (!(folded instanceof Error) && (folded.end ?? '') < event.position)) {
      folded = await this.foldOf(personId);
    }
    if (folded instanceof FoldFailed) throw new ProjectionFailed(personId, event.id, event.position, folded);
    if (folded instanceof Error) throw folded;
    this.collect(folded);
  }

  /**
   * The same for a decision that concerns several persons. Who they are is asked of the rows, so those that are
   * collected are written first; then they are written piece by piece, for they may be thousands.
   */
  private async accountShared(event: StoredEvent): Promise<boolean> {
    if (!(await this.flush())) return false;
    const concerned = await this.concernedBy(event);
    await this.lookUp(concerned);
    const started = new Map<string, Promise<FoldedFamily | Error>>();
    for (const [place, personId] of concerned.entries()) {
      for (const next of concerned.slice(place + 1, place + 1 + this.folds.ahead)) {
        if (!started.has(next) && !this.isProjected(next, event)) started.set(next, this.foldOf(next));
      }
      const fold = started.get(personId);
      started.delete(personId);
      if (!this.isProjected(personId, event)) await this.accountPerson(personId, event, fold);
      if (this.rows >= this.limits.flushRows && !(await this.writePiece())) return false;
    }
    return true;
  }

  /**
   * Persons whose rows a decision may change: whoever was ever linked to an id that it names, and those who filed
   * jointly with them; and whoever filed on an issuer that it names, or on one that was ever linked to that.
   */
  private async concernedBy(event: StoredEvent): Promise<readonly string[]> {
    const links = await this.streams.links();
    const issuer = issuerOfStream(event.stream);
    const { persons, issuers } =
      issuer === undefined ? links.partiesOf(event) : { persons: [], issuers: [issuer] };
    const concerned = new Set<string>();
    for (const personId of persons) {
      const { personIds, events } = await this.streams.of(personId, this.view.until);
      for (const id of [...personIds, ...partiesIn(events).owners]) concerned.add(id);
    }
    const issuerIds = new Set(issuers.flatMap((id) => links.ever.issuerMembers(id)));
    for (const id of await this.readModel.personsWithFilingsOn([...issuerIds])) concerned.add(id);
    return [...concerned];
  }

  private remember(personIds: readonly string[], projected: Projected): void {
    if (this.projected.size >= PERSONS_REMEMBERED) this.projected.clear();
    const [first, ...others] = personIds;
    this.projected.set(first!, projected);
    // Counted with the first: they are events of the family.
    for (const id of others) this.projected.set(id, { ...projected, events: 0 });
  }

  private collect({ personIds, ledgers, events, end }: FoldedFamily): void {
    for (const id of personIds) this.ledgers.set(id, null);
    for (const ledger of ledgers) {
      this.ledgers.set(ledger.person.personId, ledger);
      const { filings, holdings, steps, problems, lots, tranches, draws } = ledger;
      const rows = [filings, holdings, steps, problems, lots, tranches, draws];
      this.rows += rows.reduce((sum, each) => sum + each.length, 1);
    }
    const before = personIds.reduce((sum, id) => sum + (this.projected.get(id)?.events ?? 0), 0);
    this.accountedEvents += events - before;
    this.remember(personIds, { position: end ?? '', events });
  }

  /** Writes what is collected and moves the checkpoint; false when another projector is ahead. */
  private async flush(): Promise<boolean> {
    if (this.accounted === undefined) return true;
    const { position, stream, revision, metadata } = this.accounted;
    const moved = await this.write({ position, stream, revision, hash: metadata.hash });
    if (moved) this.events += this.unwritten;
    this.accounted = undefined;
    this.unwritten = 0;
    return moved;
  }

  /** Writes what is collected and leaves the checkpoint at its event; false when another projector is ahead. */
  private async writePiece(): Promise<boolean> {
    // Before the first event is projected there are no rows that it could concern many of.
    if (this.checkpoint === null) return true;
    return this.write({ ...this.checkpoint, pieces: (this.checkpoint.pieces ?? 0) + 1 });
  }

  private async write(to: Checkpoint): Promise<boolean> {
    const ledgers = [...this.ledgers.values()].filter((ledger) => ledger !== null);
    const gone = [...this.ledgers].filter(([, ledger]) => ledger === null).map(([personId]) => personId);
    const moved = await this.readModel.replacePersons(ledgers, { from: this.checkpoint, to }, gone);
    if (moved) {
      this.checkpoint = to;
      this.persons += ledgers.length;
    }
    this.ledgers.clear();
    this.rows = 0;
    return moved;
  }
}

/** Whether the log holds an event where it is said to be. */
export async function isInLog(
  store: EventStore,
  { stream, revision, position, hash }: Checkpoint,
): Promise<boolean> {
  for await (const event of store.readStream(stream, revision)) {
    return event.position === position && event.metadata.hash === hash;
  }
  return false;
}
