import { addMonths, daysInMonth, isCalendarDate } from '../../values/calendar-date';
import type { Period } from '../schedule';
import { after, at, type Base, dayBase, GRANT, type TimePoint } from './anchors';
import type { MonthDay } from './dates';
import type { Frame } from './frame';
import { type Context, countedOn, FROM_GRANT } from './said';
import { monthsBetween, moved, whenOf } from './times';

const NO_DATE = 'it counts from a date that is not stated';
const NO_YEAR = 'the year of its first date is not stated';

/** When the first instalment of a series vests; undefined when that must be counted back from its end, or assumed. */
export function startOfSeries(frame: Frame, every: Period, context: Context): TimePoint | undefined | string {
  const { series } = frame;
  const { said, award } = context;
  if (series?.yearly) return firstYearly(frame, series.yearly, context);
  const from = frame.from ?? (frame.points.length === 1 ? frame.points[0] : undefined);
  if (from) {
    const base = countedOn(from, said.last);
    return base ? statedStart(frame, base, every, context) : NO_DATE;
  }
  // "each monthly anniversary of the start thereafter": on from the tranche before.
  const onward = said.last !== undefined && frame.after === undefined && (frame.thereafter || !award.isEmpty);
  const counted =
    onward && isAhead(said.last!, series?.after, context)
      ? undefined
      : (frame.after ?? (series?.after && at(series.after)));
  if (counted) {
    const base = countedOn(counted, said.last);
    return (base && onDay(frame, moved(base, every, 1), context)) ?? NO_DATE;
  }
  if (said.last && (frame.thereafter || !award.isEmpty)) {
    return onDay(frame, moved(said.last, every, 1), context) ?? 'it counts from an event without a date';
  }
  return undefined;
}

/** True when the tranche before is counted from what the anniversaries are of, or nothing else is named. */
function isAhead(last: TimePoint, base: Base | undefined, { known }: Context): boolean {
  if (!base || base.kind === 'previous') return false;
  const months = monthsBetween(at(base), last, known);
  return months !== undefined && months > 0;
}

/** One period after the grant, for a series that says nothing of its start. */
export function startFromGrant(every: Period, { assumptions }: Context): TimePoint {
  assumptions.add(FROM_GRANT);
  return after(GRANT, every);
}

function statedStart(frame: Frame, from: TimePoint, every: Period, context: Context): TimePoint | string {
  const { readings, assumptions, known, said } = context;
  const day = onDay(frame, from, context);
  if (day !== from && day) return day;
  if (from.kind === 'within') {
    assumptions.add('the last day of the month, because no day is stated');
    return at(dayBase(from.to));
  }
  if (from.kind !== 'at') return 'it starts with an event without a date';
  const plain = from.months === 0 && from.days === 0;
  if (!plain || frame.stated || frame.points.length === 1 || leadsToEnd(frame, from, every, context))
    return from;
  const next = moved(from, every, 1)!;
  if (leadsToEnd(frame, next, every, context)) return next;
  if (frame.series?.day?.kind === 'end') {
    const reading = readings.of('endOfPeriod');
    if (reading === 2) return calendarEnd(from, every, known) ?? next;
    return reading === 0 ? from : next;
  }
  if (from.base.kind === 'anchor') return readings.of('anchorStart') === 0 ? next : from;
  // "Instalments beginning on D" start on D; a rate, or a span of years, "beginning on D" may count from it.
  const every12 = every.kind === 'months' && every.length === 12;
  const rate = !frame.series?.instalments && frame.series?.count === undefined && every12;
  const ambiguous = rate || (frame.span !== undefined && !frame.thereafter && said.last === undefined);
  return ambiguous && readings.of('start') === 1 ? next : from;
}

/** True when a start leads to the end that the text states. */
function leadsToEnd(
  { until, series, span }: Frame,
  first: TimePoint,
  every: Period,
  { known }: Context,
): boolean {
  const count = series?.count ?? (span && span.length.period.length / every.length);
  if (!until || !count || every.kind !== 'months') return false;
  return monthsBetween(first, until, known) === (count - 1) * every.length;
}

/** `on the last day of each month`: the day within the month that the series starts in. */
function onDay(frame: Frame, point: TimePoint | undefined, { known }: Context): TimePoint | undefined {
  const day = frame.series?.day;
  if (!point || day?.kind !== 'day') return point;
  const on = point.kind === 'within' ? point.from : dateOf(point, known);
  if (on === undefined) return point;
  const last = daysInMonth(Number(on.slice(0, 4)), Number(on.slice(5, 7)));
  const wanted = day.day === 'last' ? last : Math.min(day.day, last);
  return at(dayBase(`${on.slice(0, 8)}${String(wanted).padStart(2, '0')}`));
}

function dateOf(point: TimePoint, known: Context['known']): string | undefined {
  const when = whenOf(point, known);
  return when?.kind === 'date' ? when.on : undefined;
}

/** `March 1 of each year`: the first one after what it is counted from. */
function firstYearly(frame: Frame, days: readonly MonthDay[], context: Context): TimePoint | string {
  const { said, known, assumptions } = context;
  if (!evenlySpaced(days)) return 'days of the year at uneven intervals';
  const base = countedOn(frame.from ?? frame.after ?? frame.points[0] ?? said.last ?? at(GRANT), said.last);
  const when = base && base.kind !== 'within' ? whenOf(base, known) : undefined;
  const granted = when?.kind === 'anchored' && when.anchor === 'grant' ? known.lot.grantedOn : undefined;
  const counted =
    granted !== undefined && when?.kind === 'anchored' ? addMonths(granted, when.months) : undefined;
  const since = base?.kind === 'within' ? base.from : when?.kind === 'date' ? when.on : counted;
  if (since === undefined) return NO_YEAR;
  const inclusive = frame.from !== undefined || frame.points.length > 0;
  const year = Number(since.slice(0, 4));
  const dates = [year, year + 1].flatMap((each) => days.map((day) => dayIn(each, day)));
  const first = dates
    .filter(isCalendarDate)
    .sort()
    .find((date) => (inclusive ? date >= since : date > since));
  if (!inclusive) assumptions.add(`the first such date after ${since} is meant`);
  return first === undefined ? NO_YEAR : at(dayBase(first));
}

/** `May 15, August 15, November 15 and February 15`: a series needs even intervals. */
function evenlySpaced(days: readonly MonthDay[]): boolean {
  const months = days.map(({ month }) => month).sort((left, right) => left - right);
  const gap = 12 / months.length;
  const even = months.every((month, index) => index === 0 || month - months[index - 1]! === gap);
  const monthEnds = days.every(({ month, day }) => day === 'last' || day === daysInMonth(2023, month));
  return even && (monthEnds || new Set(days.map(({ day }) => day)).size === 1);
}

function dayIn(year: number, { month, day }: MonthDay): string {
  return isoDay(year, month, day === 'last' ? daysInMonth(year, month) : day);
}

/** The last day of the calendar month, quarter or year that the date lies in. */
function calendarEnd(from: TimePoint, every: Period, known: Context['known']): TimePoint | undefined {
  const on = dateOf(from, known);
  if (on === undefined || every.kind !== 'months' || 12 % every.length !== 0) return undefined;
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  const end = Math.ceil(month / every.length) * every.length;
  return at(dayBase(isoDay(year, end, daysInMonth(year, end))));
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
