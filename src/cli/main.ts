import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isCalendarDate } from '../core/values/calendar-date';
import { ALLOCATION_TYPES, type AllocationType } from '../core/vesting/schedule';
import type { Call } from './call';
import { type Format, Output } from './output';

/** Exit codes: done; something could not be ingested or found; used wrongly. */
const DONE = 0;
const NOT_ALL_DONE = 1;
const WRONG_USE = 2;

/** Errors that say to the user what, where and what to do; any other is ours, and its stack is wanted. */
const SPEAKING_ERRORS: ReadonlySet<string> = new Set([
  'NotFound',
  'AmbiguousPerson',
  'InvalidQuestion',
  'InvalidEnvironment',
  'CannotListen',
  'StorageFailure',
  'ReadModelUnavailable',
  'ProjectionFailed',
  'UnknownPosition',
]);
const WRONG_USE_ERRORS: ReadonlySet<string> = new Set(['InvalidQuestion', 'InvalidEnvironment']);

interface CommonOptions {
  readonly data?: string;
  readonly json?: true;
  readonly csv?: true;
}

/**
 * Runs the command line and returns the exit code. Commands are loaded when they are called for: `--help` and
 * wrong use answer at once, without Nest.
 */
export async function run(argv: readonly string[], version: string): Promise<number> {
  const output = new Output(process.stdout, process.stderr, process.stderr.isTTY === true);
  let complete = true;
  const holdings = new Command('holdings')
    .description('Holdings of directors, officers and large holders, rebuilt from SEC Forms 3, 4 and 5.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(holdings --help tells more)');
  addTakingIn(holdings, output, (all) => {
    complete = all;
  });
  addAsking(holdings, output);
  try {
    await holdings.parseAsync([...argv], { from: 'user' });
    return complete ? DONE : NOT_ALL_DONE;
  } catch (error) {
    return exitCode(error, output);
  }
}

/** Commands that read documents; `settle` is told whether all of them could be read. */
function addTakingIn(holdings: Command, output: Output, settle: (all: boolean) => void): void {
  command(holdings, 'ingest', 'take in filings: files, folders, zip archives, - for standard input')
    .argument('<path...>', 'what to read')
    .addOption(jsonOption())
    .action(async (paths: string[], options: CommonOptions) => {
      const { ingest } = require('./commands/ingest') as typeof import('./commands/ingest');
      settle(await ingest(paths, callOf(options, output)));
    });

  holdings
    .command('parse')
    .description('show what a document says and what is wrong with it, storing nothing')
    .argument('<file>', 'a file, or - for standard input')
    .addOption(jsonOption())
    .addOption(csvOption())
    .action(async (file: string, options: CommonOptions) => {
      const { parse } = require('./commands/parse') as typeof import('./commands/parse');
      settle(await parse(file, formatOf(options), output));
    });
}

function addAsking(holdings: Command, output: Output): void {
  tableCommand(holdings, 'people', 'list the reporting persons')
    .argument('[search]', 'words of the name, or a CIK')
    .action((search: string | undefined, options: CommonOptions) => {
      const { people } = require('./commands/people') as typeof import('./commands/people');
      return people(search, callOf(options, output));
    });

  tableCommand(holdings, 'show', 'show what a person holds')
    .argument('<person>', PERSON)
    .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of now', calendarDate)
    .action((person: string, options: CommonOptions & { asOf?: string }) => {
      const { show } = require('./commands/show') as typeof import('./commands/show');
      return show(person, options.asOf, callOf(options, output));
    });

  tableCommand(holdings, 'history', 'show each step of a person’s holdings')
    .argument('<person>', PERSON)
    .option('--holding <id>', 'only the holding with this line, by the line’s event id')
    .action((person: string, options: CommonOptions & { holding?: string }) => {
      const { history } = require('./commands/history') as typeof import('./commands/history');
      return history(person, options.holding, callOf(options, output));
    });

  tableCommand(holdings, 'events', 'show a person’s events as they are stored')
    .argument('<person>', PERSON)
    .action((person: string, options: CommonOptions) => {
      const { events } = require('./commands/events') as typeof import('./commands/events');
      return events(person, callOf(options, output));
    });

  tableCommand(holdings, 'balances', 'check that the balances within each filing follow one another')
    .argument('[person]', PERSON)
    .action((person: string | undefined, options: CommonOptions) => {
      const { balances } = require('./commands/balances') as typeof import('./commands/balances');
      return balances(person, callOf(options, output));
    });

  addVesting(holdings, output);

  command(holdings, 'serve', 'answer over HTTP; HOST and PORT say where').action((options: CommonOptions) => {
    const { serve } = require('./commands/serve') as typeof import('./commands/serve');
    return serve(callOf(options, output));
  });
}

interface VestingOptions extends CommonOptions {
  readonly asOf?: string;
  readonly within?: number;
  readonly policy?: string;
  readonly allocation?: AllocationType;
}

