import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoredEvent } from '../../src/core/ledger/events';
import { chainHash } from '../../src/core/ledger/hash-chain';
import { LogHeads } from '../../src/core/ledger/log-head';
import { type EventStore, StorageFailure, WrongExpectedRevision } from '../../src/event-store/event-store';
import type { EventStoreDbPatience } from '../../src/event-store/eventstoredb-connection';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb-event-store';
import { collect } from '../support/collect';
import { saleEvent, saleEvents } from '../support/events';
import { type AppendMisbehaviour, EventStoreDbStandIn } from '../support/eventstoredb-stand-in';

const CARTER = 'reportingPerson-0001211060';
const SMITH = 'reportingPerson-0001494730';

/** Short, so that the tests are. */
const PATIENCE: EventStoreDbPatience = { answerMs: 250, outageMs: 2_500, openMs: 300 };

let standIn: EventStoreDbStandIn;
let store: EventStore;
let opened: EventStore[];

async function another(patience: Partial<EventStoreDbPatience> = {}): Promise<EventStore> {
  const options = { patience: { ...PATIENCE, ...patience } };
  const instance = await EventStoreDbEventStore.open(standIn.connectionString, options);
  opened.push(instance);
  return instance;
}

beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start();
  opened = [];
  store = await another();
});

afterEach(async () => {
  for (const instance of opened) await instance.close();
  standIn.stop();
});

const append = (stream: string, expectedRevision: number, count: number, filing: string, by = store) =>
  by.append([{ stream, expectedRevision, events: saleEvents(stream, count, filing) }]);

async function wholeLog(from = store): Promise<StoredEvent[]> {
  return (await collect(from.readAll())).flat();
}

/** Each hash fits its event and its place, and follows the one before it. */
function expectChain(events: readonly StoredEvent[]): void {
  let previous = '0'.repeat(64);
  for (const { stream, revision, id, type, data, metadata } of events) {
    const { hash, ...open } = metadata;
    expect(metadata.previousHash).toBe(previous);
    expect(hash).toBe(
      chainHash(previous, stream, revision, id, type, JSON.stringify(data), JSON.stringify(open)),
    );
    previous = hash;
  }
}

describe('an append whose answer never comes, or comes wrong', () => {
  it.each<AppendMisbehaviour>([
    'storeAndFail',
    'storeAndNeverAnswer',
    'neverAnswer',
    'notReady',
    'notLeader',
    'endCall',
  ])('is stored once and told as ours: %s', async (misbehaviour) => {
    await append(CARTER, -1, 2, 'first');
    standIn.nextAppends.push(misbehaviour, misbehaviour);
    expect(await append(CARTER, 1, 3, 'second')).toEqual([{ stream: CARTER, revision: 4, appended: 3 }]);
    expect(standIn.appendsReceived).toBeGreaterThan(2);
    const stored = await collect(store.readStream(CARTER));
    expect(stored).toHaveLength(5);
    expectChain(stored);
    expect(await append(CARTER, 4, 1, 'third')).toEqual([{ stream: CARTER, revision: 5, appended: 1 }]);
  });

  it('is told as ours also when somebody went on from it meanwhile', async () => {
    const other = await another();
    standIn.nextAppends.push('storeAndFail');
    const appending = append(CARTER, -1, 2, 'first');
    while (standIn.log.events.length === 0) await delay(1);
    await append(CARTER, 1, 2, 'by another', other);
    const [result] = await appending;
    expect(result).toMatchObject({ stream: CARTER, appended: 2 });
    const stored = await collect(store.readStream(CARTER));
    expect(stored).toHaveLength(4);
    expectChain(stored);
  });

  it('is told as overtaken when it was not stored and somebody else was faster', async () => {
    const other = await another();
    standIn.nextAppends.push('neverAnswer');
    const appending = append(CARTER, -1, 2, 'first');
    while (standIn.appendsReceived === 0) await delay(1);
    await append(CARTER, -1, 1, 'by another', other);
    await expect(appending).rejects.toThrow(WrongExpectedRevision);
    await expect(appending).rejects.toMatchObject({ actual: 0 });
  });

  it('does not break other appends under way, nor the process when the answer comes after all', async () => {
    standIn.nextAppends.push('answerLate', 'storeAndNeverAnswer');
    const hasty = await another({ answerMs: 25 });
    const streams = Array.from({ length: 20 }, (_, index) => `${CARTER}.${index}`);
    const results = await Promise.all(streams.map((stream) => append(stream, -1, 2, 'first', hasty)));
    expect(results.flat().every(({ appended }) => appended === 2)).toBe(true);
    await delay(80);
    expect(await wholeLog()).toHaveLength(40);
  });

  it('loses and doubles nothing in a storm of all of them', async () => {
    const kinds: AppendMisbehaviour[] = [
      'storeAndFail',
      'storeAndNeverAnswer',
      'neverAnswer',
      'notReady',
      'endCall',
    ];
    const dice = randomNumbers(20_260_105);
    const hasty = await another({ answerMs: 30 });
    const writers = [CARTER, SMITH, 'identity-links'].map(async (stream) => {
      for (let filing = 0; filing < 25; filing++) {
        if (dice() < 0.4) standIn.nextAppends.push(kinds[Math.floor(dice() * kinds.length)]!);
        const [result] = await append(stream, 2 * filing - 1, 2, `filing ${filing}`, hasty);
        expect(result).toEqual({ stream, revision: 2 * filing + 1, appended: 2 });
      }
    });
    await Promise.all(writers);
    for (const stream of [CARTER, SMITH, 'identity-links']) {
      const stored = await collect(store.readStream(stream));
      expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, index) => index));
      expectChain(stored);
    }
    expect(standIn.log.events).toHaveLength(150);
  });

  it('is not told as ours when the server takes it for one that somebody else has stored', async () => {
    const other = await another();
    // Both know the stream as it is now.
    await append(CARTER, -1, 1, 'first');
    await append(CARTER, 0, 0, 'nothing', other);
    await other.append([
      {
        stream: CARTER,
        expectedRevision: 0,
        events: [saleEvent(CARTER, { filing: 'joint', title: 'As the other read it' })],
      },
    ]);
    const mine = [saleEvent(CARTER, { filing: 'joint', title: 'As this one read it' })];
    const results = await store.append([{ stream: CARTER, expectedRevision: 0, events: mine }]);
    expect(results).toEqual([{ stream: CARTER, revision: 1, appended: 0 }]);
    await append(CARTER, 1, 1, 'third');
    const stored = await collect(store.readStream(CARTER));
    expect(stored.map(({ data }) => (data as { fingerprint?: string }).fingerprint)).toEqual([
      'first',
      'joint',
      'third',
    ]);
    expectChain(stored);
  });

  it('writes nothing again that was stored long ago and before a restart of the server', async () => {
    await append(CARTER, -1, 3, 'first');
    await append(CARTER, 2, 2, 'second');
    standIn.stop();
    await standIn.listen();
    for (const by of [store, await another()]) {
      expect(await append(CARTER, 4, 3, 'first', by)).toEqual([{ stream: CARTER, revision: 4, appended: 0 }]);
    }
    expect(standIn.log.events).toHaveLength(5);
  });
});

