import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { collect } from '../../test/support/collect';
import { asOrdinaryUser } from '../../test/support/ordinary-user';
import { MAX_DOCUMENT_BYTES } from '../core/limits';
import { DocumentFolder } from './document-folder';
import { StorageFailure } from './event-store';
import { SourceDocuments } from './source-documents';

const FORM = Buffer.from('<?xml version="1.0"?>\n<ownershipDocument>…</ownershipDocument>\n'.repeat(50));
const FORM_SHA256 = createHash('sha256').update(FORM).digest('hex');

let folder: string;
let documents: SourceDocuments;

const open = () => new SourceDocuments(DocumentFolder.open(folder));

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'source-documents-')), 'kept');
  documents = open();
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(dirname(folder), { recursive: true, force: true });
});

describe('keeping a document in a folder', () => {
  it('stores it as a gzip file that anybody can find and open', async () => {
    await documents.keep(FORM);
    const compressed = readFileSync(join(folder, FORM_SHA256.slice(0, 2), `${FORM_SHA256.slice(2)}.gz`));
    expect(gunzipSync(compressed)).toEqual(FORM);
    expect(compressed.length).toBeLessThan(FORM.length / 5);
  });

  it('does not write a document again that is kept', async () => {
    await documents.keep(FORM);
    const before = statSync(fileOf(FORM_SHA256), { bigint: true });
    expect(await documents.keep(FORM)).toBe(FORM_SHA256);
    expect(await open().keep(FORM)).toBe(FORM_SHA256);
    const after = statSync(fileOf(FORM_SHA256), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('leaves no file but the documents, however many keep them at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => open().keep(FORM)));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual([`${FORM_SHA256.slice(2)}.gz`]);
  });

  it.each([
    ['cut off', (path: string) => truncateSync(path, 40)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['another document', (path: string) => writeFileSync(path, gzipSync('another form'))],
    ['another document of its length', (path: string) => writeFileSync(path, gzipSync(FORM.toReversed()))],
  ])('writes a document again whose file is %s', async (_, damage) => {
    await documents.keep(FORM);
    damage(fileOf(FORM_SHA256));
    await documents.keep(FORM);
    expect(await documents.read(FORM_SHA256)).toEqual(FORM);
  });

  it('says what to do when the folder may not be written, and leaves nothing behind', async () => {
    chmodSync(dirname(folder), 0o755);
    chmodSync(folder, 0o555);
    const failure = await asOrdinaryUser(() => documents.keep(FORM).catch((error: unknown) => error));
    expect(failure).toBeInstanceOf(StorageFailure);
    expect(failure).toMatchObject({
      reason: 'notWritable',
      message: expect.stringContaining(`source documents ${folder}: give this user the right to write there`),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what to do when a file stands where its folder should be', async () => {
    writeFileSync(join(folder, FORM_SHA256.slice(0, 2)), '');
    await expect(documents.keep(FORM)).rejects.toThrow(/a file stands where a folder should be/);
    expect(() => DocumentFolder.open(join(folder, FORM_SHA256.slice(0, 2)))).toThrow(StorageFailure);
  });
});

describe('reading a document of a folder', () => {
  it.each([
    ['is cut off', (path: string) => truncateSync(path, 40)],
    ['is empty', (path: string) => truncateSync(path, 0)],
    ['is no gzip file', (path: string) => writeFileSync(path, FORM)],
    ['holds another document', (path: string) => writeFileSync(path, gzipSync('another form'))],
    [
      'unpacks to more than a document may have',
      (path: string) => writeFileSync(path, gzipSync(Buffer.alloc(MAX_DOCUMENT_BYTES + 1))),
    ],
  ])('refuses a file that %s', async (_, damage) => {
    await documents.keep(FORM);
    damage(fileOf(FORM_SHA256));
    const reading = documents.read(FORM_SHA256);
    await expect(reading).rejects.toMatchObject({ name: 'StorageFailure', reason: 'damaged' });
    await expect(reading).rejects.toThrow(/is damaged: restore a backup, or ingest the document again/);
  });
});

describe('listing the documents of a folder', () => {
  it('names nothing else that lies there', async () => {
    const kept = await documents.keep(FORM);
    writeFileSync(join(folder, 'README'), 'a file of somebody else');
    writeFileSync(`${fileOf(kept)}.0.tmp`, 'an unfinished file');
    expect(await collect(documents.list())).toEqual([kept]);
  });

  it('is empty for a new folder', async () => {
    expect(existsSync(folder)).toBe(true);
    expect(await collect(documents.list())).toEqual([]);
  });
});

function fileOf(sha256: string): string {
  return join(folder, sha256.slice(0, 2), `${sha256.slice(2)}.gz`);
}
