import { type FilingHeader, type Problem, type Repair, SOURCE_FORMATS } from '../filing/filing';
import { datingProblems } from './dating-problems';
import {
  type FiledEvent,
  type FilingFacts,
  type FilingRecorded,
  HOLDING_EVENT,
  isDecision,
  type SourceReading,
  type StoredEvent,
} from './events';
import { type AccessionBasis, type MatchedHeaders, matchHeaders } from './match-headers';
import { issuerIdOf } from './parties';
import type { FilingSource, KnownBasis } from './person-ledger';

/** One filing as a person's stream has it: the best document's reading, with the dates of all of them. */
export interface PersonFiling {
  readonly filingKey: string;
  readonly fingerprint: string;
  readonly accession: string | null;
  readonly accessionBasis: AccessionBasis | null;
  readonly facts: FilingFacts;
  readonly lines: SourceReading['lines'];
  readonly issuerId: string;
  readonly sources: readonly FilingSource[];
  /** The document in which the places of `lines` count. */
  readonly placedIn: FilingSource;
  readonly signedOn: string | null;
  readonly filedOn: string | null;
  readonly acceptedAt: string | null;
  readonly knownOn: string;
  readonly knownBasis: KnownBasis;
  /** Of the filing's own event. */
  readonly eventId: string;
  readonly stream: string;
  /** Streams of all owners; a joint filing is looked at once where its first owner's stream is. */
  readonly streams: readonly string[];
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

/** The filings that a person's events tell of, in the order in which they became known. */
export function filingsOfPerson(events: Iterable<StoredEvent>): readonly PersonFiling[] {
  const gathered = new Map<string, GatheredFiling>();
  const headers = new Map<string, FilingHeader>();
  for (const event of events) gather(event, gathered, headers);
  const accessions = matchHeaders([...gathered.values()].map(identityOf), [...headers.values()]);
  return [...gathered.values()]
    .map((filing) => personFiling(filing, accessions.get(filing.recorded.fingerprint)))
    .sort(byKnowledge);
}

/** One document of a filing and what it says. */
interface GatheredDocument {
  readonly source: FilingSource;
  readonly header: FilingHeader | undefined;
  /** What the document says; the first document's reading when it says the same. */
  readonly reading: SourceReading;
  /** The document that `reading` was made from, so that its places count there. */
  readonly placedIn: FilingSource;
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

interface GatheredFiling {
  readonly recorded: FilingRecorded;
  readonly event: StoredEvent;
  /** Rows of the first document, gathered as their events come. */
  readonly lines: SourceReading['lines'][number][];
  readonly documents: GatheredDocument[];
}

function gather(
  event: StoredEvent,
  filings: Map<string, GatheredFiling>,
  headers: Map<string, FilingHeader>,
): void {
  if (isDecision(event)) return;
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

function identityOf(filing: GatheredFiling) {
  return {
    fingerprint: filing.recorded.fingerprint,
    facts: filing.recorded,
    accessions: filing.documents
      .map((document) => document.header?.accession)
      .filter((key) => key !== undefined),
    sourceNames: filing.documents.map((document) => document.source.name),
  };
}

function personFiling(gathered: GatheredFiling, matched: MatchedHeaders | undefined): PersonFiling {
  const documents = [...gathered.documents].sort(byPrecedence);
  const best = documents[0]!;
  const own = documents.map((document) => document.header).filter((each) => each !== undefined);
  const headers = own.length > 0 ? own : (matched?.headers ?? []);
  const header = earliestHeader(headers);
  const acceptedAt = documents
    .map((document) => document.header?.acceptedAt)
    .find((time) => time !== undefined);
  const { facts, lines } = best.reading;
  const signedOn = latest(facts.signatures.map((signature) => signature.signatureDate?.value));
  const recordedOn = gathered.event.metadata.recordedAt.slice(0, 10);
  const filedOn = header?.filedOn ?? null;
  const knownOn = filedOn ?? signedOn ?? recordedOn;
  return {
    filingKey: header?.accession ?? gathered.recorded.fingerprint,
    fingerprint: gathered.recorded.fingerprint,
    accession: header?.accession ?? null,
    accessionBasis: header ? (matched?.basis ?? 'document') : null,
    facts,
    lines,
    issuerId: issuerIdOf(facts.issuer),
    sources: documents.map((document) => document.source),
    placedIn: best.placedIn,
    signedOn,
    filedOn,
    acceptedAt: acceptedAt ?? null,
    knownOn,
    knownBasis: filedOn ? 'filingDate' : signedOn ? 'signatureDate' : 'recordingTime',
    eventId: gathered.event.id,
    stream: gathered.event.stream,
    streams: gathered.recorded.streams,
    problems: [...best.problems, ...twoAccessions(headers), ...datingProblems(best.reading, knownOn)],
    repairs: best.repairs,
  };
}

/** Fixed precedence of formats; between two documents of one format what they say decides, so that order cannot. */
function byPrecedence(left: GatheredDocument, right: GatheredDocument): number {
  return (
    precedenceOf(left.source.format) - precedenceOf(right.source.format) ||
    compare(wordingOf(left.reading), wordingOf(right.reading)) ||
    compare(left.source.sha256, right.source.sha256)
  );
}

/** What a document says beside its lines, without places: the earlier signed comes first. */
function wordingOf({ facts }: SourceReading): string {
  const { signatures, owners, issuer, footnotes, remarks } = facts;
  const signed = latest(signatures.map((signature) => signature.signatureDate?.value));
  const said = [signed, signatures, owners, issuer, footnotes, remarks];
  return JSON.stringify(said, (key, value) => (key === 'at' ? undefined : value));
}

function precedenceOf(format: string): number {
  const place = (SOURCE_FORMATS as readonly string[]).indexOf(format);
  return place < 0 ? SOURCE_FORMATS.length : place;
}

/** The header filed first; the lower accession number where two were filed on one day. */
function earliestHeader(headers: readonly FilingHeader[]): FilingHeader | undefined {
  return [...headers].sort((left, right) => compare(headerOrder(left), headerOrder(right)))[0];
}

function headerOrder(header: FilingHeader): string {
  return `${header.filedOn ?? '9999-12-31'} ${header.accession}`;
}

function twoAccessions(headers: readonly FilingHeader[]): readonly Problem[] {
  const accessions = new Set(headers.map(({ accession }) => accession));
  if (accessions.size < 2) return [];
  return [
    {
      code: 'sameLinesUnderTwoAccessions',
      message: `the same lines were filed under ${[...accessions].sort().join(' and ')}; they count once`,
    },
  ];
}

function latest(dates: readonly (string | undefined)[]): string | null {
  return (
    dates
      .filter((date) => date !== undefined)
      .sort()
      .at(-1) ?? null
  );
}

function byKnowledge(left: PersonFiling, right: PersonFiling): number {
  return (
    compare(left.knownOn, right.knownOn) ||
    compare(left.facts.periodOfReport?.value ?? '', right.facts.periodOfReport?.value ?? '') ||
    compare(left.filingKey, right.filingKey)
  );
}

/** Order of two texts by code units, the same on every machine and in every locale. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