describe('a server that cannot be used', () => {
  it('says so soon when nothing listens there', async () => {
    standIn.stop();
    const opening = another();
    await expect(opening).rejects.toThrow(StorageFailure);
    await expect(opening).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(opening).rejects.toThrow(/esdb:\/\/127\.0\.0\.1:\d+: does not answer.*EVENTSTORE_URL/);
  });

  it('refuses access', async () => {
    standIn.nextAppends.push('accessDenied');
    const appending = append(CARTER, -1, 1, 'first');
    await expect(appending).rejects.toMatchObject({ name: 'StorageFailure', reason: 'denied' });
    for (const refusal of ['accessDenied', 'unauthenticated'] as const) {
      standIn.nextReads.push(refusal, refusal, refusal);
      const denied = { name: 'StorageFailure', reason: 'denied' };
      await expect(collect(store.readStream(CARTER))).rejects.toMatchObject(denied);
      await expect(store.head()).rejects.toMatchObject(denied);
      await expect(another()).rejects.toMatchObject(denied);
    }
  });

  it('does not speak TLS, or the other way round', async () => {
    const secure = standIn.connectionString
      .replace('127.0.0.1', 'localhost')
      .replace('tls=false', 'tls=true');
    const opening = EventStoreDbEventStore.open(secure, { patience: PATIENCE });
    await expect(opening).rejects.toMatchObject({ name: 'StorageFailure' });
  });

  it('is waited for through a restart, by appends and readings', async () => {
    await append(CARTER, -1, 2, 'first');
    standIn.stop();
    const appending = append(CARTER, 1, 2, 'second');
    const reading = collect(store.readStream(CARTER));
    await delay(150);
    await standIn.listen();
    expect(await appending).toEqual([{ stream: CARTER, revision: 3, appended: 2 }]);
    expect((await reading).length).toBeGreaterThanOrEqual(2);
    expect(await wholeLog()).toHaveLength(4);
  });

  it('is not waited for too long, and found again afterwards', async () => {
    const impatient = await another({ outageMs: 200 });
    standIn.stop();
    await expect(append(CARTER, -1, 1, 'first', impatient)).rejects.toMatchObject({ reason: 'unavailable' });
    const start = performance.now();
    await expect(impatient.head()).rejects.toMatchObject({ reason: 'unavailable' });
    // Whoever asks during a known outage is told at once.
    expect(performance.now() - start).toBeLessThan(200);
    await standIn.listen();
    expect(await append(CARTER, -1, 1, 'first', impatient)).toEqual([
      { stream: CARTER, revision: 0, appended: 1 },
    ]);
  });

  it('is asked nothing any more once the store is closed', async () => {
    await append(CARTER, -1, 1, 'first');
    const following = collect(store.follow(undefined, new AbortController().signal));
    await delay(20);
    await store.close();
    await expect(following).rejects.toMatchObject({ reason: 'closed' });
    await expect(append(CARTER, 0, 1, 'second')).rejects.toMatchObject({ reason: 'closed' });
    await expect(store.head()).rejects.toMatchObject({ reason: 'closed' });
    expect(() => store.readStream(CARTER)).toThrow(/is closed/);
  });

  it('is found through a cluster’s gossip', async () => {
    const cluster = `esdb+discover://${standIn.address}?tls=false`;
    const instance = await EventStoreDbEventStore.open(cluster, { patience: PATIENCE });
    opened.push(instance);
    await append(CARTER, -1, 2, 'first', instance);
    expect(await wholeLog(instance)).toHaveLength(2);
  });
});

