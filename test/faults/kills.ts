import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { ended, startHoldings } from '../e2e/holdings-command';
import { removeRows, settingsOf } from '../e2e/ledger-stores';
import { commandsOf, complete, writtenFilings } from './ledger-commands';
import { type Outcome, outcomeOf, sameOutcome, whole } from './ledger-outcome';

/** Kills of one command before it is let be. */
const MAX_KILLS_IN_A_ROW = 4;

export interface Kills {
  readonly kills: number;
  /** The same seed kills at the same fractions of the same commands; how far they are then, the machine decides. */
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface KillReport {
  readonly kills: number;
  /** Kills that met the command at work; the others came before or after. */
  readonly killsAtWork: number;
  /** Ledgers that were brought to their end, and compared with one that nobody killed. */
  readonly lives: number;
  readonly byCommand: Readonly<Record<string, number>>;
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
}: Kills): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  try {
    return await new Killer(folder, kills, seed, onProgress).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Killer {
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

  async run(): Promise<KillReport> {
    const expected = await this.undisturbed();
    let lives = 0;
    while (this.done < this.kills) {
      lives += 1;
      const data = join(this.folder, `life-${lives}`);
      for (const [name, args] of commandsOf(this.filings)) {
        if (name === 'projection') await removeRows(data);
        await this.killed(name, [...args, '--data', data], data);
      }
      sameOutcome(await outcomeOf(settingsOf(data)), expected, `life ${lives}`);
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
    return outcomeOf(settingsOf(data));
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
      await whole(settingsOf(data));
    }
    await complete(args);
  }
}
