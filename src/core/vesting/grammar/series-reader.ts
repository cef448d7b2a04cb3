import { addMonths, dayOfMonth, daysInMonth } from '../../values/calendar-date';
import type { DayOfMonth, Period, Portion, VestingStep } from '../schedule';
import { at, GRANT, type TimePoint } from './anchors';
import { ratioOf } from './award';
import { months } from './durations';
import type { Frame } from './frame';
import type { Share } from './portions';
import { times } from './ratios';
import { type Context, countedOn, FROM_GRANT, REST, WHOLE } from './said';
import { type Amounts, amountsOf } from './series-amounts';
import { startFromGrant, startOfSeries } from './series-start';
import { startsTwice } from './start-conflicts';
import { monthsBetween, moved, ruleOf, whenOf } from './times';

/** The steps of one series, and when its last instalment vests. */
export interface SeriesSteps {
  readonly steps: readonly VestingStep[];
  readonly last: TimePoint | undefined;
  /** How much the last one takes, when that can be carried on. */
  readonly each: Portion | undefined;
  /** Why only bounds can be given, when it is so. */
  readonly loose?: string;
}

const TWO_STARTS = 'it is counted from two dates';
const MORE = 'more is stated than the whole award';

/**
 * Solves what a frame says of a series: how many instalments, how often, how much each, from when, until when.
 * Whatever is said more than once must agree; what follows from the rest need not be said. A reason, in words,
 * where the frame states no series.
 */
export function readSeries(frame: Frame, context: Context): SeriesSteps | string {
  if (frame.cliff && !frame.series?.every && !frame.span) return cliffOnly(frame, context);
  const every = periodOf(frame, context);
  if (!every)
    return atOnce(frame, context) ?? byTheEnd(frame, context) ?? 'it is not stated how often it vests';
  if (frame.shares.some(({ amount, place }) => amount.kind === 'instalment' && !place))
    return 'one of several instalments, and how often they vest';
  if (startsTwice(frame, every, context)) return TWO_STARTS;
  const stated = startOfSeries(frame, every, context);
  if (typeof stated === 'string') return stated;
  // "on each anniversary of the grant, fully vested on D": D tells of which days.
  const counted = stated !== undefined && isUndated(stated, context) && isDated(frame.until);
  if (counted) context.assumptions.add('counted back from the end, which tells the day of the grant');
  const first = counted ? undefined : stated;
  const listed = frame.shares.filter(({ amount }) => amount.kind !== 'instalment');
  if (listed.length > 1) return oneByOne(listed, frame, every, first, context);
  const amounts = amountsOf(frame, every, first, context);
  if (typeof amounts === 'string') return allByEnd(frame, first, context) ?? amounts;
  if (frame.cliff) return withCliff(frame, every, amounts, context);
  if (isEither(frame.until)) return withOpenEnd(frame, every, first, amounts, context);
  const start = first ?? countedBack(frame, every, amounts.count) ?? startFromGrant(every, context);
  return stepsOf(start, every, amounts, frame, context);
}

/** `in equal quarterly installments through D`: neither their number nor their start is stated, but all by D. */
function allByEnd(
  frame: Frame,
  first: TimePoint | undefined,
  { known, award }: Context,
): SeriesSteps | undefined {
  const { until, series, span, shares } = frame;
  const when = until && whenOf(until, known);
  if (first || !when || series?.count || series?.each || span || !award.isEmpty) return undefined;
  if (shares.some(({ amount }) => amount.kind !== 'whole' && amount.kind !== 'remaining')) return undefined;
  const loose = 'neither the number of instalments nor the first is stated: all of it by the end';
  return { steps: [{ kind: 'tranche', portion: WHOLE, when }], last: until, each: undefined, loose };
}

function isDated(point: TimePoint | undefined): boolean {
  return point?.kind === 'at' && point.base.kind === 'day';
}

function isUndated(point: TimePoint, { known }: Context): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && whenOf(point, known)?.kind === 'anchored';
}

function isEither(point: TimePoint | undefined): boolean {
  return point?.kind === 'earlierOf' || point?.kind === 'laterOf';
}

/** `…, the last installment on the earlier of the first anniversary and the next annual meeting`: it stands apart. */
function withOpenEnd(
  frame: Frame,
  every: Period,
  first: TimePoint | undefined,
  amounts: Amounts,
  context: Context,
): SeriesSteps | string {
  const { until, ...rest } = frame;
  const { of, portion, count } = amounts;
  const each = of === 'each' ? portion : partOf(portion, count, context);
  const start = first ?? startFromGrant(every, context);
  const last = moved(start, every, count - 1);
  const arms = until?.kind === 'earlierOf' || until?.kind === 'laterOf' ? until.arms : [];
  const when = until && whenOf(until, context.known);
  const ends = JSON.stringify(last && whenOf(last, context.known));
  const fits = arms.some((arm) => JSON.stringify(whenOf(arm, context.known)) === ends);
  if (!each || !when || !fits || count < 2)
    return 'its last instalment falls on a day that does not fit the others';
  const before = stepsOf(start, every, { of: 'each', portion: each, count: count - 1 }, rest, context);
  if (typeof before === 'string') return before;
  return { ...before, steps: [...before.steps, { kind: 'tranche', portion: each, when }], last };
}

