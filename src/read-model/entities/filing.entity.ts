import { Entity, Index } from 'typeorm';
import type {
  FilingAmends,
  FilingRow,
  FilingSource,
  KnownBasis,
  Recording,
} from '../../core/ledger/person-ledger';
import { Flag, HIDDEN, Integer, Json, KeyInteger, KeyText, NullableText, Text } from './columns';

@Entity('filings', { withoutRowid: true })
@Index('idx_filings_key', ['filingKey', 'personId'])
@Index('idx_filings_issuer', ['issuerId', 'personId'])
export class FilingEntity implements FilingRow {
  @KeyText('person_id')
  personId!: string;

  /** Place in PersonLedger.filings, from 0. */
  @KeyInteger('ordinal', HIDDEN)
  ordinal!: number;

  @Text('filing_key')
  filingKey!: string;

  @Text('fingerprint')
  fingerprint!: string;

  @NullableText('accession')
  accession!: string | null;

  @Text('form_type')
  formType!: string;

  @Text('issuer_id')
  issuerId!: string;

  @NullableText('issuer_name')
  issuerName!: string | null;

  @NullableText('trading_symbol')
  tradingSymbol!: string | null;

  @Flag('issuer_inferred')
  issuerInferred!: boolean;

  @NullableText('period_of_report')
  periodOfReport!: string | null;

  @NullableText('signed_on')
  signedOn!: string | null;

  @NullableText('filed_on')
  filedOn!: string | null;

  @NullableText('accepted_at')
  acceptedAt!: string | null;

  @NullableText('accession_basis')
  accessionBasis!: FilingRow['accessionBasis'];

  @Text('known_on')
  knownOn!: string;

  @Text('known_basis')
  knownBasis!: KnownBasis;

  @Integer('owners')
  owners!: number;

  @Integer('lines')
  lines!: number;

  @Json('amends', { nullable: true })
  amends!: FilingAmends | null;

  @Text('event_id')
  eventId!: string;

  @Json('twins', { default: '[]' })
  twins!: readonly Recording[];

  @Json('sources')
  sources!: readonly FilingSource[];
}
