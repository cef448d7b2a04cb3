import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Problem } from '../core/filing/filing';
import { parseDocument } from '../core/filing/parse-document';
import type { EventStore } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import { LiveProjector } from '../read-model/live-projector';
import {
  DocumentRecorder,
  type RecordableDocument,
  type Recording,
  streamsOfDocument,
} from './document-recorder';
import type { DocumentOutcome, IngestReport } from './ingest-report';
import { EVENT_STORE } from './ledger-tokens';
import type { Source } from './source';

/** Documents recorded in one durable append: enough that its cost is spread thin, few enough to stay small. */
const GROUP_DOCUMENTS = 64;
/** Bytes of source documents after which a group is recorded, however few they are: bounds memory. */
const GROUP_BYTES = 8 * 1024 * 1024;

export interface IngestOptions {
  /** Stops the run before the next document; what was read until then is recorded. */
  readonly signal?: AbortSignal;
  /** Called for each document when what became of it is durable. */
  readonly onOutcome?: (outcome: DocumentOutcome) => void;
}

/** The use case "ingest": reads documents, keeps them, records their events, brings the read model up to date. */
@Injectable()
export class IngestService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sourceDocuments: SourceDocuments,
    private readonly recorder: DocumentRecorder,
    private readonly projector: LiveProjector,
  ) {}

  /**
   * Ingests the sources in the order given and returns the counts. Every document is taken in whole or not at
   * all; one that cannot be is an outcome, not an error. Throws when the stores fail; then what was reported
   * as recorded is durable, and ingesting the same sources again completes the rest.
   */
  async ingest(
    sources: AsyncIterable<Source>,
    { signal, onOutcome }: IngestOptions = {},
  ): Promise<IngestReport> {
    const run = randomUUID();
    const tally = new Tally();
    const settle = (outcome: DocumentOutcome, streams: readonly string[] = []) => {
      tally.take(outcome, streams);
      onOutcome?.(outcome);
    };
    let group: ReadDocument[] = [];
    const recordGroup = async () => {
      for (const recording of await this.record(group, run)) {
        settle(outcomeOf(recording), recording.document.streams);
      }
      group = [];
    };
    let interrupted = false;
    for await (const source of sources) {
      interrupted = signal?.aborted ?? false;
      if (interrupted) break;
      const read = readDocument(source);
      if ('outcome' in read) settle(read);
      else group.push(read);
      if (isFull(group)) await recordGroup();
    }
    await recordGroup();
    const { restarted } = await this.projector.catchUp();
    if (restarted !== undefined) new Logger('projection').warn(restarted);
    return { run, ...tally.counts(), interrupted, position: (await this.store.head()) ?? null };
  }

  /** Keeps the documents before their events: whatever the log tells of can be read again after any crash. */
  private async record(group: readonly ReadDocument[], run: string): Promise<readonly Recording[]> {
    const recordedAt = new Date().toISOString();
    const kept = group.map(async ({ name, bytes, parsed, streams }): Promise<RecordableDocument> => {
      const sha256 = await this.sourceDocuments.keep(bytes);
      return { parsed, streams, context: { sha256, name, correlationId: run, recordedAt } };
    });
    return this.recorder.record(await Promise.all(kept));
  }
}

/** A document that can be recorded, not yet kept. */
interface ReadDocument {
  readonly name: string;
  readonly bytes: Buffer;
  readonly parsed: RecordableDocument['parsed'];
  readonly streams: readonly string[];
}

/** Parses one document; its outcome when there is nothing to record. */
function readDocument(source: Source): ReadDocument | DocumentOutcome {
  const { name } = source;
  if ('problem' in source) return rejected(name, source.problem);
  const parsed = parseDocument(source.bytes);
  if (parsed.kind === 'rejected') {
    return rejected(name, parsed.problems[0]!.message, parsed.problems.slice(1));
  }
  const streams = streamsOfDocument(parsed);
  if (streams.length === 0) return rejected(name, 'names no reporting person that could be read');
  return { name, bytes: source.bytes, parsed, streams };
}

function isFull(group: readonly ReadDocument[]): boolean {
  const bytes = group.reduce((sum, document) => sum + document.bytes.length, 0);
  return group.length >= GROUP_DOCUMENTS || bytes >= GROUP_BYTES;
}

function rejected(name: string, reason: string, problems: readonly Problem[] = []): DocumentOutcome {
  return { name, outcome: 'rejected', reason, events: 0, problems, repairs: 0 };
}

function outcomeOf({ document, outcome, events }: Recording): DocumentOutcome {
  const { parsed, context } = document;
  const { name } = context;
  if (outcome === 'tooLarge') return rejected(name, 'has more lines than one filing can be recorded with');
  const reason = reasonFor(outcome, events);
  const told = outcome === 'duplicate' ? { problems: [], repairs: [] } : doubtsOf(parsed);
  return {
    name,
    outcome,
    ...(reason && { reason }),
    events: events.length,
    problems: told.problems,
    repairs: told.repairs.length,
  };
}

function doubtsOf(parsed: RecordableDocument['parsed']) {
  return parsed.kind === 'filing' ? parsed.filing : { problems: parsed.problems, repairs: [] };
}

function reasonFor(outcome: Recording['outcome'], events: Recording['events']): string | undefined {
  if (outcome === 'duplicate') return 'this document is recorded already';
  if (outcome !== 'sourceAdded') return undefined;
  const added = events.find((event) => event.type === 'FilingSourceAdded');
  const differences = added?.type === 'FilingSourceAdded' ? added.data.differences.length : 0;
  const same = 'its filing is recorded already; the document was added as another source of it';
  return differences === 0
    ? same
    : `${same}, and differs in ${differences} ${differences === 1 ? 'cell' : 'cells'}`;
}

/** Counts the outcomes of a run. */
class Tally {
  private documents = 0;
  private readonly outcomes = new Map<DocumentOutcome['outcome'], number>();
  private events = 0;
  private problems = 0;
  private repairs = 0;
  private readonly streams = new Set<string>();

  take({ outcome, events, problems, repairs }: DocumentOutcome, streams: readonly string[]): void {
    this.documents++;
    this.outcomes.set(outcome, this.count(outcome) + 1);
    this.events += events;
    if (outcome !== 'rejected') {
      this.problems += problems.length;
      this.repairs += repairs;
      for (const stream of streams) this.streams.add(stream);
    }
  }

  counts(): Omit<IngestReport, 'run' | 'interrupted' | 'position'> {
    return {
      documents: this.documents,
      filingsRecorded: this.count('recorded'),
      sourcesAdded: this.count('sourceAdded'),
      duplicates: this.count('duplicate'),
      headersRecorded: this.count('headerRecorded'),
      rejected: this.count('rejected'),
      eventsAppended: this.events,
      persons: this.streams.size,
      problems: this.problems,
      repairs: this.repairs,
    };
  }

  private count(outcome: DocumentOutcome['outcome']): number {
    return this.outcomes.get(outcome) ?? 0;
  }
}
