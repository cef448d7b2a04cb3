import { cutOffCommands } from '../faults/cut-offs';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';
import { inFolderOnly } from './ledger-stores';

const onFolder = inFolderOnly('the spec chooses the server, and the rows are in the folder');

jest.setTimeout(300_000);

const { TEST_EVENTSTORE_URL } = process.env;

/** `npm run faults` cuts off as often as one likes. */
describe('an ingest, a projection and a rebuild whose connections to the events are cut off', () => {
  onFolder('complete by themselves: a stand-in', async () => {
    const standIn = await EventStoreDbStandIn.start();
    try {
      const report = await cutOffCommands({
        connectionString: standIn.connectionString,
        times: 30,
        seed: 1934,
      });
      expect(report.dropped).toBeGreaterThan(5);
    } finally {
      standIn.stop();
    }
  });

  if (TEST_EVENTSTORE_URL) {
    onFolder('complete by themselves: a real server', async () => {
      const report = await cutOffCommands({ connectionString: TEST_EVENTSTORE_URL, times: 30, seed: 1934 });
      expect(report.dropped).toBeGreaterThan(5);
    });
  } else {
    it.skip('a real server: set TEST_EVENTSTORE_URL to the address of one', () => undefined);
  }
});
