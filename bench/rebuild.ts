import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import type { StoredEvent } from '../src/core/ledger/events';
import { projectPerson } from '../src/core/ledger/project-person';
import { SqliteEventStore } from '../src/event-store/sqlite-event-store';
import { createDataSource } from '../src/read-model/data-source';
import { ReadModel } from '../src/read-model/read-model';
import { RebuildService } from '../src/services/rebuild.service';
import { PERSON_EVENTS, personId, writePersonLog } from '../test/support/person-log';
import { BareRows, bareRowsOf } from './bare-rows';
import { type BenchRow, compare, formatRows, median, type PeakMemory } from './report';

const ROOT = join(__dirname, '..');
/** On the repository's disk: the folder for temporary files is often held in memory. */
const WORK_FOLDER = join(ROOT, '.bench');
const COMPARED_PERSONS = 1_000;
/** Events of the logs whose cost per event is compared; a million of them only with BENCH_MILLION=1, for it takes minutes. */
const LOG_EVENTS = [10_000, 100_000, ...(process.env.BENCH_MILLION ? [1_000_000] : [])];
const SPEED_UP_EVENTS = 100_000;
const ROUNDS = 3;
/** Rows written at a time by the bare peer: as many as the projector collects. */
const FLUSH_ROWS = 3_000;
const FLAT = 0.15;

