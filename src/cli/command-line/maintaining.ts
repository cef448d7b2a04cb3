import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, callOf, command, jsonOption } from './common';

/** More threads than that is a mistake: each holds a program of its own in memory. */
const MAX_THREADS = 64;

interface RebuildOptions extends CommonOptions {
  readonly switch: boolean;
  readonly threads?: number;
  readonly rollback?: true;
  readonly dropOld?: true;
}

/** Commands that look after the rows; `settle` is told whether all is done. */
export function addMaintaining(holdings: Command, output: Output, settle: (done: boolean) => void): void {
  command(
    holdings,
    'rebuild',
    'make all rows again from the events, while the rows that are there go on answering',
  )
    .option('--no-switch', 'build and compare, but let the rows that are live be live')
    .option(
      '--threads <number>',
      'threads beside the one that writes (default: one for each processor)',
      threads,
    )
    .addOption(
      new Option('--rollback', 'let the generation answer that was live before').conflicts([
        'dropOld',
        'threads',
      ]),
    )
    .addOption(new Option('--drop-old', 'remove all generations but the live one').conflicts(['threads']))
    .addOption(jsonOption())
    .action(async ({ switch: makeLive, threads, rollback, dropOld, ...options }: RebuildOptions) => {
      const rebuilds = require('../commands/rebuild') as typeof import('../commands/rebuild');
      const call = callOf(options, output);
      if (rollback) settle(await rebuilds.rollback(call));
      else if (dropOld) settle(await rebuilds.dropOld(call));
      else settle(await rebuilds.rebuild({ makeLive, ...(threads !== undefined && { threads }) }, call));
    });

  command(holdings, 'projections', 'show how far each generation of the rows is behind the events')
    .addOption(jsonOption())
    .action(async (options: CommonOptions) => {
      const { projections } = require('../commands/projections') as typeof import('../commands/projections');
      settle(await projections(callOf(options, output)));
    });
}

function threads(text: string): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= MAX_THREADS) return number;
  throw new InvalidArgumentError(`"${text}" is no number of threads from 0 to ${MAX_THREADS}.`);
}
