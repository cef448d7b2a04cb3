import { ApiProperty } from '@nestjs/swagger';
import type { PersonLink, PersonRow } from '../core/ledger/person-ledger';
import type { PeoplePage, PersonAnswer } from '../services/people-list.service';
import { NullableDate, NullableText, Text, Whole } from './answer-fields';
import { BasisSchema, ManyBasisSchema } from './basis-answers';

/** A decision by which two ids are one person. */
class PersonLinkSchema implements PersonLink {
  @ApiProperty({ type: [String], example: ['0001494730', 'name.carter-david-warren'] })
  readonly persons!: [string, string];
  @Text('A. Auditor')
  readonly author!: string;
  @Text('same signature and address')
  readonly reason!: string;
  @Text('2009-01-02')
  readonly knownOn!: string;
  @Text('7155bff8-4a3b-5c21-9d0e-6a1f2b3c4d5e')
  readonly eventId!: string;
}

export class PersonSchema implements PersonRow {
  @Text('0001494730', {
    description: 'CIK with ten digits, or name.<slug> while only a printed name is known',
  })
  readonly personId!: string;
  @NullableText('0001494730')
  readonly cik!: string | null;
  @Text('CARTER DAVID WARREN')
  readonly name!: string;
  @ApiProperty({ type: [String], description: 'Other names on filings, the one known last first' })
  readonly otherNames!: readonly string[];
  @ApiProperty({ type: [PersonLinkSchema], description: 'Links in force between the ids of the person' })
  readonly linked!: PersonLinkSchema[];
  @Whole(3)
  readonly filings!: number;
  @Whole(4)
  readonly holdings!: number;
  @Whole(2, 'Problems and repairs of the filings')
  readonly problems!: number;
  @NullableDate('2006-07-03')
  readonly firstEffectiveOn!: string | null;
  @NullableDate('2008-11-12')
  readonly lastEffectiveOn!: string | null;
}

/** One person, and what fixes the answer. */
export class PersonAnswerSchema extends PersonSchema implements PersonAnswer {
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
}

export class PeopleSchema implements PeoplePage {
  @ApiProperty({ type: [PersonSchema] })
  readonly people!: PersonSchema[];
  @ApiProperty({ type: ManyBasisSchema })
  readonly basis!: ManyBasisSchema;
  @NullableText('0001494730', { description: '`after` of the next page; null on the last one' })
  readonly next!: string | null;
}
