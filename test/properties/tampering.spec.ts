import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { chainHash } from '../../src/core/ledger/hash-chain';
import type { EventStore } from '../../src/event-store/event-store';
import { type ExportedHead, HeadService } from '../../src/services/head.service';
import { LedgerModule } from '../../src/services/ledger.module';
import { EVENT_STORE } from '../../src/services/ledger-tokens';
import { type VerifyFinding, VerifyService } from '../../src/services/verify.service';
import { saleEvents } from '../support/events';

/** As many changes as the promise says; each one is made, looked for and taken back. */
const CHANGES = 10_000;
const STREAMS = ['reportingPerson-0000000001', 'reportingPerson-0000000002', 'reportingPerson-name.doe-jane'];

let folder: string;
let ledger: INestApplicationContext;
let file: Database.Database;
let head: ExportedHead;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tampering-'));
  ledger = await NestFactory.createApplicationContext(
    LedgerModule.open({ HOLDINGS_DATA: folder, DATABASE_URL: '' }),
    { logger: false },
  );
  const store = ledger.get<EventStore>(EVENT_STORE);
  for (const filing of ['first', 'second']) {
    for (const stream of STREAMS) {
      const expectedRevision = filing === 'first' ? -1 : 2;
      await store.append([{ stream, expectedRevision, events: saleEvents(stream, 3, filing) }]);
    }
  }
  head = await ledger.get(HeadService).head();
  file = new Database(join(folder, 'events.sqlite'));
  file.pragma('synchronous = OFF');
});
afterAll(async () => {
  file.close();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

async function findings(published?: ExportedHead): Promise<readonly VerifyFinding[]> {
  const found: VerifyFinding[] = [];
  const question = { deep: false, ...(published && { head: published }) };
  await ledger.get(VerifyService).verify(question, (finding) => found.push(finding));
  return found;
}

interface EventRow {
  readonly position: number;
  readonly name: string;
  readonly key: number;
  readonly revision: number;
  readonly id: Buffer;
  readonly type: Buffer;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

function rows(): readonly EventRow[] {
  return file
    .prepare(
      `SELECT position, name, key, e.revision, id, CAST(type AS BLOB) type, CAST(data AS BLOB) data,
         CAST(metadata AS BLOB) metadata FROM events e JOIN streams s ON s.key = e.stream ORDER BY position`,
    )
    .all() as EventRow[];
}

/** Puts the file back as it was. */
function restore(before: readonly EventRow[]): void {
  file.transaction(() => {
    file.exec('DELETE FROM events');
    for (const { key, name } of before)
      file.prepare('UPDATE streams SET name = ? WHERE key = ?').run(name, key);
    const insert = file.prepare(
      `INSERT INTO events (position, stream, revision, id, type, data, metadata)
       VALUES (?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))`,
    );
    for (const { position, key, revision, id, type, data, metadata } of before) {
      insert.run(position, key, revision, id, type, data, metadata);
    }
  })();
}

function flipped(bytes: Buffer, place: number, by: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[place % bytes.length]! ^= by;
  return changed;
}

/** Changes one byte, or one number; false where the file's own rules refuse it. */
function change(row: EventRow, column: string, place: number, by: number): boolean {
  const set = (sql: string, ...values: unknown[]) => file.prepare(sql).run(...values);
  try {
    if (column === 'id')
      set('UPDATE events SET id = ? WHERE position = ?', flipped(row.id, place, by), row.position);
    else if (column === 'revision')
      set('UPDATE events SET revision = ? WHERE position = ?', row.revision ^ by, row.position);
    else if (column === 'stream')
      set('UPDATE events SET stream = ? WHERE position = ?', row.key ^ by, row.position);
    else if (column === 'name')
      set(
        'UPDATE streams SET name = CAST(? AS TEXT) WHERE key = ?',
        flipped(Buffer.from(row.name), place, by),
        row.key,
      );
    else {
      const bytes = row[column as 'type' | 'data' | 'metadata'];
      set(
        `UPDATE events SET ${column} = CAST(? AS TEXT) WHERE position = ?`,
        flipped(bytes, place, by),
        row.position,
      );
    }
    return true;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) return false;
    throw error;
  }
}

/** A finding names the stream and revision, or the position, or says them in words. */
function names(finding: VerifyFinding, row: EventRow): boolean {
  return (
    (finding.stream !== null && finding.revision !== null) ||
    finding.what.includes(row.name) ||
    finding.what.includes('position')
  );
}

describe('a ledger that was tampered with', () => {
  it('is sound before', async () => {
    expect(await findings()).toEqual([]);
    expect(await findings(head)).toEqual([]);
  });

  it(`is found out by any of ${CHANGES} single changes to stored events, and the place is named`, async () => {
    const before = rows();
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: before.length - 1 }),
        fc.constantFrom('id', 'type', 'data', 'data', 'metadata', 'metadata', 'revision', 'stream', 'name'),
        fc.nat({ max: 100_000 }),
        fc.integer({ min: 1, max: 255 }),
        async (event, column, place, by) => {
          const row = before[event]!;
          fc.pre(change(row, column, place, by));
          made += 1;
          try {
            const found = await findings();
            expect(found.length).toBeGreaterThan(0);
            expect(found.some((finding) => names(finding, row))).toBe(true);
          } finally {
            restore(before);
          }
        },
      ),
      { numRuns: CHANGES },
    );
    expect(made).toBeGreaterThanOrEqual(CHANGES);
    expect(await findings(head)).toEqual([]);
  }, 600_000);

  it('is found out when an event is dropped, anywhere', async () => {
    const before = rows();
    for (const { position, name } of before) {
      file.prepare('DELETE FROM events WHERE position = ?').run(position);
      const found = await findings();
      restore(before);
      expect(found.some(({ what, stream }) => stream === name || what.includes('position'))).toBe(true);
    }
  });

  it('is found out when two events of a stream change places', async () => {
    const before = rows();
    const [first, second] = before.filter(({ name }) => name === STREAMS[1]);
    const move = file.prepare('UPDATE events SET position = ? WHERE position = ?');
    move.run(1000, first!.position);
    move.run(first!.position, second!.position);
    move.run(second!.position, 1000);
    const found = await findings();
    restore(before);
    expect(found).toEqual([expect.objectContaining({ kind: 'tampering', stream: STREAMS[1], revision: 1 })]);
  });

  it('is found out against a published head when its tail is cut off without a trace', async () => {
    const before = rows();
    const last = before.at(-1)!;
    file.prepare('DELETE FROM events WHERE position = ?').run(last.position);
    const { hash } = JSON.parse(
      before.findLast((row) => row.key === last.key && row !== last)!.metadata.toString(),
    );
    const setHead = file.prepare('UPDATE streams SET revision = ?, hash = ? WHERE key = ?');
    setHead.run(last.revision - 1, hash, last.key);
    const [alone, against] = [await findings(), await findings(head)];
    restore(before);
    setHead.run(last.revision, JSON.parse(last.metadata.toString()).hash, last.key);
    expect(alone).toEqual([]);
    expect(against.map(({ kind, stream, revision }) => ({ kind, stream, revision }))).toEqual([
      { kind: 'tampering', stream: null, revision: null },
      { kind: 'tampering', stream: last.name, revision: last.revision },
    ]);
  });

  it('is found out against a published head when a chain is written anew', async () => {
    const before = rows();
    const last = before.at(-1)!;
    const data = last.data.toString().replace('999999999999.9999', '1');
    const { hash: _hash, ...open } = JSON.parse(last.metadata.toString());
    const id = last.id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const hash = chainHash(
      open.previousHash,
      last.name,
      last.revision,
      id,
      last.type.toString(),
      data,
      JSON.stringify(open),
    );
    file
      .prepare('UPDATE events SET data = ?, metadata = ? WHERE position = ?')
      .run(data, JSON.stringify({ ...open, hash }), last.position);
    const { heads: _heads, ...digestsOnly } = head;
    const [alone, against, byDigest] = [await findings(), await findings(head), await findings(digestsOnly)];
    restore(before);
    expect(alone).toEqual([]);
    expect(against).toEqual([expect.objectContaining({ stream: last.name, revision: last.revision })]);
    expect(byDigest).toHaveLength(1);
  });

  it('is found out against a published head when events of two streams change places in the log', async () => {
    const before = rows();
    const [first, second] = [before[2]!, before[3]!];
    expect(first.name).not.toBe(second.name);
    const move = file.prepare('UPDATE events SET position = ? WHERE position = ?');
    move.run(1000, first.position);
    move.run(first.position, second.position);
    move.run(second.position, 1000);
    const found = await findings(head);
    restore(before);
    expect(found).toEqual([expect.objectContaining({ what: expect.stringContaining('order') })]);
  });
});
