/**
 * The shapes of the API's answers, for its OpenAPI document. The services' own types are the source: each class
 * implements one, so that a changed answer does not compile until it is described here.
 */
import { ApiProperty } from '@nestjs/swagger';
import type { EventType, NewEvent, StoredEvent } from '../core/ledger/events';
import type { KnownBasis, PersonRow, StepDecision, StepSplit } from '../core/ledger/person-ledger';
import type { AnswerBasis } from '../services/answer';
import type { EventsPage } from '../services/events.service';
import type { Evidence, Label } from '../services/evidence';
import type { HoldingTerms } from '../services/holding-terms';
import type { HoldingAnswer, HoldingsAnswer } from '../services/holdings.service';
import type { PeoplePage } from '../services/people.service';
import type { FailedAt, Readiness } from '../services/readiness.service';
import {
  Amount,
  IsoDate,
  KNOWN_BASES,
  LABELS,
  NullableDate,
  NullableText,
  Text,
  Whole,
} from './answer-fields';

export class PersonSchema implements PersonRow {
  @Text('0001494730', {
    description: 'CIK with ten digits, or name.<slug> while only a printed name is known',
  })
  readonly personId!: string;
  @NullableText('0001494730')
  readonly cik!: string | null;
  @Text('CARTER DAVID WARREN')
  readonly name!: string;
  @Whole(3)
  readonly filings!: number;
  @Whole(4)
  readonly holdings!: number;
  @Whole(2, 'Problems and repairs of the filings')
  readonly problems!: number;
  @NullableDate('2006-07-03')
  readonly firstEffectiveOn!: string | null;
  @NullableDate('2008-11-12')
  readonly lastEffectiveOn!: string | null;
}

export class PeopleSchema implements PeoplePage {
  @ApiProperty({ type: [PersonSchema] })
  readonly people!: PersonSchema[];
  @NullableText('0001494730', { description: '`after` of the next page; null on the last one' })
  readonly next!: string | null;
}

export class BasisSchema implements AnswerBasis {
  @NullableDate('2008-11-14', 'The date asked for; null for as far as the ledger goes')
  readonly effectiveOn!: string | null;
  @NullableText('2008-11-14', {
    description:
      'Knowledge asked for: a date (the end of that day) or a time, US Eastern; null for all that is recorded',
  })
  readonly knownAt!: string | null;
  @NullableDate('2008-11-14', 'Knowledge date of the newest filing that the answer rests on')
  readonly knownOn!: string | null;
  @ApiProperty({ enum: KNOWN_BASES, nullable: true, type: String, description: 'What knownOn is' })
  readonly knownBasis!: KnownBasis | null;
  @NullableText('0000000000000008', { description: 'Newest event of the log that the answer accounts for' })
  readonly position!: string | null;
  @Whole(1)
  readonly rulesVersion!: number;
}

export class EvidenceSchema implements Evidence {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the line' })
  readonly lineId!: string;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Whole(1, 'From 1 within the table')
  readonly row!: number;
  @Text('F1,F3')
  readonly footnotes!: string;
  @Text('0001140361-10-027373', { description: 'Accession number, or the fingerprint where none is known' })
  readonly filingKey!: string;
  @NullableText('0001140361-10-027373')
  readonly accession!: string | null;
  @Text('4')
  readonly formType!: string;
  @NullableDate('2008-06-18')
  readonly signedOn!: string | null;
  @NullableDate('2008-06-18')
  readonly filedOn!: string | null;
  @IsoDate('2008-06-18')
  readonly knownOn!: string;
  @ApiProperty({ enum: KNOWN_BASES })
  readonly knownBasis!: KnownBasis;
  @NullableText('2008-06-18T16:05:12', { description: 'EDGAR’s acceptance time, US Eastern' })
  readonly acceptedAt!: string | null;
  @Text('carter-2008-06-18.txt')
  readonly sourceName!: string;
  @ApiProperty({ type: 'integer', nullable: true, example: 31, description: 'Line of the source, from 1' })
  readonly sourceLine!: number | null;
  @Text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  readonly sourceSha256!: string;
}

export class TermsSchema implements HoldingTerms {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the first line' })
  readonly holdingId!: string;
  @Text('0000855654')
  readonly issuerId!: string;
  @NullableText('IMMUNOGEN INC')
  readonly issuerName!: string | null;
  @ApiProperty({ enum: ['I', 'II'] })
  readonly table!: 'I' | 'II';
  @Text('Common Stock')
  readonly title!: string;
  @NullableText('D', { description: 'D direct, I indirect; null when unreadable' })
  readonly ownership!: string | null;
  @NullableText('By trust')
  readonly nature!: string | null;
  @NullableText('Held by the Carter Family Trust.')
  readonly natureFootnotes!: string | null;
  @Amount('1.375', 'Dollars per share')
  readonly strike!: string | null;
  @NullableDate('1999-07-29')
  readonly exercisableOn!: string | null;
  @NullableDate('2008-07-29')
  readonly expiresOn!: string | null;
  @NullableText('Common Stock')
  readonly underlyingTitle!: string | null;
  @ApiProperty({ enum: ['shares', 'dollars'] })
  readonly unit!: 'shares' | 'dollars';
  @IsoDate('2008-06-16', 'Before this date the holding is not known')
  readonly knownFrom!: string;
  @Amount('35000', 'Balance before the first transaction, implied by it and never filed')
  readonly impliedOpening!: string | null;
  @Amount('35000', 'Balance before the first line as a person states it, in place of the implied one')
  readonly statedOpening!: string | null;
}

