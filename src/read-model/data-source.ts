import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { PersonRows1763683200000 } from '../../migrations/1763683200000-person-rows';
import { AccountedEvents1763683200001 } from '../../migrations/1763683200001-accounted-events';
import { DecidedSteps1763683200002 } from '../../migrations/1763683200002-decided-steps';
import { FilingAmends1763683200003 } from '../../migrations/1763683200003-filing-amends';
import { LotRows1763683200004 } from '../../migrations/1763683200004-lot-rows';
import { HoldingsByIssuer1763683200005 } from '../../migrations/1763683200005-holdings-by-issuer';
import { SplitSteps1763683200006 } from '../../migrations/1763683200006-split-steps';
import { LinkedPersons1763683200007 } from '../../migrations/1763683200007-linked-persons';
import { DEFAULT_SCHEMA, postgresPlace } from '../event-store/postgres-schema';
import { CheckpointEntity } from './entities/checkpoint.entity';
import { DrawEntity } from './entities/draw.entity';
import { FilingEntity } from './entities/filing.entity';
import { HoldingEntity } from './entities/holding.entity';
import { LotEntity } from './entities/lot.entity';
import { PersonEntity } from './entities/person.entity';
import { PersonIdEntity } from './entities/person-id.entity';
import { ProblemEntity } from './entities/problem.entity';
import { StepEntity } from './entities/step.entity';
import { TrancheEntity } from './entities/tranche.entity';
import { isBusy, ReadModelUnavailable, readModelUnavailable } from './read-model-unavailable';

/** Where one generation of rows lives: a SQLite file, or a schema of a PostgreSQL database. */
export type ReadModelLocation =
  | { readonly sqlite: string }
  | { readonly postgres: string; readonly schema?: string };

/** How long one process waits for another one's transaction on the SQLite file; ours take a fraction of a second. */
const BUSY_TIMEOUT_MS = 10_000;
/** How soon a new file that another process is just setting up is tried again. */
const RETRY_MS = 10;
/** Page cache of SQLite; the process as a whole stays under 300 MiB. */
const CACHE_KIB = 32 * 1024;
/** Pages (4 KiB) of SQLite's write-ahead log before it is moved into the file: one larger move beats many. */
const CHECKPOINT_PAGES = 8_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MIGRATIONS_TABLE = 'migrations';

/**
 * Opens a generation: connects, brings its tables up to date, and returns the open data source. Whoever opened
 * it ends with `destroy()`. Throws ReadModelUnavailable, which says what, where and what to do, when the
 * server or file cannot be used, is damaged, or was made by a newer version.
 */
export async function createDataSource(location: ReadModelLocation): Promise<DataSource> {
  const place = placeOf(location);
  try {
    const dataSource = new DataSource({
      ...('sqlite' in location ? sqliteOptions(location.sqlite) : postgresOptions(location)),
      entities: [
        PersonEntity,
        PersonIdEntity,
        FilingEntity,
        HoldingEntity,
        StepEntity,
        ProblemEntity,
        LotEntity,
        TrancheEntity,
        DrawEntity,
        CheckpointEntity,
      ],
      migrations: [
        PersonRows1763683200000,
        AccountedEvents1763683200001,
        DecidedSteps1763683200002,
        FilingAmends1763683200003,
        LotRows1763683200004,
        HoldingsByIssuer1763683200005,
        SplitSteps1763683200006,
        LinkedPersons1763683200007,
      ],
      migrationsTableName: MIGRATIONS_TABLE,
      synchronize: false,
      logging: false,
    });
    await dataSource.initialize();
    try {
      await bringUpToDate(dataSource, place);
      return dataSource;
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  } catch (error) {
    throw readModelUnavailable(place, error);
  }
}

function sqliteOptions(database: string): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database,
    timeout: BUSY_TIMEOUT_MS,
    // A power cut may take the last commits back, never half of one: rows and checkpoint go back together, and
    // the projector makes them again from the events, which are what is durable.
    prepareDatabase: (handle: Database) => {
      handle.pragma('synchronous = NORMAL');
      handle.pragma(`cache_size = -${CACHE_KIB}`);
      handle.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    },
  };
}

