import { existsSync } from 'node:fs';

/** Where an EventStoreDB is, in the form of its own clients, checked. */
export interface EventStoreDbAddress {
  /** For the client; has the credentials, so never show it. */
  readonly connectionString: string;
  /** For messages: scheme and hosts. */
  readonly shown: string;
}

/** The text is no connection string; the message says what is wrong, never the credentials. */
export class InvalidConnectionString extends Error {
  override readonly name = 'InvalidConnectionString';
}

const SCHEME = /^(esdb|esdb\+discover):\/\//;
/** Scheme, credentials (up to the last @ before a path or the options), hosts, options. */
const FORM =
  /^(?<scheme>[a-z+]+:\/\/)(?:(?<credentials>[^/?]*)@)?(?<hosts>[^/?@]*)\/?(?:\?(?<options>.*))?$/s;
const HOST = /^(?<name>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(?<port>\d{1,5}))?$/;
const MAX_PORT = 65_535;

type OptionKind = 'text' | 'file' | 'whole' | 'truth';

/** The client's options that this ledger passes on, and what their values must be. */
const OPTIONS: Readonly<Record<string, OptionKind>> = {
  connectionName: 'text',
  nodePreference: 'text',
  tls: 'truth',
  tlsCAFile: 'file',
  userCertFile: 'file',
  userKeyFile: 'file',
  maxDiscoverAttempts: 'whole',
  discoveryInterval: 'whole',
  gossipTimeout: 'whole',
  defaultDeadline: 'whole',
  keepAliveInterval: 'whole',
  keepAliveTimeout: 'whole',
};

/** Options that the client takes and that would make this ledger wrong or less safe, with what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  tlsverifycert: 'the client has no such switch: name the certificate authority with tlsCAFile',
  throwonappendfailure: 'leave it out: the ledger needs to be told of refused appends',
};

/**
 * Checks a connection string: `esdb://[user:password@]host[:port][,host…][?option=value&…]`, or
 * `esdb+discover://` with one DNS name of a cluster. The client itself accepts much that it then ignores or
 * misunderstands. Throws InvalidConnectionString.
 */
export function parseConnectionString(given: string): EventStoreDbAddress {
  const text = given.trim();
  if (!SCHEME.test(text)) throw wrong('it must begin with esdb:// or esdb+discover://');
  const parts = FORM.exec(text)?.groups;
  if (parts?.hosts === undefined) {
    throw wrong(
      'it must have the form esdb://user:password@host:port?option=value, with @, / and : in a password percent-encoded',
    );
  }
  const { scheme, credentials, hosts, options = '' } = parts;
  const places = hosts.split(',').map(checkedHost);
  if (scheme === 'esdb+discover://' && places.length > 1) {
    throw wrong('esdb+discover:// takes one DNS name; a list of nodes goes with esdb://');
  }
  const shown = `${scheme}${places.join(',')}`;
  const login = credentials === undefined ? '' : `${checkedCredentials(credentials)}@`;
  const settings = checkedOptions(options);
  return { connectionString: `${scheme}${login}${places.join(',')}?${settings}`, shown };
}

function checkedHost(host: string): string {
  const { name, port = '2113' } = HOST.exec(host.trim())?.groups ?? {};
  if (name === undefined) throw wrong(`${JSON.stringify(host)} is no host or host:port`);
  if (Number(port) < 1 || Number(port) > MAX_PORT) throw wrong(`${host} has no port from 1 to ${MAX_PORT}`);
  return `${name}:${port}`;
}

function checkedCredentials(credentials: string): string {
  const parts = credentials.split(':');
  const isComplete = parts.length === 2 && parts.every((part) => part !== '' && isEncoded(part));
  if (!isComplete) throw wrong('credentials must be user:password, each percent-encoded');
  return credentials;
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '' && !text.includes('@');
  } catch {
    return false;
  }
}

function checkedOptions(options: string): string {
  const settings = new Map([['connectionName', 'holdings-ledger']]);
  // A `?` or `/` in the password has ended the host: what stands here must not be shown.
  if (options.includes('@')) throw wrong('an @ stands behind the hosts: percent-encode user and password');
  for (const option of options.split('&').filter((part) => part !== '')) {
    const [name = '', value = '', ...rest] = option.split('=');
    const refusal = REFUSED[flat(name)];
    if (refusal !== undefined) throw wrong(`option ${name}: ${refusal}`);
    const known = Object.keys(OPTIONS).find((one) => flat(one) === flat(name));
    if (known === undefined) {
      throw wrong(`there is no option ${JSON.stringify(name)}, only ${Object.keys(OPTIONS).join(', ')}`);
    }
    if (rest.length > 0) throw wrong(`option ${known}: its value must be percent-encoded`);
    checkValue(known, value);
    settings.set(known, value);
  }
  return [...settings].map(([name, value]) => `${name}=${value}`).join('&');
}

function checkValue(name: string, value: string): void {
  const kind = OPTIONS[name];
  if (value === '' || !isEncoded(value)) throw wrong(`option ${name} has no percent-encoded value`);
  if (kind === 'whole' && !/^(-1|\d{1,9})$/.test(value))
    throw wrong(`option ${name}=${value} is no whole number`);
  if (kind === 'truth' && !/^(true|false)$/.test(value))
    throw wrong(`option ${name}=${value} is neither true nor false`);
  if (kind === 'file' && !existsSync(decodeURIComponent(value))) {
    throw wrong(`option ${name}: there is no file ${decodeURIComponent(value)}`);
  }
}

function flat(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

function wrong(what: string): InvalidConnectionString {
  return new InvalidConnectionString(`no connection string of EventStoreDB: ${what}`);
}
