import { eventId } from './event-id';
import type { LineReported, NewEvent, StoredEvent } from './events';
import { streamsOfHeader } from './record-filing';
import type { StreamIndex } from './stream-index';

/** What several owners' streams have in common: a filing with its lines, another document of it, or a header. */
export type SharedFact =
  | { readonly kind: 'filing'; readonly fingerprint: string; readonly accession?: string | undefined }
  | { readonly kind: 'source'; readonly fingerprint: string; readonly sha256: string }
  | { readonly kind: 'header'; readonly accession: string };

/** The fact that an event states first in each owner's stream; undefined for any other event. */
export function sharedFactOf(event: StoredEvent): SharedFact | undefined {
  switch (event.type) {
    case 'FilingRecorded':
      return {
        kind: 'filing',
        fingerprint: event.data.fingerprint,
        accession: event.data.header?.accession,
      };
    case 'FilingSourceAdded':
      return {
        kind: 'source',
        fingerprint: event.data.fingerprint,
        sha256: event.metadata.source.sha256,
      };
    case 'HeaderRecorded':
      return { kind: 'header', accession: event.data.header.accession };
    default:
      return undefined;
  }
}

/** Streams of all owners that the event itself names; none for a document added to a filing. */
export function streamsNamedBy(event: StoredEvent): readonly string[] {
  if (event.type === 'FilingRecorded') return event.data.streams;
  return event.type === 'HeaderRecorded' ? streamsOfHeader(event.data.header) : [];
}

/** True when the stream lacks the fact, by the rules that recording decides by. */
export function isLackedBy(index: StreamIndex, fact: SharedFact): boolean {
  switch (fact.kind) {
    case 'filing':
      return !index.filing(fact.fingerprint) && !index.filingByAccession(fact.accession);
    case 'source':
      return index.filing(fact.fingerprint)?.sources.has(fact.sha256) === false;
    case 'header':
      return !index.hasHeader(fact.accession);
  }
}

/**
 * The fact's events for another owner's stream, made from those in the stream `from`: what recording would have
 * appended there in the same run. Ids and causation differ, nothing else.
 */
export function eventsForOwner(
  fact: SharedFact,
  from: readonly StoredEvent[],
  stream: string,
): readonly NewEvent[] {
  const key = fact.kind === 'header' ? fact.accession : fact.fingerprint;
  const cause = eventId(stream, key, fact.kind === 'header' ? 'header' : 'filing');
  return from.flatMap((event): NewEvent[] => {
    const part = partOf(event, fact);
    if (part === undefined || event.id !== eventId(event.stream, key, part)) return [];
    const { previousHash: _previous, hash: _hash, ...metadata } = event.metadata;
    const copied = { id: eventId(stream, key, part), metadata: { ...metadata, $causationId: cause } };
    const { type, data } = event;
    return [{ type, data, ...copied } as NewEvent];
  });
}

/** What names the event within its fact (see eventId); undefined when it may not belong to it. */
function partOf(event: StoredEvent, fact: SharedFact): string | undefined {
  if (fact.kind === 'source') return `source.${fact.sha256}`;
  if (fact.kind === 'header') return 'header';
  if (event.type === 'FilingRecorded') return 'filing';
  const { fingerprint, table, row } = event.data as Partial<LineReported>;
  return fingerprint === fact.fingerprint && table !== undefined ? `${table}.${row}` : undefined;
}
