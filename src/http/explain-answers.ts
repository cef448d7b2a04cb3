import { ApiProperty } from '@nestjs/swagger';
import type { EventType } from '../core/ledger/events';
import type { ExplainedCell, RestatedLine } from '../core/ledger/explained-step';
import type { FilingSource, KnownBasis, StepRow, StepStatus } from '../core/ledger/person-ledger';
import type { Finding } from '../core/ledger/reconciliation/finding';
import type { Label } from '../services/evidence';
import type { ExplainAnswer, HoldingExplanation, StepExplanation } from '../services/explain.service';
import { Amount, IsoDate, KNOWN_BASES, LABELS, NullableText, STEP_KINDS, Text, Whole } from './answer-fields';
import {
  BasisSchema,
  EvidenceSchema,
  PersonSchema,
  StepDecisionSchema,
  StepSplitSchema,
  TermsSchema,
} from './answers';
import { STATUSES } from './history-answers';

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

class RestatedLineSchema implements RestatedLine {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly eventId!: string;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @Text('4')
  readonly formType!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1)
  readonly row!: number;
}

class FootnoteSchema {
  @Text('F1')
  readonly id!: string;
  @Text('Held by the Carter Family Trust.')
  readonly text!: string;
}

class StepExplanationSchema implements StepExplanation {
  @Text('0001494730')
  readonly personId!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly holdingId!: string;
  @Whole(0, 'From 0 within the holding')
  readonly ordinal!: number;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @ApiProperty({ enum: STEP_KINDS })
  readonly kind!: StepRow['kind'];
  @ApiProperty({ enum: STATUSES })
  readonly status!: StepStatus;
  @Text('the balance before plus the change; the reported balance agrees', { description: 'In words' })
  readonly rule!: string;
  @Amount('35000', 'Balance that the step counts from')
  readonly before!: string | null;
  @Amount('50000', 'Signed by the A/D column')
  readonly change!: string | null;
  @Amount('85000', 'Recomputed')
  readonly computed!: string | null;
  @Amount('85000', 'As filed')
  readonly reported!: string | null;
  @Amount('85000', 'After the step')
  readonly balance!: string | null;
  @IsoDate('2008-06-17')
  readonly effectiveOn!: string;
  @IsoDate('2008-06-18')
  readonly knownOn!: string;
  @ApiProperty({ enum: KNOWN_BASES })
  readonly knownBasis!: KnownBasis;
  @Text('ExerciseReported')
  readonly eventType!: EventType;
  @NullableText('M')
  readonly code!: string | null;
  @Amount('1.375', 'Dollars per share')
  readonly price!: string | null;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly filingEventId!: string;
  @Text('4')
  readonly formType!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1)
  readonly row!: number;
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
  @ApiProperty({ type: [StepDecisionSchema] })
  readonly decisions!: StepDecisionSchema[];
  @ApiProperty({ type: StepSplitSchema, nullable: true, description: 'Of a split step' })
  readonly split!: StepSplitSchema | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What does not add up here, with its ranked causes',
  })
  readonly finding!: Finding | null;
  @ApiProperty({ enum: LABELS, isArray: true })
  readonly labels!: Label[];
  @ApiProperty({ type: EvidenceSchema })
  readonly evidence!: EvidenceSchema;
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
