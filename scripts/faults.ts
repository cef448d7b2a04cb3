import { cutOffCommands, cutOffStore } from '../test/faults/cut-offs';
import { fillDisk } from '../test/faults/full-disks';
import { killAtRandom } from '../test/faults/kills';
import { cutOffRows } from '../test/faults/rows-cut-offs';
import { limitedDisk, mountedDisk } from '../test/faults/small-disk';
import { EventStoreDbStandIn } from '../test/support/eventstoredb-stand-in';
import { OwnPostgres } from '../test/support/own-postgres';

/**
 * `npm run faults [-- --kills 200 --full-disks 20 --cut-offs 100 --seed 7]`: kills commands at random instants, lets them
 * run out of room at random places, cuts their connections off, and checks that nothing is lost or doubled. The
 * suite does the same a few times.
 */
function option(name: string, otherwise: number, least: number): number {
  const place = process.argv.indexOf(`--${name}`);
  const value = place < 0 ? otherwise : Number(process.argv[place + 1]);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number from ${least}`);
  return value;
}

const tell = (text: string) => console.error(text);

async function main(): Promise<void> {
  const seed = option('seed', 1934, 1);
  const [kills, fullDisks] = [option('kills', 200, 0), option('full-disks', 0, 0)];
  const cutOffs = option('cut-offs', 0, 0);
  if (kills > 0) await timed(() => reportKills(kills, seed));
  if (fullDisks > 0) {
    await timed(() => reportFullDisks('the end of a small disk', mountedDisk(), fullDisks, seed));
    await timed(() => reportFullDisks('the size that files may have', limitedDisk(), fullDisks, seed));
  }
  if (cutOffs > 0) {
    const standIn = await EventStoreDbStandIn.start();
    await timed(() => reportCutOffs('a stand-in', standIn.connectionString, cutOffs, seed));
    standIn.stop();
    const server = process.env.TEST_EVENTSTORE_URL;
    if (server) await timed(() => reportCutOffs('a real server', server, cutOffs, seed));
    else console.log('not cut off from a real server: TEST_EVENTSTORE_URL names none');
    await timed(() => reportRowsCutOffs(cutOffs, seed));
  }
}

async function timed(report: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const text = await report();
  console.log(`${text}, ${Math.round((performance.now() - started) / 1_000)} s`);
}

async function reportKills(kills: number, seed: number): Promise<string> {
  const report = await killAtRandom({ kills, seed, onProgress: tell });
  return (
    `${report.kills} kills (${counts(report.byCommand)}), ${report.killsAtWork} while the command was at work, ` +
    `seed ${seed}: ${report.lives} ledgers came to the end of one that nobody killed, the same events and the same rows`
  );
}

async function reportFullDisks(
  what: string,
  disk: ReturnType<typeof mountedDisk>,
  times: number,
  seed: number,
): Promise<string> {
  if (typeof disk === 'string') return `not tested with ${what}: ${disk}`;
  try {
    const report = await fillDisk(disk, { times, seed, onProgress: tell });
    return (
      `${report.times} times at ${what} (${counts(report.byCommand)}), seed ${seed}: ` +
      `${report.lives} ledgers came to the end of one that always had room, the same events and the same rows`
    );
  } finally {
    disk.remove();
  }
}

async function reportCutOffs(
  what: string,
  connectionString: string,
  times: number,
  seed: number,
): Promise<string> {
  const store = await cutOffStore({ connectionString, times, seed });
  const commands = await cutOffCommands({ connectionString, times, seed });
  return (
    `cut off from ${what}, seed ${seed}: ${times} faults (${store.dropped} connections) while ${store.events} events were ` +
    `appended and followed, each stored and seen once; ${times} faults (${commands.dropped} connections) while commands ran, ` +
    'which came to the same events and rows'
  );
}

async function reportRowsCutOffs(times: number, seed: number): Promise<string> {
  const server = await OwnPostgres.start();
  if (typeof server === 'string') return `not cut off from PostgreSQL: ${server}`;
  try {
    const { failed, lives } = await cutOffRows({ server, times, seed });
    return (
      `cut off from PostgreSQL ${times} times, seed ${seed}: ${failed} commands failed and said so, ` +
      `${lives} read models came to the rows of one on SQLite`
    );
  } finally {
    await server.remove();
  }
}

function counts(byCommand: Readonly<Record<string, number>>): string {
  return Object.entries(byCommand)
    .map(([name, count]) => `${count} of ${name}`)
    .join(', ');
}

main().catch((error: Error) => {
  console.error(`faults: ${error.message}`);
  process.exitCode = 1;
});
