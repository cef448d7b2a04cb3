import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, type ReadModelLocation } from '../../src/read-model/data-source';
import type { Generations } from '../../src/read-model/generations';
import { PostgresGenerations } from '../../src/read-model/postgres-generations';
import { ReadModel } from '../../src/read-model/read-model';
import { SqliteGenerations } from '../../src/read-model/sqlite-generations';

/** URL of the PostgreSQL that postgres.setup.mjs found or started; empty when there is none. */
export const POSTGRES_URL = process.env.POSTGRES_OF_TESTS ?? '';

/** The databases to run a suite on, for describe.each; says why when PostgreSQL is not among them. */
export function databases(): ('SQLite' | 'PostgreSQL')[] {
  if (POSTGRES_URL) return ['SQLite', 'PostgreSQL'];
  const reason = process.env.NO_POSTGRES_OF_TESTS ?? 'the setup of the jest project did not run';
  process.stderr.write(`read model: not tested on PostgreSQL, because no server could be had (${reason})\n`);
  return ['SQLite'];
}

export interface OpenGeneration {
  readonly dataSource: DataSource;
  readonly readModel: ReadModel;
}

/** Places for generations of rows that exist as long as a spec runs. */
export class Places {
  private readonly folder = mkdtempSync(join(tmpdir(), 'holdings-ledger-rows-'));
  private readonly schemas: string[] = [];
  private readonly bases: string[] = [];
  private readonly opened: DataSource[] = [];
  private readonly openGenerations: Generations[] = [];

  /** Nobody has used it before: a file, or a schema of the test server. */
  unused(database: 'SQLite' | 'PostgreSQL'): ReadModelLocation {
    const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
    if (database === 'SQLite') return { sqlite: join(this.folder, `${name}.sqlite`) };
    this.schemas.push(name);
    return { postgres: POSTGRES_URL, schema: name };
  }

  /** The generations of a read model that nobody has used before. */
  generations(database: 'SQLite' | 'PostgreSQL'): Generations {
    const first = this.unused(database);
    if (database === 'PostgreSQL') this.bases.push((first as { schema: string }).schema);
    return this.generationsAt(first);
  }

  /** The generations of which this is the first; another process would open them the same way. */
  generationsAt(first: ReadModelLocation): Generations {
    const generations =
      'sqlite' in first
        ? new SqliteGenerations(first.sqlite)
        : new PostgresGenerations(first.postgres, first.schema);
    this.openGenerations.push(generations);
    return generations;
  }

  /** A file beside the generations. */
  file(name: string): string {
    return join(this.folder, name);
  }

  async open(location: ReadModelLocation): Promise<OpenGeneration> {
    const dataSource = await createDataSource(location);
    this.opened.push(dataSource);
    return { dataSource, readModel: new ReadModel(dataSource) };
  }

  /** Closes what is open: a server has only so many connections. */
  async close(): Promise<void> {
    for (const dataSource of this.opened.splice(0)) if (dataSource.isInitialized) await dataSource.destroy();
    for (const generations of this.openGenerations.splice(0)) await generations.close().catch(() => {});
  }

  async clear(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.schemas.length === 0) return;
    await inPostgres(async (client) => {
      for (const base of this.bases) {
        const { rows } = await client.query<{ name: string }>(
          'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname::text, $1)',
          [`${base}_`],
        );
        this.schemas.push(...rows.map(({ name }) => name));
      }
      for (const schema of this.schemas) await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    });
  }
}

/** A connection that knows nothing of the product. */
export async function inPostgres<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
