import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { IDENTITY_STREAM, issuerStreamOf } from '../../src/core/ledger/parties';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import type { ProjectPerson } from '../../src/read-model/person-fold';
import { Projector } from '../../src/read-model/projector';
import type { ReadModel } from '../../src/read-model/read-model';
import { filings, submissions } from '../support/arbitrary-filings';
import { document, filing, type GivenFiling, IMMUNOGEN } from '../support/given-filing';
import {
  hashesOfAll,
  LINKED_BY,
  linkedIssuers,
  linkedPersons,
  sharedEvents,
  unlinkedPersons,
} from '../support/given-links';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';
import { databases, Places } from './databases';
import { append, logOf, owner, purchase } from './logs';

const ANNA = '0000000101';
const FUND = '0000000102';
const PRINTED_ANNA = 'name.example-anna-b';
const PRINTED_ISSUER = 'name.immunogen-inc';
/** One who has an accession number of its own, and one who is only printed. */
const [ONE, TWO] = [owner(1).cik, owner(2).cik];

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

/** The events of documents in the order of the log, with shared decisions put in at places of it. */
function logWith(
  documents: readonly GivenDocument[],
  shared: readonly { readonly stream: string; readonly decision: NewDecision; readonly place: number }[] = [],
): StoredEvent[] {
  const log = [...recordedEvents(documents).values()]
    .flat()
    .sort((left, right) => (left.position < right.position ? -1 : 1));
  const streams = [...new Set(shared.map(({ stream }) => stream))];
  const events = new Map(
    streams.map((stream) => [
      stream,
      sharedEvents(
        shared.filter((each) => each.stream === stream).map(({ decision }) => decision),
        stream,
      ),
    ]),
  );
  const sorted = shared.map(({ place }) => place % (log.length + 1)).sort((left, right) => left - right);
  shared.forEach(({ stream }, nth) => {
    log.splice(sorted[nth]! + nth, 0, events.get(stream)!.shift()!);
  });
  return log;
}

async function hashesIn(readModel: ReadModel): Promise<Record<string, string>> {
  return Object.fromEntries(await readModel.rowHashes('', 1_000));
}

function printed(all: readonly GivenFiling[]): GivenDocument[] {
  return all.map(({ accession: _accession, filed: _filed, ...each }, place) => {
    const owners = each.owners!.map(({ name }) => ({ name: name! }));
    const form = filing({ ...each, owners, issuer: { name: IMMUNOGEN.name }, format: 'printedText' });
    return document(form, `printed ${place}.txt`);
  });
}

const split = (issuer: string): NewDecision => ({
  type: 'SplitStated',
  data: { ...LINKED_BY, issuer, effectiveOn: '2020-02-10', from: '1', to: '2' },
});

const [SPLIT, SPLIT_STREAM] = [split(IMMUNOGEN.cik), issuerStreamOf(IMMUNOGEN.cik)];
const ANOTHER_SPLIT: NewDecision = {
  type: 'SplitStated',
  data: { ...LINKED_BY, issuer: IMMUNOGEN.cik, effectiveOn: '2020-02-20', from: '1', to: '3' },
};

const shared = fc.record({
  place: fc.nat(200),
  decided: fc.constantFrom(
    { stream: IDENTITY_STREAM, decision: linkedPersons(ANNA, PRINTED_ANNA) },
    { stream: IDENTITY_STREAM, decision: linkedPersons(FUND, PRINTED_ANNA) },
    { stream: IDENTITY_STREAM, decision: unlinkedPersons(ANNA, PRINTED_ANNA) },
    { stream: IDENTITY_STREAM, decision: unlinkedPersons(FUND, PRINTED_ANNA) },
    { stream: IDENTITY_STREAM, decision: linkedIssuers(IMMUNOGEN.cik, PRINTED_ISSUER) },
    { stream: issuerStreamOf(IMMUNOGEN.cik), decision: split(IMMUNOGEN.cik) },
    { stream: issuerStreamOf(PRINTED_ISSUER), decision: split(PRINTED_ISSUER) },
  ),
});

