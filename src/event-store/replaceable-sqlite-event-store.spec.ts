import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { collect } from '../../test/support/collect';
import { saleEvents } from '../../test/support/events';
import { ReplaceableSqliteEventStore } from './replaceable-sqlite-event-store';
import { SqliteEventStore } from './sqlite-event-store';

let folder: string;
let path: string;
let store: ReplaceableSqliteEventStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replaceable-'));
  path = join(folder, 'events.sqlite');
  store = ReplaceableSqliteEventStore.open(path);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const FIRST = 'reportingPerson-0000000001';
const OTHER = 'reportingPerson-0000000002';

/** A closed log of this stream alone, in one file. */
async function logOf(stream: string): Promise<string> {
  const file = join(folder, `${stream}.sqlite`);
  const log = SqliteEventStore.open(file);
  await log.append([{ stream, expectedRevision: -1, events: saleEvents(stream, 2) }]);
  await log.close();
  return file;
}

/** Puts a log in place of the open one, as a restored backup would be. */
async function replaceBy(stream: string): Promise<void> {
  const file = await logOf(stream);
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`);
  renameSync(file, path);
}

async function streamsSoon(expected: string): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const streams = (await collect(store.readAll())).flat().map((event) => event.stream);
    if (streams.includes(expected) || tries === 100) return streams;
    await setTimeout(50);
  }
}

it('goes over to a log that is put in place of the open one', async () => {
  await store.append([{ stream: FIRST, expectedRevision: -1, events: saleEvents(FIRST, 2) }]);
  await replaceBy(OTHER);
  expect(await streamsSoon(OTHER)).toEqual([OTHER, OTHER]);
  await store.append([{ stream: OTHER, expectedRevision: 1, events: saleEvents(OTHER, 1, 'second') }]);
  expect(await streamsSoon(OTHER)).toEqual([OTHER, OTHER, OTHER]);
});

it('ends following, so that whoever follows begins again on the new log', async () => {
  const following = collect(store.follow(undefined, new AbortController().signal));
  await setTimeout(10);
  await replaceBy(OTHER);
  expect(await following).toEqual([]);
  expect(await streamsSoon(OTHER)).toEqual([OTHER, OTHER]);
});

it('finishes reading on the log that it began with', async () => {
  await store.append([{ stream: FIRST, expectedRevision: -1, events: saleEvents(FIRST, 3) }]);
  const reading = store.readAll(undefined, 1)[Symbol.asyncIterator]();
  expect((await reading.next()).value).toHaveLength(1);
  await replaceBy(OTHER);
  await streamsSoon(OTHER);
  expect((await reading.next()).value).toMatchObject([{ stream: FIRST, revision: 1 }]);
  expect((await reading.next()).value).toMatchObject([{ stream: FIRST, revision: 2 }]);
});

it('leaves alone what is no log, or not yet one', async () => {
  await store.append([{ stream: FIRST, expectedRevision: -1, events: saleEvents(FIRST, 2) }]);
  for (const text of ['', 'no database, but a text that is long enough to be taken for one'.repeat(3)]) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    writeFileSync(path, text);
    await setTimeout(600);
    expect(await streamsSoon(FIRST)).toEqual([FIRST, FIRST]);
  }
  rmSync(path);
  copyFileSync(await logOf(OTHER), path);
  expect(await streamsSoon(OTHER)).toEqual([OTHER, OTHER]);
});

it('says so when a log was put in place with the write-ahead log of the one before', async () => {
  await store.append([{ stream: FIRST, expectedRevision: -1, events: saleEvents(FIRST, 2) }]);
  renameSync(await logOf(OTHER), path);
  await setTimeout(300);
  await store.head();
  await setTimeout(300);
  expect(() => store.readAll()).toThrow(
    /was replaced, but .*-wal is still that of the log before: stop every program/,
  );
  await replaceBy(OTHER);
  await setTimeout(300);
  expect(() => store.readAll()).toThrow('was replaced');
  await setTimeout(300);
  expect(await streamsSoon(OTHER)).toEqual([OTHER, OTHER]);
});

it('stays closed', async () => {
  await store.close();
  expect(() => store.readAll()).toThrow('is closed');
  await setTimeout(300);
  await expect(store.head()).rejects.toThrow('is closed');
});
