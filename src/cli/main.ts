import { Command, CommanderError } from 'commander';
import { addAsking } from './command-line/asking';
import { addAudit } from './command-line/audit';
import { addDeciding } from './command-line/deciding';
import { addMaintaining } from './command-line/maintaining';
import { addMoving } from './command-line/moving';
import { addProving } from './command-line/proving';
import { addServing } from './command-line/serving';
import { addTakingIn } from './command-line/taking-in';
import { addVesting } from './command-line/vesting';
import { Output } from './output';

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
  'RebuildRunning',
  'ProjectionFailed',
  'UnknownPosition',
  'WrongExpectedRevision',
  'DamagedExport',
  'NotContinued',
]);
const WRONG_USE_ERRORS: ReadonlySet<string> = new Set(['InvalidQuestion', 'InvalidEnvironment']);

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
  const settle = (all: boolean) => {
    complete = all;
  };
  addTakingIn(holdings, output, settle);
  addAsking(holdings, output);
  addProving(holdings, output);
  addVesting(holdings, output);
  addDeciding(holdings, output);
  addAudit(holdings, output, settle);
  addMaintaining(holdings, output, settle);
  addMoving(holdings, output);
  addServing(holdings, output);
  try {
    await holdings.parseAsync([...argv], { from: 'user' });
    await output.end();
    return complete ? DONE : NOT_ALL_DONE;
  } catch (error) {
    return exitCode(error, output);
  }
}

function exitCode(error: unknown, output: Output): number {
  // Commander has said already what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USE;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  output.note(`holdings: ${SPEAKING_ERRORS.has(name) ? message : (stack ?? message)}`);
  return WRONG_USE_ERRORS.has(name) ? WRONG_USE : NOT_ALL_DONE;
}
