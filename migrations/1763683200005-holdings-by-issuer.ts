import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** The persons who hold securities of an issuer are found by it. */
export class HoldingsByIssuer1763683200005 implements MigrationInterface {
  readonly name = 'HoldingsByIssuer1763683200005';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex('holdings', byIssuer());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('holdings', byIssuer());
  }
}

function byIssuer(): TableIndex {
  return new TableIndex({ name: 'idx_holdings_issuer', columnNames: ['issuer_id', 'person_id'] });
}
