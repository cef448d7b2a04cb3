import type { Generations } from '../read-model/generations';
import { PostgresGenerations } from '../read-model/postgres-generations';
import { SqliteGenerations } from '../read-model/sqlite-generations';
import type { Environment } from './environment';

/** What says where a ledger keeps its events, documents and rows. */
export type StoreSettings = Pick<Environment, 'HOLDINGS_DATA' | 'DATABASE_URL'> &
  Partial<Pick<Environment, 'EVENTSTORE_URL' | 'EVENTSTORE_PREFIX'>>;

/** The generations in the database that is set, or else beside the file `readModel` of the data folder. */
export function openGenerations({ DATABASE_URL }: StoreSettings, readModel: string): Generations {
  return DATABASE_URL === '' ? new SqliteGenerations(readModel) : new PostgresGenerations(DATABASE_URL);
}
