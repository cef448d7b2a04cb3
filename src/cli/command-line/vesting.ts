import { type Command, Option } from 'commander';
import { ALLOCATION_TYPES, type AllocationType } from '../../core/vesting/schedule';
import type { Output } from '../output';
import {
  type ClockOptions,
  type CommonOptions,
  calendarDate,
  callOf,
  clocksOf,
  formatOf,
  jsonOption,
  numberOfDays,
  PERSON,
  tableCommand,
  withKnowledge,
} from './common';

interface VestingOptions extends CommonOptions, ClockOptions {
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
export function addVesting(holdings: Command, output: Output): void {
  withKnowledge(
    tableCommand(
      holdings,
      'vesting',
      'show what has vested and can be exercised of a person’s derivative lots',
    )
      .argument('<person>', PERSON)
      .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of today', calendarDate),
  )
    .option('--within <days>', 'count what can be acquired within so many days (default: 60d)', numberOfDays)
    .addOption(
      new Option('--policy <policy>', 'units payable on retirement or separation').choices([
        EXCLUDE_ON_RETIREMENT,
        COUNT_ON_RETIREMENT,
      ]),
    )
    .addOption(allocationOption())
    .action((person: string, { within, policy, allocation, ...options }: VestingOptions) => {
      const { vesting } = require('../commands/vesting') as typeof import('../commands/vesting');
      const question = {
        ...clocksOf(options),
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
      const { schedule } = require('../commands/schedule') as typeof import('../commands/schedule');
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

  withKnowledge(
    tableCommand(
      holdings,
      'schedules',
      'report how many derivative lots have a vesting schedule, and why',
    ).option('--as-of <date>', 'only lots that were there on this date (YYYY-MM-DD)', calendarDate),
  ).action((options: CommonOptions & ClockOptions) => {
    const { schedules } = require('../commands/schedules') as typeof import('../commands/schedules');
    return schedules(clocksOf(options), callOf(options, output));
  });
}

const EXCLUDE_ON_RETIREMENT = 'exclude-units-payable-on-retirement';
const COUNT_ON_RETIREMENT = 'count-units-payable-on-retirement';
const allocationOption = () =>
  new Option('--allocation <type>', 'how units become whole (Open Cap Format)').choices(ALLOCATION_TYPES);
