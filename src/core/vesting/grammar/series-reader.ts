import { addMonths, dayOfMonth, daysInMonth } from '../../values/calendar-date';
import type { DayOfMonth, Period, Portion, VestingStep } from '../schedule';
import { after, at, type TimePoint } from './anchors';
import { type Award, ratioOf } from './award';
import { months } from './durations';
import type { Frame } from './frames';
import type { Ratio } from './numbers';
import type { Share } from './portions';
import { product, times } from './ratios';
import type { Readings } from './readings';
import type { Said } from './schedule-builder';
import type { Span } from './series';
import { type KnownAnchors, monthsBetween, moved, ruleOf, whenOf } from './times';

const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
const REST: Portion = { kind: 'remaining' };
const MOST_INSTALMENTS = 1_200;

/** The steps of one series, and when its last instalment vests. */
export interface SeriesSteps {
  readonly steps: readonly VestingStep[];
  readonly last: TimePoint | undefined;
  readonly each: Portion | undefined;
  /** Why only bounds can be given, when it is so. */
  readonly loose?: string;
}

interface Amounts {
  readonly of: 'each' | 'total';
  readonly portion: Portion;
  readonly count: number;
}

/**
 * Solves what a frame says of a series: how many instalments, how often, how much each, from when, until when.
 * Whatever is said more than once must agree; what follows from the rest need not be said.
 */
export class SeriesReader {
  constructor(
    private readonly known: KnownAnchors,
    private readonly readings: Readings,
    private readonly award: Award,
    private readonly assumptions: Set<string>,
    private readonly overall: Span | undefined,
  ) {}

  read(frame: Frame, said: Said): SeriesSteps | string {
    if (frame.cliff && !frame.series?.every) return this.cliffOnly(frame, said);
    const every = this.periodOf(frame);
    if (!every)
      return this.once(frame, said) ?? this.byTheEnd(frame, said) ?? 'it is not stated how often it vests';
    const first = this.firstOf(frame, every, said);
    if (typeof first === 'string') return first;
    const listed = frame.shares.filter((share) => share.amount.kind !== 'instalment');
    if (listed.length > 1) return this.listed(listed, frame, every, first);
    const amounts = this.amountsOf(frame, every, first, said);
    if (typeof amounts === 'string') return amounts;
    const start = first ?? this.countedBack(frame, every, amounts.count) ?? this.fromGrant(every);
    if (!start) return 'it is not stated when it starts to vest';
    if (frame.cliff) return this.withCliff(frame, every, amounts, said);
    return this.stepsOf(start, every, amounts, frame);
  }

  /** `16,667 shares commencing on D`: exercisable from that day on, at once. */
  private once(frame: Frame, said: Said): SeriesSteps | undefined {
    const exercisable = frame.verbs.some((verb) => verb.role === 'exercise') || frame.shares.length > 0;
    if (!frame.from || frame.span || frame.series || !exercisable) return undefined;
    const when = whenOf(frame.from, this.known);
    if (!when) return undefined;
    const [share] = frame.shares;
    const amount = share?.amount;
    const portion: Portion =
      amount?.kind === 'fraction' || amount?.kind === 'units'
        ? amount
        : this.award.isEmpty && !share?.rest
          ? { kind: 'fraction', numerator: 1, denominator: 1 }
          : { kind: 'remaining' };
    void said;
    return { steps: [{ kind: 'tranche', portion, when }], last: frame.from, each: portion };
  }

  /** `in three annual instalments of 30%, 30% and 40%`: one tranche after the other. */
  private listed(
    shares: readonly Share[],
    frame: Frame,
    every: Period,
    first: TimePoint | undefined,
  ): SeriesSteps | string {
    const count = frame.series?.count ?? shares.length;
    if (count !== shares.length) return `${shares.length} portions stand beside ${count} instalments`;
    const start = first ?? this.countedBack(frame, every, count) ?? this.fromGrant(every);
    const steps: VestingStep[] = [];
    for (const [index, { amount }] of shares.entries()) {
      const point = moved(start, every, index);
      const when = point && whenOf(point, this.known);
      if (!when || amount.kind === 'whole' || amount.kind === 'instalment')
        return 'portions that cannot be told apart';
      steps.push({ kind: 'tranche', portion: amount, when });
    }
    return { steps, last: moved(start, every, count - 1), each: undefined };
  }

