import type { Filing, FilingHeader } from '../../src/core/filing/filing';
import type { NewEvent, StoredEvent } from '../../src/core/ledger/events';
import { CHAIN_START } from '../../src/core/ledger/hash-chain';
import {
  recordFiling,
  recordHeader,
  type StreamRecording,
  streamsOf,
  streamsOfHeader,
} from '../../src/core/ledger/record-filing';
import { StreamIndex } from '../../src/core/ledger/stream-index';

/** A document as a test gives it: a filing or an EDGAR header, with a name and content hash of its own. */
export interface GivenDocument {
  readonly name: string;
  readonly sha256: string;
  readonly filing?: Filing;
  readonly header?: FilingHeader;
}

/** The streams that recording these documents one after the other comes to. */
export function recordedEvents(documents: readonly GivenDocument[]): Map<string, StoredEvent[]> {
  const streams = new Map<string, StoredEvent[]>();
  const indexes = new Map<string, StreamIndex>();
  let position = 0;
  for (const { filing, header, name, sha256 } of documents) {
    const context = { sha256, name, correlationId: 'run', recordedAt: '2026-01-01T00:00:00Z' };
    for (const stream of filing ? streamsOf(filing) : streamsOfHeader(header!)) {
      const index = indexes.get(stream) ?? new StreamIndex();
      indexes.set(stream, index);
      const recording: StreamRecording = filing
        ? recordFiling(filing, stream, index, context)
        : recordHeader(header!, stream, index, context);
      const events = streams.get(stream) ?? [];
      streams.set(stream, events);
      for (const event of recording.events) {
        const stored = storedEvent(event, stream, index.revision + 1, position++);
        index.take(stored);
        events.push(stored);
      }
    }
  }
  return streams;
}

function storedEvent(event: NewEvent, stream: string, revision: number, position: number): StoredEvent {
  return {
    ...event,
    stream,
    revision,
    position: String(position).padStart(16, '0'),
    metadata: { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START },
  } as StoredEvent;
}
