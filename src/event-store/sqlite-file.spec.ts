import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { collect } from '../../test/support/collect';
import { saleEvent, saleEvents } from '../../test/support/events';
import { asOrdinaryUser } from '../../test/support/ordinary-user';
import { type FailureReason, StorageFailure } from './event-store';
import { SqliteEventStore } from './sqlite-event-store';

const CARTER = 'reportingPerson-0001211060';
const SMITH = 'reportingPerson-0001494730';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-file-'));
  path = join(folder, 'events.sqlite');
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

describe('what is stored', () => {
  it('is exactly the text that was hashed', async () => {
    const event = saleEvent(CARTER, { title: 'Gröning 株式 😀 \u0000 \ud83d "quoted"' });
    const store = SqliteEventStore.open(path);
    await store.append([{ stream: CARTER, expectedRevision: -1, events: [event] }]);
    await store.close();
    const database = new Database(path, { readonly: true });
    const row = database.prepare('SELECT * FROM events').get() as {
      position: number;
      revision: number;
      id: Buffer;
      data: string;
      metadata: string;
    };
    const head = database.prepare('SELECT * FROM streams').get();
    database.close();
    const metadata = JSON.stringify({ ...event.metadata, previousHash: '0'.repeat(64) });
    const data = JSON.stringify(event.data);
    const lines = ['0'.repeat(64), CARTER, '0', event.id, 'SaleReported', data, metadata];
    const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
    expect(row.data).toBe(data);
    expect(row.metadata).toBe(`${metadata.slice(0, -1)},"hash":"${hash}"}`);
    expect(row.id.toString('hex')).toBe(event.id.replaceAll('-', ''));
    expect(head).toEqual({ key: 1, name: CARTER, revision: 0, hash });
  });

  it('is written through to the disk before an append says yes', () => {
    const store = SqliteEventStore.open(path);
    expect(pragma(store, 'journal_mode', { simple: true })).toBe('wal');
    expect(pragma(store, 'synchronous', { simple: true })).toBe(2);
    return store.close();
  });
});

describe('opening', () => {
  it('creates the folder and the file', async () => {
    const deep = join(folder, 'a', 'b', 'events.sqlite');
    await SqliteEventStore.open(deep).close();
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['events.sqlite']);
  });

  it('takes an empty file as a new one', async () => {
    writeFileSync(path, '');
    const store = SqliteEventStore.open(path);
    await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 1) }]);
    await store.close();
  });

  it('works in memory', async () => {
    const store = SqliteEventStore.open(':memory:');
    await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
    expect(await collect(store.readStream(CARTER))).toHaveLength(2);
    await store.close();
  });

  it('refuses a file that is no database, and leaves it alone', () => {
    const text = 'Form 4. Statement of changes in beneficial ownership.\n'.repeat(100);
    writeFileSync(path, text);
    expectFailure('foreign', /events\.sqlite: that file is no event store: name another data folder/, open);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('refuses a database of another program, and leaves it alone', () => {
    const database = new Database(path);
    database.exec('CREATE TABLE notes (text TEXT)');
    database.close();
    const before = readFileSync(path);
    expectFailure('foreign', /no event store of Holdings Ledger: name another data folder/, open);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['events.sqlite']);
  });

  it('refuses a store of a newer schema, and leaves it alone', async () => {
    await SqliteEventStore.open(path).close();
    const database = new Database(path);
    database.pragma('user_version = 2');
    database.close();
    const before = readFileSync(path);
    expectFailure('newer', /newer Holdings Ledger \(schema 2, this program knows 1\): upgrade/, open);
    expect(readFileSync(path)).toEqual(before);
  });

  it('refuses a store whose beginning is damaged', async () => {
    await filledStore();
    overwrite(path, 0, 4096);
    expectFailure('foreign', /no event store: name another data folder, or restore a backup/, open);
  });

  it('refuses a store whose tables are damaged', async () => {
    await filledStore();
    overwrite(path, 100, 3996);
    expectFailure('damaged', /restore a backup, or ingest the documents into a new store/, open);
  });

  it('refuses a folder in place of the file', () => {
    mkdirSync(path);
    expectFailure('notWritable', /events\.sqlite: give this user the right to write there/, open);
  });

  it('refuses a file in place of the folder', () => {
    writeFileSync(path, 'a file');
    path = join(path, 'events.sqlite');
    expectFailure('notWritable', /a file stands where a folder should be/, open);
  });

  it('refuses a folder that may not be written', async () => {
    chmodSync(folder, 0o555);
    await asOrdinaryUser(() => expectFailure('notWritable', /give this user the right to write there/, open));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a place where no folder can be made, instead of trying for ever', () => {
    if (process.platform !== 'linux') return console.warn('skipped: only Linux has a /proc to try this on');
    path = '/proc/no-such-folder/data/events.sqlite';
    expectFailure('notWritable', /no folder can be made there: name another data folder/, open);
  });

  it('refuses a store that may not be written', async () => {
    await filledStore();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    await asOrdinaryUser(() => expectFailure('notWritable', /give this user the right to write there/, open));
  });
});

