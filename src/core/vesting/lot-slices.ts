import { fromUnits, toUnits } from '../values/quantity';
import type { Draw } from './draw';
import type { LotTerms } from './schedule';
import { earliestDay, latestDay, type Tranche } from './tranches';

/**
 * The expiration date is the last day of exercise. Practice, and not in the forms: plans say "until", "through"
 * and "on" without a difference that a form would show. Named so that it is changed in one place.
 */
export const EXPIRATION_DAY_IS_EXERCISABLE = true;

/** A lot with all that decides what can be exercised of it. */
export interface VestingLot {
  readonly terms: LotTerms;
  /** From `tranchesOf`: their units come to the grant. */
  readonly tranches: readonly Tranche[];
  readonly draws: readonly Draw[];
  /** Early exercise: all of it can be exercised before it vests. */
  readonly exercisableBeforeVesting?: boolean;
}

/**
 * How undated tranches are taken: `atLeast` lets each vest on the last day that its bounds allow (never, where
 * there is none), `atMost` on the first. What both agree on is certain.
 */
export type Bound = 'atLeast' | 'atMost';

export type Fate = 'held' | 'exercised' | 'disposed' | 'expired' | 'forfeited';

/** Units of one tranche that share one fate. */
export interface Slice {
  readonly units: bigint;
  readonly vestsOn: string;
  /** The first day on which it may have vested or been exercisable, by the loosest bounds. */
  readonly possibleOn: string;
  readonly exercisableOn: string;
  readonly fate: Fate;
  /** True when the fate follows from the expiration date alone: nobody filed it. */
  readonly derived: boolean;
}

export interface LotSlices {
  readonly slices: readonly Slice[];
  /** In words: draws that the schedule, the expiration or the balance cannot explain. */
  readonly doubts: readonly string[];
}

/** Text order puts these before and after every ISO date. */
const ALWAYS = '';
const NEVER = '~';

/** True from the first day on which an expiration date forbids exercise. */
export function hasExpired(date: string, expiresOn: string | undefined): boolean {
  if (expiresOn === undefined) return false;
  return EXPIRATION_DAY_IS_EXERCISABLE ? date > expiresOn : date >= expiresOn;
}

/** True when a slice has vested by a date: what an expiration date took before its day never did. */
export function hasVested(slice: Slice, date: string, { terms }: VestingLot): boolean {
  const lapsed = slice.derived && hasExpired(slice.vestsOn, terms.expiresOn);
  return slice.fate !== 'forfeited' && slice.vestsOn <= date && !lapsed;
}

/** A lot's units at the end of a date, cut up by tranche and fate; draws after that date are not applied. */
export function slicesOn(date: string, lot: VestingLot, bound: Bound): LotSlices {
  const { expiresOn } = lot.terms;
  const doubts: string[] = [];
  let slices = lot.tranches.map((tranche) => heldSlice(tranche, lot, bound));
  for (const draw of inOrder(lot.draws)) {
    if (draw.on > date) break;
    if (hasExpired(draw.on, expiresOn)) slices = slices.map(expire);
    slices = take(draw, slices, lot, doubts);
  }
  if (hasExpired(date, expiresOn)) slices = slices.map(expire);
  return { slices, doubts };

  /** Only what cannot have been exercisable by then is forfeited: of the rest nobody knows that it had not vested. */
  function expire(slice: Slice): Slice {
    if (slice.fate !== 'held') return slice;
    return {
      ...slice,
      fate: hasExpired(slice.possibleOn, expiresOn) ? 'forfeited' : 'expired',
      derived: true,
    };
  }
}

function heldSlice(tranche: Tranche, lot: VestingLot, bound: Bound): Slice {
  const { exercisableOn, grantedOn, filedOn } = lot.terms;
  const latest = latestDay(tranche) ?? NEVER;
  const earliest = firstOf(earliestDay(tranche) ?? grantedOn ?? ALWAYS, latest);
  const vestsOn = bound === 'atMost' ? earliest : latest;
  const early = lot.exercisableBeforeVesting ? (exercisableOn ?? grantedOn ?? filedOn ?? NEVER) : NEVER;
  return {
    units: toUnits(tranche.units),
    vestsOn,
    possibleOn: firstOf(early, earliest),
    exercisableOn: firstOf(early, vestsOn),
    fate: 'held',
    derived: false,
  };
}

