import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { KnownBasis } from '../core/ledger/person-ledger';
import type { AnswerBasis } from '../services/answer';
import type { ManyBasis } from '../services/kept-basis';
import type { FoldBasis } from '../services/person-folds';
import { KNOWN_BASES, NullableDate, NullableText, Whole } from './answer-fields';

/** The four that fix an answer for ever. */
export class FoldBasisSchema implements FoldBasis {
  @NullableDate('2008-11-14', 'The date asked for; null for as far as the ledger goes')
  readonly effectiveOn!: string | null;
  @NullableText('2008-11-14', {
    description:
      'Knowledge asked for: a date (the end of that day) or a time, US Eastern; null for all that is recorded',
  })
  readonly knownAt!: string | null;
  @NullableText('0000000000000008', { description: 'Newest event of the log that the answer accounts for' })
  readonly position!: string | null;
  @Whole(1)
  readonly rulesVersion!: number;
}

export class ManyBasisSchema extends FoldBasisSchema implements ManyBasis {
  @ApiPropertyOptional({
    example: '0000000000000012',
    description:
      'Only where some persons’ rows account for events past the position: up to which; asked with the position as ' +
      'recordedAt, the answer is that of the position',
  })
  readonly rowsAheadTo?: string;
}

export class BasisSchema extends FoldBasisSchema implements AnswerBasis {
  @NullableDate('2008-11-14', 'Knowledge date of the newest filing that the answer rests on')
  readonly knownOn!: string | null;
  @ApiProperty({ enum: KNOWN_BASES, nullable: true, type: String, description: 'What knownOn is' })
  readonly knownBasis!: KnownBasis | null;
}
