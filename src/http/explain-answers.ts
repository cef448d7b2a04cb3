import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { ExplainedCell, RestatedLine } from '../core/ledger/explained-step';
import type { FilingSource, KnownBasis } from '../core/ledger/person-ledger';
import type { Finding } from '../core/ledger/reconciliation/finding';
import type { ExplainAnswer, HoldingExplanation, StepExplanation } from '../services/explain.service';
import { Amount, IsoDate, KNOWN_BASES, NullableText, Text, Whole } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { FiledRowSchema } from './evidence-answers';
import { TermsSchema } from './holding-answers';
import { PersonSchema } from './person-answers';
import { StepSchema } from './step-answers';

class SourceSchema implements FilingSource {
  @Text('printedText')
  readonly format!: string;
  @Text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  readonly sha256!: string;
  @Text('carter-2008-06-18.txt')
  readonly name!: string;
}

class CellSchema implements ExplainedCell {
  @Text('transactionShares', { description: 'Element name of the SEC’s ownership XML' })
  readonly cell!: ExplainedCell['cell'];
  @Whole(4, 'Column of the form’s table')
  readonly column!: number;
  @NullableText('50000')
  readonly value!: string | null;
  @NullableText('50,000', { description: 'As filed, where it is not the value itself' })
  readonly filed!: string | null;
  @ApiProperty({ enum: ['repaired', 'inferred', 'unreadable'], nullable: true, type: String })
  readonly doubt!: ExplainedCell['doubt'];
  @ApiProperty({
    type: 'array',
    items: { type: 'integer' },
    nullable: true,
    example: [21, 58, 6],
    description: 'First line, column and length in the source document',
  })
  readonly at!: ExplainedCell['at'];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'How it was healed',
  })
  readonly repair!: ExplainedCell['repair'];
}

class RestatedLineSchema extends FiledRowSchema implements RestatedLine {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly eventId!: string;
}

class FootnoteSchema {
  @Text('F1')
  readonly id!: string;
  @Text('Held by the Carter Family Trust.')
  readonly text!: string;
}

class StepExplanationSchema extends IntersectionType(StepSchema, FiledRowSchema) implements StepExplanation {
  @Text('0001494730')
  readonly personId!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly holdingId!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @Text('the balance before plus the change; the reported balance agrees', { description: 'In words' })
  readonly rule!: string;
  @Amount('35000', 'Balance that the step counts from')
  readonly before!: string | null;
  @Amount('85000', 'After the step')
  readonly balance!: string | null;
  @IsoDate('2008-06-18')
  readonly knownOn!: string;
  @ApiProperty({ enum: KNOWN_BASES })
  readonly knownBasis!: KnownBasis;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly filingEventId!: string;
  @Text('F1,F3')
  readonly footnotes!: string;
  @ApiProperty()
  readonly jointly!: boolean;
  @ApiProperty({ type: 'integer', nullable: true, example: 21 })
  readonly sourceLine!: number | null;
  @Text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  readonly sourceSha256!: string;
  @Text('carter-2008-06-18.txt')
  readonly sourceName!: string;
  @ApiProperty({ type: SourceSchema, description: 'The document in which the places count' })
  readonly source!: SourceSchema;
  @ApiProperty({ type: [CellSchema] })
  readonly cells!: CellSchema[];
  @ApiProperty({ type: [FootnoteSchema] })
  readonly footnoteTexts!: FootnoteSchema[];
  @ApiProperty({ type: [RestatedLineSchema], description: 'Earlier versions of the line, newest first' })
  readonly restates!: RestatedLineSchema[];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What does not add up here, with its ranked causes',
  })
  readonly finding!: Finding | null;
}

class HoldingExplanationSchema extends TermsSchema implements HoldingExplanation {
  @ApiProperty({ description: 'False before the first evidence' })
  readonly known!: boolean;
  @Amount('85000', 'The figure that is explained')
  readonly balance!: string | null;
  @ApiProperty({ type: [StepExplanationSchema] })
  readonly steps!: StepExplanationSchema[];
}

export class ExplainSchema implements ExplainAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: [HoldingExplanationSchema] })
  readonly holdings!: HoldingExplanationSchema[];
}
