import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type HistoryPage, HistoryService, historyPage } from '../services/history.service';
import { type HoldingsAnswer, HoldingsService } from '../services/holdings.service';
import { PeopleService } from '../services/people.service';
import { today } from '../services/today';
import { type VestingAnswer, VestingService } from '../services/vesting.service';
import { ApiProblems } from './api-problems';
import { HistorySchema } from './history-answers';
import { HoldingsSchema } from './holding-answers';
import { ApiPersonId } from './party-ids';
import { ClocksQuery, HistoryQuery, VestingQuery } from './queries';
import { VestingSchema } from './vesting-answers';

/** What a person holds. */
@ApiTags('people')
@Controller('v1/people')
export class HoldingsController {
  constructor(
    private readonly people: PeopleService,
    private readonly holdings: HoldingsService,
    private readonly history: HistoryService,
    private readonly vesting: VestingService,
  ) {}

  @Get(':id/holdings')
  @ApiOperation({ operationId: 'getHoldings', summary: 'What a person holds, on any of the three clocks' })
  @ApiPersonId()
  @ApiOkResponse({ type: HoldingsSchema })
  @ApiProblems(400, 404)
  async getHoldings(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<HoldingsAnswer> {
    const personId = await this.people.idOf(id);
    return this.holdings.holdings(personId, clocks);
  }

  @Get(':id/history')
  @ApiOperation({
    operationId: 'getHistory',
    summary: 'Each step of a person’s holdings, with its evidence, page by page',
  })
  @ApiPersonId()
  @ApiOkResponse({ type: HistorySchema })
  @ApiProblems(400, 404)
  async getHistory(@Param('id') id: string, @Query() query: HistoryQuery): Promise<HistoryPage> {
    const personId = await this.people.idOf(id);
    const { holding, adjusted = false, after, limit, ...clocks } = query;
    const answer = await this.history.history(personId, holding, clocks, { adjusted });
    return historyPage(answer, {
      ...(after !== undefined && { after }),
      ...(limit !== undefined && { limit }),
    });
  }

  @Get(':id/vesting')
  @ApiOperation({
    operationId: 'getVesting',
    summary:
      'What has vested and can be exercised of a person’s derivative lots, on a date and within sixty days',
  })
  @ApiPersonId()
  @ApiOkResponse({ type: VestingSchema })
  @ApiProblems(400, 404)
  async getVesting(@Param('id') id: string, @Query() query: VestingQuery): Promise<VestingAnswer> {
    const personId = await this.people.idOf(id);
    return this.vesting.vesting(personId, { ...query, asOf: query.asOf ?? today() });
  }
}
