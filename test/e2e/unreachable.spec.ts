import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXERCISE, ownershipXml } from './filings';
import { holdings } from './holdings-command';
import { inFolderOnly, ON_SERVERS } from './ledger-stores';

jest.setTimeout(120_000);

/** Addresses at which nobody listens. */
const NO_EVENTS = { EVENTSTORE_URL: 'esdb://clerk:secret@127.0.0.1:1?tls=false' };
const NO_ROWS = { DATABASE_URL: 'postgres://clerk:secret@127.0.0.1:1/ledger' };
/** The five or ten seconds that a server has to answer at the start, for many commands at once on a busy machine. */
const BOUND_MS = 60_000;

let folder: string;
let ledger: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unreachable-'));
  ledger = join(folder, 'ledger');
  const { code } = await holdings(['ingest', '-', '--data', ledger], { input: ownershipXml(EXERCISE) });
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const on = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  holdings([...args, '--data', ledger], { env });

/** What a command says that ends with an error: one line, soon, and without the password. */
async function refusal(env: Readonly<Record<string, string>>, args: readonly string[]): Promise<string> {
  const started = performance.now();
  const { code, out, err } = await on(env, ...args);
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 1, out: '', lines: 2 });
  expect(err).not.toContain('secret');
  return err;
}

const COMMANDS = [
  ['people'],
  ['show', 'doe'],
  ['ingest', '-'],
  ['verify'],
  ['rebuild'],
  ['projections'],
  ['serve'],
];

describe('without the database of its rows', () => {
  it('every command that needs them says that it does not answer, where, and what to do', async () => {
    for (const said of await Promise.all(COMMANDS.map((args) => refusal(NO_ROWS, args)))) {
      expect(said).toMatch(
        /^holdings: read model postgres:\/\/127\.0\.0\.1:1\/ledger \(schema \w+\): no server answers; check /,
      );
    }
  });

  it('the head of the log is told', async () => {
    const { out } = await on({}, 'head', '--json');
    expect(JSON.parse(out)).toMatchObject({ events: 3, streams: 1 });
    expect(await on(NO_ROWS, 'head', '--json')).toMatchObject({ code: 0, out, err: '' });
  });

  it('the ledger is exported, unless its source documents are there, too', async () => {
    if (ON_SERVERS) {
      expect(await refusal(NO_ROWS, ['export', join(folder, 'away.jsonl')])).toMatch(
        /^holdings: source documents postgres:\/\/127\.0\.0\.1:1\/ledger .*: no server answers; check DATABASE_URL/,
      );
    } else expect((await on(NO_ROWS, 'export', join(folder, 'away.jsonl'))).code).toBe(0);
  });
});

describe('without the server of its events', () => {
  it('every command says that it does not answer, where, and what to do', async () => {
    const commands = [...COMMANDS, ['head'], ['export', join(folder, 'none.jsonl')]];
    for (const said of await Promise.all(commands.map((args) => refusal(NO_EVENTS, args)))) {
      expect(said).toMatch(
        /^holdings: event store esdb:\/\/127\.0\.0\.1:1: does not answer, tried for \d+ s: start it, check in EVENTSTORE_URL /,
      );
    }
  });
});

describe('with rows that cannot be read', () => {
  inFolderOnly('a read-model.sqlite that is no database')(
    'the ledger can still be exported, and imported elsewhere',
    async () => {
      const data = join(folder, 'broken');
      await holdings(['ingest', '-', '--data', data], { input: ownershipXml(EXERCISE) });
      writeFileSync(
        join(data, 'read-model.sqlite'),
        'no rows at all, but a text that is longer than nothing',
      );
      const exported = join(folder, 'broken.jsonl');
      expect((await holdings(['export', exported, '--data', data])).code).toBe(0);
      const elsewhere = join(folder, 'elsewhere');
      expect((await holdings(['import', exported, '--data', elsewhere])).code).toBe(0);
      expect((await holdings(['people', '--data', elsewhere])).out).toContain('DOE JANE');
    },
  );
});