  /** `over three years`, and not how often: all of it by the end. */
  private byTheEnd(frame: Frame, said: Said): SeriesSteps | undefined {
    const { span, series, shares } = frame;
    if (!span || series?.count || series?.each || frame.points.length > 0 || frame.until) return undefined;
    const start =
      frame.from ?? frame.after ?? (this.award.isEmpty ? at({ kind: 'anchor', anchor: 'grant' }) : said.last);
    const base = start && relative(start, said.last);
    const end = base && moved(base, span.length.period, 1);
    const when = end && whenOf(end, this.known);
    const amount = shares[0]?.amount ?? (this.award.isEmpty ? WHOLE : REST);
    if (!when || shares.length > 1 || amount.kind === 'instalment') return undefined;
    const portion = amount.kind === 'whole' ? WHOLE : amount;
    const loose = 'how often it vests is not stated: all of it by the end of the period';
    return { steps: [{ kind: 'tranche', portion, when }], last: end, each: undefined, loose };
  }

  private periodOf(frame: Frame): Period | undefined {
    const { series, span } = frame;
    if (series?.yearly && series.yearly.length > 1) return months(12 / series.yearly.length);
    if (series?.every) return series.every;
    if (!span) return undefined;
    const { period, count, unit } = span.length;
    const instalments = series?.count ?? (series?.each && this.timesLeft(series.each));
    if (instalments && period.kind === 'months' && period.length % instalments === 0) {
      this.assumptions.add(`equal intervals of ${period.length / instalments} months`);
      return months(period.length / instalments);
    }
    if (series?.equal && unit.length === 3 && count > 1) return unit;
    const anniversary = frame.from?.kind === 'at' && frame.from.months === 12 && frame.from.days === 0;
    if (anniversary && period.kind === 'months' && period.length % 12 === 0) {
      this.assumptions.add('yearly instalments, because the first falls on an anniversary');
      return months(12);
    }
    return undefined;
  }

  private timesLeft(share: Share): number | undefined {
    const ratio = ratioOf(share);
    return ratio && this.award.timesLeft(ratio);
  }

  /** When the first instalment vests; undefined when that must be counted back from the end, or assumed. */
  private firstOf(frame: Frame, every: Period, said: Said): TimePoint | undefined | string {
    const { series } = frame;
    if (series?.yearly) return this.firstYearly(frame, said);
    const from = frame.from ?? (frame.points.length === 1 ? frame.points[0] : undefined);
    if (from) {
      const base = relative(from, said.last);
      if (!base) return 'it counts from a date that is not stated';
      return this.startOf(frame, base, every, said);
    }
    const counted = frame.after ?? (series?.after && at(series.after));
    if (counted) {
      const base = relative(counted, said.last);
      return (base && this.onDay(frame, moved(base, every, 1))) ?? 'it counts from a date that is not stated';
    }
    if (said.last && (frame.thereafter || !this.award.isEmpty)) {
      return moved(said.last, every, 1) ?? 'it counts from an event without a date';
    }
    return undefined;
  }

  private startOf(frame: Frame, from: TimePoint, every: Period, said: Said): TimePoint | string {
    const day = this.onDay(frame, from);
    if (day !== from && day) return day;
    if (from.kind === 'within') {
      this.assumptions.add('the last day of the month, because no day is stated');
      return at({ kind: 'day', on: from.to });
    }
    if (from.kind !== 'at') return 'it starts with an event without a date';
    const plain = from.months === 0 && from.days === 0;
    if (!plain || frame.stated || frame.points.length === 1 || this.agrees(frame, from, every)) return from;
    const next = moved(from, every, 1)!;
    if (this.agrees(frame, next, every)) return next;
    if (frame.series?.day?.kind === 'end') {
      const reading = this.readings.of('endOfPeriod');
      if (reading === 2) return calendarEnd(from, every, this.known) ?? next;
      return reading === 0 ? from : next;
    }
    if (from.base.kind === 'anchor') return this.readings.of('anchorStart') === 0 ? next : from;
    // "Instalments beginning on D" start on D; a rate, or a span of years, "beginning on D" may count from it.
    const rate = !frame.series?.instalments && frame.series?.count === undefined;
    const ambiguous = rate || (frame.span !== undefined && !frame.thereafter && said.last === undefined);
    return ambiguous && this.readings.of('start') === 1 ? next : from;
  }

