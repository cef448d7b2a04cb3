import { ApiProperty } from '@nestjs/swagger';
import type { LotDecision } from '../core/ledger/lot-reading';
import type { LotText } from '../core/ledger/lot-texts';
import type { FootnotePart } from '../core/vesting/grammar/join-continuations';
import type { Certainty, ScheduleReading } from '../core/vesting/schedule';
import type { VestingReadingAnswer } from '../services/vesting.service';
import { Data, IsoDate, NullableText, Text, Words } from './answer-fields';

const CERTAINTIES: Certainty[] = ['determined', 'assumed', 'bounded', 'undetermined'];

class PartSchema implements FootnotePart {
  @Text('F3')
  readonly id!: string;
  @ApiProperty({ type: 'integer', description: 'Offsets in the whole text; end is exclusive' })
  readonly start!: number;
  @ApiProperty({ type: 'integer' })
  readonly end!: number;
  @ApiProperty({ type: 'integer', description: 'Offset in the note as filed of its first character' })
  readonly from!: number;
}

class TextSchema implements LotText {
  @Text('The units vest as to one-twelfth monthly beginning on July 31, 2006.')
  readonly text!: string;
  @Text('F3')
  readonly footnote!: string;
  @ApiProperty({ type: [PartSchema], required: false, description: 'Where it stands in several notes' })
  readonly parts?: readonly FootnotePart[];
  @Text('exerciseDate', { description: 'The cell that points to it' })
  readonly cell!: LotText['cell'];
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly lineId!: string;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @ApiProperty({ type: String, format: 'date', required: false, example: '2006-07-05' })
  readonly filedOn?: string;
}

class OtherTextSchema {
  @ApiProperty({ type: TextSchema })
  readonly text!: TextSchema;
  @ApiProperty({ enum: CERTAINTIES })
  readonly certainty!: Certainty;
  @Text('it says the same')
  readonly reason!: string;
}

/** A decision on a lot. */
export class LotDecisionSchema implements LotDecision {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly eventId!: string;
  @ApiProperty({ enum: ['ScheduleStated', 'TermsChanged'] })
  readonly type!: LotDecision['type'];
  @Text('A. Auditor')
  readonly author!: string;
  @Text('section 3 of the award agreement')
  readonly reason!: string;
  @IsoDate('2024-05-01')
  readonly knownOn!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'Changed terms hold from it on',
  })
  readonly effectiveOn?: string;
}

/** What is believed of a lot’s vesting, and why. */
export class VestingReadingSchema implements VestingReadingAnswer {
  @ApiProperty({
    enum: ['footnote', 'column6', 'decision', 'none'],
    description: 'What tells of the vesting',
  })
  readonly source!: VestingReadingAnswer['source'];
  @ApiProperty({ type: TextSchema, nullable: true })
  readonly text!: TextSchema | null;
  @ApiProperty({ type: LotDecisionSchema, nullable: true, description: 'Believed instead of what was filed' })
  readonly decision!: LotDecisionSchema | null;
  @ApiProperty({ enum: CERTAINTIES })
  readonly certainty!: Certainty;
  @Words('What was filled in that nothing states')
  readonly assumptions!: string[];
  @Words('What the row says that agrees')
  readonly evidence!: string[];
  @NullableText('it depends on performance, and no date is stated')
  readonly undetermined!: string | null;
  @Data('ScheduleReading: spans, schedule, alternatives, conditions')
  readonly reading!: ScheduleReading;
  @ApiProperty({ type: [OtherTextSchema], description: 'Other footnotes that tell of vesting' })
  readonly others!: OtherTextSchema[];
}
