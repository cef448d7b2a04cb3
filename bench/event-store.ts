import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eventId } from '../src/core/ledger/event-id';
import type { EventMetadata, LineReported, NewEvent } from '../src/core/ledger/events';
import { CHAIN_START, sealEvent } from '../src/core/ledger/hash-chain';
import type { StreamAppend } from '../src/event-store/event-store';
import { SqliteEventStore } from '../src/event-store/sqlite-event-store';
import { type BenchRow, compare, formatRows } from './report';

/** On the repository's disk: the folder for temporary files is often held in memory, where nothing is durable. */
const WORK_FOLDER = join(__dirname, '../.bench');
/** Events of one filing: what is appended to one stream at a time. */
const FILING_EVENTS = 10;
/** Batches, and how often each is appended in a round. */
const APPENDS = [
  { batch: 1, times: 500 },
  { batch: 100, times: 50 },
  { batch: 10_000, times: 2 },
] as const;
/** Persons whose streams the filings go to. */
const PERSONS = 2_000;
const READ_EVENTS = 20_000;

/** Appends and reads against bare better-sqlite3 on the same tables, with the same durability. About 30 seconds. */
export async function benchEventStore(): Promise<BenchRow[]> {
  mkdirSync(WORK_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(WORK_FOLDER, 'event-store-'));
  try {
    const rows: BenchRow[] = [];
    for (const { batch, times } of APPENDS) rows.push(await compareAppends(folder, batch, times));
    rows.push(...(await compareReads(folder)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareAppends(folder: string, batch: number, times: number): Promise<BenchRow> {
  const store = SqliteEventStore.open(join(folder, `ours-${batch}.db`));
  const bare = await openBare(join(folder, `bare-${batch}.db`));
  const insert = bare.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertAll = bare.transaction((rows: readonly FinishedRow[]) => {
    for (const row of rows) insert.run(...row);
  });
  const forOurs = new Filings();
  const forBare = new Filings();
  const row = await compare({
    name: `append, batches of ${batch.toLocaleString('en-US')}`,
    unit: 'events/s',
    peerName: 'bare better-sqlite3 inserting finished rows',
    goal: 0.6,
    count: batch * times,
    ours: () => {
      const calls = Array.from({ length: times }, () => forOurs.next(batch));
      return async () => {
        for (const filings of calls) await store.append(filings.map(toAppend));
      };
    },
    peer: () => {
      const calls = Array.from({ length: times }, () =>
        forBare.next(batch).flatMap((filing) => forBare.finish(filing)),
      );
      return () => {
        for (const rows of calls) insertAll.immediate(rows);
      };
    },
  });
  await store.close();
  bare.close();
  return row;
}

async function compareReads(folder: string): Promise<BenchRow[]> {
  const path = join(folder, 'read.db');
  const store = SqliteEventStore.open(path);
  const filings = new Filings();
  for (let count = 0; count < READ_EVENTS; count += 1_000)
    await store.append(filings.next(1_000).map(toAppend));
  const bare = new Database(path, { readonly: true });
  const selectAll = bare.prepare('SELECT * FROM events ORDER BY position');
  const streamKeys = bare.prepare('SELECT key FROM streams ORDER BY key').pluck().all() as number[];
  const streamNames = bare.prepare('SELECT name FROM streams ORDER BY key').pluck().all() as string[];
  const selectStream = bare.prepare('SELECT * FROM events WHERE stream = ? ORDER BY revision');
  const parse = (row: unknown) => {
    const { data, metadata } = row as { data: string; metadata: string };
    return [JSON.parse(data), JSON.parse(metadata)];
  };
  const rows = [
    await compare({
      name: 'read the whole log',
      unit: 'events/s',
      peerName: 'bare select with the same JSON.parse',
      goal: 0.7,
      count: READ_EVENTS,
      ours: () => async () => {
        let count = 0;
        for await (const batch of store.readAll()) count += batch.length;
        expectCount(count);
      },
      peer: () => () => {
        let count = 0;
        for (const row of selectAll.iterate()) count += parse(row).length / 2;
        expectCount(count);
      },
    }),
    await compare({
      name: 'read every stream',
      unit: 'events/s',
      peerName: 'bare select with the same JSON.parse',
      goal: 0.7,
      count: READ_EVENTS,
      ours: () => async () => {
        let count = 0;
        for (const name of streamNames)
          for await (const event of store.readStream(name)) count += event.revision >= 0 ? 1 : 0;
        expectCount(count);
      },
      peer: () => () => {
        let count = 0;
        for (const key of streamKeys)
          for (const row of selectStream.iterate(key)) count += parse(row).length / 2;
        expectCount(count);
      },
    }),
  ];
  bare.close();
  await store.close();
  return rows;
}

function expectCount(count: number): void {
  if (count !== READ_EVENTS) throw new Error(`read ${count} events instead of ${READ_EVENTS}`);
}

/** The same tables and settings as ours, because ours made the file. */
async function openBare(path: string): Promise<Database.Database> {
  await SqliteEventStore.open(path).close();
  const database = new Database(path);
  database.pragma('synchronous = FULL');
  return database;
}

type FinishedRow = [number, number, number, Buffer, string, string, string];

/** A filing before its events have ids. */
interface Draft {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly lines: readonly { readonly data: LineReported; readonly metadata: EventMetadata }[];
}

/** Ids are part of our work; finished rows have them. */
function toAppend({ stream, expectedRevision, lines }: Draft): StreamAppend {
  const events = lines.map(({ data, metadata }): NewEvent => {
    const id = eventId(stream, data.fingerprint, `${data.table}.${data.row}`);
    return { id, type: 'SaleReported', data, metadata };
  });
  return { stream, expectedRevision, events };
}

/** Filings of many persons in turn, each with its place in its stream. */
class Filings {
  private readonly revisions = new Array<number>(PERSONS).fill(-1);
  private readonly hashes = new Array<string>(PERSONS).fill(CHAIN_START);
  private count = 0;
  private position = 0;

  next(events: number): Draft[] {
    const drafts: Draft[] = [];
    for (let left = events; left > 0; left -= FILING_EVENTS) {
      const person = (this.count * 7919) % PERSONS;
      const size = Math.min(left, FILING_EVENTS);
      const expectedRevision = this.revisions[person]!;
      this.revisions[person] = expectedRevision + size;
      const fingerprint = `1:${hash('sha256', `filing ${this.count++}`, 'hex')}`;
      const lines = Array.from({ length: size }, (_, index) => ({
        data: sale(fingerprint, index + 1),
        metadata: metadata(fingerprint),
      }));
      drafts.push({ stream: streamName(person), expectedRevision, lines });
    }
    return drafts;
  }

  /** The rows that the filing comes to, next in the log. */
  finish(draft: Draft): FinishedRow[] {
    const { stream, expectedRevision, events } = toAppend(draft);
    const person = Number(stream.slice(-10));
    return events.map((event, index) => {
      const revision = expectedRevision + 1 + index;
      const sealed = sealEvent(stream, revision, event, this.hashes[person]!);
      this.hashes[person] = sealed.hash;
      const id = Buffer.from(event.id.replaceAll('-', ''), 'hex');
      return [++this.position, person + 1, revision, id, event.type, sealed.data, sealed.metadata];
    });
  }
}

function streamName(person: number): string {
  return `reportingPerson-${String(person).padStart(10, '0')}`;
}

/** A sale as Forms 4 report them: with its places about 900 bytes of data. */
function sale(fingerprint: string, row: number): LineReported {
  const line = 40 + row * 24;
  return {
    fingerprint,
    table: 'I',
    row,
    at: [line, 9, 1_184],
    cells: {
      securityTitle: { value: 'Common Stock', at: [line + 2, 20, 12] },
      transactionDate: { value: '2008-06-17', at: [line + 5, 20, 10] },
      transactionFormType: { value: '4', at: [line + 8, 34, 1] },
      transactionCode: { value: 'S', at: [line + 9, 34, 1] },
      equitySwapInvolved: { value: false, filed: '0', at: [line + 10, 37, 1] },
      transactionShares: { value: `${100 * row}.5295`, filed: `${100 * row}.52950`, at: [line + 13, 24, 9] },
      transactionPricePerShare: { value: '3.21', footnotes: ['F1', 'F2'], at: [line + 16, 24, 4] },
      transactionAcquiredDisposedCode: { value: 'D', at: [line + 19, 24, 1] },
      sharesOwnedFollowingTransaction: { value: `${85_000 - 100 * row}`, at: [line + 22, 24, 5] },
      directOrIndirectOwnership: { value: 'I', at: [line + 25, 24, 1] },
      natureOfOwnership: { value: 'By family trust', footnotes: ['F3'], at: [line + 28, 24, 15] },
    },
  };
}

function metadata(fingerprint: string): EventMetadata {
  return {
    $correlationId: 'b3a6e8a2-31f4-4a0e-8f1c-0f6f2f6f7c11',
    $causationId: fingerprint,
    version: 1,
    source: {
      sha256: fingerprint.slice(2),
      format: 'ownershipXml',
      parser: 'ownership-xml/1',
      name: 'edgardoc.xml',
    },
    dates: { transaction: '2008-06-17', signature: '2008-06-18', filing: '2008-06-18' },
    recordedAt: '2026-01-05T09:30:00.000Z',
  };
}

if (require.main === module) {
  void benchEventStore().then((rows) => console.log(formatRows(rows)));
}