function periodOf({ series, span, from }: Frame, { award, assumptions }: Context): Period | undefined {
  if (series?.yearly && series.yearly.length > 1) return months(12 / series.yearly.length);
  if (series?.every) return series.every;
  if (!span) return undefined;
  const { period, count, unit } = span.length;
  const ratio = ratioOf(series?.each);
  const instalments = series?.count ?? (ratio && award.timesLeft(ratio));
  if (instalments && period.kind === 'months' && period.length % instalments === 0) {
    assumptions.add(`equal intervals of ${period.length / instalments} months`);
    return months(period.length / instalments);
  }
  if (series?.equal && unit.length === 3 && count > 1) return unit;
  const anniversary = from?.kind === 'at' && from.months === 12 && from.days === 0;
  if (!anniversary || period.kind !== 'months' || period.length % 12 !== 0) return undefined;
  assumptions.add('yearly instalments, because the first falls on an anniversary');
  return months(12);
}

/** `16,667 shares commencing on D`: exercisable from that day on, at once. */
function atOnce(frame: Frame, { known, award }: Context): SeriesSteps | string | undefined {
  const exercisable = frame.verbs.some(({ role }) => role === 'exercise') || frame.shares.length > 0;
  if (
    !frame.from &&
    frame.after &&
    frame.verbs.every(({ role }) => role === 'exercise') &&
    frame.verbs.length > 0
  )
    return atOnce({ ...frame, from: frame.after }, { known, award } as Context);
  if (!frame.from || frame.span || frame.series || !exercisable) return undefined;
  if (award.hasParts && award.complete) return MORE;
  const when = whenOf(frame.from, known);
  if (!when) return undefined;
  const [share] = frame.shares;
  const stated =
    share?.amount.kind === 'fraction' || share?.amount.kind === 'units' ? share.amount : undefined;
  const portion = stated ?? (award.isEmpty && !share?.rest ? WHOLE : REST);
  return { steps: [{ kind: 'tranche', portion, when }], last: frame.from, each: portion };
}

/** `over three years`, and not how often: all of it by the end. */
function byTheEnd(frame: Frame, { known, award, said }: Context): SeriesSteps | string | undefined {
  const { span, series, shares } = frame;
  if (!span || series?.count || series?.each || frame.points.length > 0 || frame.until) return undefined;
  if (award.hasParts && award.complete) return MORE;
  const start = frame.from ?? frame.after ?? (award.isEmpty ? at(GRANT) : said.last);
  const base = start && countedOn(start, said.last);
  const end = base && moved(base, span.length.period, 1);
  const when = end && whenOf(end, known);
  const amount = shares[0]?.amount ?? (award.isEmpty ? WHOLE : REST);
  if (!when || shares.length > 1 || amount.kind === 'instalment') return undefined;
  const portion = amount.kind === 'whole' ? WHOLE : amount;
  const loose = 'how often it vests is not stated: all of it by the end of the period';
  return { steps: [{ kind: 'tranche', portion, when }], last: end, each: undefined, loose };
}

/** `in three annual instalments of 30%, 30% and 40%`: one tranche after the other. */
function oneByOne(
  shares: readonly Share[],
  frame: Frame,
  every: Period,
  first: TimePoint | undefined,
  context: Context,
): SeriesSteps | string {
  const count = frame.series?.count ?? shares.length;
  if (count !== shares.length) return `${shares.length} portions stand beside ${count} instalments`;
  const start = first ?? countedBack(frame, every, count) ?? startFromGrant(every, context);
  const steps: VestingStep[] = [];
  for (const [index, { amount }] of shares.entries()) {
    const point = moved(start, every, index);
    const when = point && whenOf(point, context.known);
    const stated = amount.kind !== 'whole' && amount.kind !== 'instalment';
    if (!when || !stated) return 'portions that cannot be told apart';
    steps.push({ kind: 'tranche', portion: amount, when });
  }
  return { steps, last: moved(start, every, count - 1), each: undefined };
}

function countedBack({ until }: Frame, every: Period, count: number): TimePoint | undefined {
  return until && moved(until, every, -(count - 1));
}

