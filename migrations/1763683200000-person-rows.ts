import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** The rows of persons, their filings, holdings, steps and problems, and the checkpoint. */
export class PersonRows1763683200000 implements MigrationInterface {
  readonly name = 'PersonRows1763683200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables(queryRunner)) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables(queryRunner).reverse()) await queryRunner.dropTable(table.name);
  }
}

function tables(queryRunner: QueryRunner): Table[] {
  // Text compares by bytes on both databases: SQLite's default, PostgreSQL's collation C.
  const collation = queryRunner.dataSource.options.type === 'postgres' ? { collation: 'C' } : {};
  const text = (name: string): TableColumnOptions => ({ name, type: 'varchar', ...collation });
  const nullableText = (name: string): TableColumnOptions => ({ ...text(name), isNullable: true });
  const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });
  const nullableInteger = (name: string): TableColumnOptions => ({ ...integer(name), isNullable: true });
  const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
  const json = (name: string): TableColumnOptions => ({ name, type: 'text' });
  const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });

  return [
    new Table({
      name: 'persons',
      columns: [
        key(text('person_id')),
        nullableText('cik'),
        text('name'),
        text('search_name'),
        integer('filings'),
        integer('holdings'),
        integer('problems'),
        nullableText('first_effective_on'),
        nullableText('last_effective_on'),
        text('row_hash'),
      ],
      indices: [
        { name: 'idx_persons_search_name', columnNames: ['search_name', 'person_id'] },
        { name: 'idx_persons_cik', columnNames: ['cik'] },
      ],
    }),
    new Table({
      name: 'filings',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(integer('ordinal')),
        text('filing_key'),
        text('fingerprint'),
        nullableText('accession'),
        text('form_type'),
        text('issuer_id'),
        nullableText('issuer_name'),
        nullableText('trading_symbol'),
        flag('issuer_inferred'),
        nullableText('period_of_report'),
        nullableText('signed_on'),
        nullableText('filed_on'),
        nullableText('accepted_at'),
        nullableText('accession_basis'),
        text('known_on'),
        text('known_basis'),
        integer('owners'),
        integer('lines'),
        text('event_id'),
        json('sources'),
      ],
    }),
    new Table({
      name: 'holdings',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(text('holding_id')),
        integer('ordinal'),
        text('issuer_id'),
        nullableText('issuer_name'),
        text('form_table'),
        text('title'),
        nullableText('ownership'),
        nullableText('nature'),
        nullableText('nature_footnotes'),
        nullableText('strike'),
        nullableText('exercisable_on'),
        nullableText('expires_on'),
        nullableText('underlying_title'),
        text('unit'),
        text('known_from'),
        nullableText('implied_opening'),
        nullableText('reported'),
        nullableText('computed'),
        text('last_effective_on'),
        integer('steps'),
      ],
    }),
    new Table({
      name: 'steps',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(text('holding_id')),
        key(integer('ordinal')),
        text('line_id'),
        text('kind'),
        text('status'),
        text('effective_on'),
        text('known_on'),
        text('known_basis'),
        text('event_type'),
        nullableText('code'),
        nullableText('change'),
        nullableText('price'),
        nullableText('reported'),
        nullableText('computed'),
        text('filing_key'),
        text('form_type'),
        text('form_table'),
        integer('form_row'),
        text('footnotes'),
        flag('jointly'),
        nullableInteger('source_line'),
        text('source_sha256'),
        text('source_name'),
      ],
      indices: [
        {
          name: 'idx_steps_effective',
          columnNames: ['person_id', 'holding_id', 'effective_on', 'ordinal'],
        },
        { name: 'idx_steps_line', columnNames: ['person_id', 'line_id'] },
      ],
    }),
    new Table({
      name: 'problems',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(integer('ordinal')),
        text('filing_key'),
        text('kind'),
        text('code'),
        text('message'),
        nullableText('form_table'),
        nullableInteger('form_row'),
        nullableText('cell'),
        nullableInteger('source_line'),
      ],
    }),
    new Table({
      name: 'checkpoint',
      withoutRowid: true,
      columns: [key(text('projection')), text('position'), text('stream'), integer('revision'), text('hash')],
    }),
  ];
}
