import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { VerifyFinding } from '../../src/services/verify.service';
import { holdings } from './holdings-command';
import { inFolderOnly } from './ledger-stores';

jest.setTimeout(60_000);

const JOINT = join(__dirname, '../golden/cases/joint-filing/input.xml');

let data: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'half-recorded-'));
  expect((await holdings(['ingest', JOINT, '--data', data])).code).toBe(0);
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function verified() {
  const { code, out } = await holdings(['verify', '--data', data, '--json']);
  const { places, findings } = JSON.parse(out);
  return { code, findings, places: places as VerifyFinding[] };
}

interface StreamRow {
  readonly key: number;
  readonly name: string;
}

/** Takes the events of the last owner's stream from `revision` on away, as if they had never come. */
function cutOff(revision: number): StreamRow {
  const log = new Database(join(data, 'events.sqlite'));
  try {
    const stream = log.prepare('SELECT key, name FROM streams ORDER BY key DESC LIMIT 1').get() as StreamRow;
    log.prepare('DELETE FROM events WHERE stream = ? AND revision >= ?').run(stream.key, revision);
    if (revision === 0) log.prepare('DELETE FROM streams WHERE key = ?').run(stream.key);
    else {
      const last = log
        .prepare('SELECT json_extract(metadata, ?) FROM events WHERE stream = ? AND revision = ?')
        .pluck()
        .get('$.hash', stream.key, revision - 1);
      log
        .prepare('UPDATE streams SET revision = ?, hash = ? WHERE key = ?')
        .run(revision - 1, last, stream.key);
    }
    return stream;
  } finally {
    log.close();
  }
}

const onFolder = inFolderOnly('the test takes events out of the file');

onFolder(
  'verify names an owner whose stream lacks a joint filing, and ingesting it again completes it',
  async () => {
    const { name } = cutOff(0);
    const { code, findings, places } = await verified();
    expect({ code, findings }).toMatchObject({ code: 1, findings: { tampering: 0, halfRecorded: 1 } });
    expect(places).toContainEqual({
      kind: 'halfRecorded',
      stream: name,
      revision: null,
      position: null,
      what: expect.stringMatching(
        /of \d owners, recorded in reportingPerson-\d+, .*ingest the document again/,
      ),
    });
    const { out } = await holdings(['verify', '--data', data]);
    expect(out).toMatch(/^1 filings that some owner's stream lacks$/m);
    expect(out).toMatch(new RegExp(`^Half recorded in ${name}: the filing `, 'm'));
    expect((await holdings(['ingest', JOINT, '--data', data])).code).toBe(0);
    expect(await verified()).toMatchObject({ code: 0, places: [] });
  },
);

onFolder('verify names a stream that has only some lines of a filing', async () => {
  const { name } = cutOff(1);
  const { code, places } = await verified();
  expect(code).toBe(1);
  expect(places.filter(({ kind }) => kind === 'halfRecorded')).toEqual([
    expect.objectContaining({
      stream: name,
      what: expect.stringMatching(
        /has 0 of its \d+ lines here: an import was cut off, go on with it; if there was none, /,
      ),
    }),
  ]);
  expect(places.filter(({ kind }) => kind === 'tampering')).toEqual([]);
});
