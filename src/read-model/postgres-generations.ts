import { Client, escapeIdentifier, Pool } from 'pg';
import { createInSchema, DEFAULT_SCHEMA, sharedSchema } from '../event-store/postgres-schema';
import { placeOf, type ReadModelLocation } from './data-source';
import {
  FIRST_GENERATION,
  type GenerationLock,
  type GenerationPointer,
  type Generations,
  isPointer,
  RebuildRunning,
} from './generations';
import { readModelUnavailable } from './read-model-unavailable';

/** Connections for the pointer: asked now and then, by one at a time. */
const POOL = { max: 1, connectionTimeoutMillis: 10_000, application_name: 'holdings-ledger generations' };
/** No such table, no such schema: the read model was never rebuilt. */
const ABSENT = new Set(['42P01', '3F000']);

/**
 * Generations as schemas of one PostgreSQL database: the first is `holdings_ledger`, the others are
 * `holdings_ledger_2` and so on. The pointer is the one row of `holdings_ledger_shared.generations`, outside all of
 * them; without it the first one is live.
 */
export class PostgresGenerations implements Generations {
  private readonly pool: Pool;
  private readonly place: string;
  private readonly table: string;

  /** `schema` is that of the first generation. */
  constructor(
    private readonly url: string,
    private readonly schema: string = DEFAULT_SCHEMA,
  ) {
    this.pool = new Pool({ connectionString: url, ...POOL });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => {});
    this.place = placeOf(this.location(1));
    this.table = `${escapeIdentifier(this.shared)}.generations`;
  }

  async pointer(): Promise<GenerationPointer> {
    const rows = await this.query(`SELECT live, previous, building, newest FROM ${this.table}`).catch(
      (error: { cause?: { code?: string } }) => {
        if (ABSENT.has(String(error.cause?.code))) return [];
        throw error;
      },
    );
    return isPointer(rows[0]) ? rows[0] : FIRST_GENERATION;
  }

  async point({ live, previous, building, newest }: GenerationPointer): Promise<void> {
    await this.query(
      `INSERT INTO ${this.table} (one, live, previous, building, newest) VALUES (true, $1, $2, $3, $4)
       ON CONFLICT (one) DO UPDATE SET live = $1, previous = $2, building = $3, newest = $4`,
      [live, previous, building, newest],
    );
  }

  /** An advisory lock of a connection of its own: the server lets go of it with the connection. */
  async lock(): Promise<GenerationLock> {
    const client = new Client({ connectionString: this.url, application_name: POOL.application_name });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock(hashtext($1)) AS locked',
        [this.shared],
      );
      if (!rows[0]!.locked) throw new RebuildRunning(this.place);
      await createInSchema(
        client,
        this.shared,
        `CREATE TABLE IF NOT EXISTS ${this.table} (one boolean PRIMARY KEY CHECK (one),
         live integer NOT NULL, previous integer, building integer, newest integer NOT NULL)`,
      );
      return { release: () => client.end() };
    } catch (error) {
      await client.end().catch(() => {});
      if (error instanceof RebuildRunning) throw error;
      throw readModelUnavailable(this.place, error);
    }
  }

  location(generation: number): ReadModelLocation {
    return { postgres: this.url, schema: this.schemaOf(generation) };
  }

  async list(): Promise<number[]> {
    const rows = await this.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace');
    const numbers = rows.flatMap(({ name }) => {
      if (name === this.schema) return [1];
      const number = name.startsWith(`${this.schema}_`) ? name.slice(this.schema.length + 1) : '';
      return /^\d+$/.test(number) ? [Number(number)] : [];
    });
    return numbers.sort((left, right) => left - right);
  }

  async drop(generation: number): Promise<void> {
    await this.query(`DROP SCHEMA IF EXISTS ${escapeIdentifier(this.schemaOf(generation))} CASCADE`);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private schemaOf(generation: number): string {
    return generation === 1 ? this.schema : `${this.schema}_${generation}`;
  }

  private get shared(): string {
    return sharedSchema(this.schema);
  }

  private async query<Row extends object>(sql: string, parameters: (number | null)[] = []): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(sql, parameters)).rows;
    } catch (error) {
      throw readModelUnavailable(this.place, error);
    }
  }
}
