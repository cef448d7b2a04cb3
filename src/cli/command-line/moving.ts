import type { Command } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, callOf, command, jsonOption } from './common';

/** Commands that carry a ledger from one place to another. */
export function addMoving(holdings: Command, output: Output): void {
  command(holdings, 'export', 'write all events, with their hashes, and all source documents as JSON lines')
    .argument(
      '[file]',
      'a file that is not there yet, compressed when it ends with .gz; standard output without it',
    )
    .action((file: string | undefined, options: CommonOptions) => {
      const { exportLedger } = require('../commands/export') as typeof import('../commands/export');
      return exportLedger(file, callOf(options, output));
    });

  command(holdings, 'import', 'restore an export, into an empty ledger or one that it goes on from')
    .argument('<file>', 'the file that was exported')
    .addOption(jsonOption())
    .action((file: string, options: CommonOptions) => {
      const { importLedger } = require('../commands/export') as typeof import('../commands/export');
      return importLedger(file, callOf(options, output));
    });
}
