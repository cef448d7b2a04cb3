import type { LotDecision, LotReading } from '../core/ledger/lot-reading';
import type { LotTermsInForce } from '../core/ledger/lot-terms';
import type { PersonLot } from '../core/ledger/vesting-lots';
import type { Certainty, Settlement } from '../core/vesting/schedule';
import type { Tranche } from '../core/vesting/tranches';

/** Terms of a lot for as long as they hold. */
export interface StandingTerms {
  /** ISO date of the first day on which they hold no more; null for the newest. */
  readonly until: string | null;
  readonly source: LotReading['source'];
  readonly certainty: Certainty;
  readonly exercisableOn: string | null;
  readonly expiresOn: string | null;
  readonly settlement: Settlement | null;
  readonly tranches: readonly Tranche[];
}

/** How a lot stands: what a decision can change of it. */
export interface LotStanding {
  readonly lotId: string;
  readonly title: string;
  readonly acquiredOn: string | null;
  readonly units: string;
  /** In the order in which they hold. */
  readonly terms: readonly StandingTerms[];
  readonly decisions: readonly LotDecision[];
  readonly doubts: readonly string[];
}

/** A lot before and after a decision; null where it is not there. */
export interface ChangedLot {
  readonly before: LotStanding | null;
  readonly after: LotStanding | null;
}

/** The lots of a person that stand otherwise after something than before it. */
export function changedLots(
  before: readonly PersonLot[],
  after: readonly PersonLot[],
): readonly ChangedLot[] {
  const standings = (lots: readonly PersonLot[]) => new Map(lots.map((lot) => [lot.lotId, standingOf(lot)]));
  const [old, now] = [standings(before), standings(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((lotId) => {
    const change = { before: old.get(lotId) ?? null, after: now.get(lotId) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function standingOf({
  lotId,
  holding,
  acquiredOn,
  vesting,
  reading,
  former,
  decisions,
  doubts,
}: PersonLot): LotStanding {
  return {
    lotId,
    title: holding.title,
    acquiredOn: acquiredOn ?? null,
    units: vesting.terms.units,
    terms: [
      ...former.map((terms) => standingTerms(terms, terms.until)),
      standingTerms({ reading, vesting }, null),
    ],
    decisions,
    doubts,
  };
}

function standingTerms({ reading, vesting }: LotTermsInForce, until: string | null): StandingTerms {
  const { source, tranches, settlement } = reading;
  const { exercisableOn, expiresOn } = vesting.terms;
  return {
    until,
    source,
    certainty: tranches.certainty,
    exercisableOn: exercisableOn ?? null,
    expiresOn: expiresOn ?? null,
    settlement: settlement ?? null,
    tranches: tranches.tranches,
  };
}
