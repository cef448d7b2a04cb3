import { escapeIdentifier, Pool } from 'pg';
import { StorageFailure } from './event-store';
import { postgresTrouble } from './postgres-failure';
import { createInSchema, postgresPlace, sharedSchema } from './postgres-schema';
import type { DocumentPlace } from './source-documents';

const POOL = {
  /** The documents of a group are kept at the same time; a server has a hundred connections for everybody. */
  max: 4,
  connectionTimeoutMillis: 10_000,
  /** For the largest document over a slow line. */
  query_timeout: 120_000,
  application_name: 'holdings-ledger documents',
};
/** Names that are listed in one query. */
const PAGE = 1_000;
/** No such table, no such schema: nothing was kept yet. */
const ABSENT = new Set(['42P01', '3F000']);

/**
 * Source documents in a table of PostgreSQL, outside the generations of rows: `holdings_ledger_shared.source_documents`.
 * It is made with the first document that is kept, so that nobody who only asks needs the right to.
 */
export class DocumentTable implements DocumentPlace {
  private readonly pool: Pool;
  private readonly table: string;
  private readonly shown: string;
  private readonly shared: string;

  /** `schema` is that of the first generation of rows. Connects when it is first asked for something. */
  constructor(url: string, schema: string) {
    this.pool = new Pool({ connectionString: url, ...POOL });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => {});
    this.shared = sharedSchema(schema);
    this.table = `${escapeIdentifier(this.shared)}.source_documents`;
    this.shown = postgresPlace(url, this.shared);
  }

  nameOf(sha256: string): string {
    return `${sha256} in ${this.shown}`;
  }

  async hasEnding(sha256: string, ending: Buffer): Promise<boolean> {
    const rows = await this.found(
      `SELECT 1 FROM ${this.table} WHERE sha256 = $1 AND substr(gzip, length(gzip) - $2 + 1) = $3`,
      [sha256, ending.length, ending],
    );
    return rows.length > 0;
  }

  async write(sha256: string, file: Buffer): Promise<void> {
    const write = () =>
      this.pool.query(
        `INSERT INTO ${this.table} AS kept (sha256, gzip) VALUES ($1, $2)
         ON CONFLICT (sha256) DO UPDATE SET gzip = excluded.gzip WHERE kept.gzip <> excluded.gzip`,
        [sha256, file],
      );
    await this.told(() =>
      write().catch(async (error: { code?: string }) => {
        if (!ABSENT.has(String(error.code))) throw error;
        await this.createTable();
        return write();
      }),
    );
  }

  async read(sha256: string): Promise<Buffer | undefined> {
    const rows = await this.found<{ gzip: Buffer }>(`SELECT gzip FROM ${this.table} WHERE sha256 = $1`, [
      sha256,
    ]);
    return rows[0]?.gzip;
  }

  async *list(): AsyncIterable<string> {
    for (let after = ''; ; ) {
      const rows = await this.found<{ sha256: string }>(
        `SELECT sha256 FROM ${this.table} WHERE sha256 > $1 ORDER BY sha256 LIMIT ${PAGE}`,
        [after],
      );
      for (const { sha256 } of rows) yield sha256;
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.sha256;
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** The rows of a query; none while there is no table. */
  private found<Row extends object>(
    sql: string,
    parameters: readonly (string | number | Buffer)[],
  ): Promise<Row[]> {
    return this.told(async () => {
      try {
        return (await this.pool.query<Row>(sql, [...parameters])).rows;
      } catch (error) {
        if (ABSENT.has(String((error as { code?: string }).code))) return [];
        throw error;
      }
    });
  }

  private async createTable(): Promise<void> {
    const client = await this.pool.connect();
    // A connection that breaks is told by the query under way; without a listener it would end the process.
    client.on('error', () => {});
    try {
      // What is compressed already PostgreSQL need not try to compress again, and can take the end of without the rest.
      await createInSchema(
        client,
        this.shared,
        `CREATE TABLE IF NOT EXISTS ${this.table} (
           sha256 text COLLATE "C" PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
           gzip bytea NOT NULL);
         ALTER TABLE ${this.table} ALTER COLUMN gzip SET STORAGE EXTERNAL`,
      );
    } finally {
      client.release();
    }
  }

  private async told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const trouble = postgresTrouble(error);
      if (trouble === undefined) throw error;
      const { reason, what, advice } = trouble;
      throw new StorageFailure(
        reason,
        `source documents ${this.shown}: ${what}; ${advice} (${(error as Error).message})`,
        { cause: error },
      );
    }
  }
}
