import { ApiProperty } from '@nestjs/swagger';
import type { BoxChange, DiffedLine, LineDiff } from '../core/ledger/amendments/amendment-diff';
import type { CellChange, FootnoteChange } from '../core/ledger/amendments/changed-cells';
import type { ComparedLine, ComparedStanding } from '../core/ledger/amendments/filings-diff';
import type { LineEffect } from '../core/ledger/amendments/line-effects';
import type { KnownBasis } from '../core/ledger/person-ledger';
import type { AmendmentAnswer, FilingsComparison, OriginalAnswer } from '../services/amendments.service';
import type { FilingAnswer } from '../services/filings.service';
import {
  Amount,
  IsoDate,
  KNOWN_BASES,
  NullableDate,
  NullableText,
  Text,
  Whole,
  Words,
} from './answer-fields';
import { BasisSchema } from './basis-answers';
import { PersonSchema } from './person-answers';

const EFFECTS: LineEffect[] = ['restate', 'add', 'void', 'confirm', 'repeat', 'undecided'];
const STANDINGS: AmendmentAnswer['standing'][] = ['matched', 'tied', 'unmatched'];
const COMPARED: ComparedStanding[] = ['same', 'footnotes', 'changed', 'gone', 'added'];
const CONFIDENCES: OriginalAnswer['confidence'][] = ['certain', 'likely', 'possible', 'decided'];

class FilingAnswerSchema implements FilingAnswer {
  @Text('0000855654-08-000042', { description: 'Accession number, or the fingerprint where none is known' })
  readonly filingKey!: string;
  @NullableText('0000855654-08-000042')
  readonly accession!: string | null;
  @Text('4/A')
  readonly formType!: string;
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly issuerName!: string | null;
  @NullableDate('2008-06-17')
  readonly periodOfReport!: string | null;
  @NullableDate('2008-07-10')
  readonly signedOn!: string | null;
  @NullableDate('2008-07-10')
  readonly filedOn!: string | null;
  @IsoDate('2008-07-10')
  readonly knownOn!: string;
  @ApiProperty({ enum: KNOWN_BASES })
  readonly knownBasis!: KnownBasis;
}

class OriginalSchema extends FilingAnswerSchema implements OriginalAnswer {
  @ApiProperty({ enum: CONFIDENCES })
  readonly confidence!: OriginalAnswer['confidence'];
  @Words('What speaks for it')
  readonly evidence!: string[];
}

class DiffedLineSchema implements DiffedLine {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @Text('0000855654-08-000042')
  readonly filingKey!: string;
  @Text('4/A')
  readonly formType!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1, 'From 1 within the table')
  readonly row!: number;
  @Text('Common Stock')
  readonly title!: string;
  @NullableDate('2008-06-17')
  readonly transactionDate!: string | null;
  @NullableText('M')
  readonly code!: string | null;
  @Amount('48000', 'Signed by the A/D column')
  readonly change!: string | null;
  @Amount('83000', 'Following balance as filed')
  readonly reported!: string | null;
}

class CellChangeSchema implements CellChange {
  @Text('transactionShares')
  readonly cell!: CellChange['cell'];
  @Text('4', { description: 'Column of the form' })
  readonly column!: string;
  @NullableText('50000', { description: 'null for a blank box' })
  readonly before!: string | null;
  @NullableText('48000')
  readonly after!: string | null;
}

class FootnoteChangeSchema implements FootnoteChange {
  @Text('transactionShares')
  readonly cell!: FootnoteChange['cell'];
  @Text('4', { description: 'Column of the form' })
  readonly column!: string;
  @Words('Texts of the footnotes on the box before')
  readonly before!: string[];
  @Words('Texts of the footnotes on the box in the amendment')
  readonly after!: string[];
}

class LineDiffSchema implements LineDiff {
  @ApiProperty({ enum: EFFECTS })
  readonly effect!: LineEffect;
  @Text('the same transaction date, title, balance before it, code, ownership and price')
  readonly reason!: string;
  @ApiProperty({
    type: DiffedLineSchema,
    nullable: true,
    description: 'null when words alone take a line back',
  })
  readonly line!: DiffedLineSchema | null;
  @ApiProperty({
    type: DiffedLineSchema,
    nullable: true,
    description: 'The line as it stood before the amendment; null for an added one',
  })
  readonly original!: DiffedLineSchema | null;
  @ApiProperty({ type: [CellChangeSchema] })
  readonly cells!: CellChangeSchema[];
  @ApiProperty({ type: [FootnoteChangeSchema] })
  readonly footnotes!: FootnoteChangeSchema[];
}

class BoxChangeSchema implements BoxChange {
  @Text('dateOfOriginalSubmission')
  readonly box!: string;
  @NullableText('')
  readonly before!: string | null;
  @NullableText('2008-06-18')
  readonly after!: string | null;
}

export class AmendmentSchema implements AmendmentAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: FilingAnswerSchema })
  readonly amendment!: FilingAnswerSchema;
  @ApiProperty({ enum: STANDINGS })
  readonly standing!: AmendmentAnswer['standing'];
  @ApiProperty({ type: [OriginalSchema], description: 'The original, or the filings that tie' })
  readonly originals!: OriginalSchema[];
  @ApiProperty({ type: [LineDiffSchema] })
  readonly lines!: LineDiffSchema[];
  @ApiProperty({ type: [DiffedLineSchema], description: 'Lines of the original that stay as they were' })
  readonly unnamed!: DiffedLineSchema[];
  @ApiProperty({ type: [BoxChangeSchema], description: 'Boxes outside the tables' })
  readonly boxes!: BoxChangeSchema[];
  @Words('What is left open')
  readonly problems!: string[];
}

class ComparedLineSchema implements ComparedLine {
  @ApiProperty({ enum: COMPARED })
  readonly standing!: ComparedStanding;
  @NullableText('the same transaction date, title, code, amount and ownership', {
    description: 'By what the two were taken for one line',
  })
  readonly reason!: string | null;
  @ApiProperty({ type: DiffedLineSchema, nullable: true, description: 'null for an added line' })
  readonly before!: DiffedLineSchema | null;
  @ApiProperty({ type: DiffedLineSchema, nullable: true, description: 'null for a line that is gone' })
  readonly after!: DiffedLineSchema | null;
  @ApiProperty({ type: [CellChangeSchema] })
  readonly cells!: CellChangeSchema[];
  @ApiProperty({ type: [FootnoteChangeSchema] })
  readonly footnotes!: FootnoteChangeSchema[];
}

export class ComparisonSchema implements FilingsComparison {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: FilingAnswerSchema })
  readonly before!: FilingAnswerSchema;
  @ApiProperty({ type: FilingAnswerSchema })
  readonly after!: FilingAnswerSchema;
  @ApiProperty({ type: [ComparedLineSchema] })
  readonly lines!: ComparedLineSchema[];
  @ApiProperty({ type: [BoxChangeSchema], description: 'Boxes outside the tables' })
  readonly boxes!: BoxChangeSchema[];
}
