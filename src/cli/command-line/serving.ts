import type { Command } from 'commander';
import type { Output } from '../output';
import { type CommonOptions, callOf, command } from './common';

/** The server. */
export function addServing(holdings: Command, output: Output): void {
  command(holdings, 'serve', 'answer over HTTP; HOST and PORT say where').action((options: CommonOptions) => {
    const { serve } = require('../commands/serve') as typeof import('../commands/serve');
    return serve(callOf(options, output));
  });
}
