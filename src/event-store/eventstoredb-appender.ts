import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { WrongExpectedVersionError } from '@eventstore/db-client';
import type { NewEvent, StoredEvent } from '../core/ledger/events';
import { CHAIN_START, sealText } from '../core/ledger/hash-chain';
import { batchText, type EventText } from './append-check';
import { type AppendResult, PartlyStored, type StreamAppend, WrongExpectedRevision } from './event-store';
import { EventStoreDbBatchAppend } from './eventstoredb-batch-append';
import type { EventStoreDbConnection } from './eventstoredb-connection';
import { damagedAt } from './eventstoredb-event';
import type { EventStoreDbReader } from './eventstoredb-reader';

/** Event ids that are remembered over all streams: some 30 MB. Forgetting a stream costs reading it again. */
const IDS_REMEMBERED = 200_000;

/** How soon to look again for what another process appended a moment ago. */
const SHOWN_AFTER_MS = 2;

/** What is known of a stream. The server may know more: others append too. */
interface KnownStream {
  /** Of the newest event, among those that count; -1 for none. */
  revision: number;
  /** Where the newest event at all is physically: beyond `revision` when an id was written again. */
  physical: number;
  /** Of the newest event that counts. */
  hash: string;
  /** By event id: where it is physically. */
  readonly places: Map<string, number>;
}

/**
 * Writes events to EventStoreDB. The server takes one stream's batch whole or not at all, and refuses it when the
 * stream has moved on. What it does with ids that it has seen before depends on the revision given and on when
 * it was started, so that is decided here, on the ids read from the stream.
 */
export class EventStoreDbAppender {
  private readonly known = new KnownStreams();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly batchAppend: EventStoreDbBatchAppend;

  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly reader: EventStoreDbReader,
    private readonly prefix: string,
  ) {
    this.batchAppend = new EventStoreDbBatchAppend(connection.client);
  }

  /** The batches one after the other; they must have passed checkAppend. What was stored before a refusal stays. */
  async append(batches: readonly StreamAppend[]): Promise<AppendResult[]> {
    const texts = batches.map(batchText);
    const results: AppendResult[] = [];
    for (const [index, batch] of batches.entries()) {
      results.push(await this.inTurn(batch.stream, () => this.appendBatch(batch, texts[index]!)));
    }
    return results;
  }

  /** One append to a stream at a time: those of one process need not get in each other's way. */
  private async inTurn<Result>(stream: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.turns.get(stream);
    const turn = (before ?? Promise.resolve()).then(work, work);
    this.turns.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(stream) === turn) this.turns.delete(stream);
    }
  }

  private async appendBatch(batch: StreamAppend, texts: readonly EventText[]): Promise<AppendResult> {
    const { stream } = batch;
    const known = this.known.take(stream) ?? (await this.learn(stream, unknownStream()));
    try {
      return await this.appendTo(known, batch, texts);
    } finally {
      // Also after a failure: what was learned of the stream holds, whatever became of the append.
      this.known.remember(stream, known);
    }
  }

  private async appendTo(
    known: KnownStream,
    batch: StreamAppend,
    texts: readonly EventText[],
  ): Promise<AppendResult> {
    const { stream, expectedRevision, events } = batch;
    if (events.length === 0 || known.revision !== expectedRevision) await this.learn(stream, known);
    if (events.length === 0) return { stream, revision: known.revision, appended: 0 };
    for (let sealed: readonly SealedText[] = []; ; ) {
      if (isStored(known, batch)) {
        // By somebody else before; or by us just now, in an attempt whose answer never came.
        const appended = (await this.isOurs(known, stream, sealed.at(-1))) ? events.length : 0;
        return { stream, revision: known.revision, appended };
      }
      if (known.revision !== expectedRevision) {
        throw new WrongExpectedRevision(stream, expectedRevision, known.revision);
      }
      sealed = seal(stream, known, texts);
      const { hash } = sealed.at(-1)!;
      if (await this.write(stream, known.physical, sealed)) {
        for (const { id } of sealed) known.places.set(id, ++known.physical);
        Object.assign(known, { revision: known.revision + sealed.length, hash });
        return { stream, revision: known.revision, appended: events.length };
      }
      await this.learnMore(stream, known);
    }
  }

  /**
   * True when these very events are stored behind the given revision. An attempt whose outcome is unknown is made
   * again as it was: the server takes the same ids behind the same revision once. But it also answers so when
   * somebody else has stored the same ids there with other metadata, hence the look at what is there.
   */
  private async write(stream: string, physical: number, sealed: readonly SealedText[]): Promise<boolean> {
    const last = physical + sealed.length;
    try {
      const newest = await this.connection.persist(() =>
        this.batchAppend.append(this.prefix + stream, physical, sealed, this.connection.patience.answerMs),
      );
      if (Number(newest) !== last) {
        throw damagedAt(this.connection.shown, stream, `went on at revision ${newest} instead of ${last}`);
      }
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return false;
      throw error;
    }
    const stored = await this.reader.eventAt(stream, last);
    return stored?.metadata.hash === sealed.at(-1)!.hash;
  }

  private async isOurs(known: KnownStream, stream: string, last: SealedText | undefined): Promise<boolean> {
    if (last === undefined) return false;
    const place = known.places.get(last.id)!;
    return (await this.reader.eventAt(stream, place))?.metadata.hash === last.hash;
  }

  /** Reads until there is more than what is known: the server refuses an append before it shows what overtook it. */
  private async learnMore(stream: string, known: KnownStream): Promise<void> {
    const before = known.physical;
    const { answerMs } = this.connection.patience;
    for (const start = performance.now(); ; await delay(SHOWN_AFTER_MS)) {
      await this.learn(stream, known);
      if (known.physical > before) return;
      if (performance.now() - start > answerMs) {
        throw damagedAt(
          this.connection.shown,
          stream,
          `takes no append behind revision ${before}, its newest`,
        );
      }
    }
  }

  /** Reads what is not known of the stream yet. */
  private async learn(stream: string, known: KnownStream): Promise<KnownStream> {
    for await (const batch of this.reader.stored(stream, known.physical + 1)) {
      for (const event of batch) take(known, event);
    }
    return known;
  }
}

