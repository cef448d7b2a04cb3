import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What an amendment is taken to do, line by line, as JSON. */
export class FilingAmends1763683200003 implements MigrationInterface {
  readonly name = 'FilingAmends1763683200003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('filings', amends());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('filings', amends());
  }
}

/** Rows from before this column are made again, because the rules have another version. */
function amends(): TableColumn {
  return new TableColumn({ name: 'amends', type: 'text', isNullable: true });
}
