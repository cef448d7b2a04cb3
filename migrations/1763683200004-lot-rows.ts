import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** The rows of derivative lots, their tranches and what was drawn from them. */
export class LotRows1763683200004 implements MigrationInterface {
  readonly name = 'LotRows1763683200004';

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
  const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
  const json = (name: string): TableColumnOptions => ({ name, type: 'text' });
  const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });

  return [
    new Table({
      name: 'lots',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(text('lot_id')),
        integer('ordinal'),
        text('holding_id'),
        text('origin'),
        nullableText('acquired_on'),
        text('units'),
        nullableText('underlying_shares'),
        nullableText('exercisable_on'),
        nullableText('expires_on'),
        nullableText('settles_in'),
        flag('exercisable_before_vesting'),
        text('source'),
        text('certainty'),
        text('reason'),
        nullableText('footnote'),
        text('filing_key'),
        nullableText('text'),
        json('decisions'),
        json('doubts'),
        flag('counts_here'),
      ],
    }),
    new Table({
      name: 'tranches',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(text('lot_id')),
        key(integer('ordinal')),
        text('units'),
        nullableText('vests_on'),
        nullableText('not_before'),
        nullableText('not_after'),
        json('awaits'),
      ],
      indices: [{ name: 'idx_tranches_vests_on', columnNames: ['vests_on'] }],
    }),
    new Table({
      name: 'draws',
      withoutRowid: true,
      columns: [
        key(text('person_id')),
        key(text('lot_id')),
        key(integer('ordinal')),
        text('line_id'),
        text('effective_on'),
        text('units'),
        text('kind'),
        nullableText('code'),
        text('rule'),
      ],
    }),
  ];
}