function stepsOf(
  first: TimePoint,
  every: Period,
  { of, portion, count }: Amounts,
  frame: Frame,
  context: Context,
): SeriesSteps | string {
  const when = isAfterEvent(first) ? undefined : whenOf(first, context.known);
  if (!when) return 'it is counted from an event without a date';
  if (!endsAsStated(first, every, count, frame, context))
    return 'the number of instalments does not fit the dates';
  const each = of === 'each' ? portion : partOf(portion, count, context);
  const last = moved(first, every, count - 1);
  if (count === 1) return { steps: [{ kind: 'tranche', portion, when }], last, each };
  const dayOfMonth = dayRule(frame, ruleOf(first, frame.until, context.known));
  assumeMonthEnds(first, every, count, dayOfMonth, frame, context);
  return { steps: [{ kind: 'instalments', of, portion, count, every, first: when, dayOfMonth }], last, each };
}

/** So long after an event without a date: no schedule can say that. */
function isAfterEvent(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'event' && (point.months > 0 || point.days > 0);
}

function endsAsStated(
  first: TimePoint,
  every: Period,
  count: number,
  { until }: Frame,
  { known }: Context,
): boolean {
  const between = until && every.kind === 'months' ? monthsBetween(first, until, known) : undefined;
  return between === undefined || (between >= (count - 1) * every.length && between < count * every.length);
}

function dayRule({ series }: Frame, own: DayOfMonth): DayOfMonth {
  const ends = series?.yearly?.map(({ month, day }) => day === 'last' || day === daysInMonth(2023, month));
  if (ends && ends.length > 1 && ends.every(Boolean)) return '31_OR_LAST_DAY_OF_MONTH';
  if (series?.day?.kind !== 'day') return own;
  const { day } = series.day;
  if (day !== 'last' && day <= 28) return String(day).padStart(2, '0') as DayOfMonth;
  return `${day === 'last' ? 31 : day}_OR_LAST_DAY_OF_MONTH` as DayOfMonth;
}

/** Where some month is too short for the day, its last day; a business day, the calendar's. */
function assumeMonthEnds(
  first: TimePoint,
  every: Period,
  count: number,
  rule: DayOfMonth,
  { series }: Frame,
  { known, assumptions }: Context,
): void {
  if (series?.yearly) return;
  if (series?.day?.kind === 'day') {
    if (series.day.business) assumptions.add('the calendar day, because business days are not known');
    return;
  }
  const when = whenOf(first, known);
  if (when?.kind !== 'date' || every.kind !== 'months') return;
  const day = /^\d/.test(rule) ? Number(rule.slice(0, 2)) : dayOfMonth(when.on);
  const short = (place: number) => dayOfMonth(addMonths(when.on, place * every.length, day)) !== day;
  // Within four years every month comes up that the series reaches, February of a leap year too.
  const places = Math.min(count, 48);
  if (day > 28 && Array.from({ length: places }, (_, place) => place).some(short)) {
    assumptions.add('the last day of months that are too short');
  }
}

function partOf(portion: Portion, count: number, { award }: Context): Portion | undefined {
  if (portion.kind === 'fraction') return { ...portion, denominator: portion.denominator * count };
  if (portion.kind === 'remaining' && !award.hasUnits)
    return { kind: 'fraction', ...award.shareOfLeft(count) };
  return undefined;
}

function cliffOnly(frame: Frame, { known, said }: Context): SeriesSteps | string {
  const base = countedOn(frame.after ?? frame.from ?? at(GRANT), said.last);
  const point = base && moved(base, frame.cliff!.period, 1);
  const when = point && whenOf(point, known);
  if (!when || frame.series || frame.span) return 'a cliff in a schedule that is not stated';
  return { steps: [{ kind: 'tranche', portion: WHOLE, when }], last: point, each: WHOLE };
}

/** `monthly over four years with a one-year cliff`: the first year's instalments together, then the rest. */
function withCliff(frame: Frame, every: Period, amounts: Amounts, context: Context): SeriesSteps | string {
  const { period } = frame.cliff!;
  const { of, portion, count } = amounts;
  const skipped = period.length / every.length;
  if (period.kind !== every.kind || !Number.isInteger(skipped) || skipped >= count) {
    return 'a cliff that does not fit its instalments';
  }
  if (!frame.after && !frame.from) context.assumptions.add(FROM_GRANT);
  const base = countedOn(frame.after ?? frame.from ?? at(GRANT), context.said.last);
  const each = of === 'each' ? portion : partOf(portion, count, context);
  const end = base && moved(base, period, 1);
  const when = end && whenOf(end, context.known);
  if (!end || !when || each?.kind !== 'fraction') return 'a cliff of a part that is not stated';
  const left: Amounts = { of: 'each', portion: each, count: count - skipped };
  const rest = stepsOf(moved(end, every, 1)!, every, left, frame, context);
  if (typeof rest === 'string') return rest;
  const first: VestingStep = {
    kind: 'tranche',
    portion: { kind: 'fraction', ...times(each, skipped) },
    when,
  };
  return { ...rest, steps: [first, ...rest.steps] };
}
