import { addDays, addMonths, dayOfMonth, isLastDayOfMonth } from '../../values/calendar-date';
import type { DayOfMonth, LotTerms, Period, When } from '../schedule';
import type { TimePoint } from './anchors';

/** The dates that the text gives its anchors, and what the row knows. */
export interface KnownAnchors {
  /** `granted on March 1, 2022`; absent when the text gives none, or several. */
  readonly grantedOn?: string;
  readonly vestingStartsOn?: string;
  readonly lot: Partial<LotTerms>;
}

/** A point as a date, an anchor or an event of the schedule; undefined when the schedule has no words for it. */
export function whenOf(point: TimePoint, known: KnownAnchors): When | undefined {
  switch (point.kind) {
    case 'within':
      // No day is stated: the last, so that nothing vests too early.
      return { kind: 'date', on: point.to };
    case 'expiration':
      return known.lot.expiresOn === undefined
        ? { kind: 'event', event: 'other' }
        : { kind: 'date', on: known.lot.expiresOn };
    case 'earlierOf':
    case 'laterOf': {
      const arms = point.arms.map((arm) => whenOf(arm, known) ?? eventOf(arm));
      return { kind: point.kind, arms };
    }
    case 'at': {
      const { base, months, days } = point;
      if (point.either !== undefined) return whenEither(point, point.either, known);
      const on = dayOfBase(point, known);
      if (on !== undefined) return { kind: 'date', on: addDays(addMonths(on, months), days) };
      if (base.kind === 'anchor') return { kind: 'anchored', anchor: base.anchor, months, days };
      // Six months after an event without a date: the event stands for it.
      return base.kind === 'event' ? { kind: 'event', event: base.event } : undefined;
    }
  }
}

/** A day that is the anchor's or the one counted from it, where the date of the grant tells which. */
function whenEither(
  point: TimePoint & { readonly kind: 'at' },
  either: string,
  known: KnownAnchors,
): When | undefined {
  const granted = known.grantedOn ?? known.lot.grantedOn;
  if (granted === undefined) return undefined;
  const counted = addDays(addMonths(granted, point.months), point.days);
  return either === granted || either === counted ? { kind: 'date', on: counted } : undefined;
}

function eventOf(point: TimePoint): When {
  const event = point.kind === 'at' && point.base.kind === 'event' ? point.base.event : 'other';
  return { kind: 'event', event };
}

/** The calendar day that a point counts from, when the text gives it. */
export function dayOfBase(point: TimePoint, known: KnownAnchors): string | undefined {
  if (point.kind !== 'at') return undefined;
  const { base } = point;
  if (base.kind === 'day') return base.on;
  if (base.kind !== 'anchor') return undefined;
  if (base.statedOn !== undefined) return base.statedOn;
  if (base.anchor === 'grant') return known.grantedOn;
  return base.anchor === 'vestingStart' ? known.vestingStartsOn : undefined;
}

/** The same point, so many periods later or earlier. Undefined for a point that cannot be counted from. */
export function moved(point: TimePoint, { kind, length }: Period, times: number): TimePoint | undefined {
  if (point.kind !== 'at') return undefined;
  return kind === 'months'
    ? { ...point, months: point.months + length * times }
    : { ...point, days: point.days + length * times };
}

/**
 * The day-of-month rule of a series: its first date's own day, unless that day was cut short by a short month
 * (counted from 31 August, the instalment of February must not pull the later ones to the 28th), or it ends on
 * the last day of a longer month than it starts on.
 */
export function ruleOf(first: TimePoint, until: TimePoint | undefined, known: KnownAnchors): DayOfMonth {
  const counted = dayOfBase(first, known);
  const when = whenOf(first, known);
  if (counted !== undefined && when?.kind === 'date') {
    const day = dayOfMonth(counted);
    const daysMoved = first.kind === 'at' && first.days !== 0;
    if (!daysMoved && day >= 29 && day !== dayOfMonth(when.on))
      return `${day}_OR_LAST_DAY_OF_MONTH` as DayOfMonth;
    const end = until && whenOf(until, known);
    if (
      end?.kind === 'date' &&
      isLastDayOfMonth(when.on) &&
      isLastDayOfMonth(end.on) &&
      dayOfMonth(end.on) > dayOfMonth(when.on)
    ) {
      return '31_OR_LAST_DAY_OF_MONTH';
    }
  }
  return 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH';
}

/** Months from one point to another of the same base; undefined when they cannot be compared. */
export function monthsBetween(from: TimePoint, to: TimePoint, known: KnownAnchors): number | undefined {
  if (from.kind !== 'at' || to.kind !== 'at') return undefined;
  const [left, right] = [whenOf(from, known), whenOf(to, known)];
  if (left?.kind === 'anchored' && right?.kind === 'anchored' && left.anchor === right.anchor) {
    return left.days === right.days ? right.months - left.months : undefined;
  }
  if (left?.kind !== 'date' || right?.kind !== 'date') return undefined;
  const months = monthCount(right.on) - monthCount(left.on);
  // "through December 2026", "until January 1": a few days more or less are the same month's instalment.
  return months;
}

/** Months since the year 0. */
export function monthCount(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
