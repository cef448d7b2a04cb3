import type { Command } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, calendarDate, callOf, PERSON, tableCommand } from './common';

/** Questions on persons and their holdings. */
export function addAsking(holdings: Command, output: Output): void {
  tableCommand(holdings, 'people', 'list the reporting persons')
    .argument('[search]', 'words of the name, or a CIK')
    .action((search: string | undefined, options: CommonOptions) => {
      const { people } = require('../commands/people') as typeof import('../commands/people');
      return people(search, callOf(options, output));
    });

  tableCommand(holdings, 'show', 'show what a person holds')
    .argument('<person>', PERSON)
    .option('--as-of <date>', 'on this date (YYYY-MM-DD) instead of now', calendarDate)
    .action((person: string, options: CommonOptions & { asOf?: string }) => {
      const { show } = require('../commands/show') as typeof import('../commands/show');
      return show(person, options.asOf, callOf(options, output));
    });

  tableCommand(holdings, 'history', 'show each step of a person’s holdings')
    .argument('<person>', PERSON)
    .option('--holding <id>', 'only the holding with this line, by the line’s event id')
    .action((person: string, options: CommonOptions & { holding?: string }) => {
      const { history } = require('../commands/history') as typeof import('../commands/history');
      return history(person, options.holding, callOf(options, output));
    });

  tableCommand(holdings, 'events', 'show a person’s events as they are stored')
    .argument('<person>', PERSON)
    .action((person: string, options: CommonOptions) => {
      const { events } = require('../commands/events') as typeof import('../commands/events');
      return events(person, callOf(options, output));
    });

  tableCommand(holdings, 'balances', 'check that the balances within each filing follow one another')
    .argument('[person]', PERSON)
    .action((person: string | undefined, options: CommonOptions) => {
      const { balances } = require('../commands/balances') as typeof import('../commands/balances');
      return balances(person, callOf(options, output));
    });
}
