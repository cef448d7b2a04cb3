import { Entity } from 'typeorm';
import { KeyText, Text } from './columns';

/** How far in the log the rows are; one row, absent before the first event is projected. */
@Entity('checkpoint', { withoutRowid: true })
export class CheckpointEntity {
  @KeyText('projection')
  projection!: string;

  /** Position of the last event that the rows account for. */
  @Text('position')
  position!: string;
}
