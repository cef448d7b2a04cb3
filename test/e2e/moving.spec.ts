import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';
import { holdings } from './holdings-command';

const EXAMPLES = join(__dirname, '../../examples');
const JOINT = join(__dirname, '../golden/cases/joint-filing/input.xml');

describe('holdings export and import', () => {
  let folder: string;
  let standIn: EventStoreDbStandIn;
  let exported: string;
  /** What later runs compare with. */
  let digest: string;

  const at = (name: string) => join(folder, name);
  const on = (data: string, ...args: string[]) => holdings([...args, '--data', at(data)]);
  const onServer = (data: string, ...args: string[]) =>
    holdings([...args, '--data', at(data)], { env: { EVENTSTORE_URL: standIn.connectionString } });
  const headOf = (json: string) => {
    const { events, streams, digest, order } = JSON.parse(json);
    return { events, streams, digest, order };
  };
  /** An answer without the position of its newest event, which each log gives itself. */
  const withoutPosition = (json: string) => {
    const { basis, ...answer } = JSON.parse(json);
    return { ...answer, basis: { ...basis, position: null } };
  };
  /** The export with some of its lines changed. */
  function changed(name: string, change: (lines: string[]) => string[]): string {
    writeFileSync(at(name), change(readFileSync(exported, 'utf8').trimEnd().split('\n')).join('\n'));
    return at(name);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'moving-'));
    standIn = await EventStoreDbStandIn.start();
    await on('embedded', 'ingest', EXAMPLES, JOINT);
    exported = at('ledger.jsonl');
    const { code, err } = await on('embedded', 'export', exported);
    expect(code).toBe(0);
    digest = /digest ([0-9a-f]{64})/.exec(err)![1]!;
  }, 60_000);

  afterAll(() => {
    standIn.stop();
    rmSync(folder, { recursive: true });
  });

  it('carry a ledger from the embedded store to EventStoreDB and back with the same heads', async () => {
    const before = headOf((await on('embedded', 'head', '--json')).out);
    expect(before.digest).toBe(digest);
    const there = await onServer('server', 'import', exported, '--json');
    expect(JSON.parse(there.out)).toMatchObject({ appended: before.events, events: before.events, digest });
    expect(headOf((await onServer('server', 'head', '--json')).out)).toEqual(before);
    const back = at('back.jsonl.gz');
    expect((await onServer('server', 'export', back)).code).toBe(0);
    expect(gunzipSync(readFileSync(back)).toString()).toBe(readFileSync(exported, 'utf8'));
    expect((await on('back', 'import', back)).code).toBe(0);
    expect(headOf((await on('back', 'head', '--json')).out)).toEqual(before);
    const { code, out } = await on('back', 'verify');
    expect(code).toBe(0);
    expect(out).toMatch(/^.* 0 broken chains or heads/);
    const [people, given] = [await on('back', 'people', '--json'), await on('embedded', 'people', '--json')];
    expect(withoutPosition(people.out)).toEqual(withoutPosition(given.out));
  }, 120_000);

  it('go on from where an import was cut off, and append nothing twice', async () => {
    standIn.stop();
    standIn = await EventStoreDbStandIn.start();
    standIn.nextAppends.push(undefined, 'accessDenied');
    const cutOff = await onServer('cut-off', 'import', exported);
    expect(cutOff.code).toBe(1);
    expect(cutOff.err).toMatch(/refuses access/);
    const again = JSON.parse((await onServer('cut-off', 'import', exported, '--json')).out);
    expect(again.appended).toBeLessThan(again.events);
    expect(JSON.parse((await onServer('cut-off', 'head', '--json')).out)).toMatchObject({ digest });
    const third = JSON.parse((await onServer('cut-off', 'import', exported, '--json')).out);
    expect(third).toMatchObject({ appended: 0, digest });
  }, 60_000);

  it('write to standard output, and never over a file', async () => {
    const { out } = await on('embedded', 'export');
    expect(out).toBe(readFileSync(exported, 'utf8'));
    const { code, err } = await on('embedded', 'export', exported);
    expect(code).toBe(2);
    expect(err).toMatch(/is there already/);
  }, 30_000);

  it('refuse a ledger that has something else, and leave it as it is', async () => {
    await on('other', 'ingest', JOINT);
    const before = (await on('other', 'head')).out;
    const { code, err } = await on('other', 'import', exported);
    expect(code).toBe(1);
    expect(err).toMatch(/another than the export's up to revision|does not have/);
    expect((await on('other', 'head')).out).toBe(before);
  }, 30_000);

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['that was cut off', (lines) => lines.slice(0, -1), /is missing: the export was cut off/],
    ['that lacks a document', (lines) => lines.toSpliced(1, 1), /lines are missing or were changed/],
    [
      'that lacks an event',
      (lines) => lines.filter((line, index) => !(line.startsWith('{"event"') && index % 7 === 6)),
      /events are missing, doubled or out of order|lines are missing/,
    ],
    [
      'with a changed event',
      (lines) => lines.map((line) => line.replace('"row":1,', '"row":2,')),
      /it was changed after it was recorded/,
    ],
    [
      'with a changed document',
      (lines) =>
        lines.map((line) =>
          line.startsWith('{"document"') ? line.replace('"base64":"', '"base64":"AAAA') : line,
        ),
      /has another SHA-256/,
    ],
    ['of a newer program', ([, ...lines]) => ['{"holdingsExport":2}', ...lines], /is of version 2/],
    ['that is none', () => ['<html>'], /line 1 of the export: is no JSON/],
  ])(
    'refuse an export %s before anything is written',
    async (name, change, why) => {
      const file = changed(`${name}.jsonl`, change);
      const { code, err } = await on(`for ${name}`, 'import', file);
      expect(err).toMatch(why);
      expect(code).toBe(1);
      expect((await on(`for ${name}`, 'head')).out).toMatch(/events +0\n/);
    },
    30_000,
  );
});
