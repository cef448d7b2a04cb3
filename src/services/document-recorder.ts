import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ParsedDocument } from '../core/filing/filing';
import type { NewEvent } from '../core/ledger/events';
import {
  type RecordingContext,
  type RecordingOutcome,
  recordFiling,
  recordHeader,
  type StreamRecording,
  streamsOf,
  streamsOfHeader,
} from '../core/ledger/record-filing';
import type { StreamIndex } from '../core/ledger/stream-index';
import {
  AppendTooLarge,
  type EventStore,
  PartlyStored,
  type StreamAppend,
  WrongExpectedRevision,
} from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';
import { StreamIndexes } from './stream-indexes';

/** A document that is kept and was read as a filing or an EDGAR header: what can be recorded. */
export interface RecordableDocument {
  readonly parsed: Exclude<ParsedDocument, { kind: 'rejected' }>;
  /** Streams of all its owners; never empty. */
  readonly streams: readonly string[];
  readonly context: RecordingContext;
}

/** What recording one document came to over all its owners' streams. */
export interface Recording {
  readonly document: RecordableDocument;
  /** `tooLarge`: its events are more than one append may carry; nothing of it was recorded. */
  readonly outcome: RecordingOutcome | 'tooLarge';
  /** The events that were appended for it. */
  readonly events: readonly NewEvent[];
}

/** Streams that a document would be recorded in: those of its owners who can be told. */
export function streamsOfDocument(parsed: RecordableDocument['parsed']): readonly string[] {
  return parsed.kind === 'filing' ? streamsOf(parsed.filing) : streamsOfHeader(parsed.header);
}

/** Attempts at appending a group while others append to the same streams; each failure is another's success. */
const MAX_ATTEMPTS = 50;

/** Appends the events of documents, deciding again when another process was faster. */
@Injectable()
export class DocumentRecorder {
  private readonly indexes: StreamIndexes;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    this.indexes = new StreamIndexes(store);
  }

  /**
   * Records the documents in the order given, durably. Each is recorded whole or not at all. Throws when the
   * store fails, or when others keep appending to the same streams MAX_ATTEMPTS times.
   */
  async record(documents: readonly RecordableDocument[]): Promise<readonly Recording[]> {
    const tooLarge = new Set<RecordableDocument>();
    const settled = new Map(documents.map((document) => [document, [] as StreamRecording[]]));
    await this.settle(documents, settled, tooLarge);
    this.indexes.trim();
    return documents.map((document) => {
      const parts = settled.get(document)!;
      const outcomes = parts.map(({ outcome }) => outcome);
      const outcome = tooLarge.has(document)
        ? 'tooLarge'
        : NEWEST_FIRST.find((one) => outcomes.includes(one))!;
      return { document, outcome, events: parts.flatMap(({ events }) => events) };
    });
  }

  private async settle(
    documents: readonly RecordableDocument[],
    settled: ReadonlyMap<RecordableDocument, StreamRecording[]>,
    tooLarge: Set<RecordableDocument>,
  ): Promise<void> {
    let open = documents;
    for (let attempt = 1; open.length > 0; attempt++) {
      const plan = await this.plan(open);
      try {
        const notOurs = await this.append(plan.batches);
        this.indexes.forget(notOurs);
        open = settlePlan(plan, notOurs, settled);
      } catch (error) {
        this.indexes.forget(plan.batches.map(({ stream }) => stream));
        if (error instanceof AppendTooLarge) {
          if (open.length === 1) tooLarge.add(open[0]!);
          else for (const half of halves(open)) await this.settle(half, settled, tooLarge);
          return;
        }
        const overtaken = error instanceof WrongExpectedRevision || error instanceof PartlyStored;
        if (!overtaken || attempt >= MAX_ATTEMPTS) throw error;
        await delay(attempt);
      }
    }
  }

  /** Returns the streams whose events somebody else had stored: the same filings, maybe from other documents. */
  private async append(batches: readonly StreamAppend[]): Promise<ReadonlySet<string>> {
    const filled = batches.filter(({ events }) => events.length > 0);
    if (filled.length === 0) return new Set();
    const results = await this.store.append(filled);
    return new Set(results.filter(({ appended }) => appended === 0).map(({ stream }) => stream));
  }

  /** What to append for the documents, given what their streams hold now. */
  private async plan(documents: readonly RecordableDocument[]): Promise<Plan> {
    const batches = new Map<string, { stream: string; expectedRevision: number; events: NewEvent[] }>();
    const indexes = new Map<string, StreamIndex>();
    for (const stream of new Set(documents.flatMap(({ streams }) => streams))) {
      const index = await this.indexes.of(stream);
      indexes.set(stream, index);
      batches.set(stream, { stream, expectedRevision: index.revision, events: [] });
    }
    const parts: PlannedPart[] = [];
    for (const document of documents) {
      for (const stream of document.streams) {
        const index = indexes.get(stream)!;
        const recording = recordIn(stream, document, index);
        for (const event of recording.events) index.take({ ...event, revision: index.revision + 1 });
        batches.get(stream)!.events.push(...recording.events);
        parts.push({ document, stream, recording });
      }
    }
    return { batches: [...batches.values()], parts };
  }
}

interface PlannedPart {
  readonly document: RecordableDocument;
  readonly stream: string;
  readonly recording: StreamRecording;
}

interface Plan {
  readonly batches: readonly StreamAppend[];
  readonly parts: readonly PlannedPart[];
}

/** Notes what was appended as planned; returns the documents about which to decide again. */
function settlePlan(
  { parts }: Plan,
  notOurs: ReadonlySet<string>,
  settled: ReadonlyMap<RecordableDocument, StreamRecording[]>,
): readonly RecordableDocument[] {
  const again = new Set<RecordableDocument>();
  for (const { document, stream, recording } of parts) {
    if (recording.events.length > 0 && notOurs.has(stream)) again.add(document);
    else settled.get(document)!.push(recording);
  }
  return [...again];
}

function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** A joint filing may be new in one owner's stream and known in another's: then it was completed, which is news. */
const NEWEST_FIRST: readonly RecordingOutcome[] = ['recorded', 'sourceAdded', 'headerRecorded', 'duplicate'];

function recordIn(
  stream: string,
  { parsed, context }: RecordableDocument,
  index: StreamIndex,
): StreamRecording {
  return parsed.kind === 'filing'
    ? recordFiling(parsed.filing, stream, index, context)
    : recordHeader(parsed.header, stream, index, context);
}
