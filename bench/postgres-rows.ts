import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { projectPerson } from '../src/core/ledger/project-person';
import { SqliteEventStore } from '../src/event-store/sqlite-event-store';
import { createDataSource } from '../src/read-model/data-source';
import { PersonFolder } from '../src/read-model/person-fold';
import { type AccountedLedger, ReadModel } from '../src/read-model/read-model';
import { personId, writePersonLog } from '../test/support/person-log';
import { bareRowsOf, bareValue, columnOf } from './bare-rows';
import { type BenchRow, compare } from './report';

const PERSONS = 600;
/** Persons whose rows go in together: as many rows as the projector collects. */
const TOGETHER = 100;
const SCHEMA = 'holdings_ledger_bench';

/**
 * Persons' rows into PostgreSQL against a bare COPY of the same rows into the same tables, their text finished before
 * the clock starts. Undefined, with the reason on standard error, when no server can be had.
 */
export async function benchPostgresRows(): Promise<BenchRow | undefined> {
  const { default: start } = await import('../test/support/postgres.setup.mjs' as string);
  const { default: stop } = await import('../test/support/postgres.teardown.mjs' as string);
  await start();
  const url = process.env.POSTGRES_OF_TESTS;
  if (!url) {
    process.stderr.write(`rows into PostgreSQL: not measured (${process.env.NO_POSTGRES_OF_TESTS})\n`);
    return undefined;
  }
  try {
    return await compareRows(url, await foldedPersons());
  } finally {
    await stop();
  }
}

async function compareRows(url: string, ledgers: readonly AccountedLedger[]): Promise<BenchRow> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const schemas = [`${SCHEMA}_ours`, `${SCHEMA}_bare`];
  for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  const [ours, bare] = await Promise.all(
    schemas.map((schema) => createDataSource({ postgres: url, schema })),
  );
  const readModel = new ReadModel(ours!);
  const pieces = Array.from({ length: PERSONS / TOGETHER }, (_, piece) =>
    ledgers.slice(piece * TOGETHER, (piece + 1) * TOGETHER),
  );
  const texts = pieces.map((piece) => copyTexts(piece, schemas[1]!));
  const empty = async (schema: string) => {
    const tables = ours!.entityMetadatas.map(({ tableName }) => `${schema}.${tableName}`);
    await client.query(`TRUNCATE ${tables.join(', ')}`);
  };
  const row = await compare({
    name: 'rows into PostgreSQL',
    unit: 'rows/s',
    peerName: 'bare COPY of the same rows, their text finished',
    goal: 0.5,
    count: texts.flat().reduce((sum, { rows }) => sum + rows, 0),
    ours: () => async () => {
      await empty(schemas[0]!);
      for (const [place, piece] of pieces.entries()) {
        const at = (position: number) => ({ position: String(position), stream: '', revision: 0, hash: '' });
        await readModel.replacePersons(piece, { from: place === 0 ? null : at(place), to: at(place + 1) });
      }
    },
    peer: () => async () => {
      await empty(schemas[1]!);
      for (const piece of texts) {
        await client.query('BEGIN');
        for (const { sql, text } of piece) {
          const copy = client.query(copyFrom(sql));
          copy.end(text);
          await once(copy, 'finish');
        }
        await client.query('COMMIT');
      }
    },
  });
  await ours!.destroy();
  await bare!.destroy();
  for (const schema of schemas) await client.query(`DROP SCHEMA ${schema} CASCADE`);
  await client.end();
  return row;
}

interface CopyText {
  readonly sql: string;
  readonly text: string;
  readonly rows: number;
}

function copyTexts(ledgers: readonly AccountedLedger[], schema: string): CopyText[] {
  const byTable = new Map<string, Record<string, unknown>[]>();
  for (const [table, rows] of ledgers.flatMap((ledger) => bareRowsOf(ledger))) {
    byTable.set(table, [...(byTable.get(table) ?? []), ...rows]);
  }
  return [...byTable].flatMap(([table, rows]) => {
    if (rows.length === 0) return [];
    const fields = Object.keys(rows[0]!);
    const sql = `COPY ${schema}.${table} (${fields.map(columnOf).join(', ')}) FROM STDIN`;
    const text = rows.map((row) => `${fields.map((field) => copied(row[field])).join('\t')}\n`).join('');
    return [{ sql, text, rows: rows.length }];
  });
}

function copied(value: unknown): string {
  const bare = bareValue(value);
  if (bare === null) return '\\N';
  return String(bare).replace(
    /[\\\t\n\r]/g,
    (one) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[one] ?? '\\r',
  );
}

async function foldedPersons(): Promise<AccountedLedger[]> {
  const store = SqliteEventStore.open(':memory:');
  await writePersonLog(store, PERSONS);
  const folder = new PersonFolder(store, projectPerson);
  const view = { until: (await store.head())!, epoch: 0 };
  const ledgers: AccountedLedger[] = [];
  for (let person = 0; person < PERSONS; person++) {
    ledgers.push(...(await folder.fold(personId(person), view)).ledgers);
  }
  await store.close();
  return ledgers;
}

if (require.main === module) void benchPostgresRows().then(console.log);
