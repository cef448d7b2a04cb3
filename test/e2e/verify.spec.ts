import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import Database from 'better-sqlite3';
import { parseDocument } from '../../src/core/filing/parse-document';
import { rowHashOf } from '../../src/core/ledger/row-hash';
import { SourceDocuments } from '../../src/event-store/source-documents';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { LiveProjector } from '../../src/read-model/live-projector';
import { DocumentRecorder, streamsOfDocument } from '../../src/services/document-recorder';
import { LedgerModule } from '../../src/services/ledger.module';
import { type VerifyFinding, VerifyService } from '../../src/services/verify.service';
import { EXERCISE, ownershipXml, SALE } from './filings';
import { holdings } from './holdings-command';
import { harmDocuments, inFolderOnly, onRows, settingsOf } from './ledger-stores';

jest.setTimeout(60_000);

let folder: string;
let data: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  mkdirSync(join(folder, 'filings'));
  writeFileSync(join(folder, 'filings/exercise.xml'), ownershipXml(EXERCISE));
  writeFileSync(join(folder, 'filings/sale.xml'), ownershipXml(SALE));
});
beforeEach(async () => {
  data = mkdtempSync(join(folder, 'data-'));
  const { code } = await holdings(['ingest', join(folder, 'filings'), '--data', data]);
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What verify says of the ledger: its exit code and its places. */
async function verified(...args: string[]) {
  const { code, out } = await holdings(['verify', '--data', data, '--json', ...args]);
  const { places, ...report } = JSON.parse(out);
  return { code, places: places as VerifyFinding[], report };
}

describe('holdings verify', () => {
  it('finds nothing in a ledger as it was recorded', async () => {
    const { code, out } = await holdings(['verify', '--data', data]);
    expect(code).toBe(0);
    expect(out).toContain('5 events in 1 streams: 0 broken chains or heads');
    expect(await verified()).toMatchObject({ code: 0, places: [], report: { recordings: 2, persons: 1 } });
  });

  it('compares with a head that was taken before the log grew', async () => {
    const file = join(data, 'head.json');
    writeFileSync(file, (await holdings(['head', '--json', '--data', data])).out);
    const later = join(folder, 'later.xml');
    writeFileSync(later, ownershipXml({ ...SALE, period: '2009-12-01', signed: '2009-12-02' }));
    expect((await holdings(['ingest', later, '--data', data])).code).toBe(0);
    expect(await verified('--head', file)).toMatchObject({ code: 0, places: [] });

    const head = JSON.parse(readFileSync(file, 'utf8'));
    head.heads[0].hash = '0'.repeat(64);
    writeFileSync(file, JSON.stringify(head));
    const { code, places } = await verified('--head', file);
    expect(code).toBe(1);
    expect(places).toEqual([expect.objectContaining({ kind: 'tampering', revision: 4 })]);
  });

  it('refuses a file that is no head', async () => {
    const file = join(folder, 'no-head.json');
    writeFileSync(file, '{"events": 3}');
    const { code, err } = await holdings(['verify', '--data', data, '--head', file]);
    expect(code).toBe(2);
    expect(err).toMatch(/no-head\.json is no head: .*holdings head --json/);
  });

  inFolderOnly('an EventStoreDB changes no event of its own, and offers nobody to')(
    'names the stream and revision of a changed event',
    async () => {
      const file = new Database(join(data, 'events.sqlite'));
      file.exec(`UPDATE events SET data = replace(data, '"50000"', '"60000"') WHERE revision = 1`);
      file.close();
      const { code, places } = await verified('--chains-only');
      expect(code).toBe(1);
      expect(places).toEqual([
        expect.objectContaining({ kind: 'tampering', stream: 'reportingPerson-0009000001', revision: 1 }),
      ]);
    },
  );

  it('tells a missing and a damaged source document as corruption', async () => {
    await harmDocuments(data);
    const { code, places } = await verified();
    expect(code).toBe(1);
    expect(places.map(({ kind }) => kind)).toEqual(['corruption', 'corruption']);
    expect(places.map(({ what }) => what).join('\n')).toMatch(/is not kept any more[\s\S]*|is damaged/);
  });

  it('tells a row that was changed in the read model as corruption', async () => {
    await onRows(data, 1, `UPDATE steps SET reported = '1' WHERE ordinal = 1`);
    expect(await verified()).toMatchObject({
      code: 1,
      places: [{ kind: 'corruption', what: expect.stringContaining('rows') }],
    });
  });

  inFolderOnly('the recipe of docs/verify.md reads events.sqlite')(
    'gives the head that the recipe in the documentation gives',
    async () => {
      const page = readFileSync(join(__dirname, '../../docs/verify.md'), 'utf8');
      const recipe = /```python\n([\s\S]*?)```/.exec(page)![1]!;
      const { heads: _heads, ...head } = JSON.parse((await holdings(['head', '--json', '--data', data])).out);
      expect(runPython(recipe) ?? head).toEqual(head);
    },
  );

  /** Undefined, and said, on a machine without Python. */
  function runPython(program: string): unknown {
    try {
      return JSON.parse(
        execFileSync('python3', ['-c', program, join(data, 'events.sqlite')], { encoding: 'utf8' }),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      console.warn('the recipe of docs/verify.md was not run: there is no python3 here');
      return undefined;
    }
  }
});

describe('what is no tampering', () => {
  let ledger: INestApplicationContext;
  afterEach(() => ledger.close());

  async function open(): Promise<void> {
    ledger = await NestFactory.createApplicationContext(LedgerModule.open(settingsOf(data)), {
      logger: false,
    });
    await ledger.get(LiveProjector).catchUp();
  }

  async function findings(): Promise<readonly VerifyFinding[]> {
    const found: VerifyFinding[] = [];
    await ledger.get(VerifyService).verify({ deep: true }, (finding) => found.push(finding));
    return found;
  }

  it('is a document that an older parser read otherwise: the cells are named', async () => {
    await open();
    const bytes = Buffer.from(ownershipXml({ ...SALE, period: '2010-05-03', signed: '2010-05-04' }));
    const sha256 = await ledger.get(SourceDocuments, { strict: false }).keep(bytes);
    const parsed = parseDocument(bytes);
    if (parsed.kind !== 'filing') throw new Error('the test wrote no filing');
    const [line] = parsed.filing.lines;
    const misread = { ...line!, cells: { ...line!.cells, transactionShares: { value: '5' } } };
    const filing = { ...parsed.filing, parser: 'ownership-xml/0', lines: [misread] };
    const recordable = { ...parsed, filing };
    const context = { sha256, name: 'old.xml', correlationId: 'run', recordedAt: '2026-01-05T10:00:00.000Z' };
    await ledger
      .get(DocumentRecorder, { strict: false })
      .record([{ parsed: recordable, streams: streamsOfDocument(recordable), context }]);
    await ledger.get(LiveProjector).catchUp();
    expect(await findings()).toEqual([
      expect.objectContaining({
        kind: 'otherReading',
        revision: 5,
        what: expect.stringMatching(
          /old\.xml \(recorded by ownership-xml\/0, now read by ownership-xml\/\d+\): .*I\.1\.transactionShares was 5, is 6230\.5295/,
        ),
      }),
    ]);
  });

  it('are rows that other rules made', async () => {
    await open();
    const readModel = await ledger.get(LiveGeneration, { strict: false }).use(async (live) => live.readModel);
    const checkpoint = await readModel.checkpoint();
    const { people } = { people: await readModel.people({ limit: 1 }) };
    const [person] = people;
    const histories = await readModel.history(person!.personId);
    const rows = {
      person: { ...person!, name: 'DOE JANE, AS OTHER RULES SPELL HER' },
      filings: await readModel.filings(person!.personId),
      holdings: histories.map(({ holding }) => holding),
      steps: histories.flatMap(({ steps }) => steps),
      problems: await readModel.problems(person!.personId),
      lots: (await readModel.lots(person!.personId)).map(({ lot }) => lot),
      tranches: await readModel.tranches(person!.personId),
      draws: await readModel.draws(person!.personId),
    };
    const otherRows = { ...rows, rowHash: rowHashOf(rows) };
    expect(await readModel.replacePersons([otherRows], { from: checkpoint, to: checkpoint! })).toBe(true);
    expect(await findings()).toEqual([expect.objectContaining({ kind: 'otherRules' })]);
  });
});
