import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type EventsPage, EventsService } from '../services/events.service';
import { PeopleListService, type PeoplePage, type PersonAnswer } from '../services/people-list.service';
import { ApiProblems } from './api-problems';
import { EventsSchema } from './event-answers';
import { ApiPersonId } from './party-ids';
import { PeopleSchema, PersonAnswerSchema } from './person-answers';
import { ClocksQuery, EventsQuery, PeopleQuery } from './queries';

@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(
    private readonly list: PeopleListService,
    private readonly events: EventsService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPeople', summary: 'Reporting persons in order of name, page by page' })
  @ApiOkResponse({ type: PeopleSchema })
  @ApiProblems(400)
  listPeople(@Query() query: PeopleQuery): Promise<PeoplePage> {
    return this.list.page(query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPerson', summary: 'One reporting person' })
  @ApiPersonId()
  @ApiOkResponse({ type: PersonAnswerSchema })
  @ApiProblems(400, 404)
  getPerson(@Param('id') id: string, @Query() clocks: ClocksQuery): Promise<PersonAnswer> {
    return this.list.person(id, clocks);
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
