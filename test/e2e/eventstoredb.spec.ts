import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';
import { holdings } from './holdings-command';

const JOINT = join(__dirname, '../golden/cases/joint-filing/input.xml');
const EXAMPLES = join(__dirname, '../../examples');
const { TEST_EVENTSTORE_URL } = process.env;

interface Server {
  /** What the commands are told of the server. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** The stand-in always; a real server too when there is one, with streams of their own for each run. */
const servers: readonly (readonly [string, () => Promise<Server>])[] = [
  [
    'a stand-in',
    async () => {
      const standIn = await EventStoreDbStandIn.start();
      return { env: { EVENTSTORE_URL: standIn.connectionString }, stop: () => standIn.stop() };
    },
  ],
  ...(TEST_EVENTSTORE_URL === undefined
    ? []
    : [
        [
          'a real server',
          async () => ({
            env: {
              EVENTSTORE_URL: TEST_EVENTSTORE_URL,
              EVENTSTORE_PREFIX: `test.${randomUUID().replaceAll('-', '')}.`,
            },
            stop: () => undefined,
          }),
        ] as const,
      ]),
];

describe.each(servers)('holdings with its events on %s', (_, start) => {
  let server: Server;
  let data: string;
  let embedded: string;

  beforeAll(async () => {
    server = await start();
    data = mkdtempSync(join(tmpdir(), 'ledger-'));
    embedded = mkdtempSync(join(tmpdir(), 'ledger-'));
  });

  afterAll(() => {
    server.stop();
    for (const folder of [data, embedded]) rmSync(folder, { recursive: true, force: true });
  });

  const onServer = (...args: string[]) => holdings([...args, '--data', data], { env: server.env });
  const inFolder = (...args: string[]) => holdings([...args, '--data', embedded]);

  it('ingests, answers, and appends nothing the second time', async () => {
    const first = await onServer('ingest', EXAMPLES, '--json');
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    const { eventsAppended, filingsRecorded } = JSON.parse(first.out);
    expect(eventsAppended).toBeGreaterThan(5);
    expect(readdirSync(data)).not.toContain('events.sqlite');
    const second = await onServer('ingest', EXAMPLES, '--json');
    expect(JSON.parse(second.out)).toMatchObject({ eventsAppended: 0, filingsRecorded: 0 });
    expect(JSON.parse((await inFolder('ingest', EXAMPLES, '--json')).out)).toMatchObject({
      eventsAppended,
      filingsRecorded,
    });
  }, 60_000);

  it('gives the answers that it gives on the embedded store', async () => {
    const { people } = JSON.parse((await onServer('people', '--json')).out);
    expect(people.length).toBeGreaterThan(0);
    for (const { personId } of people) {
      for (const question of ['show', 'history']) {
        const [here, there] = await Promise.all([
          onServer(question, personId, '--json'),
          inFolder(question, personId, '--json'),
        ]);
        expect(here.code).toBe(0);
        expect(withoutPositions(here.out)).toEqual(withoutPositions(there.out));
      }
    }
  }, 120_000);

  it('makes its rows again from the server when their file is gone', async () => {
    const before = (await onServer('people', '--json')).out;
    for (const name of readdirSync(data)) {
      if (name.startsWith('read-model')) rmSync(join(data, name), { recursive: true });
    }
    expect((await onServer('people', '--json')).out).toEqual(before);
  }, 60_000);

  it('finds its events and documents sound', async () => {
    const { code, out, err } = await onServer('verify');
    expect(`${out}${err}`).not.toMatch(/tampered|corrupt/i);
    expect(code).toBe(0);
  }, 60_000);
});

describe('an ingest that the server cuts off between two owners of a joint filing', () => {
  it('is completed by the next command, which says so', async () => {
    const standIn = await EventStoreDbStandIn.start();
    const data = mkdtempSync(join(tmpdir(), 'ledger-'));
    const options = { env: { EVENTSTORE_URL: standIn.connectionString, LOG_LEVEL: 'warn' } };
    try {
      standIn.nextAppends.push(undefined, 'accessDenied');
      const cutOff = await holdings(['ingest', JOINT, '--data', data], options);
      expect(cutOff.code).toBe(1);
      expect(cutOff.err).toMatch(/refuses access: check user and password/);
      const { out, err } = await holdings(['people', '--json', '--data', data], options);
      expect(err).toMatch(/cut off between the owners of 1 joint filing/);
      expect(JSON.parse(out).people).toHaveLength(2);
      const again = await holdings(['ingest', JOINT, '--json', '--data', data], options);
      expect(JSON.parse(again.out)).toMatchObject({ duplicates: 1, eventsAppended: 0 });
      expect(again.err).not.toMatch(/cut off/);
    } finally {
      standIn.stop();
      rmSync(data, { recursive: true });
    }
  }, 60_000);
});

describe('holdings with a server that it cannot use', () => {
  it('says what is wrong and what to do', async () => {
    const env = { EVENTSTORE_URL: 'esdb://ledger:secret@127.0.0.1:1?tls=false' };
    const { code, err } = await holdings(['people'], { env });
    expect(code).toBe(1);
    expect(err).toMatch(/event store esdb:\/\/127\.0\.0\.1:1: does not answer.*EVENTSTORE_URL/);
    expect(err).not.toContain('secret');
  }, 30_000);

  it('takes a malformed connection string as wrong use', async () => {
    const { code, err } = await holdings(['people'], { env: { EVENTSTORE_URL: 'http://localhost:2113' } });
    expect(code).toBe(2);
    expect(err).toMatch(/EVENTSTORE_URL is no connection string of EventStoreDB: it must begin with esdb:/);
  });
});

/** An answer without what depends on the order of arrival and the store: positions and times of recording. */
function withoutPositions(json: string): unknown {
  return JSON.parse(json, (key, value) => (/position|recordedAt/i.test(key) ? undefined : value));
}
