import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RULES_VERSION } from '../../src/core/ledger/rules-version';
import { createServer } from '../../src/http/server';
import type { XmlFiling } from '../support/ownership-xml';
import { submission } from '../support/submission';
import { ACME, DOE, EXERCISE, ownershipXml } from './filings';
import { holdings } from './holdings-command';
import { environmentOf, positionOf } from './ledger-stores';

jest.setTimeout(120_000);

const [ORIGINAL, AMENDMENT] = ['0009000001-08-000001', '0009000001-08-000009'] as const;

let folder: string;
let data: string;
let server: NestFastifyApplication;

const document = (name: string, filed: string, filing: XmlFiling) => {
  const form = filing.form ?? '4';
  const accession =
    name === 'amendment' ? AMENDMENT : name === 'original' ? ORIGINAL : `0009000001-09-00000${name}`;
  const file = join(folder, `${name}.txt`);
  const header = { accession, form, filed, accepted: `${filed}T17:05:00` };
  writeFileSync(file, submission(ownershipXml(filing), header));
  return file;
};
const sale = (on: string, shares: string, following: string): XmlFiling => ({
  period: on,
  signed: on,
  common: [{ on, code: 'S', way: 'D', shares, following }],
});

/** An exercise, its amendment and a sale after which 1,000 shares are missing; their sale is reported later. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clocks-'));
  data = join(folder, 'ledger');
  const [common] = EXERCISE.common!;
  const files = [
    document('original', '2008-06-18', EXERCISE),
    document('amendment', '2008-07-10', {
      ...EXERCISE,
      form: '4/A',
      original: '2008-06-18',
      signed: '2008-07-10',
      common: [{ ...common!, shares: '48000', following: '83000' }],
    }),
    document('1', '2008-12-02', sale('2008-12-01', '10000', '72000')),
    document('2', '2009-01-05', sale('2008-10-01', '1000', '82000')),
  ];
  const { code, err } = await holdings(['ingest', ...files, '--data', data]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  server = await createServer(environmentOf(data));
  await server.init();
  await server.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function get(url: string) {
  const { statusCode, body } = await server.inject({ method: 'GET', url });
  return { status: statusCode, body: JSON.parse(body) };
}

/** A question behind both doors; `next` is told by those over HTTP that are paged. */
const QUESTIONS: readonly (readonly [string, readonly string[], string])[] = [
  ['people', ['people'], '/v1/people'],
  ['show', ['show', 'doe'], '/v1/people/9000001/holdings'],
  ['history', ['history', 'doe'], '/v1/people/9000001/history'],
  ['vesting', ['vesting', 'doe'], '/v1/people/9000001/vesting'],
  ['explain', ['explain', 'doe'], '/v1/people/9000001/explanation'],
  ['events', ['events', 'doe'], '/v1/people/9000001/events'],
  ['findings of a person', ['findings', 'doe'], '/v1/people/9000001/findings'],
  ['findings of an issuer', ['findings', ACME.cik], `/v1/issuers/${ACME.cik}/findings`],
  ['issuer', ['issuer', ACME.cik], `/v1/issuers/${ACME.cik}/holdings`],
  ['diff', ['diff', AMENDMENT], `/v1/filings/${AMENDMENT}/diff`],
  ['diff of two', ['diff', ORIGINAL, AMENDMENT], `/v1/filings/${ORIGINAL}/diff/${AMENDMENT}`],
  ['replay', ['replay', 'doe', '--to', '2008-12-31'], '/v1/people/9000001/replay?to=2008-12-31'],
];

