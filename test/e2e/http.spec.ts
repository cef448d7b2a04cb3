import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '../../src/event-store/event-store';
import { createServer } from '../../src/http/server';
import { IngestService } from '../../src/services/ingest.service';
import { EVENT_STORE } from '../../src/services/ledger-tokens';
import type { Source } from '../../src/services/source';
import { DOE, EXERCISE, manyFilings, ownershipXml, SALE } from './filings';
import { holdings, startHoldings } from './holdings-command';
import { environmentOf } from './ledger-stores';

jest.setTimeout(60_000);

const PROBLEM = 'application/problem+json; charset=utf-8';

let folder: string;
let server: NestFastifyApplication;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'http-'));
  server = await openServer(join(folder, 'ledger'));
  await ingest(server, ownershipXml(EXERCISE), ownershipXml(SALE), ...manyFilings(40).map(({ xml }) => xml));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openServer(data: string): Promise<NestFastifyApplication> {
  const opened = await createServer(environmentOf(data));
  await opened.init();
  await opened.getHttpAdapter().getInstance().ready();
  return opened;
}

async function ingest(into: NestFastifyApplication, ...xmls: string[]): Promise<void> {
  const sources = xmls.map((xml, n): Source => ({ name: `${n}.xml`, bytes: Buffer.from(xml) }));
  await into.get(IngestService).ingest(Readable.from(sources));
}

async function get(url: string, headers: Record<string, string> = {}) {
  const { statusCode, headers: answered, body } = await server.inject({ method: 'GET', url, headers });
  return { status: statusCode, type: answered['content-type'], headers: answered, body: JSON.parse(body) };
}

describe('GET /v1/people', () => {
  it('lists reporting persons in order of name, page by page', async () => {
    const first = await get('/v1/people?limit=2');
    expect(first).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
    expect(first.body.people.map(({ name }: { name: string }) => name)).toEqual(['DOE JANE', 'PERSON 0']);
    const second = await get(`/v1/people?limit=2&after=${first.body.next}`);
    expect(second.body.people.map(({ name }: { name: string }) => name)).toEqual(['PERSON 1', 'PERSON 2']);
    const last = await get(`/v1/people?limit=2&after=${second.body.next}`);
    expect(last.body).toMatchObject({ people: [{ name: 'PERSON 3' }], next: null });
  });

  it('finds by words of the name in any order, and by CIK', async () => {
    const found = async (search: string) =>
      (await get(`/v1/people?search=${encodeURIComponent(search)}`)).body.people.length;
    expect(await found('jane doe')).toBe(1);
    expect(await found('9000001')).toBe(1);
    expect(await found('person')).toBe(4);
    expect(await found('%')).toBe(0);
    expect(await found("' OR 1=1 --")).toBe(0);
  });
});

describe('GET /v1/people/{id}', () => {
  it('gives a person by CIK, with or without leading zeros', async () => {
    const person = { personId: DOE.cik, cik: DOE.cik, name: DOE.name, filings: 2, holdings: 2, problems: 0 };
    expect((await get('/v1/people/0009000001')).body).toMatchObject(person);
    expect((await get('/v1/people/9000001')).body).toMatchObject(person);
  });
});

describe('GET /v1/people/{id}/holdings', () => {
  it('gives what a person holds now, with evidence and basis', async () => {
    const { status, body } = await get('/v1/people/9000001/holdings');
    expect(status).toBe(200);
    expect(body.holdings).toMatchObject([
      {
        table: 'I',
        title: 'Common Stock',
        balance: '78769.4705',
        evidence: {
          formType: '4',
          table: 'I',
          row: 1,
          signedOn: '2008-12-02',
          sourceName: '1.xml',
          sourceLine: 22,
        },
      },
      { table: 'II', title: 'Non-Qualified Stock Option', strike: '1.375', balance: '0' },
    ]);
    expect(body.basis).toMatchObject({
      effectiveOn: null,
      knownOn: '2008-12-02',
      knownBasis: 'signatureDate',
    });
  });

  it.each([
    ['2008-06-15', null, false],
    ['2008-06-16', '35000', true],
    ['2008-06-17', '85000', true],
    ['2008-12-01', '78769.4705', true],
  ])('on %s: %s', async (asOf, balance, known) => {
    const { body } = await get(`/v1/people/9000001/holdings?asOf=${asOf}`);
    expect(body.holdings[0]).toMatchObject({ balance, known });
    expect(body.basis.effectiveOn).toBe(asOf);
  });

  it('says the same as the command line', async () => {
    const { body } = await get('/v1/people/9000001/holdings?asOf=2008-06-17');
    const command = ['show', 'doe', '--as-of', '2008-06-17', '--json', '--data', join(folder, 'ledger')];
    expect(JSON.parse((await holdings(command)).out)).toEqual(body);
  });
});

