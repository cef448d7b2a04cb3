import type { DrawKind } from '../vesting/draw';
import type { Certainty, Settlement, TriggerEvent } from '../vesting/schedule';
import type { LotDecision, LotReading } from './lot-reading';
import type { PersonLot } from './vesting-lots';

/** One derivative lot under its newest terms: what is known of when it vests, and why. */
export interface LotRow {
  readonly personId: string;
  /** Event id of the line that brought it; with `.opening` for what was there before the first evidence. */
  readonly lotId: string;
  readonly holdingId: string;
  readonly origin: PersonLot['origin'];
  readonly acquiredOn: string | null;
  readonly units: string;
  /** Of all its units, where they are not one share for each. */
  readonly underlyingShares: string | null;
  readonly exercisableOn: string | null;
  readonly expiresOn: string | null;
  readonly settlesIn: Settlement['in'] | null;
  /** Early exercise: all of it can be exercised before it vests. */
  readonly exercisableBeforeVesting: boolean;
  /** What tells of the vesting. */
  readonly source: LotReading['source'];
  readonly certainty: Certainty;
  /** Why it is as sure as it is. */
  readonly reason: string;
  /** The believed footnote: its id, such as `F2`, its filing and its text. */
  readonly footnote: string | null;
  readonly filingKey: string;
  readonly text: string | null;
  /** Decisions in force, as they became known. */
  readonly decisions: readonly LotDecision[];
  readonly doubts: readonly string[];
  /** False for a jointly reported lot in all streams but one, so that it counts once. */
  readonly countsHere: boolean;
}

/** Part of a lot that vests on one date, or within bounds. */
export interface TrancheRow {
  readonly personId: string;
  readonly lotId: string;
  /** From 0 within the lot, in date order, undated ones last. */
  readonly ordinal: number;
  readonly units: string;
  /** When it vests, to the day; otherwise its bounds, inclusive, as far as there are any. */
  readonly vestsOn: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Events without a known date that it waits for. */
  readonly awaits: readonly TriggerEvent[];
}

/** Units that a line took out of a lot. */
export interface DrawRow {
  readonly personId: string;
  readonly lotId: string;
  /** From 0 within the lot, in effective order. */
  readonly ordinal: number;
  readonly lineId: string;
  readonly effectiveOn: string;
  readonly units: string;
  readonly kind: DrawKind;
  readonly code: string | null;
  /** Why it was drawn from this lot. */
  readonly rule: string;
}

/** The rows of a person's lots. */
export interface LotRows {
  /** In the order of the ledger. */
  readonly lots: readonly LotRow[];
  readonly tranches: readonly TrancheRow[];
  readonly draws: readonly DrawRow[];
}

/** The rows of the lots of one person; `stream` is the person's own. */
export function lotRows(personId: string, stream: string, lots: readonly PersonLot[]): LotRows {
  return {
    lots: lots.map((lot) => lotRow(personId, stream, lot)),
    tranches: lots.flatMap(({ lotId, vesting }) =>
      vesting.tranches.map(
        ({ units, on, notBefore, notAfter, awaits }, ordinal): TrancheRow => ({
          personId,
          lotId,
          ordinal,
          units,
          vestsOn: on ?? null,
          notBefore: notBefore ?? null,
          notAfter: notAfter ?? null,
          awaits: awaits ?? [],
        }),
      ),
    ),
    draws: lots.flatMap(({ lotId, draws }) =>
      draws.map(
        ({ on, units, kind, lineId, code, rule }, ordinal): DrawRow => ({
          personId,
          lotId,
          ordinal,
          lineId,
          effectiveOn: on,
          units,
          kind,
          code,
          rule,
        }),
      ),
    ),
  };
}

function lotRow(personId: string, stream: string, lot: PersonLot): LotRow {
  const { lotId, holding, origin, acquiredOn, underlyingShares, reading, vesting, step } = lot;
  const { text, source, settlement, tranches } = reading;
  return {
    personId,
    lotId,
    holdingId: holding.holdingId,
    origin,
    acquiredOn: acquiredOn ?? null,
    units: vesting.terms.units,
    underlyingShares: underlyingShares ?? null,
    exercisableOn: vesting.terms.exercisableOn ?? null,
    expiresOn: vesting.terms.expiresOn ?? null,
    settlesIn: settlement?.in ?? null,
    exercisableBeforeVesting: vesting.exercisableBeforeVesting ?? false,
    source,
    certainty: tranches.certainty,
    reason: reasonOf(reading),
    footnote: text?.footnote ?? null,
    filingKey: text?.filingKey ?? step.filingKey,
    text: text?.text ?? null,
    decisions: lot.decisions,
    doubts: lot.doubts,
    countsHere: lot.streams[0] === stream,
  };
}

function reasonOf({ tranches, reading, source, decision }: LotReading): string {
  switch (tranches.certainty) {
    case 'determined':
      return decision ? 'a decision states it' : 'every date and portion is stated';
    case 'assumed':
      return tranches.assumptions.join('; ') || `read with assumptions from ${source}`;
    case 'bounded':
      return reading.reason ?? tranches.assumptions[0] ?? 'some dates have bounds only';
    case 'undetermined':
      return tranches.undetermined ?? reading.reason ?? 'no schedule is stated';
  }
}
