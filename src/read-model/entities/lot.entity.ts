import { Entity } from 'typeorm';
import type { LotDecision } from '../../core/ledger/lot-reading';
import type { LotRow } from '../../core/ledger/lot-rows';
import type { Certainty } from '../../core/vesting/schedule';
import { Flag, HIDDEN, Integer, Json, KeyText, NullableText, Text } from './columns';

@Entity('lots', { withoutRowid: true })
export class LotEntity implements LotRow {
  @KeyText('person_id')
  personId!: string;

  @KeyText('lot_id')
  lotId!: string;

  /** Place in PersonLedger.lots, from 0. */
  @Integer('ordinal', HIDDEN)
  ordinal!: number;

  @Text('holding_id')
  holdingId!: string;

  @Text('origin')
  origin!: LotRow['origin'];

  @NullableText('acquired_on')
  acquiredOn!: string | null;

  @Text('units')
  units!: string;

  @NullableText('underlying_shares')
  underlyingShares!: string | null;

  @NullableText('exercisable_on')
  exercisableOn!: string | null;

  @NullableText('expires_on')
  expiresOn!: string | null;

  @NullableText('settles_in')
  settlesIn!: LotRow['settlesIn'];

  @Flag('exercisable_before_vesting')
  exercisableBeforeVesting!: boolean;

  @Text('source')
  source!: LotRow['source'];

  @Text('certainty')
  certainty!: Certainty;

  @Text('reason')
  reason!: string;

  @NullableText('footnote')
  footnote!: string | null;

  @Text('filing_key')
  filingKey!: string;

  @NullableText('text')
  text!: string | null;

  @Json('decisions')
  decisions!: readonly LotDecision[];

  @Json('doubts')
  doubts!: readonly string[];

  @Flag('counts_here')
  countsHere!: boolean;
}
