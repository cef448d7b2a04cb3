import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import { Projector } from '../../src/read-model/projector';
import type { ReadModel } from '../../src/read-model/read-model';
import { databases, Places } from './databases';
import { append, EVENTS, eventsOf, hashOf, headOf, logOf, owner, purchase } from './logs';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

/** A log of other people, with more events than EVENTS has. */
const OTHERS = eventsOf(
  [1, 2, 3].flatMap((day) =>
    Array.from({ length: 15 }, (_, place) => purchase(place + 101, day, `${day}00`)),
  ),
);
const RESTARTED = /^the read model was made from another event store, or from a newer copy of this one/;

describe.each(databases())('a projector whose rows are not of this log, on %s', (database) => {
  let readModel: ReadModel;

  /** Rows that account for all of EVENTS. */
  beforeEach(async () => {
    ({ readModel } = await places.open(places.unused(database)));
    await new Projector(await logOf(EVENTS), readModel, projectPerson).catchUp();
  });

  const projectorOf = async (events: readonly StoredEvent[]) =>
    new Projector(await logOf(events), readModel, projectPerson);
  const expectRowsOf = async (events: readonly StoredEvent[]) => {
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, events));
    expect((await readModel.checkpoint())?.position).toBe(events.length ? headOf(events) : undefined);
  };

  it('has nothing to say about a copy of the same log, nor when that has grown', async () => {
    const store = await logOf(EVENTS);
    const projector = new Projector(store, readModel, projectPerson);
    expect(await projector.catchUp()).toStrictEqual({ events: 0, persons: 0 });
    await append(store, OTHERS);
    expect(await projector.catchUp()).toStrictEqual({ events: OTHERS.length, persons: 15 });
    await expectRowsOf([...EVENTS, ...OTHERS]);
  });

  it.each([
    ['another log, which is longer', OTHERS],
    ['another log, which is shorter', OTHERS.slice(0, 10)],
    ['an older copy of the log', EVENTS.slice(0, 40)],
    [
      'an older copy that went on otherwise, at the same stream and position',
      [...EVENTS.slice(0, -1), retold(EVENTS.at(-1)!)],
    ],
    ['a log that holds the same events at other positions', [...OTHERS, ...EVENTS]],
    ['a log without any event', []],
  ])('makes them again from %s, and says so once', async (_, events) => {
    const projector = await projectorOf(events);
    const { restarted, ...progress } = await projector.catchUp();
    expect(restarted).toMatch(RESTARTED);
    expect(progress).toEqual({
      events: events.length,
      persons: new Set(events.map(({ stream }) => stream)).size,
    });
    await expectRowsOf(events);
    expect(await projector.catchUp()).toStrictEqual({ events: 0, persons: 0 });
    expect((await projector.lag()).events).toBe(0);
  });

  it('makes them again before it follows the log', async () => {
    const stop = new AbortController();
    let folds = 0;
    const people = new Set(OTHERS.map(({ stream }) => stream)).size;
    const projector = new Projector(await logOf(OTHERS), readModel, (events) => {
      if (++folds === people) stop.abort();
      return projectPerson(events);
    });
    expect((await projector.run(stop.signal)).restarted).toMatch(RESTARTED);
    expect(await readModel.person(owner(1).cik)).toBeUndefined();
    expect(await readModel.people({ limit: 99 })).toHaveLength(people);
  });

  it('shares the work with others that notice it, too', async () => {
    const store = await logOf(OTHERS);
    const limits = { batchEvents: 5, flushRows: 8 };
    const projectors = [1, 2, 3].map(() => new Projector(store, readModel, projectPerson, limits));
    const done = await Promise.all(projectors.map((projector) => projector.catchUp()));
    expect(done.filter(({ restarted }) => restarted !== undefined)).toHaveLength(1);
    expect(done.reduce((sum, { events }) => sum + events, 0)).toBe(OTHERS.length);
    await expectRowsOf(OTHERS);
  });
});

/** The same event, recorded at another time. */
function retold(event: StoredEvent): StoredEvent {
  return { ...event, metadata: { ...event.metadata, recordedAt: '2026-02-02T00:00:00Z' } } as StoredEvent;
}
