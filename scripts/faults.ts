import { killAtRandom } from '../test/faults/fault-harness';

/**
 * `npm run faults [-- --kills 200 --seed 7]`: kills commands at random instants and checks that nothing is lost or
 * doubled. The suite does the same with a few kills.
 */
function option(name: string, otherwise: number): number {
  const place = process.argv.indexOf(`--${name}`);
  const value = place < 0 ? otherwise : Number(process.argv[place + 1]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1`);
  return value;
}

async function main(): Promise<void> {
  const [kills, seed] = [option('kills', 200), option('seed', 1934)];
  const started = performance.now();
  const report = await killAtRandom({ kills, seed, onProgress: (text) => console.error(text) });
  const seconds = Math.round((performance.now() - started) / 1_000);
  const by = Object.entries(report.byCommand).map(([name, count]) => `${count} of ${name}`);
  console.log(
    `${report.kills} kills (${by.join(', ')}), ${report.killsAtWork} while the command was at work, seed ${seed}, ${seconds} s`,
  );
  console.log(
    `${report.lives} ledgers came to the end of one that nobody killed: the same events, the same rows`,
  );
}

main().catch((error: Error) => {
  console.error(`faults: ${error.message}`);
  process.exitCode = 1;
});
