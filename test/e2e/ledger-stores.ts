import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import type { NewEvent, StoredEvent } from '../../src/core/ledger/events';
import type { EventStore, StreamAppend } from '../../src/event-store/event-store';
import { Environment } from '../../src/services/environment';
import { openLedgerPlaces, type StoreSettings } from '../../src/services/ledger-places';
import { openEventStore } from '../../src/services/open-event-store';

/**
 * Whether the ledgers of these specs are on EventStoreDB and PostgreSQL (project e2e-servers) or in their folders
 * (project e2e). The specs are the same.
 */
export const ON_SERVERS = process.env.LEDGERS_OF_TESTS === 'servers';

/** Events that are copied in one call. */
const COPIED_TOGETHER = 2_000;

/** Where the ledger of each folder is, when it is on servers. */
const places = new Map<string, Servers>();

type Servers = Required<Pick<StoreSettings, 'EVENTSTORE_PREFIX' | 'DATABASE_SCHEMA'>>;

/** The variables that a command needs to find the ledger of this folder; none when the folder holds it. */
export function serverVariables(folder: string): Readonly<Record<string, string>> {
  if (!ON_SERVERS) return {};
  const { EVENTSTORE_OF_TESTS, POSTGRES_OF_TESTS } = process.env;
  return { EVENTSTORE_URL: EVENTSTORE_OF_TESTS!, DATABASE_URL: POSTGRES_OF_TESTS!, ...serversOf(folder) };
}

/** Settings of the ledger of this folder. */
export function settingsOf(folder: string): StoreSettings {
  return { ...serverVariables(folder), HOLDINGS_DATA: folder };
}

/** The same with all that an HTTP server asks for; it logs nothing. */
export function environmentOf(folder: string): Environment {
  return { ...new Environment(), ...settingsOf(folder), LOG_LEVEL: 'silent' };
}

/** A test of what only a ledger in a folder has; on servers the reason why it is not run is printed. */
export function inFolderOnly(reason: string): jest.It {
  if (!ON_SERVERS) return it;
  process.stderr.write(`not run on servers: ${reason}\n`);
  return it.skip;
}

/** The log of a ledger, to be closed by whoever opened it. */
export function openLog(folder: string): Promise<EventStore> {
  return openEventStore(openLedgerPlaces(settingsOf(folder), { mustExist: false }).events);
}

/** Position of the nth event of the log, counted from 1. */
export async function positionOf(folder: string, nth: number): Promise<string> {
  const log = await openLog(folder);
  try {
    let count = 0;
    for await (const batch of log.readAll()) {
      const event = batch[nth - 1 - count];
      if (event) return event.position;
      count += batch.length;
    }
    throw new Error(`the log has ${count} events`);
  } finally {
    await log.close();
  }
}

/** Ids of all events of a log, sorted; none while there is no log. */
export async function storedEvents(folder: string): Promise<string[]> {
  if (!ON_SERVERS && !existsSync(join(folder, 'events.sqlite'))) return [];
  const log = await openLog(folder);
  try {
    const ids: string[] = [];
    for await (const batch of log.readAll()) ids.push(...batch.map(({ id }) => id));
    return ids.sort();
  } finally {
    await log.close();
  }
}

/** Makes a ledger of what another one has recorded, with its rows, or on servers without: a question makes them. */
export async function copyLedger(from: string, to: string): Promise<void> {
  if (!ON_SERVERS) {
    cpSync(from, to, { recursive: true });
    return;
  }
  const [source, target] = [await openLog(from), await openLog(to)];
  try {
    for await (const batch of source.readAll(undefined, COPIED_TOGETHER)) {
      await target.append(appendsOf(batch));
    }
  } finally {
    await source.close();
    await target.close();
  }
  const [there, here] = [documentTable(from), documentTable(to)];
  const schema = here.slice(0, here.indexOf('.'));
  await inPostgres(`CREATE SCHEMA ${schema}; CREATE TABLE ${here} (LIKE ${there} INCLUDING ALL);
    INSERT INTO ${here} SELECT * FROM ${there}`);
}

/** The events as they were before they were stored, those of one stream in a row together. */
function appendsOf(events: readonly StoredEvent[]): StreamAppend[] {
  const appends: (StreamAppend & { readonly events: NewEvent[] })[] = [];
  for (const { stream, revision, id, type, data, metadata } of events) {
    const { hash: _, previousHash: __, ...given } = metadata;
    const event = { id, type, data, metadata: given } as NewEvent;
    const last = appends.at(-1);
    if (last?.stream === stream) last.events.push(event);
    else appends.push({ stream, expectedRevision: revision - 1, events: [event] });
  }
  return appends;
}

