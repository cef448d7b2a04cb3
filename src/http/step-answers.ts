import { ApiProperty } from '@nestjs/swagger';
import type { EventType } from '../core/ledger/events';
import type { StepDecision, StepSplit, StepStatus } from '../core/ledger/person-ledger';
import type { Label } from '../services/evidence';
import type { StepAnswer } from '../services/history.service';
import { Amount, IsoDate, LABELS, NullableText, STEP_KINDS, Text, Whole } from './answer-fields';
import { EvidenceSchema } from './evidence-answers';

export const STATUSES: StepStatus[] = [
  'opening',
  'stated',
  'recomputed',
  'differs',
  'asserted',
  'underlying',
  'unreported',
  'split',
];

const STEP_DECISIONS: StepDecision['type'][] = [
  'OpeningBalanceStated',
  'LineCorrected',
  'SplitStated',
  'HoldingsJoined',
  'HoldingsParted',
  'ClassesGrouped',
];

export class StepDecisionSchema implements StepDecision {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the decision' })
  readonly eventId!: string;
  @ApiProperty({ enum: STEP_DECISIONS })
  readonly type!: StepDecision['type'];
  @Text('A. Auditor')
  readonly author!: string;
  @Text('confirmed by the transfer agent')
  readonly reason!: string;
  @IsoDate('2008-07-01')
  readonly knownOn!: string;
  @NullableText('transactionShares', { description: 'The corrected cell; null for any other decision' })
  readonly cell!: string | null;
  @NullableText('50000', { description: 'What was read from the form there' })
  readonly filed!: string | null;
  @NullableText('48000', {
    description: 'What is read now, the stated balance, the ratio, or titles of one class',
  })
  readonly value!: string | null;
}

export class StepSplitSchema implements StepSplit {
  @Text('5', { description: 'New shares, for `from` old ones; an exact decimal' })
  readonly to!: string;
  @Text('1')
  readonly from!: string;
  @IsoDate('2020-08-31', 'As the decision states it')
  readonly statedOn!: string;
  @Text('25499505', { description: 'The balance before, multiplied' })
  readonly product!: string;
  @ApiProperty({
    enum: ['down', 'up'],
    nullable: true,
    type: String,
    description: 'How the next row counts the fraction of a share',
  })
  readonly rounded!: 'down' | 'up' | null;
  @ApiProperty({
    enum: ['early', 'late'],
    nullable: true,
    type: String,
    description: 'Where the balances change over on another day than the stated one',
  })
  readonly counted!: 'early' | 'late' | null;
  @Amount('31.17', 'Table II: dollars per share before')
  readonly strikeBefore!: string | null;
  @Amount('6.24', 'Table II: dollars per share after')
  readonly strikeAfter!: string | null;
}

/** One step of a holding. */
export class StepSchema implements Omit<StepAnswer, 'adjustment'> {
  @Whole(0, 'From 0 within the holding')
  readonly ordinal!: number;
  @ApiProperty({ enum: STEP_KINDS })
  readonly kind!: StepAnswer['kind'];
  @ApiProperty({ enum: STATUSES })
  readonly status!: StepStatus;
  @IsoDate('2008-06-17')
  readonly effectiveOn!: string;
  @Text('ExerciseReported')
  readonly eventType!: EventType;
  @NullableText('M', { description: 'Transaction code' })
  readonly code!: string | null;
  @Amount('50000', 'Signed by the A/D column')
  readonly change!: string | null;
  @Amount('1.375', 'Dollars per share')
  readonly price!: string | null;
  @Amount('85000', 'Following balance as filed')
  readonly reported!: string | null;
  @Amount('85000', 'Balance recomputed up to this step')
  readonly computed!: string | null;
  @ApiProperty({ enum: LABELS, isArray: true })
  readonly labels!: Label[];
  @ApiProperty({ type: [StepDecisionSchema] })
  readonly decisions!: StepDecisionSchema[];
  @ApiProperty({ type: StepSplitSchema, nullable: true, description: 'Of a split step' })
  readonly split!: StepSplitSchema | null;
  @ApiProperty({ type: EvidenceSchema })
  readonly evidence!: EvidenceSchema;
}
