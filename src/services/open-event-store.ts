import type { EventStore } from '../event-store/event-store';
import { ReplaceableSqliteEventStore } from '../event-store/replaceable-sqlite-event-store';

/** Where the log is: a SQLite file, or the connection string of an EventStoreDB. Can be sent to another thread. */
export type EventStoreLocation =
  | { readonly sqlite: string }
  | { readonly eventStoreDb: string; readonly prefix: string };

/** Opens the log; whoever opened it closes it. Throws StorageFailure. */
export async function openEventStore(location: EventStoreLocation): Promise<EventStore> {
  if ('sqlite' in location) return ReplaceableSqliteEventStore.open(location.sqlite);
  // Loaded when it is called for: the client is large.
  const { EventStoreDbEventStore } =
    require('../event-store/eventstoredb-event-store') as typeof import('../event-store/eventstoredb-event-store');
  return EventStoreDbEventStore.open(location.eventStoreDb, { prefix: location.prefix });
}
