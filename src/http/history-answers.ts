import { ApiProperty } from '@nestjs/swagger';
import type { FormerLineAnswer } from '../services/former-lines';
import type {
  AdjustmentAnswer,
  HistoryPage,
  HoldingHistoryAnswer,
  ProblemAnswer,
  StepAnswer,
} from '../services/history.service';
import { Amount, IsoDate, NullableDate, NullableText, Text, Whole } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { FiledRowSchema } from './evidence-answers';
import { TermsSchema } from './holding-answers';
import { PersonSchema } from './person-answers';
import { StepDecisionSchema, StepSchema } from './step-answers';

class FormerLineSchema extends FiledRowSchema implements FormerLineAnswer {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @NullableText('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'The holding that it belongs to' })
  readonly holdingId!: string | null;
  @ApiProperty({ enum: ['restated', 'voided'] })
  readonly standing!: 'restated' | 'voided';
  @Text('0000855654-08-000042', { description: 'The amendment: accession number or fingerprint' })
  readonly by!: string;
  @IsoDate('2008-07-10')
  readonly byKnownOn!: string;
  @ApiProperty({ type: 'integer', nullable: true, example: 1, description: 'Row of the amendment' })
  readonly byRow!: number | null;
  @Text('the same transaction date, title, balance before it, code, ownership and price')
  readonly reason!: string;
  @Text('Common Stock')
  readonly title!: string;
  @IsoDate('2008-06-17')
  readonly effectiveOn!: string;
  @NullableText('M')
  readonly code!: string | null;
  @Amount('50000', 'Signed by the A/D column')
  readonly change!: string | null;
  @Amount('1.375', 'Dollars per share')
  readonly price!: string | null;
  @Amount('85000', 'Following balance as filed')
  readonly reported!: string | null;
}

class AdjustmentSchema implements AdjustmentAnswer {
  @Text('15', {
    description: 'Quantities are multiplied by `to` and divided by `from`, prices the other way',
  })
  readonly to!: string;
  @Text('1')
  readonly from!: string;
  @ApiProperty({ type: [StepDecisionSchema], description: 'The stated splits, in effective order' })
  readonly splits!: StepDecisionSchema[];
}

class HistoryStepSchema extends StepSchema implements StepAnswer {
  @ApiProperty({ type: AdjustmentSchema, nullable: true, description: 'Null for figures as filed' })
  readonly adjustment!: AdjustmentSchema | null;
}

class HoldingHistorySchema extends TermsSchema implements HoldingHistoryAnswer {
  @ApiProperty({ type: [HistoryStepSchema] })
  readonly steps!: HistoryStepSchema[];
  @ApiProperty({
    type: [FormerLineSchema],
    description: 'Lines that amendments restate or take back: they no longer count',
  })
  readonly former!: FormerLineSchema[];
}

class ProblemSchema implements ProblemAnswer {
  @Text('0001494730')
  readonly personId!: string;
  @Whole(0)
  readonly ordinal!: number;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @ApiProperty({ enum: ['problem', 'repair'] })
  readonly kind!: 'problem' | 'repair';
  @Text('expirationBeforeTransaction')
  readonly code!: string;
  @Text('the expiration date 1988-08-08 is before the transaction date and was not used')
  readonly message!: string;
  @ApiProperty({ enum: ['I', 'II'], nullable: true, type: String })
  readonly table!: 'I' | 'II' | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 1 })
  readonly row!: number | null;
  @NullableText('expirationDate')
  readonly cell!: string | null;
  @NullableText('0001140361-10-027373')
  readonly accession!: string | null;
  @NullableText('4')
  readonly formType!: string | null;
  @NullableDate('2006-07-05')
  readonly signedOn!: string | null;
  @NullableDate('2006-07-06')
  readonly filedOn!: string | null;
  @NullableText('carter-2006-07-05.txt')
  readonly sourceName!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 52 })
  readonly sourceLine!: number | null;
}

export class HistorySchema implements HistoryPage {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ description: 'True when all quantities are in the shares of one day' })
  readonly adjusted!: boolean;
  @ApiProperty({ type: [HoldingHistorySchema] })
  readonly holdings!: HoldingHistorySchema[];
  @ApiProperty({
    type: [FormerLineSchema],
    description: 'Lines of holdings of which every line was taken back',
  })
  readonly voided!: FormerLineSchema[];
  @ApiProperty({
    type: [ProblemSchema],
    description: 'Unread and healed cells of the filings behind the steps',
  })
  readonly problems!: ProblemSchema[];
  @NullableText('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: '`after` of the next page' })
  readonly next!: string | null;
}
