import type { NewEvent, StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { EventStore } from '../../src/event-store/event-store';
import { SqliteEventStore } from '../../src/event-store/sqlite-event-store';
import { document, filing, type GivenFiling } from '../support/given-filing';
import { recordedEvents } from '../support/recorded-events';
import type { Places } from './databases';
import { at } from './ledgers';

/** The events that recording these filings one after the other comes to, in the order of the log. */
export function eventsOf(filings: readonly GivenFiling[]): StoredEvent[] {
  const documents = filings.map((each, place) => document(filing(each), `document ${place}`));
  return [...recordedEvents(documents).values()]
    .flat()
    .sort((left, right) => (left.position < right.position ? -1 : 1));
}

/** Appends events as they stand: what follows one another in one stream goes in together. */
export async function append(store: EventStore, events: readonly StoredEvent[]): Promise<void> {
  for (let from = 0; from < events.length; ) {
    const { stream, revision } = events[from]!;
    let to = from + 1;
    while (events[to]?.stream === stream) to++;
    await store.append([
      { stream, expectedRevision: revision - 1, events: events.slice(from, to).map(unsealed) },
    ]);
    from = to;
  }
}

/** The event as it was before a store sealed it into its stream's hash chain. */
function unsealed({ id, type, data, metadata }: StoredEvent): NewEvent {
  const { previousHash: _, hash: __, ...open } = metadata;
  return { id, type, data, metadata: open } as NewEvent;
}

/** A log in memory that holds these events. */
export async function logOf(events: readonly StoredEvent[]): Promise<SqliteEventStore> {
  const store = SqliteEventStore.open(':memory:');
  await append(store, events);
  return store;
}

/** A filing by one of many people: person and day decide everything about it. */
export function purchase(person: number, day: number, shares: string): GivenFiling {
  const on = `2020-01-${String(day).padStart(2, '0')}`;
  return {
    owners: [owner(person)],
    signed: on,
    accession: `0000000042-20-${String(person * 100 + day).padStart(6, '0')}`,
    lines: [{ on, code: 'P', shares, way: 'A', following: '999999999999.9999' }],
  };
}

export function owner(person: number) {
  return { cik: String(person).padStart(10, '0'), name: `PERSON ${person}` };
}

/** Twelve people, three filings of each, in turn; and one filing that four of them made jointly. */
export const EVENTS = eventsOf([
  ...[1, 2, 3].flatMap((day) =>
    Array.from({ length: 12 }, (_, place) => purchase(place + 1, day, `${day}000.5295`)),
  ),
  { ...purchase(1, 9, '7'), owners: [1, 2, 3, 4].map(owner) },
]);
export const PEOPLE = new Set(EVENTS.map(({ stream }) => stream.slice('reportingPerson-'.length)));
/** Position of the last of so many events. */
export const headOf = (events: readonly StoredEvent[]) => String(events.length).padStart(16, '0');

/** The hash of all rows as the fold alone makes them. */
export async function hashOf(
  places: Places,
  database: 'SQLite' | 'PostgreSQL',
  events: readonly StoredEvent[],
): Promise<string> {
  const { readModel } = await places.open(places.unused(database));
  const ledgers = [...new Set(events.map(({ stream }) => stream))].map(
    (stream) => projectPerson(events.filter((event) => event.stream === stream))!,
  );
  await readModel.replacePersons(ledgers, { from: null, to: at('1') });
  return readModel.readModelHash();
}
