import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { NewEvent, StoredEvent } from '../../src/core/ledger/events';
import {
  AppendTooLarge,
  type EventStore,
  MAX_APPEND_BYTES,
  MalformedAppend,
  PartlyStored,
  UnknownPosition,
  WrongExpectedRevision,
} from '../../src/event-store/event-store';
import { ChildProcess } from '../support/child-process';
import { collect } from '../support/collect';
import { saleEvent, saleEvents } from '../support/events';

/** An empty log of its own. */
export interface TestLog {
  /** Where it is, in the words of the module that processes open it with. */
  readonly location: string;
  remove(): Promise<void>;
}

/** An implementation of the port under test. */
export interface EventStoreUnderTest {
  newLog(): Promise<TestLog>;
  /** Path of a module that exports `open(location): Promise<EventStore>`: processes of their own load it. */
  readonly module: string;
  /** True when the batches of one call are stored all or none, whatever streams they are for. */
  readonly atomicAcrossStreams: boolean;
}

const WORKER = join(__dirname, '../support/event-store-worker.ts');
/** Starting processes and killing them takes seconds on a busy machine. */
const PROCESSES_TIMEOUT_MS = 60_000;

/** Events of a long stream. */
const LONG = 2_500;

const CARTER = 'reportingPerson-0001211060';
const SMITH = 'reportingPerson-0001494730';

