import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import {
  eventsForOwner,
  isLackedBy,
  type SharedFact,
  sharedFactOf,
  streamsNamedBy,
} from '../core/ledger/joint-filing';
import { StreamIndex } from '../core/ledger/stream-index';
import { type EventStore, UnknownPosition, WrongExpectedRevision } from '../event-store/event-store';
import { storageFailure } from '../event-store/storage-failure';

/** Attempts while others append to the same stream. */
const MAX_ATTEMPTS = 50;

export interface JointFilingsReport {
  /** Facts (filings, documents, headers) that some owner's stream lacked, and the events appended for them. */
  readonly completed: number;
  readonly events: number;
}

interface Open {
  readonly fact: SharedFact;
  /** A stream that has it. */
  readonly from: string;
  /** Owners' streams in which it was not seen. */
  readonly missing: Set<string>;
}

/**
 * At each start, completes what an ingest that was cut off has recorded for some owners of a joint filing only: a store that
 * takes one stream at a time cannot take them together. Each owner's stream has all that another one lacks.
 */
export class JointFilings implements OnApplicationBootstrap {
  /** `checkpointFile` says how far the log is known to be complete; without it the whole log is read once more. */
  constructor(
    private readonly store: EventStore,
    private readonly checkpointFile: string,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { completed, events } = await this.complete();
    if (completed === 0) return;
    new Logger('joint filings').warn(
      `a run was cut off between the owners of ${completed} joint filings or documents; ${events} events completed them`,
    );
  }

  /** Looks through the log from where it was complete last. What another run is appending meanwhile does no harm. */
  async complete(): Promise<JointFilingsReport> {
    const open = new Map<string, Open>();
    let position = await this.checkpoint();
    try {
      position = await this.look(position, open);
    } catch (error) {
      if (!(error instanceof UnknownPosition)) throw error;
      // The checkpoint is of another log.
      open.clear();
      position = await this.look(undefined, open);
    }
    let [completed, events] = [0, 0];
    for (const one of open.values()) {
      for (const stream of one.missing) {
        const appended = await this.give(one, stream);
        events += appended;
        if (appended > 0) completed += 1;
      }
    }
    if (position !== undefined) await this.keepCheckpoint(position);
    return { completed, events };
  }

  private async look(after: string | undefined, open: Map<string, Open>): Promise<string | undefined> {
    const owners = new Map<string, readonly string[]>();
    let position = after;
    for await (const batch of this.store.readAll(after)) {
      for (const event of batch) await this.note(event, open, owners);
      position = batch.at(-1)!.position;
    }
    return position;
  }

  private async note(
    event: StoredEvent,
    open: Map<string, Open>,
    owners: Map<string, readonly string[]>,
  ): Promise<void> {
    const fact = sharedFactOf(event);
    if (fact === undefined) return;
    if (fact.kind === 'filing' && !owners.has(fact.fingerprint))
      owners.set(fact.fingerprint, streamsNamedBy(event));
    const streams =
      fact.kind === 'source' ? await this.ownersOf(fact, event.stream, owners) : streamsNamedBy(event);
    if (streams.length < 2) return;
    const key = JSON.stringify(fact);
    const one = open.get(key) ?? { fact, from: event.stream, missing: new Set(streams) };
    one.missing.delete(event.stream);
    if (one.missing.size > 0) open.set(key, one);
    else open.delete(key);
  }

  /** The streams of a filing that another document was added to; its own event may stand before the checkpoint. */
  private async ownersOf(
    { fingerprint }: SharedFact & { kind: 'source' },
    stream: string,
    owners: Map<string, readonly string[]>,
  ): Promise<readonly string[]> {
    if (!owners.has(fingerprint)) {
      owners.set(fingerprint, []);
      for await (const event of this.store.readStream(stream)) {
        if (event.type === 'FilingRecorded' && event.data.fingerprint === fingerprint) {
          owners.set(fingerprint, event.data.streams);
          break;
        }
      }
    }
    return owners.get(fingerprint)!;
  }

  /** Appends to the stream what it lacks; returns how many events. */
  private async give({ fact, from }: Open, stream: string): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const index = new StreamIndex();
      for await (const event of this.store.readStream(stream)) index.take(event);
      if (!isLackedBy(index, fact)) return 0;
      const source: StoredEvent[] = [];
      for await (const event of this.store.readStream(from)) source.push(event);
      const events = eventsForOwner(fact, source, stream);
      try {
        const [result] = await this.store.append([{ stream, expectedRevision: index.revision, events }]);
        return result!.appended;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt >= MAX_ATTEMPTS) throw error;
        await delay(attempt);
      }
    }
  }

  private async checkpoint(): Promise<string | undefined> {
    const text = await readFile(this.checkpointFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.trim() || undefined;
  }

  private async keepCheckpoint(position: string): Promise<void> {
    const unfinished = `${this.checkpointFile}.${process.pid}.tmp`;
    try {
      await writeFile(unfinished, `${position}\n`);
      await rename(unfinished, this.checkpointFile);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw storageFailure(this.checkpointFile, error);
    }
  }
}
