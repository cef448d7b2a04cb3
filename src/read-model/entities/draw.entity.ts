import { Entity } from 'typeorm';
import type { DrawRow } from '../../core/ledger/lot-rows';
import type { DrawKind } from '../../core/vesting/draw';
import { KeyInteger, KeyText, NullableText, Text } from './columns';

@Entity('draws', { withoutRowid: true })
export class DrawEntity implements DrawRow {
  @KeyText('person_id')
  personId!: string;

  @KeyText('lot_id')
  lotId!: string;

  @KeyInteger('ordinal')
  ordinal!: number;

  @Text('line_id')
  lineId!: string;

  @Text('effective_on')
  effectiveOn!: string;

  @Text('units')
  units!: string;

  @Text('kind')
  kind!: DrawKind;

  @NullableText('code')
  code!: string | null;

  @Text('rule')
  rule!: string;
}
