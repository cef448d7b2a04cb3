import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What a stated split did to a holding, as JSON. */
export class SplitSteps1763683200006 implements MigrationInterface {
  readonly name = 'SplitSteps1763683200006';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('steps', split());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('steps', split());
  }
}

/** Rows from before this column are steps of no split. */
function split(): TableColumn {
  return new TableColumn({ name: 'split', type: 'text', isNullable: true });
}
