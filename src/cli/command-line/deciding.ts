import { type Command, Option } from 'commander';
import type { DecideOptions } from '../commands/decide';
import type { Output } from '../output';
import { type CommonOptions, calendarDate, callOf, command, jsonOption, PERSON } from './common';

interface MakingOptions extends CommonOptions {
  readonly author: string;
  readonly reason: string;
  readonly knownOn?: string;
  readonly dryRun?: true;
  readonly person?: string;
}

interface ScheduleOptions extends MakingOptions {
  readonly file?: string;
  readonly text?: string;
}

interface TermsOptions extends MakingOptions {
  readonly effective: string;
  readonly exercisable?: string;
  readonly expires?: string;
  readonly settlesIn?: 'cash' | 'shares' | 'either' | 'both';
  readonly scheduleFile?: string;
  readonly scheduleText?: string;
}

const LOT = 'id of the lot, or of one of its lines ("holdings vesting" shows them)';

/** Decisions of a named person: what no form says, as events that can be taken back. */
export function addDeciding(holdings: Command, output: Output): void {
  const decide = holdings
    .command('decide')
    .description('record what a named person decides, with the reason; nothing filed is changed');

  deciding(decide, 'schedule', 'state the vesting schedule of a lot, in place of what its footnotes say')
    .argument('<lot>', LOT)
    .option('--file <file>', 'the schedule as JSON')
    .addOption(new Option('--text <text>', 'the schedule in words, read like a footnote').conflicts('file'))
    .action((lot: string, options: ScheduleOptions) => {
      const { decideSchedule } = require('../commands/decide') as typeof import('../commands/decide');
      const { file, text } = options;
      const given = { ...(file !== undefined && { file }), ...(text !== undefined && { text }) };
      return decideSchedule(lot, given, makingOf(options), callOf(options, output));
    });

  deciding(decide, 'terms', 'change the terms of a lot from a day on')
    .argument('<lot>', LOT)
    .requiredOption('--effective <date>', 'from this date on; before it the old terms hold', calendarDate)
    .option('--expires <date>', 'new expiration date', calendarDate)
    .option('--exercisable <date>', 'date on which all that is left can be exercised', calendarDate)
    .addOption(
      new Option('--settles-in <what>', 'what is handed over').choices(['cash', 'shares', 'either', 'both']),
    )
    .option('--schedule-file <file>', 'new schedule as JSON')
    .addOption(new Option('--schedule-text <text>', 'new schedule in words').conflicts('scheduleFile'))
    .action((lot: string, options: TermsOptions) => {
      const { decideTerms } = require('../commands/decide') as typeof import('../commands/decide');
      const { effective, exercisable, expires, settlesIn, scheduleFile, scheduleText } = options;
      const terms = {
        effectiveOn: effective,
        ...(exercisable !== undefined && { exercisableOn: exercisable }),
        ...(expires !== undefined && { expiresOn: expires }),
        ...(settlesIn !== undefined && { settlesIn }),
        ...(scheduleFile !== undefined && { file: scheduleFile }),
        ...(scheduleText !== undefined && { text: scheduleText }),
      };
      return decideTerms(lot, terms, makingOf(options), callOf(options, output));
    });

  deciding(decide, 'undo', 'take a decision back')
    .argument('<event>', 'event id of the decision')
    .action((event: string, options: MakingOptions) => {
      const { undoDecision } = require('../commands/decide') as typeof import('../commands/decide');
      return undoDecision(event, makingOf(options), callOf(options, output));
    });
}

function deciding(decide: Command, name: string, description: string): Command {
  return command(decide, name, description)
    .requiredOption('--author <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .option('--known-on <date>', 'since when it counts as known (default: the recording)', calendarDate)
    .option('--dry-run', 'show what it would change, and record nothing')
    .option('--person <person>', `whose it is, to find it faster: ${PERSON}`)
    .addOption(jsonOption());
}

function makingOf({ author, reason, knownOn, dryRun, person }: MakingOptions): DecideOptions {
  return {
    by: { author, reason, ...(knownOn !== undefined && { knownOn }) },
    dryRun: dryRun === true,
    ...(person !== undefined && { person }),
  };
}
