import type { VestingLot } from '../vesting/lot-slices';
import type { LotTerms } from '../vesting/schedule';
import { type TrancheOptions, undetermined } from '../vesting/tranches';
import { firstVersionOf, versionsOf } from './amendments/amended-filings';
import type { StoredEvent } from './events';
import type { HoldingStep } from './holding-steps';
import type { Knowledge } from './knowledge';
import { balanceDoubt } from './lot-balance';
import { drawsOf, type LotDraw, type UndrawnLot } from './lot-draws';
import { grantsOf, type LotGrant } from './lot-grants';
import { type LotDecision, type LotReading, type ReadingOptions, readLot } from './lot-reading';
import {
  lotSplitsOf,
  overSplits,
  splitsBefore,
  unitsAfter,
  unitsOverSplits,
  unitsSinceSplits,
} from './lot-splits';
import {
  decidedTerms,
  isLotDecision,
  type LotDecisionEvent,
  lotDecision,
  type TermsOverTime,
  withDraws,
} from './lot-terms';
import { filedOnOf, type LotText, lotTexts } from './lot-texts';
import { type LinesById, lotsNamed, OPENING, placeDecisions } from './lots-decided';
import { type FollowingBalances, withDrawsFromElsewhere } from './lots-drawn-elsewhere';
import { lotsOverSplits } from './lots-over-splits';
import { type FoldedHolding, type FoldedPerson, foldPerson } from './person-holdings';
import type { HoldingRow, StepRow } from './person-ledger';
import { holdingRow, lineId, lineIds, stepRow } from './person-rows';
import { type PossibleSplit, possibleSplits } from './reconciliation/possible-splits';

/**
 * A derivative lot of a person: its terms, what is believed of its vesting, and what was drawn from it.
 * `reading` and `vesting` are the newest terms; termsOn gives those of a date.
 */
export interface PersonLot extends TermsOverTime {
  /**
   * Event id of the line that brought it, as it was first filed; of the holding's first line, with `.opening`, for
   * what was there before.
   */
  readonly lotId: string;
  /** The holding that it is a part, or all, of. */
  readonly holding: HoldingRow;
  readonly origin: LotGrant['origin'];
  readonly acquiredOn?: string;
  readonly underlyingShares?: string;
  /** The step that it is known from. */
  readonly step: StepRow;
  /** Streams of all owners of the filing that it is known from, so that a joint filing counts once. */
  readonly streams: readonly string[];
  readonly draws: readonly LotDraw[];
  /** The decisions in force on it, in the order in which they became known. */
  readonly decisions: readonly LotDecision[];
  /** In words: what does not fit together. */
  readonly doubts: readonly string[];
}

/** The lots of a person and what could not be placed among them. */
export interface PersonLots {
  /** In the order of the ledger. */
  readonly lots: readonly PersonLot[];
  /** In words: decisions about lots that are not there. */
  readonly doubts: readonly string[];
  /** Lots by their id, or by the event id of any of their lines; several when a line speaks of several. */
  named(id: string): readonly PersonLot[];
}

/** How lots are made: how units become whole, and as far as what is known. */
export interface LotOptions extends TrancheOptions, Knowledge {}

/** The lots of personLots alone. */
export function vestingLots(
  events: Iterable<StoredEvent>,
  options: LotOptions = {},
  personId?: string,
): readonly PersonLot[] {
  return personLots(events, options, personId).lots;
}

/**
 * The derivative lots of a person, from the person's events as far as they are known: one for each grant in each
 * holding of Table II, and one for what a holding had before its first evidence. Decisions in force replace or
 * amend what row and footnotes say. Computed, never stored.
 */
export function personLots(
  events: Iterable<StoredEvent>,
  options: LotOptions = {},
  personId?: string,
): PersonLots {
  const folded = foldPerson(events, options, personId);
  return folded ? lotsOf(folded, options) : { lots: [], doubts: [], named: () => [] };
}

/** personLots of a person who is folded already, with the same knowledge. */
export function lotsOf(folded: FoldedPerson, options: LotOptions = {}): PersonLots {
  const holdings = folded.holdings.filter(({ steps }) => steps[0]!.line.line.table === 'II');
  const lotsUnder = (decisions: DecisionsByLot) => {
    const lots = holdings.flatMap((holding) => lotsOfHolding(folded.personId, holding, decisions, options));
    const drawn = withDrawsFromElsewhere(lots, followingBalances(holdings));
    return withSplitDoubts(withBalanceDoubts(drawn, holdings), holdings);
  };
  const filed = lotsUnder(new Map());
  const named = (id: string) => lotsNamed(id, filed, linesById(holdings));
  const decisions = folded.decisions.filter(isLotDecision);
  if (decisions.length === 0) return { lots: filed, doubts: [], named };
  const { byLot, doubts } = placeDecisions(decisions, named);
  return { lots: lotsUnder(byLot), doubts, named };
}

