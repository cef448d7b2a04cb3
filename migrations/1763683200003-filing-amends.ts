import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** What an amendment is taken to do, line by line, as JSON; and filings are found by their key. */
export class FilingAmends1763683200003 implements MigrationInterface {
  readonly name = 'FilingAmends1763683200003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('filings', amends());
    await queryRunner.createIndex('filings', byKey());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('filings', byKey());
    await queryRunner.dropColumn('filings', amends());
  }
}

/** Rows from before this column are made again, because the rules have another version. */
function amends(): TableColumn {
  return new TableColumn({ name: 'amends', type: 'text', isNullable: true });
}

function byKey(): TableIndex {
  return new TableIndex({ name: 'idx_filings_key', columnNames: ['filing_key', 'person_id'] });
}
