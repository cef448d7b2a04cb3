import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { LogHeads } from '../../src/core/ledger/log-head';
import type { EventStore } from '../../src/event-store/event-store';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb-event-store';
import { saleEvents } from '../support/events';
import { UnreliableProxy } from '../support/unreliable-proxy';
import { commandsOf, complete, removeRows, writtenFilings } from './ledger-commands';
import { embedded, outcomeOf, sameOutcome } from './ledger-outcome';

/** Short, so that a stalled connection is given up while the test lasts; an outage is borne much longer. */
const PATIENCE = { answerMs: 400, outageMs: 60_000, openMs: 20_000 };
const WRITERS = 3;
/** Events of one append. */
const EVENTS = 3;

/** Longest times in milliseconds: between two faults, and of those that last. */
const LONGEST_PAUSE = 300;
const LONGEST_STALL = 900;
const LONGEST_REFUSAL = 250;

export interface CutOffs {
  /** An EventStoreDB; streams of their own are used there. */
  readonly connectionString: string;
  readonly times: number;
  /** The same seed makes the same faults at the same intervals; what they meet, the machine decides. */
  readonly seed: number;
}

export interface CutOffReport {
  readonly times: number;
  /** Connections that were cut off; a fault may meet none. */
  readonly dropped: number;
  readonly events: number;
}

type Fault = readonly [kind: 'drop' | 'stall' | 'refuse', pause: number, duration: number];

/**
 * Cuts connections off, stalls and refuses them at random instants while three writers append and a follower reads.
 * Throws unless each event is stored once, in unbroken chains, and seen once, in the order of the log.
 */
export async function cutOffStore({ connectionString, times, seed }: CutOffs): Promise<CutOffReport> {
  const proxy = await UnreliableProxy.start(addressOf(connectionString));
  try {
    const through = throughProxy(connectionString, proxy);
    const events = await appendAndFollow(connectionString, through, () => disturb(proxy, times, seed));
    return { times, dropped: proxy.dropped, events };
  } finally {
    await proxy.stop();
  }
}

/**
 * Three writers append and a follower reads by the connection string `through`, until the disturbance ends. Throws
 * unless each event is stored once, in unbroken chains, and seen once, in the order of the log; returns how many.
 */
export async function appendAndFollow(
  straight: string,
  through: string,
  disturbance: () => Promise<void>,
): Promise<number> {
  const prefix = `cutoff.${randomUUID().replaceAll('-', '')}.`;
  const open = (url: string) => EventStoreDbEventStore.open(url, { prefix, patience: PATIENCE });
  const [writing, following, reading] = [await open(through), await open(through), await open(straight)];
  try {
    const end = new AbortController();
    const seen: string[] = [];
    const follower = (async () => {
      for await (const batch of following.follow(undefined, end.signal)) {
        for (const { id } of batch) seen.push(id);
      }
    })();
    // Awaited at the end: a failure before that is none that nobody handles.
    follower.catch(() => undefined);
    let disturbed = true;
    const disturbing = disturbance().finally(() => {
      disturbed = false;
    });
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      write(writing, `reportingPerson-${writer}`, () => disturbed),
    );
    const written = (await Promise.all([...writers, disturbing.then(() => [])])).flat();
    const log = await checkedLog(reading, written);
    for (const start = Date.now(); seen.length < log.length && Date.now() - start < PATIENCE.outageMs; ) {
      await delay(20);
    }
    end.abort();
    await follower;
    if (JSON.stringify(seen) !== JSON.stringify(log)) {
      throw new Error(`the follower saw ${seen.length} events, other ones than the ${log.length} of the log`);
    }
    return log.length;
  } finally {
    for (const store of [writing, following, reading]) await store.close();
  }
}

/**
 * Cuts off, stalls and refuses while commands run: an ingest, a projection and a rebuild. Throws unless each completes by itself, and the
 * ledger comes to the end of one on the embedded stores.
 */
export async function cutOffCommands({ connectionString, times, seed }: CutOffs): Promise<CutOffReport> {
  const folder = mkdtempSync(join(tmpdir(), 'cut-off-'));
  const proxy = await UnreliableProxy.start(addressOf(connectionString));
  try {
    const filings = writtenFilings(folder);
    const [alone, disturbed] = [join(folder, 'alone'), join(folder, 'disturbed')];
    const EVENTSTORE_PREFIX = `cutoff.${randomUUID().replaceAll('-', '')}.`;
    const env = { EVENTSTORE_URL: throughProxy(connectionString, proxy), EVENTSTORE_PREFIX };
    await complete(['ingest', filings, '--data', alone]);
    const commands = commandsOf(filings);
    for (const [index, [name, args]] of commands.entries()) {
      if (name === 'projection') removeRows(disturbed);
      const running = complete([...args, '--data', disturbed], env);
      await Promise.all([running, disturb(proxy, Math.ceil(times / commands.length), seed + index)]);
    }
    const expected = await outcomeOf(embedded(alone));
    const settings = { ...embedded(disturbed), EVENTSTORE_URL: connectionString, EVENTSTORE_PREFIX };
    sameOutcome(await outcomeOf(settings), expected, 'the ledger whose connections were cut off');
    return { times, dropped: proxy.dropped, events: expected.events.length };
  } finally {
    await proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One fault after the other; in the end connections are served again. */
async function disturb(proxy: UnreliableProxy, times: number, seed: number): Promise<void> {
  const fault = fc.tuple(
    fc.constantFrom<Fault[0]>('drop', 'drop', 'stall', 'refuse'),
    fc.integer({ min: 1, max: LONGEST_PAUSE }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  for (const [kind, pause, fraction] of fc.sample(fault, { numRuns: times, seed })) {
    await delay(pause);
    proxy[kind]();
    if (kind !== 'drop') await delay(fraction * (kind === 'stall' ? LONGEST_STALL : LONGEST_REFUSAL));
    proxy.resume();
  }
}

/** Appends to a stream while there are faults; returns the ids of what was acknowledged as written by this call. */
async function write(store: EventStore, stream: string, goOn: () => boolean): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let filing = 0; goOn(); filing++) {
    const events = saleEvents(stream, EVENTS, `filing ${filing}`);
    const [result] = await store.append([{ stream, expectedRevision: EVENTS * filing - 1, events }]);
    if (result?.appended !== EVENTS)
      throw new Error(`${stream}: ${JSON.stringify(result)} of ${EVENTS} events`);
    ids.push(...events.map(({ id }) => `${stream} ${id}`));
  }
  return ids;
}

/** The ids of the log in its order; throws unless they are those that were written, each once, in unbroken chains. */
async function checkedLog(store: EventStore, written: readonly string[]): Promise<readonly string[]> {
  const heads = new LogHeads();
  const log: string[] = [];
  const found: string[] = [];
  for await (const batch of store.readAll()) {
    for (const event of batch) {
      const fault = heads.take(event);
      if (fault) throw new Error(`stream ${event.stream}, revision ${event.revision}: ${fault.what}`);
      log.push(event.id);
      found.push(`${event.stream} ${event.id}`);
    }
  }
  if (JSON.stringify(found.sort()) !== JSON.stringify([...written].sort())) {
    throw new Error(`the log holds ${found.length} events, ${written.length} were acknowledged`);
  }
  return log;
}

function addressOf(connectionString: string): { host: string; port: number } {
  const { hostname, port } = new URL(connectionString);
  return { host: hostname, port: Number(port) };
}

function throughProxy(connectionString: string, proxy: UnreliableProxy): string {
  const { host, port } = addressOf(connectionString);
  return connectionString.replace(`${host}:${port}`, `127.0.0.1:${proxy.port}`);
}
