import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type IssuerAnswer, IssuersService } from '../services/issuers.service';
import { ApiProblems } from './api-problems';
import { IssuerSchema } from './issuer-answers';
import { ApiIssuerId } from './party-ids';
import { ClocksQuery } from './queries';

@ApiTags('issuers')
@Controller('v1/issuers')
export class IssuersController {
  constructor(private readonly issuers: IssuersService) {}

  @Get(':id/holdings')
  @ApiOperation({
    operationId: 'getIssuerHoldings',
    summary: 'Who holds how much of an issuer’s securities, a joint position once',
  })
  @ApiIssuerId()
  @ApiOkResponse({ type: IssuerSchema })
  @ApiProblems(400, 404)
  getIssuerHoldings(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<IssuerAnswer> {
    return this.issuers.holders(id, clocks);
  }
}
