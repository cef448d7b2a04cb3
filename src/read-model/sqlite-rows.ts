import type BetterSqlite3 from 'better-sqlite3';
import type { Replacement, RowDatabase, Statement } from './row-database';
import type { RowTable, Value } from './row-table';

/** Prepared statements kept; the read model has about 30 texts, and searches a few more by their number of words. */
const STATEMENTS_KEPT = 100;

/**
 * Rows in SQLite. Everything runs synchronously on the one connection of the data source: within this process
 * nothing can come between the statements of a transaction, and other processes see a transaction whole or
 * not at all (WAL).
 */
export class SqliteRows implements RowDatabase {
  private readonly statements = new Map<string, BetterSqlite3.Statement<Value[], Value[]>>();

  constructor(private readonly database: BetterSqlite3.Database) {}

  async select({ sql, parameters }: Statement): Promise<Value[][]> {
    return this.prepare(sql)
      .raw()
      .all(...parameters);
  }

  async replace({ claim, personIds, tables }: Replacement): Promise<boolean> {
    const work = this.database.transaction(() => {
      if (this.prepare(claim.sql).run(...claim.parameters).changes === 0) return false;
      for (const { table, rows } of tables) {
        this.remove(table, personIds);
        this.bulkInsert(table, rows);
      }
      return true;
    });
    // Immediate: a transaction that began as a reader could not wait for another process' writer.
    return work.immediate();
  }

  private remove(table: RowTable<object>, personIds: Replacement['personIds']): void {
    if (personIds === 'all') {
      this.prepare(`DELETE FROM ${table.path}`).run();
      return;
    }
    const remove = this.prepare(`DELETE FROM ${table.path} WHERE person_id = ?`);
    for (const personId of personIds) remove.run(personId);
  }

  private bulkInsert(table: RowTable<object>, rows: readonly object[]): void {
    const marks = table.kinds.map(() => '?').join(', ');
    const insert = this.prepare(`INSERT INTO ${table.path} (${table.columnList}) VALUES (${marks})`);
    for (const row of rows) insert.run(...table.values(row as Record<string, unknown>));
  }

  private prepare(sql: string): BetterSqlite3.Statement<Value[], Value[]> {
    const kept = this.statements.get(sql);
    if (kept) return kept;
    if (this.statements.size >= STATEMENTS_KEPT) this.statements.clear();
    const statement = this.database.prepare<Value[], Value[]>(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
