import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { Client } from 'pg';
import { holdings } from '../e2e/holdings-command';
import type { OwnPostgres } from '../support/own-postgres';
import { UnreliableProxy } from '../support/unreliable-proxy';
import { complete, writtenFilings } from './ledger-commands';
import { embedded, outcomeOf, sameOutcome } from './ledger-outcome';

/** Times that one command is cut off before it is let be. */
const TIMES_IN_A_ROW = 2;

/** What a command that was cut off must say. */
const SAID =
  /^holdings: read model postgres:\/\/\S+ \(schema \w+\): (the connection to the server was lost|the server (ended|broke) the connection|the server is starting up or shutting down|no server answers); .*try again|check the URL/m;
const NOT_PREPARED = /^ +at /m;

type Fault = 'drop' | 'terminate' | 'restart';

export interface RowsCutOffs {
  readonly server: OwnPostgres;
  readonly times: number;
  /** The same seed cuts off at the same fractions of the same commands; how far they are then, the machine decides. */
  readonly seed: number;
}

export interface RowsCutOffReport {
  readonly times: number;
  /** Commands that could not go on; the others had not begun or had ended, or found the server again. */
  readonly failed: number;
  readonly lives: number;
}

/**
 * Cuts a projection and a rebuild off from PostgreSQL at random instants: connections broken, ended by the server, or
 * the server stopped and started. Throws unless each says so or completes, completes when it is run again, and the
 * rows are those of a ledger on SQLite.
 */
export async function cutOffRows({ server, times, seed }: RowsCutOffs): Promise<RowsCutOffReport> {
  const folder = mkdtempSync(join(tmpdir(), 'rows-cut-off-'));
  const { hostname, port } = new URL(server.url);
  const proxy = await UnreliableProxy.start({ host: hostname, port: Number(port) });
  try {
    const data = join(folder, 'ledger');
    await complete(['ingest', writtenFilings(folder), '--data', data]);
    const expected = await outcomeOf(embedded(data));
    const through = (database: string) =>
      server.url.replace(`:${port}/`, `:${proxy.port}/`).replace(/postgres$/, database);
    const faults = fc.tuple(
      fc.constantFrom<Fault>('drop', 'terminate', 'restart'),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
    );
    const chosen = fc.sample(faults, { numRuns: times, seed })[Symbol.iterator]();
    const durations = new Map<string, number>();
    let [done, failed, lives] = [0, 0, 0];
    while (done < times) {
      const database = `life_${++lives}`;
      await inPostgres(server.url, `CREATE DATABASE ${database}`);
      const env = { DATABASE_URL: through(database) };
      for (const command of ['people', 'rebuild']) {
        // The first life measures how long each takes undisturbed.
        for (let row = 0; lives > 1 && row < TIMES_IN_A_ROW && done < times; row++, done++) {
          const [fault, fraction] = chosen.next().value!;
          const running = holdings([command, '--data', data], { env });
          await delay(fraction * durations.get(command)!);
          await CUT_OFFS[fault](server, proxy);
          const { code, err } = await running;
          if (code === 0) continue;
          failed += 1;
          if (code !== 1 || !SAID.test(err) || NOT_PREPARED.test(err)) {
            throw new Error(`${command}, ${fault}: ended with ${code}: ${err}`);
          }
        }
        const start = performance.now();
        await complete([command, '--data', data], env);
        durations.set(command, performance.now() - start);
      }
      sameOutcome(await outcomeOf({ ...embedded(data), ...env }), expected, `life ${lives}`);
    }
    return { times: done, failed, lives };
  } finally {
    await proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const CUT_OFFS: Readonly<Record<Fault, (server: OwnPostgres, proxy: UnreliableProxy) => Promise<void>>> = {
  async drop(_, proxy) {
    proxy.drop();
  },
  async terminate({ url }) {
    await inPostgres(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'holdings-ledger%'`,
    );
  },
  async restart(server) {
    await server.stop();
    await delay(100);
    await server.startAgain();
  },
};

async function inPostgres(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
