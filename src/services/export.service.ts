import { Inject, Injectable } from '@nestjs/common';
import { LogHeads } from '../core/ledger/log-head';
import type { EventStore } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import { EXPORT_VERSION, type ExportEnd, type ExportLine } from './export-lines';
import { EVENT_STORE } from './ledger-tokens';

/** The use case "write everything that cannot be made again": the events with their hashes, and the source documents. */
@Injectable()
export class ExportService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sourceDocuments: SourceDocuments,
  ) {}

  /**
   * The lines of an export of the ledger as it is now; returns the last one's content. Throws StorageFailure when
   * a document or an event is damaged: an export that lacks something would not be told from a whole one.
   */
  async *lines(): AsyncGenerator<string, ExportEnd> {
    yield text({ holdingsExport: EXPORT_VERSION });
    // Events first read, so that every document that they tell of is kept by then.
    const head = await this.store.head();
    let documents = 0;
    for await (const sha256 of this.sourceDocuments.list()) {
      const bytes = await this.sourceDocuments.read(sha256);
      if (bytes === undefined) continue;
      documents += 1;
      yield text({ document: { sha256, base64: bytes.toString('base64') } });
    }
    const heads = new LogHeads();
    if (head !== undefined) {
      for await (const batch of this.store.readAll()) {
        const upToHead = batch.filter(({ position }) => position <= head);
        let lines = '';
        for (const event of upToHead) {
          heads.take(event);
          const { stream, revision, id, type, data, metadata } = event;
          lines += text({ event: { stream, revision, id, type, data, metadata } as never });
        }
        if (lines !== '') yield lines;
        if (upToHead.length < batch.length) break;
      }
    }
    const end = { ...heads.head(), documents };
    yield text({ end });
    return end;
  }
}

function text(line: ExportLine): string {
  return `${JSON.stringify(line)}\n`;
}
