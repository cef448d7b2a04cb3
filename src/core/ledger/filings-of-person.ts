import { type FilingHeader, type Line, type Problem, type Repair, SOURCE_FORMATS } from '../filing/filing';
import { easternTime } from '../values/eastern-time';
import { compare } from '../values/text-order';
import { type CellCorrection, correctedLine } from './corrected-lines';
import { datingProblems } from './dating-problems';
import type { DecidedHoldings } from './decided-holdings';
import { type DecisionEvent, decisionsInForce, ofType } from './decisions-in-force';
import { eventId } from './event-id';
import type { FilingFacts, SourceReading, StoredEvent, StoredEventOf } from './events';
import { type GatheredDocument, gatherFilings } from './gathered-filing';
import { Identity } from './identity';
import { type JoinedFiling, joinFilings, linkedFingerprint } from './joined-filing';
import { isKnown, type Knowledge } from './knowledge';
import { latestSignature } from './latest-signature';
import { type AccessionBasis, type MatchedHeaders, matchHeaders } from './match-headers';
import { issuerIdOf, personIdOf, personOfStream, streamOf } from './parties';
import type { FilingSource, KnownBasis, Recording } from './person-ledger';

/** One filing of a person: the best document's reading, with the dates of all of them. */
export interface PersonFiling extends Recording {
  /** The accession number; where none is known, the fingerprint with the ids under which its parties are kept. */
  readonly filingKey: string;
  readonly accession: string | null;
  readonly accessionBasis: AccessionBasis | null;
  readonly facts: FilingFacts;
  /** As they are to be read: with the cells that decisions replace. */
  readonly lines: readonly Line[];
  /** By table and row, such as `II.3`: the cells that are not as filed. */
  readonly corrections: ReadonlyMap<string, readonly CellCorrection[]>;
  /** The id under which the issuer is kept. */
  readonly issuerId: string;
  /** Owners who filed jointly: persons, however many ids they have. */
  readonly owners: number;
  /** What persons have decided on titles and lines; undefined when nothing. */
  readonly decided?: DecidedHoldings;
  readonly sources: readonly FilingSource[];
  /** The document in which the places of `lines` count. */
  readonly placedIn: FilingSource;
  readonly signedOn: string | null;
  readonly filedOn: string | null;
  readonly acceptedAt: string | null;
  readonly knownOn: string;
  /** `knownOn`, or the US Eastern time on that day from which on the filing is known. */
  readonly knownFrom: string;
  readonly knownBasis: KnownBasis;
  /** Of the filing's own event. */
  readonly eventId: string;
  /**
   * Under which other ids of its parties it is recorded as well: its lines can be named by the event ids there, too.
   * Empty unless ids are linked.
   */
  readonly twins: readonly Recording[];
  /**
   * Streams of all owners by the ids under which they are kept; a joint filing is looked at once where its first
   * owner's stream is.
   */
  readonly streams: readonly string[];
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

/** What is decided, as far as is known. */
export interface Standing {
  readonly identity: Identity;
  /** In force. */
  readonly decisions: readonly DecisionEvent[];
}

/**
 * The filings that a person's events tell of, as far as is known, in the order in which they became known. What
 * is known is told document by document: the lines of one filing may have been filed again later.
 */
export function filingsOfPerson(
  events: readonly StoredEvent[],
  knowledge: Knowledge = {},
  { identity, decisions }: Standing = standingIn(events, knowledge),
): readonly PersonFiling[] {
  const gathered = gatherFilings(events);
  const filings = joinFilings(gathered.filings, identity);
  const accessions = matchHeaders(filings.map(identityOf), gathered.headers, identity);
  const corrections = correctionsByLine(ofType(decisions, 'LineCorrected'));
  return filings
    .map((filing) => knownPart(filing, accessions.get(recordingOf(filing).fingerprint), knowledge))
    .filter((part) => part !== undefined)
    .map((part) => personFiling(part, corrections, identity))
    .filter(({ knownFrom }) => isKnown(knownFrom, knowledge))
    .sort(byKnowledge);
}

function standingIn(events: readonly StoredEvent[], knowledge: Knowledge): Standing {
  return { identity: Identity.of(events, knowledge), decisions: decisionsInForce(events, knowledge) };
}

function identityOf({ recordings, documents }: JoinedFiling) {
  const [{ recorded }, ...others] = recordings;
  return {
    fingerprint: recorded.fingerprint,
    facts: others.length === 0 ? recorded : documents.toSorted(byPrecedence)[0]!.reading.facts,
    accessions: documents.map((document) => document.header?.accession).filter((key) => key !== undefined),
    sourceNames: documents.map((document) => document.source.name),
  };
}

function recordingOf({ recordings: [{ event, recorded }] }: JoinedFiling): Recording {
  return { stream: event.stream, fingerprint: recorded.fingerprint };
}

/** A correction, and its place among those in force: of two on one cell the later one holds. */
interface Correction {
  readonly event: StoredEventOf<'LineCorrected'>;
  readonly place: number;
}

/** By the id of the line that each names. */
type Corrections = ReadonlyMap<string, readonly Correction[]>;

function correctionsByLine(corrections: readonly StoredEventOf<'LineCorrected'>[]): Corrections {
  const byLine = new Map<string, Correction[]>();
  for (const [place, event] of corrections.entries()) {
    const { line } = event.data;
    byLine.set(line, [...(byLine.get(line) ?? []), { event, place }]);
  }
  return byLine;
}

/** What is known of a filing: documents and headers that were not filed later. */
interface KnownFiling {
  readonly joined: JoinedFiling;
  /** Best format first, never empty. */
  readonly documents: readonly GatheredDocument[];
  /** Empty when no header of the filing is recorded. */
  readonly headers: readonly FilingHeader[];
  /** How the headers were found; null when there are none. */
  readonly basis: AccessionBasis | null;
}

/** Undefined when all documents of the filing were filed later than is known. */
function knownPart(
  joined: JoinedFiling,
  matched: MatchedHeaders | undefined,
  knowledge: Knowledge,
): KnownFiling | undefined {
  const filedBy = (header: FilingHeader | undefined) =>
    header?.filedOn === undefined || isKnown(knownFromOf(header.filedOn, header.acceptedAt), knowledge);
  const carried = joined.documents.map(({ header }) => header).filter((each) => each !== undefined);
  const found = carried.length > 0 ? carried : (matched?.headers ?? []);
  const headers = found.filter(filedBy);
  // Filed later than is known, as its headers say: then its signature date does not make it known before.
  if (found.length > 0 && headers.length === 0) return undefined;
  const documents = joined.documents.filter(({ header }) => filedBy(header)).sort(byPrecedence);
  return { joined, documents, headers, basis: carried.length > 0 ? 'document' : (matched?.basis ?? null) };
}

function personFiling(
  { joined, documents, headers, basis }: KnownFiling,
  corrections: Corrections,
  identity: Identity,
): PersonFiling {
  const best = documents[0]!;
  const header = earliestHeader(headers);
  const { facts } = best.reading;
  const recordings = joined.recordings.map(
    ({ event, recorded: { fingerprint } }): Recording => ({ stream: event.stream, fingerprint }),
  );
  const [recording, ...twins] = recordings as [Recording, ...Recording[]];
  const corrected = best.reading.lines.map((line) =>
    correctedLine(line, correctionsOf(line, recordings, corrections)),
  );
  const lines = corrected.map(({ line }) => line);
  const signedOn = latestSignature(facts.signatures) ?? null;
  const filedOn = header?.filedOn ?? null;
  const acceptedAt = timeOf(header, headers) ?? null;
  const recordedAt = joined.recordings.map(({ event }) => event.metadata.recordedAt).sort()[0]!;
  const knowledge = knownSince(filedOn, acceptedAt, signedOn, recordedAt);
  return {
    ...recording,
    twins,
    filingKey: header?.accession ?? keyWithoutAccession(joined, best, identity),
    accession: header?.accession ?? null,
    accessionBasis: header ? basis : null,
    facts,
    lines,
    corrections: new Map(
      corrected
        .filter((each) => each.corrections.length > 0)
        .map((each) => [`${each.line.table}.${each.line.row}`, each.corrections]),
    ),
    issuerId: identity.issuerOf(issuerIdOf(facts.issuer)),
    owners: ownersOf(facts, identity),
    sources: documents.map((document) => document.source),
    placedIn: best.placedIn,
    signedOn,
    filedOn,
    acceptedAt,
    ...knowledge,
    eventId: joined.recordings[0].event.id,
    streams: streamsOf(joined, identity),
    problems: [
      ...best.problems,
      ...twoAccessions(headers),
      ...datingProblems({ facts, lines }, knowledge.knownOn),
    ],
    repairs: best.repairs,
  };
}

/** In the order in which they came into force, whichever of the line's ids they name. */
function correctionsOf(
  { table, row }: Line,
  recordings: readonly Recording[],
  corrections: Corrections,
): readonly StoredEventOf<'LineCorrected'>[] {
  if (corrections.size === 0) return [];
  return recordings
    .flatMap(
      ({ stream, fingerprint }) => corrections.get(eventId(stream, fingerprint, `${table}.${row}`)) ?? [],
    )
    .sort((left, right) => left.place - right.place)
    .map(({ event }) => event);
}

function keyWithoutAccession(
  { recordings }: JoinedFiling,
  best: GatheredDocument,
  identity: Identity,
): string {
  const [first] = recordings;
  const of = recordings.find(({ documents }) => documents.includes(best)) ?? first;
  return identity.none ? first.recorded.fingerprint : linkedFingerprint(of, best, identity);
}

function ownersOf({ owners }: FilingFacts, identity: Identity): number {
  if (identity.none) return owners.length;
  const ids = owners.map((owner) => personIdOf(owner));
  const kept = new Set(ids.filter((id) => id !== undefined).map((id) => identity.personOf(id)));
  return kept.size + ids.filter((id) => id === undefined).length;
}

/** Streams of all owners, in order. */
function streamsOf({ recordings }: JoinedFiling, identity: Identity): readonly string[] {
  const [{ recorded }] = recordings;
  if (identity.none) return recorded.streams;
  const ids = recordings.flatMap(({ recorded: { streams } }) =>
    streams.map((stream) => personOfStream(stream)!),
  );
  return [...new Set(ids.map((id) => streamOf(identity.personOf(id))))].sort();
}

/** From when on a filing is known, and what says so. */
function knownSince(
  filedOn: string | null,
  acceptedAt: string | null,
  signedOn: string | null,
  recordedAt: string,
): Pick<PersonFiling, 'knownOn' | 'knownFrom' | 'knownBasis'> {
  if (filedOn !== null) {
    const knownFrom = knownFromOf(filedOn, acceptedAt ?? undefined);
    return { knownOn: filedOn, knownFrom, knownBasis: 'filingDate' };
  }
  if (signedOn !== null) return { knownOn: signedOn, knownFrom: signedOn, knownBasis: 'signatureDate' };
  const knownFrom = easternTime(recordedAt) ?? recordedAt.slice(0, 10);
  return { knownOn: knownFrom.slice(0, 10), knownFrom, knownBasis: 'recordingTime' };
}

/**
 * The time of acceptance on the filing date, otherwise the filing date. EDGAR takes Forms 3, 4 and 5 until 10 p.m.
 * and files them on that day (Regulation S-T Rule 13(a)(4)); what comes later is filed, and shown, the next
 * business day. So a time on another day than the filing date says nothing about when the form was to be seen.
 */
export function knownFromOf(filedOn: string, acceptedAt: string | undefined): string {
  return acceptedAt?.startsWith(filedOn) ? acceptedAt : filedOn;
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
  const said = [latestSignature(signatures) ?? null, signatures, owners, issuer, footnotes, remarks];
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

/** The time of acceptance, from whichever copy of the header shows it. */
function timeOf(header: FilingHeader | undefined, headers: readonly FilingHeader[]): string | undefined {
  return headers.find((copy) => copy.accession === header?.accession && copy.acceptedAt)?.acceptedAt;
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

function byKnowledge(left: PersonFiling, right: PersonFiling): number {
  return (
    compare(left.knownOn, right.knownOn) ||
    compare(left.facts.periodOfReport?.value ?? '', right.facts.periodOfReport?.value ?? '') ||
    compare(left.filingKey, right.filingKey)
  );
}
