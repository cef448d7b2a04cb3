import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb-event-store';

/** For processes that open an event store by the name of a module; the location is `<connection string>#<prefix>`. */
export async function open(location: string): Promise<EventStoreDbEventStore> {
  const [connectionString = '', prefix = ''] = location.split('#');
  return EventStoreDbEventStore.open(connectionString, { prefix });
}
