import pg from 'pg';
import stopPostgres from '../support/postgres.teardown.mjs';

export default async function stopServers() {
  globalThis.standInOfTests?.stdin.end();
  // One that was started for the run goes as a whole, and may be gone already.
  if (process.env.TEST_DATABASE_URL) await dropSchemas(process.env.TEST_DATABASE_URL);
  await stopPostgres();
}

/** What this run has made in the database; streams of an EventStoreDB stay, as they always do. */
async function dropSchemas(connectionString) {
  const client = new pg.Client({ connectionString });
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
