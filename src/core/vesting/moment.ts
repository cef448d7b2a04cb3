import { addDays, addMonths, dayOfMonth } from '../values/calendar-date';
import type { Anchor, DayOfMonth, Period, TriggerEvent, When } from './schedule';

/**
 * When something happens, as far as it is known: one day when both bounds are the same, otherwise no earlier
 * than `notBefore` and no later than `notAfter`, each absent when nothing bounds it. ISO dates, both inclusive.
 */
export interface Moment {
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** The events without a known date that keep it from being one day. */
  readonly awaits: readonly TriggerEvent[];
}

/** Where an anchor stands in the calendar: `on` is the day that falls `months` and `days` after the anchor. */
export interface AnchorDate {
  readonly on: string;
  readonly months: number;
  readonly days: number;
}

/** What is known of dates that a schedule leaves open. */
export interface KnownDates {
  readonly anchors: { readonly [Name in Anchor]?: AnchorDate };
  /** Dates of events that have happened, such as the annual meeting. */
  readonly events: { readonly [Name in TriggerEvent]?: string };
  /** Nothing vests before this day: the grant date, or column 6. */
  readonly floor: string | undefined;
}

/** A place in a series of instalments, from 0. */
export interface SeriesPlace {
  readonly every: Period;
  readonly dayOfMonth: DayOfMonth;
  readonly place: number;
}

/**
 * The moment that a `When` names. Instalments are counted from the anchor of the first one (`anchor + months +
 * place × length`), so that month ends do not drift; the first date of a series stays as stated.
 */
export function momentOf(when: When, known: KnownDates, series?: SeriesPlace): Moment {
  switch (when.kind) {
    case 'date':
      return day(shifted(when.on, series));
    case 'event': {
      const on = known.events[when.event];
      if (on !== undefined) return day(shifted(on, series));
      return { ...(known.floor && { notBefore: shifted(known.floor, series) }), awaits: [when.event] };
    }
    case 'anchored': {
      const anchor = known.anchors[when.anchor];
      if (!anchor) return { ...(known.floor && { notBefore: known.floor }), awaits: [] };
      // "Fully vested", said of the day of filing, was so by then at the latest.
      const sinceBefore = when.anchor === 'filing' && when.months === 0 && when.days === 0 && !series?.place;
      if (!sinceBefore) return day(counted(anchor, when.months, when.days, series));
      const floor = known.floor !== undefined && known.floor <= anchor.on ? known.floor : undefined;
      return { ...(floor && { notBefore: floor }), notAfter: anchor.on, awaits: [] };
    }
    case 'earlierOf':
    case 'laterOf':
      return combined(
        when.kind,
        when.arms.map((arm) => momentOf(arm, known, series)),
      );
  }
}

/** The day of a moment that is known to the day. */
export function exactDay(moment: Moment): string | undefined {
  return moment.notBefore === moment.notAfter ? moment.notBefore : undefined;
}

function day(on: string): Moment {
  return { notBefore: on, notAfter: on, awaits: [] };
}

function combined(kind: 'earlierOf' | 'laterOf', arms: readonly Moment[]): Moment {
  const floors = arms.map((arm) => arm.notBefore);
  const ceilings = arms.map((arm) => arm.notAfter);
  // An unknown bound is the loosest one: it decides only where the loosest bound would.
  const [notBefore, notAfter] =
    kind === 'earlierOf'
      ? [least(floors), leastKnown(ceilings)]
      : [greatestKnown(floors), greatest(ceilings)];
  const moment = { ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) };
  const exact = notBefore !== undefined && notBefore === notAfter;
  return { ...moment, awaits: exact ? [] : [...new Set(arms.flatMap((arm) => arm.awaits))] };
}

type Bound = string | undefined;
const isKnown = (bound: Bound) => bound !== undefined;
const leastKnown = (bounds: readonly Bound[]) => bounds.filter(isKnown).sort()[0];
const greatestKnown = (bounds: readonly Bound[]) => bounds.filter(isKnown).sort().at(-1);
const least = (bounds: readonly Bound[]) => (bounds.every(isKnown) ? leastKnown(bounds) : undefined);
const greatest = (bounds: readonly Bound[]) => (bounds.every(isKnown) ? greatestKnown(bounds) : undefined);

/** A date of a series that starts on a calendar date. */
function shifted(first: string, series: SeriesPlace | undefined): string {
  if (!series || series.place === 0) return first;
  const { every, place } = series;
  if (every.kind === 'days') return addDays(first, every.length * place);
  return addMonths(first, every.length * place, dayFor(series.dayOfMonth, first));
}

function counted(anchor: AnchorDate, months: number, days: number, series: SeriesPlace | undefined): string {
  const inMonths = series?.every.kind === 'months';
  const moreDays = days - anchor.days;
  // A first instalment some days after the anchor has a day of the month of its own, and the series keeps that.
  const onItsOwnDay = moreDays !== 0 || !inMonths;
  const more = series && !onItsOwnDay ? series.every.length * series.place : 0;
  const dayWanted = inMonths ? dayFor(series.dayOfMonth, anchor.on) : undefined;
  const on = addDays(addMonths(anchor.on, months - anchor.months + more, dayWanted), moreDays);
  return onItsOwnDay ? shifted(on, series) : on;
}

/** The day of the month that a rule of the Open Cap Format asks for; months that are too short end it earlier. */
function dayFor(rule: DayOfMonth, anchor: string): number {
  return rule === 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH' ? dayOfMonth(anchor) : Number(rule.slice(0, 2));
}
