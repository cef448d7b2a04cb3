import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manyFilings, ownershipXml, writeFilings } from '../e2e/filings';
import { type CommandResult, holdings } from '../e2e/holdings-command';

/** Filings of one life of a ledger: enough that an ingest takes longer than starting a process. */
const FILINGS = 400;
/** Joint filings among them: their events stand in three streams, all or none. */
const JOINT = 20;

export type LedgerCommand = readonly [name: string, args: readonly string[]];

/** Writes the filings of a ledger's life into `folder`; returns theirs. */
export function writtenFilings(folder: string): string {
  const filings = join(folder, 'filings');
  mkdirSync(filings);
  writeFilings(filings, [...manyFilings(FILINGS), ...jointFilings(JOINT)]);
  return filings;
}

/** What writes to a ledger, in the order in which a ledger meets it. */
export function commandsOf(filings: string): readonly [LedgerCommand, LedgerCommand, LedgerCommand] {
  return [
    ['ingest', ['ingest', filings]],
    ['projection', ['people']],
    ['rebuild', ['rebuild']],
  ];
}

/** The rows, with what SQLite keeps beside them: they are made again from the events. */
export function removeRows(data: string): void {
  for (const name of readdirSync(data).filter((each) => each.startsWith('read-model'))) {
    rmSync(join(data, name), { recursive: true });
  }
}

/** Runs a command that must succeed. */
export async function complete(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const result = await holdings(args, { env });
  if (result.code !== 0)
    throw new Error(`holdings ${args.join(' ')} ended with ${result.code}: ${result.err}`);
  return result;
}

/** `count` filings of three owners each: as many threes of owners, or with `sameOwners` only one. */
export function jointFilings(count: number, { sameOwners = false } = {}): { name: string; xml: string }[] {
  return Array.from({ length: count }, (_, n) => {
    const day = `2021-${String((Math.floor(n / 28) % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;
    const group = sameOwners ? 0 : n;
    const owners = [0, 1, 2].map((place) => ({
      cik: String(9_500_000 + 3 * group + place).padStart(10, '0'),
      name: `OWNER ${group} ${place}`,
    }));
    const common = [
      { on: day, code: 'P', way: 'A' as const, shares: '100', price: '10', following: '1000100' },
      { on: day, code: 'S', way: 'D' as const, shares: String(50 + n), price: '11', following: '1000050' },
    ];
    return { name: `joint-${n}.xml`, xml: ownershipXml({ owners, period: day, signed: day, common }) };
  });
}
