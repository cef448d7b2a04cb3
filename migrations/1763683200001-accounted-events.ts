import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What a person's rows account for: the rules they were made by, and the last event of the person's stream. */
export class AccountedEvents1763683200001 implements MigrationInterface {
  readonly name = 'AccountedEvents1763683200001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumns('persons', columns(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumns('persons', columns(queryRunner));
  }
}

function columns(queryRunner: QueryRunner): TableColumn[] {
  const collation = queryRunner.dataSource.options.type === 'postgres' ? { collation: 'C' } : {};
  return [
    // Rows from before this column were made by the first rules.
    new TableColumn({ name: 'rules_version', type: 'integer', default: 1 }),
    new TableColumn({ name: 'stream_revision', type: 'integer', isNullable: true }),
    new TableColumn({ name: 'stream_hash', type: 'varchar', isNullable: true, ...collation }),
  ];
}
