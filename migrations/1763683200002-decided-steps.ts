import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What persons have decided about a step or about the opening of a holding. */
export class DecidedSteps1763683200002 implements MigrationInterface {
  readonly name = 'DecidedSteps1763683200002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('steps', decisions());
    await queryRunner.addColumn('holdings', statedOpening(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('holdings', statedOpening(queryRunner));
    await queryRunner.dropColumn('steps', decisions());
  }
}

/** Rows from before this column rest on no decision. */
function decisions(): TableColumn {
  return new TableColumn({ name: 'decisions', type: 'text', default: "'[]'" });
}

function statedOpening(queryRunner: QueryRunner): TableColumn {
  const collation = queryRunner.dataSource.options.type === 'postgres' ? { collation: 'C' } : {};
  return new TableColumn({ name: 'stated_opening', type: 'varchar', isNullable: true, ...collation });
}