describe('while it is used', () => {
  it('a damaged page is an error that says so, not a wrong answer', async () => {
    await filledStore();
    const size = statSync(path).size;
    overwrite(path, 4096 * 20, Math.min(4096 * 60, size - 4096 * 21));
    const store = SqliteEventStore.open(path);
    await expect(readAll(store)).rejects.toMatchObject({ name: 'StorageFailure', reason: 'damaged' });
    await store.close();
  });

  it('an event that is no JSON any more is an error that names its place in stream and log', async () => {
    await filledStore();
    const database = new Database(path);
    database.prepare('UPDATE events SET data = substr(data, 1, 100) WHERE position = 7').run();
    database.close();
    const store = SqliteEventStore.open(path);
    await expect(readAll(store)).rejects.toThrow(/is damaged: revision 6 of .*, at position 7, is no JSON/);
    await expect(readAll(store)).rejects.toMatchObject({ reason: 'damaged' });
    await store.close();
  });

  it('an event that is missing is an error that names its place', async () => {
    await filledStore();
    const database = new Database(path);
    database.prepare('DELETE FROM events WHERE stream = 1 AND revision > 150').run();
    database.close();
    const store = SqliteEventStore.open(path);
    await expect(collect(store.readStream(CARTER))).rejects.toThrow(/lacks revision 151/);
    await store.close();
  });

  it('a full disk stores nothing of the call and spoils nothing', async () => {
    const store = SqliteEventStore.open(path);
    await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 10) }]);
    // SQLite answers this limit as it answers a disk without space.
    const pages = Number(pragma(store, 'page_count', { simple: true }));
    pragma(store, `max_page_count = ${pages + 4}`);
    const append = store.append([
      { stream: CARTER, expectedRevision: 9, events: saleEvents(CARTER, 2, 'second') },
      { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 200) },
    ]);
    await expect(append).rejects.toThrow(StorageFailure);
    await expect(append).rejects.toMatchObject({ reason: 'full' });
    await expect(append).rejects.toThrow(/no space is left: free some and try again/);
    expect((await readAll(store)).length).toBe(10);
    pragma(store, 'max_page_count = 1000000');
    await store.append([{ stream: CARTER, expectedRevision: 9, events: saleEvents(CARTER, 2, 'second') }]);
    expect((await collect(store.readStream(CARTER))).length).toBe(12);
    await store.close();
  });

  it('another process that does not stop writing is an error, and no append is lost by it', async () => {
    const store = SqliteEventStore.open(path, { busyTimeoutMs: 20 });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const append = () =>
      store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 1) }]);
    await expect(append()).rejects.toMatchObject({ name: 'StorageFailure', reason: 'busy' });
    await expect(append()).rejects.toThrow(/another process keeps writing to it: try again/);
    expect(await readAll(store)).toEqual([]);
    other.exec('COMMIT');
    other.close();
    expect(await append()).toEqual([{ stream: CARTER, revision: 0, appended: 1 }]);
    await store.close();
  });

  it('a closed store says that it is closed', async () => {
    const store = SqliteEventStore.open(path);
    await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 1) }]);
    const following = collect(store.follow(undefined, new AbortController().signal));
    await store.close();
    await store.close();
    const closed = { name: 'StorageFailure', reason: 'closed' };
    await expect(following).rejects.toMatchObject(closed);
    await expect(store.append([])).rejects.toMatchObject(closed);
    await expect(store.head()).rejects.toMatchObject(closed);
    await expect(readAll(store)).rejects.toMatchObject(closed);
    await expect((async () => collect(store.readStream(CARTER)))()).rejects.toMatchObject(closed);
  });

  describe('a reader that follows and waits', () => {
    // The clock stands still: whatever happens does not wait for the next look at the file.
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('gets at once what its own store appends', async () => {
      const store = SqliteEventStore.open(path);
      const following = store.follow(undefined, new AbortController().signal)[Symbol.asyncIterator]();
      const next = following.next();
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
      expect((await next).value).toHaveLength(2);
      await following.return?.();
      await store.close();
    });

    it('ends at once when it is told to', async () => {
      const store = SqliteEventStore.open(path);
      const controller = new AbortController();
      const following = collect(store.follow(undefined, controller.signal));
      controller.abort();
      expect(await following).toEqual([]);
      expect(jest.getTimerCount()).toBe(0);
      await store.close();
    });
  });

  it('a copy of the closed file is a backup', async () => {
    await filledStore();
    const copy = join(folder, 'copy.sqlite');
    copyFileSync(path, copy);
    const [store, backup] = [SqliteEventStore.open(path), SqliteEventStore.open(copy)];
    expect(await readAll(backup)).toEqual(await readAll(store));
    await store.close();
    await backup.close();
  });
});

function open(): SqliteEventStore {
  return SqliteEventStore.open(path);
}

/** Asks or tells the store's own connection, which alone knows these settings. */
function pragma(store: SqliteEventStore, text: string, options?: Database.PragmaOptions): unknown {
  return (store as unknown as { database: Database.Database }).database.pragma(text, options);
}

async function readAll(store: SqliteEventStore) {
  return (await collect(store.readAll())).flat();
}

/** A closed store of two streams with 200 events each. */
async function filledStore(): Promise<void> {
  const store = SqliteEventStore.open(path);
  for (const stream of [CARTER, SMITH]) {
    await store.append([{ stream, expectedRevision: -1, events: saleEvents(stream, 200) }]);
  }
  await store.close();
}

function overwrite(file: string, from: number, length: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, from);
  closeSync(descriptor);
}

function expectFailure(reason: FailureReason, message: RegExp, action: () => SqliteEventStore): void {
  let failure: unknown;
  try {
    void action().close();
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(StorageFailure);
  expect(failure).toMatchObject({ reason, message: expect.stringMatching(message) });
}
