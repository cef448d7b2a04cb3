import { hash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { NOBODY } from '../support/ordinary-user';
import { manyFilings, ownershipXml, SALE, writeFilings } from './filings';
import { holdings } from './holdings-command';
import { inFolderOnly } from './ledger-stores';

const onFolder = inFolderOnly('the files of a folder are what is damaged');

jest.setTimeout(120_000);

/** File permissions do not bind root. */
const ORDINARY = process.getuid?.() === 0 ? { uid: NOBODY } : {};

let folder: string;
/** A ledger of PERSON 0 to 5, which no test changes. */
let sound: string;
let exported: string;
/** A copy of it. */
let data: string;
/** A filing of somebody else. */
let another: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unusable-'));
  chmodSync(folder, 0o755);
  const filings = mkdtempSync(join(folder, 'filings-'));
  writeFilings(filings, manyFilings(60));
  another = join(folder, 'another.xml');
  writeFileSync(another, ownershipXml(SALE));
  sound = join(folder, 'sound');
  exported = join(folder, 'export.jsonl');
  expect((await holdings(['ingest', filings, '--data', sound])).code).toBe(0);
  expect((await holdings(['export', exported, '--data', sound])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  data = mkdtempSync(join(folder, 'ledger-'));
  cpSync(sound, data, { recursive: true });
});

/** Every file of the ledger with a digest of its content. */
function contents(): Record<string, string> {
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
    .map((name) => join(data, name))
    .filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [path, hash('sha256', readFileSync(path), 'hex')]));
}

/** Runs a command that must fail, change nothing and say so without a stack; returns what it says. */
async function refused(args: readonly string[], user: { readonly uid?: number } = {}): Promise<string> {
  const before = contents();
  const { code, err } = await holdings([...args, '--data', data], user);
  expect({ args, err, code }).toEqual({ args, err: expect.stringMatching(/^holdings: .+\n$/), code: 1 });
  expect(contents()).toEqual(before);
  return err;
}

const READING = [['people'], ['verify']];
const WRITING = () => [
  ['ingest', another],
  ['import', exported],
];

/** Puts other bytes in place of those at an offset of a file. */
function damage(name: string, offset: number): void {
  const file = openSync(join(data, name), 'r+');
  writeSync(file, Buffer.alloc(2_000, 0xa5), 0, 2_000, offset);
  closeSync(file);
}

describe('a folder that may only be read', () => {
  beforeEach(() => {
    if (ORDINARY.uid !== undefined) giveTo(NOBODY);
    for (const path of everything()) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  });
  afterEach(() => {
    for (const path of everything()) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  });

  onFolder('is told by every command that would write there', async () => {
    for (const command of [...WRITING(), ['rebuild']]) {
      const said = await refused(command, ORDINARY);
      expect(said).toMatch(/(event store|source documents|read model) \S+/);
      expect(said).toContain(data);
      expect(said).toMatch(/give this user the right to write there|check that .* this user may write there/);
    }
  });

  onFolder('cannot be made inside of it either', async () => {
    const inside = join(data, 'new');
    const { code, err } = await holdings(['ingest', another, '--data', inside], ORDINARY);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^holdings: data folder \S+new: give this user the right to write there/),
    });
  });
});

describe('a database file that may only be read, in a folder that may be written', () => {
  beforeEach(() => {
    if (ORDINARY.uid !== undefined) giveTo(NOBODY);
  });

  onFolder('is told to be the event store', async () => {
    chmodSync(join(data, 'events.sqlite'), 0o444);
    const before = contents();
    const { code, err } = await holdings(['ingest', another, '--data', data], ORDINARY);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(
        /^holdings: event store \S+events\.sqlite: give this user the right to write/,
      ),
    });
    expect(contents()[join(data, 'events.sqlite')]).toBe(before[join(data, 'events.sqlite')]);
  });

  onFolder('is told to be the read model, and the events are recorded none the less', async () => {
    chmodSync(join(data, 'read-model.sqlite'), 0o444);
    const { code, err } = await holdings(['ingest', another, '--data', data], ORDINARY);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(
        /^holdings: read model \S+read-model\.sqlite: may not be written; check that/,
      ),
    });
    // SQLite gives the files beside it the same permissions.
    for (const name of readdirSync(data)) {
      if (name.startsWith('read-model.sqlite')) chmodSync(join(data, name), 0o644);
    }
    const { out } = await holdings(['ingest', another, '--data', data, '--json'], ORDINARY);
    expect(JSON.parse(out)).toMatchObject({ documents: 1 });
    expect((await holdings(['people', '--data', data], ORDINARY)).out).toContain('DOE JANE');
  });
});

