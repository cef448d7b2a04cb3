import { join } from 'node:path';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';
import { describeEventStore } from './event-store-contract';

describeEventStore('EventStoreDbEventStore on a stand-in', {
  module: join(__dirname, '../support/open-eventstoredb.ts'),
  atomicAcrossStreams: false,
  async newLog() {
    const standIn = await EventStoreDbStandIn.start();
    return { location: standIn.connectionString, remove: async () => standIn.stop() };
  },
});