describe('a reading that is cut off', () => {
  beforeEach(async () => {
    await append(CARTER, -1, 10, 'first');
  });

  it.each(['breakOff', 'fail', 'neverAnswer'] as const)('goes on where it was: %s', async (misbehaviour) => {
    const whole = standIn.log.events.map(({ id }) => id);
    standIn.nextReads.push(misbehaviour, misbehaviour);
    expect((await collect(store.readStream(CARTER))).map(({ id }) => id)).toEqual(whole);
    standIn.nextReads.push(misbehaviour, misbehaviour, misbehaviour);
    expect((await wholeLog()).map(({ id }) => id)).toEqual(whole);
  });
});

describe('following over dropped subscriptions', () => {
  async function followed(count: number, meanwhile: () => Promise<void>): Promise<StoredEvent[]> {
    const controller = new AbortController();
    const events: StoredEvent[] = [];
    const following = (async () => {
      for await (const batch of store.follow(undefined, controller.signal)) {
        events.push(...batch);
        if (events.length >= count) controller.abort();
      }
    })();
    await meanwhile();
    await following;
    return events;
  }

  it('misses and repeats nothing when it is dropped again and again', async () => {
    const events = await followed(60, async () => {
      for (let filing = 0; filing < 30; filing++) {
        await append(CARTER, 2 * filing - 1, 2, `filing ${filing}`);
        if (filing % 3 === 0) {
          // A slow machine is still about to subscribe again: only what lives can be dropped.
          while (standIn.liveSubscriptions === 0) await delay(1);
          standIn.dropSubscriptions();
        }
        if (filing % 5 === 0) standIn.nextReads.push('breakOff');
        if (filing % 7 === 0) standIn.nextReads.push('endCall');
      }
    });
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(standIn.subscriptionsBegun).toBeGreaterThan(5);
  });

  it('bears bursts that the server drops it for', async () => {
    const events = await followed(600, async () => {
      while (standIn.liveSubscriptions === 0) await delay(1);
      for (const filing of [0, 1, 2]) await append(CARTER, 200 * filing - 1, 200, `filing ${filing}`);
    });
    expect(events).toHaveLength(600);
    expect(new Set(events.map(({ id }) => id)).size).toBe(600);
  });

  it('outlives restarts of the server longer than anybody else would wait', async () => {
    const events = await followed(4, async () => {
      await append(CARTER, -1, 2, 'first');
      await delay(30);
      standIn.stop();
      await delay(PATIENCE.outageMs / 5);
      await standIn.listen();
      await append(CARTER, 1, 2, 'second');
    });
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
  });

  it('leaves nothing open on the server', async () => {
    await append(CARTER, -1, 2, 'first');
    await followed(2, async () => undefined);
    await wholeLog();
    await delay(50);
    expect(standIn.liveSubscriptions).toBe(0);
  });
});

