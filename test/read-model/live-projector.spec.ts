import { setTimeout } from 'node:timers/promises';
import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { EventStore } from '../../src/event-store/event-store';
import { createDataSource } from '../../src/read-model/data-source';
import type { Generations } from '../../src/read-model/generations';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { ReadinessService } from '../../src/services/readiness.service';
import { databases, Places } from './databases';
import { append, EVENTS, hashOf, headOf, logOf } from './logs';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

const BAD = '0000000007';
const firstOfBad = EVENTS.findIndex(({ stream }) => stream.endsWith(BAD));

describe.each(databases())('the projection of a running server on %s', (database) => {
  let generations: Generations;
  let live: LiveGeneration;
  let stop: AbortController;
  let running: Promise<void> | undefined;
  const failures: string[] = [];
  const restarts: string[] = [];

  beforeEach(async () => {
    generations = places.generations(database);
    live = await LiveGeneration.open(generations);
    stop = new AbortController();
    failures.length = 0;
    restarts.length = 0;
  });
  afterEach(async () => {
    stop.abort();
    await running;
    await live.close();
  });

  function start(projector: LiveProjector): LiveProjector {
    running = projector.run(stop.signal, {
      failed: ({ message }) => failures.push(message),
      restarted: (why) => restarts.push(why),
    });
    return projector;
  }
  const hash = () => live.read((readModel) => readModel.readModelHash());

  it('is at most moments behind', async () => {
    const store = await logOf([]);
    const projector = start(new LiveProjector(store, live, projectPerson));
    for (let from = 0; from < EVENTS.length; from += 25) {
      await append(store, EVENTS.slice(from, from + 25));
      const appended = performance.now();
      await until(async () => (await projector.lag()).events === 0);
      expect(performance.now() - appended).toBeLessThan(5_000);
    }
    expect(await hash()).toBe(await hashOf(places, database, EVENTS));
    expect(await new ReadinessService(projector).readiness()).toEqual({
      ready: true,
      reasons: [],
      head: headOf(EVENTS),
      checkpoint: headOf(EVENTS),
      lag: 0,
      lagAtLeast: false,
      generation: 1,
      failedAt: null,
    });
  });

  it('stops at a failing event, says which once, and goes on when that is mended', async () => {
    let mended = false;
    const project = (events: readonly StoredEvent[]) => {
      if (!mended && events[0]!.stream.endsWith(BAD)) throw new Error('a balance cannot be');
      return projectPerson(events);
    };
    const store = await logOf(EVENTS);
    const projector = start(new LiveProjector(store, live, project));
    await until(async () => projector.failure !== undefined);
    const { id, position } = EVENTS[firstOfBad]!;
    const red = await new ReadinessService(projector).readiness();
    expect(red).toMatchObject({
      ready: false,
      lag: EVENTS.length - firstOfBad,
      failedAt: { eventId: id, personId: BAD, error: 'a balance cannot be' },
    });
    expect(red.reasons).toEqual([expect.stringContaining(`failed at event ${id}`)]);
    expect(red.failedAt!.position).toBe(String(Number(position) + 1).padStart(16, '0'));
    // It is tried again, in vain, and stays red all the time.
    for (const end = performance.now() + 1_500; performance.now() < end; ) {
      expect((await new ReadinessService(projector).readiness()).ready).toBe(false);
      await setTimeout(50);
    }
    expect(failures).toHaveLength(1);
    mended = true;
    await until(async () => projector.failure === undefined);
    expect(await hash()).toBe(await hashOf(places, database, EVENTS));
    expect((await new ReadinessService(projector).readiness()).ready).toBe(true);
  }, 20_000);

  it('goes on after a failure of the event store', async () => {
    const store = await logOf(EVENTS);
    let down = true;
    const projector = start(
      new LiveProjector(
        failingWhile(() => down, store),
        live,
        projectPerson,
      ),
    );
    await until(async () => failures.length > 0);
    expect(failures).toEqual(['the event store does not answer']);
    expect((await new ReadinessService(projector).readiness()).ready).toBe(false);
    down = false;
    await until(async () => projector.failure === undefined);
    expect((await projector.lag()).events).toBe(0);
  }, 20_000);

  it('goes over to the generation that becomes live', async () => {
    const store = await logOf(EVENTS.slice(0, 40));
    const projector = start(new LiveProjector(store, live, projectPerson));
    await until(async () => (await projector.lag()).events === 0);
    await (await createDataSource(generations.location(2))).destroy();
    const lock = await generations.lock();
    await generations.point({ live: 2, previous: 1, building: null, newest: 2 });
    await lock.release();
    await until(async () => projector.generation === 2 && (await projector.lag()).events === 0);
    await append(store, EVENTS.slice(40));
    await until(async () => (await projector.lag()).events === 0);
    expect(await hash()).toBe(await hashOf(places, database, EVENTS));
    expect([failures, restarts]).toEqual([[], []]);
  }, 20_000);

  it('goes over even while it has much to catch up with', async () => {
    const store = await logOf(EVENTS);
    let projector: LiveProjector | undefined;
    const slow: EventStore = {
      ...current(() => store),
      async *readAll(after, batchSize) {
        for await (const batch of store.readAll(after, batchSize)) {
          yield batch;
          while (projector?.generation === 1) await setTimeout(5);
        }
      },
    };
    projector = start(new LiveProjector(slow, live, projectPerson));
    await (await createDataSource(generations.location(2))).destroy();
    const lock = await generations.lock();
    await generations.point({ live: 2, previous: 1, building: null, newest: 2 });
    await lock.release();
    await until(async () => projector.generation === 2 && (await projector.lag()).events === 0);
    expect(await hash()).toBe(await hashOf(places, database, EVENTS));
  }, 20_000);

  it('makes its rows again when the log becomes another one', async () => {
    const others = EVENTS.filter(({ stream }) => !stream.endsWith('0000000001'));
    const [first, second] = [await logOf(EVENTS), await logOf(others)];
    let store = first;
    const projector = start(
      new LiveProjector(
        current(() => store),
        live,
        projectPerson,
      ),
    );
    await until(async () => (await projector.lag()).events === 0);
    store = second;
    await until(async () => restarts.length > 0 && (await projector.lag()).events === 0);
    expect(restarts).toEqual([expect.stringMatching(/made from another event store, or from a newer copy/)]);
    expect(await hash()).toBe(await hashOf(places, database, others));
  }, 20_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 4_000) throw new Error('waited in vain');
    await setTimeout(10);
  }
}

/** The store that stands behind it right now. */
function current(store: () => EventStore): EventStore {
  return {
    append: (batches) => store().append(batches),
    readStream: (stream, fromRevision) => store().readStream(stream, fromRevision),
    readAll: (after, batchSize) => store().readAll(after, batchSize),
    follow: (after, signal) => store().follow(after, signal),
    head: () => store().head(),
    close: () => store().close(),
  };
}

function failingWhile(down: () => boolean, store: EventStore): EventStore {
  return current(() => {
    if (down()) throw new Error('the event store does not answer');
    return store;
  });
}
