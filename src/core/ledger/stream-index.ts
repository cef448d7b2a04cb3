import { isDecisionType } from './decision-events';
import type {
  EventType,
  FilingRecorded,
  FilingSourceAdded,
  LineReported,
  NewEvent,
  SourceReading,
} from './events';
import { HOLDING_EVENT } from './events';

/** A filing as one stream has it. */
export interface RecordedFiling {
  readonly fingerprint: string;
  /** SHA-256 of every document of it that is recorded. */
  readonly sources: ReadonlySet<string>;
  /** What the first recorded document says. */
  reading(): SourceReading;
}

/**
 * What a stream holds, as far as recording needs to know: its revision, its filings by fingerprint and
 * accession, its headers. Fed with the stream's events in order, and with new ones as they are appended.
 */
export class StreamIndex {
  /** Of the newest event that was taken in; -1 for an empty stream. */
  revision = -1;
  private readonly filings = new Map<string, IndexedFiling>();
  private readonly byAccession = new Map<string, IndexedFiling>();
  private readonly headers = new Set<string>();

  filing(fingerprint: string): RecordedFiling | undefined {
    return this.filings.get(fingerprint);
  }

  filingByAccession(accession: string | undefined): RecordedFiling | undefined {
    return accession === undefined ? undefined : this.byAccession.get(accession);
  }

  hasHeader(accession: string): boolean {
    return this.headers.has(accession);
  }

  /** Takes in the stream's next event. */
  take(event: NewEvent & { readonly revision: number }): void {
    this.revision = event.revision;
    if (isDecisionType(event.type)) return;
    if (event.type === 'FilingRecorded') this.takeFiling(event.data, event.metadata.source.sha256);
    else if (event.type === 'FilingSourceAdded') this.takeSource(event.data, event.metadata.source.sha256);
    else if (event.type === 'HeaderRecorded') this.headers.add(event.data.header.accession);
    else this.takeLine(event.type, event.data as LineReported);
  }

  private takeFiling(data: FilingRecorded, sha256: string): void {
    const filing = new IndexedFiling(data);
    filing.sources.add(sha256);
    this.filings.set(data.fingerprint, filing);
    if (data.header) this.byAccession.set(data.header.accession, filing);
  }

  private takeSource(data: FilingSourceAdded, sha256: string): void {
    const filing = this.filings.get(data.fingerprint);
    if (!filing) return;
    filing.sources.add(sha256);
    if (data.header) this.byAccession.set(data.header.accession, filing);
  }

  private takeLine(type: EventType, data: LineReported): void {
    this.filings
      .get(data.fingerprint)
      ?.lines.push({ ...data, kind: type === HOLDING_EVENT ? 'holding' : 'transaction' });
  }
}

class IndexedFiling implements RecordedFiling {
  readonly sources = new Set<string>();
  readonly lines: SourceReading['lines'][number][] = [];

  constructor(private readonly recorded: FilingRecorded) {}

  get fingerprint(): string {
    return this.recorded.fingerprint;
  }

  reading(): SourceReading {
    return { facts: this.recorded, lines: this.lines };
  }
}