  /** True when a start leads to the end that the text states. */
  private agrees(frame: Frame, first: TimePoint, every: Period): boolean {
    const { until, series, span } = frame;
    const count = series?.count ?? (span && span.length.period.length / every.length);
    if (!until || !count || every.kind !== 'months') return false;
    return monthsBetween(first, until, this.known) === (count - 1) * every.length;
  }

  /** `on the last day of each month`: the day within the month that the series starts in. */
  private onDay(frame: Frame, point: TimePoint | undefined): TimePoint | undefined {
    const day = frame.series?.day;
    if (!point || day?.kind !== 'day') return point;
    const when =
      point.kind === 'within' ? { kind: 'date' as const, on: point.from } : whenOf(point, this.known);
    if (when?.kind !== 'date') return point;
    const [year, month] = [Number(when.on.slice(0, 4)), Number(when.on.slice(5, 7))];
    const last = daysInMonth(year, month);
    const wanted = day.day === 'last' ? last : Math.min(day.day, last);
    const on = `${when.on.slice(0, 8)}${String(wanted).padStart(2, '0')}`;
    return at({ kind: 'day', on });
  }

  /** `March 1 of each year`: the first one after what it is counted from. */
  private firstYearly(frame: Frame, said: Said): TimePoint | string {
    const counted =
      frame.from ?? frame.after ?? frame.points[0] ?? said.last ?? at({ kind: 'anchor', anchor: 'grant' });
    const base = relative(counted, said.last);
    const when =
      base?.kind === 'within' ? { kind: 'date' as const, on: base.from } : base && whenOf(base, this.known);
    const granted =
      when?.kind === 'anchored' && when.anchor === 'grant' ? this.known.lot.grantedOn : undefined;
    const since =
      when?.kind === 'date'
        ? when.on
        : granted && addMonths(granted, when?.kind === 'anchored' ? when.months : 0);
    if (since === undefined) return 'the year of its first date is not stated';
    const inclusive = frame.from !== undefined || frame.points.length > 0;
    const year = Number(since.slice(0, 4));
    const days = frame.series!.yearly!;
    const dates = [year, year + 1].flatMap((each) =>
      days.map(({ month, day }) => isoDay(each, month, day === 'last' ? daysInMonth(each, month) : day)),
    );
    const first = dates.sort().find((date) => (inclusive ? date >= since : date > since));
    if (!inclusive) this.assumptions.add(`the first such date after ${since} is meant`);
    return first === undefined ? 'the year of its first date is not stated' : at({ kind: 'day', on: first });
  }

  private countedBack(frame: Frame, every: Period, count: number): TimePoint | undefined {
    return frame.until && moved(frame.until, every, -(count - 1));
  }

  private fromGrant(every: Period): TimePoint {
    this.assumptions.add('counted from the grant, because no start is stated');
    return after({ kind: 'anchor', anchor: 'grant' }, every);
  }

  private amountsOf(frame: Frame, every: Period, first: TimePoint | undefined, said: Said): Amounts | string {
    const [share] = frame.shares.filter(({ amount }) => amount.kind !== 'instalment');
    if (this.award.hasParts && this.award.complete && !share?.rest)
      return 'more is stated than the whole award';
    const each = this.eachOf(frame, share, said, every);
    const counts = this.countsOf(frame, every, first);
    if (typeof counts === 'string') return counts;
    return each
      ? this.amountsEach(frame, each, counts, share)
      : this.amountsTotal(frame, counts, share, said, every);
  }

  /** The portion of each instalment, where it is stated or carried on from the one before. */
  private eachOf(frame: Frame, share: Share | undefined, said: Said, every: Period): Share | undefined {
    if (frame.series?.each) return frame.series.each;
    if (share && (share.amount.kind === 'fraction' || share.amount.kind === 'units') && !share.rest)
      return share;
    if (share || frame.series?.equal || frame.series?.count || frame.span) return undefined;
    // "25% after a year and yearly thereafter" goes on with 25 %; "25% after a year and monthly thereafter" does not.
    const carried = said.portion;
    const cliff = said.last?.kind === 'at' && said.last.base.kind !== 'day' ? said.last.months : 12;
    if (every.kind !== 'months' || every.length < cliff) return undefined;
    return carried && carried.kind !== 'remaining' ? { amount: carried } : undefined;
  }

