import { type Command, InvalidArgumentError, Option } from 'commander';
import { isCalendarDate } from '../../core/values/calendar-date';
import type { Call } from '../call';
import type { Format, Output } from '../output';

/** Options that most commands have. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: true;
  readonly csv?: true;
}

export const PERSON = 'CIK, id, name, or a part of the name that only one person has';
export const jsonOption = () => new Option('--json', 'answer as JSON');
export const csvOption = () => new Option('--csv', 'answer as CSV').conflicts('json');

/** A command on a ledger. */
export function command(holdings: Command, name: string, description: string): Command {
  return holdings
    .command(name)
    .description(description)
    .option('--data <folder>', 'folder of the ledger (default: HOLDINGS_DATA, or ./data)');
}

/** A command whose answer is a table. */
export function tableCommand(holdings: Command, name: string, description: string): Command {
  return command(holdings, name, description).addOption(jsonOption()).addOption(csvOption());
}

/** Options of a question that takes all three clocks, to be spread into its `Clocks`. */
export interface ClockOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly recordedAt?: string;
}

/** Adds the two clocks beside the effective date. */
export function withKnowledge(command: Command): Command {
  return command
    .option(
      '--known-at <moment>',
      'as known by the end of this day (US Eastern), or at a timestamp with an offset',
    )
    .option('--recorded-at <event>', 'as recorded up to this event id or position of the log');
}

export function clocksOf({ asOf, knownAt, recordedAt }: ClockOptions): ClockOptions {
  return {
    ...(asOf !== undefined && { asOf }),
    ...(knownAt !== undefined && { knownAt }),
    ...(recordedAt !== undefined && { recordedAt }),
  };
}

export function callOf(options: CommonOptions, output: Output): Call {
  const { readEnvironment } =
    require('../../services/environment') as typeof import('../../services/environment');
  const environment = readEnvironment();
  const { data } = options;
  return {
    environment: data === undefined ? environment : { ...environment, HOLDINGS_DATA: data },
    format: formatOf(options),
    output,
  };
}

export function formatOf({ json, csv }: CommonOptions): Format {
  return json ? 'json' : csv ? 'csv' : 'text';
}

export function calendarDate(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError(
    `"${text}" is no calendar date; write it as YYYY-MM-DD, such as 2008-06-17.`,
  );
}

export function numberOfDays(text: string): number {
  if (/^\d{1,4}d?$/.test(text)) return Number.parseInt(text, 10);
  throw new InvalidArgumentError(`"${text}" is no number of days; write it as 60d or 60.`);
}
