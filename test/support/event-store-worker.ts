/**
 * A process of its own that appends to an event store, for the contract suite:
 * `event-store-worker.ts <module that exports open(location)> <location> <command> <arguments…>`
 */
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventStore, WrongExpectedRevision } from '../../src/event-store/event-store';
import { collect } from './collect';
import { saleEvents } from './events';

type Command = (store: EventStore, ...parameters: string[]) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  /** Appends filings of three lines, each to a stream of its own, and names each stream once it is stored. */
  async appendUntilKilled(store, prefix = '') {
    for (let count = 0; ; count++) {
      const stream = `reportingPerson-${prefix}${count}`;
      await store.append([{ stream, expectedRevision: -1, events: saleEvents(stream, 3) }]);
      writeSync(1, `${stream}\n`);
    }
  },

  /** Appends its own filings of two lines to each of the streams, reading again whenever another was faster. */
  async compete(store, name = '', filings = '0', ...streams: string[]) {
    let overtaken = 0;
    for (let filing = 0; filing < Number(filings); filing++) {
      for (const stream of streams) {
        const events = saleEvents(stream, 2, `${name}.${filing}`);
        overtaken += await appendWithRetries(store, stream, events);
      }
    }
    writeSync(1, `${overtaken}\n`);
  },
};

async function appendWithRetries(
  store: EventStore,
  stream: string,
  events: ReturnType<typeof saleEvents>,
): Promise<number> {
  for (let overtaken = 0; ; overtaken++) {
    const stored = await collect(store.readStream(stream));
    // Lets the other processes in between reading and appending, so that they do get in each other's way.
    await delay(1);
    try {
      await store.append([{ stream, expectedRevision: stored.length - 1, events }]);
      return overtaken;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

async function main([module, location, command, ...parameters]: string[]): Promise<void> {
  const { open } = require(module!) as { open: (location: string) => Promise<EventStore> };
  const store = await open(location!);
  await COMMANDS[command!]!(store, ...parameters);
  await store.close();
}

void main(process.argv.slice(2));
