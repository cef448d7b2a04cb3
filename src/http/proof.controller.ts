import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ExplainAnswer, ExplainService } from '../services/explain.service';
import { PeopleService } from '../services/people.service';
import { ApiProblems } from './api-problems';
import { ExplainSchema } from './explain-answers';
import { ApiPersonId } from './person-id';
import { ExplainQuery } from './queries';

/** How figures came about. */
@ApiTags('people')
@Controller('v1/people')
export class ProofController {
  constructor(
    private readonly people: PeopleService,
    private readonly explain: ExplainService,
  ) {}

  @Get(':id/explanation')
  @ApiOperation({
    operationId: 'getExplanation',
    summary: 'The ordered steps to each figure, down to the boxes of the forms',
  })
  @ApiPersonId()
  @ApiOkResponse({ type: ExplainSchema })
  @ApiProblems(400, 404)
  async getExplanation(@Param('id') id: string, @Query() query: ExplainQuery): Promise<ExplainAnswer> {
    const { personId } = await this.people.withId(id);
    return this.explain.explain(personId, query);
  }
}
