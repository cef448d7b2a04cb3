import { ApiProperty } from '@nestjs/swagger';
import type { ColumnChange, RowChange } from '../core/ledger/ledger-difference';
import type { ReplayAnswer, ReplayStep } from '../services/replay.service';
import { NullableText, Text } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { HoldingSchema } from './holding-answers';
import { PersonSchema } from './person-answers';

class ColumnChangeSchema implements ColumnChange {
  @Text('computed')
  readonly column!: string;
  @ApiProperty({ nullable: true, description: 'As it was', example: '85000', type: Object })
  readonly before!: unknown;
  @ApiProperty({ nullable: true, description: 'As it is', example: '83000', type: Object })
  readonly after!: unknown;
}

class RowChangeSchema {
  @ApiProperty({ enum: ['filing', 'holding', 'step', 'problem', 'lot', 'tranche', 'draw'] })
  readonly kind!: RowChange['kind'];
  @ApiProperty({ enum: ['added', 'changed', 'gone'] })
  readonly change!: RowChange['change'];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As it is now; as it was, when gone',
  })
  readonly row!: RowChange['row'];
  @ApiProperty({ type: [ColumnChangeSchema], description: 'Empty unless the row is changed' })
  readonly columns!: ColumnChangeSchema[];
}

class ReplayStepSchema implements ReplayStep {
  @NullableText('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', {
    description: 'Last event; null when days are replayed',
  })
  readonly eventId!: string | null;
  @NullableText('0000000000000002')
  readonly position!: string | null;
  @NullableText('2008-06-18', { description: 'Moment of knowledge; null when events are replayed' })
  readonly knownAt!: string | null;
  @ApiProperty({ type: [String], example: ['FilingRecorded', 'ExerciseReported'] })
  readonly types!: string[];
  @ApiProperty({ type: [RowChangeSchema] })
  readonly changes!: ReplayStep['changes'];
}

export class ReplaySchema implements ReplayAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema, description: 'Of the ledger as it stood' })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: [HoldingSchema] })
  readonly holdings!: HoldingSchema[];
  @ApiProperty({ type: BasisSchema, nullable: true, description: 'Of the point that changes count from' })
  readonly from!: BasisSchema | null;
  @ApiProperty({ type: [RowChangeSchema], description: 'Between the two points' })
  readonly changes!: ReplayAnswer['changes'];
  @ApiProperty({ type: [ReplayStepSchema], required: false, description: 'When asked for' })
  readonly steps?: ReplayStepSchema[];
}
