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
  tableCommand,
  withKnowledge,
} from './common';

interface HistoryOptions extends CommonOptions, ClockOptions {
  readonly holding?: string;
  readonly adjusted?: true;
}

/** Questions on persons and their holdings. */
export function addAsking(holdings: Command, output: Output): void {
  withKnowledge(
    tableCommand(holdings, 'people', 'list the reporting persons')
      .argument('[search]', 'words of the name, or a CIK')
      .option('--as-of <date>', 'who had reported anything up to this date (YYYY-MM-DD)', calendarDate),
  ).action((search: string | undefined, options: CommonOptions & ClockOptions) => {
    const { people } = require('../commands/people') as typeof import('../commands/people');
    return people({ ...(search !== undefined && { search }), ...clocksOf(options) }, callOf(options, output));
  });

  withKnowledge(
    tableCommand(holdings, 'show', 'show what a person holds')
      .argument('<person>', PERSON)
      .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of now', calendarDate),
  ).action((person: string, options: CommonOptions & ClockOptions) => {
    const { show } = require('../commands/show') as typeof import('../commands/show');
    return show(person, clocksOf(options), callOf(options, output));
  });

  withKnowledge(
    command(
      holdings,
      'identity',
      'show the ids, names and addresses of a person, and who else has the same name',
    )
      .argument('<person>', PERSON)
      .addOption(jsonOption()),
  ).action((person: string, options: CommonOptions & ClockOptions) => {
    const { identity } = require('../commands/identity') as typeof import('../commands/identity');
    return identity(person, clocksOf(options), callOf(options, output));
  });

  withKnowledge(
    tableCommand(holdings, 'history', 'show each step of a person’s holdings')
      .argument('<person>', PERSON)
      .option('--holding <id>', 'only the holding with this line, by the line’s event id')
      .option('--as-of <date>', 'only the steps up to this date (YYYY-MM-DD)', calendarDate)
      .option(
        '--adjusted',
        'in the shares of after the newest stated split, or of --as-of; as filed without it',
      ),
  ).action((person: string, { holding, adjusted, ...options }: HistoryOptions) => {
    const { history } = require('../commands/history') as typeof import('../commands/history');
    const question = {
      ...clocksOf(options),
      ...(holding !== undefined && { lineId: holding }),
      ...(adjusted && { adjusted }),
    };
    return history(person, question, callOf(options, output));
  });

  withKnowledge(
    tableCommand(
      holdings,
      'issuer',
      'show who holds how much of an issuer’s securities, a joint position once',
    )
      .argument('<issuer>', 'CIK of the issuer')
      .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of now', calendarDate),
  ).action((issuer: string, options: CommonOptions & ClockOptions) => {
    const commands = require('../commands/issuer') as typeof import('../commands/issuer');
    return commands.issuer(issuer, clocksOf(options), callOf(options, output));
  });

  withKnowledge(
    tableCommand(
      holdings,
      'diff',
      'show what an amendment changed, or in what two filings differ, line by line and cell by cell',
    )
      .argument('<filing>', 'accession number of the 3/A, 4/A or 5/A, or its fingerprint')
      .argument('[other]', 'another filing of the same person: then the two are compared as they were filed')
      .option('--person <person>', `read it from this owner’s stream (${PERSON})`)
      .option('--as-of <date>', 'only lines that speak of days up to this date (YYYY-MM-DD)', calendarDate),
  ).action(
    (
      filing: string,
      other: string | undefined,
      { person, ...options }: CommonOptions & ClockOptions & { person?: string },
    ) => {
      const { diff } = require('../commands/diff') as typeof import('../commands/diff');
      const question = {
        filing,
        ...(other !== undefined && { other }),
        ...(person !== undefined && { person }),
        ...clocksOf(options),
      };
      return diff(question, callOf(options, output));
    },
  );

  withKnowledge(
    tableCommand(holdings, 'events', 'show a person’s events as they are stored')
      .argument('<person>', PERSON)
      .option('--as-of <date>', 'only those that speak of days up to this date (YYYY-MM-DD)', calendarDate),
  ).action((person: string, options: CommonOptions & ClockOptions) => {
    const { events } = require('../commands/events') as typeof import('../commands/events');
    return events(person, clocksOf(options), callOf(options, output));
  });

  withKnowledge(
    tableCommand(holdings, 'balances', 'check that balances follow one another, within filings and across')
      .argument('[person]', PERSON)
      .option('--as-of <date>', 'only balances up to this date (YYYY-MM-DD)', calendarDate),
  ).action((person: string | undefined, options: CommonOptions & ClockOptions) => {
    const { balances } = require('../commands/balances') as typeof import('../commands/balances');
    return balances(person, clocksOf(options), callOf(options, output));
  });

  withKnowledge(
    tableCommand(holdings, 'findings', 'show the balances that do not add up, with their causes')
      .argument('[subject]', `${PERSON}; or an issuer's CIK, trading symbol or name`)
      .option('--as-of <date>', 'only balances up to this date (YYYY-MM-DD)', calendarDate),
  ).action((subject: string | undefined, options: CommonOptions & ClockOptions) => {
    const { findings } = require('../commands/findings') as typeof import('../commands/findings');
    return findings(subject, clocksOf(options), callOf(options, output));
  });
}
