import type Database from 'better-sqlite3';
import type { PersonLedger } from '../src/core/ledger/person-ledger';
import { RULES_VERSION } from '../src/core/ledger/rules-version';
import { searchName } from '../src/read-model/search-name';

/** Rows by table, under the names of their fields. */
export type TableRows = readonly (readonly [table: string, rows: readonly Record<string, unknown>[]])[];

/** The rows of one person as any program would have to put them together before it inserts them. */
export function bareRowsOf(ledger: PersonLedger): TableRows {
  const { person, filings, holdings, steps, problems, lots, tranches, draws, rowHash } = ledger;
  const more = { searchName: searchName(person.name), rowHash, rulesVersion: RULES_VERSION };
  const numbered = (rows: readonly object[]) => rows.map((row, ordinal) => ({ ...row, ordinal }));
  return [
    ['persons', [{ ...person, ...more, streamRevision: 1, streamHash: rowHash }]],
    ['filings', numbered(filings)],
    ['holdings', numbered(holdings)],
    ['steps', steps as unknown as Record<string, unknown>[]],
    ['problems', problems as unknown as Record<string, unknown>[]],
    ['lots', numbered(lots)],
    ['tranches', tranches as unknown as Record<string, unknown>[]],
    ['draws', draws as unknown as Record<string, unknown>[]],
  ];
}

/** Columns that are not called like their field. */
const RENAMED: Readonly<Record<string, string>> = { table: 'form_table', row: 'form_row' };

export function columnOf(field: string): string {
  return RENAMED[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What SQLite stores for a value. */
export function bareValue(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return JSON.stringify(value);
}

/** Prepared inserts into our tables, and nothing else. */
export class BareRows {
  private readonly inserts = new Map<string, { fields: string[]; insert: Database.Statement }>();

  constructor(private readonly database: Database.Database) {}

  /** Inserts the rows and returns how many they are. */
  insert(tables: TableRows): number {
    let count = 0;
    for (const [table, rows] of tables) {
      for (const row of rows) {
        const { fields, insert } = this.prepared(table, row);
        insert.run(...fields.map((field) => bareValue(row[field])));
      }
      count += rows.length;
    }
    return count;
  }

  private prepared(table: string, row: Record<string, unknown>) {
    const kept = this.inserts.get(table);
    if (kept) return kept;
    const fields = Object.keys(row);
    const columns = fields.map((field) => `"${columnOf(field)}"`).join(', ');
    const marks = fields.map(() => '?').join(', ');
    const insert = this.database.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${marks})`);
    this.inserts.set(table, { fields, insert });
    return this.inserts.get(table)!;
  }
}
