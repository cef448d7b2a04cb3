import { type ClientBase, escapeIdentifier } from 'pg';

/** A schema of our own, because `persons` or `filings` in `public` may be somebody else's. */
export const DEFAULT_SCHEMA = 'holdings_ledger';

/** Where a PostgreSQL database keeps what: the place as it may be printed, without user and password. */
export function postgresPlace(url: string, schema: string): string {
  if (!URL.canParse(url)) return `the PostgreSQL URL that is set (schema ${schema})`;
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname} (schema ${schema})`;
}

/** The schema of what is outside the generations of rows: the pointer to them, and the source documents. */
export function sharedSchema(schema: string): string {
  return `${schema}_shared`;
}

/**
 * Creates a schema and what `tables` says in it, unless they are there. Under a lock: PostgreSQL's own IF NOT EXISTS
 * fails for one of two who do this at once.
 */
export async function createInSchema(client: ClientBase, schema: string, tables: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`create ${schema}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
    await client.query(tables);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
