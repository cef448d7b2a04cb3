import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDataSource } from '../../src/read-model/data-source';
import { FIRST_GENERATION, type Generations } from '../../src/read-model/generations';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { ReadModel } from '../../src/read-model/read-model';
import { databases, Places } from './databases';
import { at, ledger } from './ledgers';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

const CARTER = '0001211060';

describe.each(databases())('generations on %s', (database) => {
  let generations: Generations;
  beforeEach(() => {
    generations = places.generations(database);
  });

  /** Makes a generation in which the person has this name. */
  async function filled(number: number, name: string): Promise<void> {
    const dataSource = await createDataSource(generations.location(number));
    await new ReadModel(dataSource).replacePersons([ledger(CARTER, { name })], { from: null, to: at('1') });
    await dataSource.destroy();
  }

  /** Makes another generation live, as a rebuild does. */
  async function switchTo(live: number): Promise<void> {
    const lock = await generations.lock();
    const { live: previous } = await generations.pointer();
    await generations.point({ live, previous, building: null, newest: live });
    await lock.release();
  }

  const nameIn = async (readModel: ReadModel) => (await readModel.person(CARTER))?.name;

  it('begin with the rows that are there, when there is no pointer', async () => {
    expect(await generations.pointer()).toEqual(FIRST_GENERATION);
    await filled(1, 'FIRST');
    const live = await LiveGeneration.open(generations);
    expect(live.number).toBe(1);
    expect(await live.read(nameIn)).toBe('FIRST');
    await live.close();
  });

  it('remember the pointer, for whoever asks', async () => {
    const lock = await generations.lock();
    const pointer = { live: 3, previous: 2, building: 5, newest: 6 };
    await generations.point({ live: 2, previous: null, building: null, newest: 2 });
    await generations.point(pointer);
    await lock.release();
    expect(await generations.pointer()).toEqual(pointer);
    expect(await places.generationsAt(generations.location(1)).pointer()).toEqual(pointer);
  });

  it('are listed, and dropped one by one', async () => {
    for (const number of [1, 2, 11]) await filled(number, `GENERATION ${number}`);
    expect(await generations.list()).toEqual([1, 2, 11]);
    await generations.drop(2);
    await generations.drop(2);
    expect(await generations.list()).toEqual([1, 11]);
  });

  it('are changed by one process at a time', async () => {
    const lock = await generations.lock();
    const other = places.generationsAt(generations.location(1));
    await expect(other.lock()).rejects.toThrow(/another rebuild is going on; wait for its end/);
    await lock.release();
    await (await other.lock()).release();
  });

  it('are free again when the process that changed them was killed', async () => {
    const child = lockedByProcess(generations);
    await child.locked;
    await expect(generations.lock()).rejects.toHaveProperty('name', 'RebuildRunning');
    child.kill();
    await child.ended;
    // A server takes a moment to notice that a connection is gone.
    for (let tries = 0; ; tries++) {
      const lock = await generations.lock().catch(() => undefined);
      if (lock) return lock.release();
      expect(tries).toBeLessThan(100);
      await setTimeout(20);
    }
  }, 30_000);

  it('answer without a gap when another one becomes live', async () => {
    await filled(1, 'FIRST');
    await filled(2, 'SECOND');
    const live = await LiveGeneration.open(generations);
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let goOn = () => {};
    const going = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const long = live.read(async (readModel) => {
      begun();
      await going;
      return nameIn(readModel);
    });
    await beginning;
    await switchTo(2);
    expect(await live.read(nameIn)).toBe('FIRST');
    expect(await live.move()).toBe(true);
    expect(await live.move()).toBe(false);
    expect(await live.read(nameIn)).toBe('SECOND');
    goOn();
    expect(await long).toBe('FIRST');
    await live.close();
  });

  it('answer even when theirs is dropped before they notice the switch', async () => {
    await filled(1, 'FIRST');
    await filled(2, 'SECOND');
    const live = await LiveGeneration.open(generations);
    expect(await live.read(nameIn)).toBe('FIRST');
    await switchTo(2);
    await generations.drop(1);
    // SQLite goes on answering from a file that has no name any more.
    expect(await live.read(nameIn)).toBe(database === 'SQLite' ? 'FIRST' : 'SECOND');
    await live.move();
    expect(await live.read(nameIn)).toBe('SECOND');
    await live.close();
  });

  it('tell a question’s own error, and go on', async () => {
    const live = await LiveGeneration.open(generations);
    await expect(live.read(() => Promise.reject(new Error('no such person')))).rejects.toThrow(
      'no such person',
    );
    expect(await live.read(nameIn)).toBeUndefined();
    await live.close();
  });
});

describe('the pointer file', () => {
  it('that says nothing is refused with what to do', async () => {
    const generations = places.generations('SQLite');
    const { sqlite } = generations.location(1) as { sqlite: string };
    const file = sqlite.replace(/\.sqlite$/, '.json');
    for (const text of ['', '{"live":0}', '{"live":1,"previous":"2","building":null,"newest":2}']) {
      writeFileSync(file, text);
      await expect(generations.pointer()).rejects.toThrow(
        /\.json: does not say which generation is live; remove it together with the read-model files/,
      );
    }
  });

  it('is whole at every instant', async () => {
    const generations = places.generations('SQLite');
    const { sqlite } = generations.location(1) as { sqlite: string };
    const file = sqlite.replace(/\.sqlite$/, '.json');
    await generations.point({ live: 2, previous: 1, building: null, newest: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      live: 2,
      previous: 1,
      building: null,
      newest: 2,
    });
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

/** A process that takes the lock and keeps it. */
function lockedByProcess(generations: Generations) {
  const first = generations.location(1);
  const open =
    'sqlite' in first
      ? `new (require('./src/read-model/sqlite-generations').SqliteGenerations)(${JSON.stringify(first.sqlite)})`
      : `new (require('./src/read-model/postgres-generations').PostgresGenerations)(${JSON.stringify(first.postgres)}, ${JSON.stringify(first.schema)})`;
  const script = `globalThis.kept = ${open}; globalThis.kept.lock().then((lock) => { globalThis.lock = lock; console.log('locked'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-r', './test/support/run-typescript.js', '-e', script], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    locked: new Promise((resolve) => child.stdout.once('data', resolve)),
    ended: new Promise((resolve) => child.on('close', resolve)),
    kill: () => child.kill('SIGKILL'),
  };
}
