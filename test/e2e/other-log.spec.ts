import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { manyFilings, ownershipXml, SALE, writeFilings } from './filings';
import { holdings, startHoldings } from './holdings-command';
import { replaceLog } from './ledger-stores';

jest.setTimeout(60_000);

let folder: string;
/** A ledger of DOE JANE alone. */
let data: string;
/** Filings of PERSON 0 and PERSON 1. */
let filings: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'other-log-'));
  data = join(folder, 'ledger');
  filings = join(folder, 'filings');
  mkdirSync(filings);
  writeFilings(filings, manyFilings(20));
  expect((await holdings(['ingest', '-', '--data', data], { input: ownershipXml(SALE) })).code).toBe(0);
  expect(await people()).toEqual({ names: ['DOE JANE'], err: '' });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RESTARTED = /the read model was made from another event store, or from a newer copy of this one/;

async function people() {
  const { code, out, err } = await holdings(['people', '--json', '--data', data]);
  expect(code).toBe(0);
  return { names: JSON.parse(out).people.map(({ name }: { name: string }) => name), err };
}

it('a ledger whose log was swapped answers from the log that is there, and says so once', async () => {
  const other = join(folder, 'other');
  expect((await holdings(['ingest', filings, '--data', other])).code).toBe(0);
  replaceLog(data, other);
  const first = await people();
  expect(first.names).toEqual(['PERSON 0', 'PERSON 1']);
  expect(first.err).toMatch(RESTARTED);
  expect(first.err.split('\n')).toHaveLength(2);
  expect(await people()).toEqual({ ...first, err: '' });
});

it('filings ingested after the log was deleted are all there is, and ingest says so', async () => {
  replaceLog(data, join(folder, 'none'));
  const { code, err } = await holdings(['ingest', filings, '--data', data]);
  expect(code).toBe(0);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(err)).toMatchObject({ context: 'projection', msg: expect.stringMatching(RESTARTED) });
  expect(await people()).toEqual({ names: ['PERSON 0', 'PERSON 1'], err: '' });
});

it('a server started on a swapped log answers from it and warns', async () => {
  const other = join(folder, 'other');
  expect((await holdings(['ingest', filings, '--data', other])).code).toBe(0);
  replaceLog(data, other);
  const child = startHoldings(['serve', '--data', data], { env: { PORT: '0' } });
  try {
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    const url = await new Promise<string>((resolve) => {
      child.stdout!.on('data', (text) => resolve(/http:\S+/.exec(String(text))![0]));
    });
    for (let tries = 0; !RESTARTED.test(err) && tries < 200; tries++) await delay(50);
    expect(err).toMatch(RESTARTED);
    const answer = (await (await fetch(`${url}/v1/people`)).json()) as { people: { name: string }[] };
    expect(answer.people.map(({ name }) => name)).toEqual(['PERSON 0', 'PERSON 1']);
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('exit', resolve));
  }
});
