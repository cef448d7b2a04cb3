import type { Command } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, callOf, command, csvOption, formatOf, jsonOption } from './common';

/** Commands that read documents; `settle` is told whether all of them could be read. */
export function addTakingIn(holdings: Command, output: Output, settle: (all: boolean) => void): void {
  command(holdings, 'ingest', 'take in filings: files, folders, zip archives, - for standard input')
    .argument('<path...>', 'what to read')
    .addOption(jsonOption())
    .action(async (paths: string[], options: CommonOptions) => {
      const { ingest } = require('../commands/ingest') as typeof import('../commands/ingest');
      settle(await ingest(paths, callOf(options, output)));
    });

  holdings
    .command('parse')
    .description('show what a document says and what is wrong with it, storing nothing')
    .argument('<file>', 'a file, or - for standard input')
    .addOption(jsonOption())
    .addOption(csvOption())
    .action(async (file: string, options: CommonOptions) => {
      const { parse } = require('../commands/parse') as typeof import('../commands/parse');
      settle(await parse(file, formatOf(options), output));
    });
}
