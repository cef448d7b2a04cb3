import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { manyFilings, writeFilings } from './filings';
import { ended, holdings, startHoldings } from './holdings-command';
import { storedEvents } from './ledger-stores';

jest.setTimeout(180_000);

const FILINGS = 600;
const EVENTS = 2 * FILINGS;

let folder: string;
let filings: string;
/** What a ledger comes to that was ingested in one go. */
let expected: unknown;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  filings = join(folder, 'filings');
  mkdirSync(filings);
  writeFilings(filings, manyFilings(FILINGS));
  const clean = join(folder, 'clean');
  expect((await holdings(['ingest', filings, '--data', clean])).code).toBe(0);
  expected = await contents(clean);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that a ledger answers, without what differs from one log to the next. */
async function contents(data: string) {
  const { people } = JSON.parse((await holdings(['people', '--json', '--data', data])).out);
  const histories = [];
  for (const { personId } of people.slice(0, 5)) {
    const { out } = await holdings(['history', personId, '--json', '--data', data]);
    const { basis, ...history } = JSON.parse(out);
    histories.push({ ...history, basis: { ...basis, position: undefined } });
  }
  return { people, histories, events: await storedEvents(data) };
}

/** Starts an ingest and returns it as soon as it has appended something. */
async function startedIngest(data: string) {
  const before = (await storedEvents(data)).length;
  const child = startHoldings(['ingest', filings, '--data', data]);
  const result = ended(child);
  while ((await storedEvents(data)).length === before && child.exitCode === null) await delay(2);
  return { child, result };
}

it('an ingest that is killed and run again comes to the same as one that was not', async () => {
  const data = join(folder, 'killed');
  for (let kill = 0; kill < 3; kill++) {
    const { child, result } = await startedIngest(data);
    child.kill('SIGKILL');
    await result;
    // Filings are stored whole: each is its own event and one for its line.
    const stored = (await storedEvents(data)).length;
    expect(stored).toBeLessThan(EVENTS);
    expect(stored % 2).toBe(0);
  }
  const { code, out } = await holdings(['ingest', filings, '--data', data]);
  expect(code).toBe(0);
  expect(out).toMatch(/^600 documents: \d+ filings recorded, [1-9]\d* already known/);
  expect(await contents(data)).toEqual(expected);
});

it('two ingests at the same time come to the same as one', async () => {
  const data = join(folder, 'together');
  const both = await Promise.all([
    holdings(['ingest', filings, '--data', data, '--json']),
    holdings(['ingest', filings, '--data', data, '--json']),
  ]);
  const reports = both.map(({ code, out, err }) => ({ code, err, ...JSON.parse(out) }));
  expect(reports).toMatchObject([
    { code: 0, err: '', documents: FILINGS, rejected: 0 },
    { code: 0, err: '', documents: FILINGS, rejected: 0 },
  ]);
  expect(reports[0].filingsRecorded + reports[1].filingsRecorded).toBe(FILINGS);
  expect(reports[0].eventsAppended + reports[1].eventsAppended).toBe(EVENTS);
  expect(await contents(data)).toEqual(expected);
});

it('an ingest that is interrupted stops between two filings and says how to go on', async () => {
  const data = join(folder, 'interrupted');
  const { child, result } = await startedIngest(data);
  child.kill('SIGINT');
  const { code, out, err } = await result;
  expect({ code, err }).toEqual({
    code: 1,
    err: 'holdings: stopping when the documents in hand are recorded; once more to stop at once\n',
  });
  expect(out).toContain('stopped before the end: ingest the same paths again to complete it');
  expect((await storedEvents(data)).length).toBeLessThan(EVENTS);
  expect((await holdings(['ingest', filings, '--data', data])).code).toBe(0);
  expect(await contents(data)).toEqual(expected);
});
