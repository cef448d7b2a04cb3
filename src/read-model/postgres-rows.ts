import type { Pool, PoolClient } from 'pg';
import type { Replacement, RowDatabase, Statement } from './row-database';
import type { RowTable, Value } from './row-table';

/** Rows of one INSERT: enough to make round trips cheap, few enough to keep the message at some megabytes. */
const ROWS_PER_INSERT = 5_000;

const ARRAY_TYPES = { text: 'text[]', json: 'text[]', integer: 'integer[]', boolean: 'boolean[]' } as const;

/** Rows in PostgreSQL. READ COMMITTED is enough: each query is one statement, and a statement has one snapshot. */
export class PostgresRows implements RowDatabase {
  private readonly numbered = new Map<string, string>();

  constructor(private readonly pool: Pool) {}

  async select({ sql, parameters }: Statement): Promise<Value[][]> {
    const answer = await this.pool.query<Value[]>({
      text: this.number(sql),
      values: [...parameters],
      rowMode: 'array',
    });
    return answer.rows;
  }

  async replace(replacement: Replacement): Promise<boolean> {
    const client = await this.pool.connect();
    // A connection that breaks while it is ours is reported by the query; without a listener it would end the process.
    const ignore = () => {};
    client.on('error', ignore);
    let broken = false;
    try {
      await client.query('BEGIN');
      const replaced = await this.replaceWith(client, replacement);
      await client.query(replaced ? 'COMMIT' : 'ROLLBACK');
      return replaced;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  /** The claim comes first: its row lock makes a second projector wait, find the row changed, and lose. */
  private async replaceWith(client: PoolClient, { claim, personIds, tables }: Replacement): Promise<boolean> {
    const claimed = await client.query(this.number(claim.sql), [...claim.parameters]);
    if (claimed.rowCount === 0) return false;
    for (const { table, rows } of tables) {
      if (personIds === 'all') await client.query(`DELETE FROM ${table.path}`);
      else await client.query(`DELETE FROM ${table.path} WHERE person_id = ANY($1::text[])`, [personIds]);
      await this.bulkInsert(client, table, rows);
    }
    return true;
  }

  private async bulkInsert(
    client: PoolClient,
    table: RowTable<object>,
    rows: readonly object[],
  ): Promise<void> {
    const arrays = table.kinds.map((kind, index) => `$${index + 1}::${ARRAY_TYPES[kind]}`).join(', ');
    const insert = `INSERT INTO ${table.path} (${table.columnList}) SELECT * FROM unnest(${arrays})`;
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      const columns: Value[][] = table.kinds.map(() => []);
      for (const row of rows.slice(from, from + ROWS_PER_INSERT)) {
        table.values(row as Record<string, unknown>).forEach((value, index) => {
          columns[index]!.push(value);
        });
      }
      await client.query(insert, columns);
    }
  }

  /** `?` becomes `$1`, `$2`, …. */
  private number(sql: string): string {
    const kept = this.numbered.get(sql);
    if (kept !== undefined) return kept;
    let parameter = 0;
    const numbered = sql.replace(/\?/g, () => `$${++parameter}`);
    this.numbered.set(sql, numbered);
    return numbered;
  }
}