interface ScheduleOptions extends CommonOptions {
  readonly units: string;
  readonly granted?: string;
  readonly exercisable?: string;
  readonly expires?: string;
  readonly filed?: string;
  readonly allocation?: AllocationType;
}

/** Commands on what vests when. */
function addVesting(holdings: Command, output: Output): void {
  tableCommand(holdings, 'vesting', 'show what has vested and can be exercised of a person’s derivative lots')
    .argument('<person>', PERSON)
    .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of today', calendarDate)
    .option('--within <days>', 'count what can be acquired within so many days (default: 60d)', numberOfDays)
    .addOption(
      new Option('--policy <policy>', 'units payable on retirement or separation').choices([
        EXCLUDE_ON_RETIREMENT,
        COUNT_ON_RETIREMENT,
      ]),
    )
    .addOption(allocationOption())
    .action((person: string, { asOf, within, policy, allocation, ...options }: VestingOptions) => {
      const { vesting } = require('./commands/vesting') as typeof import('./commands/vesting');
      const question = {
        ...(asOf !== undefined && { asOf }),
        ...(within !== undefined && { within }),
        ...(policy === COUNT_ON_RETIREMENT && { unitsPayableOnRetirement: 'count' as const }),
        ...(allocation && { allocation }),
      };
      return vesting(person, question, callOf(options, output));
    });

  holdings
    .command('schedule')
    .description('read the vesting schedule out of a footnote, storing nothing')
    .argument('<text>', 'the footnote')
    .requiredOption('--units <number>', 'units of the grant')
    .option('--granted <date>', 'grant date', calendarDate)
    .option('--exercisable <date>', 'date exercisable (column 6)', calendarDate)
    .option('--expires <date>', 'expiration date (column 6)', calendarDate)
    .option('--filed <date>', 'date of the filing', calendarDate)
    .addOption(allocationOption())
    .addOption(jsonOption())
    .action((text: string, options: ScheduleOptions) => {
      const { schedule } = require('./commands/schedule') as typeof import('./commands/schedule');
      const { units, granted, exercisable, expires, filed, allocation } = options;
      const question = {
        text,
        units,
        ...(granted !== undefined && { grantedOn: granted }),
        ...(exercisable !== undefined && { exercisableOn: exercisable }),
        ...(expires !== undefined && { expiresOn: expires }),
        ...(filed !== undefined && { filedOn: filed }),
        ...(allocation && { allocation }),
      };
      return schedule(question, formatOf(options), output);
    });

  tableCommand(
    holdings,
    'schedules',
    'report how many derivative lots have a vesting schedule, and why',
  ).action((options: CommonOptions) => {
    const { schedules } = require('./commands/schedules') as typeof import('./commands/schedules');
    return schedules(callOf(options, output));
  });
}

const EXCLUDE_ON_RETIREMENT = 'exclude-units-payable-on-retirement';
const COUNT_ON_RETIREMENT = 'count-units-payable-on-retirement';
const allocationOption = () =>
  new Option('--allocation <type>', 'how units become whole (Open Cap Format)').choices(ALLOCATION_TYPES);

const PERSON = 'CIK, id, name, or a part of the name that only one person has';
const jsonOption = () => new Option('--json', 'answer as JSON');
const csvOption = () => new Option('--csv', 'answer as CSV').conflicts('json');

/** A command on a ledger. */
function command(holdings: Command, name: string, description: string): Command {
  return holdings
    .command(name)
    .description(description)
    .option('--data <folder>', 'folder of the ledger (default: HOLDINGS_DATA, or ./data)');
}

/** A command whose answer is a table. */
function tableCommand(holdings: Command, name: string, description: string): Command {
  return command(holdings, name, description).addOption(jsonOption()).addOption(csvOption());
}

function callOf(options: CommonOptions, output: Output): Call {
  const { readEnvironment } = require('../services/environment') as typeof import('../services/environment');
  const environment = readEnvironment();
  const { data } = options;
  return {
    environment: data === undefined ? environment : { ...environment, HOLDINGS_DATA: data },
    format: formatOf(options),
    output,
  };
}

function formatOf({ json, csv }: CommonOptions): Format {
  return json ? 'json' : csv ? 'csv' : 'text';
}

function calendarDate(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError(
    `"${text}" is no calendar date; write it as YYYY-MM-DD, such as 2008-06-17.`,
  );
}

function numberOfDays(text: string): number {
  if (/^\d{1,4}d?$/.test(text)) return Number.parseInt(text, 10);
  throw new InvalidArgumentError(`"${text}" is no number of days; write it as 60d or 60.`);
}

function exitCode(error: unknown, output: Output): number {
  // Commander has said already what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USE;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  output.note(`holdings: ${SPEAKING_ERRORS.has(name) ? message : (stack ?? message)}`);
  return WRONG_USE_ERRORS.has(name) ? WRONG_USE : NOT_ALL_DONE;
}
