import { readEnvironment } from './environment';

describe('readEnvironment', () => {
  it('stays on loopback and in ./data unless told otherwise; an empty variable is unset', () => {
    expect(readEnvironment({ PORT: '', PATH: '/bin' })).toEqual({
      HOLDINGS_DATA: './data',
      DATABASE_URL: '',
      DATABASE_SCHEMA: 'holdings_ledger',
      EVENTSTORE_URL: '',
      EVENTSTORE_PREFIX: '',
      HOST: '127.0.0.1',
      PORT: 3000,
      LOG_LEVEL: 'info',
    });
  });

  it('takes what is given', () => {
    expect(readEnvironment({ HOLDINGS_DATA: '/srv/ledger', PORT: '0' })).toMatchObject({
      HOLDINGS_DATA: '/srv/ledger',
      PORT: 0,
    });
  });

  it('lists every variable that cannot be used', () => {
    const read = () => readEnvironment({ DATABASE_URL: 'db', PORT: '80a', LOG_LEVEL: 'loud' });
    expect(read).toThrow(
      /DATABASE_URL=…: DATABASE_URL must begin with postgres:\/\/\n {2}PORT=80a: .*\n {2}LOG_LEVEL=loud: LOG_LEVEL must be one of/,
    );
  });

  it.each([
    'postgres://ledger:sec/ret@localhost/holdings',
    'postgres://ledger:12/ret@localhost/holdings',
    'postgres://ledger:12?ret@localhost/holdings',
    'postgres://ledger:12#ret@localhost/holdings',
  ])('says what is wrong with a URL of PostgreSQL, without showing its password: %s', (url) => {
    const read = () => readEnvironment({ DATABASE_URL: url });
    expect(read).toThrow(
      'DATABASE_URL=…: DATABASE_URL is no URL: write postgres://user:password@host:5432/database, with user and ' +
        'password percent-encoded',
    );
    expect(readEnvironment({ DATABASE_URL: 'postgres:///holdings?host=/run/postgresql' })).toMatchObject({
      DATABASE_URL: 'postgres:///holdings?host=/run/postgresql',
    });
  });

  it.each(['Acme"', 'acme_2', 'acme_shared', 'a'.repeat(41), '1a'])(
    'takes no schema with the name %s',
    (name) => {
      expect(() => readEnvironment({ DATABASE_SCHEMA: name })).toThrow(
        /DATABASE_SCHEMA must be a small letter/,
      );
      expect(readEnvironment({ DATABASE_SCHEMA: 'acme_2a' })).toMatchObject({ DATABASE_SCHEMA: 'acme_2a' });
    },
  );

  it('says what is wrong with a connection string, without showing its password', () => {
    const read = () => readEnvironment({ EVENTSTORE_URL: 'esdb://ledger:secret@localhost?tls=no' });
    expect(read).toThrow(
      'EVENTSTORE_URL=…: EVENTSTORE_URL is no connection string of EventStoreDB: option tls=no is neither true nor false',
    );
    expect(read).not.toThrow(/secret/);
    expect(readEnvironment({ EVENTSTORE_URL: 'esdb://localhost', EVENTSTORE_PREFIX: 'acme.' })).toMatchObject(
      {
        EVENTSTORE_URL: 'esdb://localhost',
        EVENTSTORE_PREFIX: 'acme.',
      },
    );
    expect(() => readEnvironment({ EVENTSTORE_PREFIX: '$all' })).toThrow(/EVENTSTORE_PREFIX must be/);
  });
});
