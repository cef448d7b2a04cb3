import { Injectable } from '@nestjs/common';
import type { FilingRow, PersonRow, ProblemRow, StepRow } from '../core/ledger/person-ledger';
import { type AnswerBasis, NotFound } from './answer';
import type { Clocks } from './clocks';
import { type Evidence, evidenceOf, type Label, labelsOf } from './evidence';
import { type FormerLineAnswer, formerLines } from './former-lines';
import { type HoldingTerms, inAnswerOrder, termsOf } from './holding-terms';
import { PersonReader } from './person-reader';

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
  readonly holdings: readonly HoldingHistoryAnswer[];
  /** Lines of holdings of which every line was taken back: there is nothing else of them. */
  readonly voided: readonly FormerLineAnswer[];
  /** What could not be read and what was healed, in the filings that these steps come from. */
  readonly problems: readonly ProblemAnswer[];
}

/** The use case "how did these balances come about". */
@Injectable()
export class HistoryService {
  constructor(private readonly reader: PersonReader) {}

  /**
   * All holdings with all their steps, up to `asOf` when it is given; only the holding that has the line
   * `lineId`, when given. Throws NotFound for an unknown person and for a line that none of its holdings has,
   * InvalidQuestion for clocks that cannot be read.
   */
  async history(personId: string, lineId?: string, clocks: Clocks = {}): Promise<HistoryAnswer> {
    const { person, basis, filings, rows, former } = await this.read(personId, lineId, clocks);
    const { asOf } = clocks;
    const until = ({ effectiveOn }: { effectiveOn: string }) => asOf === undefined || effectiveOn <= asOf;
    if (lineId !== undefined && rows.length === 0) {
      throw new NotFound(`no holding of ${person.name} has a line with the id "${lineId}"`);
    }
    const holdings = rows.map(({ holding, steps }) => ({
      ...termsOf(holding),
      steps: steps.filter(until).map((step) => ({
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
      })),
      former: former.filter(({ holdingId }) => holdingId === holding.holdingId).filter(until),
    }));
    const voided = former.filter((line) => line.holdingId === null && lineId === undefined).filter(until);
    const told = new Set(rows.flatMap(({ steps }) => steps.map(({ filingKey }) => filingKey)));
    const problems = filings.problems
      .filter(({ filingKey }) => lineId === undefined || told.has(filingKey))
      .map((problem) => ({ ...problem, ...filingFacts(filings.filings.get(problem.filingKey)) }));
    return { person, basis, holdings: inAnswerOrder(holdings), voided, problems };
  }

  /** The holdings asked for; a line that an amendment restated or took back belongs to one of them, too. */
  private async read(personId: string, lineId: string | undefined, clocks: Clocks) {
    const reading = await this.reader.rows(personId, clocks, (its) => its.history(lineId));
    const former = formerLines(reading.filings.filings.values());
    const meant = former.find((line) => line.lineId === lineId)?.holdingId;
    if (reading.rows.length > 0 || !meant) return { ...reading, former };
    const all = await this.reader.rows(personId, clocks, (its) => its.history());
    return { ...all, rows: all.rows.filter(({ holding }) => holding.holdingId === meant), former };
  }
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
