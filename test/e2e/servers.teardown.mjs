import pg from 'pg';
import stopPostgres from '../support/postgres.teardown.mjs';

export default async function stopServers() {
  globalThis.standInOfTests?.stdin.end();
  await dropSchemas();
  await stopPostgres();
}

/** What this run has made in the database; streams of an EventStoreDB stay, as they always do. */
async function dropSchemas() {
  const client = new pg.Client({ connectionString: process.env.POSTGRES_OF_TESTS });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname::text, $1)',
      [`${process.env.RUN_OF_TESTS}_`],
    );
    for (const { name } of rows) await client.query(`DROP SCHEMA "${name}" CASCADE`);
  } finally {
    await client.end();
  }
}
