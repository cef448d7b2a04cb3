import type { Command } from 'commander';
import type { Output } from '../output';
import {
  type ClockOptions,
  type CommonOptions,
  calendarDate,
  callOf,
  clocksOf,
  command,
  jsonOption,
  PERSON,
  withKnowledge,
} from './common';

interface ExplainOptions extends CommonOptions, ClockOptions {
  readonly holding?: string;
}

interface ReplayOptions extends CommonOptions, ClockOptions {
  readonly to: string;
  readonly from?: string;
  readonly step?: true;
}

/** Commands that tell how a figure came about. */
export function addProving(holdings: Command, output: Output): void {
  withKnowledge(
    command(holdings, 'explain', 'tell why a figure is what it is, down to the boxes of the forms')
      .argument('<person>', PERSON)
      .option('--holding <id>', 'the event id of any line of the holding, or words of its title')
      .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of now', calendarDate)
      .addOption(jsonOption()),
  ).action((person: string, { holding, ...options }: ExplainOptions) => {
    const { explain } = require('../commands/explain') as typeof import('../commands/explain');
    const question = { ...clocksOf(options), ...(holding !== undefined && { holding }) };
    return explain(person, question, callOf(options, output));
  });

  withKnowledge(
    command(holdings, 'replay', 'show the ledger as it stood at a point, and what changed up to there')
      .argument('<person>', PERSON)
      .requiredOption('--to <point>', 'an event id or position, or a day (or timestamp) of knowledge')
      .option('--from <point>', 'count the changes from this point (default: from the beginning)')
      .option('--step', 'tell the changes filing by filing and decision by decision')
      .option('--as-of <date>', 'only what speaks of days up to this date (YYYY-MM-DD)', calendarDate)
      .addOption(jsonOption()),
  ).action((person: string, { to, from, step, ...options }: ReplayOptions) => {
    const { replay } = require('../commands/replay') as typeof import('../commands/replay');
    const question = {
      to,
      ...(from !== undefined && { from }),
      ...(step && { step }),
      ...clocksOf(options),
    };
    return replay(person, question, callOf(options, output));
  });
}
