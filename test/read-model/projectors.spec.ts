import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { EventStore } from '../../src/event-store/event-store';
import { SqliteEventStore } from '../../src/event-store/sqlite-event-store';
import type { ReadModelLocation } from '../../src/read-model/data-source';
import { Projector } from '../../src/read-model/projector';
import { databases, Places } from './databases';
import { append, EVENTS, hashOf, headOf, logOf, PEOPLE } from './logs';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

describe.each(databases())('a projector that is not alone, or not left alone, on %s', (database) => {
  const rows = async () => (await places.open(places.unused(database))).readModel;

  describe('beside another one', () => {
    it('shares the work: every event is accounted for by exactly one of them', async () => {
      const location = places.unused(database);
      const store = await logOf(EVENTS);
      const limits = { batchEvents: 5, flushRows: 8 };
      const projectors: Projector[] = [];
      for (let count = 0; count < 3; count++) {
        const { readModel } = await places.open(location);
        projectors.push(new Projector(store, readModel, projectPerson, limits));
      }
      const done = await Promise.all(projectors.map((projector) => projector.catchUp()));
      expect(done.reduce((sum, { events }) => sum + events, 0)).toBe(EVENTS.length);
      const { readModel } = await places.open(location);
      expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    });

    it('that is ahead it changes nothing, and goes on from there', async () => {
      const location = places.unused(database);
      const { readModel } = await places.open(location);
      const other = await places.open(location);
      const store = await logOf(EVENTS.slice(0, 40));
      let overtaken = false;
      const slow = new Projector(
        {
          ...bound(store),
          async *readStream(stream: string, fromRevision?: number) {
            // While this one has read an old state of the stream, the other one reads and writes a newer one.
            const old: StoredEvent[] = [];
            for await (const event of store.readStream(stream, fromRevision)) old.push(event);
            if (!overtaken) {
              overtaken = true;
              await append(store, EVENTS.slice(40));
              await new Projector(store, other.readModel, projectPerson).catchUp();
            }
            yield* old;
          },
        },
        readModel,
        projectPerson,
      );
      expect(await slow.catchUp()).toEqual({ events: 0, persons: 0 });
      expect(overtaken).toBe(true);
      expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    });
  });

  describe('following the log', () => {
    it('projects what is appended until it is told to stop', async () => {
      const readModel = await rows();
      const store = await logOf(EVENTS.slice(0, 10));
      const projector = new Projector(store, readModel, projectPerson);
      const stop = new AbortController();
      const running = projector.run(stop.signal);
      for (let from = 10; from < EVENTS.length; from += 9) {
        await append(store, EVENTS.slice(from, from + 9));
        await until(async () => (await projector.lag()).events === 0);
      }
      expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
      stop.abort();
      expect((await running).events).toBe(EVENTS.length);
    });

    it('ends at a piece when it is told to stop in the midst of it', async () => {
      const readModel = await rows();
      const stop = new AbortController();
      let folds = 0;
      const projector = new Projector(await logOf(EVENTS), readModel, (events) => {
        if (++folds === 5) stop.abort();
        return projectPerson(events);
      });
      const { events, persons } = await projector.run(stop.signal);
      expect(persons).toBe(5);
      expect((await readModel.checkpoint())?.position).toBe(headOf(EVENTS.slice(0, events)));
      expect(projector.failure).toBeUndefined();
    });

    it('goes on when another one projects in between', async () => {
      const location = places.unused(database);
      const { readModel } = await places.open(location);
      const other = await places.open(location);
      const store = await logOf([]);
      const stop = new AbortController();
      const projector = new Projector(store, readModel, projectPerson);
      const running = projector.run(stop.signal);
      for (let from = 0; from < EVENTS.length; from += 4) {
        await append(store, EVENTS.slice(from, from + 4));
        await new Projector(store, other.readModel, projectPerson).catchUp();
      }
      await until(async () => (await projector.lag()).events === 0);
      stop.abort();
      await running;
      expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    });
  });

  it('that is killed again and again goes on at its checkpoint, and nobody is ever half there', async () => {
    const location = places.unused(database);
    const path = places.file(`log-${database}.sqlite`);
    const store = SqliteEventStore.open(path);
    await append(store, EVENTS);
    await store.close();
    const { readModel } = await places.open(location);
    const ledgers = new Map(
      [...PEOPLE].map((personId) => [
        personId,
        projectPerson(EVENTS.filter(({ stream }) => stream.endsWith(personId)))!,
      ]),
    );
    let kills = 0;
    let checkpoint = '';
    while ((await readModel.checkpoint())?.position !== headOf(EVENTS)) {
      kills += (await killedProjector(path, location, kills)) ? 1 : 0;
      const now = (await readModel.checkpoint())?.position ?? '';
      expect(now >= checkpoint).toBe(true);
      checkpoint = now;
      for (const { personId } of await readModel.people({ limit: 1_000 })) {
        const expected = ledgers.get(personId)!;
        const history = await readModel.history(personId);
        expect(await readModel.rowHash(personId)).toBe(expected.rowHash);
        expect(history.flatMap(({ steps }) => steps)).toEqual(expected.steps);
      }
    }
    expect(kills).toBeGreaterThan(1);
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
  }, 120_000);
});

function bound(store: EventStore): EventStore {
  return {
    append: (batches) => store.append(batches),
    readStream: (stream, fromRevision) => store.readStream(stream, fromRevision),
    readAll: (after, batchSize) => store.readAll(after, batchSize),
    follow: (after, signal) => store.follow(after, signal),
    head: () => store.head(),
    close: () => store.close(),
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(5);
}

/**
 * Runs a projector in a process of its own that writes person by person, and kills it right after it was seen
 * to begin its third person (a little later each time). False when it came to its end before.
 */
function killedProjector(path: string, location: ReadModelLocation, delay: number): Promise<boolean> {
  const script = `
    const { SqliteEventStore } = require('./src/event-store/sqlite-event-store');
    const { createDataSource } = require('./src/read-model/data-source');
    const { ReadModel } = require('./src/read-model/read-model');
    const { Projector } = require('./src/read-model/projector');
    const { projectPerson } = require('./src/core/ledger/project-person');
    (async () => {
      const readModel = new ReadModel(await createDataSource(${JSON.stringify(location)}));
      let folds = 0;
      const project = (events) => {
        if (++folds === 3) require('node:fs').writeSync(1, 'third');
        return projectPerson(events);
      };
      const store = SqliteEventStore.open(${JSON.stringify(path)});
      await new Projector(store, readModel, project, { batchEvents: 7, flushRows: 1 }).catchUp();
      process.exit(0);
    })();`;
  const child = spawn(process.execPath, ['-r', './test/support/run-typescript.js', '-e', script], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    child.stdout.once('data', async () => {
      await setTimeout(delay);
      child.kill('SIGKILL');
    });
    child.on('close', (_, signal) => resolve(signal === 'SIGKILL'));
  });
}
