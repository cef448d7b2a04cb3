import { isLastDayOfMonth } from '../values/calendar-date';
import { decimalPlaces, fromUnits, QUANTITY_DECIMALS, toUnits } from '../values/quantity';
import { allocate } from './allocation';
import { fillAnchors } from './anchors';
import { type AwardPart, type AwardParts, awardParts } from './award-parts';
import { exactDay, type KnownDates, type Moment, momentOf } from './moment';
import type { AllocationType, Certainty, LotTerms, Schedule, TriggerEvent, VestingStep } from './schedule';
import { problemOfStep } from './schedule-problem';
import { trancheEvidence } from './tranche-evidence';

/** The policy where nothing says how tranches are rounded: running totals are rounded, so that no error adds up. */
export const DEFAULT_ALLOCATION: AllocationType = 'CUMULATIVE_ROUNDING';

/** Part of a lot that vests on one date. */
export interface Tranche {
  /** A canonical decimal. */
  readonly units: string;
  /** ISO date, when it is known to the day. */
  readonly on?: string;
  /** Otherwise its bounds, inclusive, as far as there are any. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** What it waits for, when that has no known date. */
  readonly awaits?: readonly TriggerEvent[];
  /** Index in the schedule's steps; absent for parts that no step states (vested before, or not accounted for). */
  readonly step?: number;
}

/** A lot's tranches: in date order, undated ones last; their units always come to the whole grant. */
export interface Tranches {
  readonly tranches: readonly Tranche[];
  readonly certainty: Certainty;
  /** In words: what was filled in that the text does not state. */
  readonly assumptions: readonly string[];
  /** In words: what the row says that agrees with the schedule, and what does not. */
  readonly evidence: readonly string[];
  readonly doubts: readonly string[];
  /** Why nothing but bounds can be given. */
  readonly undetermined?: string;
}

export interface TrancheOptions {
  /** How units become whole; DEFAULT_ALLOCATION unless given. */
  readonly allocation?: AllocationType;
  /** Decimal places that tranches come in, 0 to 4; the grant's own unless given (6,230.5295 has four). */
  readonly decimals?: number;
  /** Dates of events that have happened, such as the annual meeting. */
  readonly events?: { readonly [Name in TriggerEvent]?: string };
}

interface DatedPart extends AwardPart {
  readonly moment: Moment;
}

/**
 * The tranches of a lot: the schedule's anchors filled from the lot's terms, every date counted from its anchor,
 * units allocated exactly under one of the Open Cap Format's allocation types. What a schedule does not state
 * is not made up: a tranche without a date has bounds, and a schedule that cannot be one comes back as one
 * tranche of the whole grant, with the reason in `undetermined`.
 *
 * `lot.units` must be a canonical decimal with at most four places and not negative (RangeError otherwise).
 */
export function tranchesOf(schedule: Schedule, lot: LotTerms, options: TrancheOptions = {}): Tranches {
  const total = toUnits(lot.units);
  if (total < 0n) throw new RangeError(`a lot of ${lot.units} units`);
  if (schedule.steps.length === 0) return undetermined('no time of vesting is stated', lot);
  const wrong = schedule.steps.map(problemOfStep).find((problem) => problem !== undefined);
  if (wrong !== undefined) return undetermined(wrong, lot);
  const award = awardParts(schedule, total);
  if (typeof award === 'string') return undetermined(award, lot);
  if (award.rest < -award.tolerance) {
    const stated = fromUnits((total * award.denominator - award.rest) / award.denominator);
    return undetermined(`the tranches come to ${stated}, more than the ${lot.units} of the lot`, lot);
  }
  const anchors = fillAnchors(schedule, lot, options.events ?? {});
  const parts = inDateOrder(award.parts.map((part) => dated(part, schedule, anchors.known, lot)));
  const whole = accountedFor(parts, award);
  if (typeof whole === 'string') return undetermined(whole, lot);
  const { tranches, rounding } = allocated(whole.parts, award.denominator, schedule, lot, options);
  if (anchors.missing.length > 0 && tranches.every((tranche) => !tranche.on && !tranche.notAfter)) {
    return undetermined(`it is counted from ${named(anchors.missing)}, which is not known`, lot);
  }
  const assumptions = [
    ...anchors.assumptions,
    ...whole.assumptions,
    ...monthEnds(schedule, tranches),
    ...rounding,
  ];
  const bounded = tranches.some((tranche) => tranche.on === undefined && tranche.units !== '0');
  return {
    tranches,
    certainty: bounded ? 'bounded' : assumptions.length > 0 ? 'assumed' : 'determined',
    assumptions,
    ...trancheEvidence(tranches, schedule, lot),
  };
}

