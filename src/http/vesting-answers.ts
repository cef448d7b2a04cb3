import { ApiProperty } from '@nestjs/swagger';
import type { LotDraw } from '../core/ledger/lot-draws';
import type {
  SixtyDayCount,
  SixtyDayPolicy,
  SixtyDayReason,
  WithinSixtyDays,
} from '../core/rules/within-sixty-days';
import type { DrawKind } from '../core/vesting/draw';
import type { DerivedFact, LotPosition } from '../core/vesting/lot-position';
import {
  ALLOCATION_TYPES,
  type AllocationType,
  type Settlement,
  type TriggerEvent,
} from '../core/vesting/schedule';
import type { Tranche } from '../core/vesting/tranches';
import type { Label } from '../services/evidence';
import type { VestingAnswer, VestingLotAnswer } from '../services/vesting.service';
import { Data, IsoDate, LABELS, NullableDate, NullableText, Text, Words } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { EvidenceSchema } from './evidence-answers';
import { TermsSchema } from './holding-answers';
import { PersonSchema } from './person-answers';
import { LotDecisionSchema, VestingReadingSchema } from './vesting-reading-answers';

const ORIGINS: VestingLotAnswer['origin'][] = ['grant', 'acquisition', 'opening'];
const DRAW_KINDS: DrawKind[] = [
  'exercise',
  'disposition',
  'withholding',
  'transfer',
  'expiration',
  'cancellation',
  'forfeiture',
];
const REASONS: SixtyDayReason[] = [
  'exercisable',
  'nothingExercisable',
  'settledInCash',
  'settlementOpen',
  'payableOnRetirement',
  'deliveredLater',
  'deliveryOpen',
];
const ON_RETIREMENT: SixtyDayPolicy['unitsPayableOnRetirement'][] = ['exclude', 'count'];

/** A figure that is always there. */
const Units = (example: string, description: string) =>
  Text(example, { description: `${description}; an exact decimal` });

class TrancheSchema implements Tranche {
  @Units('667', 'Units')
  readonly units!: string;
  @ApiProperty({ type: String, format: 'date', required: false, description: 'Absent when not known' })
  readonly on?: string;
  @ApiProperty({ type: String, format: 'date', required: false })
  readonly notBefore?: string;
  @ApiProperty({ type: String, format: 'date', required: false })
  readonly notAfter?: string;
  @ApiProperty({ type: [String], required: false, description: 'Events without a known date' })
  readonly awaits?: TriggerEvent[];
  @ApiProperty({ type: 'integer', required: false, description: 'Step of the schedule, from 0' })
  readonly step?: number;
}

class DrawSchema implements LotDraw {
  @IsoDate('2008-06-17')
  readonly on!: string;
  @Units('50000', 'Units')
  readonly units!: string;
  @ApiProperty({ enum: DRAW_KINDS })
  readonly kind!: DrawKind;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly lineId!: string;
  @NullableText('M')
  readonly code!: string | null;
  @Text('the only lot of the holding', { description: 'Why it was drawn from this lot' })
  readonly rule!: string;
  @ApiProperty({ type: [String], description: 'Lots that it could have been drawn from as well' })
  readonly alsoPossible!: string[];
  @ApiProperty({
    type: String,
    required: false,
    description: 'In the shares of its day, where they were split',
  })
  readonly unitsThen?: string;
  @ApiProperty({ type: 'integer', required: false, description: 'Splits of the holding before it' })
  readonly splitsBefore?: number;
}

class DerivedFactSchema implements DerivedFact {
  @ApiProperty({ enum: ['vesting', 'expiration', 'forfeiture'] })
  readonly kind!: DerivedFact['kind'];
  @IsoDate('1999-07-29')
  readonly on!: string;
  @Units('16667', 'Units')
  readonly units!: string;
  @Text('the schedule')
  readonly rule!: string;
}

class AtMostSchema {
  @Units('50000', 'Units')
  readonly vested!: string;
  @Units('50000', 'Units')
  readonly exercisable!: string;
}

