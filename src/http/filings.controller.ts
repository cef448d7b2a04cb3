import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type AmendmentAnswer, AmendmentsService } from '../services/amendments.service';
import { PeopleService } from '../services/people.service';
import { AmendmentSchema } from './amendment-answers';
import { ApiProblems } from './api-problems';
import { DiffQuery } from './queries';

@ApiTags('filings')
@Controller('v1/filings')
export class FilingsController {
  constructor(
    private readonly people: PeopleService,
    private readonly amendments: AmendmentsService,
  ) {}

  @Get(':key/diff')
  @ApiOperation({
    operationId: 'diffAmendment',
    summary: 'What an amendment changed, line by line and cell by cell',
  })
  @ApiParam({
    name: 'key',
    description: 'Accession number, or the fingerprint of a filing that has none',
    example: '0000855654-08-000042',
  })
  @ApiOkResponse({ type: AmendmentSchema })
  @ApiProblems(400, 404)
  async diff(@Param('key') key: string, @Query() { person, ...clocks }: DiffQuery): Promise<AmendmentAnswer> {
    const personId = person === undefined ? undefined : (await this.people.withId(person)).personId;
    return this.amendments.diff(key, clocks, personId);
  }
}