/** What every event store must do. */
export function describeEventStore(name: string, underTest: EventStoreUnderTest): void {
  const { open } = require(underTest.module) as { open: (location: string) => Promise<EventStore> };
  const start = (location: string, command: string, ...parameters: string[]) =>
    new ChildProcess(WORKER, [underTest.module, location, command, ...parameters]);
  let log: TestLog;
  let store: EventStore;
  let opened: EventStore[];

  /** Another instance on the same log, as another process would have it. */
  async function another(): Promise<EventStore> {
    const instance = await open(log.location);
    opened.push(instance);
    return instance;
  }

  beforeEach(async () => {
    log = await underTest.newLog();
    opened = [];
    store = await another();
  });

  afterEach(async () => {
    await ChildProcess.killAll();
    for (const instance of opened) await instance.close();
    await log.remove();
  });

  /** More events than any store reads at once. */
  async function appendLongStream(): Promise<void> {
    for (let from = 0; from < LONG; from += 500) {
      const events = saleEvents(CARTER, 500, `filing ${from}`);
      await store.append([{ stream: CARTER, expectedRevision: from - 1, events }]);
    }
  }

  describe(`${name}: appending`, () => {
    it('stores the events of a new stream and reads them back as they were', async () => {
      const events = saleEvents(CARTER, 3);
      const results = await store.append([{ stream: CARTER, expectedRevision: -1, events }]);
      expect(results).toEqual([{ stream: CARTER, revision: 2, appended: 3 }]);
      const stored = await collect(store.readStream(CARTER));
      expect(stored.map(asNew)).toEqual(events);
      expect(stored.map(({ stream, revision }) => [stream, revision])).toEqual([
        [CARTER, 0],
        [CARTER, 1],
        [CARTER, 2],
      ]);
    });

    it('goes on from the expected revision', async () => {
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
      const events = saleEvents(CARTER, 2, 'second');
      const results = await store.append([{ stream: CARTER, expectedRevision: 1, events }]);
      expect(results).toEqual([{ stream: CARTER, revision: 3, appended: 2 }]);
      expect(await revisions(store, CARTER)).toEqual([0, 1, 2, 3]);
    });

    it.each([-1, 0, 2, 99])(
      'refuses to append to a stream at revision 1 when %i is expected',
      async (expected) => {
        const first = saleEvents(CARTER, 2);
        await store.append([{ stream: CARTER, expectedRevision: -1, events: first }]);
        const events = saleEvents(CARTER, 1, 'second');
        const append = store.append([{ stream: CARTER, expectedRevision: expected, events }]);
        await expect(append).rejects.toThrow(WrongExpectedRevision);
        await expect(append).rejects.toMatchObject({ stream: CARTER, expected, actual: 1 });
        expect((await collect(store.readStream(CARTER))).map(asNew)).toEqual(first);
      },
    );

    it('refuses to append to a stream that should exist and does not', async () => {
      const append = store.append([{ stream: CARTER, expectedRevision: 0, events: saleEvents(CARTER, 1) }]);
      await expect(append).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: 0, actual: -1 });
      expect(await store.head()).toBeUndefined();
    });

    it('lets one of 20 racing creators of a stream win', async () => {
      const instances = await Promise.all([another(), another(), another(), another()]);
      const races = Array.from({ length: 20 }, (_, racer) => {
        const events = saleEvents(CARTER, 2, `racer ${racer}`);
        return instances[racer % 4]!.append([{ stream: CARTER, expectedRevision: -1, events }]);
      });
      const outcomes = await Promise.allSettled(races);
      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(refusals).toHaveLength(19);
      for (const refusal of refusals) expect(refusal).toBeInstanceOf(WrongExpectedRevision);
      const stored = await collect(store.readStream(CARTER));
      expect(stored).toHaveLength(2);
      expect(new Set(stored.map((event) => event.metadata.$causationId)).size).toBe(1);
    });

    it('takes an empty batch, or none, as nothing to do', async () => {
      expect(await store.append([])).toEqual([]);
      expect(await store.append([{ stream: CARTER, expectedRevision: 7, events: [] }])).toEqual([
        { stream: CARTER, revision: -1, appended: 0 },
      ]);
      expect(await collect(store.readStream(CARTER))).toEqual([]);
      expect(await store.head()).toBeUndefined();
    });

    it('appends to several streams in one call, in the order given', async () => {
      const results = await store.append([
        { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2) },
        { stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 1) },
        { stream: SMITH, expectedRevision: 1, events: saleEvents(SMITH, 1, 'second') },
      ]);
      expect(results).toEqual([
        { stream: SMITH, revision: 1, appended: 2 },
        { stream: CARTER, revision: 0, appended: 1 },
        { stream: SMITH, revision: 2, appended: 1 },
      ]);
      expect((await wholeLog(store)).map(({ stream, revision }) => `${stream} ${revision}`)).toEqual([
        `${SMITH} 0`,
        `${SMITH} 1`,
        `${CARTER} 0`,
        `${SMITH} 2`,
      ]);
    });

    if (underTest.atomicAcrossStreams) {
      it('stores nothing of a call when one of its streams has moved on', async () => {
        await store.append([{ stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 1) }]);
        const append = store.append([
          { stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) },
          { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2, 'second') },
        ]);
        await expect(append).rejects.toThrow(WrongExpectedRevision);
        expect(await collect(store.readStream(CARTER))).toEqual([]);
        expect(await wholeLog(store)).toHaveLength(1);
      });
    }
  });

  describe(`${name}: appending again`, () => {
    const first = saleEvents(CARTER, 3);
    const second = saleEvents(CARTER, 2, 'second');

    beforeEach(async () => {
      await store.append([{ stream: CARTER, expectedRevision: -1, events: first }]);
    });

    it.each([-1, 2, 99])(
      'writes nothing when the batch is stored already and %i is expected',
      async (expected) => {
        const results = await store.append([{ stream: CARTER, expectedRevision: expected, events: first }]);
        expect(results).toEqual([{ stream: CARTER, revision: 2, appended: 0 }]);
        expect(await revisions(store, CARTER)).toEqual([0, 1, 2]);
      },
    );

    it.each([-1, 2, 4])('does so after more was appended, when %i is expected', async (expected) => {
      await store.append([{ stream: CARTER, expectedRevision: 2, events: second }]);
      const results = await store.append([{ stream: CARTER, expectedRevision: expected, events: first }]);
      expect(results).toEqual([{ stream: CARTER, revision: 4, appended: 0 }]);
      expect(await revisions(store, CARTER)).toEqual([0, 1, 2, 3, 4]);
    });

    it('does so after the log was closed and opened again', async () => {
      await store.append([{ stream: CARTER, expectedRevision: 2, events: second }]);
      await store.close();
      store = await another();
      const results = await store.append([{ stream: CARTER, expectedRevision: 4, events: first }]);
      expect(results).toEqual([{ stream: CARTER, revision: 4, appended: 0 }]);
      expect(await wholeLog(store)).toHaveLength(5);
    });

    it('does so for a batch that comes twice in one call, and stores the others', async () => {
      const results = await store.append([
        { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 1) },
        { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 1) },
        { stream: CARTER, expectedRevision: 2, events: first },
        { stream: CARTER, expectedRevision: 2, events: second },
      ]);
      expect(results.map(({ appended }) => appended)).toEqual([1, 0, 0, 2]);
      expect(await wholeLog(store)).toHaveLength(6);
    });

    it('keeps the events that are stored, whatever the batch says of them now', async () => {
      const again = first.map((_, index) => saleEvent(CARTER, { row: index + 1, title: 'Preferred' }));
      await store.append([{ stream: CARTER, expectedRevision: 2, events: again }]);
      expect((await collect(store.readStream(CARTER))).map(asNew)).toEqual(first);
    });

    it.each([
      ['old events and then new ones', [...first, ...second], first[0]!],
      ['new events and then old ones', [...second, ...first], first[0]!],
      ['a new event between old ones', [first[2]!, second[0]!, first[1]!], first[2]!],
      ['the old events in another order', [first[1]!, first[0]!, first[2]!], first[1]!],
    ])('refuses %s, and names the first that is stored', async (_, events, { id }) => {
      for (const expectedRevision of [2, -1]) {
        const append = store.append([{ stream: CARTER, expectedRevision, events }]);
        await expect(append).rejects.toThrow(PartlyStored);
        await expect(append).rejects.toMatchObject({ stream: CARTER, eventId: id });
      }
      expect((await wholeLog(store)).map(asNew)).toEqual(first);
    });

    it('tells the streams apart: the same event ids may stand in another one', async () => {
      const results = await store.append([{ stream: SMITH, expectedRevision: -1, events: first }]);
      expect(results).toEqual([{ stream: SMITH, revision: 2, appended: 3 }]);
    });
  });

  describe(`${name}: what may be appended`, () => {
    const good = saleEvent(CARTER);
    it.each<[string, string, number, NewEvent[]]>([
      ['an id that is no UUID', CARTER, -1, [{ ...good, id: 'I.1' }]],
      ['an empty id', CARTER, -1, [{ ...good, id: '' }]],
      ['an id in upper case', CARTER, -1, [{ ...good, id: good.id.toUpperCase() }]],
      ['an id with something behind it', CARTER, -1, [{ ...good, id: `${good.id}\n` }]],
      ['an id twice', CARTER, -1, [good, saleEvent(CARTER, { row: 2 }), good]],
      ['an empty type', CARTER, -1, [withType(good, '')]],
      ["a type of EventStoreDB's own", CARTER, -1, [withType(good, '$metadata')]],
      ['metadata with a hash', CARTER, -1, [withMetadata(good, { hash: 'ab' })]],
      ['metadata with a previous hash', CARTER, -1, [withMetadata(good, { previousHash: 'ab' })]],
      ['data that is none', CARTER, -1, [{ ...good, data: null } as unknown as NewEvent]],
      ['data that is a list', CARTER, -1, [{ ...good, data: [] } as unknown as NewEvent]],
      ['metadata that is missing', CARTER, -1, [{ ...good, metadata: undefined } as unknown as NewEvent]],
      ['a stream without a category', 'Carter', -1, [good]],
      ['a stream without an id', 'reportingPerson-', -1, [good]],
      ['a stream without a name', '', -1, [good]],
      ['a stream with white space', 'reportingPerson-carter david', -1, [good]],
      ['a stream with a line break', 'reportingPerson-carter\n', -1, [good]],
      ["a stream of EventStoreDB's own", '$ce-reportingPerson', -1, [good]],
      ['an endless stream name', `reportingPerson-${'a'.repeat(1_000)}`, -1, [good]],
      ['an expected revision below -1', CARTER, -2, [good]],
      ['a broken expected revision', CARTER, 0.5, [good]],
    ])('refuses %s before anything is written', async (_, stream, expectedRevision, events) => {
      const append = store.append([
        { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 1) },
        { stream, expectedRevision, events },
      ]);
      await expect(append).rejects.toThrow(MalformedAppend);
      await expect(append).rejects.toMatchObject({ stream });
      expect(await store.head()).toBeUndefined();
    });

    it('keeps any text that a form can hold', async () => {
      const title =
        'Gröning “Class A” 株式 😀 \u0000\u0007\t\r\n\u2028\u2029 \ud83d \\u0041 "quoted" </script>';
      const stream = 'reportingPerson-name.gröning-josé-株式';
      const event = saleEvent(stream, { title });
      await store.append([{ stream, expectedRevision: -1, events: [event] }]);
      const reader = await another();
      expect((await collect(reader.readStream(stream))).map(asNew)).toEqual([event]);
      expect((await wholeLog(reader)).map(asNew)).toEqual([event]);
      expectUnbrokenChain(await collect(reader.readStream(stream)));
    });

    it('keeps an event nearly as large as an append may be', async () => {
      const event = saleEvent(CARTER, { title: 'x'.repeat(MAX_APPEND_BYTES - 2_000) });
      await store.append([{ stream: CARTER, expectedRevision: -1, events: [event] }]);
      const [stored] = await collect(store.readStream(CARTER));
      expect(asNew(stored!)).toEqual(event);
    });

    it.each([
      ['one event', (title: string) => [saleEvent(CARTER, { title })], 'x', MAX_APPEND_BYTES],
      ['text of three bytes a character', (title: string) => [saleEvent(CARTER, { title })], '株', 300_000],
      [
        'many events',
        (title: string) => Array.from({ length: 100 }, (_, row) => saleEvent(CARTER, { row, title })),
        'x',
        MAX_APPEND_BYTES / 100 - 100,
      ],
    ])('refuses a batch beyond MAX_APPEND_BYTES in %s', async (_, events, letter, letters) => {
      const batch = events(letter.repeat(letters));
      const append = store.append([{ stream: CARTER, expectedRevision: -1, events: batch }]);
      await expect(append).rejects.toThrow(AppendTooLarge);
      await expect(append).rejects.toMatchObject({ stream: CARTER });
      expect(await store.head()).toBeUndefined();
      await store.append([{ stream: CARTER, expectedRevision: -1, events: [saleEvent(CARTER)] }]);
    });

    it('counts bytes, and for each stream by itself', async () => {
      const title = '株'.repeat(290_000);
      const results = await store.append([
        { stream: CARTER, expectedRevision: -1, events: [saleEvent(CARTER, { title })] },
        { stream: SMITH, expectedRevision: -1, events: [saleEvent(SMITH, { title })] },
      ]);
      expect(results.map(({ appended }) => appended)).toEqual([1, 1]);
    });
  });

  describe(`${name}: the hash chain`, () => {
    it('links each stream by itself, over calls and instances', async () => {
      await store.append([
        { stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 3) },
        { stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2) },
      ]);
      const writer = await another();
      await writer.append([{ stream: CARTER, expectedRevision: 2, events: saleEvents(CARTER, 2, 'second') }]);
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 3) }]);
      await store.append([{ stream: CARTER, expectedRevision: 4, events: saleEvents(CARTER, 1, 'third') }]);
      const carter = await collect(store.readStream(CARTER));
      expect(carter).toHaveLength(6);
      expectUnbrokenChain(carter);
      expectUnbrokenChain(await collect(store.readStream(SMITH)));
    });
  });

  describe(`${name}: reading`, () => {
    async function appendFilings(count: number): Promise<void> {
      for (let filing = 0; filing < count; filing++) {
        const stream = filing % 2 === 0 ? CARTER : SMITH;
        const expectedRevision = 3 * Math.floor(filing / 2) - 1;
        await store.append([{ stream, expectedRevision, events: saleEvents(stream, 3, `filing ${filing}`) }]);
      }
    }

    it('has nothing in an empty log', async () => {
      expect(await collect(store.readStream(CARTER))).toEqual([]);
      expect(await collect(store.readAll())).toEqual([]);
      expect(await store.head()).toBeUndefined();
    });

    it('reads a stream from a revision on', async () => {
      await appendFilings(4);
      expect(await revisions(store, CARTER, 4)).toEqual([4, 5]);
      expect(await revisions(store, CARTER, 6)).toEqual([]);
      expect(await revisions(store, CARTER, 0)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('reads a stream longer than any batch', async () => {
      await appendLongStream();
      expect(await revisions(store, CARTER)).toEqual(Array.from({ length: LONG }, (_, index) => index));
    });

    it('reads the whole log in the order of appending, whatever the batches', async () => {
      await appendFilings(5);
      const log = await wholeLog(store);
      expect(log.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual([
        ...[0, 1, 2].map((revision) => `${CARTER} ${revision}`),
        ...[0, 1, 2].map((revision) => `${SMITH} ${revision}`),
        ...[3, 4, 5].map((revision) => `${CARTER} ${revision}`),
        ...[3, 4, 5].map((revision) => `${SMITH} ${revision}`),
        ...[6, 7, 8].map((revision) => `${CARTER} ${revision}`),
      ]);
      for (const size of [1, 4, 15, 16]) {
        const batches = await collect(store.readAll(undefined, size));
        expect(batches.flat()).toEqual(log);
        expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(size);
        expect(Math.min(...batches.map((batch) => batch.length))).toBeGreaterThan(0);
      }
    });

    it('goes on after any position, also in the middle of a filing', async () => {
      await appendFilings(3);
      const log = await wholeLog(store);
      for (const [index, event] of log.entries()) {
        const rest = (await collect(store.readAll(event.position, 2))).flat();
        expect(rest).toEqual(log.slice(index + 1));
      }
    });

    it('gives positions that compare as text, and the newest as its head', async () => {
      await appendFilings(4);
      const positions = (await wholeLog(store)).map(({ position }) => position);
      expect(new Set(positions).size).toBe(12);
      expect([...positions].sort()).toEqual(positions);
      expect(await store.head()).toBe(positions.at(-1));
    });

    it('stops at the head at the time of the call, whatever is appended meanwhile', async () => {
      await appendFilings(2);
      const read: StoredEvent[] = [];
      for await (const batch of store.readAll(undefined, 2)) {
        if (read.length === 0) {
          const events = saleEvents(CARTER, 4, 'meanwhile');
          await store.append([{ stream: CARTER, expectedRevision: 2, events }]);
        }
        read.push(...batch);
      }
      expect(read).toHaveLength(6);
    });

    it('refuses a position that the log never gave out', async () => {
      await appendFilings(2);
      const head = (await store.head())!;
      const beyond = head.replace(/\d/, '7');
      for (const position of ['', 'yesterday', '-1', `${head} `, beyond]) {
        await expect(collectLater(() => store.readAll(position))).rejects.toThrow(UnknownPosition);
        const follow = () => store.follow(position, new AbortController().signal);
        await expect(collectLater(follow)).rejects.toThrow(UnknownPosition);
      }
    });

    it.each([-1, 0.5, Number.NaN])('refuses to read from revision %d', async (revision) => {
      await appendFilings(1);
      await expect(collectLater(() => store.readStream(CARTER, revision))).rejects.toThrow(RangeError);
    });

    it('refuses a batch of no events', async () => {
      await expect(collectLater(() => store.readAll(undefined, 0))).rejects.toThrow(RangeError);
    });

    it('reads large events in batches that fit in memory', async () => {
      const title = 'x'.repeat(850_000);
      for (let row = 0; row < 12; row++) {
        const events = [saleEvent(CARTER, { row, title })];
        await store.append([{ stream: CARTER, expectedRevision: row - 1, events }]);
      }
      const batches = await collect(store.readAll());
      expect(batches.flat().map(({ revision }) => revision)).toEqual(
        Array.from({ length: 12 }, (_, row) => row),
      );
      expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThan(12);
    });
  });

  describe(`${name}: following`, () => {
    /** Follows until that many events have come. */
    async function followUntil(follower: EventStore, count: number, after?: string): Promise<StoredEvent[]> {
      const controller = new AbortController();
      const events: StoredEvent[] = [];
      for await (const batch of follower.follow(after, controller.signal)) {
        events.push(...batch);
        if (events.length >= count) controller.abort();
      }
      return events;
    }

    it('gives what is there and then what comes, by whichever instance', async () => {
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
      const following = followUntil(store, 6);
      await store.append([{ stream: CARTER, expectedRevision: 1, events: saleEvents(CARTER, 2, 'second') }]);
      const writer = await another();
      await writer.append([{ stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2) }]);
      expect(await following).toEqual(await wholeLog(store));
    });

    it('starts after a position', async () => {
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 3) }]);
      const log = await wholeLog(store);
      const following = followUntil(store, 3, log[1]!.position);
      await store.append([{ stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2) }]);
      expect(await following).toEqual((await wholeLog(store)).slice(2));
    });

    it('waits on an empty log', async () => {
      const following = followUntil(store, 1);
      const writer = await another();
      await writer.append([{ stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 1) }]);
      expect(await following).toHaveLength(1);
    });

    it('waits for a slow reader and then misses and repeats nothing', async () => {
      const filings = 12;
      const appendFiling = async (filing: number) => {
        const events = saleEvents(CARTER, 2, `filing ${filing}`);
        await store.append([{ stream: CARTER, expectedRevision: 2 * filing - 1, events }]);
      };
      await appendFiling(0);
      const controller = new AbortController();
      const read: StoredEvent[] = [];
      let appended = 1;
      for await (const batch of store.follow(undefined, controller.signal)) {
        read.push(...batch);
        for (let more = 0; more < 3 && appended < filings; more++) await appendFiling(appended++);
        if (read.length >= 2 * filings) controller.abort();
      }
      expect(read).toEqual(await wholeLog(store));
      expect(read).toHaveLength(2 * filings);
    });

    it('ends at once when it is told to while it waits', async () => {
      const controller = new AbortController();
      const following = collect(store.follow(undefined, controller.signal));
      setTimeout(() => controller.abort(), 20);
      expect(await following).toEqual([]);
    });

    it('ends after the batch in hand when it is told to meanwhile', async () => {
      await appendLongStream();
      const controller = new AbortController();
      const batches: (readonly StoredEvent[])[] = [];
      for await (const batch of store.follow(undefined, controller.signal)) {
        batches.push(batch);
        controller.abort();
      }
      expect(batches).toHaveLength(1);
    });

    it('gives nothing when it was told to end before', async () => {
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
      expect(await collect(store.follow(undefined, AbortSignal.abort()))).toEqual([]);
    });

    it('lets several readers follow at their own pace', async () => {
      const following = Promise.all([
        followUntil(store, 4),
        followUntil(await another(), 2),
        followUntil(store, 4),
      ]);
      await store.append([{ stream: CARTER, expectedRevision: -1, events: saleEvents(CARTER, 2) }]);
      await store.append([{ stream: SMITH, expectedRevision: -1, events: saleEvents(SMITH, 2) }]);
      const log = await wholeLog(store);
      const [one, two, three] = await following;
      expect(one).toEqual(log);
      expect(two.slice(0, 2)).toEqual(log.slice(0, 2));
      expect(three).toEqual(log);
    });
  });

  describe(`${name}: several processes`, () => {
    it(
      'have everything that was acknowledged before one of them was killed',
      async () => {
        const acknowledged: string[] = [];
        for (const life of ['a', 'b', 'c']) {
          const writer = start(log.location, 'appendUntilKilled', life);
          await writer.linesWritten(20);
          await writer.kill();
          acknowledged.push(...writer.lines);
        }
        expect(acknowledged.length).toBeGreaterThanOrEqual(60);
        const reader = await another();
        for (const stream of acknowledged) expect(await revisions(reader, stream)).toEqual([0, 1, 2]);
        const streams = groupByStream(await wholeLog(reader));
        for (const events of streams.values()) {
          expect(events).toHaveLength(3);
          expectUnbrokenChain(events);
        }
      },
      PROCESSES_TIMEOUT_MS,
    );

    it(
      'append to the same streams without losing or doubling anything, while one follows',
      async () => {
        const streams = [CARTER, SMITH, 'reportingPerson-name.carter-david-warren'];
        const [processes, filings, lines] = [4, 15, 2];
        const expected = processes * filings * lines * streams.length;
        const controller = new AbortController();
        const followed: StoredEvent[] = [];
        const following = (async () => {
          for await (const batch of store.follow(undefined, controller.signal)) {
            followed.push(...batch);
            if (followed.length >= expected) controller.abort();
          }
        })();
        const competitors = Array.from({ length: processes }, (_, index) =>
          start(log.location, 'compete', `process ${index}`, String(filings), ...streams),
        );
        const outputs = await Promise.all(competitors.map((competitor) => competitor.succeeded()));
        // Otherwise they came one after the other, and this test has shown nothing.
        const overtaken = outputs.reduce((sum, [line]) => sum + Number(line), 0);
        expect(overtaken).toBeGreaterThan(0);
        const stored = await wholeLog(store);
        expect(stored).toHaveLength(expected);
        expect(new Set(stored.map(({ id }) => id)).size).toBe(expected);
        for (const events of groupByStream(stored).values()) {
          expect(events).toHaveLength(expected / streams.length);
          expectUnbrokenChain(events);
        }
        await following;
        expect(followed).toEqual(stored);
      },
      PROCESSES_TIMEOUT_MS,
    );
  });
}

