import type { EventStore } from '../event-store/event-store';
import { SqliteEventStore } from '../event-store/sqlite-event-store';

/** Where the log is: a SQLite file. Can be sent to another thread. */
export interface EventStoreLocation {
  readonly sqlite: string;
}

/** Opens the log; whoever opened it closes it. Throws StorageFailure. */
export async function openEventStore({ sqlite }: EventStoreLocation): Promise<EventStore> {
  return SqliteEventStore.open(sqlite);
}
