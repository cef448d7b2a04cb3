// Finds a real PostgreSQL for all specs of a run that want one, and tells its URL in POSTGRES_OF_TESTS: that of
// TEST_DATABASE_URL when it is set, and otherwise one that is started here, once for all projects. Where neither can
// be had the specs run on SQLite only and say why.
import { newPostgres } from './embedded-postgres.mjs';

export default async function startPostgres() {
  // Another project of this run was first. (A name of our own: every project's specs see what is set here.)
  if (process.env.POSTGRES_OF_TESTS !== undefined) return;
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    process.env.POSTGRES_OF_TESTS = given;
    return;
  }
  try {
    const { server, folder, url } = await newPostgres({
      persistent: false,
      postgresFlags: ['-c', 'fsync=off'],
    });
    await server.initialise();
    await server.start();
    globalThis.postgresOfTests = { server, folder };
    process.env.POSTGRES_OF_TESTS = url;
  } catch (error) {
    process.env.POSTGRES_OF_TESTS = '';
    process.env.NO_POSTGRES_OF_TESTS = String(error?.message ?? error ?? 'the server ended at once');
  }
}
