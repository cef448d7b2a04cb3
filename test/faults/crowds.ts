import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyFilings, writeFilings } from '../e2e/filings';
import { removeRows, settingsOf } from '../e2e/ledger-stores';
import { commandsOf, complete, jointFilings, writtenFilings } from './ledger-commands';
import { outcomeOf, sameOutcome } from './ledger-outcome';

const WRITERS = 8;
const PROJECTIONS = 4;

/** Settings of commands beside the folder; empty for the embedded stores. */
export type Stores = Readonly<Record<string, string>>;

/**
 * Eight ingests of the same filings at once, then four projections of what they stored beside a rebuild: throws
 * unless the ledger comes to the end of one that had nobody beside it.
 */
export async function crowd(): Promise<void> {
  await inFolder(async (folder) => {
    const filings = writtenFilings(folder);
    const [alone, crowded] = [join(folder, 'alone'), join(folder, 'crowded')];
    for (const [, args] of commandsOf(filings)) await complete([...args, '--data', alone]);
    const [[, ingest], [, project], [, rebuild]] = commandsOf(filings);
    const many = (count: number, args: readonly string[]) =>
      Array.from({ length: count }, () => complete([...args, '--data', crowded]));
    await Promise.all(many(WRITERS, ingest));
    await removeRows(crowded);
    await Promise.all([...many(PROJECTIONS, project), ...many(1, rebuild)]);
    sameOutcome(
      await outcomeOf(settingsOf(crowded)),
      await outcomeOf(settingsOf(alone)),
      'the crowded ledger',
    );
  });
}

export interface SharedStreams {
  /** Filings of each of the writers; half of them joint ones of the same three owners. */
  readonly filings: number;
  readonly stores?: Stores;
}

/**
 * Eight ingests of different filings by the same persons at once, half of them joint, so that every append meets the
 * others' in the same streams; then two projections at once. Throws unless the ledger comes to the end of one
 * that ingested all of them alone. Returns the number of events.
 */
export async function crowdOnSameStreams({ filings, stores = {} }: SharedStreams): Promise<number> {
  return inFolder(async (folder) => {
    const joint = jointFilings((WRITERS * filings) / 2, { sameOwners: true });
    const single = manyFilings((WRITERS * filings) / 2);
    const folders = Array.from({ length: WRITERS }, (_, writer) => {
      const mine = join(folder, `filings-${writer}`);
      mkdirSync(mine);
      writeFilings(
        mine,
        [...joint, ...single].filter((_, index) => index % WRITERS === writer),
      );
      return mine;
    });
    const [alone, crowded] = [join(folder, 'alone'), join(folder, 'crowded')];
    await complete(['ingest', ...folders, '--data', alone]);
    await Promise.all(folders.map((mine) => complete(['ingest', mine, '--data', crowded], stores)));
    await removeRows(crowded);
    await Promise.all([1, 2].map(() => complete(['people', '--data', crowded], stores)));
    const expected = await outcomeOf(settingsOf(alone));
    sameOutcome(
      await outcomeOf({ ...settingsOf(crowded), ...stores }),
      expected,
      'the ledger with many writers',
    );
    return expected.events.length;
  });
}

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'crowd-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