/** The event as it was given to the store. */
function asNew({ id, type, data, metadata }: StoredEvent): unknown {
  const { previousHash, hash, ...given } = metadata;
  return { id, type, data, metadata: given };
}

function withType(event: NewEvent, type: string): NewEvent {
  return { ...event, type } as NewEvent;
}

function withMetadata(event: NewEvent, more: object): NewEvent {
  return { ...event, metadata: { ...event.metadata, ...more } } as NewEvent;
}

async function revisions(store: EventStore, stream: string, from?: number): Promise<number[]> {
  return (await collect(store.readStream(stream, from))).map(({ revision }) => revision);
}

async function wholeLog(store: EventStore): Promise<StoredEvent[]> {
  return (await collect(store.readAll())).flat();
}

/** Whether the call or the iteration throws is the store's choice. */
async function collectLater<Item>(read: () => AsyncIterable<Item>): Promise<Item[]> {
  return collect(read());
}

function groupByStream(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return streams;
}

/**
 * Checks a whole stream as the ledger's documentation says: the hash is the SHA-256 of previous hash, stream,
 * revision, id, type, data and metadata as lines; metadata is hashed without its last key, `hash`.
 */
function expectUnbrokenChain(events: readonly StoredEvent[]): void {
  let previousHash = '0'.repeat(64);
  for (const [revision, event] of events.entries()) {
    const { hash, ...hashed } = event.metadata;
    const lines = [
      previousHash,
      event.stream,
      String(revision),
      event.id,
      event.type,
      JSON.stringify(event.data),
      JSON.stringify(hashed),
    ];
    expect(Object.keys(event.metadata).slice(-2)).toEqual(['previousHash', 'hash']);
    expect(event.revision).toBe(revision);
    expect(event.metadata.previousHash).toBe(previousHash);
    expect(hash).toBe(createHash('sha256').update(lines.join('\n')).digest('hex'));
    previousHash = hash;
  }
}
