import type { EventStore } from '../event-store/event-store';
import { ReplaceableSqliteEventStore } from '../event-store/replaceable-sqlite-event-store';

/** Where the log is: a SQLite file. Can be sent to another thread. */
export interface EventStoreLocation {
  readonly sqlite: string;
}

/** Opens the log; whoever opened it closes it. Throws StorageFailure. */
export async function openEventStore({ sqlite }: EventStoreLocation): Promise<EventStore> {
  return ReplaceableSqliteEventStore.open(sqlite);
}