export class StepDecisionSchema implements StepDecision {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', { description: 'Event id of the decision' })
  readonly eventId!: string;
  @ApiProperty({ enum: ['OpeningBalanceStated', 'LineCorrected', 'SplitStated'] })
  readonly type!: StepDecision['type'];
  @Text('A. Auditor')
  readonly author!: string;
  @Text('confirmed by the transfer agent')
  readonly reason!: string;
  @IsoDate('2008-07-01')
  readonly knownOn!: string;
  @NullableText('transactionShares', { description: 'The corrected cell; null for an opening and a split' })
  readonly cell!: string | null;
  @NullableText('50000', { description: 'What was read from the form there' })
  readonly filed!: string | null;
  @NullableText('48000', { description: 'What is read now, the stated balance, or the ratio' })
  readonly value!: string | null;
}

export class StepSplitSchema implements StepSplit {
  @Text('5', { description: 'New shares, for `from` old ones; an exact decimal' })
  readonly to!: string;
  @Text('1')
  readonly from!: string;
  @IsoDate('2020-08-31', 'As the decision states it')
  readonly statedOn!: string;
  @Text('25499505', { description: 'The balance before, multiplied' })
  readonly product!: string;
  @ApiProperty({
    enum: ['down', 'up'],
    nullable: true,
    type: String,
    description: 'How the next row counts the fraction of a share',
  })
  readonly rounded!: 'down' | 'up' | null;
  @ApiProperty({
    enum: ['early', 'late'],
    nullable: true,
    type: String,
    description: 'Where the balances change over on another day than the stated one',
  })
  readonly counted!: 'early' | 'late' | null;
  @Amount('31.17', 'Table II: dollars per share before')
  readonly strikeBefore!: string | null;
  @Amount('6.24', 'Table II: dollars per share after')
  readonly strikeAfter!: string | null;
}

export class HoldingSchema extends TermsSchema implements HoldingAnswer {
  @ApiProperty({ description: 'False before the first evidence: not known is neither zero nor the opening' })
  readonly known!: boolean;
  @Amount('85000', 'Reported, or computed where none was filed; null when not known')
  readonly balance!: string | null;
  @Amount('85000', 'As filed')
  readonly reported!: string | null;
  @Amount('85000', 'Recomputed from the steps')
  readonly computed!: string | null;
  @NullableDate('2008-06-17', 'Date of the step that gave this balance')
  readonly since!: string | null;
  @ApiProperty({ enum: LABELS, isArray: true })
  readonly labels!: Label[];
  @Whole(0, 'Other owners on the form that the balance comes from')
  readonly sharedWith!: number;
  @ApiProperty({ type: [StepDecisionSchema] })
  readonly decisions!: StepDecisionSchema[];
  @ApiProperty({ type: EvidenceSchema })
  readonly evidence!: EvidenceSchema;
}

export class HoldingsSchema implements HoldingsAnswer {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @ApiProperty({ type: BasisSchema })
  readonly basis!: BasisSchema;
  @ApiProperty({ type: [HoldingSchema] })
  readonly holdings!: HoldingSchema[];
}

class EventSchema {
  @Text('4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52')
  readonly id!: string;
  @Text('ExerciseReported', { description: 'See docs/events.md' })
  readonly type!: EventType;
  @Text('reportingPerson-0001494730')
  readonly stream!: string;
  @Whole(1, 'Place in the stream, from 0')
  readonly revision!: number;
  @Text('0000000000000002', { description: 'Place in the log; opaque' })
  readonly position!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the form said' })
  readonly data!: NewEvent['data'];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Source, dates, run and hash chain',
  })
  readonly metadata!: StoredEvent['metadata'];
}

export class EventsSchema implements Omit<EventsPage, 'events'> {
  @ApiProperty({ type: PersonSchema })
  readonly person!: PersonSchema;
  @Text('reportingPerson-0001494730')
  readonly stream!: string;
  @ApiProperty({ type: [EventSchema] })
  readonly events!: EventSchema[];
  @ApiProperty({ type: 'integer', nullable: true, example: 99, description: '`after` of the next page' })
  readonly next!: number | null;
}

export class LiveSchema {
  @ApiProperty({ enum: ['live'] })
  readonly status!: 'live';
}

export class FailedAtSchema implements FailedAt {
  @ApiProperty({ example: '4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52' })
  readonly eventId!: string;
  @ApiProperty({ example: '0000000000000008' })
  readonly position!: string;
  @ApiProperty({ example: '0001211060' })
  readonly personId!: string;
  @ApiProperty({ example: 'a balance cannot be' })
  readonly error!: string;
}

export class ReadinessSchema implements Readiness {
  @ApiProperty()
  readonly ready!: boolean;
  @ApiProperty({ type: [String], description: 'What is wrong; empty when ready' })
  readonly reasons!: string[];
  @NullableText('0000000000000008', { description: 'Newest event of the log' })
  readonly head!: string | null;
  @NullableText('0000000000000008', { description: 'Newest event that the rows account for' })
  readonly checkpoint!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 0, description: 'Events that the rows lack' })
  readonly lag!: number | null;
  @ApiProperty({ description: 'True when the lag may be more than that' })
  readonly lagAtLeast!: boolean;
  @ApiProperty({ type: 'integer', example: 1, description: 'The generation of rows that answers' })
  readonly generation!: number;
  @ApiProperty({
    type: FailedAtSchema,
    nullable: true,
    description: 'The event that the projection stopped at; null while it goes on',
  })
  readonly failedAt!: FailedAtSchema | null;
}