type DecisionsByLot = ReadonlyMap<string, readonly LotDecisionEvent[]>;

/** The lines of holdings by the event ids of all their versions: an amendment restates a line under another id. */
function linesById(holdings: readonly FoldedHolding[]): LinesById {
  return new Map(
    holdings.flatMap(({ holdingId, steps }) =>
      steps.flatMap(({ line }) => {
        const place = { holdingId, firstId: lineId(firstVersionOf(line)), lineId: lineId(line) };
        return versionsOf(line)
          .flatMap(lineIds)
          .map((id) => [id, place] as const);
      }),
    ),
  );
}

/** By the event ids of the lines that report one. */
function followingBalances(holdings: readonly FoldedHolding[]): FollowingBalances {
  const steps = holdings.flatMap((holding) => holding.steps);
  return new Map(
    steps.flatMap(({ line, status }, place) =>
      line.reported === undefined
        ? []
        : [[lineId(line), { balance: line.reported, place, follows: status === 'recomputed' }]],
    ),
  );
}

function withBalanceDoubts(
  lots: readonly PersonLot[],
  holdings: readonly FoldedHolding[],
): readonly PersonLot[] {
  const doubts = new Map(
    holdings.map(({ holdingId, steps }) => {
      const own = lots.filter(({ holding }) => holding.holdingId === holdingId);
      return [holdingId, balanceDoubt(steps, own, lots)];
    }),
  );
  return lots.map((lot) => {
    const doubt = doubts.get(lot.holding.holdingId);
    return doubt === undefined ? lot : { ...lot, doubts: [...lot.doubts, doubt] };
  });
}

/** Lots that stand there twice over a split that nobody has stated, and those that it concerns as well. */
function withSplitDoubts(
  lots: readonly PersonLot[],
  holdings: readonly FoldedHolding[],
): readonly PersonLot[] {
  const splits = possibleSplits({ holdings });
  if (splits.length === 0) return lots;
  return lots.map((lot) => {
    const doubts = splits.flatMap((split) => splitDoubt(lot, split) ?? []);
    return doubts.length === 0 ? lot : { ...lot, doubts: [...lot.doubts, ...doubts] };
  });
}

function splitDoubt({ holding, vesting }: PersonLot, split: PossibleSplit): string | undefined {
  const { left, next, since, arithmetic, proposal } = split;
  if (holding.holdingId === left.holdingId || holding.holdingId === next.holdingId) {
    return `it may count twice: ${arithmetic}; settled by: ${proposal}`;
  }
  const { expiresOn = since } = vesting.terms;
  const concerned =
    holding.issuerId === next.steps[0]!.line.filing.issuerId &&
    holding.unit === 'shares' &&
    holding.lastEffectiveOn <= since &&
    holding.computed !== '0' &&
    expiresOn > since &&
    holding.strike !== null;
  return concerned ? `it may count in old shares: ${arithmetic}; settled by: ${proposal}` : undefined;
}

function lotsOfHolding(
  personId: string,
  { holdingId, steps }: FoldedHolding,
  decisions: DecisionsByLot,
  options: TrancheOptions,
): readonly PersonLot[] {
  const holding = holdingRow(personId, holdingId, steps);
  const { grants, disposals } = grantsOf(steps);
  const splits = lotSplitsOf(steps);
  const splitsOfRow = (step: HoldingStep) => (splits.length === 0 ? 0 : splitsBefore(step, steps));
  const parts = grants.map((grant) => {
    const step = stepRow(personId, holdingId, steps.indexOf(grant.step), grant.step);
    const id = lineId(firstVersionOf(grant.step.line));
    const lotId = grant.origin === 'opening' && grants.length > 1 ? `${id}${OPENING}` : id;
    const since = splitsOfRow(grant.step);
    const unitsSince = unitsSinceSplits(grant.units, splits.slice(since), grants.length === 1);
    const { texts, ...filed } = readGrant(grant, grants, holding, { ...options, unitsSince });
    const decided = decisions.get(lotId) ?? [];
    const footnotes = texts.map(({ text }) => text);
    return { lotId, grant, since, step, footnotes, filed, decided };
  });
  const { title } = holding;
  const drawn = lotsOverSplits(splits, parts.length, (roundings) => {
    const lots = parts.map(({ lotId, grant, footnotes, since, filed, decided }, place) => {
      const own = roundings[place]!;
      const decidedOptions = {
        ...options,
        ...(splits.length > since && {
          unitsOverSplits: unitsOverSplits(grant.units, splits.slice(since), own.slice(since)),
        }),
      };
      const undrawn: UndrawnLot = {
        lotId,
        title,
        footnotes,
        ...overSplits(decidedTerms(filed, decided, decidedOptions), splits, since, own),
      };
      return { ...undrawn, since };
    });
    const draws = drawsOf(disposals, lots, splitsOfRow);
    return lots.map((lot) => withDraws(lot, draws.get(lot.lotId)!));
  });
  return parts.map(({ lotId, grant, since, step, decided }, place): PersonLot => {
    const { reading, vesting, former, unitsBySplits, draws } = drawn[place]!;
    const { acquiredOn, origin } = grant;
    const underlyingShares =
      grant.underlyingShares && unitsAfter(grant.underlyingShares, splits.slice(since));
    return {
      lotId,
      holding,
      origin,
      ...(acquiredOn && { acquiredOn }),
      ...(underlyingShares && { underlyingShares }),
      step,
      streams: grant.step.line.filing.streams,
      reading,
      vesting,
      former,
      splits,
      unitsBySplits,
      draws,
      decisions: decided.map(lotDecision),
      doubts: [...reading.tranches.doubts, ...reading.doubts],
    };
  });
}

