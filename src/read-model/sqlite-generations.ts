import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { ReadModelLocation } from './data-source';
import {
  FIRST_GENERATION,
  type GenerationLock,
  type GenerationPointer,
  type Generations,
  isPointer,
  RebuildRunning,
} from './generations';
import { isBusy, ReadModelUnavailable, readModelUnavailable } from './read-model-unavailable';

const ENDING = '.sqlite';

/**
 * Generations as SQLite files of one folder: the first is the file that is named, `read-model.sqlite`, the others
 * are `read-model-2.sqlite` and so on. The pointer is `read-model.json`, replaced by renaming; without it the first
 * one is live.
 */
export class SqliteGenerations implements Generations {
  private readonly folder: string;
  private readonly stem: string;

  /** `first` is the file of the first generation. */
  constructor(private readonly first: string) {
    this.folder = dirname(first);
    this.stem = basename(first, ENDING);
  }

  async pointer(): Promise<GenerationPointer> {
    const file = this.file('.json');
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return FIRST_GENERATION;
      throw readModelUnavailable(file, error);
    }
    const pointer = parsed(text);
    if (isPointer(pointer)) return pointer;
    throw new ReadModelUnavailable(
      file,
      'does not say which generation is live',
      'remove it together with the read-model files beside it: the rows are rebuilt from the events',
    );
  }

  async point(pointer: GenerationPointer): Promise<void> {
    const { live, previous, building, newest } = pointer;
    const temporary = this.file('.json.new');
    try {
      const file = openSync(temporary, 'w');
      try {
        writeFileSync(file, `${JSON.stringify({ live, previous, building, newest })}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, this.file('.json'));
      syncFolder(this.folder);
    } catch (error) {
      throw readModelUnavailable(this.file('.json'), error);
    }
  }

  /** A transaction on an empty SQLite file: the system ends it with the process, however that ends. */
  async lock(): Promise<GenerationLock> {
    const file = this.file('.lock');
    let database: Database.Database | undefined;
    try {
      database = new Database(file, { timeout: 0 });
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database?.close();
      if (isBusy(error)) throw new RebuildRunning(this.first);
      throw readModelUnavailable(file, error);
    }
    const held = database;
    return { release: async () => void held.close() };
  }

  location(generation: number): ReadModelLocation {
    return { sqlite: generation === 1 ? this.first : this.file(`-${generation}${ENDING}`) };
  }

  async list(): Promise<number[]> {
    const names = new Set(readdirSync(this.folder));
    const numbers = [...names].flatMap((name) => {
      const [, number] = name.startsWith(this.stem)
        ? (/^-(\d+)\.sqlite$/.exec(name.slice(this.stem.length)) ?? [])
        : [];
      return number === undefined ? [] : [Number(number)];
    });
    if (names.has(basename(this.first))) numbers.push(1);
    return numbers.sort((left, right) => left - right);
  }

  async drop(generation: number): Promise<void> {
    const { sqlite } = this.location(generation) as { sqlite: string };
    // The file itself goes first: what is left after a crash is then no generation any more.
    for (const end of ['', '-wal', '-shm']) rmSync(`${sqlite}${end}`, { force: true });
  }

  async close(): Promise<void> {}

  private file(end: string): string {
    return join(this.folder, `${this.stem}${end}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes a renaming durable. Windows opens no folders, and needs no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
