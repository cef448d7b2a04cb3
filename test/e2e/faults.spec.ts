import { crowd, killAtRandom } from '../faults/fault-harness';

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
