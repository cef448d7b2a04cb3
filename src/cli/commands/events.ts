import { basename } from 'node:path';
import { type EventData, isDecision, type StoredEvent } from '../../core/ledger/events';
import type { Clocks } from '../../services/clocks';
import { EventsService } from '../../services/events.service';
import { PeopleService } from '../../services/people.service';
import { basisText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import type { Output } from '../output';
import { textTable } from '../text-table';

const COLUMNS: CsvColumns<StoredEvent> = [
  ['position', ({ position }) => position],
  ['stream', ({ stream }) => stream],
  ['revision', ({ revision }) => revision],
  ['id', ({ id }) => id],
  ['type', ({ type }) => type],
  ['line', (event) => lineOf(event)],
  ['transaction', ({ metadata }) => metadata.dates?.transaction ?? null],
  ['signature', ({ metadata }) => metadata.dates?.signature ?? null],
  ['filing', ({ metadata }) => metadata.dates?.filing ?? null],
  ['recordedAt', ({ metadata }) => metadata.recordedAt],
  ['parser', ({ metadata }) => metadata.source?.parser ?? null],
  ['sourceName', ({ metadata }) => metadata.source?.name ?? null],
  ['sourceLine', (event) => sourceLineOf(event)],
  ['sourceSha256', ({ metadata }) => metadata.source?.sha256 ?? null],
  ['previousHash', ({ metadata }) => metadata.previousHash],
  ['hash', ({ metadata }) => metadata.hash],
  ['data', ({ data }) => JSON.stringify(data)],
];

/** Events of one page of the text table, whose columns are as wide as the page needs. */
const TEXT_PAGE = 1000;

/** `holdings events PERSON`: the events that all on a person rests on, as they are stored, however many. */
export function events(person: string, clocks: Clocks, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const { events: stored, ...head } = await ledger.get(EventsService).events(personId, clocks);
    if (format === 'csv') return writeCsv(COLUMNS, stored, output);
    if (format === 'json') return writeJson(head, stored, output);
    for (let from = 0; from < stored.length && !output.closed; from += TEXT_PAGE) {
      await output.lines(eventsText(stored.slice(from, from + TEXT_PAGE), head.streams.length > 1));
    }
    await output.lines(['', basisText(head.basis)]);
  });
}

/** One JSON document, written as its events are read. */
async function writeJson(head: object, stored: readonly StoredEvent[], output: Output): Promise<void> {
  await output.write(`${JSON.stringify(head).slice(0, -1)},"events":[`);
  let separator = '\n';
  for (const event of stored) {
    if (output.closed) return;
    await output.write(`${separator}${JSON.stringify(event)}`);
    separator = ',\n';
  }
  await output.write('\n]}\n');
}

function eventsText(page: readonly StoredEvent[], inSeveralStreams: boolean): string[] {
  const columns = [
    ...(inSeveralStreams ? [{ title: 'Stream', width: 40 }] : []),
    { title: 'Revision', align: 'right' as const },
    { title: 'Event', width: 30 },
    { title: 'Line' },
    { title: 'Transaction' },
    { title: 'Signed' },
    { title: 'Filed' },
    { title: 'Source', width: 50 },
  ];
  const rows = page.map((event) => {
    const { dates, source } = event.metadata;
    const line = sourceLineOf(event);
    return {
      cells: [
        ...(inSeveralStreams ? [event.stream] : []),
        String(event.revision),
        event.type,
        lineOf(event) ?? '',
        dates?.transaction ?? '',
        dates?.signature ?? '',
        dates?.filing ?? '',
        source
          ? `${basename(source.name)}${line === null ? '' : ` line ${line}`}`
          : `decided by ${authorOf(event)}`,
      ],
    };
  });
  return textTable(columns, rows);
}

function authorOf(event: StoredEvent): string {
  return isDecision(event) ? event.data.author : '';
}

function lineOf({ data }: StoredEvent): string | null {
  const { table, row } = data as Partial<EventData['GrantReported']>;
  return table === undefined ? null : `${table}.${row}`;
}

function sourceLineOf({ data }: StoredEvent): number | null {
  return (data as Partial<EventData['GrantReported']>).at?.[0] ?? null;
}
