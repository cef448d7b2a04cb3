import type { ParsedDocument } from '../filing/filing';
import type { EventData, FiledEvent, FilingRecorded, LineReported, NewEvent } from './events';
import { type RecordingContext, recordFiling, recordHeader } from './record-filing';
import { readingDifferences } from './source-differences';
import type { StreamIndex } from './stream-index';

/** A document's events as they stand in a stream: all that one recording of it appended. */
export type RecordedGroup = readonly [FiledEvent, ...FiledEvent[]];

/** How reading a kept document again differs from what was recorded of it. */
export interface OtherReading {
  readonly recordedBy: string;
  /** The parser of today; null when it does not read the document at all. */
  readonly readBy: string | null;
  /** In words: which cells, or what else. */
  readonly what: string;
}

/** Most cells that are named; a document that reads wholly otherwise has hundreds. */
const CELLS_NAMED = 10;

/**
 * Records a kept document again, as it was recorded then: with the stream as it stood before it. Undefined when
 * the events come out the same.
 */
export function recordAgain(
  parsed: ParsedDocument,
  group: RecordedGroup,
  index: StreamIndex,
): OtherReading | undefined {
  const [first] = group;
  const { source, $correlationId: correlationId, recordedAt } = first.metadata;
  const context: RecordingContext = { sha256: source.sha256, name: source.name, correlationId, recordedAt };
  const recordedBy = source.parser;
  if (parsed.kind === 'rejected') {
    return { recordedBy, readBy: null, what: `it is not read any more: ${parsed.problems[0]!.message}` };
  }
  const { events } =
    parsed.kind === 'filing'
      ? recordFiling(parsed.filing, first.stream, index, context)
      : recordHeader(parsed.header, first.stream, index, context);
  const readBy =
    events[0]?.metadata.source?.parser ?? (parsed.kind === 'filing' ? parsed.filing.parser : null);
  if (sameEvents(events, group)) return undefined;
  return { recordedBy, readBy, what: difference(events, group) };
}

function sameEvents(now: readonly NewEvent[], then: RecordedGroup): boolean {
  return (
    now.length === then.length &&
    now.every((event, place) => {
      const { id, type, data } = then[place]!;
      return event.id === id && event.type === type && canonical(event.data) === canonical(data);
    })
  );
}

/** JSON with its keys in alphabetical order: that order says nothing. */
function canonical(data: EventData[keyof EventData]): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}

function difference(now: readonly NewEvent[], then: RecordedGroup): string {
  const [before, after] = [readingOf(then), readingOf(now)];
  if (!before || !after) return 'it is now recorded as another kind of event';
  const differences = readingDifferences(before, after);
  if (differences.length === 0)
    return 'places, problems or repairs are told otherwise, the values are the same';
  const named = differences
    .slice(0, CELLS_NAMED)
    .map(({ cell, recorded, found }) => `${cell} was ${recorded ?? 'absent'}, is ${found ?? 'absent'}`);
  const more = differences.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function readingOf(events: readonly NewEvent[]) {
  const [first, ...rest] = events;
  if (first?.type === 'FilingSourceAdded') return first.data.reading;
  if (first?.type !== 'FilingRecorded') return undefined;
  const lines = rest.map((event) => {
    const kind = event.type === 'HoldingReported' ? ('holding' as const) : ('transaction' as const);
    return { ...(event.data as LineReported), kind };
  });
  return { facts: first.data as FilingRecorded, lines };
}
