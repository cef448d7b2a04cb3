import { cutOffStore } from '../faults/cut-offs';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';

jest.setTimeout(180_000);

const { TEST_EVENTSTORE_URL } = process.env;

/** `npm run faults` cuts off as often as one likes. */
describe('appends and a follower whose connections are cut off, stalled and refused', () => {
  it('store and see each event once: a stand-in', async () => {
    const standIn = await EventStoreDbStandIn.start();
    try {
      const { connectionString } = standIn;
      const report = await cutOffStore({ connectionString, times: 40, seed: 1934 });
      expect(report.dropped).toBeGreaterThan(10);
      expect(report.events).toBeGreaterThan(30);
    } finally {
      standIn.stop();
    }
  });

  if (TEST_EVENTSTORE_URL) {
    it('store and see each event once: a real server', async () => {
      const report = await cutOffStore({ connectionString: TEST_EVENTSTORE_URL, times: 40, seed: 1934 });
      expect(report.dropped).toBeGreaterThan(10);
      expect(report.events).toBeGreaterThan(30);
    });
  } else {
    it.skip('a real server: set TEST_EVENTSTORE_URL to the address of one', () => undefined);
  }
});