describe('ids that another program wrote to a stream again', () => {
  /** Everything of the stream once more, behind its end: what a server stores that has been restarted. */
  function writeAgain(stream: string, from = 0, to = Number.POSITIVE_INFINITY): void {
    standIn.log.forgetRecentIds();
    standIn.log.append(stream, 'any', standIn.log.stream(stream).slice(from, to));
  }

  it('count once, and the chain goes on from the first', async () => {
    await append(CARTER, -1, 3, 'first');
    writeAgain(CARTER);
    await append(SMITH, -1, 1, 'first');
    for (const by of [store, await another()]) {
      expect((await collect(by.readStream(CARTER))).map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(await wholeLog(by)).toHaveLength(4);
    }
    expect(await append(CARTER, 2, 2, 'second')).toEqual([{ stream: CARTER, revision: 4, appended: 2 }]);
    writeAgain(CARTER, 6, 8);
    const reader = await another();
    expect(await append(CARTER, 4, 1, 'third', reader)).toEqual([
      { stream: CARTER, revision: 5, appended: 1 },
    ]);
    const stored = await collect(reader.readStream(CARTER));
    expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    expectChain(stored);
    expect(standIn.log.stream(CARTER)).toHaveLength(11);
    expect(await append(CARTER, 5, 3, 'first', reader)).toMatchObject([{ appended: 0 }]);
    const heads = new LogHeads();
    expect((await wholeLog()).map((event) => heads.take(event))).toEqual(Array(7).fill(undefined));
  });

  it('are left out the same wherever the reading starts', async () => {
    await append(CARTER, -1, 3, 'first');
    writeAgain(CARTER, 1, 3);
    await append(CARTER, 2, 2, 'second');
    writeAgain(CARTER, 0, 1);
    await append(CARTER, 4, 1, 'third');
    const log = await wholeLog();
    expect(log.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [index, { position }] of log.entries()) {
      const rest = (await collect(store.readAll(position, 2))).flat();
      expect(rest).toEqual(log.slice(index + 1));
    }
    for (let from = 0; from <= 6; from++) {
      const read = await collect(store.readStream(CARTER, from));
      expect(read).toEqual(log.slice(from));
    }
  });

  it('are another matter than an event that was tampered with, which stays for an audit to find', async () => {
    await append(CARTER, -1, 3, 'first');
    const middle = standIn.log.stream(CARTER)[1] as { data: Uint8Array };
    middle.data = Buffer.from(Buffer.from(middle.data).toString().replace('6230.5295', '9230.5295'));
    const stored = await collect(store.readStream(CARTER));
    expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(JSON.stringify(stored[1]!.data)).toContain('9230.5295');
    expect(await wholeLog()).toHaveLength(3);
  });
});

describe('what others keep on the same server', () => {
  const foreign = (type: string, data: string) => ({
    id: createHash('sha256')
      .update(type + data)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    type,
    data: Buffer.from(data),
    metadata: Buffer.alloc(0),
  });

  it('is no part of the log, before, between and behind its events', async () => {
    const order = () =>
      standIn.log.append('order-1', 'any', [foreign('OrderPlaced', `{"n":${standIn.log.events.length}}`)]);
    order();
    expect(await store.head()).toBeUndefined();
    await append(CARTER, -1, 2, 'first');
    order();
    standIn.log.append('$stats-127.0.0.1', 'any', [foreign('$statsCollected', '{}')]);
    await append(CARTER, 1, 1, 'second');
    order();
    const log = await wholeLog();
    expect(log.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual(
      [0, 1, 2].map((revision) => `${CARTER} ${revision}`),
    );
    expect(await store.head()).toBe(log[2]!.position);
  });

  it('may be other ledgers, each with a prefix of its own', async () => {
    const open = (prefix: string) =>
      EventStoreDbEventStore.open(standIn.connectionString, { prefix, patience: PATIENCE });
    const [one, two] = [await open('acme.'), await open('globex.')];
    opened.push(one, two);
    await append(CARTER, -1, 2, 'first', one);
    await append(CARTER, -1, 1, 'second', two);
    expect((await wholeLog(one)).map(({ stream }) => stream)).toEqual([CARTER, CARTER]);
    expect(await wholeLog(two)).toHaveLength(1);
    expect(standIn.log.stream(`acme.${CARTER}`)).toHaveLength(2);
    // The same events have the same hashes in every store.
    await append(CARTER, -1, 2, 'first');
    const hashes = (events: StoredEvent[]) => events.map(({ metadata }) => metadata.hash);
    expect(hashes(await collect(one.readStream(CARTER)))).toEqual(
      hashes(await collect(store.readStream(CARTER))),
    );
    await expect(open('$acme')).rejects.toThrow(RangeError);
  });

  it('is told where it stands in a stream of the ledger', async () => {
    await append(CARTER, -1, 2, 'first');
    standIn.log.append(CARTER, 'any', [foreign('Note', 'no JSON')]);
    const reading = collect(store.readStream(CARTER));
    await expect(reading).rejects.toMatchObject({ name: 'StorageFailure', reason: 'damaged' });
    await expect(reading).rejects.toThrow(/stream reportingPerson-0001211060 holds at revision 2/);
  });
});

/** Always the same numbers from 0 to 1 for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
