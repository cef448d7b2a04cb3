import type { Database } from 'better-sqlite3';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { PostgresRows } from './postgres-rows';
import type { RowTable, Value } from './row-table';
import { SqliteRows } from './sqlite-rows';

/** SQL for both databases; `?` marks a parameter and occurs nowhere else. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

export interface TableRows {
  readonly table: RowTable<object>;
  readonly rows: readonly object[];
}

/** The rows of some persons, or of all there are, to stand in place of those that are stored. */
export interface Replacement {
  /** Runs first and changes one row; when it changes none, the whole replacement is off. */
  readonly claim: Statement;
  readonly personIds: readonly string[] | 'all';
  readonly tables: readonly TableRows[];
}

/** All that reading and writing rows asks of a database, and all in which SQLite and PostgreSQL differ. */
export interface RowDatabase {
  /**
   * Runs one statement, which sees one state of the database, and returns its rows as arrays of columns. Every
   * query of the read model is one statement: that is how no reader ever sees half a person.
   */
  select(statement: Statement): Promise<Value[][]>;

  /** Replaces rows in one transaction; false, and nothing changed, when the claim fails. */
  replace(replacement: Replacement): Promise<boolean>;
}

/** The database behind an open data source: its driver's own connections, because TypeORM's layers cost most of the speed. */
export function rowDatabase(dataSource: DataSource): RowDatabase {
  if (dataSource.options.type === 'postgres') {
    return new PostgresRows((dataSource.driver as unknown as { master: Pool }).master);
  }
  return new SqliteRows(
    (dataSource.driver as unknown as { databaseConnection: Database }).databaseConnection,
  );
}