describe.each(databases())('linked persons in the rows on %s', (database) => {
  const rows = async () => (await places.open(places.unused(database))).readModel;
  const ofTwo = [1, 2, 3].flatMap((day) => [purchase(1, day, `${day}000`), purchase(2, day, `${day}500`)]);
  const filed = logWith(ofTwo.map((each, place) => document(filing(each), `document ${place}`)));
  const linked = sharedEvents([linkedPersons(ONE, TWO), unlinkedPersons(ONE, TWO)]);

  it('are one person from the link on, and two again after it is taken back', async () => {
    const readModel = await rows();
    const store = await logOf(filed);
    const projector = new Projector(store, readModel, projectPerson);
    await projector.catchUp();
    expect(Object.keys(await hashesIn(readModel))).toEqual([ONE, TWO]);
    await append(store, linked.slice(0, 1));
    expect(await projector.catchUp()).toEqual({ events: 1, persons: 1 });
    expect(await hashesIn(readModel)).toEqual(hashesOfAll([...filed, linked[0]!]));
    expect((await readModel.filings(ONE)).length).toBe(6);
    expect(await readModel.filings(TWO)).toEqual([]);
    expect(await readModel.keptId(TWO)).toBe(ONE);
    expect((await readModel.accounts()).events).toBe(filed.length);
    await append(store, linked.slice(1));
    expect(await projector.catchUp()).toEqual({ events: 1, persons: 2 });
    expect(await hashesIn(readModel)).toEqual(hashesOfAll(filed));
    expect(await readModel.keptId(TWO)).toBeUndefined();
    expect((await readModel.accounts()).events).toBe(filed.length);
  });

  it('are found by every id and name', async () => {
    const readModel = await rows();
    await new Projector(await logOf([...filed, linked[0]!]), readModel, projectPerson).catchUp();
    for (const search of ['person 1', 'person 2', ONE, TWO, '2']) {
      expect((await readModel.people({ search, limit: 9 })).map(({ personId }) => personId)).toEqual([ONE]);
    }
    expect(await readModel.person(ONE)).toMatchObject({
      linked: [
        {
          persons: [ONE, TWO],
          author: LINKED_BY.author,
          reason: LINKED_BY.reason,
          knownOn: LINKED_BY.knownOn,
        },
      ],
    });
  });

  it('are written again with whoever filed on an issuer that a decision names', async () => {
    const readModel = await rows();
    const store = await logOf(filed);
    const projector = new Projector(store, readModel, projectPerson);
    await projector.catchUp();
    const decided = sharedEvents([split(IMMUNOGEN.cik)], issuerStreamOf(IMMUNOGEN.cik));
    await append(store, decided);
    expect(await projector.catchUp()).toEqual({ events: 1, persons: 2 });
    expect(await hashesIn(readModel)).toEqual(hashesOfAll([...filed, ...decided]));
    expect(await projector.catchUp()).toEqual({ events: 0, persons: 0 });
  });

  it('are written in pieces when they are many, and others have their turn between two persons', async () => {
    const readModel = await rows();
    const store = await logOf(filed);
    const limits = { batchEvents: 1_000, flushRows: 1 };
    await new Projector(store, readModel, projectPerson, limits).catchUp();
    const before = await readModel.checkpoint();
    const [undecided, decided] = [await hashesIn(readModel), sharedEvents([SPLIT], SPLIT_STREAM)];
    await append(store, decided);
    const after = hashesOfAll([...filed, ...decided]);

    const failing: ProjectPerson = (events, knowledge, personId) => {
      if (personId === TWO) throw new Error('cannot be');
      return projectPerson(events, knowledge, personId);
    };
    await expect(new Projector(store, readModel, failing, limits).catchUp()).rejects.toThrow('cannot be');
    expect(await hashesIn(readModel)).toEqual({ [ONE]: after[ONE], [TWO]: undecided[TWO] });
    expect(await readModel.checkpoint()).toEqual({ ...before, pieces: 1 });

    // Whose rows have the decision already is left alone.
    expect(await new Projector(store, readModel, projectPerson, limits).catchUp()).toEqual({
      events: 1,
      persons: 1,
    });
    expect(await hashesIn(readModel)).toEqual(after);
    expect((await readModel.checkpoint())?.pieces).toBeUndefined();

    let turns = 0;
    const turnsBefore: number[] = [];
    const counting: ProjectPerson = (events, knowledge, personId) => {
      turnsBefore.push(turns);
      setImmediate(() => turns++);
      return projectPerson(events, knowledge, personId);
    };
    await append(store, sharedEvents([SPLIT, ANOTHER_SPLIT], SPLIT_STREAM).slice(1));
    await new Projector(store, readModel, counting, limits).catchUp();
    expect(turnsBefore).toEqual([0, 1]);
  });

  it('stand as the log has them at every stop, however it is divided, and whatever was cut off', async () => {
    const cases = fc.record({
      all: filings,
      decisions: fc.array(shared, { minLength: 1, maxLength: 6 }),
      batchEvents: fc.integer({ min: 1, max: 30 }),
      flushRows: fc.integer({ min: 1, max: 40 }),
      stops: fc.array(fc.nat(200), { maxLength: 4 }),
      abortAt: fc.array(fc.record({ at: fc.integer({ min: 1, max: 12 }), fails: fc.boolean() }), {
        maxLength: 3,
      }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ all, decisions, batchEvents, flushRows, stops, abortAt }) => {
        const log = logWith(
          [...submissions(all), ...printed(all)],
          decisions.map(({ place, decided }) => ({ place, ...decided })),
        );
        const readModel = await rows();
        const store = await logOf([]);
        const limits = { batchEvents, flushRows };
        const aborts = [...abortAt];
        let appended = 0;
        for (const stop of [...stops.map((each) => each % log.length).sort((a, b) => a - b), log.length]) {
          await append(store, log.slice(appended, Math.max(appended, stop)));
          appended = Math.max(appended, stop);
          // Cut off in the middle of a fold: what is in hand may be written, the rest is left for the next one.
          const abort = aborts.shift();
          if (abort !== undefined) {
            const stopping = new AbortController();
            let folds = 0;
            const project: ProjectPerson = (events, knowledge, personId) => {
              folds += 1;
              if (folds === abort.at && abort.fails) throw new Error('cut off');
              if (folds === abort.at) stopping.abort();
              return projectPerson(events, knowledge, personId);
            };
            const stopped = new Projector(store, readModel, project, limits).catchUp(stopping.signal);
            await stopped.catch((error: Error) => expect(error.message).toContain('cut off'));
          }
          await new Projector(store, readModel, projectPerson, limits).catchUp();
          expect(await hashesIn(readModel)).toEqual(hashesOfAll(log.slice(0, appended)));
        }
        await places.close();
      }),
      { numRuns: database === 'SQLite' ? 60 : 12 },
    );
  }, 120_000);

  it('are never half there when a fold fails: what was written before is whole, and it goes on when mended', async () => {
    const readModel = await rows();
    const log = [...filed, linked[0]!];
    const store = await logOf(filed);
    await new Projector(store, readModel, projectPerson).catchUp();
    const before = await hashesIn(readModel);
    await append(store, linked.slice(0, 1));
    const failing: ProjectPerson = () => {
      throw new Error('cannot be');
    };
    await expect(new Projector(store, readModel, failing).catchUp()).rejects.toThrow('cannot be');
    expect(await hashesIn(readModel)).toEqual(before);
    await new Projector(store, readModel, projectPerson).catchUp();
    expect(await hashesIn(readModel)).toEqual(hashesOfAll(log));
  });
});