describe.each(QUESTIONS)('%s', (_name, args, url) => {
  it('says the same on the command line and over HTTP, on all three clocks, and states them', async () => {
    const position = await positionOf(data, 8);
    const clocks = ['--as-of', '2008-12-31', '--known-at', '2008-12-31', '--recorded-at', position];
    const { code, out, err } = await holdings([...args, ...clocks, '--json', '--data', data]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const query = `asOf=2008-12-31&knownAt=2008-12-31&recordedAt=${encodeURIComponent(position)}`;
    const { status, body } = await get(`${url}${url.includes('?') ? '&' : '?'}${query}`);
    expect(status).toBe(200);
    const { next: _, ...answer } = body;
    expect(JSON.parse(out)).toEqual(answer);
    const basis = { effectiveOn: '2008-12-31', knownAt: '2008-12-31', position, rulesVersion: RULES_VERSION };
    expect(body.basis).toMatchObject(basis);
  });
});

describe.each([
  ['balances', 'summary'],
  ['schedules', undefined],
])('holdings %s', (name, part) => {
  it('takes the three clocks and states them', async () => {
    const clocks = ['--as-of', '2008-12-31', '--known-at', '2008-12-31'];
    const { code, out } = await holdings([name, ...clocks, '--json', '--data', data]);
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect((part ? answer[part] : answer).basis).toMatchObject({
      effectiveOn: '2008-12-31',
      knownAt: '2008-12-31',
      position: await positionOf(data, 10),
    });
    const text = await holdings([name, ...clocks, '--data', data]);
    expect(text.out).toContain('up to 2008-12-31 · known by the end of 2008-12-31 US Eastern · recorded to');
  });
});

describe('GET …/findings', () => {
  const findings = async (of: string, query = '') => {
    const { body } = await get(`/v1/${of}/findings${query}`);
    return [body.open, body.resolved, ...body.findings.map(({ status }: { status: string }) => status)];
  };

  it.each([`people/${DOE.cik}`, `issuers/${ACME.cik}`])('of %s tells also what is resolved', async (of) => {
    expect(await findings(of, '?knownAt=2009-01-04')).toEqual([1, 0, 'open']);
    expect(await findings(of)).toEqual([0, 1, 'resolved']);
    expect(await findings(of, '?asOf=2008-11-30')).toEqual([0, 0]);
  });

  it('of nobody and of an issuer that nobody reports on are not found', async () => {
    expect(await get('/v1/people/9/findings')).toMatchObject({ status: 404 });
    expect(await get('/v1/issuers/77/findings')).toMatchObject({
      status: 404,
      body: { detail: 'no filing reports holdings of an issuer "0000000077"' },
    });
  });

  it('holdings findings of the issuer says since when, and by what', async () => {
    const { out } = await holdings(['findings', ACME.cik, '--data', data]);
    expect(out).toContain('0 open, 0 explained, 1 resolved');
    expect(out).toContain('resolved on 2009-01-05 by 0009000001-09-000002');
  });
});

describe('holdings diff of two filings', () => {
  it('tells line by line and cell by cell in what they differ', async () => {
    const { out } = await holdings(['diff', ORIGINAL, AMENDMENT, '--data', data]);
    expect(out).toContain(`Form 4 ${ORIGINAL} filed 2008-06-18 and Form 4/A ${AMENDMENT} filed 2008-07-10`);
    expect(out).toMatch(
      /^Table I row 1, Table I row 1 of the second, is another way: Common Stock, M, 48,000/m,
    );
    expect(out).toMatch(/^4 +transactionShares +50,000 +48,000$/m);
    expect(out).toMatch(/^Table II row 1, Table II row 1 of the second, is the same:/m);
    const { body } = await get(`/v1/filings/${AMENDMENT}/diff/${ORIGINAL}`);
    expect(body.lines.map(({ standing }: { standing: string }) => standing)).toEqual(['changed', 'same']);
    expect(body.lines[0].cells[0]).toMatchObject({ before: '48000', after: '50000' });
  });

  it('of two that have no line in common: what is there and what is gone', async () => {
    const { body } = await get(`/v1/filings/${ORIGINAL}/diff/0009000001-09-000001`);
    expect(body.lines.map(({ standing }: { standing: string }) => standing)).toEqual([
      'added',
      'gone',
      'gone',
    ]);
    const { out } = await holdings(['diff', ORIGINAL, '0009000001-09-000001', '--csv', '--data', data]);
    expect(out.trim().split('\r\n')).toHaveLength(4);
  });

  it('needs two filings that are there, and known', async () => {
    const none = await holdings(['diff', ORIGINAL, '0009000001-08-000077', '--data', data]);
    expect(none).toMatchObject({
      code: 1,
      err: expect.stringContaining('no filing has the accession number'),
    });
    const early = await get(`/v1/filings/${ORIGINAL}/diff/${AMENDMENT}?knownAt=2008-07-09`);
    expect(early).toMatchObject({
      status: 404,
      body: { detail: `${AMENDMENT}, a Form 4/A, is known only from 2008-07-10 on` },
    });
  });
});
