import { Entity, Index } from 'typeorm';
import type { Table } from '../../core/filing/filing';
import type { EventType } from '../../core/ledger/events';
import type {
  KnownBasis,
  StepDecision,
  StepRow,
  StepSplit,
  StepStatus,
} from '../../core/ledger/person-ledger';
import { Flag, Integer, Json, KeyInteger, KeyText, NullableInteger, NullableText, Text } from './columns';

@Entity('steps', { withoutRowid: true })
@Index('idx_steps_effective', ['personId', 'holdingId', 'effectiveOn', 'ordinal'])
@Index('idx_steps_line', ['personId', 'lineId'])
export class StepEntity implements StepRow {
  @KeyText('person_id')
  personId!: string;

  @KeyText('holding_id')
  holdingId!: string;

  @KeyInteger('ordinal')
  ordinal!: number;

  @Text('line_id')
  lineId!: string;

  @Text('kind')
  kind!: StepRow['kind'];

  @Text('status')
  status!: StepStatus;

  @Text('effective_on')
  effectiveOn!: string;

  @Text('known_on')
  knownOn!: string;

  @Text('known_basis')
  knownBasis!: KnownBasis;

  @Text('event_type')
  eventType!: EventType;

  @NullableText('code')
  code!: string | null;

  @NullableText('change')
  change!: string | null;

  @NullableText('price')
  price!: string | null;

  @NullableText('reported')
  reported!: string | null;

  @NullableText('computed')
  computed!: string | null;

  @Text('filing_key')
  filingKey!: string;

  @Text('form_type')
  formType!: string;

  /** `table` and `row` are words of SQL's own. */
  @Text('form_table')
  table!: Table;

  @Integer('form_row')
  row!: number;

  @Text('footnotes')
  footnotes!: string;

  @Flag('jointly')
  jointly!: boolean;

  @Json('decisions', { default: '[]' })
  decisions!: readonly StepDecision[];

  @Json('split', { nullable: true })
  split!: StepSplit | null;

  @NullableInteger('source_line')
  sourceLine!: number | null;

  @Text('source_sha256')
  sourceSha256!: string;

  @Text('source_name')
  sourceName!: string;
}