  /** How many instalments the text says there are, by number, length of time, or end. */
  private countsOf(
    frame: Frame,
    every: Period,
    first: TimePoint | undefined,
  ): { readonly count?: number; readonly bySpan?: number } | string {
    const { series, span, until } = frame;
    let count = series?.count;
    const unitsOfSpan =
      span && span.length.period.kind === every.kind ? span.length.period.length / every.length : undefined;
    const bySpan = unitsOfSpan !== undefined && Number.isInteger(unitsOfSpan) ? unitsOfSpan : undefined;
    if (span && bySpan === undefined && count === undefined)
      return 'the period is no multiple of the interval';
    if (until && first && every.kind === 'months') {
      const between = monthsBetween(first, until, this.known);
      if (between === undefined && until.kind === 'at' && count === undefined)
        return 'its end cannot be counted';
      if (between !== undefined) {
        const byEnd = Math.floor(between / every.length) + 1;
        if (count !== undefined && count !== byEnd) return 'the number of instalments does not fit the dates';
        if (byEnd < 1) return 'it ends before it starts';
        count = byEnd;
      }
    }
    if (count !== undefined && (count < 1 || count > MOST_INSTALMENTS)) return `${count} instalments`;
    return { ...(count !== undefined && { count }), ...(bySpan !== undefined && { bySpan }) };
  }

  private amountsEach(
    frame: Frame,
    each: Share,
    { count, bySpan }: { readonly count?: number; readonly bySpan?: number },
    share: Share | undefined,
  ): Amounts | string {
    const ratio = ratioOf(each);
    const said = count ?? bySpan;
    if (!ratio) return this.unitsEach(each, said, frame, share);
    let part = ratio;
    if (each.ofRemaining && !this.award.isEmpty) {
      // "1/36th of the remaining" comes to it in 36 times; a percentage of it is mostly one of the whole.
      const ofRest = said === undefined ? !isPercentage(ratio) : !this.award.completes(ratio, said);
      if (ofRest !== (this.readings.of('ofRemaining') === 1)) part = product(ratio, this.award.left);
    }
    const left = this.award.timesLeft(part);
    const fits = (number: number | undefined) => number !== undefined && this.award.completes(part, number);
    const portion: Portion = { kind: 'fraction', ...part };
    if (fits(count)) return { of: 'each', portion, count: count! };
    if (fits(bySpan) && count === undefined) return { of: 'each', portion, count: bySpan! };
    if (share && said !== undefined && !frame.series?.each && this.award.completes(part))
      return { of: 'total', portion, count: said };
    const tooMuch = said !== undefined && !frame.series?.each && this.award.exceeded(part, said);
    if (tooMuch && !this.award.exceeded(part)) return { of: 'total', portion, count: said };
    if (said === undefined) {
      return left === undefined
        ? `instalments of ${shown(part)} do not come to the whole`
        : { of: 'each', portion, count: left };
    }
    // "over a four-year period" may include what vested first.
    if (count === undefined && left !== undefined && left < said && !this.award.isEmpty)
      return { of: 'each', portion, count: left };
    if (left !== undefined && left !== said)
      return `${said} instalments of ${shown(part)} do not come to the whole`;
    return { of: 'each', portion, count: said };
  }

  private unitsEach(
    each: Share,
    said: number | undefined,
    frame: Frame,
    share: Share | undefined,
  ): Amounts | string {
    const portion = each.amount as Portion;
    if (portion.kind !== 'units') return 'its portion is not stated';
    const total =
      share !== undefined &&
      !frame.series?.each &&
      (frame.series?.count !== undefined || (frame.series?.equal && frame.span));
    if (said !== undefined) return { of: total ? 'total' : 'each', portion, count: said };
    const units = this.known.lot.units;
    const left =
      units === undefined
        ? undefined
        : (Number(units) - Number(this.award.statedUnits)) / Number(portion.units);
    if (left !== undefined && Number.isInteger(left) && left >= 1 && left <= MOST_INSTALMENTS)
      return { of: 'each', portion, count: left };
    return 'it is not stated how many instalments there are';
  }

