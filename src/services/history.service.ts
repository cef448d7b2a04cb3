import { Injectable } from '@nestjs/common';
import {
  type Adjustment,
  adjusted,
  adjustedStep,
  adjustmentsOf,
  multiplied,
} from '../core/ledger/adjusted-steps';
import type { FilingRow, PersonRow, ProblemRow, StepDecision, StepRow } from '../core/ledger/person-ledger';
import { countsOf, pricePer } from '../core/values/ratio';
import { type AnswerBasis, InvalidQuestion, NotFound } from './answer';
import type { Clocks } from './clocks';
import { type Evidence, evidenceOf, type Label, labelsOf, type PersonFilings } from './evidence';
import { type FormerLineAnswer, formerLines } from './former-lines';
import { type HoldingTerms, inAnswerOrder, termsOn } from './holding-terms';
import { PersonReader } from './person-reader';
import { FoldedRows } from './person-rows';

/** One step of a holding: what happened, and the balance after it. */
export interface StepAnswer
  extends Pick<
    StepRow,
    | 'ordinal'
    | 'kind'
    | 'status'
    | 'effectiveOn'
    | 'eventType'
    | 'code'
    | 'change'
    | 'price'
    | 'reported'
    | 'computed'
    | 'decisions'
    | 'split'
  > {
  readonly labels: readonly Label[];
  readonly evidence: Evidence;
  /** What its figures are multiplied by; null for those as filed. */
  readonly adjustment: AdjustmentAnswer | null;
}

/** `to` shares of the day that the history is told in stand for `from` of the step's own. */
export interface AdjustmentAnswer {
  /** Canonical decimals, in lowest terms. */
  readonly to: string;
  readonly from: string;
  /** The stated splits between the two days, in effective order. */
  readonly splits: readonly StepDecision[];
}

/** How a history is told. */
export interface Telling {
  /** In the shares of after the newest split, or of the effective date; as filed unless true. */
  readonly adjusted?: boolean;
}

export interface HoldingHistoryAnswer extends HoldingTerms {
  /** In effective order, an implied opening first. */
  readonly steps: readonly StepAnswer[];
  /** Lines that amendments restate or take back: they no longer count. */
  readonly former: readonly FormerLineAnswer[];
}

/** What could not be read or was healed, and in which filing. */
export interface ProblemAnswer extends ProblemRow, Pick<Evidence, 'accession' | 'signedOn' | 'filedOn'> {
  readonly formType: string | null;
  readonly sourceName: string | null;
}

export interface HistoryAnswer {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  /** True when all quantities are in the shares of one day. */
  readonly adjusted: boolean;
  readonly holdings: readonly HoldingHistoryAnswer[];
  /** Lines of holdings of which every line was taken back: there is nothing else of them. */
  readonly voided: readonly FormerLineAnswer[];
  /** What could not be read and what was healed, in the filings that these steps come from. */
  readonly problems: readonly ProblemAnswer[];
}

/** Holdings of a page when the caller does not say; most persons have fewer. */
export const PAGE_HOLDINGS = 500;

/** One page of a history: holdings in their order. */
export interface HistoryPage extends HistoryAnswer {
  /** Id of the holding to ask on from; null when this was the last page. */
  readonly next: string | null;
}

/**
 * The page after the holding of this id (from the first one without it); lines of no holding and problems are told on
 * the first one. Throws InvalidQuestion for an id that none of the holdings has.
 */
export function historyPage(
  answer: HistoryAnswer,
  { after, limit = PAGE_HOLDINGS }: { readonly after?: string; readonly limit?: number },
): HistoryPage {
  const place = answer.holdings.findIndex(({ holdingId }) => holdingId === after);
  if (after !== undefined && place < 0) {
    throw new InvalidQuestion('after', `after is "${after}", which is no holding's id`);
  }
  const holdings = answer.holdings.slice(place + 1, place + 1 + limit);
  const isLast = answer.holdings.length <= place + 1 + limit;
  const rest = after === undefined ? {} : { voided: [], problems: [] };
  return { ...answer, ...rest, holdings, next: isLast ? null : holdings.at(-1)!.holdingId };
}

/** The use case "how did these balances come about". */
@Injectable()
export class HistoryService {
  constructor(private readonly reader: PersonReader) {}