/** The streams appended to last, while all together they have no more than IDS_REMEMBERED events. */
class KnownStreams {
  /** Used longest ago first. */
  private readonly streams = new Map<string, KnownStream>();
  private ids = 0;

  /** Hands a stream over: unless it is remembered again, it is forgotten. */
  take(name: string): KnownStream | undefined {
    const known = this.streams.get(name);
    this.ids -= known?.places.size ?? 0;
    this.streams.delete(name);
    return known;
  }

  remember(name: string, known: KnownStream): void {
    this.take(name);
    this.ids += known.places.size;
    this.streams.set(name, known);
    for (const oldest of this.streams.keys()) {
      if (this.ids <= IDS_REMEMBERED) return;
      this.take(oldest);
    }
  }
}

interface SealedText extends EventText {
  readonly hash: string;
}

function seal(stream: string, known: KnownStream, texts: readonly EventText[]): readonly SealedText[] {
  let { hash, revision } = known;
  return texts.map((text) => {
    revision += 1;
    const sealed = sealText(stream, revision, text, hash);
    hash = sealed.hash;
    return { ...text, metadata: sealed.metadata, hash };
  });
}

function unknownStream(): KnownStream {
  return { revision: -1, physical: -1, hash: CHAIN_START, places: new Map() };
}

function take(known: KnownStream, event: StoredEvent): void {
  known.physical = event.revision;
  // Written again by another program: the first one counts (see RepeatedEvents).
  if (known.places.has(event.id)) return;
  known.places.set(event.id, event.revision);
  known.revision += 1;
  known.hash = event.metadata.hash;
}

/**
 * True when all events are in the stream in this order, false when none is; otherwise throws PartlyStored.
 */
function isStored({ places }: KnownStream, { stream, events }: StreamAppend): boolean {
  const found = events.map(({ id }: NewEvent) => places.get(id));
  const first = found.findIndex((revision) => revision !== undefined);
  if (first === -1) return false;
  const inOrder = found.every(
    (revision, index) => revision !== undefined && revision > (found[index - 1] ?? -1),
  );
  if (!inOrder) throw new PartlyStored(stream, events[first]!.id);
  return true;
}
