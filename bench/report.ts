import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What bench/peak-memory.js tells of a process, in MiB. */
export interface PeakMemory {
  /** The most that it had at all, with all its threads. */
  readonly rssMiB: number;
  /** The most that its main thread's heap had in use right after garbage was collected; 0 when none ever was. */
  readonly heapMiB: number;
}

/** One measured comparison. `ours` and `peer` are medians over the rounds; a ratio is ours / peer of one round. */
export interface BenchRow {
  readonly name: string;
  /** What is counted per second, such as `events/s`. */
  readonly unit: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: { readonly median: number; readonly min: number; readonly max: number };
  /** The ratio that the median must reach. */
  readonly goal?: number;
}

/** A comparison to run: each side prepares one round untimed, and returns the timed part. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly peerName: string;
  readonly goal?: number;
  /** How many of `unit` one round handles. */
  readonly count: number;
  readonly ours: (round: number) => () => Promise<void> | void;
  readonly peer: (round: number) => () => Promise<void> | void;
}

/** Rounds of each comparison; odd, so that the median is a measured one. */
const ROUNDS = 9;

/**
 * Runs both sides in turn, round by round, changing who goes first, so that whatever else the machine does falls
 * on both. One round before is not counted.
 */
export async function compare(comparison: Comparison): Promise<BenchRow> {
  const { name, unit, peerName, goal, count } = comparison;
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const sides = [
      { rates: ours, prepare: comparison.ours },
      { rates: peer, prepare: comparison.peer },
    ];
    if (round % 2 === 1) sides.reverse();
    for (const { rates, prepare } of sides) {
      const seconds = await time(prepare(round));
      if (round > 0) rates.push(count / seconds);
    }
  }
  const ratios = ours.map((rate, round) => rate / peer[round]!);
  return {
    name,
    unit,
    ours: median(ours),
    peer: median(peer),
    peerName,
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
    ...(goal === undefined ? {} : { goal }),
  };
}

/** Garbage of the preparation is collected before the clock starts, on both sides. */
const collectGarbage = garbageCollector();

async function time(run: () => Promise<void> | void): Promise<number> {
  collectGarbage();
  const start = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** The rows as lines of text, one comparison each. */
export function formatRows(rows: readonly BenchRow[]): string {
  return rows.map(formatRow).join('\n');
}

function formatRow({ name, unit, ours, peer, peerName, ratio, goal }: BenchRow): string {
  const spread = `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)})`;
  const verdict =
    goal === undefined ? '' : ratio.median >= goal ? `, goal ${goal} reached` : `, GOAL ${goal} MISSED`;
  return `${name}: ${rate(ours)} ${unit}, ${peerName} ${rate(peer)} ${unit}, ratio ${spread}${verdict}`;
}

function rate(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