/** Rebuilds against the same work done bare, what a second core brings, cost per event and memory; lines of text. */
export async function benchRebuild(): Promise<readonly string[]> {
  mkdirSync(WORK_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(WORK_FOLDER, 'rebuild-'));
  try {
    const small = await ledgerOf(folder, COMPARED_PERSONS * PERSON_EVENTS);
    const rows = [await compareWithBare(small), await compareAsOf(small)];
    const costs = await costPerEvent(folder);
    return [formatRows(rows), ...costs, await secondCore(await ledgerOf(folder, SPEED_UP_EVENTS))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A ledger with a log of so many events, and rows of them. */
async function ledgerOf(folder: string, events: number): Promise<string> {
  const data = join(folder, `ledger-${events}`);
  mkdirSync(data, { recursive: true });
  const store = SqliteEventStore.open(join(data, 'events.sqlite'));
  if ((await store.head()) === undefined) await writePersonLog(store, events / PERSON_EVENTS);
  await store.close();
  return data;
}

/** One rebuild on this thread; seconds per run as its report tells them. */
async function rebuild(data: string): Promise<number> {
  const service = await RebuildService.open({ HOLDINGS_DATA: data, DATABASE_URL: '' });
  try {
    return (await service.rebuild({ threads: 0 })).seconds;
  } finally {
    await service.close();
  }
}

async function compareWithBare(data: string): Promise<BenchRow> {
  await rebuild(data);
  const events = COMPARED_PERSONS * PERSON_EVENTS;
  const bareFile = join(data, 'bare.sqlite');
  await emptyRows(bareFile);
  return compare({
    name: 'rebuild on one core, comparison with the live rows included',
    unit: 'events/s',
    peerName: 'bare select, JSON.parse, the same fold and prepared inserts of the same rows',
    goal: 0.5,
    count: events,
    ours: () => async () => void (await rebuild(data)),
    peer: (round) => {
      const file = join(data, `bare-${round}.sqlite`);
      cpSync(bareFile, file);
      return () => bareRebuild(join(data, 'events.sqlite'), file, events);
    },
  });
}

/** A file with our tables and nothing in them. */
async function emptyRows(file: string): Promise<void> {
  const dataSource = await createDataSource({ sqlite: file });
  await dataSource.destroy();
}

function bareRebuild(logFile: string, rowsFile: string, expected: number): void {
  const log = new Database(logFile, { readonly: true });
  const rows = new Database(rowsFile);
  rows.pragma('journal_mode = WAL');
  rows.pragma('synchronous = NORMAL');
  rows.pragma('cache_size = -32768');
  rows.pragma('wal_autocheckpoint = 8000');
  const bare = new BareRows(rows);
  const streams = log.prepare('SELECT key, name FROM streams ORDER BY key').raw().all() as [number, string][];
  const select = log
    .prepare(
      'SELECT position, revision, lower(hex(id)), type, data, metadata FROM events WHERE stream = ? ORDER BY revision',
    )
    .raw();
  let [events, waiting] = [0, 0];
  rows.exec('BEGIN');
  for (const [key, stream] of streams) {
    const person: StoredEvent[] = [];
    for (const [position, revision, id, type, data, metadata] of select.all(key) as [
      number,
      number,
      string,
      string,
      string,
      string,
    ][]) {
      const event = {
        id,
        position,
        stream,
        revision,
        type,
        data: JSON.parse(data),
        metadata: JSON.parse(metadata),
      };
      person.push(event as unknown as StoredEvent);
    }
    events += person.length;
    waiting += bare.insert(bareRowsOf(projectPerson(person)!));
    if (waiting < FLUSH_ROWS) continue;
    rows.exec('COMMIT; BEGIN');
    waiting = 0;
  }
  rows.exec('COMMIT');
  rows.close();
  log.close();
  if (events !== expected) throw new Error(`read ${events} events instead of ${expected}`);
}

async function compareAsOf(data: string): Promise<BenchRow> {
  const service = await RebuildService.open({ HOLDINGS_DATA: data, DATABASE_URL: '' });
  const { live } = await service.rebuild({ threads: 0 });
  await service.close();
  const file = join(data, `read-model-${live}.sqlite`);
  const dataSource = await createDataSource({ sqlite: file });
  const readModel = new ReadModel(dataSource);
  const bare = new Database(file, { readonly: true });
  bare.pragma('cache_size = -32768');
  const lookUp = bare.prepare(
    `SELECT h.*, s.* FROM holdings h LEFT JOIN steps s ON s.person_id = h.person_id AND s.holding_id = h.holding_id
       AND s.ordinal = (SELECT t.ordinal FROM steps t WHERE t.person_id = h.person_id AND t.holding_id = h.holding_id
         AND t.effective_on <= ? ORDER BY t.effective_on DESC, t.ordinal DESC LIMIT 1)
     WHERE h.person_id = ? ORDER BY h.ordinal`,
  );
  const persons = Array.from({ length: COMPARED_PERSONS }, (_, person) =>
    personId((person * 7919) % COMPARED_PERSONS),
  );
  const row = await compare({
    name: 'holdings as of a date',
    unit: 'answers/s',
    peerName: 'the bare indexed lookup',
    goal: 0.334,
    count: persons.length,
    ours: () => async () => {
      for (const person of persons) expectHoldings((await readModel.holdings(person, '2008-06-17')).length);
    },
    peer: () => () => {
      for (const person of persons) expectHoldings(lookUp.all('2008-06-17', person).length);
    },
  });
  bare.close();
  await dataSource.destroy();
  return row;
}

function expectHoldings(found: number): void {
  if (found === 0) throw new Error('a person of the log has no holdings');
}

/** Microseconds per event and peak memory by size of the log. */
async function costPerEvent(folder: string): Promise<string[]> {
  const ledgers: { events: number; data: string; costs: number[] }[] = [];
  for (const events of LOG_EVENTS) ledgers.push({ events, data: await ledgerOf(folder, events), costs: [] });
  await rebuild(ledgers[0]!.data);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { events, data, costs } of ledgers) costs.push(((await rebuild(data)) / events) * 1e6);
  }
  const lowest = Math.min(...ledgers.map(({ costs }) => median(costs)));
  const highest = Math.max(...ledgers.map(({ costs }) => median(costs)));
  const lines: string[] = [];
  const peaks: number[] = [];
  for (const { events, data, costs } of ledgers) {
    const { memory } = await command(['rebuild', '--data', data]);
    peaks.push(memory.rssMiB);
    lines.push(
      `rebuild of ${events.toLocaleString('en-US')} events, ${PERSON_EVENTS} of each person: ` +
        `${median(costs).toFixed(1)} µs per event on one core (${Math.min(...costs).toFixed(1)} to ${Math.max(...costs).toFixed(1)}), ` +
        `peak memory on all cores ${memory.rssMiB} MiB, of it in use on the main thread's heap ${memory.heapMiB} MiB`,
    );
  }
  const spread = highest / lowest - 1;
  const verdict = spread <= FLAT ? `flat within ${FLAT * 100} %` : `NOT FLAT within ${FLAT * 100} %`;
  const [before, last] = [peaks.at(-2)!, peaks.at(-1)!];
  return [
    ...lines,
    `cost per event by size of the log: ${(spread * 100).toFixed(0)} % between them, ${verdict}`,
    `peak memory for ten times the log: ${last - before} MiB more (${before} to ${last}): caches that fill once`,
  ];
}

/** The same command on one core and on all of them. */
async function secondCore(data: string): Promise<string> {
  const cores = availableParallelism();
  if (cores < 2 || spawnSync('taskset', ['-c', '0', 'true']).status !== 0) {
    return `speed-up from the second core: not measured, because ${cores < 2 ? 'there is only one' : 'taskset is not there'}`;
  }
  const ratios: number[] = [];
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    one.push((await command(['rebuild', '--data', data, '--threads', '0'], ['taskset', '-c', '0'])).seconds);
    two.push(
      (await command(['rebuild', '--data', data, '--threads', '2'], ['taskset', '-c', '0,1'])).seconds,
    );
    ratios.push(one.at(-1)! / two.at(-1)!);
  }
  return (
    `rebuild of ${SPEED_UP_EVENTS.toLocaleString('en-US')} events, process start to end: ${median(one).toFixed(1)} s on one core, ` +
    `${median(two).toFixed(1)} s on two, speed-up ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
  );
}

interface Run {
  readonly seconds: number;
  readonly memory: PeakMemory;
}

/** A process of the built program from start to end, with its peak memory. */
async function command(args: readonly string[], pinned: readonly string[] = []): Promise<Run> {
  const started = process.hrtime.bigint();
  const [program, ...rest] = [
    ...pinned,
    process.execPath,
    '--require',
    join(__dirname, 'peak-memory.js'),
    join(ROOT, 'bin/holdings.js'),
    ...args,
    '--json',
  ];
  const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const [report, peak] = await Promise.all([text(child.stdout!), text(child.stdio[3] as Readable)]);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (!(JSON.parse(report) as { events?: number }).events) throw new Error(`nothing was rebuilt: ${report}`);
  return { seconds, memory: JSON.parse(peak) as PeakMemory };
}

if (require.main === module) {
  void benchRebuild().then((lines) => console.log(lines.join('\n')));
}
