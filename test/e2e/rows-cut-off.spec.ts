import { cutOffRows } from '../faults/rows-cut-offs';
import { OwnPostgres } from '../support/own-postgres';
import { inFolderOnly } from './ledger-stores';

const onFolder = inFolderOnly('the spec has a PostgreSQL of its own');

jest.setTimeout(300_000);

let server: OwnPostgres | string;
beforeAll(async () => {
  server = await OwnPostgres.start();
});
afterAll(async () => {
  if (typeof server !== 'string') await server.remove();
});

/** `npm run faults` cuts off as often as one likes. */
onFolder(
  'a projection and a rebuild that are cut off from PostgreSQL say so, and complete when they are run again',
  async () => {
    if (typeof server === 'string') {
      process.stderr.write(`rows that are cut off: not tested, because ${server}\n`);
      return;
    }
    const report = await cutOffRows({ server, times: 8, seed: 1934 });
    expect(report.times).toBe(8);
    expect(report.failed).toBeGreaterThan(0);
  },
);
