import { Injectable } from '@nestjs/common';
import type { LotDraw } from '../core/ledger/lot-draws';
import type { LotDecision, LotReading } from '../core/ledger/lot-reading';
import { drawsOn, strikeOn, underlyingOn } from '../core/ledger/lot-splits';
import { termsOn } from '../core/ledger/lot-terms';
import type { LotText } from '../core/ledger/lot-texts';
import type { PersonRow } from '../core/ledger/person-ledger';
import { type PersonLot, personLots } from '../core/ledger/vesting-lots';
import {
  DEFAULT_SIXTY_DAY_POLICY,
  SIXTY_DAYS,
  type SixtyDayPolicy,
  type WithinSixtyDays,
  withinSixtyDays,
} from '../core/rules/within-sixty-days';
import { type LotPosition, lotOn } from '../core/vesting/lot-position';
import type { AllocationType, Certainty, ScheduleReading, Settlement } from '../core/vesting/schedule';
import { DEFAULT_ALLOCATION, type Tranche } from '../core/vesting/tranches';
import { type AnswerBasis, InvalidQuestion } from './answer';
import type { Clocks } from './clocks';
import { type Evidence, evidenceOf, type Label, labelsOf, type PersonFilings } from './evidence';
import { type HoldingTerms, inAnswerOrder, termsOf } from './holding-terms';
import { PersonReader } from './person-reader';

/** Most days ahead that can be asked for: ten years, the usual term of an option. */
export const MAX_WITHIN_DAYS = 3_653;

export interface VestingQuestion extends Clocks {
  /** Effective date. */
  readonly asOf: string;
  /** Days ahead; the rule's sixty unless given. */
  readonly within?: number;
  readonly unitsPayableOnRetirement?: SixtyDayPolicy['unitsPayableOnRetirement'];
  readonly allocation?: AllocationType;
}

/** What is believed of a lot's vesting, and why. Parts that a text does not state are left out of `reading`. */
export interface VestingReadingAnswer {
  /** A footnote, column 6 alone, a decision, or nothing. */
  readonly source: LotReading['source'];
  readonly text: LotText | null;
  /** The decision that is believed instead of what was filed. */
  readonly decision: LotDecision | null;
  readonly certainty: Certainty;
  readonly assumptions: readonly string[];
  readonly evidence: readonly string[];
  /** Why nothing but bounds is known; null when more is. */
  readonly undetermined: string | null;
  /** Spans, schedule, alternatives and conditions. */
  readonly reading: ScheduleReading;
  readonly others: LotReading['others'];
}

/** One derivative lot on the date asked for, under the terms and in the shares that hold on it. */
export interface VestingLotAnswer extends HoldingTerms {
  readonly lotId: string;
  readonly origin: PersonLot['origin'];
  readonly acquiredOn: string | null;
  /** Of the grant, or of what was held before the first evidence. */
  readonly units: string;
  readonly vesting: VestingReadingAnswer;
  readonly settlement: Settlement | null;
  readonly tranches: readonly Tranche[];
  readonly draws: readonly LotDraw[];
  readonly position: LotPosition;
  /** In force on the lot, also those whose terms hold on other dates only. */
  readonly decisions: readonly LotDecision[];
  readonly doubts: readonly string[];
  readonly labels: readonly Label[];
  readonly evidence: Evidence;
}

export interface VestingAnswer {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly allocation: AllocationType;
  /** Rule 13d-3(d)(1), lot by lot; lots in dollars without underlying shares are not in it. */
  readonly within: WithinSixtyDays;
  readonly lots: readonly VestingLotAnswer[];
  /** Decisions about lots that are not there. */
  readonly doubts: readonly string[];
}

/** The use case "what has vested, what can be exercised": a person's derivative lots on a date. */
@Injectable()
export class VestingService {
  constructor(private readonly reader: PersonReader) {}

  /** Throws NotFound for an unknown person, InvalidQuestion for a date or number of days that cannot be. */
  async vesting(personId: string, question: VestingQuestion): Promise<VestingAnswer> {
    const { asOf, within = SIXTY_DAYS, allocation = DEFAULT_ALLOCATION } = question;
    if (!Number.isInteger(within) || within < 0 || within > MAX_WITHIN_DAYS) {
      throw new InvalidQuestion('within', `within must be 0 to ${MAX_WITHIN_DAYS} days, not ${within}`);
    }
    const { person, basis, filings, rows } = await this.reader.events(personId, question);
    const { lots, doubts } = personLots(rows.events, { allocation, ...rows.knowledge }, personId);
    const policy = {
      unitsPayableOnRetirement:
        question.unitsPayableOnRetirement ?? DEFAULT_SIXTY_DAY_POLICY.unitsPayableOnRetirement,
    };
    const inShares = lots.filter(
      (lot) => lot.holding.unit === 'shares' || lot.underlyingShares !== undefined,
    );
    return {
      person,
      basis,
      allocation,
      within: withinSixtyDays(
        asOf,
        inShares.map((lot) => sixtyDayLot(lot, asOf)),
        policy,
        within,
      ),
      lots: inAnswerOrder(lots.map((lot) => answerOf(lot, asOf, filings))),
      doubts,
    };
  }
}

function sixtyDayLot(lot: PersonLot, asOf: string) {
  const { lotId, holding } = lot;
  const { vesting, reading } = termsOn(asOf, lot);
  const underlyingShares = underlyingOn(vesting.terms.units, lot);
  const { settlement } = reading;
  return {
    lotId,
    title: holding.title,
    vesting,
    ...(settlement && { settlement }),
    ...(underlyingShares !== undefined && { underlyingShares }),
  };
}

function answerOf(lot: PersonLot, asOf: string, filings: PersonFilings): VestingLotAnswer {
  const terms = termsOn(asOf, lot);
  const { reading, text, source, decision, tranches, settlement, others } = terms.reading;
  const { exercisableOn, expiresOn } = terms.vesting.terms;
  const position = lotOn(asOf, terms.vesting);
  return {
    ...termsOf(lot.holding),
    strike: strikeOn(asOf, lot) ?? lot.holding.strike,
    exercisableOn: exercisableOn ?? null,
    expiresOn: expiresOn ?? null,
    lotId: lot.lotId,
    origin: lot.origin,
    acquiredOn: lot.acquiredOn ?? null,
    units: terms.vesting.terms.units,
    vesting: {
      source,
      text: text ?? null,
      decision: decision ?? null,
      certainty: tranches.certainty,
      assumptions: tranches.assumptions,
      evidence: tranches.evidence,
      undetermined: tranches.undetermined ?? null,
      reading,
      others,
    },
    settlement: settlement ?? null,
    tranches: tranches.tranches,
    draws: drawsOn(asOf, lot),
    position,
    decisions: lot.decisions,
    doubts: [...lot.doubts, ...position.doubts],
    labels: labelsOf(lot.step, filings),
    evidence: evidenceOf(lot.step, filings),
  };
}
