import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { StreamHead } from '../core/ledger/chain-check';
import type { NewEvent, StoredEvent } from '../core/ledger/events';
import { LogHeads } from '../core/ledger/log-head';
import type { EventStore, StreamAppend } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import {
  DamagedExport,
  EXPORT_VERSION,
  type ExportEnd,
  type ExportedEvent,
  type NumberedLine,
} from './export-lines';
import { EVENT_STORE } from './ledger-tokens';

/** Events appended in one call: enough that its cost is spread thin. */
const GROUP_EVENTS = 1_000;
/** Characters of events appended to one stream at once; well below what the stores take. */
const APPEND_CHARACTERS = 200_000;

/** The ledger holds events that the export does not go on from. */
export class NotContinued extends Error {
  override readonly name = 'NotContinued';
}

export interface ImportReport {
  /** Events and documents that the export has. */
  readonly events: number;
  readonly documents: number;
  /** Events that were appended; the others were there already. */
  readonly appended: number;
  /** The digest over the stream heads of the export: that of the ledger now (see LogHead). */
  readonly digest: string;
}

/** The use case "restore an export", into an empty ledger or one that the export goes on from. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sourceDocuments: SourceDocuments,
  ) {}

  /**
   * Imports the export that `open` reads from its start; it is read twice, the first time to see that it is whole.
   * Throws DamagedExport and NotContinued before anything is written. When the stores fail on the way, importing
   * again goes on from there.
   */
  async import(open: () => AsyncIterable<NumberedLine>): Promise<ImportReport> {
    const there = await this.streamHeads();
    const end = await check(open(), there);
    let appended = 0;
    const group = new Group();
    for await (const { line } of open()) {
      if ('document' in line) await this.sourceDocuments.keep(Buffer.from(line.document.base64, 'base64'));
      if (!('event' in line)) continue;
      if (line.event.revision <= (there.get(line.event.stream)?.revision ?? -1)) continue;
      group.add(line.event);
      appended += 1;
      if (group.events >= GROUP_EVENTS) await this.store.append(group.take());
    }
    await this.store.append(group.take());
    const { events, documents, digest } = end;
    return { events, documents, appended, digest };
  }

  private async streamHeads(): Promise<Map<string, StreamHead>> {
    const heads = new LogHeads();
    for await (const batch of this.store.readAll()) for (const event of batch) heads.take(event);
    return new Map(heads.streamHeads().map((head) => [head.stream, head]));
  }
}

/** Reads a whole export: its documents and chains must be as they were written, and go on from what is there. */
async function check(
  lines: AsyncIterable<NumberedLine>,
  there: ReadonlyMap<string, StreamHead>,
): Promise<ExportEnd> {
  const heads = new LogHeads();
  const unmet = new Map(there);
  let documents = 0;
  let end: ExportEnd | undefined;
  let last = 0;
  for await (const { number, line } of lines) {
    last = number;
    if (end !== undefined) throw new DamagedExport(number, 'follows the end');
    if (number === 1) checkStart(line);
    else if ('document' in line) {
      documents += 1;
      checkDocument(number, line.document);
    } else if ('event' in line) {
      const event = { ...line.event, position: String(number) } as StoredEvent;
      checkEvent(number, event, heads);
      meet(event, unmet);
    } else if ('end' in line) end = line.end;
    else throw new DamagedExport(number, 'is neither a document nor an event');
  }
  if (end === undefined) throw new DamagedExport(last + 1, 'is missing: the export was cut off');
  const { events, digest, order } = heads.head();
  if (events !== end.events || documents !== end.documents || digest !== end.digest || order !== end.order) {
    throw new DamagedExport(last, 'does not fit what stands before it: lines are missing or were changed');
  }
  const [other] = unmet.values();
  if (other !== undefined) {
    throw new NotContinued(
      `the ledger holds events that the export does not have (stream ${other.stream}, revision ${other.revision}): ` +
        'import it into an empty ledger, named with --data',
    );
  }
  return end;
}

function checkStart(line: NumberedLine['line']): void {
  if (!('holdingsExport' in line)) throw new DamagedExport(1, 'is not the start of an export');
  if (line.holdingsExport !== EXPORT_VERSION) {
    throw new DamagedExport(1, `is of version ${line.holdingsExport}, this program reads ${EXPORT_VERSION}`);
  }
}

function checkDocument(number: number, { sha256, base64 }: { sha256: string; base64: string }): void {
  const found = typeof base64 === 'string' ? hash('sha256', Buffer.from(base64, 'base64'), 'hex') : '';
  if (found !== sha256) throw new DamagedExport(number, `document ${sha256} has another SHA-256`);
}

function checkEvent(number: number, event: StoredEvent, heads: LogHeads): void {
  const { stream, revision, metadata } = event;
  if (typeof stream !== 'string' || typeof metadata?.hash !== 'string') {
    throw new DamagedExport(number, 'is no event of a ledger');
  }
  const fault = heads.take(event);
  if (fault) throw new DamagedExport(number, `stream ${stream}, revision ${revision}: ${fault.what}`);
}

function meet({ stream, revision, metadata }: StoredEvent, unmet: Map<string, StreamHead>): void {
  const head = unmet.get(stream);
  if (head?.revision !== revision) return;
  if (head.hash !== metadata.hash) {
    throw new NotContinued(
      `stream ${stream} of the ledger is another than the export's up to revision ${revision}: ` +
        'import it into an empty ledger, named with --data',
    );
  }
  unmet.delete(stream);
}

/** Events on their way into the store, in the order of the log. */
class Group {
  events = 0;
  private batches: (StreamAppend & { readonly events: NewEvent[] })[] = [];
  private characters = 0;

  add({
    stream,
    revision,
    id,
    type,
    data,
    metadata: { previousHash: _, hash: __, ...metadata },
  }: ExportedEvent): void {
    const event = { id, type, data, metadata } as NewEvent;
    this.events += 1;
    this.characters += JSON.stringify(data).length;
    const last = this.batches.at(-1);
    if (last?.stream === stream && this.characters <= APPEND_CHARACTERS) last.events.push(event);
    else {
      this.batches.push({ stream, expectedRevision: revision - 1, events: [event] });
      this.characters = JSON.stringify(data).length;
    }
  }

  take(): readonly StreamAppend[] {
    const { batches } = this;
    this.batches = [];
    this.events = 0;
    return batches;
  }
}
