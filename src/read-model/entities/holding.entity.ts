import { Entity, Index } from 'typeorm';
import type { Table } from '../../core/filing/filing';
import type { HoldingRow } from '../../core/ledger/person-ledger';
import { HIDDEN, Integer, KeyText, NullableText, Text } from './columns';

@Entity('holdings', { withoutRowid: true })
@Index('idx_holdings_issuer', ['issuerId', 'personId'])
export class HoldingEntity implements HoldingRow {
  @KeyText('person_id')
  personId!: string;

  @KeyText('holding_id')
  holdingId!: string;

  /** Place in PersonLedger.holdings, from 0. */
  @Integer('ordinal', HIDDEN)
  ordinal!: number;

  @Text('issuer_id')
  issuerId!: string;

  @NullableText('issuer_name')
  issuerName!: string | null;

  /** `table` is a word of SQL's own. */
  @Text('form_table')
  table!: Table;

  @Text('title')
  title!: string;

  @NullableText('ownership')
  ownership!: string | null;

  @NullableText('nature')
  nature!: string | null;

  @NullableText('nature_footnotes')
  natureFootnotes!: string | null;

  @NullableText('strike')
  strike!: string | null;

  @NullableText('exercisable_on')
  exercisableOn!: string | null;

  @NullableText('expires_on')
  expiresOn!: string | null;

  @NullableText('underlying_title')
  underlyingTitle!: string | null;

  @Text('unit')
  unit!: 'shares' | 'dollars';

  @Text('known_from')
  knownFrom!: string;

  @NullableText('implied_opening')
  impliedOpening!: string | null;

  @NullableText('stated_opening')
  statedOpening!: string | null;

  @NullableText('reported')
  reported!: string | null;

  @NullableText('computed')
  computed!: string | null;

  @Text('last_effective_on')
  lastEffectiveOn!: string;

  @Integer('steps')
  steps!: number;
}