class PositionSchema implements LotPosition {
  @IsoDate('2000-08-01')
  readonly on!: string;
  @Units('50000', '0 before the grant')
  readonly granted!: string;
  @Units('33334', 'Vested by then, whatever became of it since')
  readonly vested!: string;
  @Units('16666', 'Not known to have vested')
  readonly unvested!: string;
  @Units('33334', 'Held, and can be exercised or is vested and unsettled')
  readonly exercisable!: string;
  @Units('50000', 'Units')
  readonly held!: string;
  @Units('0', 'Units')
  readonly exercised!: string;
  @Units('0', 'Disposed of, withheld, transferred or cancelled')
  readonly disposed!: string;
  @Units('0', 'Not exercised by the expiration')
  readonly expired!: string;
  @Units('0', 'Lost before it vested')
  readonly forfeited!: string;
  @ApiProperty({ type: AtMostSchema, description: 'What could be, where only bounds are known' })
  readonly atMost!: AtMostSchema;
  @ApiProperty({ type: [DerivedFactSchema], description: 'Computed, never filed' })
  readonly derived!: DerivedFactSchema[];
  @Words('Filed draws that the schedule, expiration or balance cannot explain')
  readonly doubts!: string[];
}

class VestingLotSchema extends TermsSchema implements VestingLotAnswer {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line that brought it' })
  readonly lotId!: string;
  @ApiProperty({ enum: ORIGINS, description: 'opening: held before the first evidence' })
  readonly origin!: VestingLotAnswer['origin'];
  @NullableDate('2008-11-12')
  readonly acquiredOn!: string | null;
  @Units('8000', 'Units of the grant, or of the opening')
  readonly units!: string;
  @ApiProperty({ type: VestingReadingSchema })
  readonly vesting!: VestingReadingSchema;
  @Data('Settlement: in what, and when', { nullable: true })
  readonly settlement!: Settlement | null;
  @ApiProperty({ type: [TrancheSchema] })
  readonly tranches!: TrancheSchema[];
  @ApiProperty({ type: [DrawSchema] })
  readonly draws!: DrawSchema[];
  @ApiProperty({ type: PositionSchema })
  readonly position!: PositionSchema;
  @ApiProperty({ type: [LotDecisionSchema], description: 'In force on the lot, on whatever dates' })
  readonly decisions!: LotDecisionSchema[];
  @Words('What does not fit together')
  readonly doubts!: string[];
  @ApiProperty({ enum: LABELS, isArray: true })
  readonly labels!: Label[];
  @ApiProperty({ type: EvidenceSchema })
  readonly evidence!: EvidenceSchema;
}

class CountSchema implements SixtyDayCount {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly lotId!: string;
  @Text('Deferred Share Unit')
  readonly title!: string;
  @Units('667', 'Exercisable, or vesting, by the last day')
  readonly units!: string;
  @Units('667', 'The same, where only bounds are known')
  readonly unitsAtMost!: string;
  @Units('0', 'Shares counted under the policy')
  readonly shares!: string;
  @ApiProperty()
  readonly counted!: boolean;
  @ApiProperty({ enum: REASONS })
  readonly reason!: SixtyDayReason;
  @Text('payable on retirement or separation; 667 units are exercisable or vest by 2009-02-12')
  readonly explanation!: string;
}

class PolicySchema implements SixtyDayPolicy {
  @ApiProperty({ enum: ON_RETIREMENT })
  readonly unitsPayableOnRetirement!: SixtyDayPolicy['unitsPayableOnRetirement'];
}

class BothAnswersSchema {
  @Units('0', 'Shares')
  readonly excluded!: string;
  @Units('667', 'Shares')
  readonly counted!: string;
}

class WithinSchema implements WithinSixtyDays {
  @IsoDate('2008-12-14')
  readonly asOf!: string;
  @IsoDate('2009-02-12')
  readonly lastDay!: string;
  @ApiProperty({ type: PolicySchema })
  readonly policy!: PolicySchema;
  @Units('0', 'Shares that can be acquired by the last day, under the policy')
  readonly shares!: string;
  @Units('0', 'The same if everything counted that bounds and open settlements leave possible')
  readonly atMost!: string;
  @ApiProperty({ type: BothAnswersSchema })
  readonly unitsPayableOnRetirement!: BothAnswersSchema;
  @ApiProperty({ type: [CountSchema] })
  readonly lots!: CountSchema[];
}

export class VestingSchema implements VestingAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ enum: ALLOCATION_TYPES, description: 'How units become whole (Open Cap Format)' })
  readonly allocation!: AllocationType;
  @ApiProperty({ type: WithinSchema, description: 'Rule 13d-3(d)(1)' })
  readonly within!: WithinSchema;
  @ApiProperty({ type: [VestingLotSchema] })
  readonly lots!: VestingLotSchema[];
  @Words('Decisions about lots that are not there')
  readonly doubts!: string[];
}
