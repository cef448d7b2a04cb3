import { ApiProperty } from '@nestjs/swagger';
import type { KnownBasis } from '../core/ledger/person-ledger';
import type { Evidence } from '../services/evidence';
import { IsoDate, KNOWN_BASES, NullableDate, NullableText, Text, Whole } from './answer-fields';

/** The row of a form that something was read from. */
export class FiledRowSchema implements Pick<Evidence, 'filingKey' | 'formType' | 'table' | 'row'> {
  @Text('0001140361-10-027373', { description: 'Accession number, or the fingerprint where none is known' })
  readonly filingKey!: string;
  @Text('4')
  readonly formType!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1, 'From 1 within the table')
  readonly row!: number;
}

export class EvidenceSchema extends FiledRowSchema implements Evidence {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @Text('F1,F3')
  readonly footnotes!: string;
  @NullableText('0001140361-10-027373')
  readonly accession!: string | null;
  @NullableDate('2008-06-18')
  readonly signedOn!: string | null;
  @NullableDate('2008-06-18')
  readonly filedOn!: string | null;
  @IsoDate('2008-06-18')
  readonly knownOn!: string;
  @ApiProperty({ enum: KNOWN_BASES })
  readonly knownBasis!: KnownBasis;
  @NullableText('2008-06-18T16:05:12', { description: 'EDGAR’s acceptance time, US Eastern' })
  readonly acceptedAt!: string | null;
  @Text('carter-2008-06-18.txt')
  readonly sourceName!: string;
  @ApiProperty({ type: 'integer', nullable: true, example: 31, description: 'Line of the source, from 1' })
  readonly sourceLine!: number | null;
  @Text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  readonly sourceSha256!: string;
}
