import type { Filing, FilingHeader } from '../filing/filing';
import { eventId } from './event-id';
import {
  EVENT_VERSION,
  type EventDates,
  type EventMetadata,
  type EventSource,
  type FilingFacts,
  type FilingRecorded,
  HOLDING_EVENT,
  LINE_EVENT_BY_CODE,
  type LineEventType,
  type LineReported,
  type NewEvent,
  type SourceReading,
  UNKNOWN_CODE_EVENT,
} from './events';
import { fingerprintOf, linesInOrder } from './fingerprint';
import { latestSignature } from './latest-signature';
import { personIdOf, streamOf } from './parties';
import { readingDifferences } from './source-differences';
import type { RecordedFiling, StreamIndex } from './stream-index';

/** The document a filing was read from and the ingest run it belongs to. */
export interface RecordingContext {
  readonly sha256: string;
  /** Name of the document as given. */
  readonly name: string;
  /** Id of the ingest run. */
  readonly correlationId: string;
  /** Instant of recording (ISO with Z), read at the edge. */
  readonly recordedAt: string;
}

/** What recording a document in one stream comes to. An empty `events` means that nothing is new. */
export interface StreamRecording {
  readonly outcome: RecordingOutcome;
  readonly events: readonly NewEvent[];
}

/**
 * `recorded`: a new filing; `sourceAdded`: another document of a filing that is there; `headerRecorded`;
 * `duplicate`: this very document is known already.
 */
export type RecordingOutcome = 'recorded' | 'sourceAdded' | 'headerRecorded' | 'duplicate';

/** Streams of all owners of a filing, sorted; owners without a readable name or CIK have none. */
export function streamsOf(filing: Filing): readonly string[] {
  const ids = filing.owners.map(personIdOf).filter((id) => id !== undefined);
  return [...new Set(ids)].sort().map(streamOf);
}

/** Streams of all owners that an EDGAR header names, sorted. */
export function streamsOfHeader(header: FilingHeader): readonly string[] {
  const ciks = header.owners.map((owner) => owner.cik).filter((cik) => cik !== undefined);
  return [...new Set(ciks)].sort().map(streamOf);
}

/**
 * The events that record a filing in one owner's stream, given what the stream holds. A filing that is there
 * under the same accession number or fingerprint gets its source added, never its lines again.
 */
export function recordFiling(
  filing: Filing,
  stream: string,
  index: StreamIndex,
  context: RecordingContext,
): StreamRecording {
  const fingerprint = fingerprintOf(filing);
  const source: EventSource = { ...documentOf(context), format: filing.format, parser: filing.parser };
  const known = index.filing(fingerprint) ?? index.filingByAccession(filing.header?.accession);
  if (known?.sources.has(context.sha256)) return { outcome: 'duplicate', events: [] };
  if (known) return { outcome: 'sourceAdded', events: [sourceAdded(filing, stream, known, source, context)] };
  return { outcome: 'recorded', events: filingEvents(filing, fingerprint, stream, source, context) };
}

/** The event that records an EDGAR header which came without its filing; known headers give nothing. */
export function recordHeader(
  header: FilingHeader,
  stream: string,
  index: StreamIndex,
  context: RecordingContext,
): StreamRecording {
  if (index.hasHeader(header.accession)) return { outcome: 'duplicate', events: [] };
  const id = eventId(stream, header.accession, 'header');
  const source: EventSource = { ...documentOf(context), format: 'header', parser: 'edgar-header-json/1' };
  const metadata = metadataOf(source, headerDates(header), id, context);
  return { outcome: 'headerRecorded', events: [{ id, type: 'HeaderRecorded', data: { header }, metadata }] };
}

/** The event type of a line: what happened, by its transaction code. */
export function lineEventType(kind: 'transaction' | 'holding', code: string | undefined): LineEventType {
  if (kind === 'holding') return HOLDING_EVENT;
  const types: Readonly<Record<string, LineEventType>> = LINE_EVENT_BY_CODE;
  return types[code ?? ''] ?? UNKNOWN_CODE_EVENT;
}

function filingEvents(
  filing: Filing,
  fingerprint: string,
  stream: string,
  source: EventSource,
  context: RecordingContext,
): readonly NewEvent[] {
  const filingId = eventId(stream, fingerprint, 'filing');
  const dates = filingDates(filing);
  const lines = linesInOrder(filing.lines);
  const recorded: FilingRecorded = {
    fingerprint,
    ...(filing.header && { header: filing.header }),
    streams: streamsOf(filing),
    lineCount: {
      I: lines.filter((line) => line.table === 'I').length,
      II: lines.filter((line) => line.table === 'II').length,
    },
    ...factsOf(filing),
  };
  const events: NewEvent[] = [
    {
      id: filingId,
      type: 'FilingRecorded',
      data: recorded,
      metadata: metadataOf(source, dates, filingId, context),
    },
  ];
  const jointly = filing.owners.length > 1;
  for (const line of lines) {
    const transaction = line.cells.transactionDate?.value;
    const data: LineReported = {
      fingerprint,
      table: line.table,
      row: line.row,
      ...(line.at && { at: line.at }),
      ...(jointly && { jointly }),
      cells: line.cells,
    };
    events.push({
      id: eventId(stream, fingerprint, `${line.table}.${line.row}`),
      type: lineEventType(line.kind, line.cells.transactionCode?.value),
      data,
      metadata: metadataOf(source, transaction ? { transaction, ...dates } : dates, filingId, context),
    });
  }
  return events;
}

function sourceAdded(
  filing: Filing,
  stream: string,
  known: RecordedFiling,
  source: EventSource,
  context: RecordingContext,
): NewEvent {
  const found: SourceReading = { facts: factsOf(filing), lines: linesInOrder(filing.lines) };
  const differences = readingDifferences(known.reading(), found);
  return {
    id: eventId(stream, known.fingerprint, `source.${context.sha256}`),
    type: 'FilingSourceAdded',
    data: {
      fingerprint: known.fingerprint,
      format: filing.format,
      ...(filing.header && { header: filing.header }),
      problems: filing.problems,
      repairs: filing.repairs,
      differences,
      ...(differences.length > 0 && { reading: found }),
    },
    metadata: metadataOf(source, filingDates(filing), eventId(stream, known.fingerprint, 'filing'), context),
  };
}

function factsOf(filing: Filing): FilingFacts {
  const {
    format: _format,
    parser: _parser,
    header: _header,
    documentType: _type,
    lines: _lines,
    ...facts
  } = filing;
  return facts;
}

function documentOf(context: RecordingContext): { sha256: string; name: string } {
  return { sha256: context.sha256, name: context.name };
}

function filingDates(filing: Filing): EventDates {
  const signature = latestSignature(filing.signatures);
  return { ...(signature && { signature }), ...(filing.header && headerDates(filing.header)) };
}

function headerDates(header: FilingHeader): EventDates {
  return {
    ...(header.filedOn && { filing: header.filedOn }),
    ...(header.acceptedAt && { acceptance: header.acceptedAt }),
  };
}

function metadataOf(
  source: EventSource,
  dates: EventDates,
  filingId: string,
  context: RecordingContext,
): EventMetadata {
  return {
    $correlationId: context.correlationId,
    $causationId: filingId,
    version: EVENT_VERSION,
    source,
    dates,
    recordedAt: context.recordedAt,
  };
}
