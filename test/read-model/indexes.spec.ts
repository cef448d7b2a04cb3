import type { ReadModel } from '../../src/read-model/read-model';
import type { RowDatabase, Statement } from '../../src/read-model/row-database';
import { databases, inPostgres, type OpenGeneration, Places } from './databases';
import { at, ledger } from './ledgers';

const places = new Places();
afterAll(() => places.clear());

const PERSON = '0001211060';
const LAST = { name: 'CARTER', personId: PERSON };
const KEYED: readonly [string, (rows: ReadModel) => Promise<unknown>][] = [
  ['people, a later page', (rows) => rows.people({ after: LAST, limit: 10 })],
  ['people by CIK', (rows) => rows.people({ search: '1211060', limit: 10 })],
  ['person', (rows) => rows.person(PERSON)],
  ['holdings as of a date', (rows) => rows.holdings(PERSON, '2008-06-17')],
  ['holdings', (rows) => rows.holdings(PERSON)],
  ['history', (rows) => rows.history(PERSON)],
  ['history of a line', (rows) => rows.history(PERSON, 'line')],
  ['holding of a line', (rows) => rows.holdingOfLine(PERSON, 'line')],
  ['filings', (rows) => rows.filings(PERSON)],
  ['persons with filings on an issuer', (rows) => rows.personsWithFilingsOn(['0000855654'])],
  ['titles of an issuer’s securities', (rows) => rows.titlesOfIssuer('0000855654')],
  ['the id under which a linked one is kept', (rows) => rows.keptId('name.a-b')],
  ['filings by key', (rows) => rows.filingsByKey('0001140361-10-027373')],
  ['filings by the beginning of a key', (rows) => rows.filingsByKey('v1:0123456789', true)],
  ['problems', (rows) => rows.problems(PERSON)],
  ['lots', (rows) => rows.lots(PERSON)],
  ['tranches', (rows) => rows.tranches(PERSON)],
  ['draws', (rows) => rows.draws(PERSON)],
  ['row hash', (rows) => rows.rowHash(PERSON)],
  ['checkpoint', (rows) => rows.checkpoint()],
];
/** These go through all people, in the order of their names, and stop when the page is full. */
const IN_ORDER: readonly [string, (rows: ReadModel) => Promise<unknown>][] = [
  ['people, the first page', (rows) => rows.people({ limit: 10 })],
  ['people by a part of the name', (rows) => rows.people({ search: 'carter', limit: 10 })],
];

describe.each(databases())('indexes in %s', (database) => {
  let generation: OpenGeneration;
  beforeAll(async () => {
    generation = await places.open(places.unused(database));
    await generation.readModel.replacePersons(
      [ledger(PERSON, { holdings: { common: [['2008-06-17', '85000', { lineId: 'line' }]] } })],
      { from: null, to: at('1') },
    );
  });

  it.each(KEYED)('serve: %s', async (_, ask) => {
    const plan = await planOf(ask);
    expect(plan).toMatch(/SEARCH|Index Cond/);
    expect(plan).not.toMatch(/SCAN|Seq Scan/);
  });

  it('serve: the versions of the rules, one after the other', async () => {
    const plan = await planOf((rows) => rows.rulesVersions());
    expect(plan).toContain('idx_persons_rules');
    expect(plan).not.toMatch(/SCAN p|Seq Scan on persons/);
  });

  it.each(IN_ORDER)('order: %s', async (_, ask) => {
    const plan = await planOf(ask);
    expect(plan).toContain('idx_persons_search_name');
    expect(plan).not.toMatch(/TEMP B-TREE|Sort/);
  });

  /** How the database goes about the one statement that a query runs. */
  async function planOf(ask: (rows: ReadModel) => Promise<unknown>): Promise<string> {
    const { database: rows } = generation.readModel as unknown as { database: RowDatabase };
    const select = jest.spyOn(rows, 'select');
    await ask(generation.readModel);
    const statements = select.mock.calls.map(([statement]) => statement);
    select.mockRestore();
    expect(statements).toHaveLength(1);
    return database === 'SQLite' ? sqlitePlan(statements[0]!) : postgresPlan(statements[0]!);
  }

  async function sqlitePlan({ sql, parameters }: Statement): Promise<string> {
    const steps = await generation.dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]);
    return steps.map(({ detail }: { detail: string }) => detail).join('\n');
  }

  async function postgresPlan({ sql, parameters }: Statement): Promise<string> {
    let parameter = 0;
    const numbered = sql.replace(/\?/g, () => `$${++parameter}`);
    return inPostgres(async (client) => {
      // With one person in it every table is read faster whole than by an index.
      await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
      const plan = await client.query(`EXPLAIN ${numbered}`, [...parameters]);
      return plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }
});