function readGrant(
  grant: LotGrant,
  grants: readonly LotGrant[],
  holding: HoldingRow,
  options: ReadingOptions,
) {
  const texts = grant.origin === 'opening' ? textsOfOpening(grant, grants) : lotTexts(grant.lines);
  const terms = termsOf(grant, holding);
  const read = believable(readLot(texts, terms, options), grant, terms, grants.length > 1, holding);
  const filedOn = read.text?.filedOn ?? terms.filedOn;
  const vesting: VestingLot = {
    terms: { ...terms, ...(filedOn && { filedOn }) },
    tranches: read.tranches.tranches,
    draws: [],
    ...(read.reading.schedule?.exercisableBeforeVesting && { exercisableBeforeVesting: true }),
  };
  return { texts, reading: read, vesting };
}

/** What stands on a grant's own line speaks of that grant, wherever it is repeated. */
function textsOfOpening(opening: LotGrant, grants: readonly LotGrant[]): readonly LotText[] {
  const others = grants.filter((grant) => grant !== opening).flatMap(({ lines }) => lines);
  const taken = new Set(lotTexts(others).map(({ text }) => text));
  return lotTexts(opening.lines).filter(({ text }) => !taken.has(text));
}

function termsOf(grant: LotGrant, { exercisableOn, expiresOn }: HoldingRow): LotTerms {
  const filedOn = filedOnOf(grant.step.line);
  return {
    units: grant.units,
    ...(grant.acquiredOn !== undefined && { grantedOn: grant.acquiredOn }),
    ...(exercisableOn !== null && { exercisableOn }),
    ...(expiresOn !== null && { expiresOn }),
    ...(filedOn !== undefined && { filedOn }),
  };
}

/**
 * What was held before the first evidence need not be the whole grant that a footnote speaks of. Where units
 * leave the balance as they vest, a tranche before the evidence is no longer in it; then nothing is believed.
 */
function believable(
  found: LotReading,
  grant: LotGrant,
  terms: LotTerms,
  oneOfSeveral: boolean,
  { strike }: HoldingRow,
): LotReading {
  const { schedule } = found.reading;
  const { tranches } = found;
  if (grant.origin !== 'opening' || found.source !== 'footnote' || !schedule) return found;
  if (tranches.undetermined !== undefined) return found;
  const inUnits = schedule.steps.every(({ portion }) => portion.kind === 'units');
  if (inUnits && tranches.certainty !== 'bounded') return found;
  const doubtful = (reason: string) => ({ ...found, tranches: undetermined(reason, terms) });
  if (oneOfSeveral) return doubtful('the units held before the first evidence may be of several grants');
  const since = grant.step.effectiveOn;
  const staysWhenVested = (strike !== null && strike !== '0') || found.settlement?.when !== undefined;
  const before = tranches.tranches.some(({ on }) => on !== undefined && on <= since);
  if (before && !staysWhenVested) {
    return doubtful(
      'part of the grant had vested before the first evidence: how much of it is left is not stated',
    );
  }
  const assumption = `the ${grant.units} units held before the first evidence are the whole grant`;
  return {
    ...found,
    tranches: {
      ...tranches,
      certainty: tranches.certainty === 'determined' ? 'assumed' : tranches.certainty,
      assumptions: [...tranches.assumptions, assumption],
    },
  };
}
