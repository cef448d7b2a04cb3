import { ApiProperty } from '@nestjs/swagger';
import type { FailedAt, Readiness } from '../services/readiness.service';
import { NullableText } from './answer-fields';

export class LiveSchema {
  @ApiProperty({ enum: ['live'] })
  readonly status!: 'live';
}

export class FailedAtSchema implements FailedAt {
  @ApiProperty({ example: '4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52' })
  readonly eventId!: string;
  @ApiProperty({ example: '0000000000000008' })
  readonly position!: string;
  @ApiProperty({ example: '0001211060' })
  readonly personId!: string;
  @ApiProperty({ example: 'a balance cannot be' })
  readonly error!: string;
}

export class ReadinessSchema implements Readiness {
  @ApiProperty()
  readonly ready!: boolean;
  @ApiProperty({ type: [String], description: 'What is wrong; empty when ready' })
  readonly reasons!: string[];
  @NullableText('0000000000000008', { description: 'Newest event of the log' })
  readonly head!: string | null;
  @NullableText('0000000000000008', { description: 'Newest event that the rows account for' })
  readonly checkpoint!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 0, description: 'Events that the rows lack' })
  readonly lag!: number | null;
  @ApiProperty({ description: 'True when the lag may be more than that' })
  readonly lagAtLeast!: boolean;
  @ApiProperty({ type: 'integer', example: 1, description: 'The generation of rows that answers' })
  readonly generation!: number;
  @ApiProperty({
    type: FailedAtSchema,
    nullable: true,
    description: 'The event that the projection stopped at; null while it goes on',
  })
  readonly failedAt!: FailedAtSchema | null;
}
