import { add, fromUnits, toUnits } from '../values/quantity';
import type { VestingLot } from '../vesting/lot-slices';
import type { LotTerms, Schedule } from '../vesting/schedule';
import { latestDay, type Tranche, type TrancheOptions, type Tranches, tranchesOf } from '../vesting/tranches';
import type { TermsChanged } from './decision-events';
import { type DecisionEvent, decisionKnownOn } from './decisions-in-force';
import type { StoredEventOf } from './events';
import type { LotDraw } from './lot-draws';
import type { LotDecision, LotReading } from './lot-reading';
import { drawsCounting, inProportion, type LotSplit } from './lot-splits';

/** A decision on the vesting of a lot. */
export type LotDecisionEvent = StoredEventOf<'ScheduleStated' | 'TermsChanged'>;

/** What is believed of a lot while its terms stay the same. */
export interface LotTermsInForce {
  readonly reading: LotReading;
  readonly vesting: VestingLot;
}

/** Terms that a decision or a split changed: they hold on the days before `until` (ISO). */
export interface FormerTerms extends LotTermsInForce {
  readonly until: string;
  /** How many of the lot's splits its units count; absent where none comes after them. */
  readonly splitsCounted?: number;
}

/** The newest terms of a lot, and those before them in the order in which they held. */
export interface TermsOverTime extends LotTermsInForce {
  readonly former: readonly FormerTerms[];
  /** Stated splits of its holding, in effective order: newest units count all of them. */
  readonly splits: readonly LotSplit[];
  /** Units of all of it as granted, after the first split, and so on; the last ones are the newest. */
  readonly unitsBySplits: readonly string[];
}

export function isLotDecision(decision: DecisionEvent): decision is LotDecisionEvent {
  return decision.type === 'ScheduleStated' || decision.type === 'TermsChanged';
}

/** The terms that hold on a date. */
export function termsOn(date: string, { former, reading, vesting }: TermsOverTime): LotTermsInForce {
  return former.find(({ until }) => date < until) ?? { reading, vesting };
}

/** The terms of a date in the shares of after so many of the splits, where the lot ever counted in them. */
export function termsCounting(splitsCounted: number, date: string, lot: TermsOverTime): LotTermsInForce {
  const terms = lot.former.filter((each) => each.splitsCounted === splitsCounted);
  const newest = splitsCounted === lot.splits.length ? lot : terms.at(-1);
  return terms.find(({ until }) => date < until) ?? newest ?? termsOn(date, lot);
}

/** A lot with what was drawn from it, under whatever terms. */
export function withDraws<Lot extends TermsOverTime>(
  lot: Lot,
  draws: readonly LotDraw[],
): Lot & { readonly draws: readonly LotDraw[] } {
  const newest = drawsCounting(lot.splits.length, draws, lot);
  const former = lot.former.map((terms) => {
    const { splitsCounted } = terms;
    const own = splitsCounted === undefined ? newest : drawsCounting(splitsCounted, draws, lot);
    return { ...terms, vesting: { ...terms.vesting, draws: own } };
  });
  return { ...lot, draws: newest, vesting: { ...lot.vesting, draws: newest }, former };
}

/**
 * What decisions make of the terms that row and footnotes give. A stated schedule replaces theirs for every
 * date; of several the last one holds. Changed terms hold from their effective date on, the old ones before it.
 * `decisions` are the ones in force on this lot, in the order of decisionsInForce.
 */
export function decidedTerms(
  filed: LotTermsInForce,
  decisions: readonly LotDecisionEvent[],
  options: DecidedOptions = {},
): Pick<TermsOverTime, 'former' | 'reading' | 'vesting'> {
  const stated = decisions.findLast((decision) => decision.type === 'ScheduleStated');
  let current = stated ? withSchedule(filed, stated.data.schedule, lotDecision(stated), options) : filed;
  const former: FormerTerms[] = [];
  const changes = decisions.filter((decision) => decision.type === 'TermsChanged');
  for (const change of changes.toSorted(byEffect)) {
    former.push({ ...current, until: change.data.effectiveOn });
    current = withChange(current, change.data, lotDecision(change), options);
  }
  return { ...current, former };
}

/** A decision as an answer tells of it. */
export function lotDecision(event: LotDecisionEvent): LotDecision {
  const { id, type, data } = event;
  return {
    eventId: id,
    type,
    author: data.author,
    reason: data.reason,
    knownOn: decisionKnownOn(event),
    ...('effectiveOn' in data && { effectiveOn: data.effectiveOn }),
  };
}

