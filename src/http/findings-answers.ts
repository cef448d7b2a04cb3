import { ApiProperty } from '@nestjs/swagger';
import type { Cause, CauseKind, Certainty, Finding } from '../core/ledger/reconciliation/finding';
import type { DoubleSide, PossibleDouble } from '../core/ledger/reconciliation/possible-doubles';
import type { SpelledHolding, Spelling } from '../core/ledger/reconciliation/spellings';
import type { ReportedRow } from '../core/ledger/reported-row';
import type { FindingsAnswer } from '../services/findings.service';
import { Amount, IsoDate, NullableDate, NullableText, Text, Whole } from './answer-fields';
import { FoldBasisSchema } from './basis-answers';

const CERTAINTIES: Certainty[] = ['told', 'exact', 'possible', 'ruledOut'];
const STATUSES: Finding['status'][] = ['open', 'explained', 'resolved'];

class CauseSchema implements Cause {
  @ApiProperty({ type: [String], example: ['missingFiling'], description: 'See docs/reconciliation.md' })
  readonly kinds!: CauseKind[];
  @ApiProperty({ enum: CERTAINTIES })
  readonly certainty!: Certainty;
  @Text('-1000', { description: 'What of the difference it accounts for; an exact decimal' })
  readonly accountsFor!: string;
  @ApiProperty({ type: [String], description: 'The sums, in words and figures' })
  readonly arithmetic!: string[];
  @ApiProperty({ type: [String], description: 'Event ids of the other lines that it rests on' })
  readonly lines!: string[];
  @ApiProperty({ type: [String], example: ['F2'] })
  readonly footnotes!: string[];
  @ApiProperty({
    type: String,
    required: false,
    example:
      'holdings decide split --issuer 0000855654 --on 2020-08-31 --from 1 --to 5 --author NAME --reason TEXT',
    description: 'The decision that would settle it, as a command',
  })
  readonly proposal?: string;
}

class ReportedRowSchema implements ReportedRow {
  @Text('0001494730')
  readonly personId!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @Text('4')
  readonly formType!: string;
  @Text('carter-2008-06-18.txt')
  readonly sourceName!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1)
  readonly row!: number;
  @Text('Common Stock')
  readonly title!: string;
  @NullableText('D')
  readonly ownership!: string | null;
  @NullableText('By trust')
  readonly nature!: string | null;
  @NullableText('S')
  readonly code!: string | null;
  @IsoDate('2008-06-17')
  readonly effectiveOn!: string;
  @Amount('-10000', 'Signed by the A/D column')
  readonly change!: string | null;
  @Text('74000', { description: 'The following balance; empty when the row shows none' })
  readonly reported!: string;
}

class FindingSchema extends ReportedRowSchema implements Finding {
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly issuerName!: string | null;
  @NullableText('IMGN')
  readonly tradingSymbol!: string | null;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the holding’s first line' })
  readonly holdingId!: string;
  @IsoDate('2008-06-18', 'When the later of the two filings became known')
  readonly knownOn!: string;
  @Text('85000', { description: 'Balance counted from' })
  readonly before!: string;
  @Text('75000')
  readonly computed!: string;
  @Text('-1000', { description: 'Reported less computed' })
  readonly difference!: string;
  @ApiProperty({ enum: STATUSES })
  readonly status!: Finding['status'];
  @Text('-1000', { description: 'What no cause that is told or exact accounts for' })
  readonly residual!: string;
  @ApiProperty({ type: [CauseSchema], description: 'Best first' })
  readonly causes!: CauseSchema[];
  @NullableDate('2008-07-10', 'Since when a resolved finding is')
  readonly resolvedOn!: string | null;
  @ApiProperty({ type: [String], description: 'Filings that became known then' })
  readonly resolvedBy!: string[];
}

class DoubleSideSchema extends ReportedRowSchema implements DoubleSide {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the holding’s first line' })
  readonly holdingId!: string;
  @Text('48000', { description: 'As the holding stands after its last line' })
  readonly balance!: string;
}

class PossibleDoubleSchema implements PossibleDouble {
  @Text('0001494730')
  readonly personId!: string;
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly issuerName!: string | null;
  @NullableText('IMGN')
  readonly tradingSymbol!: string | null;
  @ApiProperty({ type: DoubleSideSchema, description: 'At its last line: no later filing speaks of it' })
  readonly left!: DoubleSideSchema;
  @ApiProperty({ type: DoubleSideSchema, description: 'At its first line' })
  readonly goesOn!: DoubleSideSchema;
  @Text('50000', { description: 'What the first was left with and the second goes on from' })
  readonly balance!: string;
  @Text(
    '50000 was left on 2020-07-13, and no later filing speaks of it; 50000 stood before row I.1 of 2020-10-08',
  )
  readonly arithmetic!: string;
}

class SpellingSchema implements Spelling {
  @Text('Common Stock')
  readonly title!: string;
  @NullableText('By trust')
  readonly nature!: string | null;
  @NullableText('40.93 / - / 2030-06-11', {
    description: 'Strike, exercise date and expiration; null in Table I',
  })
  readonly terms!: string | null;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly lineId!: string;
  @Text('0001140361-10-027373')
  readonly filingKey!: string;
  @IsoDate('2008-06-17')
  readonly effectiveOn!: string;
  @Amount('85000', 'That the line goes on from; null for the first spelling')
  readonly balance!: string | null;
}

class SpelledHoldingSchema implements SpelledHolding {
  @Text('0001494730')
  readonly personId!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly holdingId!: string;
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMGN')
  readonly tradingSymbol!: string | null;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @NullableText('I')
  readonly ownership!: string | null;
  @ApiProperty({ type: [SpellingSchema] })
  readonly spellings!: SpellingSchema[];
}

export class FindingsSchema implements FindingsAnswer {
  @NullableText('0001494730', { description: 'null for an issuer’s' })
  readonly personId!: string | null;
  @ApiProperty({ type: FoldBasisSchema })
  readonly basis!: FoldBasisSchema;
  @Whole(1)
  readonly open!: number;
  @Whole(0, 'With a cause that is told or proved by its sum')
  readonly explained!: number;
  @Whole(0, 'Open as known earlier')
  readonly resolved!: number;
  @ApiProperty({ type: [FindingSchema] })
  readonly findings!: FindingSchema[];
  @ApiProperty({ type: [SpelledHoldingSchema], description: 'Holdings whose spelling changes' })
  readonly spellings!: SpelledHoldingSchema[];
  @ApiProperty({
    type: [PossibleDoubleSchema],
    description: 'Holdings that may be one, and would then count twice',
  })
  readonly doubles!: PossibleDoubleSchema[];
  @ApiProperty({ type: [String], description: 'Decisions on holdings that could not be followed' })
  readonly doubts!: string[];
}