/** The earliest day on which a tranche can vest; undefined when nothing bounds it. */
export function earliestDay(tranche: Tranche): string | undefined {
  return tranche.on ?? tranche.notBefore;
}

/** The day by which a tranche must have vested; undefined when nothing bounds it. */
export function latestDay(tranche: Tranche): string | undefined {
  return tranche.on ?? tranche.notAfter;
}

/** All of the lot in one tranche of which only bounds are known: column 6 says when its first unit can be exercised. */
export function undetermined(reason: string, lot: LotTerms): Tranches {
  const notBefore = [lot.grantedOn, lot.exercisableOn]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  return {
    tranches: [{ units: lot.units, ...(notBefore && { notBefore }) }],
    certainty: 'undetermined',
    assumptions: [],
    evidence: [],
    doubts: [],
    undetermined: reason,
  };
}

function dated(part: AwardPart, schedule: Schedule, known: KnownDates, lot: LotTerms): DatedPart {
  if (part.step === 'vestedBefore') return { ...part, moment: beforeFirst(schedule, known, lot) };
  return { ...part, moment: stepMoment(schedule.steps[part.step]!, part.place, known) };
}

function stepMoment(step: VestingStep, place: number, known: KnownDates): Moment {
  if (step.kind === 'tranche') return momentOf(step.when, known);
  return momentOf(step.first, known, { every: step.every, dayOfMonth: step.dayOfMonth, place });
}

/** What vested before the first step had vested when the filing that says so was made. */
function beforeFirst(schedule: Schedule, known: KnownDates, lot: LotTerms): Moment {
  const firsts = schedule.steps.map((step) => exactDay(stepMoment(step, 0, known)));
  const notAfter = [...firsts, lot.filedOn].filter((date) => date !== undefined).sort()[0];
  const { grantedOn } = lot;
  // A step dated before the grant contradicts it; then only the step says anything of what came before.
  const sound = grantedOn !== undefined && (notAfter === undefined || grantedOn <= notAfter);
  return { ...(sound && { notBefore: grantedOn }), ...(notAfter && { notAfter }), awaits: [] };
}

/** By date; equal dates by size, so that the order in which a text states its steps makes no difference. */
function inDateOrder(parts: readonly DatedPart[]): readonly DatedPart[] {
  const key = ({ moment }: DatedPart) => moment.notAfter ?? `9999-99-99 ${moment.notBefore ?? ''}`;
  return [...parts].sort((left, right) => {
    const [leftKey, rightKey] = [key(left), key(right)];
    if (leftKey !== rightKey) return leftKey < rightKey ? -1 : 1;
    return left.share < right.share ? -1 : left.share > right.share ? 1 : 0;
  });
}

/**
 * The parts with what the text leaves over: rounding of printed percentages goes to the last tranche; a part
 * of the award that no step accounts for stands alone, without a date.
 */
