import { type Command, InvalidArgumentError, Option } from 'commander';
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

type GivenCells = Readonly<Record<string, string | null>>;

interface CorrectOptions extends MakingOptions {
  readonly set: GivenCells;
  readonly remove: GivenCells;
}

interface SplitOptions extends MakingOptions {
  readonly issuer: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly title: readonly string[];
}

interface ClassesOptions extends MakingOptions {
  readonly issuer: string;
  readonly title: readonly string[];
}

function withTitle(title: string, before: readonly string[]): readonly string[] {
  return [...before, title];
}

function withCell(text: string, before: GivenCells): GivenCells {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${text}" is not cell=value, such as transactionShares=48000.`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function withoutCell(name: string, before: GivenCells): GivenCells {
  return { ...before, [name]: null };
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

  deciding(decide, 'opening', 'state what a holding had before its first line')
    .argument('<line>', 'event id of any line of the holding ("holdings history --json" tells them)')
    .argument('<balance>', 'shares, or dollars where the holding is in dollars')
    .action((line: string, balance: string, options: MakingOptions) => {
      const { decideOpening } = require('../commands/decide') as typeof import('../commands/decide');
      return decideOpening(line, balance, makingOf(options), callOf(options, output));
    });

  deciding(decide, 'correct', 'say how cells of a line are to be read; the form’s own stay in its event')
    .argument('<line>', 'event id of the line')
    .option('--set <cell=value>', 'such as transactionShares=48000; may be repeated', withCell, {})
    .option('--remove <cell>', 'a cell that is to be read as blank; may be repeated', withoutCell, {})
    .action((line: string, options: CorrectOptions) => {
      const { correctLine } = require('../commands/decide') as typeof import('../commands/decide');
      const cells = { ...options.set, ...options.remove };
      return correctLine(line, cells, makingOf(options), callOf(options, output));
    });

  deciding(decide, 'original', 'choose the filing that an amendment amends, or none of those here')
    .argument('<amendment>', 'accession number of the 3/A, 4/A or 5/A, or its fingerprint')
    .argument('<original>', 'accession number or fingerprint of what it amends; "none": nothing that is here')
    .action((amendment: string, original: string, options: MakingOptions) => {
      const { chooseOriginal } = require('../commands/decide') as typeof import('../commands/decide');
      return chooseOriginal(amendment, original, makingOf(options), callOf(options, output));
    });

  for (const name of ['link', 'unlink'] as const) {
    const what = name === 'link' ? 'are one person, or one issuer' : 'that were linked are not one';
    deciding(decide, name, `say that two ids ${what}`)
      .argument('<id>', `${PERSON}; with --issuers the CIK or id of an issuer`)
      .argument('<other>', 'the other one')
      .option('--issuers', 'the ids are those of issuers')
      .action((id: string, other: string, options: MakingOptions & { readonly issuers?: true }) => {
        const { decideIdentity } = require('../commands/decide') as typeof import('../commands/decide');
        const kind = options.issuers ? 'issuer' : 'person';
        return decideIdentity(name, kind, [id, other], makingOf(options), callOf(options, output));
      });
  }

  deciding(decide, 'split', 'state a split, reverse split or stock dividend, which no line reports')
    .requiredOption('--issuer <id>', 'CIK or id of the issuer ("holdings show PERSON --json" tells it)')
    .requiredOption('--on <date>', 'from this date on balances count in new shares', calendarDate)
    .requiredOption('--from <count>', 'so many old shares')
    .requiredOption('--to <count>', 'became so many new ones')
    .option('--title <title>', 'only this class, as filed; may be repeated (default: all)', withTitle, [])
    .action((options: SplitOptions) => {
      const { decideSplit } = require('../commands/decide') as typeof import('../commands/decide');
      const { issuer, on, from, to, title } = options;
      const split = { effectiveOn: on, from, to, ...(title.length > 0 && { titles: title }) };
      return decideSplit(issuer, split, makingOf(options), callOf(options, output));
    });

  for (const [name, what] of [
    ['group', 'are one class, for everybody who filed on the issuer'],
    ['ungroup', 'are two classes, however alike they are'],
  ] as const) {
    deciding(decide, name, `say that titles, as filed, ${what}`)
      .requiredOption('--issuer <id>', 'CIK or id of the issuer ("holdings show PERSON --json" tells it)')
      .requiredOption('--title <title>', 'a title as filed; to be repeated', withTitle, [])
      .action((options: ClassesOptions) => {
        const { decideClasses } = require('../commands/decide') as typeof import('../commands/decide');
        return decideClasses(name, options.issuer, options.title, makingOf(options), callOf(options, output));
      });
  }

  for (const [name, what] of [
    ['join', 'of one holding, although it is spelled otherwise'],
    ['part', 'of two holdings, although they are spelled alike'],
  ] as const) {
    deciding(decide, name, `say that two lines are ${what}`)
      .argument(
        '<line>',
        'event id of any line of the one ("holdings findings" and "holdings history --json" tell it)',
      )
      .argument('<other>', 'event id of any line of the other')
      .action((line: string, other: string, options: MakingOptions) => {
        const { decideLines } = require('../commands/decide') as typeof import('../commands/decide');
        return decideLines(name, [line, other], makingOf(options), callOf(options, output));
      });
  }

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
