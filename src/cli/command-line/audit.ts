import type { Command } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, callOf, command, jsonOption } from './common';

/** Commands that prove the ledger; `settle` is told whether it is what was recorded. */
export function addAudit(holdings: Command, output: Output, settle: (good: boolean) => void): void {
  command(holdings, 'verify', 'check that events, source documents and rows are what was recorded')
    .option('--head <file>', 'also compare with this head, as "holdings head --json" wrote it')
    .option('--chains-only', 'neither read the source documents nor make the rows again')
    .addOption(jsonOption())
    .action(async (options: CommonOptions & { head?: string; chainsOnly?: true }) => {
      const { verify } = require('../commands/verify') as typeof import('../commands/verify');
      settle(await verify(options, callOf(options, output)));
    });

  command(
    holdings,
    'head',
    'print the digests that fix the log as it is now, to be published or kept elsewhere',
  )
    .addOption(jsonOption())
    .action((options: CommonOptions) => {
      const { head } = require('../commands/verify') as typeof import('../commands/verify');
      return head(callOf(options, output));
    });
}
