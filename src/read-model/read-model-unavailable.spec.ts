import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { readModelUnavailable } from './read-model-unavailable';

describe('a read model that cannot be used', () => {
  it.each([
    ['by the driver', new Error('Connection terminated unexpectedly')],
    // What is left of a connection that ended during a migration.
    ['by TypeORM', new QueryRunnerAlreadyReleasedError()],
  ])('tells a lost connection for what it is, when it is told %s', (_, error) => {
    expect(readModelUnavailable('postgres://host/db', error).message).toBe(
      'read model postgres://host/db: the connection to the server was lost; ' +
        'check that it runs and try again: its rows go on from where they are',
    );
  });
});