describe('a damaged event store', () => {
  onFolder.each([
    ['whose beginning is overwritten', 0],
    ['whose tables are overwritten', 100],
  ])('%s is told to be that, by every command', async (_, offset) => {
    damage('events.sqlite', offset);
    for (const command of [...READING, ...WRITING(), ['rebuild'], ['export']]) {
      const said = await refused(command);
      expect(said).toMatch(/^holdings: event store \S+events\.sqlite: .*restore a backup/);
      expect(said).not.toMatch(/rebuil/);
    }
  });

  onFolder('whose events are overwritten answers nothing that it cannot read', async () => {
    const { size } = statSync(join(data, 'events.sqlite'));
    for (let offset = 4096 * 4; offset < size; offset += 4096) damage('events.sqlite', offset);
    for (const command of [['export'], ['import', exported]]) {
      expect(await refused(command)).toMatch(/event store \S+events\.sqlite.*restore a backup/);
    }
    // The beginning of a new generation is there now; nothing else is other than before.
    const before = contents();
    const { code, err } = await holdings(['rebuild', '--data', data]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/event store \S+events\.sqlite.*restore a backup/),
    });
    expect(contents()).toMatchObject(before);
  });
});

describe('a damaged read model', () => {
  onFolder.each([
    ['whose beginning is overwritten', 0],
    ['whose tables are overwritten', 100],
  ])('%s is told to be that, and that its rows are rebuilt from the events', async (_, offset) => {
    damage('read-model.sqlite', offset);
    for (const command of [...READING, ['ingest', another]]) {
      const said = await refused(command);
      expect(said).toMatch(/^holdings: read model \S+read-model\.sqlite: is (damaged|no SQLite database)/);
      expect(said).toMatch(/its rows are rebuilt from the events/);
    }
    // What is about the events alone does not need the rows.
    expect((await holdings(['import', exported, '--data', data])).code).toBe(0);
    expect((await holdings(['export', '--data', data])).out).toBe(readFileSync(exported, 'utf8'));
  });

  onFolder('whose rows are overwritten is told by the answers that need them', async () => {
    const { size } = statSync(join(data, 'read-model.sqlite'));
    for (let offset = 4096 * 20; offset < size; offset += 4096) damage('read-model.sqlite', offset);
    const said = await refused(['show', '8000000']);
    expect(said).toMatch(
      /^holdings: read model \S+read-model\.sqlite: is damaged; .*rebuilt from the events/,
    );
  });

  onFolder.each([
    ['is moved away', () => renameSync(join(data, 'read-model.sqlite'), join(data, 'damaged'))],
    ['is rebuilt', async () => expect((await holdings(['rebuild', '--data', data])).code).toBe(0)],
  ])('answers as before when it %s', async (_, mend) => {
    damage('read-model.sqlite', 100);
    await mend();
    for (const command of [['people'], ['show', '8000000']]) {
      const asked = await holdings([...command, '--data', data]);
      expect(asked).toEqual(await holdings([...command, '--data', sound]));
    }
  });
});

describe('stores that a newer version has written', () => {
  onFolder('are left alone when it is the event store', async () => {
    const database = new Database(join(data, 'events.sqlite'));
    database.pragma('user_version = 99');
    database.close();
    for (const command of [...READING, ...WRITING(), ['rebuild'], ['export']]) {
      expect(await refused(command)).toMatch(/^holdings: event store \S+ was written by a newer .*upgrade/);
    }
  });

  onFolder('are left alone when it is the read model', async () => {
    const database = new Database(join(data, 'read-model.sqlite'));
    database
      .prepare('INSERT INTO migrations (timestamp, name) VALUES (?, ?)')
      .run(4_070_908_800_000, 'Votes4070908800000');
    database.close();
    for (const command of [...READING, ['ingest', another]]) {
      expect(await refused(command)).toMatch(
        /^holdings: read model \S+: was made by a newer version .*use that version, or .*rebuilt from the events/,
      );
    }
  });
});

function everything(): readonly string[] {
  return [data, ...readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name))];
}

function giveTo(user: number): void {
  for (const path of everything()) chownSync(path, user, user);
}
