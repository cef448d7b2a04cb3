// Finds the servers on which the project e2e-servers keeps its ledgers: those of TEST_EVENTSTORE_URL and
// TEST_DATABASE_URL when they are set, and otherwise a stand-in for EventStoreDB, in a process of its own, and a
// PostgreSQL that comes with the packages.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import startPostgres from '../support/postgres.setup.mjs';

const require = createRequire(import.meta.url);

export default async function startServers() {
  require('./build.setup.js')();
  await startPostgres();
  if (!process.env.POSTGRES_OF_TESTS) {
    throw new Error(`no PostgreSQL for ledgers on servers: ${process.env.NO_POSTGRES_OF_TESTS}`);
  }
  // Begins the names of all that this run makes there.
  process.env.RUN_OF_TESTS = `t${randomBytes(4).toString('hex')}`;
  process.env.EVENTSTORE_OF_TESTS = process.env.TEST_EVENTSTORE_URL || (await startStandIn());
}

async function startStandIn() {
  const support = join(import.meta.dirname, '../support');
  const script = join(support, 'eventstoredb-stand-in-process.ts');
  // It ends with its standard input, which ends with this process.
  const child = spawn(process.execPath, ['-r', join(support, 'run-typescript.js'), script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  globalThis.standInOfTests = child;
  const [told] = await once(child.stdout, 'data');
  return String(told).trim();
}
