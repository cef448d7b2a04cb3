import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describeEventStore } from './event-store-contract';

const { TEST_EVENTSTORE_URL } = process.env;

if (TEST_EVENTSTORE_URL) {
  describeEventStore('EventStoreDbEventStore on a real server', {
    module: join(__dirname, '../support/open-eventstoredb.ts'),
    atomicAcrossStreams: false,
    async newLog() {
      // Streams of their own for each test, so that the suite can be run again on the same server.
      const prefix = `test.${randomUUID().replaceAll('-', '')}.`;
      return { location: `${TEST_EVENTSTORE_URL}#${prefix}`, remove: async () => undefined };
    },
  });
} else {
  it.skip('EventStoreDbEventStore on a real server: set TEST_EVENTSTORE_URL to the address of one', () =>
    undefined);
}