describe('GET /v1/people/{id}/history', () => {
  it('gives each step; one holding by any of its lines', async () => {
    const { body } = await get('/v1/people/9000001/history');
    expect(body.holdings[0].steps).toMatchObject([
      { kind: 'opening', computed: '35000', change: null, labels: ['impliedOpening'] },
      { code: 'M', change: '50000', reported: '85000', computed: '85000', status: 'recomputed' },
      { code: 'S', change: '-6230.5295', reported: '78769.4705', status: 'recomputed' },
    ]);
    expect(body.problems).toEqual([]);
    const { lineId } = body.holdings[1].steps.at(-1).evidence;
    const one = await get(`/v1/people/9000001/history?holding=${lineId}`);
    expect(one.body.holdings).toEqual([body.holdings[1]]);
  });
});

describe('GET /v1/people/{id}/history, page by page', () => {
  it('gives each holding once, in the order of the whole', async () => {
    const url = '/v1/people/9000001/history';
    const { body: whole } = await get(url);
    const first = await get(`${url}?limit=1`);
    expect(first.body.next).toBe(whole.holdings[0].holdingId);
    const second = await get(`${url}?limit=1&after=${first.body.next}`);
    expect([...first.body.holdings, ...second.body.holdings]).toEqual(whole.holdings);
    expect([whole.next, second.body.next]).toEqual([null, null]);
    const wrong = await get(`${url}?after=00000000-0000-5000-8000-000000000000`);
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'after' }] } });
  });
});

describe('GET /v1/people/{id}/events', () => {
  it('gives the events as they are stored, page by page', async () => {
    const first = await get('/v1/people/9000001/events?limit=3');
    expect(first.body).toMatchObject({
      streams: ['reportingPerson-0009000001'],
      next: first.body.events[2].position,
      basis: { effectiveOn: null, knownAt: null },
    });
    expect(first.body.events.map(({ type }: { type: string }) => type)).toEqual([
      'FilingRecorded',
      'ExerciseReported',
      'ExerciseReported',
    ]);
    const second = await get(`/v1/people/9000001/events?limit=3&after=${first.body.next}`);
    expect(second.body.events.map(({ revision }: { revision: number }) => revision)).toEqual([3, 4]);
    expect(second.body.next).toBeNull();
  });
});

describe('what goes wrong', () => {
  it.each([
    ['/v1/people/9', 404, 'no reporting person has the id "9"', undefined],
    ['/v1/people/9/holdings', 404, 'no reporting person has the id "9"', undefined],
    [
      '/v1/people/9000001/holdings?asOf=2008-02-30',
      400,
      'asOf must be a calendar date such as 2008-06-17',
      ['asOf'],
    ],
    ['/v1/people/9000001/holdings?asOf=2008-01-01&asOf=2008-01-02', 400, expect.any(String), ['asOf']],
    ['/v1/people/9000001/holdings?as_of=2008-01-01', 400, 'property as_of should not exist', ['as_of']],
    ['/v1/people/9000001/history?holding=1', 400, 'holding must be a UUID', ['holding']],
    ['/v1/people/9000001/events?limit=0', 400, 'limit must not be less than 1', ['limit']],
    ['/v1/people?limit=1001', 400, 'limit must not be greater than 1000', ['limit']],
    ['/v1/people?limit=1e2', 400, expect.any(String), ['limit', 'limit', 'limit']],
    ['/v1/people?after=nobody', 400, 'after is "nobody", which is nobody\'s id', ['after']],
    [`/v1/people?search=${'a%20'.repeat(30)}`, 400, 'search may have 20 words, not 30', ['search']],
    ['/v2/people', 404, 'Cannot GET /v2/people', undefined],
    ['/v1/people/%ZZ', 400, "'/v1/people/%ZZ' is not a valid url component", undefined],
  ])('GET %s is a problem: %i %s', async (url, status, detail, fields) => {
    const { status: answered, type, body } = await get(url);
    expect({ answered, type }).toEqual({ answered: status, type: PROBLEM });
    expect(body).toEqual({
      type: 'about:blank',
      title: status === 404 ? 'Not Found' : 'Bad Request',
      status,
      detail,
      instance: url,
      ...(fields && { errors: fields.map((field) => ({ field, message: expect.any(String) })) }),
    });
  });

  it('an unknown line is not found', async () => {
    const { status, body } = await get(
      '/v1/people/9000001/history?holding=00000000-0000-5000-8000-000000000000',
    );
    expect(status).toBe(404);
    expect(body.detail).toMatch(/^no holding of DOE JANE has a line with the id/);
  });

  it('is read-only: other methods on its paths are refused with those that are allowed', async () => {
    const urls = ['/v1/people/9000001', '/v1/issuers/1/holdings', '/health/live', '/openapi.json'];
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      for (const url of urls) {
        const { statusCode, headers, body } = await server.inject({ method, url, payload: 'x'.repeat(5000) });
        expect({ method, url, statusCode }).toEqual({ method, url, statusCode: 405 });
        expect(headers).toMatchObject({ allow: 'GET, HEAD', 'content-type': PROBLEM });
        expect(JSON.parse(body)).toMatchObject({ title: 'Method Not Allowed', status: 405, instance: url });
      }
      const { statusCode } = await server.inject({ method, url: '/v2/people' });
      expect(statusCode).toBe(404);
    }
    expect((await server.inject({ method: 'HEAD', url: '/v1/people/9000001' })).statusCode).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'the parameter %s is refused',
    async (name) => {
      for (const url of ['/v1/people', '/v1/people/9000001/holdings', '/health/live']) {
        const { status, type, body } = await get(`${url}?${name}=1`);
        expect({ status, type }).toEqual({ status: 400, type: PROBLEM });
        expect(body.errors).toEqual([{ field: name, message: `property ${name} should not exist` }]);
      }
    },
  );

  it('a failing store is a 500 that tells nothing, and not ready', async () => {
    const broken = await openServer(join(folder, 'broken'));
    await ingest(broken, ownershipXml(SALE));
    await broken.get<EventStore>(EVENT_STORE).close();
    const { statusCode, headers, body } = await broken.inject({
      url: '/v1/people/9000001/events',
      headers: { 'x-request-id': 'ask-1' },
    });
    expect({ statusCode, type: headers['content-type'] }).toEqual({
      statusCode: 500,
      type: PROBLEM,
    });
    expect(JSON.parse(body).detail).toBe('something went wrong here; the log tells more under ask-1');
    const ready = await broken.inject({ url: '/health/ready' });
    expect(ready.statusCode).toBe(503);
    expect(JSON.parse(ready.body)).toMatchObject({
      ready: false,
      reasons: expect.arrayContaining([expect.stringMatching(/^the stores do not answer: .*closed/)]),
    });
    await broken.close();
  });
});

