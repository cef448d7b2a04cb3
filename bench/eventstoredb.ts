import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
import type { NewEvent } from '../src/core/ledger/events';
import type { EventStore } from '../src/event-store/event-store';
import { EventStoreDbEventStore } from '../src/event-store/eventstoredb-event-store';
import { saleEvents } from '../test/support/events';
import { type BenchRow, compare } from './report';

/** Streams that are appended to at once, one append each in flight. */
const IN_FLIGHT = 32;
const BATCH_EVENTS = 100;
const BATCHES_PER_STREAM = 2;
const ROUND_EVENTS = IN_FLIGHT * BATCHES_PER_STREAM * BATCH_EVENTS;
const CATCH_UP_EVENTS = 20_000;

/**
 * Appends and catch-up through the adapter against the bare client, on the server in TEST_EVENTSTORE_URL; undefined
 * without one. Streams are touched before the clock starts: the first append to one reads it. About a minute.
 */
export async function benchEventStoreDb(): Promise<BenchRow[] | undefined> {
  const url = process.env.TEST_EVENTSTORE_URL;
  if (!url) return undefined;
  const prefix = `bench.${randomUUID().replaceAll('-', '')}.`;
  const store = await EventStoreDbEventStore.open(url, { prefix });
  const client = EventStoreDBClient.connectionString(url);
  try {
    return [await compareAppends(store, client, prefix), await compareCatchUp(url, client)];
  } finally {
    await store.close();
    await client.dispose();
  }
}

async function compareAppends(
  store: EventStore,
  client: EventStoreDBClient,
  prefix: string,
): Promise<BenchRow> {
  const streams = Array.from({ length: IN_FLIGHT }, (_, index) => `reportingPerson-${index}`);
  const ours = new Map(streams.map((stream) => [stream, -1]));
  const bare = new Map(streams.map((stream) => [`bare-${prefix}${stream}`, -1n]));
  const appendOurs = async (stream: string, events: NewEvent[]) => {
    const [result] = await store.append([{ stream, expectedRevision: ours.get(stream)!, events }]);
    ours.set(stream, result!.revision);
  };
  for (const stream of streams) await appendOurs(stream, saleEvents(stream, 1, 'touch'));
  return compare({
    name: `EventStoreDB: append, ${IN_FLIGHT} in flight, batches of ${BATCH_EVENTS}`,
    unit: 'events/s',
    peerName: 'bare client',
    goal: 0.8,
    count: ROUND_EVENTS,
    ours: (round) => {
      const work = streams.map((stream) => ({ stream, batches: batchesOf(stream, round) }));
      return async () => {
        await Promise.all(
          work.map(async ({ stream, batches }) => {
            for (const events of batches) await appendOurs(stream, events);
          }),
        );
      };
    },
    peer: (round) => {
      const work = [...bare.keys()].map((stream) => ({
        stream,
        batches: batchesOf(stream, round).map((events) => events.map((event) => jsonEvent(event as never))),
      }));
      return async () => {
        await Promise.all(
          work.map(async ({ stream, batches }) => {
            for (const events of batches) {
              const revision = bare.get(stream)!;
              const expectedRevision = revision === -1n ? 'no_stream' : revision;
              const result = await client.appendToStream(stream, events, { expectedRevision });
              bare.set(stream, result.nextExpectedRevision);
            }
          }),
        );
      };
    },
  });
}

async function compareCatchUp(url: string, client: EventStoreDBClient): Promise<BenchRow> {
  const prefix = `bench.${randomUUID().replaceAll('-', '')}.`;
  const store = await EventStoreDbEventStore.open(url, { prefix });
  for (let count = 0; count < CATCH_UP_EVENTS; count += 500) {
    const stream = `reportingPerson-${count % 20_000}`;
    await store.append([{ stream, expectedRevision: -1, events: saleEvents(stream, 500) }]);
  }
  try {
    return await compare({
      name: 'EventStoreDB: catch-up of the whole log',
      unit: 'events/s',
      peerName: 'bare client',
      goal: 0.8,
      count: CATCH_UP_EVENTS,
      ours: () => async () => {
        let events = 0;
        for await (const batch of store.readAll()) events += batch.length;
        mustBeAll(events);
      },
      peer: () => async () => {
        let events = 0;
        const filter = streamNameFilter({ prefixes: [prefix] });
        const subscription = client.subscribeToAll({ fromPosition: START, filter });
        for await (const _ of subscription) {
          events += 1;
          if (events === CATCH_UP_EVENTS) break;
        }
        await subscription.unsubscribe();
        mustBeAll(events);
      },
    });
  } finally {
    await store.close();
  }
}

function batchesOf(stream: string, round: number): NewEvent[][] {
  return Array.from({ length: BATCHES_PER_STREAM }, (_, index) =>
    saleEvents(stream, BATCH_EVENTS, `round ${round}, batch ${index}`),
  );
}

function mustBeAll(events: number): void {
  if (events !== CATCH_UP_EVENTS) throw new Error(`${events} events instead of ${CATCH_UP_EVENTS}`);
}
