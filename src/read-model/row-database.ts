import type { Database } from 'better-sqlite3';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { placeOf } from './data-source';
import { PostgresRows } from './postgres-rows';
import { rowsUnavailable } from './read-model-unavailable';
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

/**
 * The database behind an open data source: its driver's own connections, because TypeORM's layers cost most of the
 * speed. Throws ReadModelUnavailable when the disk is full, the file damaged, or the server gone.
 */
export function rowDatabase(dataSource: DataSource): RowDatabase {
  const { options, driver } = dataSource;
  if (options.type === 'postgres') {
    const rows = new PostgresRows((driver as unknown as { master: Pool }).master);
    return new SpeakingRows(rows, placeOf({ postgres: options.url!, schema: options.schema! }));
  }
  const rows = new SqliteRows((driver as unknown as { databaseConnection: Database }).databaseConnection);
  return new SpeakingRows(rows, String(options.database));
}

/** Says of a failing database what, where and what to do. */
class SpeakingRows implements RowDatabase {
  constructor(
    private readonly rows: RowDatabase,
    private readonly place: string,
  ) {}

  async select(statement: Statement): Promise<Value[][]> {
    try {
      return await this.rows.select(statement);
    } catch (error) {
      throw rowsUnavailable(this.place, error);
    }
  }

  async replace(replacement: Replacement): Promise<boolean> {
    try {
      return await this.rows.replace(replacement);
    } catch (error) {
      throw rowsUnavailable(this.place, error);
    }
  }
}