describe('requests', () => {
  it('keep the caller’s request id where it is harmless, and get one otherwise', async () => {
    expect((await get('/health/live', { 'x-request-id': 'abc-1.2_3' })).headers['x-request-id']).toBe(
      'abc-1.2_3',
    );
    const given = await get('/health/live', { 'x-request-id': 'a b"\u00e4' });
    expect(given.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are answered with security headers', async () => {
    const { headers } = await get('/health/live');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });
});

describe('the description', () => {
  it('tells every route with its shapes', async () => {
    const { status, body } = await get('/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchSnapshot();
  });
});

describe('a running server', () => {
  it('is live and ready, follows what another process ingests, and ends when asked to', async () => {
    const data = join(folder, 'followed');
    const child = startHoldings(['serve', '--data', data], { env: { PORT: '0' } });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
    const url = await new Promise<string>((resolve) => {
      child.stdout!.on('data', (text) => resolve(/http:\S+/.exec(String(text))![0]));
    });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const ask = async (path: string) => {
      const answer = await fetch(url + path);
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    };
    expect(await ask('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
    expect(await ask('/health/ready')).toEqual({
      status: 200,
      body: {
        ready: true,
        reasons: [],
        head: null,
        checkpoint: null,
        lag: 0,
        lagAtLeast: false,
        generation: 1,
        failedAt: null,
      },
    });
    expect((await ask('/v1/people/9000001')).status).toBe(404);
    await holdings(['ingest', '-', '--data', data], { input: ownershipXml(SALE) });
    for (let tries = 0; (await ask('/health/ready')).body.lag !== 0 && tries < 100; tries++) await delay(50);
    expect((await ask('/v1/people/9000001/holdings')).body.holdings[0].balance).toBe('78769.4705');

    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('says in one line that its port is taken', async () => {
    const data = join(folder, 'port');
    const first = startHoldings(['serve', '--data', data], { env: { PORT: '0' } });
    const port = await new Promise<string>((resolve) => {
      first.stdout!.on('data', (text) => resolve(/:(\d+)\n/.exec(String(text))![1]!));
    });
    const second = await holdings(['serve', '--data', data], { env: { PORT: port } });
    expect(second.code).toBe(1);
    expect(second.err.split('\n').at(-2)).toBe(
      `holdings: 127.0.0.1:${port} is taken by another program; set PORT to another port`,
    );
    first.kill('SIGTERM');
    await new Promise((resolve) => first.on('exit', resolve));
  });
});
