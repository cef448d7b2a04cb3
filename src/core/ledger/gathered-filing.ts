import type { FilingHeader, Problem, Repair } from '../filing/filing';
import {
  type FiledEvent,
  type FilingRecorded,
  HOLDING_EVENT,
  isDecision,
  type SourceReading,
  type StoredEvent,
} from './events';
import type { FilingSource } from './person-ledger';

/** One document of a filing and what it says. */
export interface GatheredDocument {
  readonly source: FilingSource;
  readonly header: FilingHeader | undefined;
  /** What the document says; the first document's reading when it says the same. */
  readonly reading: SourceReading;
  /** The document that `reading` was made from, so that its places count there. */
  readonly placedIn: FilingSource;
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

/** A filing with all its documents, as one stream has it. */
export interface GatheredFiling {
  readonly recorded: FilingRecorded;
  readonly event: FiledEvent;
  /** Rows of the first document, gathered as their events come. */
  readonly lines: SourceReading['lines'][number][];
  readonly documents: GatheredDocument[];
}

/** What a stream's events have told of filings so far, by fingerprint. */
type FilingsOfStream = Map<string, GatheredFiling>;

/**
 * What events tell of filings, stream by stream, and of headers that came on their own; decisions are left out.
 * `events` are those of one or several streams, each in its order.
 */
export function gatherFilings(events: Iterable<StoredEvent>): {
  readonly filings: readonly GatheredFiling[];
  readonly headers: readonly FilingHeader[];
} {
  const streams = new Map<string, FilingsOfStream>();
  const headers = new Map<string, FilingHeader>();
  for (const event of events) {
    if (isDecision(event)) continue;
    const filings: FilingsOfStream = streams.get(event.stream) ?? new Map();
    streams.set(event.stream, filings);
    gather(event, filings, headers);
  }
  const filings = [...streams.values()].flatMap((each) => [...each.values()]);
  return { filings, headers: [...headers.values()] };
}

function gather(event: FiledEvent, filings: FilingsOfStream, headers: Map<string, FilingHeader>): void {
  if (event.type === 'FilingRecorded') {
    filings.set(event.data.fingerprint, startFiling(event.data, event));
  } else if (event.type === 'FilingSourceAdded') {
    const added = event.data;
    const filing = filings.get(added.fingerprint);
    const source = sourceOf(event);
    filing?.documents.push({
      source,
      header: added.header,
      reading: added.reading ?? filing.documents[0]!.reading,
      placedIn: added.reading ? source : filing.documents[0]!.placedIn,
      problems: added.problems,
      repairs: added.repairs,
    });
  } else if (event.type === 'HeaderRecorded') {
    const { header } = event.data;
    headers.set(header.accession, header);
  } else {
    const line = event.data;
    const kind = event.type === HOLDING_EVENT ? 'holding' : 'transaction';
    filings.get(line.fingerprint)?.lines.push({ ...line, kind });
  }
}

function startFiling(recorded: FilingRecorded, event: FiledEvent): GatheredFiling {
  const lines: SourceReading['lines'][number][] = [];
  const source = sourceOf(event);
  const document: GatheredDocument = {
    source,
    placedIn: source,
    header: recorded.header,
    reading: { facts: recorded, lines },
    problems: recorded.problems,
    repairs: recorded.repairs,
  };
  return { recorded, event, lines, documents: [document] };
}

function sourceOf(event: FiledEvent): FilingSource {
  const { format, sha256, name } = event.metadata.source;
  return { format, sha256, name };
}
