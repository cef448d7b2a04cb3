import { addDays } from '../values/calendar-date';
import { fromUnits } from '../values/quantity';
import {
  EXPIRATION_DAY_IS_EXERCISABLE,
  hasExpired,
  hasVested,
  type Slice,
  slicesOn,
  type VestingLot,
} from './lot-slices';
import { latestDay } from './tranches';

/**
 * Something that happened to a lot and that nobody files: computed from its schedule and expiration, never
 * stored as an event. It holds from the start of `on`.
 */
export interface DerivedFact {
  readonly kind: 'vesting' | 'expiration' | 'forfeiture';
  readonly on: string;
  readonly units: string;
  readonly rule: string;
}

/**
 * A lot at the end of a date, in units as canonical decimals. Two sums hold:
 * granted = vested + unvested + forfeited, and granted = held + exercised + disposed + expired + forfeited.
 */
export interface LotPosition {
  readonly on: string;
  /** 0 before the grant date, where that is known. */
  readonly granted: string;
  /** Has vested by then, whatever became of it since. Never falls from one day to the next. */
  readonly vested: string;
  /** Not known to have vested: of a lot without a schedule, all of it. */
  readonly unvested: string;
  /** Held, and can be exercised (or is vested and unsettled). */
  readonly exercisable: string;
  readonly held: string;
  readonly exercised: string;
  /** Disposed of to the issuer, withheld, transferred, or cancelled when it may have vested. */
  readonly disposed: string;
  /** Not exercised by the expiration, though it had vested, or may have. */
  readonly expired: string;
  /** Lost when it cannot have vested yet. */
  readonly forfeited: string;
  /** What could have vested and be exercisable at most, where only bounds are known; otherwise the same figures. */
  readonly atMost: { readonly vested: string; readonly exercisable: string };
  readonly derived: readonly DerivedFact[];
  /** In words: filed draws that the schedule, the expiration or the balance cannot explain. */
  readonly doubts: readonly string[];
}

/** What a lot comes to on a date. The figures are those that are certain; `atMost` has the others. */
export function lotOn(date: string, lot: VestingLot): LotPosition {
  const known = slicesOn(date, lot, 'atLeast');
  const possible = slicesOn(date, lot, 'atMost');
  const granted = lot.terms.grantedOn === undefined || lot.terms.grantedOn <= date;
  const slices = granted ? known.slices : [];
  const vested = sum(slices, (slice) => hasVested(slice, date, lot));
  const forfeited = sum(slices, (slice) => slice.fate === 'forfeited');
  const total = sum(slices, () => true);
  const fate = (name: Slice['fate']) => fromUnits(sum(slices, (slice) => slice.fate === name));
  const couldBe = granted ? possible.slices : [];
  return {
    on: date,
    granted: fromUnits(total),
    vested: fromUnits(vested),
    unvested: fromUnits(total - vested - forfeited),
    exercisable: fromUnits(sum(slices, (slice) => isExercisable(slice, date))),
    held: fate('held'),
    exercised: fate('exercised'),
    disposed: fate('disposed'),
    expired: fate('expired'),
    forfeited: fromUnits(forfeited),
    atMost: {
      vested: fromUnits(sum(couldBe, (slice) => hasVested(slice, date, lot))),
      exercisable: fromUnits(sum(couldBe, (slice) => isExercisable(slice, date))),
    },
    derived: derivedFacts(date, lot, slices),
    // A draw that the bounds leave room for is explained by them.
    doubts: granted ? possible.doubts : [],
  };
}

/** Of a lot's position on a date only what tells which lot a draw came from: the same figures at a fraction of the work. */
export function standingOn(date: string, lot: VestingLot): Pick<LotPosition, 'held' | 'exercisable'> {
  const { grantedOn } = lot.terms;
  const slices = grantedOn === undefined || grantedOn <= date ? slicesOn(date, lot, 'atLeast').slices : [];
  return {
    held: fromUnits(sum(slices, ({ fate }) => fate === 'held')),
    exercisable: fromUnits(sum(slices, (slice) => isExercisable(slice, date))),
  };
}

/**
 * Units held on a date that can be exercised on some day from then to `lastDay`, as known on the date: draws
 * after it are not foreseen, and what vests after the expiration does not count.
 */
export function exercisableWithin(
  date: string,
  lastDay: string,
  lot: VestingLot,
): { readonly atLeast: string; readonly atMost: string } {
  const { expiresOn, grantedOn } = lot.terms;
  const within = (bound: 'atLeast' | 'atMost') => {
    if (grantedOn !== undefined && grantedOn > date) return '0';
    const { slices } = slicesOn(date, lot, bound);
    return fromUnits(
      sum(slices, (slice) => isExercisable(slice, lastDay) && !hasExpired(slice.exercisableOn, expiresOn)),
    );
  };
  return { atLeast: within('atLeast'), atMost: within('atMost') };
}

function isExercisable(slice: Slice, date: string): boolean {
  return slice.fate === 'held' && slice.exercisableOn <= date;
}

function derivedFacts(date: string, lot: VestingLot, slices: readonly Slice[]): readonly DerivedFact[] {
  const { expiresOn } = lot.terms;
  const byDay = new Map<string, bigint>();
  for (const slice of slices.filter((each) => hasVested(each, date, lot))) {
    byDay.set(slice.vestsOn, (byDay.get(slice.vestsOn) ?? 0n) + slice.units);
  }
  const scheduled = new Set(lot.tranches.map(latestDay));
  const facts = [...byDay]
    .filter(([, units]) => units > 0n)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([on, units]): DerivedFact => {
      const rule = scheduled.has(on) ? 'the schedule' : 'exercised or settled, hence vested by then';
      return { kind: 'vesting', on, units: fromUnits(units), rule };
    });
  if (expiresOn === undefined || !hasExpired(date, expiresOn)) return facts;
  const on = EXPIRATION_DAY_IS_EXERCISABLE ? addDays(expiresOn, 1) : expiresOn;
  const rule = EXPIRATION_DAY_IS_EXERCISABLE
    ? 'the expiration date is the last day of exercise'
    : 'the expiration date is the first day without exercise';
  const ended = (fate: Slice['fate']) => sum(slices, (slice) => slice.derived && slice.fate === fate);
  const ends: DerivedFact[] = [
    { kind: 'expiration', on, units: fromUnits(ended('expired')), rule },
    { kind: 'forfeiture', on, units: fromUnits(ended('forfeited')), rule },
  ];
  return [...facts, ...ends.filter((fact) => fact.units !== '0')];
}

function sum(slices: readonly Slice[], chosen: (slice: Slice) => boolean): bigint {
  return slices.reduce((total, slice) => total + (chosen(slice) ? slice.units : 0n), 0n);
}
