import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { createDataSource, type ReadModelLocation } from '../../src/read-model/data-source';
import { databases, inPostgres, Places, POSTGRES_URL } from './databases';
import { at } from './ledgers';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

/** The message of the error that opening ends with. */
async function refusal(location: ReadModelLocation): Promise<string> {
  const dataSource = await createDataSource(location).catch((error: unknown) => error);
  if (dataSource instanceof Error) return `${dataSource.name}: ${dataSource.message}`;
  throw new Error('it was opened');
}

describe.each(databases())('opening a generation on %s', (database) => {
  it('leaves no difference between migrations and entities', async () => {
    const { dataSource } = await places.open(places.unused(database));
    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    expect(dataSource.entityMetadatas).toHaveLength(10);
  });

  it('notices a difference, when there is one', async () => {
    const { dataSource } = await places.open(places.unused(database));
    const queryRunner = dataSource.createQueryRunner();
    await queryRunner.dropIndex('steps', 'idx_steps_line');
    await queryRunner.release();
    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query).join()).toContain('idx_steps_line');
  });

  it('names every index itself', async () => {
    const { dataSource } = await places.open(places.unused(database));
    const names = dataSource.entityMetadatas.flatMap(({ indices }) => indices.map(({ name }) => name)).sort();
    expect(names).toEqual([
      'idx_filings_issuer',
      'idx_filings_key',
      'idx_holdings_issuer',
      'idx_person_ids_linked',
      'idx_persons_cik',
      'idx_persons_rules',
      'idx_persons_search_name',
      'idx_steps_effective',
      'idx_steps_line',
      'idx_tranches_vests_on',
    ]);
  });

  it('finds what was there when it is opened again', async () => {
    const location = places.unused(database);
    const first = await places.open(location);
    await first.readModel.replacePersons([], { from: null, to: at('0007') });
    await first.dataSource.destroy();
    const again = await places.open(location);
    expect(await again.readModel.checkpoint()).toEqual(at('0007'));
  });

  it('can be taken back whole', async () => {
    const { dataSource } = await places.open(places.unused(database));
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    const queryRunner = dataSource.createQueryRunner();
    for (const { tablePath } of dataSource.entityMetadatas) {
      expect([tablePath, await queryRunner.hasTable(tablePath)]).toEqual([tablePath, false]);
    }
    await queryRunner.release();
  });

  it('is done once when several processes open the same place for the first time', async () => {
    const location = places.unused(database);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => openedInProcess(location)));
    expect(outcomes).toEqual(['opened', 'opened', 'opened', 'opened']);
    const { dataSource } = await places.open(location);
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  }, 60_000);

  it('refuses what a newer version made', async () => {
    const location = places.unused(database);
    const { dataSource } = await places.open(location);
    const table = dataSource.driver.buildTableName('migrations', 'schema' in location ? location.schema : '');
    await dataSource.query(`INSERT INTO ${table} (timestamp, name) VALUES (1, 'Votes2099')`);
    expect(await refusal(location)).toMatch(
      /^ReadModelUnavailable: read model .*made by a newer version.*Votes2099.*use that version/,
    );
  });

  it('refuses tables that are somebody else’s', async () => {
    const location = places.unused(database);
    if ('sqlite' in location) {
      new Database(location.sqlite).exec('CREATE TABLE events (id TEXT)').close();
    } else {
      await inPostgres((client) =>
        client.query(`CREATE SCHEMA ${location.schema} CREATE TABLE events (id text)`),
      );
    }
    expect(await refusal(location)).toMatch(
      /holds tables that are no read model.*\(events\).*place of its own/,
    );
  });
});

describe('a SQLite file', () => {
  const pathOf = () => (places.unused('SQLite') as { sqlite: string }).sqlite;

  it('that is none is refused and left as it is', async () => {
    const sqlite = pathOf();
    writeFileSync(sqlite, 'no database, but a text that is long enough to be taken for one');
    expect(await refusal({ sqlite })).toMatch(
      /is no SQLite database; move the file away: its rows are rebuilt/,
    );
    expect(readFileSync(sqlite, 'utf8')).toMatch(/^no database/);
  });

  it('that is damaged is refused', async () => {
    const sqlite = pathOf();
    await (await createDataSource({ sqlite })).destroy();
    const bytes = readFileSync(sqlite);
    bytes.fill(0xff, 100, 2_000);
    writeFileSync(sqlite, bytes);
    expect(await refusal({ sqlite })).toMatch(/is damaged; move the file away/);
  });

  it('that cannot be there is refused', async () => {
    const sqlite = pathOf();
    mkdirSync(sqlite);
    expect(await refusal({ sqlite })).toMatch(/cannot be opened; check that the folder exists/);
    const below = join(pathOf(), 'rows.sqlite');
    writeFileSync(dirname(below), '');
    expect(await refusal({ sqlite: below })).toMatch(/a part of its path is a file; check that the folder/);
  });

  it('gets the folders it needs', async () => {
    const sqlite = join(pathOf(), 'a', 'b', 'rows.sqlite');
    const dataSource = await createDataSource({ sqlite });
    expect(await dataSource.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await dataSource.query('PRAGMA synchronous')).toEqual([{ synchronous: 1 }]);
    await dataSource.destroy();
  });
});

describe('a PostgreSQL server', () => {
  it('that does not answer is named, without the password', async () => {
    const port = await closedPort();
    const message = await refusal({ postgres: `postgres://clerk:secret@127.0.0.1:${port}/ledger` });
    expect(message).toContain(
      `postgres://127.0.0.1:${port}/ledger (schema holdings_ledger): no server answers;`,
    );
    expect(message).not.toContain('secret');
  });

  if (POSTGRES_URL && !process.env.TEST_DATABASE_URL) {
    it('that refuses user or database says so', async () => {
      const url = new URL(POSTGRES_URL);
      url.password = 'wrong';
      expect(await refusal({ postgres: url.href })).toMatch(
        /refuses the user or the password; check the user/,
      );
      const absent = new URL(POSTGRES_URL);
      absent.pathname = '/absent';
      expect(await refusal({ postgres: absent.href })).toMatch(/the database does not exist; create it/);
    });
  }
});

/** `opened`, or what went wrong in a process of its own. */
function openedInProcess(location: ReadModelLocation): Promise<string> {
  const script = `require('./src/read-model/data-source').createDataSource(${JSON.stringify(location)})
    .then((dataSource) => dataSource.destroy())
    .then(() => console.log('opened'), (error) => console.log(error.message));`;
  const child: ChildProcess = spawn(
    process.execPath,
    ['-r', './test/support/run-typescript.js', '-e', script],
    { cwd: join(__dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve) => {
    let said = '';
    child.stdout!.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', () => resolve(said.trim()));
  });
}

/** A port of this machine on which nobody listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
