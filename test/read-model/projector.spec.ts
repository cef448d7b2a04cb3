import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import { type LogView, PersonFolder } from '../../src/read-model/person-fold';
import { ProjectionFailed } from '../../src/read-model/projection-pass';
import { PROJECTOR_LIMITS, Projector } from '../../src/read-model/projector';
import { databases, Places } from './databases';
import { append, EVENTS, hashOf, headOf, logOf, owner, PEOPLE } from './logs';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

describe.each(databases())('the projector on %s', (database) => {
  const rows = async () => (await places.open(places.unused(database))).readModel;

  it('makes the rows that the fold makes, and then has nothing to do', async () => {
    const readModel = await rows();
    const projector = new Projector(await logOf(EVENTS), readModel, projectPerson);
    expect(await projector.lag()).toEqual({ checkpoint: null, head: headOf(EVENTS), events: EVENTS.length });
    expect(await projector.catchUp()).toEqual({ events: EVENTS.length, persons: PEOPLE.size });
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    expect(await projector.catchUp()).toEqual({ events: 0, persons: 0 });
    expect(await projector.lag()).toEqual({ checkpoint: headOf(EVENTS), head: headOf(EVENTS), events: 0 });
  });

  it('has nothing to do for an empty log', async () => {
    const projector = new Projector(await logOf([]), await rows(), projectPerson);
    expect(await projector.catchUp()).toEqual({ events: 0, persons: 0 });
    expect(await projector.lag()).toEqual({ checkpoint: null, head: null, events: 0 });
  });

  it('folds each person once, however often the log comes back to the person', async () => {
    const folds = jest.fn(projectPerson);
    await new Projector(await logOf(EVENTS), await rows(), folds, { batchEvents: 3, flushRows: 5 }).catchUp();
    expect(folds).toHaveBeenCalledTimes(PEOPLE.size);
  });

  it('projects again only those whom new events touch', async () => {
    const readModel = await rows();
    const store = await logOf(EVENTS.slice(0, -8));
    const projector = new Projector(store, readModel, projectPerson);
    await projector.catchUp();
    await append(store, EVENTS.slice(-8));
    expect(await projector.catchUp()).toEqual({ events: 8, persons: 4 });
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
  });

  it('does not fold again whom an interrupted run has written', async () => {
    const readModel = await rows();
    const store = await logOf(EVENTS);
    const stop = new AbortController();
    const interrupted = new Projector(store, readModel, (events) => {
      if (events[0]!.stream.endsWith('0000000005')) stop.abort();
      return projectPerson(events);
    });
    expect((await interrupted.catchUp(stop.signal)).persons).toBe(5);
    const folds = jest.fn(projectPerson);
    await new Projector(store, readModel, folds).catchUp();
    expect(folds).toHaveBeenCalledTimes(PEOPLE.size - 5);
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    expect(await readModel.accounts()).toEqual({ persons: PEOPLE.size, events: EVENTS.length });
  });

  it.each([
    ['with some folds ahead', 3],
    ['with more folds ahead than there are persons', 99],
  ])('makes the same rows %s', async (_, ahead) => {
    const readModel = await rows();
    const store = await logOf(EVENTS);
    const asked: string[] = [];
    const folds = {
      ahead,
      fold: async (personId: string, view: LogView) => {
        asked.push(personId);
        await setTimeout((asked.length * 7) % 5);
        return new PersonFolder(store, projectPerson).fold(personId, view);
      },
    };
    const limits = { batchEvents: 9, flushRows: 8 };
    expect(await new Projector(store, readModel, folds, limits).catchUp()).toEqual({
      events: EVENTS.length,
      persons: PEOPLE.size,
    });
    expect(new Set(asked).size).toBe(asked.length);
    expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    expect((await readModel.checkpoint())?.position).toBe(headOf(EVENTS));
  });

  it('passes over the streams of issuers and identities', async () => {
    const readModel = await rows();
    const store = await logOf(EVENTS);
    const decisions = ['issuer-0000855654', 'identity-all'].map((stream, place) => ({
      ...EVENTS[0]!,
      id: `00000000-0000-5000-8000-00000000000${place}`,
      stream,
      revision: 0,
    }));
    await append(store, decisions);
    const projector = new Projector(store, readModel, projectPerson);
    expect(await projector.catchUp()).toEqual({ events: EVENTS.length + 2, persons: PEOPLE.size });
    expect((await projector.lag()).events).toBe(0);
  });

  it('comes to the same rows by every division into batches, pieces and runs', async () => {
    const expected = await hashOf(places, database, EVENTS);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: EVENTS.length }), { maxLength: 4 }),
        async (batchEvents, flushRows, stops) => {
          const readModel = await rows();
          const store = await logOf([]);
          const projector = new Projector(store, readModel, projectPerson, { batchEvents, flushRows });
          let appended = 0;
          for (const stop of [...stops.sort((left, right) => left - right), EVENTS.length]) {
            await append(store, EVENTS.slice(appended, stop));
            appended = stop;
            await projector.catchUp();
          }
          expect(await readModel.readModelHash()).toBe(expected);
          expect((await readModel.checkpoint())?.position).toBe(headOf(EVENTS));
          await places.close();
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  describe('when a fold fails', () => {
    const BAD = '0000000007';
    const failing = (events: Iterable<StoredEvent>) => {
      const ledger = projectPerson(events);
      if (ledger?.person.personId === BAD) throw new Error('a balance cannot be');
      return ledger;
    };
    const first = EVENTS.findIndex(({ stream }) => stream.endsWith(BAD));

    it('stops right before the event, says which, and remembers it', async () => {
      const readModel = await rows();
      const projector = new Projector(await logOf(EVENTS), readModel, failing);
      const error = await projector.catchUp().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ProjectionFailed);
      expect(error).toMatchObject({ personId: BAD, eventId: EVENTS[first]!.id });
      expect((error as Error).message).toBe(
        `projecting person ${BAD} failed at event ${EVENTS[first]!.id} (position ${headOf(EVENTS.slice(0, first + 1))}): a balance cannot be`,
      );
      expect(projector.failure).toBe(error);
      expect((await readModel.checkpoint())?.position).toBe(headOf(EVENTS.slice(0, first)));
      expect((await readModel.people({ limit: 99 })).map(({ personId }) => personId)).toEqual(
        [1, 2, 3, 4, 5, 6].map((person) => owner(person).cik),
      );
    });

    it('never skips it, and goes on once that is mended', async () => {
      const readModel = await rows();
      const store = await logOf(EVENTS);
      let mended = false;
      const projector = new Projector(store, readModel, (events) =>
        mended ? projectPerson(events) : failing(events),
      );
      await expect(projector.catchUp()).rejects.toThrow(BAD);
      await expect(projector.catchUp()).rejects.toThrow(BAD);
      expect((await projector.lag()).events).toBe(EVENTS.length - first);
      mended = true;
      await projector.catchUp();
      expect(projector.failure).toBeUndefined();
      expect(await readModel.readModelHash()).toBe(await hashOf(places, database, EVENTS));
    });

    it('takes a ledger of somebody else for a failure', async () => {
      const projector = new Projector(await logOf(EVENTS), await rows(), () =>
        projectPerson(EVENTS.slice(0, 2)),
      );
      await expect(projector.catchUp()).rejects.toThrow(
        /person 0000000002 failed .* the rows of 0000000002 are those of 0000000001/,
      );
    });
  });
});

