import type { Generations } from '../read-model/generations';
import { PostgresGenerations } from '../read-model/postgres-generations';
import { SqliteGenerations } from '../read-model/sqlite-generations';

/** Where the generations of rows are: beside a SQLite file, or in schemas of PostgreSQL, by the name of the first one. */
export type GenerationsLocation =
  | { readonly sqlite: string }
  | { readonly postgres: string; readonly schema: string };

/** Connects when it is first asked for something; whoever opened it closes it. */
export function openGenerations(location: GenerationsLocation): Generations {
  return 'sqlite' in location
    ? new SqliteGenerations(location.sqlite)
    : new PostgresGenerations(location.postgres, location.schema);
}
