import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  type ValidationArguments,
  validateSync,
} from 'class-validator';
import { parseConnectionString } from '../event-store/eventstoredb-connection-string';
import { DEFAULT_SCHEMA } from '../event-store/postgres-schema';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings that a deployment may give, under the names of their environment variables. */
export class Environment {
  /** Folder of the ledger: events, source documents and read model. Created when missing. */
  @IsString()
  @IsNotEmpty()
  readonly HOLDINGS_DATA: string = './data';

  /**
   * PostgreSQL database of the read model, such as `postgres://user:password@host/database`; a file of the folder
   * without it. With EVENTSTORE_URL it holds the source documents, too.
   */
  @IsPostgresUrl()
  readonly DATABASE_URL: string = '';

  /** Begins the names of the ledger's schemas there, when the database keeps other things or ledgers as well. */
  @Matches(/^(?!.*_(\d+|shared)$)[a-z_][a-z0-9_]{0,39}$/, {
    // `_2` and `_shared` are what the ledger itself adds to it.
    message:
      'DATABASE_SCHEMA must be a small letter or underline and then small letters, digits and underlines, at most 40, ' +
      'without _shared or _ and a number at its end',
  })
  readonly DATABASE_SCHEMA: string = DEFAULT_SCHEMA;

  /** Server of the events, such as `esdb://user:password@host:2113`; a file of the folder without it. */
  @IsConnectionString()
  readonly EVENTSTORE_URL: string = '';

  /** Begins the names of the ledger's streams there, when the server keeps other things as well: `acme.`. */
  @Matches(/^$|^[A-Za-z][A-Za-z0-9._]{0,49}$/, {
    message: 'EVENTSTORE_PREFIX must be a letter and then letters, digits, dots and underlines, at most 50',
  })
  readonly EVENTSTORE_PREFIX: string = '';

  /** Address that the HTTP server listens on. Loopback unless said otherwise: it asks nobody who they are. */
  @IsString()
  @IsNotEmpty()
  readonly HOST: string = '127.0.0.1';

  /** Port of the HTTP server; 0 lets the system choose. */
  @Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : value))
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 3000;

  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

/** An environment variable has a value that cannot be used; the message lists every one. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/**
 * The settings, each variable checked. The only place that reads the process's environment. An empty variable
 * counts as unset. Throws InvalidEnvironment.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const names = Object.keys(new Environment());
  const given = Object.fromEntries(
    names.filter((name) => variables[name]).map((name) => [name, variables[name]]),
  );
  const environment = plainToInstance(Environment, given);
  const errors = validateSync(environment, { forbidUnknownValues: true });
  if (errors.length > 0) {
    const lines = errors.map(
      ({ property, value, constraints }) =>
        `  ${property}=${told(property, value)}: ${Object.values(constraints ?? {}).join(', ')}`,
    );
    throw new InvalidEnvironment(`these environment variables cannot be used:\n${lines.join('\n')}`);
  }
  return environment;
}

/** Empty, or a URL of PostgreSQL. */
function IsPostgresUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (value: unknown) => whyNoPostgresUrl(String(value)) === undefined,
      defaultMessage: (given?: ValidationArguments) =>
        `DATABASE_URL ${whyNoPostgresUrl(String(given?.value))}`,
    },
  });
}

function whyNoPostgresUrl(value: string): string | undefined {
  if (value === '') return undefined;
  if (!/^postgres(ql)?:\/\/./.test(value)) return 'must begin with postgres://';
  // Said here, because the driver's own message would show the password.
  if (URL.canParse(value) && !hasLoginBehindHost(new URL(value))) return undefined;
  return 'is no URL: write postgres://user:password@host:5432/database, with user and password percent-encoded';
}

/** True when a `/`, `?` or `#` in the password has ended the host, so that the rest of it would be shown as a path. */
function hasLoginBehindHost({ pathname, search, hash }: URL): boolean {
  return [pathname, search, hash].some((part) => part.includes('@'));
}

/** Empty, or a connection string of EventStoreDB. */
function IsConnectionString(): PropertyDecorator {
  return ValidateBy({
    name: 'isConnectionString',
    validator: {
      validate: (value: unknown) => whyNoConnectionString(value) === undefined,
      defaultMessage: (given?: ValidationArguments) =>
        `EVENTSTORE_URL is ${whyNoConnectionString(given?.value)}`,
    },
  });
}

function whyNoConnectionString(value: unknown): string | undefined {
  if (value === '') return undefined;
  try {
    parseConnectionString(String(value));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The value of a variable as it may be printed: a URL may hold a password. */
function told(property: string, value: unknown): string {
  return property.endsWith('_URL') ? '…' : String(value);
}
