import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RULES_VERSION } from '../../src/core/ledger/rules-version';
import { PERSON_EVENTS, personId, writePersonLog } from '../support/person-log';
import { EXERCISE, manyFilings, ownershipXml, SALE, writeFilings } from './filings';
import { ended, holdings, startHoldings } from './holdings-command';
import { copyLedger, generationsOf, ON_SERVERS, onRows, openLog, positionOf } from './ledger-stores';

jest.setTimeout(180_000);

/** Enough that a rebuild takes some seconds. */
const PERSONS = 600;
const EVENTS = PERSONS * PERSON_EVENTS;

let folder: string;
/** A ledger of so many persons with its rows, copied for each test. */
let given: string;
let data: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
  given = join(folder, 'given');
  const filings = join(folder, 'filings');
  mkdirSync(filings);
  writeFilings(filings, [
    { name: 'exercise.xml', xml: ownershipXml(EXERCISE) },
    { name: 'sale.xml', xml: ownershipXml(SALE) },
  ]);
  mkdirSync(given);
  const store = await openLog(given);
  await writePersonLog(store, PERSONS);
  await store.close();
  expect((await holdings(['ingest', filings, '--data', given])).code).toBe(0);
});
beforeEach(async () => {
  data = mkdtempSync(join(folder, 'ledger-'));
  await copyLedger(given, data);
  if (ON_SERVERS) expect((await holdings(['people', 'doe jane', '--data', data])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a statement finds in the rows of a generation; 0 while it is not there. */
async function found(generation: number, sql: string): Promise<number> {
  try {
    return Number(await onRows(data, generation, sql));
  } catch {
    return 0;
  }
}
const personsIn = (generation: number) => found(generation, 'SELECT count(*) FROM persons');

/** What a slow machine is told every ten seconds does not count. */
function withoutProgress(err: string): string {
  return err.replace(/^holdings: [\d,]+ events.*\n/gm, '');
}

async function report(args: readonly string[]) {
  const { code, out, err } = await holdings([...args, '--json', '--data', data]);
  return { code, err, ...JSON.parse(out) };
}

/** A rebuild that is killed when it has written more persons than were there before. */
async function killedRebuild(generation: number, more: number): Promise<number> {
  const goal = (await personsIn(generation)) + more;
  const child = startHoldings(['rebuild', '--data', data]);
  const result = ended(child);
  while ((await personsIn(generation)) < goal && child.exitCode === null) await delay(2);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await result;
  return personsIn(generation);
}

it('all rows are made again on all cores, compared, switched, taken back and dropped', async () => {
  const built = await holdings(['rebuild', '--data', data]);
  expect({ code: built.code, err: withoutProgress(built.err) }).toEqual({ code: 0, err: '' });
  expect(built.out).toMatch(
    /^generation 2: 12,005 events of 601 persons in .* s\nthe same rows as before, for all 601 persons\ngeneration 2 is live; generation 1 is kept for a rollback\n$/,
  );
  const head = await positionOf(data, EVENTS + 5);
  const table = await holdings(['projections', '--data', data]);
  expect(table.out).toMatch(new RegExp(`persons +1 +previous +\\d+ +601 +${head} +0\n`));
  expect(table.out).toMatch(new RegExp(`persons +2 +live +\\d+ +601 +${head} +0\n`));
  expect(await report(['rebuild', '--rollback'])).toEqual({ code: 0, err: '', live: 1, previous: 2 });
  expect(await report(['rebuild', '--no-switch'])).toMatchObject({ generation: 3, live: 1, previous: 2 });
  expect(await report(['projections'])).toMatchObject({
    head,
    rulesVersion: RULES_VERSION,
    projections: [
      {
        projection: 'persons',
        generation: 1,
        role: 'live',
        rulesVersions: [RULES_VERSION],
        lag: 0,
        problem: null,
      },
      { generation: 2, role: 'previous', persons: PERSONS + 1, checkpoint: head },
      { generation: 3, role: 'building', lag: 0 },
    ],
  });
  expect(await report(['rebuild', '--drop-old'])).toEqual({ code: 0, err: '', dropped: [2, 3] });
  expect(await generationsOf(data)).toEqual([1]);
  expect((await holdings(['rebuild', '--rollback', '--data', data])).err).toBe(
    'holdings: there is no previous generation to go back to\n',
  );
});

it('a rebuild that is killed again and again goes on at its checkpoint, and ends like one that was not', async () => {
  let written = 0;
  for (let kill = 0; kill < 3; kill++) {
    const now = await killedRebuild(2, 100);
    expect(now).toBeGreaterThan(written);
    written = now;
  }
  expect(
    JSON.parse((await holdings(['projections', '--json', '--data', data])).out).projections,
  ).toMatchObject([
    { generation: 1, role: 'live' },
    { generation: 2, role: 'building' },
  ]);
  const rest = await report(['rebuild']);
  expect(rest).toMatchObject({ code: 0, generation: 2, resumed: true, live: 2, comparison: { same: true } });
  expect(rest.events).toBeLessThanOrEqual(EVENTS + 5 - (written - 1) * PERSON_EVENTS);
  const clean = await report(['rebuild']);
  expect(clean).toMatchObject({
    generation: 3,
    resumed: false,
    comparison: { same: true, persons: PERSONS + 1 },
  });
});

it('a rebuild that is interrupted says how to go on', async () => {
  const child = startHoldings(['rebuild', '--data', data]);
  const result = ended(child);
  while ((await personsIn(2)) < 100) await delay(2);
  child.kill('SIGINT');
  const { code, out, err } = await result;
  expect({ code, err: withoutProgress(err) }).toEqual({
    code: 1,
    err: 'holdings: stopping when the rows in hand are written; once more to stop at once\n',
  });
  expect(out).toContain('stopped before the end: run it again to go on; the live rows are as they were');
  expect(await report(['rebuild'])).toMatchObject({ generation: 2, resumed: true, live: 2 });
});

it('of two rebuilds at once one is refused, and changes nothing', async () => {
  const both = await Promise.all([1, 2].map(() => holdings(['rebuild', '--data', data])));
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(both.map(({ err }) => withoutProgress(err)).join('')).toMatch(
    /^holdings: read model .*: another rebuild is going on; wait for its end, or stop it first\n$/,
  );
  expect(await report(['projections'])).toMatchObject({
    projections: [
      { generation: 1, role: 'previous' },
      { generation: 2, role: 'live', persons: PERSONS + 1 },
    ],
  });
});

it('rows that cannot be read any more are made again', async () => {
  await onRows(data, 1, 'DROP TABLE migrations');
  expect((await holdings(['people', 'doe jane', '--data', data])).code).toBe(1);
  expect((await report(['projections'])).projections[0].problem).toMatch(/no read model of this program/);
  const { code, comparison, notCompared } = await report(['rebuild']);
  expect({ code, comparison }).toEqual({ code: 0, comparison: null });
  expect(notCompared).toMatch(/no read model of this program/);
  expect((await holdings(['people', 'doe jane', '--data', data])).out).toContain('DOE JANE');
});

it('S22: ten readers over HTTP get the old answer until the switch and the new one from then on', async () => {
  // What today's rules made, as if it had been the rules before them.
  await onRows(data, 1, `UPDATE persons SET rules_version = ${RULES_VERSION - 1}`);
  const server = startHoldings(['serve', '--data', data], { env: { PORT: '0', LOG_LEVEL: 'warn' } });
  let told = '';
  server.stderr!.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  let reading = true;
  const url = await new Promise<string>((resolve) => {
    server.stdout!.on('data', (text) => resolve(/http:\S+/.exec(String(text))![0]));
  });
  try {
    const ask = async () => {
      const answer = await fetch(`${url}/v1/people/9000001/holdings?asOf=2008-06-17`);
      const body = (await answer.json()) as { basis: { rulesVersion: number; position: string } };
      const { rulesVersion, position: _, ...basis } = body.basis;
      return { rulesVersion, answer: { status: answer.status, ...body, basis } };
    };
    const before = await ask();
    expect(before).toMatchObject({
      rulesVersion: RULES_VERSION - 1,
      answer: { status: 200, holdings: [{ balance: '85000' }, { balance: '0' }] },
    });
    const readers = Promise.all(
      Array.from({ length: 10 }, async () => {
        const versions: number[] = [];
        while (reading) {
          const { rulesVersion, answer } = await ask();
          expect(answer).toEqual(before.answer);
          versions.push(rulesVersion);
        }
        return versions;
      }),
    );
    await killedRebuild(2, 150);
    const arriving = join(folder, 'arriving');
    mkdirSync(arriving);
    writeFilings(arriving, manyFilings(20));
    const [rebuilt, ingested] = await Promise.all([
      report(['rebuild']),
      holdings(['ingest', arriving, '--data', data]),
    ]);
    expect(ingested).toMatchObject({ code: 0, err: '' });
    expect(rebuilt).toMatchObject({
      code: 0,
      resumed: true,
      live: 2,
      previous: 1,
      comparison: { same: true },
    });
    while ((await ask()).rulesVersion !== RULES_VERSION) await delay(20);
    await delay(300);
    reading = false;
    for (const versions of await readers) {
      expect(versions).toEqual([...versions].sort((left, right) => left - right));
      expect(new Set(versions)).toEqual(new Set([RULES_VERSION - 1, RULES_VERSION]));
    }
    // What arrived meanwhile is in both.
    const arrived = "SELECT count(*) FROM persons WHERE name LIKE 'PERSON %'";
    const ready = async () => (await (await fetch(`${url}/health/ready`)).json()) as { lag: number };
    while ((await ready()).lag !== 0) await delay(20);
    expect([await found(1, arrived), await found(2, arrived)]).toEqual([2, 2]);
    expect(await found(2, `SELECT count(*) FROM persons WHERE person_id = '${personId(PERSONS - 1)}'`)).toBe(
      1,
    );
    expect(await report(['rebuild', '--no-switch'])).toMatchObject({
      resumed: false,
      comparison: { same: true },
    });
    expect(told).toBe('');
  } finally {
    reading = false;
    server.kill('SIGTERM');
    await new Promise((resolve) => server.on('exit', resolve));
  }
});
