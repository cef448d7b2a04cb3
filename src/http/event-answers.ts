import { ApiProperty } from '@nestjs/swagger';
import type { EventType, NewEvent, StoredEvent } from '../core/ledger/events';
import type { EventsPage } from '../services/events.service';
import { NullableText, Text, Whole } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { PersonSchema } from './person-answers';

class EventSchema {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly id!: string;
  @Text('ExerciseReported', { description: 'See docs/events.md' })
  readonly type!: EventType;
  @Text('reportingPerson-0001494730')
  readonly stream!: string;
  @Whole(1, 'Place in the stream, from 0')
  readonly revision!: number;
  @Text('0000000000000002', { description: 'Place in the log; opaque' })
  readonly position!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the form said' })
  readonly data!: NewEvent['data'];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Source, dates, run and hash chain',
  })
  readonly metadata!: StoredEvent['metadata'];
}

export class EventsSchema implements Omit<EventsPage, 'events'> {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({
    type: [String],
    example: ['reportingPerson-0001494730'],
    description: 'The person’s and those of linked ids first, then those shared with others',
  })
  readonly streams!: string[];
  @ApiProperty({ type: [EventSchema] })
  readonly events!: EventSchema[];
  @NullableText('0000000000000099', { description: '`after` of the next page' })
  readonly next!: string | null;
}
