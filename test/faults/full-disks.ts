import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { commandsOf, complete, type LedgerCommand, removeRows, writtenFilings } from './ledger-commands';
import { embedded, type Outcome, outcomeOf, sameOutcome, whole } from './ledger-outcome';
import type { SmallDisk } from './small-disk';

/** Times that one command finds the disk full before there is room; each time there is a little more. */
const TIMES_IN_A_ROW = 2;
/** Of the room that a command takes: below 1 by more than what counting in pages adds. */
const MOST_ROOM = 0.9;

/** What a command must say: what is full, and what to do. */
const SAID =
  /^holdings: (event store|source documents|data folder|read model|export) .*(no space is left|finds no room|a write failed|cannot be written|larger than files may be).*(try again)/m;
/** A stack: the program was not prepared for this. */
const NOT_PREPARED = /^ +at /m;

export interface FullDisks {
  readonly times: number;
  /** The same seed leaves the same fractions of the room that each command takes. */
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface FullDiskReport {
  readonly times: number;
  readonly lives: number;
  readonly byCommand: Readonly<Record<string, number>>;
}

/**
 * Lets ingests, projections, rebuilds, exports and imports run out of room at random places until it happened
 * `times` times, then makes room and runs the same command again. Throws when a command does not say what is full,
 * when a ledger is not whole then, or not the same at its end as one that always had room.
 */
export async function fillDisk(
  disk: SmallDisk,
  { times, seed, onProgress = () => undefined }: FullDisks,
): Promise<FullDiskReport> {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  try {
    return await new Filler(disk, writtenFilings(folder), times, seed, onProgress).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Filler {
  /** Fractions of the room that a command takes. */
  private readonly fractions: Iterator<number>;
  private readonly room = new Map<string, number>();
  private readonly byCommand: Record<string, number> = {};
  private done = 0;

  constructor(
    private readonly disk: SmallDisk,
    private readonly filings: string,
    private readonly times: number,
    seed: number,
    private readonly tell: (text: string) => void,
  ) {
    const fractions = fc.double({ min: 0, max: MOST_ROOM, noNaN: true });
    this.fractions = fc.sample(fractions, { numRuns: times + TIMES_IN_A_ROW, seed })[Symbol.iterator]();
  }

  async run(): Promise<FullDiskReport> {
    const expected = await this.undisturbed();
    let lives = 0;
    while (this.done < this.times) {
      lives += 1;
      const places = this.places(`life-${lives}`);
      for (const command of this.commands(places)) await this.filled(command, places);
      sameOutcome(await outcomeOf(embedded(places.data)), expected, `life ${lives}`);
      sameOutcome(await outcomeOf(embedded(places.imported)), expected, `what was imported in life ${lives}`);
      this.clear(places);
      this.tell(`${this.done} of ${this.times} times full, ${lives} ledgers came to the same end`);
    }
    return { times: this.done, lives, byCommand: this.byCommand };
  }

  /** A ledger that always has room, for comparison; measures how much each command takes. */
  private async undisturbed(): Promise<Outcome> {
    const places = this.places('undisturbed');
    for (const [name, args] of this.commands(places)) {
      if (name === 'projection') removeRows(places.data);
      this.room.set(name, await this.disk.takenBy(() => complete(args)));
    }
    const outcome = await outcomeOf(embedded(places.data));
    this.clear(places);
    return outcome;
  }

  /** Runs a command, without enough room some times, until it ends well. */
  private async filled([name, args]: LedgerCommand, places: LedgerPlaces): Promise<void> {
    if (name === 'projection') removeRows(places.data);
    const fractions = [];
    while (fractions.length < TIMES_IN_A_ROW && this.done + fractions.length < this.times) {
      fractions.push(this.fractions.next().value);
    }
    for (const fraction of fractions.sort((left, right) => left - right)) {
      const bytes = Math.floor(fraction * this.room.get(name)!);
      const { code, err } = await this.disk.run(args, bytes);
      if (code !== 1 || !SAID.test(err) || NOT_PREPARED.test(err)) {
        throw new Error(`${name} with room for ${bytes} bytes ended with ${code}: ${err}`);
      }
      this.done += 1;
      this.byCommand[name] = (this.byCommand[name] ?? 0) + 1;
      const { data, imported, exported } = places;
      await whole(embedded(name === 'import' ? imported : data));
      if (name === 'export' && leftOf(exported).length > 0) {
        throw new Error(`an export that found no room left ${leftOf(exported).join(', ')}`);
      }
    }
    await complete(args);
  }

  private commands({ data, imported, exported }: LedgerPlaces): readonly LedgerCommand[] {
    const commands = [
      ...commandsOf(this.filings),
      ['export', ['export', exported]] as const,
    ] satisfies LedgerCommand[];
    return [
      ...commands.map(([name, args]) => [name, [...args, '--data', data]] as const),
      ['import', ['import', exported, '--data', imported]],
    ];
  }

  private places(name: string): LedgerPlaces {
    const at = (end: string) => join(this.disk.folder, `${name}${end}`);
    return { data: at(''), imported: at('-imported'), exported: at('.jsonl') };
  }

  private clear({ data, imported, exported }: LedgerPlaces): void {
    for (const place of [data, imported, exported]) rmSync(place, { recursive: true, force: true });
  }
}

interface LedgerPlaces {
  readonly data: string;
  readonly imported: string;
  readonly exported: string;
}

/** What stands under the name of an export, or under a name that begins with it. */
function leftOf(exported: string): readonly string[] {
  const [folder, name] = [join(exported, '..'), exported.slice(exported.lastIndexOf('/') + 1)];
  return existsSync(folder) ? readdirSync(folder).filter((each) => each.startsWith(name)) : [];
}
