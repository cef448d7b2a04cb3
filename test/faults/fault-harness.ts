import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fc from 'fast-check';
import type { FilingRecorded } from '../../src/core/ledger/events';
import type { EventStore } from '../../src/event-store/event-store';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { LedgerModule } from '../../src/services/ledger.module';
import { EVENT_STORE } from '../../src/services/ledger-tokens';
import { VerifyService } from '../../src/services/verify.service';
import { manyFilings, ownershipXml, writeFilings } from '../e2e/filings';
import { ended, holdings, startHoldings } from '../e2e/holdings-command';

/** Filings of one life of a ledger: enough that an ingest takes longer than starting a process. */
const FILINGS = 400;
/** Joint filings among them: their events stand in three streams, all or none. */
const JOINT = 20;
/** Kills of one command before it is let be. */
const MAX_KILLS_IN_A_ROW = 4;

export interface Faults {
  readonly kills: number;
  /** The same seed kills at the same fractions of the same commands; how far they are then, the machine decides. */
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface FaultReport {
  readonly kills: number;
  /** Kills that met the command at work; the others came before or after. */
  readonly killsAtWork: number;
  /** Ledgers that were brought to their end, and compared with one that nobody killed. */
  readonly lives: number;
  readonly byCommand: Readonly<Record<string, number>>;
}

/** What a ledger has come to. */
interface Outcome {
  /** Event ids, sorted. */
  readonly events: readonly string[];
  readonly rows: string;
}

/**
 * Kills ingests, projections and rebuilds at random instants until there were `kills` of them, each time running
 * the command again, and throws as soon as a ledger is not whole after a kill, or not the same at its end as one
 * that nobody killed.
 */
export async function killAtRandom({
  kills,
  seed,
  onProgress = () => undefined,
}: Faults): Promise<FaultReport> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    const harness = new Harness(folder, kills, seed, onProgress);
    return await harness.run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Eight ingests of the same filings at once, then four projections of what they stored beside a rebuild: throws
 * unless the ledger comes to the end of one that had nobody beside it.
 */
export async function crowd(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    const filings = writtenFilings(folder);
    const [alone, crowded] = [join(folder, 'alone'), join(folder, 'crowded')];
    for (const [, args] of commandsOf(filings)) await complete([...args, '--data', alone]);
    const [[, ingest], [, project], [, rebuild]] = commandsOf(filings);
    const many = (count: number, args: readonly string[]) =>
      Array.from({ length: count }, () => complete([...args, '--data', crowded]));
    await Promise.all(many(8, ingest));
    removeRows(crowded);
    await Promise.all([...many(4, project), ...many(1, rebuild)]);
    await whole(crowded);
    sameOutcome(await outcomeOf(crowded), await outcomeOf(alone), 'the ledger with many writers');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Harness {
  private readonly filings: string;
  /** Fractions of a command's duration, from 0 to 1. */
  private readonly instants: Iterator<number>;
  private readonly byCommand: Record<string, number> = {};
  private readonly durations = new Map<string, number>();
  private done = 0;
  private atWork = 0;

  constructor(
    private readonly folder: string,
    private readonly kills: number,
    seed: number,
    private readonly tell: (text: string) => void,
  ) {
    this.filings = writtenFilings(folder);
    // A command is let be after some kills, which takes no instant: there are always enough.
    const fractions = fc.double({ min: 0, max: 1, noNaN: true });
    this.instants = fc.sample(fractions, { numRuns: kills, seed })[Symbol.iterator]();
  }

  async run(): Promise<FaultReport> {
    const expected = await this.undisturbed();
    let lives = 0;
    while (this.done < this.kills) {
      lives += 1;
      const data = join(this.folder, `life-${lives}`);
      for (const [name, args] of commandsOf(this.filings)) {
        if (name === 'projection') removeRows(data);
        await this.killed(name, [...args, '--data', data], data);
      }
      sameOutcome(await outcomeOf(data), expected, `life ${lives}`);
      rmSync(data, { recursive: true, force: true });
      this.tell(`${this.done} of ${this.kills} kills, ${lives} ledgers came to the same end`);
    }
    return { kills: this.done, killsAtWork: this.atWork, lives, byCommand: this.byCommand };
  }

  /** A ledger that nobody kills, for comparison; measures how long each command takes. */
  private async undisturbed(): Promise<Outcome> {
    const data = join(this.folder, 'undisturbed');
    for (const [name, args] of commandsOf(this.filings)) {
      const start = performance.now();
      await complete([...args, '--data', data]);
      this.durations.set(name, performance.now() - start);
    }
    return outcomeOf(data);
  }

  /** Runs a command, killing it some times on the way, until it ends by itself. */
  private async killed(name: string, args: readonly string[], data: string): Promise<void> {
    for (let row = 0; row < MAX_KILLS_IN_A_ROW && this.done < this.kills; row++) {
      const child = startHoldings(args);
      const result = ended(child);
      await delay(this.instants.next().value * this.durations.get(name)!);
      if (child.exitCode === null) this.atWork += 1;
      child.kill('SIGKILL');
      await result;
      this.done += 1;
      this.byCommand[name] = (this.byCommand[name] ?? 0) + 1;
      await whole(data);
    }
    await complete(args);
  }
}

function writtenFilings(folder: string): string {
  const filings = join(folder, 'filings');
  mkdirSync(filings);
  writeFilings(filings, [...manyFilings(FILINGS), ...jointFilings(JOINT)]);
  return filings;
}

type Command = readonly [name: string, args: readonly string[]];

/** In the order in which a ledger meets them. */
function commandsOf(filings: string): readonly [Command, Command, Command] {
  return [
    ['ingest', ['ingest', filings]],
    ['projection', ['people']],
    ['rebuild', ['rebuild']],
  ];
}

/** The rows, with what SQLite keeps beside them: they are made again from the events. */
function removeRows(data: string): void {
  for (const name of readdirSync(data).filter((each) => each.startsWith('read-model'))) {
    rmSync(join(data, name), { recursive: true });
  }
}

async function complete(args: readonly string[]): Promise<void> {
  const { code, err } = await holdings(args);
  if (code !== 0) throw new Error(`holdings ${args.join(' ')} ended with ${code}: ${err}`);
}

/** Throws unless every chain holds and every filing stands whole in all its owners' streams. */
async function whole(data: string): Promise<void> {
  await inLedger(data, async (ledger) => {
    const found: string[] = [];
    await ledger.get(VerifyService).verify({ deep: false }, ({ what }) => found.push(what));
    if (found.length > 0) throw new Error(`after a kill: ${found.join('; ')}`);
    const missing = new Map<string, number>();
    for await (const batch of ledger.get<EventStore>(EVENT_STORE).readAll()) {
      for (const { type, data: filed, stream } of batch) {
        const { fingerprint, streams, lineCount } = filed as FilingRecorded;
        const count = (of: string, change: number) => {
          const key = `${of} ${fingerprint}`;
          missing.set(key, (missing.get(key) ?? 0) + change);
        };
        if (type === 'FilingRecorded' && stream === streams[0]) {
          for (const each of streams) count(each, 1 + lineCount.I + lineCount.II);
        }
        count(stream, -1);
      }
    }
    const halves = [...missing].filter(([, count]) => count !== 0).map(([key]) => key);
    if (halves.length > 0) throw new Error(`after a kill these filings are not whole: ${halves.join(', ')}`);
  });
}

async function outcomeOf(data: string): Promise<Outcome> {
  return inLedger(data, async (ledger) => {
    await ledger.get(LiveProjector).catchUp();
    const places: string[] = [];
    await ledger.get(VerifyService).verify({ deep: true }, ({ what }) => places.push(what));
    if (places.length > 0) throw new Error(`${data}: ${places.join('; ')}`);
    const events: string[] = [];
    for await (const batch of ledger.get<EventStore>(EVENT_STORE).readAll()) {
      for (const { id } of batch) events.push(id);
    }
    const live = ledger.get(LiveGeneration, { strict: false });
    return { events: events.sort(), rows: await live.read((readModel) => readModel.readModelHash()) };
  });
}

function sameOutcome(found: Outcome, expected: Outcome, who: string): void {
  if (JSON.stringify(found.events) !== JSON.stringify(expected.events)) {
    const [many, should] = [found.events.length, expected.events.length];
    throw new Error(`${who} holds ${many} events, other ones than the ${should} that it should`);
  }
  if (found.rows !== expected.rows) throw new Error(`${who} comes to other rows`);
}

async function inLedger<Result>(
  data: string,
  use: (ledger: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const ledger = await NestFactory.createApplicationContext(
    LedgerModule.open({ HOLDINGS_DATA: data, DATABASE_URL: '' }),
    { logger: false },
  );
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
  }
}

function jointFilings(count: number): { name: string; xml: string }[] {
  return Array.from({ length: count }, (_, n) => {
    const day = `2021-03-${String((n % 28) + 1).padStart(2, '0')}`;
    const owners = [0, 1, 2].map((place) => ({
      cik: String(9_500_000 + 3 * n + place).padStart(10, '0'),
      name: `OWNER ${n} ${place}`,
    }));
    const common = [
      { on: day, code: 'P', way: 'A' as const, shares: '100', price: '10', following: '1000100' },
      { on: day, code: 'S', way: 'D' as const, shares: '50', price: '11', following: '1000050' },
    ];
    return { name: `joint-${n}.xml`, xml: ownershipXml({ owners, period: day, signed: day, common }) };
  });
}
