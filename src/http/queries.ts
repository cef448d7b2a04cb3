import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { SIXTY_DAYS } from '../core/rules/within-sixty-days';
import { isCalendarDate } from '../core/values/calendar-date';
import { ALLOCATION_TYPES, type AllocationType } from '../core/vesting/schedule';
import { DEFAULT_ALLOCATION } from '../core/vesting/tranches';
import { MAX_PAGE_EVENTS, PAGE_EVENTS } from '../services/events.service';
import { PAGE_HOLDINGS } from '../services/history.service';
import { MAX_PAGE_ROWS, MAX_SEARCH_LENGTH, PAGE_ROWS } from '../services/people.service';
import { MAX_WITHIN_DAYS } from '../services/vesting.service';

/** Longest id of a person: `name.` and the longest slug of a name. */
export const MAX_ID_LENGTH = 200;

/** Longest timestamp, event id or position. */
const MAX_MOMENT_LENGTH = 64;

/** A date of the calendar as YYYY-MM-DD. */
function IsIsoDate(): PropertyDecorator {
  return ValidateBy({
    name: 'isIsoDate',
    validator: {
      validate: (value) => typeof value === 'string' && isCalendarDate(value),
      defaultMessage: (arguments_) => `${arguments_?.property} must be a calendar date such as 2008-06-17`,
    },
  });
}

/** A whole number in plain digits; anything else is left as it is, for the validator to refuse. */
function IsWholeNumber(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value)),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** The clocks that every question takes; the services say what is wrong with the last two. */
export class ClocksQuery {
  @ApiPropertyOptional({
    description: 'Effective date; as far as the ledger goes without it',
    format: 'date',
    example: '2008-06-17',
  })
  @IsOptional()
  @IsIsoDate()
  readonly asOf?: string;

  @ApiPropertyOptional({
    description:
      'What was known: a date (by the end of that day, US Eastern) or a timestamp with an offset; ' +
      'all that is recorded without it',
    example: '2008-06-18',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_MOMENT_LENGTH)
  readonly knownAt?: string;

  @ApiPropertyOptional({
    description: 'What was recorded: the id of one of the person’s events, or a position of the log',
    example: '0000000000000002',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_MOMENT_LENGTH)
  readonly recordedAt?: string;
}

export class PeopleQuery extends ClocksQuery {
  @ApiPropertyOptional({ description: 'Words of the name in any order, or a CIK', example: 'carter' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_SEARCH_LENGTH)
  readonly search?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_ID_LENGTH)
  readonly after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PAGE_ROWS, default: PAGE_ROWS })
  @IsOptional()
  @IsWholeNumber(1, MAX_PAGE_ROWS)
  readonly limit?: number;
}

/** Without an effective date, it is today. */
export class VestingQuery extends ClocksQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MAX_WITHIN_DAYS, default: SIXTY_DAYS })
  @IsOptional()
  @IsWholeNumber(0, MAX_WITHIN_DAYS)
  readonly within?: number;

  @ApiPropertyOptional({
    enum: ['exclude', 'count'],
    default: 'exclude',
    description: 'Units payable on retirement or separation',
  })
  @IsOptional()
  @IsIn(['exclude', 'count'])
  readonly unitsPayableOnRetirement?: 'exclude' | 'count';

  @ApiPropertyOptional({ enum: ALLOCATION_TYPES, default: DEFAULT_ALLOCATION })
  @IsOptional()
  @IsIn(ALLOCATION_TYPES)
  readonly allocation?: AllocationType;
}

export class HistoryQuery extends ClocksQuery {
  @ApiPropertyOptional({ description: 'Event id of any line of the holding', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly holding?: string;

  @ApiPropertyOptional({
    description:
      'In the shares of after the newest stated split, or of the effective date; as filed without it',
  })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly adjusted?: boolean;

  @ApiPropertyOptional({ description: '`next` of the page before: a holding', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly after?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_PAGE_ROWS,
    default: PAGE_HOLDINGS,
    description: 'Holdings of a page',
  })
  @IsOptional()
  @IsWholeNumber(1, MAX_PAGE_ROWS)
  readonly limit?: number;
}

export class DiffQuery extends ClocksQuery {
  @ApiPropertyOptional({ description: 'Id of the owner whose stream the filing is read from' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_ID_LENGTH)
  readonly person?: string;
}

export class ExplainQuery extends ClocksQuery {
  @ApiPropertyOptional({
    description: 'Event id of any line of the holding, or words of its title; every holding without it',
    example: 'common stock',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_SEARCH_LENGTH)
  readonly holding?: string;
}

/** A point is an event id or position of the log, or a date or timestamp of knowledge; it stands for that clock. */
export class ReplayQuery extends ClocksQuery {
  @ApiProperty({ description: 'Point to stop at', example: '2008-06-18' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_MOMENT_LENGTH)
  readonly to!: string;

  @ApiPropertyOptional({ description: 'Point that changes count from; the beginning without it' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_MOMENT_LENGTH)
  readonly from?: string;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Changes filing by filing' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly step?: boolean;
}

export class EventsQuery extends ClocksQuery {
  @ApiPropertyOptional({ description: '`next` of the page before: a position' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_MOMENT_LENGTH)
  readonly after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PAGE_EVENTS, default: PAGE_EVENTS })
  @IsOptional()
  @IsWholeNumber(1, MAX_PAGE_EVENTS)
  readonly limit?: number;
}
