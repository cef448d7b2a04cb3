import { Entity, Index } from 'typeorm';
import type { TrancheRow } from '../../core/ledger/lot-rows';
import type { TriggerEvent } from '../../core/vesting/schedule';
import { Json, KeyInteger, KeyText, NullableText, Text } from './columns';

@Entity('tranches', { withoutRowid: true })
@Index('idx_tranches_vests_on', ['vestsOn'])
export class TrancheEntity implements TrancheRow {
  @KeyText('person_id')
  personId!: string;

  @KeyText('lot_id')
  lotId!: string;

  @KeyInteger('ordinal')
  ordinal!: number;

  @Text('units')
  units!: string;

  @NullableText('vests_on')
  vestsOn!: string | null;

  @NullableText('not_before')
  notBefore!: string | null;

  @NullableText('not_after')
  notAfter!: string | null;

  @Json('awaits')
  awaits!: readonly TriggerEvent[];
}
