import { Entity, Index } from 'typeorm';
import type { PersonLink, PersonRow } from '../../core/ledger/person-ledger';
import { HIDDEN, Integer, Json, KeyText, NullableInteger, NullableText, Text } from './columns';

@Entity('persons')
@Index('idx_persons_search_name', ['searchName', 'personId'])
@Index('idx_persons_cik', ['cik'])
@Index('idx_persons_rules', ['rulesVersion'])
export class PersonEntity implements PersonRow {
  @KeyText('person_id')
  personId!: string;

  @NullableText('cik')
  cik!: string | null;

  @Text('name')
  name!: string;

  @Json('other_names', { default: '[]' })
  otherNames!: readonly string[];

  @Json('linked', { default: '[]' })
  linked!: readonly PersonLink[];

  /** The name as searchName() folds it: people are listed and paged by it. */
  @Text('search_name', HIDDEN)
  searchName!: string;

  /** All names and linked ids, folded in the same way: people are searched by them. */
  @Text('search_names', { ...HIDDEN, default: '' })
  searchNames!: string;

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

  /** The newest event that the rows account for: position, stream, revision there; null in rows of an older program. */
  @NullableText('newest_position', HIDDEN)
  newestPosition!: string | null;

  @NullableText('newest_stream', HIDDEN)
  newestStream!: string | null;

  @NullableInteger('stream_revision', HIDDEN)
  streamRevision!: number | null;

  /** That event's chain hash: it covers all events before it in its stream. */
  @NullableText('stream_hash', HIDDEN)
  streamHash!: string | null;

  /** How many events of the person's own streams the rows account for. */
  @Integer('events', { ...HIDDEN, default: 0 })
  events!: number;
}
