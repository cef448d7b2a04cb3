import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FilingRecorded } from '../../src/core/ledger/events';
import type { EventStore } from '../../src/event-store/event-store';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { LedgerModule } from '../../src/services/ledger.module';
import type { StoreSettings } from '../../src/services/ledger-places';
import { EVENT_STORE } from '../../src/services/ledger-tokens';
import { VerifyService } from '../../src/services/verify.service';

/** What a ledger has come to. */
export interface Outcome {
  /** Event ids, sorted. */
  readonly events: readonly string[];
  /** Hash over the hashes of all persons' rows. */
  readonly rows: string;
}

/** Throws unless every chain holds and every filing stands whole in all its owners' streams. */
export async function whole(settings: StoreSettings): Promise<void> {
  await inLedger(settings, async (ledger) => {
    const found: string[] = [];
    await ledger.get(VerifyService).verify({ deep: false }, ({ what }) => found.push(what));
    if (found.length > 0) throw new Error(`after the fault: ${found.join('; ')}`);
    const halves = await halvesIn(ledger.get<EventStore>(EVENT_STORE));
    if (halves.length > 0) {
      throw new Error(`after the fault these filings are not whole: ${halves.join(', ')}`);
    }
  });
}

/** Brings the rows up to date, and checks and returns all. Throws when the ledger is not sound. */
export async function outcomeOf(settings: StoreSettings): Promise<Outcome> {
  return inLedger(settings, async (ledger) => {
    await ledger.get(LiveProjector).catchUp();
    const places: string[] = [];
    await ledger.get(VerifyService).verify({ deep: true }, ({ what }) => places.push(what));
    if (places.length > 0) throw new Error(`${settings.HOLDINGS_DATA}: ${places.join('; ')}`);
    const events: string[] = [];
    for await (const batch of ledger.get<EventStore>(EVENT_STORE).readAll()) {
      for (const { id } of batch) events.push(id);
    }
    const live = ledger.get(LiveGeneration, { strict: false });
    return { events: events.sort(), rows: await live.read((readModel) => readModel.readModelHash()) };
  });
}

/** Throws unless both have the same events, each once, and the same rows. */
export function sameOutcome(found: Outcome, expected: Outcome, who: string): void {
  if (JSON.stringify(found.events) !== JSON.stringify(expected.events)) {
    const [many, should] = [found.events.length, expected.events.length];
    throw new Error(`${who} holds ${many} events, other ones than the ${should} that it should`);
  }
  if (found.rows !== expected.rows) throw new Error(`${who} comes to other rows`);
}

/** Settings of a ledger on the embedded stores. */
export function embedded(data: string): StoreSettings {
  return { HOLDINGS_DATA: data, DATABASE_URL: '' };
}

/** Streams and fingerprints of filings that have too few or too many events there, by what the filing's own event says. */
async function halvesIn(store: EventStore): Promise<readonly string[]> {
  const missing = new Map<string, number>();
  for await (const batch of store.readAll()) {
    for (const { type, data: filed, stream } of batch) {
      const { fingerprint, streams, lineCount } = filed as FilingRecorded;
      const count = (of: string, change: number) => {
        const key = `${of} ${fingerprint}`;
        missing.set(key, (missing.get(key) ?? 0) + change);
      };
      if (type === 'FilingRecorded' && stream === streams[0]) {
        for (const each of streams) count(each, 1 + lineCount.I + lineCount.II);
      }
      count(stream, -1);
    }
  }
  return [...missing].filter(([, count]) => count !== 0).map(([key]) => key);
}

async function inLedger<Result>(
  settings: StoreSettings,
  use: (ledger: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const ledger = await NestFactory.createApplicationContext(LedgerModule.open(settings), { logger: false });
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
  }
}