/** By date; on one date in the order given. */
function inOrder(draws: readonly Draw[]): readonly Draw[] {
  return [...draws].sort((left, right) => byText(left.on, right.on));
}

/**
 * Takes a draw's units: what can be exercised first, oldest vesting first; then what cannot yet; then what only
 * the expiration date took, because a filed line is believed before a date. A forfeiture takes them from the
 * other end.
 */
function take(draw: Draw, slices: readonly Slice[], lot: VestingLot, doubts: string[]): Slice[] {
  const byVesting = (fate: Fate) =>
    [...slices.keys()]
      .filter((place) => slices[place]!.fate === fate && (fate === 'held' || slices[place]!.derived))
      .sort((left, right) => byText(slices[left]!.vestsOn, slices[right]!.vestsOn) || left - right);
  const held = byVesting('held');
  const ready = held.filter((place) => slices[place]!.exercisableOn <= draw.on);
  const notYet = held.filter((place) => slices[place]!.exercisableOn > draw.on);
  const order = [...ready, ...notYet, ...byVesting('expired'), ...byVesting('forfeited')];
  if (draw.kind === 'forfeiture') order.reverse();
  let left = toUnits(draw.units);
  const taken = new Map<number, bigint>();
  for (const place of order) {
    const units = least(left, slices[place]!.units);
    if (units > 0n) taken.set(place, units);
    left -= units;
  }
  doubts.push(...doubtsAbout(draw, slices, taken, left, lot));
  return slices.flatMap((slice, place) => split(slice, taken.get(place) ?? 0n, draw, lot));
}

function split(slice: Slice, units: bigint, draw: Draw, lot: VestingLot): Slice[] {
  if (units === 0n) return [slice];
  const drawn = { ...drawnSlice({ ...slice, units }, draw, lot), derived: false };
  return units === slice.units ? [drawn] : [drawn, { ...slice, units: slice.units - units }];
}

function drawnSlice(slice: Slice, draw: Draw, lot: VestingLot): Slice {
  const vested = hasVested(slice, draw.on, lot);
  switch (draw.kind) {
    case 'forfeiture':
      return { ...slice, fate: vested ? 'disposed' : 'forfeited' };
    case 'cancellation':
    case 'expiration': {
      const fate = draw.kind === 'expiration' ? 'expired' : 'disposed';
      if (vested) return { ...slice, fate };
      const possible = slice.fate !== 'forfeited' && slice.possibleOn <= draw.on;
      return { ...slice, fate: possible ? fate : 'forfeited', vestsOn: NEVER };
    }
    case 'transfer':
      return { ...slice, fate: 'disposed' };
    default: {
      // What was exercised or settled had vested by then, whatever the schedule says, unless exercise came early.
      const early = slice.exercisableOn < slice.vestsOn && slice.exercisableOn <= draw.on;
      const vestsOn = early ? slice.vestsOn : firstOf(slice.vestsOn, draw.on);
      return { ...slice, fate: draw.kind === 'exercise' ? 'exercised' : 'disposed', vestsOn };
    }
  }
}

function doubtsAbout(
  draw: Draw,
  slices: readonly Slice[],
  taken: ReadonlyMap<number, bigint>,
  over: bigint,
  lot: VestingLot,
): readonly string[] {
  const sum = (chosen: (slice: Slice) => boolean) =>
    [...taken].reduce((total, [place, units]) => total + (chosen(slices[place]!) ? units : 0n), 0n);
  const doubts: string[] = [];
  const doubt = (units: bigint, what: string) => {
    if (units > 0n)
      doubts.push(`${draw.kind} of ${draw.units} on ${draw.on}: ${fromUnits(units)} units ${what}`);
  };
  const housekeeping =
    draw.kind === 'expiration' || draw.kind === 'cancellation' || draw.kind === 'forfeiture';
  const gone = sum((slice) => slice.derived);
  const notYet = sum((slice) => slice.fate === 'held' && slice.exercisableOn > draw.on);
  if (!housekeeping) doubt(gone, `after the expiration on ${lot.terms.expiresOn}`);
  if (!housekeeping && draw.kind !== 'transfer') doubt(notYet, 'that were not exercisable by the schedule');
  if (draw.kind === 'forfeiture') {
    doubt(
      sum((slice) => hasVested(slice, draw.on, lot)),
      'that had vested by the schedule',
    );
  }
  doubt(over, 'more than the lot has left');
  return doubts;
}

function firstOf(left: string, right: string): string {
  return byText(left, right) < 0 ? left : right;
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
