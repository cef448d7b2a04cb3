import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, holdings } from '../e2e/holdings-command';

/** More than any ledger of these tests takes. */
const PLENTY = '512m';
/** What a file system counts in. */
const PAGE_BYTES = 4096;
/** What `ulimit -f` of bash counts in. */
const BLOCK_BYTES = 1024;

/** A place for ledgers in which room can be made short. */
export interface SmallDisk {
  readonly folder: string;
  /** How many bytes of room a piece of work takes. */
  takenBy(work: () => Promise<unknown>): Promise<number>;
  /** Runs `holdings …` with so many bytes of room. */
  run(args: readonly string[], bytes: number): Promise<CommandResult>;
  remove(): void;
}

/** A file system of its own in memory; in words why there can be none. It asks for root and `mount`. */
export function mountedDisk(): SmallDisk | string {
  if (process.platform !== 'linux')
    return `a small disk is mounted as Linux does it, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'only root may mount a small disk';
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const { status, stderr, error } = mount(['-t', 'tmpfs', '-o', `size=${PLENTY}`, 'tmpfs', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return `a small disk could not be mounted: ${error?.message ?? stderr.trim()}`;
  }
  const used = () => {
    const { blocks, bfree, bsize } = statfsSync(folder);
    return (blocks - bfree) * bsize;
  };
  return {
    folder,
    async takenBy(work) {
      const before = used();
      await work();
      return used() - before;
    },
    async run(args, bytes) {
      // A size of 0 would be no limit.
      const pages = Math.max(1, Math.ceil((used() + bytes) / PAGE_BYTES));
      resize(folder, String(pages * PAGE_BYTES));
      try {
        return await holdings(args);
      } finally {
        resize(folder, PLENTY);
      }
    },
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder in which no file may become larger than a limit of the process; in words why there can be none. */
export function limitedDisk(): SmallDisk | string {
  if (spawnSync('bash', ['-c', 'ulimit -f 1']).status !== 0)
    return 'bash is not there to limit the size of files';
  const folder = mkdtempSync(join(tmpdir(), 'small-files-'));
  return {
    folder,
    async takenBy(work) {
      const before = sizes(folder);
      await work();
      const changed = [...sizes(folder)].filter(([path, size]) => before.get(path) !== size);
      return Math.max(0, ...changed.map(([, size]) => size));
    },
    run: (args, bytes) =>
      holdings(args, {
        through: ['bash', '-c', 'ulimit -f "$0" && exec "$@"', String(Math.ceil(bytes / BLOCK_BYTES))],
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function mount(args: readonly string[]) {
  return spawnSync('mount', args, { encoding: 'utf8' });
}

function resize(folder: string, size: string): void {
  const { status, stderr } = mount(['-o', `remount,size=${size}`, folder]);
  if (status !== 0) throw new Error(`the small disk could not be resized: ${stderr}`);
}

function sizes(folder: string): Map<string, number> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return new Map(paths.map((path) => [path, statSync(path).size]));
}
