import { ApiProperty } from '@nestjs/swagger';
import type { IssuerClass, IssuerPosition, PositionHolder } from '../core/ledger/issuer-positions';
import type { IssuerAnswer } from '../services/issuers.service';
import { Amount, IsoDate, NullableText, Text, Whole } from './answer-fields';
import { BasisSchema } from './basis-answers';

class IssuerNameSchema {
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly name!: string | null;
  @NullableText('IMGN')
  readonly tradingSymbol!: string | null;
}

class PositionHolderSchema implements PositionHolder {
  @Text('0001494730')
  readonly personId!: string;
  @Text('CARTER DAVID WARREN')
  readonly name!: string;
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly holdingId!: string;
  @Amount('85000', 'As this person’s own filings have it; null when not known')
  readonly balance!: string | null;
  @IsoDate('2008-06-17')
  readonly since!: string;
}

class IssuerPositionSchema implements IssuerPosition {
  @Amount('85000', 'After the newest step of any of its holders; null when not known')
  readonly balance!: string | null;
  @IsoDate('2008-06-17')
  readonly since!: string;
  @NullableText('D', { description: 'D direct, I indirect; null when unreadable' })
  readonly ownership!: string | null;
  @NullableText('By trust')
  readonly nature!: string | null;
  @Text('0001140361-08-014621')
  readonly filingKey!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1)
  readonly row!: number;
  @ApiProperty({ type: [PositionHolderSchema] })
  readonly holders!: PositionHolderSchema[];
}

class IssuerClassSchema implements IssuerClass {
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Text('Common Stock')
  readonly title!: string;
  @ApiProperty({ enum: ['shares', 'dollars'] })
  readonly unit!: 'shares' | 'dollars';
  @Text('85000', { description: 'Sum of the balances that are known, each position once; an exact decimal' })
  readonly total!: string;
  @Whole(0, 'Positions without a known balance: the total lacks them')
  readonly unknown!: number;
  @ApiProperty({ type: [IssuerPositionSchema] })
  readonly positions!: IssuerPositionSchema[];
}

export class IssuerSchema implements IssuerAnswer {
  @ApiProperty({ type: IssuerNameSchema })
  readonly issuer!: IssuerNameSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: [IssuerClassSchema] })
  readonly classes!: IssuerClassSchema[];
}
