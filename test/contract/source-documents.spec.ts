import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MAX_DOCUMENT_BYTES } from '../../src/core/limits';
import type { SourceDocuments } from '../../src/event-store/source-documents';
import { openSourceDocuments, type SourceDocumentsLocation } from '../../src/services/open-source-documents';
import { databases, inPostgres, POSTGRES_URL } from '../read-model/databases';
import { collect } from '../support/collect';

jest.setTimeout(30_000);

const FORM = Buffer.from('<?xml version="1.0"?>\n<ownershipDocument>…</ownershipDocument>\n'.repeat(50));
const FORM_SHA256 = createHash('sha256').update(FORM).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'source-documents-'));
const schemas: string[] = [];
const opened: SourceDocuments[] = [];

const unused: Readonly<Record<string, () => SourceDocumentsLocation>> = {
  'a folder': () => ({ folder: mkdtempSync(join(folder, 'kept-')) }),
  PostgreSQL: () => {
    const schema = `documents_${randomBytes(6).toString('hex')}`;
    schemas.push(`${schema}_shared`);
    return { postgres: POSTGRES_URL, schema };
  },
};

function open(location: SourceDocumentsLocation): SourceDocuments {
  const documents = openSourceDocuments(location);
  opened.push(documents);
  return documents;
}

afterEach(async () => {
  for (const documents of opened.splice(0)) await documents.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  if (schemas.length === 0) return;
  await inPostgres(async (client) => {
    for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  });
});

const places = databases().map((database) => (database === 'SQLite' ? 'a folder' : database));

describe.each(places)('source documents in %s', (place) => {
  let location: SourceDocumentsLocation;
  let documents: SourceDocuments;
  beforeEach(() => {
    location = unused[place]!();
    documents = open(location);
  });

  it('are kept under their SHA-256, under which they are read again, by another process, too', async () => {
    expect(await documents.keep(FORM)).toBe(FORM_SHA256);
    expect(await documents.read(FORM_SHA256)).toEqual(FORM);
    expect(await open(location).read(FORM_SHA256)).toEqual(FORM);
  });

  it.each([
    ['an empty document', Buffer.alloc(0)],
    ['a single byte', Buffer.from([0])],
    ['bytes that do not compress', randomBytes(100_000)],
    ['the largest document', Buffer.alloc(MAX_DOCUMENT_BYTES, 'x')],
  ])('may be %s', async (_, bytes) => {
    const sha256 = await documents.keep(bytes);
    expect((await documents.read(sha256))?.equals(bytes)).toBe(true);
  });

  it('may not be larger, and then nothing is stored', async () => {
    await expect(documents.keep(Buffer.alloc(MAX_DOCUMENT_BYTES + 1))).rejects.toThrow(RangeError);
    expect(await collect(documents.list())).toEqual([]);
  });

  it('are kept once, however many keep them at the same time, the very first ones', async () => {
    const others = Array.from({ length: 20 }, (_, n) => Buffer.from(`form ${n}`));
    const all = [...others, ...Array.from({ length: 20 }, () => FORM)];
    const writers = Array.from({ length: 5 }, () => open(location));
    await Promise.all(all.map((bytes, n) => writers[n % writers.length]!.keep(bytes)));
    expect(await collect(documents.list())).toHaveLength(21);
    expect(await documents.read(FORM_SHA256)).toEqual(FORM);
  });

  it('are listed in order, without their content', async () => {
    expect(await collect(documents.list())).toEqual([]);
    const kept = await Promise.all(
      Array.from({ length: 1_050 }, (_, n) => documents.keep(Buffer.from(`form ${n}`))),
    );
    expect(await collect(documents.list())).toEqual(kept.sort());
  });

  it('that are not there are undefined, before and after the first is kept', async () => {
    expect(await documents.read(FORM_SHA256)).toBeUndefined();
    await documents.keep(Buffer.from('another form'));
    expect(await documents.read(FORM_SHA256)).toBeUndefined();
  });

  it.each(['', 'abc', `../${FORM_SHA256}`, FORM_SHA256.toUpperCase(), `${FORM_SHA256}\n`])(
    'are undefined for %j, which is no SHA-256',
    async (text) => {
      await documents.keep(FORM);
      expect(await documents.read(text)).toBeUndefined();
    },
  );
});

const onPostgres = POSTGRES_URL ? describe : describe.skip;

onPostgres('the table of source documents', () => {
  let table: string;
  let documents: SourceDocuments;
  beforeEach(async () => {
    const location = unused.PostgreSQL!() as { postgres: string; schema: string };
    table = `${location.schema}_shared.source_documents`;
    documents = open(location);
  });

  const sql = <Row extends object>(text: string, parameters: (string | Buffer)[] = []) =>
    inPostgres(async (client) => (await client.query<Row>(text, parameters)).rows);

  it('is not made by whoever only reads', async () => {
    await documents.read(FORM_SHA256);
    await collect(documents.list());
    expect(await sql(`SELECT to_regclass('${table}') AS made`)).toEqual([{ made: null }]);
  });

  it('holds gzip files that anybody can read, once', async () => {
    await documents.keep(FORM);
    const [before] = await sql<{ version: string; gzip: Buffer }>(
      `SELECT xmin::text AS version, gzip FROM ${table}`,
    );
    expect(gunzipSync(before!.gzip)).toEqual(FORM);
    await documents.keep(FORM);
    expect(await sql(`SELECT xmin::text AS version FROM ${table}`)).toEqual([{ version: before!.version }]);
  });

  it.each([
    ['is cut off', (gzip: Buffer) => gzip.subarray(0, 40)],
    ['is empty', () => Buffer.alloc(0)],
    ['is no gzip file', () => FORM],
    ['holds another document', () => gzipSync('another form')],
    ['unpacks to more than a document may have', () => gzipSync(Buffer.alloc(MAX_DOCUMENT_BYTES + 1))],
  ])('is not believed when a file %s, and gets it again', async (_, damaged) => {
    await documents.keep(FORM);
    const [row] = await sql<{ gzip: Buffer }>(`SELECT gzip FROM ${table}`);
    await sql(`UPDATE ${table} SET gzip = $1`, [damaged(row!.gzip)]);
    await expect(documents.read(FORM_SHA256)).rejects.toMatchObject({
      name: 'StorageFailure',
      reason: 'damaged',
      message: expect.stringMatching(/is damaged: restore a backup, or ingest the document again/),
    });
    await documents.keep(FORM);
    expect(await documents.read(FORM_SHA256)).toEqual(FORM);
  });

  it('of a server that does not answer is told with what to do, without the password', async () => {
    const away = open({ postgres: 'postgres://clerk:secret@127.0.0.1:1/ledger', schema: 'holdings_ledger' });
    const failure = await away.keep(FORM).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'StorageFailure',
      reason: 'unavailable',
      message: expect.stringContaining(
        'source documents postgres://127.0.0.1:1/ledger (schema holdings_ledger_shared): no server answers; check DATABASE_URL',
      ),
    });
    expect((failure as Error).message).not.toContain('secret');
  });
});