  private amountsTotal(
    frame: Frame,
    { count, bySpan }: { readonly count?: number; readonly bySpan?: number },
    share: Share | undefined,
    said: Said,
    every: Period,
  ): Amounts | string {
    let number = count;
    if (number === undefined && bySpan !== undefined) {
      number = bySpan;
      const cliffed = !this.award.isEmpty && !frame.thereafter && !frame.span!.onward;
      const included = cliffed ? this.included(bySpan, said) : undefined;
      if (included !== undefined && this.readings.of('spanAfterCliff') === 0) number = included;
    } else if (number !== undefined && bySpan !== undefined && number !== bySpan) {
      if (this.award.isEmpty || number > bySpan) return `${number} instalments do not fit the period`;
    }
    number ??= this.withinOverall(every, said) ?? this.likeTheFirst(said, every);
    if (number === undefined) return 'it is not stated how many instalments there are';
    const amount = share?.amount;
    const portion: Portion =
      amount && amount.kind !== 'whole' && amount.kind !== 'instalment'
        ? amount
        : this.award.isEmpty
          ? { kind: 'fraction', numerator: 1, denominator: 1 }
          : { kind: 'remaining' };
    return { of: 'total', portion, count: number };
  }

  /** 25 % first, the rest monthly "over four years": 36 instalments, if the first year is a quarter of four. */
  private included(bySpan: number, said: Said): number | undefined {
    const first = said.portion;
    if (first?.kind !== 'fraction') return undefined;
    const taken = (first.numerator / first.denominator) * bySpan;
    return Number.isInteger(Math.round(taken * 1e6) / 1e6) && taken < bySpan
      ? bySpan - Math.round(taken)
      : undefined;
  }

  private withinOverall(every: Period, said: Said): number | undefined {
    const { period } = this.overall?.length ?? {};
    if (!period || period.kind !== every.kind || period.length % every.length !== 0) return undefined;
    return this.included(period.length / every.length, said);
  }

  /** "1/48 on D, the remaining shares in equal monthly instalments": 47 more, as the first one implies. */
  private likeTheFirst(said: Said, every: Period): number | undefined {
    const first = said.portion;
    const fewest = every.kind === 'months' ? ({ 1: 12, 3: 8, 6: 4, 12: 2 }[every.length] ?? 99) : 99;
    if (first?.kind !== 'fraction' || first.denominator < first.numerator * fewest) return undefined;
    const left = this.award.timesLeft(first);
    if (left !== undefined) this.assumptions.add('as many equal instalments as the first one implies');
    return left;
  }

  private stepsOf(
    first: TimePoint,
    every: Period,
    { of, portion, count }: Amounts,
    frame: Frame,
  ): SeriesSteps | string {
    const when = whenOf(first, this.known);
    if (!when) return 'it is counted from an event without a date';
    if (frame.until && every.kind === 'months' && !this.endsOn(first, every, count, frame.until))
      return 'the number of instalments does not fit the dates';
    const each: Portion | undefined = of === 'each' ? portion : this.partOf(portion, count);
    const last = moved(first, every, count - 1);
    if (count === 1) return { steps: [{ kind: 'tranche', portion, when }], last, each };
    const dayOfMonth = dayRule(frame, ruleOf(first, frame.until, this.known));
    this.assumeMonthEnds(first, every, count, dayOfMonth, frame);
    return {
      steps: [{ kind: 'instalments', of, portion, count, every, first: when, dayOfMonth }],
      last,
      each,
    };
  }

  /** Where some month is too short for the day, its last day; a business day, the calendar's. */
  private assumeMonthEnds(
    first: TimePoint,
    every: Period,
    count: number,
    rule: DayOfMonth,
    frame: Frame,
  ): void {
    if (frame.series?.day?.kind === 'day') {
      if (frame.series.day.business)
        this.assumptions.add('the calendar day, because business days are not known');
      return;
    }
    const when = whenOf(first, this.known);
    const day = /^\d/.test(rule) ? Number(rule.slice(0, 2)) : when?.kind === 'date' ? dayOfMonth(when.on) : 1;
    if (day < 29 || every.kind !== 'months' || when?.kind !== 'date') return;
    for (let place = 0; place < count; place++) {
      if (dayOfMonth(addMonths(when.on, place * every.length, day)) === day) continue;
      this.assumptions.add('the last day of months that are too short');
      return;
    }
  }

