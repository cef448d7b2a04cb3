import type { HoldingsLedger, StepRow } from '../core/ledger/person-ledger';
import { lineWithTwin } from '../core/ledger/twin-lines';
import type { HoldingAsOf, HoldingHistory, ReadModel } from '../read-model/read-model';

/**
 * The rows of one person that answers are made of. Two sources have them: the read model, which keeps what is
 * known today, and a fold of the person's events for any other knowledge or position.
 */
export interface PersonRows {
  /** Every holding with its last step on or before `asOf` (an ISO date; the very last one without it). */
  holdings(asOf?: string): Promise<HoldingAsOf[]>;
  /** Holdings with all their steps; only the one that has this line, when a line's event id is given. */
  history(lineId?: string): Promise<HoldingHistory[]>;
  /** The split steps after a date, in effective order. */
  splits(after: string): Promise<StepRow[]>;
}

/** Rows that the read model keeps. */
export class KeptRows implements PersonRows {
  constructor(
    private readonly readModel: ReadModel,
    private readonly personId: string,
  ) {}

  holdings(asOf?: string): Promise<HoldingAsOf[]> {
    return this.readModel.holdings(this.personId, asOf);
  }

  async history(lineId?: string): Promise<HoldingHistory[]> {
    const found = await this.readModel.history(this.personId, lineId);
    if (lineId === undefined || found.length > 0) return found;
    const filings = await this.readModel.filings(this.personId);
    if (filings.every(({ twins }) => twins.length === 0)) return found;
    const all = await this.readModel.history(this.personId);
    const named = lineWithTwin(
      lineId,
      filings,
      all.flatMap(({ steps }) => steps),
    );
    return all.filter(({ steps }) => steps.some((step) => step.lineId === named));
  }

  splits(after: string): Promise<StepRow[]> {
    return this.readModel.splits(this.personId, after);
  }
}

/** Rows that were folded for this question; none where nothing is known. */
export class FoldedRows implements PersonRows {
  constructor(private readonly ledger: HoldingsLedger | undefined) {}

  async holdings(asOf?: string): Promise<HoldingAsOf[]> {
    return this.histories().map(({ holding, steps }) => {
      const until = steps.filter(({ effectiveOn }) => asOf === undefined || effectiveOn <= asOf);
      // An opening between two lines of one day is dated before both.
      const step = until.reduce<(typeof until)[number] | null>(
        (last, each) => (last && last.effectiveOn > each.effectiveOn ? last : each),
        null,
      );
      return { holding, step };
    });
  }

  async history(lineId?: string): Promise<HoldingHistory[]> {
    const all = this.histories();
    if (lineId === undefined) return all;
    const { filings = [], steps: every = [] } = this.ledger ?? {};
    const named = lineWithTwin(lineId, filings, every) ?? lineId;
    return all.filter(({ steps }) => steps.some((step) => step.lineId === named));
  }

  async splits(after: string): Promise<StepRow[]> {
    const { steps = [] } = this.ledger ?? {};
    return steps.filter(({ kind, effectiveOn }) => kind === 'split' && effectiveOn > after);
  }

  private histories(): HoldingHistory[] {
    const { holdings = [], steps = [] } = this.ledger ?? {};
    return holdings.map((holding) => ({
      holding,
      steps: steps.filter(({ holdingId }) => holdingId === holding.holdingId),
    }));
  }
}
