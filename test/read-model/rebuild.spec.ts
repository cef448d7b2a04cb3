import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import { RULES_VERSION } from '../../src/core/ledger/rules-version';
import type { EventStore } from '../../src/event-store/event-store';
import { SqliteEventStore } from '../../src/event-store/sqlite-event-store';
import { createDataSource } from '../../src/read-model/data-source';
import type { Generations } from '../../src/read-model/generations';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { ReadModel } from '../../src/read-model/read-model';
import { RebuildService } from '../../src/services/rebuild.service';
import { databases, Places } from './databases';
import { append, EVENTS, hashOf, headOf, PEOPLE } from './logs';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

let logs = 0;

describe.each(databases())('a rebuild on %s', (database) => {
  let store: EventStore;
  let generations: Generations;
  let service: RebuildService;

  beforeEach(async () => {
    const sqlite = places.file(`rebuilt-log-${logs++}.sqlite`);
    store = SqliteEventStore.open(sqlite);
    await append(store, EVENTS);
    generations = places.generations(database);
    service = new RebuildService({ sqlite }, store, generations);
  });
  afterEach(() => store.close());

  const rebuild = (options = {}) => service.rebuild({ threads: 0, ...options });

  async function withRows<Result>(generation: number, use: (readModel: ReadModel) => Promise<Result>) {
    const dataSource = await createDataSource(generations.location(generation));
    try {
      return await use(new ReadModel(dataSource));
    } finally {
      await dataSource.destroy();
    }
  }
  const projectLive = async () => {
    const live = await LiveGeneration.open(places.generationsAt(generations.location(1)));
    await new LiveProjector(store, live, projectPerson).catchUp();
    return live;
  };
  const hashIn = (generation: number) => withRows(generation, (readModel) => readModel.readModelHash());
  /** As if the live rows had been made by rules of before. */
  const makeOld = (generation: number) =>
    createDataSource(generations.location(generation)).then(async (dataSource) => {
      const { tablePath } = dataSource.entityMetadatas.find(({ name }) => name === 'PersonEntity')!;
      await dataSource.query(`UPDATE ${tablePath} SET rules_version = ${RULES_VERSION - 1}`);
      await dataSource.destroy();
    });

  it('makes the same rows in a new generation, which becomes live; the one before is kept', async () => {
    const live = await projectLive();
    const report = await rebuild();
    expect(report).toMatchObject({
      generation: 2,
      resumed: false,
      interrupted: false,
      persons: PEOPLE.size,
      events: EVENTS.length,
      comparison: { same: true, persons: PEOPLE.size, differing: 0, named: [] },
      live: 2,
      previous: 1,
      dropped: [],
    });
    expect(await hashIn(2)).toBe(await hashOf(places, database, EVENTS));
    expect(await live.move()).toBe(true);
    expect(live.number).toBe(2);
    await live.close();
  });

  it('drops what is older than the previous generation', async () => {
    await (await projectLive()).close();
    await rebuild();
    expect(await rebuild()).toMatchObject({ live: 3, previous: 2, dropped: [1] });
    expect(await generations.list()).toEqual([2, 3]);
    expect(await service.dropOld()).toEqual([2]);
    expect(await generations.list()).toEqual([3]);
    await expect(service.rollback()).rejects.toThrow('there is no previous generation to go back to');
  });

  it('can be taken back: the generation before answers again, with what was recorded since', async () => {
    await store.close();
    store = SqliteEventStore.open(places.file(`rebuilt-log-${logs++}.sqlite`));
    await append(store, EVENTS.slice(0, 40));
    service = new RebuildService({ sqlite: '' }, store, generations);
    await (await projectLive()).close();
    await rebuild();
    await append(store, EVENTS.slice(40));
    expect(await service.rollback()).toMatchObject({ live: 1, previous: 2 });
    expect(await hashIn(1)).toBe(await hashOf(places, database, EVENTS));
    expect(await service.rollback()).toMatchObject({ live: 2, previous: 1 });
  });

  it('says whose rows are others than those that were live', async () => {
    const live = await projectLive();
    await live.use(async ({ readModel }) => {
      const checkpoint = await readModel.checkpoint();
      const ledgers = ['0000000003', '0000000011'].map((personId) => ({
        ...projectPerson(EVENTS.filter(({ stream }) => stream.endsWith(personId)))!,
        rowHash: `of ${personId} by other rules`,
      }));
      // Nobody's rows of a person whom no event names.
      const nobody = { ...ledgers[0]!, person: { ...ledgers[0]!.person, personId: '0000000099' } };
      const rowsOf99 = { ...nobody, filings: [], holdings: [], steps: [], problems: [] };
      await readModel.replacePersons([...ledgers, rowsOf99], { from: checkpoint, to: checkpoint! });
    });
    await live.close();
    expect((await rebuild({ makeLive: false })).comparison).toEqual({
      same: false,
      persons: PEOPLE.size,
      differing: 3,
      named: [
        { personId: '0000000003', difference: 'rows' },
        { personId: '0000000011', difference: 'rows' },
        { personId: '0000000099', difference: 'onlyLive' },
      ],
    });
    expect((await generations.pointer()).live).toBe(1);
  });

  it('that shall not switch can be gone on with by one that does', async () => {
    await (await projectLive()).close();
    expect(await rebuild({ makeLive: false })).toMatchObject({ generation: 2, live: 1, previous: null });
    expect(await rebuild()).toMatchObject({ generation: 2, resumed: true, persons: 0, live: 2, previous: 1 });
  });

  it('that was stopped goes on where it was: nobody is folded twice', async () => {
    const stop = new AbortController();
    const stopped = await new RebuildService(
      { sqlite: '' },
      stoppingAt(store, '0000000007', stop),
      generations,
    ).rebuild({
      threads: 0,
      signal: stop.signal,
    });
    expect(stopped).toMatchObject({ interrupted: true, live: 1, comparison: null });
    expect(stopped.persons).toBeGreaterThan(0);
    expect(stopped.persons).toBeLessThan(PEOPLE.size);
    const rest = await rebuild();
    expect(rest).toMatchObject({ generation: 2, resumed: true, interrupted: false, live: 2 });
    expect(rest.persons).toBe(PEOPLE.size - stopped.persons);
    expect(await hashIn(2)).toBe(await hashOf(places, database, EVENTS));
  });

  it('that was begun by other rules is begun anew', async () => {
    await rebuild({ makeLive: false });
    await makeOld(2);
    expect(await rebuild()).toMatchObject({ generation: 3, resumed: false, persons: PEOPLE.size });
    expect(await withRows(3, (readModel) => readModel.rulesVersions())).toEqual([RULES_VERSION]);
    expect(await generations.list()).toEqual([3]);
  });

  it('takes in what is recorded while it runs', async () => {
    await store.close();
    store = SqliteEventStore.open(places.file(`rebuilt-log-${logs++}.sqlite`));
    await append(store, EVENTS.slice(0, 40));
    await (await projectLive()).close();
    let appended = false;
    const growing: EventStore = {
      ...bound(store),
      async *readStream(stream, fromRevision) {
        yield* store.readStream(stream, fromRevision);
        if (appended) return;
        appended = true;
        await append(store, EVENTS.slice(40));
      },
    };
    const report = await new RebuildService({ sqlite: '' }, growing, generations).rebuild({ threads: 0 });
    expect(report).toMatchObject({ comparison: { same: true }, live: 2 });
    const whole = await hashOf(places, database, EVENTS);
    expect([await hashIn(1), await hashIn(2)]).toEqual([whole, whole]);
    expect(await withRows(2, (readModel) => readModel.checkpoint())).toMatchObject({
      position: headOf(EVENTS),
    });
  });

  it('tells how far it is', async () => {
    await (await projectLive()).close();
    const states: unknown[] = [];
    await rebuild({ onProgress: (state: unknown) => states.push(state) });
    expect(states[0]).toMatchObject({ events: EVENTS.length, total: EVENTS.length, secondsLeft: 0 });
  });

  it('is one at a time', async () => {
    const lock = await places.generationsAt(generations.location(1)).lock();
    await expect(rebuild()).rejects.toThrow('another rebuild is going on');
    await expect(service.rollback()).rejects.toThrow('another rebuild is going on');
    await lock.release();
    expect(await rebuild()).toMatchObject({ notCompared: 'the live generation has no rows', live: 2 });
  });
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

/** The same store, which has the signal abort when this person's stream is read. */
function stoppingAt(store: EventStore, personId: string, stop: AbortController): EventStore {
  return {
    ...bound(store),
    readStream(stream, fromRevision): AsyncIterable<StoredEvent> {
      if (stream.endsWith(personId)) stop.abort();
      return store.readStream(stream, fromRevision);
    },
  };
}
