import { ApiProperty } from '@nestjs/swagger';
import type { Label } from '../services/evidence';
import type { HoldingTerms } from '../services/holding-terms';
import type { HoldingAnswer, HoldingsAnswer } from '../services/holdings.service';
import { Amount, IsoDate, LABELS, NullableDate, NullableText, Text, Whole } from './answer-fields';
import { BasisSchema } from './basis-answers';
import { EvidenceSchema } from './evidence-answers';
import { PersonSchema } from './person-answers';
import { StepDecisionSchema } from './step-answers';

export class TermsSchema implements HoldingTerms {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the first line' })
  readonly holdingId!: string;
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly issuerName!: string | null;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Text('Common Stock')
  readonly title!: string;
  @NullableText('D', { description: 'D direct, I indirect; null when unreadable' })
  readonly ownership!: string | null;
  @NullableText('By trust')
  readonly nature!: string | null;
  @NullableText('Held by the Carter Family Trust.')
  readonly natureFootnotes!: string | null;
  @Amount('1.375', 'Dollars per share')
  readonly strike!: string | null;
  @NullableDate('1999-07-29')
  readonly exercisableOn!: string | null;
  @NullableDate('2008-07-29')
  readonly expiresOn!: string | null;
  @NullableText('Common Stock')
  readonly underlyingTitle!: string | null;
  @ApiProperty({ enum: ['shares', 'dollars'] })
  readonly unit!: 'shares' | 'dollars';
  @IsoDate('2008-06-16', 'Before this date the holding is not known')
  readonly knownFrom!: string;
  @Amount('35000', 'Balance before the first transaction, implied by it and never filed')
  readonly impliedOpening!: string | null;
  @Amount('35000', 'Balance before the first line as a person states it, in place of the implied one')
  readonly statedOpening!: string | null;
}

export class HoldingSchema extends TermsSchema implements HoldingAnswer {
  @ApiProperty({ description: 'False before the first evidence: not known is neither zero nor the opening' })
  readonly known!: boolean;
  @Amount('85000', 'Reported, or computed where none was filed; null when not known')
  readonly balance!: string | null;
  @Amount('85000', 'As filed')
  readonly reported!: string | null;
  @Amount('85000', 'Recomputed from the steps')
  readonly computed!: string | null;
  @NullableDate('2008-06-17', 'Date of the step that gave this balance')
  readonly since!: string | null;
  @ApiProperty({ enum: LABELS, isArray: true })
  readonly labels!: Label[];
  @Whole(0, 'Other owners on the form that the balance comes from')
  readonly sharedWith!: number;
  @ApiProperty({ type: [StepDecisionSchema] })
  readonly decisions!: StepDecisionSchema[];
  @ApiProperty({ type: EvidenceSchema })
  readonly evidence!: EvidenceSchema;
}

export class HoldingsSchema implements HoldingsAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: [HoldingSchema] })
  readonly holdings!: HoldingSchema[];
}
