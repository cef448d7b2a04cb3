import { Entity } from 'typeorm';
import { Integer, KeyText, Text } from './columns';

/** How far in the log the rows are; one row, absent before the first event is projected. */
@Entity('checkpoint', { withoutRowid: true })
export class CheckpointEntity {
  @KeyText('projection')
  projection!: string;

  /** Position of the last event that the rows account for. */
  @Text('position')
  position!: string;

  /** That event's stream, its revision there, and its chain hash: by them it is known again in the log. */
  @Text('stream')
  stream!: string;

  @Integer('revision')
  revision!: number;

  @Text('hash')
  hash!: string;

  /** Writes of rows since the checkpoint came here that left it here. */
  @Integer('pieces', { default: 0 })
  pieces!: number;
}
