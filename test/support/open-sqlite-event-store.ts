import { SqliteEventStore } from '../../src/event-store/sqlite-event-store';

/** For processes that open an event store by the name of a module; the location is the path of the file. */
export async function open(location: string): Promise<SqliteEventStore> {
  return SqliteEventStore.open(location);
}