function postgresOptions({ postgres, schema }: { postgres: string; schema?: string }): DataSourceOptions {
  return {
    type: 'postgres',
    url: postgres,
    schema: schema ?? DEFAULT_SCHEMA,
    applicationName: 'holdings-ledger',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
  };
}

/** The place as it may be printed: without user and password. */
export function placeOf(location: ReadModelLocation): string {
  if ('sqlite' in location) return location.sqlite;
  return postgresPlace(location.postgres, location.schema ?? DEFAULT_SCHEMA);
}

async function bringUpToDate(dataSource: DataSource, place: string): Promise<void> {
  if (await isUpToDate(dataSource, place)) return;
  if (dataSource.options.type === 'postgres') await migratePostgres(dataSource, place);
  else await migrateSqlite(dataSource, place);
}

/** True when nothing is to be done. Throws when the tables are a newer version's, or somebody else's. */
async function isUpToDate(dataSource: DataSource, place: string): Promise<boolean> {
  const tables = await tableNames(dataSource);
  if (!tables.includes(MIGRATIONS_TABLE)) {
    if (tables.length === 0) return false;
    throw new ReadModelUnavailable(
      place,
      `holds tables that are no read model of this program (${tables.slice(0, 3).join(', ')})`,
      'name a place of its own for the read model',
    );
  }
  const rows: { name: string }[] = await dataSource
    .createQueryBuilder()
    .select('m.name', 'name')
    .from(dataSource.driver.buildTableName(MIGRATIONS_TABLE, schemaOf(dataSource)), 'm')
    .getRawMany();
  const done = new Set(rows.map((row) => row.name));
  const known = dataSource.migrations.map((migration) => migration.name ?? '');
  const newer = [...done].filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new ReadModelUnavailable(
      place,
      `was made by a newer version of this program (it has ${newer.join(', ')})`,
      'use that version, or name another place and let the rows be rebuilt from the events',
    );
  }
  return known.every((name) => done.has(name));
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] =
    dataSource.options.type === 'postgres'
      ? await dataSource.query('SELECT tablename AS name FROM pg_tables WHERE schemaname = $1', [
          schemaOf(dataSource),
        ])
      : await dataSource.query("SELECT name FROM sqlite_master WHERE type = 'table'");
  return rows.map((row) => row.name).filter((name) => !name.startsWith('sqlite_'));
}

function schemaOf(dataSource: DataSource): string | undefined {
  return dataSource.options.type === 'postgres' ? dataSource.options.schema : undefined;
}

/** In one transaction that locks out other processes; whoever had to wait finds the work done. */
async function migrateSqlite(dataSource: DataSource, place: string): Promise<void> {
  await writeAhead(dataSource);
  await dataSource.query('BEGIN IMMEDIATE');
  try {
    if (!(await isUpToDate(dataSource, place))) await dataSource.runMigrations({ transaction: 'none' });
    await dataSource.query('COMMIT');
  } catch (error) {
    await dataSource.query('ROLLBACK');
    throw error;
  }
}

/**
 * Lets readers see the last commit while another process writes. The file remembers it. SQLite does not wait
 * when two processes do this to a new file at once, so we do.
 */
async function writeAhead(dataSource: DataSource): Promise<void> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      await dataSource.query('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (waited >= BUSY_TIMEOUT_MS || !isBusy(error)) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}

/** Under a lock of the schema's name, held by a connection of its own; whoever had to wait finds the work done. */
async function migratePostgres(dataSource: DataSource, place: string): Promise<void> {
  const schema = schemaOf(dataSource)!;
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const client = await pool.connect();
  // A connection that breaks is told by the query under way; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [schema]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${dataSource.driver.escape(schema)}`);
    if (!(await isUpToDate(dataSource, place))) await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    // Ends the connection and with it the lock.
    client.release(true);
  }
}
