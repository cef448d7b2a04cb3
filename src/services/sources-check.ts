import { Injectable } from '@nestjs/common';
import type { ParsedDocument } from '../core/filing/filing';
import { parseDocument } from '../core/filing/parse-document';
import { type FiledEvent, isDecision, type StoredEvent } from '../core/ledger/events';
import { type RecordedGroup, recordAgain } from '../core/ledger/record-again';
import { StreamIndex } from '../core/ledger/stream-index';
import { StorageFailure } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import type { VerifyFinding } from './verify.service';

/** Reads the kept source documents of a stream again and compares with what was recorded of them. */
@Injectable()
export class SourcesCheck {
  constructor(private readonly documents: SourceDocuments) {}

  /** Tells what differs; returns the number of documents that were read. */
  async check(events: readonly StoredEvent[], tell: (finding: VerifyFinding) => void): Promise<number> {
    const index = new StreamIndex();
    let read = 0;
    for (let at = 0; at < events.length; ) {
      const group = groupAt(events, at);
      at += group?.length ?? 1;
      if (!group) continue;
      const [{ stream, revision, position, metadata }] = group;
      const place = { stream, revision, position };
      const { sha256, name } = metadata.source;
      const parsed = await this.parsed(sha256);
      if (typeof parsed === 'string') tell({ kind: 'corruption', ...place, what: `${name}: ${parsed}` });
      else {
        read += 1;
        const other = recordAgain(parsed, group, index);
        if (other) {
          const { recordedBy, readBy, what } = other;
          const parsers = `recorded by ${recordedBy}, now read by ${readBy ?? 'none'}`;
          tell({ kind: 'otherReading', ...place, what: `${name} (${parsers}): ${what}` });
        }
      }
      for (const event of group) index.take(event);
    }
    return read;
  }

  /** What the document says today; in words why it cannot be read. */
  private async parsed(sha256: string): Promise<ParsedDocument | string> {
    try {
      const bytes = await this.documents.read(sha256);
      if (bytes) return parseDocument(bytes);
      return `the source document ${sha256} is not kept any more: restore it from a backup`;
    } catch (error) {
      if (!(error instanceof StorageFailure) || error.reason !== 'damaged') throw error;
      return error.message;
    }
  }
}

/** The events that one document gave, from the place on at which the first of them stands; undefined for a decision. */
function groupAt(events: readonly StoredEvent[], at: number): RecordedGroup | undefined {
  const first = events[at]!;
  if (isDecision(first)) return undefined;
  const group: [FiledEvent, ...FiledEvent[]] = [first];
  if (first.type !== 'FilingRecorded') return group;
  for (const event of events.slice(at + 1)) {
    if (isDecision(event) || event.metadata.$causationId !== first.id) break;
    if (event.type === 'FilingSourceAdded') break;
    group.push(event);
  }
  return group;
}
