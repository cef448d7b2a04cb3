import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '../../src/http/server';
import { submission } from '../support/submission';
import { EXERCISE, ownershipXml } from './filings';
import { holdings } from './holdings-command';
import { environmentOf } from './ledger-stores';

jest.setTimeout(60_000);

const ORIGINAL = '0009000001-08-000001';
const AMENDMENT = '0009000001-08-000009';

let folder: string;
let data: string;
let server: NestFastifyApplication;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amendments-'));
  data = join(folder, 'ledger');
  const [common] = EXERCISE.common!;
  const [option] = EXERCISE.options!;
  const amended = ownershipXml({
    ...EXERCISE,
    form: '4/A',
    original: '2008-06-18',
    signed: '2008-07-10',
    common: [{ ...common!, shares: '48000', following: '83000' }],
    options: [{ ...option!, shares: '48000', following: '2000' }],
  });
  const filed = (date: string, accession: string, form: string) => ({
    accession,
    form,
    filed: date,
    accepted: `${date}T17:05:00`,
  });
  writeFileSync(join(folder, '1.txt'), submission(amended, filed('2008-07-10', AMENDMENT, '4/A')));
  writeFileSync(
    join(folder, '2.txt'),
    submission(ownershipXml(EXERCISE), filed('2008-06-18', ORIGINAL, '4')),
  );
  const { code, err } = await holdings([
    'ingest',
    join(folder, '1.txt'),
    join(folder, '2.txt'),
    '--data',
    data,
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  server = await createServer(environmentOf(data));
  await server.init();
  await server.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (url: string) => {
  const { statusCode, body } = await server.inject({ method: 'GET', url });
  return { status: statusCode, body: JSON.parse(body) };
};

interface Change {
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}
const changes = (cells: readonly Change[]) =>
  cells.map(({ column, before, after }) => `${column}: ${before} → ${after}`);

describe('holdings diff', () => {
  it('lists exactly the five line cells that S13 changes, box 4 and the signature apart', async () => {
    const { code, out } = await holdings(['diff', AMENDMENT, '--data', data, '--json']);
    const { lines, boxes, unnamed, originals, standing } = JSON.parse(out);
    expect(code).toBe(0);
    expect(standing).toBe('matched');
    expect(originals).toMatchObject([{ accession: ORIGINAL, confidence: 'certain' }]);
    expect(lines.map(({ effect }: { effect: string }) => effect)).toEqual(['restate', 'restate']);
    expect(lines.map(({ cells }: { cells: Change[] }) => changes(cells))).toEqual([
      ['4: 50000 → 48000', '5: 85000 → 83000'],
      ['5: 50000 → 48000', '7: 50000 → 48000', '9: 0 → 2000'],
    ]);
    expect(lines.flatMap(({ footnotes }: { footnotes: unknown[] }) => footnotes)).toEqual([]);
    expect(unnamed).toEqual([]);
    expect(boxes.map(({ box }: { box: string }) => box)).toEqual(['dateOfOriginalSubmission', 'signatures']);
  });

  it('says it in words', async () => {
    const { out } = await holdings(['diff', AMENDMENT.replaceAll('-', ''), '--data', data]);
    expect(out).toContain('Form 4/A 0009000001-08-000009 filed 2008-07-10 · DOE JANE · ACME CORP');
    expect(out).toContain('Amends Form 4 0009000001-08-000001 filed 2008-06-18 (certain)');
    expect(out).toContain(
      'Table I row 1 restates Table I row 1 of 0009000001-08-000001: Common Stock, M, 48,000',
    );
    expect(out).toMatch(/^4 +transactionShares +50,000 +48,000$/m);
    expect(out).toMatch(/^dateOfOriginalSubmission +\(blank\) +2008-06-18$/m);
  });

  it('as CSV: a record for each changed box', async () => {
    const { out } = await holdings(['diff', AMENDMENT, '--data', data, '--csv']);
    expect(out.trim().split('\r\n')).toHaveLength(6);
  });

  it('answers over HTTP, as known on a date too', async () => {
    const { status, body } = await get(`/v1/filings/${AMENDMENT}/diff?person=9000001`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ person: { name: 'DOE JANE' }, amendment: { accession: AMENDMENT } });
    const before = await get(`/v1/filings/${AMENDMENT}/diff?knownAt=2008-07-09`);
    expect(before).toMatchObject({
      status: 404,
      body: { detail: expect.stringMatching(/known only from 2008-07-10/) },
    });
  });

  it.each<[string, number, string]>([
    [`/v1/filings/${ORIGINAL}/diff`, 400, `no amendment; ask for what amends it: ${AMENDMENT}`],
    ['/v1/filings/0009000001-08-000077/diff', 404, 'no filing has the accession number or fingerprint'],
    [`/v1/filings/${AMENDMENT}/diff?person=9`, 404, 'no reporting person has the id "9"'],
  ])('GET %s is a problem: %i', async (url, status, detail) => {
    const answer = await get(url);
    expect({ status: answer.status, detail: answer.body.detail }).toEqual({
      status,
      detail: expect.stringContaining(detail),
    });
  });
});

it('holdings verify makes the same rows again', async () => {
  const { code, out } = await holdings(['verify', '--data', data]);
  expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('corrupt') });
});

describe('the two clocks over an amendment', () => {
  const balances = async (knownAt: string) => {
    const { out } = await holdings([
      ...['show', 'doe', '--as-of', '2008-06-30', '--known-at', knownAt, '--data', data, '--json'],
    ]);
    return JSON.parse(out).holdings.map(({ balance }: { balance: string }) => balance);
  };

  it('85,000 and 0 as known on 2008-07-09, 83,000 and 2,000 as known on 2008-07-10', async () => {
    expect(await balances('2008-07-09')).toEqual(['85000', '0']);
    expect(await balances('2008-07-10')).toEqual(['83000', '2000']);
  });
});

describe('holdings history', () => {
  const history = async (...args: string[]) => {
    const { code, out } = await holdings(['history', 'doe', ...args, '--data', data]);
    expect(code).toBe(0);
    return out;
  };

  it('shows the lines that no longer count, and by what they were restated', async () => {
    const { holdings: held, voided } = JSON.parse(await history('--json'));
    expect(voided).toEqual([]);
    expect(held).toMatchObject([
      {
        former: [
          {
            standing: 'restated',
            by: AMENDMENT,
            byKnownOn: '2008-07-10',
            filingKey: ORIGINAL,
            change: '50000',
          },
        ],
        steps: [{}, { change: '48000', labels: ['restates'] }],
      },
      { former: [{ standing: 'restated', change: '-50000' }], steps: [{}, { change: '-48000' }] },
    ]);
    expect(await history()).toContain(
      `restated by ${AMENDMENT}, known on 2008-07-10: Form 4 ${ORIGINAL}, Table I row 1`,
    );
  });

  it('finds a holding by the id of a line that was restated, and knows nothing of it before', async () => {
    const { holdings: held } = JSON.parse(await history('--json'));
    const option = held[1].former[0].lineId;
    const found = JSON.parse(await history('--holding', option, '--json'));
    expect(found.holdings).toEqual([held[1]]);
    const before = JSON.parse(await history('--known-at', '2008-07-09', '--json'));
    expect(before.holdings.flatMap(({ former }: { former: unknown[] }) => former)).toEqual([]);
  });
});