function accountedFor(
  parts: readonly DatedPart[],
  { rest, tolerance, denominator }: AwardParts,
): { readonly parts: readonly (DatedPart | Leftover)[]; readonly assumptions: readonly string[] } | string {
  if (rest === 0n) return { parts, assumptions: [] };
  if (rest > tolerance) {
    const left = fromUnits(rest / denominator);
    return {
      parts: [...parts, { share: rest, stated: false, moment: { awaits: [] } }],
      assumptions: [`the text does not say when ${left} units vest`],
    };
  }
  const last = parts.findLastIndex((part) => !part.stated);
  if (last < 0 || parts[last]!.share + rest < 0n) return 'the tranches come to more than the award';
  const evened = parts.map((part, place) => (place === last ? { ...part, share: part.share + rest } : part));
  return {
    parts: evened,
    assumptions: ['the percentages are rounded and do not come to 100 %: the last tranche makes up for it'],
  };
}

interface Leftover extends Omit<DatedPart, 'step' | 'place'> {
  readonly step?: undefined;
}

function allocated(
  parts: readonly (DatedPart | Leftover)[],
  denominator: bigint,
  schedule: Schedule,
  lot: LotTerms,
  options: TrancheOptions,
): { readonly tranches: readonly Tranche[]; readonly rounding: readonly string[] } {
  const policy = options.allocation ?? DEFAULT_ALLOCATION;
  const decimals = policy === 'FRACTIONAL' ? QUANTITY_DECIMALS : placesOf(schedule, lot, options);
  const grain = 10n ** BigInt(QUANTITY_DECIMALS - decimals);
  const open = parts.filter((part) => !part.stated);
  const given = allocate(
    open.map((part) => part.share),
    denominator,
    policy,
    grain,
  );
  let place = 0;
  const tranches = parts.map((part) => {
    const units = part.stated ? part.share / denominator : given[place++]!;
    return tranche(fromUnits(units), part);
  });
  const uneven = open.some((part) => part.share % (denominator * grain) !== 0n);
  const unit = decimals === 0 ? 'whole units' : `${decimals} decimal places`;
  return { tranches, rounding: uneven ? [`rounded to ${unit} by ${policy}`] : [] };
}

function tranche(units: string, { moment, step }: DatedPart | Leftover): Tranche {
  const on = exactDay(moment);
  return {
    units,
    ...(on !== undefined
      ? { on }
      : {
          ...(moment.notBefore !== undefined && { notBefore: moment.notBefore }),
          ...(moment.notAfter !== undefined && { notAfter: moment.notAfter }),
          ...(moment.awaits.length > 0 && { awaits: moment.awaits }),
        }),
    ...(typeof step === 'number' && { step }),
  };
}

/** The grant's own decimal places, and those of tranches stated in units. */
function placesOf(schedule: Schedule, lot: LotTerms, options: TrancheOptions): number {
  const { decimals } = options;
  if (decimals !== undefined) {
    const sound = Number.isInteger(decimals) && decimals >= 0 && decimals <= QUANTITY_DECIMALS;
    if (!sound) throw new RangeError(`decimals must be 0 to ${QUANTITY_DECIMALS}, not ${decimals}`);
    return decimals;
  }
  const stated = schedule.steps.map(({ portion }) => (portion.kind === 'units' ? portion.units : '0'));
  return Math.max(...[lot.units, ...stated].map(decimalPlaces));
}

/** A series that starts on the last day of a short month may mean "day 30" or "the last day". */
function monthEnds(schedule: Schedule, tranches: readonly Tranche[]): readonly string[] {
  return schedule.steps.flatMap((step, index) => {
    const byStartDay =
      step.kind === 'instalments' &&
      step.every.kind === 'months' &&
      step.dayOfMonth === 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH';
    const days = byStartDay ? tranches.filter((each) => each.step === index).map((each) => each.on) : [];
    const [first] = days;
    const later = days.find((day) => day !== undefined && !isLastDayOfMonth(day));
    if (first === undefined || later === undefined || !isLastDayOfMonth(first)) return [];
    return [`${first} is the end of its month: later instalments fall on that day, not on the last day`];
  });
}

function named(anchors: readonly string[]): string {
  const names: Record<string, string> = {
    grant: 'the grant date',
    vestingStart: 'the vesting start',
    filing: 'the filing date',
  };
  return anchors.map((anchor) => names[anchor]).join(' and ');
}
