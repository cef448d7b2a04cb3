import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { paddedCik } from '../core/ledger/parties';
import { type FindingsAnswer, FindingsService } from '../services/findings.service';
import { PeopleService } from '../services/people.service';
import { ApiProblems } from './api-problems';
import { FindingsSchema } from './findings-answers';
import { ApiIssuerId, ApiPersonId } from './party-ids';
import { ClocksQuery } from './queries';

/** What does not add up. */
@ApiTags('findings')
@Controller('v1')
export class FindingsController {
  constructor(
    private readonly people: PeopleService,
    private readonly findings: FindingsService,
  ) {}

  @Get('people/:id/findings')
  @ApiOperation({
    operationId: 'getFindings',
    summary: 'Balances of a person that do not add up, with their causes; also those that are resolved',
  })
  @ApiPersonId()
  @ApiOkResponse({ type: FindingsSchema })
  @ApiProblems(400, 404)
  async getFindings(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<FindingsAnswer> {
    const personId = await this.people.idOf(id);
    return this.findings.findings({ personId }, clocks);
  }

  @Get('issuers/:id/findings')
  @ApiOperation({
    operationId: 'getIssuerFindings',
    summary: 'The same for all who report on an issuer, a joint filing once',
  })
  @ApiIssuerId()
  @ApiOkResponse({ type: FindingsSchema })
  @ApiProblems(400, 404)
  getIssuerFindings(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<FindingsAnswer> {
    return this.findings.findings({ issuerId: paddedCik(id) ?? id }, clocks);
  }
}