/** Lets a ledger go on with another one's log, as when a file or a setting was changed, and its own rows. */
export function replaceLog(folder: string, from: string): void {
  if (ON_SERVERS) {
    places.set(resolve(folder), {
      ...serversOf(folder),
      EVENTSTORE_PREFIX: serversOf(from).EVENTSTORE_PREFIX,
    });
    return;
  }
  for (const end of ['', '-wal', '-shm']) {
    rmSync(join(folder, `events.sqlite${end}`), { force: true });
    const source = join(from, `events.sqlite${end}`);
    if (existsSync(source)) cpSync(source, join(folder, `events.sqlite${end}`));
  }
}

/** Removes all rows, which are made again from the events. */
export async function removeRows(folder: string): Promise<void> {
  if (ON_SERVERS) {
    for (const schema of await schemasOf(folder)) await inPostgres(`DROP SCHEMA "${schema}" CASCADE`);
    return;
  }
  for (const name of readdirSync(folder).filter((each) => each.startsWith('read-model'))) {
    rmSync(join(folder, name), { recursive: true });
  }
}

/** Numbers of the generations whose rows are there. */
export async function generationsOf(folder: string): Promise<number[]> {
  const { DATABASE_SCHEMA } = ON_SERVERS ? serversOf(folder) : { DATABASE_SCHEMA: 'read-model' };
  const names = ON_SERVERS
    ? await schemasOf(folder)
    : readdirSync(folder).flatMap((name) => /^(read-model.*)\.sqlite$/.exec(name)?.[1] ?? []);
  return names
    .map((name) => (name === DATABASE_SCHEMA ? 1 : Number(name.slice(DATABASE_SCHEMA.length + 1))))
    .sort((left, right) => left - right);
}

/** Runs SQL on the rows of a generation; returns the first column of the first row that it found. */
export async function onRows(folder: string, generation: number, sql: string): Promise<unknown> {
  const end = generation === 1 ? '' : generation;
  if (ON_SERVERS) {
    const { DATABASE_SCHEMA } = serversOf(folder);
    const schema = end === '' ? DATABASE_SCHEMA : `${DATABASE_SCHEMA}_${end}`;
    return inPostgres(`SET search_path TO "${schema}"; ${sql}`);
  }
  const rows = new Database(join(folder, `read-model${end === '' ? '' : `-${end}`}.sqlite`), {
    fileMustExist: true,
  });
  try {
    const statement = rows.prepare(sql);
    return statement.reader ? statement.pluck().get() : statement.run().changes;
  } finally {
    rows.close();
  }
}

/** Removes the first of the kept source documents, and damages the second. */
export async function harmDocuments(folder: string): Promise<void> {
  if (ON_SERVERS) {
    const table = documentTable(folder);
    await inPostgres(`DELETE FROM ${table} WHERE sha256 = (SELECT min(sha256) FROM ${table});
      UPDATE ${table} SET gzip = 'damaged' WHERE sha256 = (SELECT min(sha256) FROM ${table})`);
    return;
  }
  const kept = join(folder, 'source-documents');
  const [first, second] = readdirSync(kept).flatMap((start) =>
    readdirSync(join(kept, start)).map((name) => join(kept, start, name)),
  );
  rmSync(first!);
  writeFileSync(second!, 'damaged');
}

function serversOf(folder: string): Servers {
  const key = resolve(folder);
  const known = places.get(key);
  if (known) return known;
  const name = `${process.env.RUN_OF_TESTS}_l${randomBytes(5).toString('hex')}`;
  const servers = { EVENTSTORE_PREFIX: `${name}.`, DATABASE_SCHEMA: name };
  places.set(key, servers);
  return servers;
}

function documentTable(folder: string): string {
  return `${serversOf(folder).DATABASE_SCHEMA}_shared.source_documents`;
}

/** Schemas of the generations of rows. */
async function schemasOf(folder: string): Promise<string[]> {
  const { DATABASE_SCHEMA } = serversOf(folder);
  const found = await inPostgres(
    `SELECT coalesce(json_agg(nspname), '[]') FROM pg_namespace WHERE nspname::text ~ '^${DATABASE_SCHEMA}(_[0-9]+)?$'`,
  );
  return found as string[];
}

/** First column of the first row of the last statement. */
async function inPostgres(sql: string): Promise<unknown> {
  const client = new Client({ connectionString: process.env.POSTGRES_OF_TESTS });
  await client.connect();
  try {
    const results = [await client.query(sql)].flat();
    return Object.values(results.at(-1)?.rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
