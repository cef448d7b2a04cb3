import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ExplainAnswer, ExplainService } from '../services/explain.service';
import { PeopleService } from '../services/people.service';
import { type ReplayAnswer, ReplayService } from '../services/replay.service';
import { ApiProblems } from './api-problems';
import { ExplainSchema } from './explain-answers';
import { ApiPersonId } from './party-ids';
import { ExplainQuery, ReplayQuery } from './queries';
import { ReplaySchema } from './replay-answers';

/** How figures came about. */
@ApiTags('people')
@Controller('v1/people')
export class ProofController {
  constructor(
    private readonly people: PeopleService,
    private readonly explain: ExplainService,
    private readonly replay: ReplayService,
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
    const personId = await this.people.idOf(id);
    return this.explain.explain(personId, query);
  }

  @Get(':id/replay')
  @ApiOperation({
    operationId: 'getReplay',
    summary: 'The ledger as it stood at an event or on a day of knowledge, and what changed up to there',
  })
  @ApiPersonId()
  @ApiOkResponse({ type: ReplaySchema })
  @ApiProblems(400, 404)
  async getReplay(@Param('id') id: string, @Query() query: ReplayQuery): Promise<ReplayAnswer> {
    const personId = await this.people.idOf(id);
    return this.replay.replay(personId, query);
  }
}
