import { crowd, crowdOnSameStreams } from '../faults/crowds';
import { killAtRandom } from '../faults/kills';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';

jest.setTimeout(300_000);

/** `npm run faults` kills as often as one likes. */
it('commands that are killed at random instants lose and double nothing', async () => {
  const report = await killAtRandom({ kills: 8, seed: 1934 });
  expect(report.kills).toBe(8);
  expect(report.killsAtWork).toBeGreaterThan(0);
  expect(report.lives).toBeGreaterThan(0);
});

it('eight ingests, and four projections beside a rebuild, come to what one of each comes to', () =>
  expect(crowd()).resolves.toBeUndefined());

describe('eight ingests of different filings by the same persons, joint ones among them, lose nothing', () => {
  it('on the embedded store', () =>
    expect(crowdOnSameStreams({ filings: 12 })).resolves.toBeGreaterThan(500));

  it('on EventStoreDB', async () => {
    const standIn = await EventStoreDbStandIn.start();
    try {
      const stores = { EVENTSTORE_URL: standIn.connectionString };
      expect(await crowdOnSameStreams({ filings: 12, stores })).toBeGreaterThan(500);
    } finally {
      standIn.stop();
    }
  });
});
