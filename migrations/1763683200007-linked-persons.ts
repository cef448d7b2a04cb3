import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';

/** Persons with several ids and names, and which events of several streams their rows account for. */
export class LinkedPersons1763683200007 implements MigrationInterface {
  readonly name = 'LinkedPersons1763683200007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumns('persons', personColumns(queryRunner));
    await queryRunner.addColumn('checkpoint', pieces());
    await queryRunner.addColumn('filings', twins());
    await queryRunner.createIndex('filings', byIssuer());
    await queryRunner.createIndex('persons', byRules());
    await queryRunner.createTable(linkedIds(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('person_ids');
    await queryRunner.dropIndex('persons', byRules());
    await queryRunner.dropIndex('filings', byIssuer());
    await queryRunner.dropColumn('filings', twins());
    await queryRunner.dropColumn('checkpoint', pieces());
    await queryRunner.dropColumns('persons', personColumns(queryRunner));
  }
}

/** Rows from before these columns have one id each; which events they account for is not known. */
function personColumns(queryRunner: QueryRunner): TableColumn[] {
  return [
    new TableColumn({ name: 'other_names', type: 'text', default: "'[]'" }),
    new TableColumn({ name: 'linked', type: 'text', default: "'[]'" }),
    new TableColumn({ ...text(queryRunner, 'search_names'), default: "''" }),
    new TableColumn({ ...text(queryRunner, 'newest_position'), isNullable: true }),
    new TableColumn({ ...text(queryRunner, 'newest_stream'), isNullable: true }),
    new TableColumn({ name: 'events', type: 'integer', default: 0 }),
  ];
}

function twins(): TableColumn {
  return new TableColumn({ name: 'twins', type: 'text', default: "'[]'" });
}

/** Many persons are written in several pieces before the checkpoint moves over the decision that concerns them. */
function pieces(): TableColumn {
  return new TableColumn({ name: 'pieces', type: 'integer', default: 0 });
}

/** Who filed on an issuer is found by the filings, also where they report no holdings. */
function byIssuer(): TableIndex {
  return new TableIndex({ name: 'idx_filings_issuer', columnNames: ['issuer_id', 'person_id'] });
}

/** By which rules the rows were made is asked for every page of people. */
function byRules(): TableIndex {
  return new TableIndex({ name: 'idx_persons_rules', columnNames: ['rules_version'] });
}

function linkedIds(queryRunner: QueryRunner): Table {
  return new Table({
    name: 'person_ids',
    withoutRowid: true,
    columns: [
      { ...text(queryRunner, 'person_id'), isPrimary: true },
      { ...text(queryRunner, 'linked_id'), isPrimary: true },
    ],
    indices: [{ name: 'idx_person_ids_linked', columnNames: ['linked_id'] }],
  });
}

/** Text compares by bytes on both databases: SQLite's default, PostgreSQL's collation C. */
function text(queryRunner: QueryRunner, name: string): TableColumnOptions {
  const collation = queryRunner.dataSource.options.type === 'postgres' ? { collation: 'C' } : {};
  return { name, type: 'varchar', ...collation };
}