  private endsOn(first: TimePoint, every: Period, count: number, until: TimePoint): boolean {
    const between = monthsBetween(first, until, this.known);
    return between === undefined || (between >= (count - 1) * every.length && between < count * every.length);
  }

  private partOf(portion: Portion, count: number): Portion | undefined {
    if (portion.kind === 'fraction') return { ...portion, denominator: portion.denominator * count };
    if (portion.kind === 'remaining' && !this.award.hasUnits)
      return { kind: 'fraction', ...this.award.shareOfLeft(count) };
    return undefined;
  }

  private cliffOnly(frame: Frame, said: Said): SeriesSteps | string {
    const base = frame.after ?? frame.from ?? at({ kind: 'anchor', anchor: 'grant' });
    const point = moved(relative(base, said.last) ?? base, frame.cliff!.period, 1);
    const when = point && whenOf(point, this.known);
    if (!when || frame.series || frame.span) return 'a cliff in a schedule that is not stated';
    const portion: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
    return { steps: [{ kind: 'tranche', portion, when }], last: point, each: portion };
  }

  /** `monthly over four years with a one-year cliff`: the first year's instalments together, then the rest. */
  private withCliff(
    frame: Frame,
    every: Period,
    { of, portion, count }: Amounts,
    said: Said,
  ): SeriesSteps | string {
    const { period } = frame.cliff!;
    const skipped = period.length / every.length;
    if (period.kind !== every.kind || !Number.isInteger(skipped) || skipped >= count)
      return 'a cliff that does not fit its instalments';
    const base = relative(frame.after ?? frame.from ?? at({ kind: 'anchor', anchor: 'grant' }), said.last);
    if (!frame.after && !frame.from)
      this.assumptions.add('counted from the grant, because no start is stated');
    const each = of === 'each' ? portion : this.partOf(portion, count);
    if (!base || each?.kind !== 'fraction') return 'a cliff of a part that is not stated';
    const cliffEnd = moved(base, period, 1)!;
    const rest = this.stepsOf(
      moved(cliffEnd, every, 1)!,
      every,
      { of: 'each', portion: each, count: count - skipped },
      frame,
    );
    const when = whenOf(cliffEnd, this.known);
    if (typeof rest === 'string' || !when) return 'a cliff that is counted from an event';
    const atCliff: Ratio = times(each, skipped);
    return {
      ...rest,
      steps: [{ kind: 'tranche', portion: { kind: 'fraction', ...atCliff }, when }, ...rest.steps],
    };
  }
}

function relative(point: TimePoint, last: TimePoint | undefined): TimePoint | undefined {
  if (point.kind !== 'at' || point.base.kind !== 'previous') return point;
  return last?.kind === 'at'
    ? { ...last, months: last.months + point.months, days: last.days + point.days }
    : undefined;
}

function dayRule(frame: Frame, own: DayOfMonth): DayOfMonth {
  const day = frame.series?.day;
  if (day?.kind === 'day') {
    if (day.day === 'last' || day.day > 28)
      return `${day.day === 'last' ? 31 : day.day}_OR_LAST_DAY_OF_MONTH` as DayOfMonth;
    return String(day.day).padStart(2, '0') as DayOfMonth;
  }
  return own;
}

/** The last day of the calendar month, quarter or year that the date lies in. */
function calendarEnd(from: TimePoint, every: Period, known: KnownAnchors): TimePoint | undefined {
  const when = whenOf(from, known);
  if (when?.kind !== 'date' || every.kind !== 'months' || 12 % every.length !== 0) return undefined;
  const [year, month] = [Number(when.on.slice(0, 4)), Number(when.on.slice(5, 7))];
  const end = Math.ceil(month / every.length) * every.length;
  return at({ kind: 'day', on: isoDay(year, end, daysInMonth(year, end)) });
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function isPercentage({ denominator }: Ratio): boolean {
  return /^100+$/.test(String(denominator));
}

function shown({ numerator, denominator }: Ratio): string {
  return /^100+$/.test(String(denominator))
    ? `${(numerator * 100) / denominator} %`
    : `${numerator}/${denominator}`;
}