  /**
   * All holdings with all their steps, up to `asOf` when it is given; only the holding that has the line
   * `lineId`, when given; as filed, or adjusted for stated splits. Throws NotFound for an unknown person and for a line that none of its holdings has,
   * InvalidQuestion for clocks that cannot be read.
   */
  async history(
    personId: string,
    lineId?: string,
    clocks: Clocks = {},
    telling: Telling = {},
  ): Promise<HistoryAnswer> {
    const { person, basis, filings, rows, former, adjustments } = await this.read(
      personId,
      lineId,
      clocks,
      telling,
    );
    const { asOf } = clocks;
    const until = ({ effectiveOn }: { effectiveOn: string }) => asOf === undefined || effectiveOn <= asOf;
    if (lineId !== undefined && rows.length === 0) {
      throw new NotFound(`no holding of ${person.name} has a line with the id "${lineId}"`);
    }
    const holdings = rows.map(({ holding, steps }): HoldingHistoryAnswer => {
      const its = adjustments?.get(holding.holdingId);
      return {
        ...adjustedTerms(termsOn(asOf, holding, steps), its?.steps ?? []),
        steps: steps.filter(until).map((step) => {
          const adjustment = its?.steps[step.ordinal] ?? null;
          return stepAnswer(its ? adjustedStep(step, adjustment) : step, adjustment, filings);
        }),
        former: former
          .filter(({ holdingId }) => holdingId === holding.holdingId)
          .filter(until)
          .map((line) => adjusted(line, its?.onDay(line.effectiveOn) ?? null)),
      };
    });
    const voided = former.filter((line) => line.holdingId === null && lineId === undefined).filter(until);
    const told = new Set(rows.flatMap(({ steps }) => steps.map(({ filingKey }) => filingKey)));
    const problems = filings.problems
      .filter(({ filingKey }) => lineId === undefined || told.has(filingKey))
      .map((problem) => ({ ...problem, ...filingFacts(filings.filings.get(problem.filingKey)) }));
    return {
      person,
      basis,
      adjusted: telling.adjusted === true,
      holdings: inAnswerOrder(holdings),
      voided,
      problems,
    };
  }

  /** The holdings asked for; a line that an amendment restated or took back belongs to one of them, too. */
  private async read(
    personId: string,
    lineId: string | undefined,
    clocks: Clocks,
    { adjusted: isAdjusted }: Telling,
  ) {
    const all = isAdjusted ? await this.folded(personId, clocks) : undefined;
    const rows = async (line?: string) =>
      all
        ? { ...all, rows: await all.its.history(line) }
        : this.reader.rows(personId, clocks, (its) => its.history(line));
    const adjustments = all?.adjustments;
    const reading = await rows(lineId);
    const former = formerLines(reading.filings.filings.values());
    const meant = former.find((line) => line.lineId === lineId)?.holdingId;
    if (reading.rows.length > 0 || !meant) return { ...reading, former, adjustments };
    const whole = await rows();
    const one = whole.rows.filter(({ holding }) => holding.holdingId === meant);
    return { ...whole, rows: one, former, adjustments };
  }

  /** Only the fold knows which splits concern a holding that had nothing left on their day. */
  private async folded(personId: string, clocks: Clocks) {
    const { rows, ...reading } = await this.reader.events(personId, clocks);
    const { folded, ledger } = rows;
    const adjustments = new Map(
      folded?.holdings.map((each) => [each.holdingId, adjustmentsOf(each, folded.splits, clocks.asOf)]),
    );
    return { ...reading, its: new FoldedRows(ledger), adjustments };
  }
}

function stepAnswer(step: StepRow, adjustment: Adjustment | null, filings: PersonFilings): StepAnswer {
  return {
    ordinal: step.ordinal,
    kind: step.kind,
    status: step.status,
    effectiveOn: step.effectiveOn,
    eventType: step.eventType,
    code: step.code,
    change: step.change,
    price: step.price,
    reported: step.reported,
    computed: step.computed,
    labels: labelsOf(step, filings),
    decisions: step.decisions,
    split: step.split,
    evidence: evidenceOf(step, filings),
    adjustment: adjustment && { ...countsOf(adjustment.ratio), splits: adjustment.splits },
  };
}

/** Terms in the shares of the day that the history is told in. */
function adjustedTerms(terms: HoldingTerms, adjustments: readonly (Adjustment | null)[]): HoldingTerms {
  const [first = null, last = null] = [adjustments[0], adjustments.at(-1)];
  return {
    ...terms,
    impliedOpening: multiplied(terms.impliedOpening, first),
    statedOpening: multiplied(terms.statedOpening, first),
    strike: terms.strike && last ? pricePer(terms.strike, last.ratio) : terms.strike,
  };
}

function filingFacts(filing: FilingRow | undefined) {
  return {
    accession: filing?.accession ?? null,
    formType: filing?.formType ?? null,
    signedOn: filing?.signedOn ?? null,
    filedOn: filing?.filedOn ?? null,
    sourceName: filing?.sources[0]?.name ?? null,
  };
}
