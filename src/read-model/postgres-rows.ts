import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText } from './copy-text';
import type { Replacement, RowDatabase, Statement } from './row-database';
import type { RowTable, Value } from './row-table';

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
      await this.copyIn(client, table, rows);
    }
    return true;
  }

  private async copyIn(client: PoolClient, table: RowTable<object>, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const copy = client.query(copyFrom(`COPY ${table.path} (${table.columnList}) FROM STDIN`));
    await pipeline(Readable.from(copyText(table, rows)), copy);
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
