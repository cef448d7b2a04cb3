import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ParsedDocument } from '../core/filing/filing';
import type { NewEvent } from '../core/ledger/events';
import {
  type RecordingContext,
  type RecordingOutcome,
  recordFiling,
  recordHeader,
  streamsOf,
  streamsOfHeader,
} from '../core/ledger/record-filing';
import { StreamIndex } from '../core/ledger/stream-index';
import {
  AppendTooLarge,
  type EventStore,
  PartlyStored,
  WrongExpectedRevision,
} from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';

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
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Records the documents in the order given, all in one durable append. Each is recorded whole or not at all.
   * Throws when the store fails, or when others keep appending to the same streams MAX_ATTEMPTS times.
   */
  async record(documents: readonly RecordableDocument[]): Promise<readonly Recording[]> {
    for (let attempt = 1; ; attempt++) {
      const plan = await this.plan(documents);
      try {
        const batches = [...plan.streams.values()].filter(({ events }) => events.length > 0);
        if (batches.length > 0) await this.store.append(batches);
        return plan.recordings;
      } catch (error) {
        if (error instanceof AppendTooLarge) return this.recordHalves(plan.recordings);
        const overtaken = error instanceof WrongExpectedRevision || error instanceof PartlyStored;
        if (!overtaken || attempt === MAX_ATTEMPTS) throw error;
        await delay(attempt);
      }
    }
  }

  private async recordHalves(recordings: readonly Recording[]): Promise<readonly Recording[]> {
    const documents = recordings.map(({ document }) => document);
    if (documents.length === 1) return [{ document: documents[0]!, outcome: 'tooLarge', events: [] }];
    const middle = Math.ceil(documents.length / 2);
    const first = await this.record(documents.slice(0, middle));
    return [...first, ...(await this.record(documents.slice(middle)))];
  }

  /** What to append for the documents, given what their streams hold now. */
  private async plan(documents: readonly RecordableDocument[]) {
    const streams = new Map<string, { stream: string; expectedRevision: number; events: NewEvent[] }>();
    const indexes = new Map<string, StreamIndex>();
    for (const stream of new Set(documents.flatMap((document) => document.streams))) {
      const index = new StreamIndex();
      for await (const event of this.store.readStream(stream)) index.take(event);
      indexes.set(stream, index);
      streams.set(stream, { stream, expectedRevision: index.revision, events: [] });
    }
    const recordings = documents.map((document): Recording => {
      const outcomes = new Set<RecordingOutcome>();
      const events: NewEvent[] = [];
      for (const stream of document.streams) {
        const index = indexes.get(stream)!;
        const recording = recordIn(stream, document, index);
        outcomes.add(recording.outcome);
        for (const event of recording.events) index.take({ ...event, revision: index.revision + 1 } as never);
        streams.get(stream)!.events.push(...recording.events);
        events.push(...recording.events);
      }
      return { document, outcome: NEWEST_FIRST.find((outcome) => outcomes.has(outcome))!, events };
    });
    return { streams, recordings };
  }
}

/** A joint filing may be new in one owner's stream and known in another's: then it was completed, which is news. */
const NEWEST_FIRST: readonly RecordingOutcome[] = ['recorded', 'sourceAdded', 'headerRecorded', 'duplicate'];

function recordIn(stream: string, { parsed, context }: RecordableDocument, index: StreamIndex) {
  return parsed.kind === 'filing'
    ? recordFiling(parsed.filing, stream, index, context)
    : recordHeader(parsed.header, stream, index, context);
}