function byEffect(left: StoredEventOf<'TermsChanged'>, right: StoredEventOf<'TermsChanged'>): number {
  const [one, other] = [left.data.effectiveOn, right.data.effectiveOn];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** How terms are decided on. */
interface DecidedOptions extends TrancheOptions {
  /** What the lot's units come to after each of its splits: a schedule in units may count in any of them. */
  readonly unitsOverSplits?: readonly string[];
}

/** The tranches of a stated schedule: in the units that it fits, told in those of the terms. */
function statedTranches(
  schedule: Schedule,
  terms: LotTerms,
  { unitsOverSplits = [], ...options }: DecidedOptions,
): Tranches {
  const read = [terms.units, ...unitsOverSplits].map((units) =>
    tranchesOf(schedule, { ...terms, units }, options),
  );
  const fitting = read.find(({ undetermined, doubts }) => undetermined === undefined && doubts.length === 0);
  const { tranches, ...rest } = fitting ?? read[0]!;
  return { ...rest, tranches: inProportion(tranches, terms.units) };
}

function withSchedule(
  { reading: believed, vesting }: LotTermsInForce,
  schedule: Schedule,
  decision: LotDecision,
  options: DecidedOptions,
): LotTermsInForce {
  const tranches = statedTranches(schedule, vesting.terms, options);
  const { text, settlement, others } = believed;
  const replaced = text && [
    { text, certainty: believed.tranches.certainty, reason: 'a decision takes its place' },
  ];
  const { terms, draws } = vesting;
  return {
    reading: {
      source: 'decision',
      decision,
      reading: {
        certainty: tranches.certainty,
        schedule,
        spans: [],
        assumptions: [],
        alternatives: [],
        conditions: [],
      },
      tranches,
      ...(settlement && { settlement }),
      others: [...(replaced ?? []), ...others],
      doubts: [],
    },
    vesting: {
      terms,
      tranches: tranches.tranches,
      draws,
      ...(schedule.exercisableBeforeVesting && { exercisableBeforeVesting: true }),
    },
  };
}

function withChange(
  before: LotTermsInForce,
  change: TermsChanged,
  decision: LotDecision,
  options: DecidedOptions,
): LotTermsInForce {
  const { exercisableOn, expiresOn, settlesIn, effectiveOn } = change;
  const terms = {
    ...before.vesting.terms,
    ...(exercisableOn !== undefined && { exercisableOn }),
    ...(expiresOn !== undefined && { expiresOn }),
  };
  const settlement = settlesIn ? { ...before.reading.settlement, in: settlesIn } : before.reading.settlement;
  const changed: LotTermsInForce = {
    reading: { ...before.reading, ...(settlement && { settlement }) },
    vesting: { ...before.vesting, terms },
  };
  const schedule = change.schedule ?? (exercisableOn === undefined ? undefined : allOn(exercisableOn));
  if (!schedule) return changed;
  const { reading, vesting } = withSchedule(changed, schedule, decision, options);
  const tranches = goingOn(before.vesting.tranches, vesting.tranches, effectiveOn);
  return {
    reading: { ...reading, tranches: { ...reading.tranches, tranches } },
    vesting: { ...vesting, tranches },
  };
}

/** A changed date of exercise without a schedule is the date for all of it. */
function allOn(on: string): Schedule {
  return {
    steps: [{ kind: 'tranche', portion: { kind: 'remaining' }, when: { kind: 'date', on } }],
    exercisableBeforeVesting: false,
  };
}

/**
 * What had vested before the change stays vested; the new schedule's later tranches bring the rest, none of
 * them before the change.
 */
function goingOn(
  before: readonly Tranche[],
  after: readonly Tranche[],
  effectiveOn: string,
): readonly Tranche[] {
  const kept = before.filter((tranche) => (latestDay(tranche) ?? effectiveOn) < effectiveOn);
  let vested = toUnits(kept.map(({ units }) => units).reduce(add, '0'));
  const coming: Tranche[] = [];
  for (const tranche of after) {
    const units = toUnits(tranche.units);
    if (units > vested) coming.push(notBefore(effectiveOn, tranche, fromUnits(units - vested)));
    vested = units > vested ? 0n : vested - units;
  }
  return [...kept, ...coming];
}

function notBefore(day: string, tranche: Tranche, units: string): Tranche {
  const later = (date: string) => (date < day ? day : date);
  if (tranche.on !== undefined) return { ...tranche, units, on: later(tranche.on) };
  const { notAfter, awaits, step } = tranche;
  const floor = later(tranche.notBefore ?? day);
  const stated = step === undefined ? {} : { step };
  if (notAfter !== undefined && later(notAfter) <= floor) return { units, on: floor, ...stated };
  return {
    units,
    notBefore: floor,
    ...(notAfter !== undefined && { notAfter: later(notAfter) }),
    ...(awaits && { awaits }),
    ...stated,
  };
}
