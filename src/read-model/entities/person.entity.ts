import { Entity, Index } from 'typeorm';
import type { PersonRow } from '../../core/ledger/person-ledger';
import { HIDDEN, Integer, KeyText, NullableInteger, NullableText, Text } from './columns';

@Entity('persons')
@Index('idx_persons_search_name', ['searchName', 'personId'])
@Index('idx_persons_cik', ['cik'])
export class PersonEntity implements PersonRow {
  @KeyText('person_id')
  personId!: string;

  @NullableText('cik')
  cik!: string | null;

  @Text('name')
  name!: string;

  /** The name as searchName() folds it: people are listed, paged and searched by it. */
  @Text('search_name', HIDDEN)
  searchName!: string;

  @Integer('filings')
  filings!: number;

  @Integer('holdings')
  holdings!: number;

  @Integer('problems')
  problems!: number;

  @NullableText('first_effective_on')
  firstEffectiveOn!: string | null;

  @NullableText('last_effective_on')
  lastEffectiveOn!: string | null;

  /** PersonLedger.rowHash. */
  @Text('row_hash', HIDDEN)
  rowHash!: string;

  /** RULES_VERSION by which the person's rows were made. */
  @Integer('rules_version', { ...HIDDEN, default: 1 })
  rulesVersion!: number;

  /** Last event of the person's stream that the rows account for; null in rows of an older program. */
  @NullableInteger('stream_revision', HIDDEN)
  streamRevision!: number | null;

  /** That event's chain hash: it covers all events before it. */
  @NullableText('stream_hash', HIDDEN)
  streamHash!: string | null;
}
