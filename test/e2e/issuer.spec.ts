import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '../../src/http/server';
import { ACME, EXERCISE, ownershipXml } from './filings';
import { holdings } from './holdings-command';
import { environmentOf } from './ledger-stores';

jest.setTimeout(60_000);

let folder: string;
let data: string;
let server: NestFastifyApplication;

const owners = ['ALPHA', 'BETA', 'GAMMA'].map((name, place) => ({
  cik: `000700000${place}`,
  name: `${name} FUND LP`,
}));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-'));
  data = join(folder, 'ledger');
  const joint = ownershipXml({
    owners,
    period: '2008-07-01',
    signed: '2008-07-02',
    common: [{ on: '2008-07-01', code: 'P', way: 'A', shares: '1000000', price: '4', following: '1000000' }],
  });
  writeFileSync(join(folder, '1.xml'), joint);
  writeFileSync(join(folder, '2.xml'), ownershipXml(EXERCISE));
  const { code } = await holdings(['ingest', join(folder, '1.xml'), join(folder, '2.xml'), '--data', data]);
  expect(code).toBe(0);
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

describe('holdings issuer', () => {
  it('counts what three owners report jointly once: 1,085,000, never 3,085,000', async () => {
    const { code, out } = await holdings(['issuer', '9100000', '--data', data, '--json']);
    expect(code).toBe(0);
    const { issuer, classes } = JSON.parse(out);
    expect(issuer).toMatchObject({ issuerId: ACME.cik, name: ACME.name });
    expect(classes[0]).toMatchObject({
      title: 'Common Stock',
      total: '1085000',
      positions: [
        { balance: '1000000', holders: [{}, {}, {}] },
        { balance: '85000', holders: [{ name: 'DOE JANE' }] },
      ],
    });
  });

  it('says so in words, with who reports it together', async () => {
    const { out } = await holdings(['issuer', ACME.cik, '--data', data]);
    expect(out).toContain('Table I · Common Stock: 1,085,000');
    expect(out).toContain('reported jointly with BETA FUND LP; GAMMA FUND LP');
  });

  it('each person’s own view is 1,000,000, shared with two others', async () => {
    const { out } = await holdings(['show', 'beta', '--data', data, '--json']);
    expect(JSON.parse(out).holdings).toMatchObject([
      { balance: '1000000', sharedWith: 2, labels: ['jointly'] },
    ]);
    const text = await holdings(['show', 'beta', '--data', data]);
    expect(text.out).toContain('shared with 2 others');
  });

  it('answers over HTTP, on the clocks', async () => {
    const common = async (query: string) =>
      (await get(`/v1/issuers/${ACME.cik}/holdings${query}`)).body.classes.map(
        ({ total }: { total: string }) => total,
      );
    expect(await common('')).toEqual(['1085000']);
    expect(await common('?asOf=2008-06-30')).toEqual(['85000']);
    expect(await common('?knownAt=2008-06-17')).toEqual([]);
    expect(await get('/v1/issuers/77/holdings')).toMatchObject({ status: 404 });
  });

  it('as CSV: a record for each holder', async () => {
    const { out } = await holdings(['issuer', ACME.cik, '--data', data, '--csv']);
    expect(out.trim().split('\r\n')).toHaveLength(5);
  });
});
