import { InvalidConnectionString, parseConnectionString } from './eventstoredb-connection-string';

describe('parseConnectionString', () => {
  it.each([
    ['esdb://localhost', 'esdb://localhost:2113?connectionName=holdings-ledger'],
    ['esdb://localhost:2114/?tls=false', 'esdb://localhost:2114?connectionName=holdings-ledger&tls=false'],
    [
      'esdb://node1:2111,node2:2112,node3?TLS=true&keep-alive-interval=20000',
      'esdb://node1:2111,node2:2112,node3:2113?connectionName=holdings-ledger&tls=true&keepAliveInterval=20000',
    ],
    [
      'esdb+discover://ledger:p%40ss%3Aw@cluster.example.com?connectionName=night%20run',
      'esdb+discover://ledger:p%40ss%3Aw@cluster.example.com:2113?connectionName=night%20run',
    ],
  ])('takes %s', (given, connectionString) => {
    expect(parseConnectionString(given).connectionString).toBe(connectionString);
  });

  it('shows where the store is, without user, password and options', () => {
    const { shown } = parseConnectionString('esdb://ledger:secret@node1,node2:2114?tls=false');
    expect(shown).toBe('esdb://node1:2113,node2:2114');
  });

  it.each([
    ['', /esdb:\/\/ or esdb\+discover/],
    ['http://localhost:2113', /esdb:\/\/ or esdb\+discover/],
    ['kurrentdb://localhost', /esdb:\/\/ or esdb\+discover/],
    ['esdb://', /"" is no host/],
    ['esdb://node1,,node2', /"" is no host/],
    ['esdb://local host', /"local host" is no host/],
    ['esdb://localhost:0', /port from 1 to 65535/],
    ['esdb://localhost:70000', /port from 1 to 65535/],
    ['esdb://localhost:21130x', /no host or host:port/],
    ['esdb://localhost/streams', /must have the form/],
    ['esdb+discover://node1,node2', /one DNS name/],
    ['esdb://ledger@localhost', /user:password/],
    ['esdb://ledger:@localhost', /user:password/],
    ['esdb://ledger:a:b@localhost', /percent-encoded/],
    ['esdb://ledger:a@b@localhost', /percent-encoded/],
    ['esdb://ledger:100%@localhost', /percent-encoded/],
    ['esdb://localhost?tls=no', /tls=no is neither true nor false/],
    ['esdb://localhost?gossipTimeout=5s', /gossipTimeout=5s is no whole number/],
    ['esdb://localhost?tls', /option tls has no/],
    ['esdb://localhost?colour=red', /no option "colour", only connectionName/],
    ['esdb://localhost?tlsVerifyCert=false', /tlsCAFile/],
    ['esdb://localhost?throwOnAppendFailure=false', /leave it out/],
    ['esdb://localhost?tlsCAFile=%2Fno%2Fsuch.pem', /there is no file \/no\/such\.pem/],
  ])('refuses %s and says why', (given, why) => {
    expect(() => parseConnectionString(given)).toThrow(InvalidConnectionString);
    expect(() => parseConnectionString(given)).toThrow(why);
  });

  it('never shows a password, not even of a connection string that it refuses', () => {
    for (const given of [
      'esdb://ledger:se:cret@localhost',
      'esdb://ledger:secret@local host?x=1',
      'esdb://ledger:12?secret@localhost',
      'secret',
    ]) {
      expect(() => parseConnectionString(given)).toThrow(/^(?!.*(secret|se:cret))/);
    }
  });
});
