import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PersonRow } from '../core/ledger/person-ledger';
import { type EventsPage, EventsService } from '../services/events.service';
import { type HistoryAnswer, HistoryService } from '../services/history.service';
import { type HoldingsAnswer, HoldingsService } from '../services/holdings.service';
import { type PeoplePage, PeopleService } from '../services/people.service';
import { today } from '../services/today';
import { type VestingAnswer, VestingService } from '../services/vesting.service';
import { EventsSchema, HoldingsSchema, PeopleSchema, PersonSchema } from './answers';
import { ApiProblems } from './api-problems';
import { HistorySchema } from './history-answers';
import { ApiPersonId } from './person-id';
import { ClocksQuery, EventsQuery, HistoryQuery, PeopleQuery, VestingQuery } from './queries';
import { VestingSchema } from './vesting-answers';

@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly holdings: HoldingsService,
    private readonly history: HistoryService,
    private readonly events: EventsService,
    private readonly vesting: VestingService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPeople', summary: 'Reporting persons in order of name, page by page' })
  @ApiOkResponse({ type: PeopleSchema })
  @ApiProblems(400)
  listPeople(@Query() query: PeopleQuery): Promise<PeoplePage> {
    return this.people.page(query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPerson', summary: 'One reporting person' })
  @ApiPersonId()
  @ApiOkResponse({ type: PersonSchema })
  @ApiProblems(404)
  getPerson(@Param('id') id: string): Promise<PersonRow> {
    return this.people.withId(id);
  }

  @Get(':id/holdings')
  @ApiOperation({ operationId: 'getHoldings', summary: 'What a person holds, on any of the three clocks' })
  @ApiPersonId()
  @ApiOkResponse({ type: HoldingsSchema })
  @ApiProblems(400, 404)
  async getHoldings(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<HoldingsAnswer> {
    const { personId } = await this.people.withId(id);
    return this.holdings.holdings(personId, clocks);
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'getHistory', summary: 'Each step of a person’s holdings, with its evidence' })
  @ApiPersonId()
  @ApiOkResponse({ type: HistorySchema })
  @ApiProblems(400, 404)
  async getHistory(@Param('id') id: string, @Query() query: HistoryQuery): Promise<HistoryAnswer> {
    const { personId } = await this.people.withId(id);
    const { holding, ...clocks } = query;
    return this.history.history(personId, holding, clocks);
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
    const { personId } = await this.people.withId(id);
    return this.vesting.vesting(personId, { ...query, asOf: query.asOf ?? today() });
  }

  @Get(':id/events')
  @ApiOperation({ operationId: 'listEvents', summary: 'A person’s events as they are stored, page by page' })
  @ApiPersonId()
  @ApiOkResponse({ type: EventsSchema })
  @ApiProblems(400, 404)
  listEvents(@Param('id') id: string, @Query() query: EventsQuery): Promise<EventsPage> {
    return this.events.page(id, query);
  }
}
