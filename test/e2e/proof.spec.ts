import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '../../src/http/server';
import { EXERCISE, ownershipXml, SALE } from './filings';
import { holdings } from './holdings-command';
import { environmentOf, positionOf } from './ledger-stores';

jest.setTimeout(60_000);

let folder: string;
let ledger: string;
let server: NestFastifyApplication;
/** Positions of the last event of the exercise, and of the last one of all, as the command line tells them. */
let third: string;
let last: string;

/** A ledger with the exercise and then the sale of DOE JANE, behind both doors. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proof-'));
  ledger = join(folder, 'ledger');
  mkdirSync(join(folder, 'filings'));
  writeFileSync(join(folder, 'filings/1-exercise.xml'), ownershipXml(EXERCISE));
  writeFileSync(join(folder, 'filings/2-sale.xml'), ownershipXml(SALE));
  const { code, err } = await holdings(['ingest', join(folder, 'filings'), '--data', ledger]);
  if (code !== 0) throw new Error(err);
  third = String(Number(await positionOf(ledger, 3)));
  last = String(Number(await positionOf(ledger, 5)));
  server = await createServer(environmentOf(ledger));
  await server.init();
  await server.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const command = (...args: string[]) => holdings([...args, '--data', ledger]);
async function get(path: string) {
  const { statusCode, body } = await server.inject({ method: 'GET', url: `/v1/people/9000001/${path}` });
  return { status: statusCode, body: JSON.parse(body) };
}

describe.each([
  ['show', 'holdings'],
  ['history', 'history'],
  ['explain', 'explanation'],
])('holdings %s and GET /v1/people/{id}/%s', (name, route) => {
  it.each([
    [['--known-at', '2008-06-18'], 'knownAt=2008-06-18'],
    [['--known-at', '2008-06-17'], 'knownAt=2008-06-17'],
    [['--as-of', '2008-06-16', '--recorded-at', 'THIRD'], 'asOf=2008-06-16&recordedAt=THIRD'],
  ])('say the same on the clocks %j', async (options, query) => {
    const given = options.map((option) => option.replace('THIRD', third));
    const { code, out } = await command(name, 'doe', ...given, '--json');
    expect(code).toBe(0);
    const { status, body } = await get(`${route}?${query.replace('THIRD', third)}`);
    expect(status).toBe(200);
    const { next: _, ...answer } = body;
    expect(JSON.parse(out)).toEqual(answer);
  });
});

describe('the clocks of a question', () => {
  it('are stated in the answer', async () => {
    const { out } = await command('show', 'doe', '--known-at', '2008-06-18T17:30:00-04:00');
    expect(out).toContain(`nothing known by 2008-06-18 17:30:00 US Eastern · recorded to position ${last}`);
    expect(out).toContain('Nothing was known.');
    const { body } = await get(`holdings?knownAt=2008-06-18&recordedAt=${third}&asOf=2008-06-17`);
    expect(body.basis).toMatchObject({
      effectiveOn: '2008-06-17',
      knownAt: '2008-06-18',
      knownOn: '2008-06-18',
      knownBasis: 'signatureDate',
      position: await positionOf(ledger, 3),
    });
  });

  it('that cannot be read are refused, with what to write', async () => {
    const { code, err } = await command('show', 'doe', '--known-at', '2008-06-18T17:30:00');
    expect(code).toBe(2);
    expect(err).toContain('a timestamp with an offset such as 2008-06-18T17:30:00-04:00');
    expect((await command('history', 'doe', '--recorded-at', '77')).err).toContain(
      `ends at ${await positionOf(ledger, 5)}`,
    );
    expect(await get('holdings?knownAt=soon')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'knownAt' }] },
    });
    expect(await get('replay?to=soon')).toMatchObject({ status: 400, body: { errors: [{ field: 'to' }] } });
    expect(await get('replay')).toMatchObject({ status: 400 });
    expect(await get('explanation?holding=warrants')).toMatchObject({ status: 404 });
  });
});

describe('holdings replay', () => {
  it('says the same as the server, and shows the ledger as it stood and what changed', async () => {
    const { out } = await command(
      'replay',
      'doe',
      '--to',
      '2008-12-31',
      '--from',
      '2008-06-18',
      '--step',
      '--json',
    );
    const { body } = await get('replay?to=2008-12-31&from=2008-06-18&step=true');
    expect(JSON.parse(out)).toEqual(body);
    expect(body.steps.map(({ knownAt }: { knownAt: string }) => knownAt)).toEqual(['2008-12-02']);
    const text = (await command('replay', 'doe', '--to', third)).out;
    expect(text).toContain(`recorded to position ${third}`);
    expect(text).toContain(
      'Changes since the beginning\n  + filing · Form 4 1-exercise.xml, known on 2008-06-18',
    );
  });
});
