import { Injectable } from '@nestjs/common';
import type { PersonRow, StepDecision, StepRow } from '../core/ledger/person-ledger';
import { balanceOf } from '../core/ledger/step-balance';
import type { HoldingAsOf } from '../read-model/read-model';
import type { AnswerBasis } from './answer';
import type { Clocks } from './clocks';
import { type Evidence, evidenceOf, type Label, labelsOf, type PersonFilings } from './evidence';
import { type HoldingTerms, inAnswerOrder, termsOn } from './holding-terms';
import { PersonReader } from './person-reader';
import type { PersonRows } from './person-rows';

/** One holding on the date asked for. Quantities are decimal strings, in shares unless `unit` says dollars. */
export interface HoldingAnswer extends HoldingTerms {
  /** False before the holding's first evidence: then it is not known, which is neither zero nor the opening. */
  readonly known: boolean;
  /** The reported balance, or the computed one where none was filed; null when not known. */
  readonly balance: string | null;
  readonly reported: string | null;
  readonly computed: string | null;
  /** Date of the step that gave this balance. */
  readonly since: string | null;
  readonly labels: readonly Label[];
  /** Other owners on the form that the balance comes from: the stake may be theirs as well. */
  readonly sharedWith: number;
  /** Of persons, on the step that gave this balance. */
  readonly decisions: readonly StepDecision[];
  /** What the balance rests on; for a holding that is not yet known, its earliest evidence. */
  readonly evidence: Evidence;
}

export interface HoldingsAnswer {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  /** By issuer, Table I before Table II. */
  readonly holdings: readonly HoldingAnswer[];
}

/** The use case "what does this person hold", on any of the three clocks. */
@Injectable()
export class HoldingsService {
  constructor(private readonly reader: PersonReader) {}

  /** Throws NotFound for an unknown person, InvalidQuestion for clocks that cannot be read. */
  async holdings(personId: string, clocks: Clocks = {}): Promise<HoldingsAnswer> {
    const { person, basis, filings, rows } = await this.reader.rows(personId, clocks, async (its) => {
      const held = await its.holdings(clocks.asOf);
      const splits = clocks.asOf === undefined ? [] : await its.splits(clocks.asOf);
      return { held, earliest: await earliestSteps(its, held), splits };
    });
    const holdings = rows.held.map(({ holding, step }) => {
      const splits = rows.splits.filter(({ holdingId }) => holdingId === holding.holdingId);
      const terms = termsOn(clocks.asOf, holding, splits);
      return answerOf(terms, step, rows.earliest.get(holding.holdingId), filings);
    });
    return { person, basis, holdings: inAnswerOrder(holdings) };
  }
}

/** First steps of the holdings, when some of them are not yet known on the date: their earliest evidence. */
async function earliestSteps(
  rows: PersonRows,
  held: readonly HoldingAsOf[],
): Promise<ReadonlyMap<string, StepRow>> {
  if (held.every(({ step }) => step !== null)) return new Map();
  const histories = await rows.history();
  return new Map(histories.map(({ holding, steps }) => [holding.holdingId, steps[0]!]));
}

function answerOf(
  terms: HoldingTerms,
  step: StepRow | null,
  earliest: StepRow | undefined,
  filings: PersonFilings,
): HoldingAnswer {
  return {
    ...terms,
    known: step !== null,
    balance: step && balanceOf(step),
    reported: step?.reported ?? null,
    computed: step?.computed ?? null,
    since: step?.effectiveOn ?? null,
    labels: step ? labelsOf(step, filings) : [],
    sharedWith: step ? (filings.filings.get(step.filingKey)?.owners ?? 1) - 1 : 0,
    decisions: step?.decisions ?? [],
    evidence: evidenceOf((step ?? earliest)!, filings),
  };
}
