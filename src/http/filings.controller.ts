import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  type AmendmentAnswer,
  AmendmentsService,
  type FilingsComparison,
} from '../services/amendments.service';
import { PeopleService } from '../services/people.service';
import { AmendmentSchema, ComparisonSchema } from './amendment-answers';
import { ApiProblems } from './api-problems';
import { DiffQuery } from './queries';

const ApiFilingKey = (name: string) =>
  ApiParam({
    name,
    description: 'Accession number, or the fingerprint of a filing that has none',
    example: '0000855654-08-000042',
  });

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
  @ApiFilingKey('key')
  @ApiOkResponse({ type: AmendmentSchema })
  @ApiProblems(400, 404)
  async diff(@Param('key') key: string, @Query() { person, ...clocks }: DiffQuery): Promise<AmendmentAnswer> {
    return this.amendments.diff(key, clocks, await this.idOf(person));
  }

  @Get(':key/diff/:other')
  @ApiOperation({
    operationId: 'compareFilings',
    summary: 'In what two filings of one person differ as they were filed, line by line and cell by cell',
  })
  @ApiFilingKey('key')
  @ApiFilingKey('other')
  @ApiOkResponse({ type: ComparisonSchema })
  @ApiProblems(400, 404)
  async compare(
    @Param('key') key: string,
    @Param('other') other: string,
    @Query() { person, ...clocks }: DiffQuery,
  ): Promise<FilingsComparison> {
    return this.amendments.compare(key, other, clocks, await this.idOf(person));
  }

  private async idOf(person: string | undefined): Promise<string | undefined> {
    return person === undefined ? undefined : (await this.people.withId(person)).personId;
  }
}
