import { Entity, Index } from 'typeorm';
import { KeyText } from './columns';

/** An id that is linked to the one under which a person is kept. */
@Entity('person_ids', { withoutRowid: true })
@Index('idx_person_ids_linked', ['linkedId'])
export class PersonIdEntity {
  @KeyText('person_id')
  personId!: string;

  @KeyText('linked_id')
  linkedId!: string;
}
