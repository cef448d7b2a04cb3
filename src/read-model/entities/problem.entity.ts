import { Entity } from 'typeorm';
import type { Table } from '../../core/filing/filing';
import type { ProblemRow } from '../../core/ledger/person-ledger';
import { KeyInteger, KeyText, NullableInteger, NullableText, Text } from './columns';

@Entity('problems', { withoutRowid: true })
export class ProblemEntity implements ProblemRow {
  @KeyText('person_id')
  personId!: string;

  @KeyInteger('ordinal')
  ordinal!: number;

  @Text('filing_key')
  filingKey!: string;

  @Text('kind')
  kind!: ProblemRow['kind'];

  @Text('code')
  code!: string;

  @Text('message')
  message!: string;

  /** `table` and `row` are words of SQL's own. */
  @NullableText('form_table')
  table!: Table | null;

  @NullableInteger('form_row')
  row!: number | null;

  @NullableText('cell')
  cell!: string | null;

  @NullableInteger('source_line')
  sourceLine!: number | null;
}