if (databases().length === 2) {
  it('makes the same rows on SQLite and on PostgreSQL', async () => {
    const store = await logOf(EVENTS);
    const [sqlite, postgres] = await Promise.all(
      databases().map(async (database) => {
        const { readModel } = await places.open(places.unused(database));
        await new Projector(store, readModel, projectPerson).catchUp();
        const people = await readModel.people({ limit: 1_000 });
        const rows = [];
        for (const { personId } of people) {
          rows.push(await readModel.holdings(personId, '2020-01-02'), await readModel.history(personId));
          rows.push(await readModel.filings(personId), await readModel.problems(personId));
        }
        return { people, rows, hash: await readModel.readModelHash() };
      }),
    );
    expect(postgres).toEqual(sqlite);
    expect(sqlite!.people).toHaveLength(PEOPLE.size);
  });
}

it('writes in pieces that end with the person after whom they are full', async () => {
  const { readModel } = await places.open(places.unused('SQLite'));
  const replace = jest.spyOn(readModel, 'replacePersons');
  const limits = { ...PROJECTOR_LIMITS, flushRows: 20 };
  await new Projector(await logOf(EVENTS), readModel, projectPerson, limits).catchUp();
  const pieces = replace.mock.calls.map(([ledgers]) =>
    ledgers.map(({ filings, holdings, steps, problems }) =>
      [1, filings.length, holdings.length, steps.length, problems.length].reduce((sum, rows) => sum + rows),
    ),
  );
  expect(pieces.flat()).toHaveLength(PEOPLE.size);
  for (const piece of pieces) {
    expect(piece.slice(0, -1).reduce((sum, rows) => sum + rows, 0)).toBeLessThan(20);
  }
});
