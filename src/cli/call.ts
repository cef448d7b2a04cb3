import type { Environment } from '../services/environment';
import type { Format, Output } from './output';

/** What every command on a ledger is called with, beside its own arguments. */
export interface Call {
  readonly environment: Environment;
  readonly format: Format;
  readonly output: Output;
}
