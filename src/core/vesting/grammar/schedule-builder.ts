import { addDays, addMonths } from '../../values/calendar-date';
import { fromUnits, toUnits } from '../../values/quantity';
import type { Period, Portion, VestingStep, When } from '../schedule';
import type { TimePoint } from './anchors';
import { Award, ratioOf } from './award';
import type { Frame } from './frame';
import type { Share } from './portions';
import { type Context, countedOn, REST, WHOLE } from './said';
import { readSeries } from './series-reader';
import { whenOf } from './times';

/** Only the rest of the text can tell. */
export const UNCLEAR_PORTION =
  'it is not clear whether a portion vests on each of the dates or over all of them';

/** Turns frames into the steps of one schedule, in the order stated. */
export class ScheduleBuilder {
  readonly steps: VestingStep[] = [];
  readonly award = new Award();
  readonly assumptions = new Set<string>();
  /** Why only bounds can be given, when it is so. */
  loose: string | undefined;
  private readonly context: Context;

  constructor(
    context: Pick<Context, 'known' | 'readings' | 'overall'>,
    /** Wraps the times of a statement with a condition that must also be met. */
    private readonly conditional: (when: When, frame: Frame) => When,
  ) {
    const said = { last: undefined, portion: undefined };
    this.context = { ...context, said, award: this.award, assumptions: this.assumptions };
  }

  /** Adds what a frame states; otherwise the reason, in words, why it states no part of a schedule. */
  take(frame: Frame): string | undefined {
    const points = this.pointsOf(frame);
    if (points.length > 1 || (points.length === 1 && !repeats(frame))) return this.takePoints(frame, points);
    const series = readSeries({ ...frame, points: [...points] }, this.context);
    if (typeof series === 'string') return series;
    this.loose ??= series.loose;
    for (const step of series.steps) {
      const first = step.kind === 'tranche' ? step.when : step.first;
      const bound = this.conditional(first, frame) === first ? [step] : trancheByTranche(step);
      if (!bound) return 'instalments of what remains, with a condition';
      for (const each of bound) {
        this.steps.push(
          each.kind === 'tranche' ? { ...each, when: this.conditional(each.when, frame) } : each,
        );
      }
      this.award.take(step.portion, step.kind === 'instalments' && step.of === 'each' ? step.count : 1);
    }
    Object.assign(this.context.said, { last: series.last, portion: series.each });
    return undefined;
  }

  private isTaken(when: When): boolean {
    const said = JSON.stringify(when);
    return this.steps.some((step) => step.kind === 'tranche' && JSON.stringify(step.when) === said);
  }

  /** A part that vests at one time. */
  takeAt(when: When, portion: Portion): void {
    this.steps.push({ kind: 'tranche', portion, when });
    this.award.take(portion);
  }

  /** The frame's own dates; "thereof" counts from the first of them, or from the date before. */
  private pointsOf(frame: Frame): readonly TimePoint[] {
    const own = frame.points.find((point) => point.kind === 'at' && point.base.kind !== 'previous');
    const last = own ?? this.context.said.last;
    const points = frame.points.map((point) => countedOn(point, last) ?? point);
    return onwardFrom(points, this.context.said.last);
  }

  private takePoints(frame: Frame, points: readonly TimePoint[]): string | undefined {
    const unused = this.unusedTime(frame, points);
    if (unused) return unused;
    const events = points.some((point) => point.kind === 'at' && point.base.kind === 'event');
    if (events && points.length > 1 && frame.shares.length === 0 && !frame.each)
      return 'several times, and one without a date';
    const portions = this.portionsAt(frame, points.length);
    if (typeof portions === 'string') return portions;
    for (const [index, point] of points.entries()) {
      const when = this.when(point);
      if (when === undefined) return 'it is counted from an event without a date';
      const bound = this.conditional(when, frame);
      if (portions[index]!.kind === 'fraction' && this.isTaken(bound)) return 'two parts at one time';
      this.takeAt(bound, portions[index]!);
    }
    if (points.some(isFiling)) this.loose ??= 'vested by the time of the filing; since when is not stated';
    if (becameFull(frame)) this.loose ??= 'all had vested by then; whether a part had before is not stated';
    Object.assign(this.context.said, { last: points.at(-1), portion: portions.at(-1) });
    return undefined;
  }

  /** A time of the frame beside its dates that says something else than they do. */
  private unusedTime(frame: Frame, points: readonly TimePoint[]): string | undefined {
    const { from, after, until, cliff, verbs } = frame;
    const whens = points.map((point) => JSON.stringify(whenOf(point, this.context.known)));
    const isOneOf = (point: TimePoint | undefined) =>
      !point ||
      whens.includes(
        JSON.stringify(whenOf(countedOn(point, this.context.said.last) ?? point, this.context.known)),
      );
    // "exercisable on D until D2": when it ends.
    const ends = verbs.length > 0 && verbs.every(({ role }) => role === 'exercise');
    const length = cliff?.period.length;
    const clashes =
      length !== undefined &&
      points.some((point) => point.kind === 'at' && point.months > 0 && point.months !== length);
    if (isOneOf(from) && isOneOf(after) && (ends || isOneOf(until)) && !clashes) return undefined;
    return 'a time is stated beside the dates on which it vests';
  }

  private when(point: TimePoint): When | undefined {
    if (point.kind === 'within') {
      if (point.unit === 'month') this.assumptions.add('the last day of the month, because no day is stated');
      else this.loose ??= `only the ${point.unit} is stated: by its last day`;
    }
    return whenOf(point, this.context.known);
  }

  /** How much vests at each of so many dates. */
  private portionsAt(frame: Frame, count: number): readonly Portion[] | string {
    const { series } = frame;
    const shares = frame.shares.filter(({ amount }) => amount.kind !== 'instalment');
    if (shares.length > 1) {
      const portions = shares.map(portionOf);
      if (shares.length !== count) return `${shares.length} portions stand beside ${count} dates`;
      return portions.every((portion) => portion !== undefined)
        ? portions
        : 'portions that are not of one kind';
    }
    const stated = series?.count ?? count;
    if (count === 1 && series?.equal) return 'equal instalments stand beside one date';
    if (stated !== count) return `${stated} instalments stand beside ${count} dates`;
    const [share] = shares;
    const each =
      series?.each ?? (share && isFixed(share) && !(share.rest && ratioOf(share)) ? share : undefined);
    return each ? this.eachAt(each, frame, count) : this.restAt(frame, share, count);
  }

  /** A stated portion at each of the dates, or split over them. */
  private eachAt(share: Share, { each, series }: Frame, count: number): readonly Portion[] | string {
    const { award } = this;
    const portion = portionOf(share)!;
    const ratio = ratioOf(share);
    // "75% ratably on each of three dates" is 75 % in all.
    const inAll = ratio && series?.equal && award.completes(ratio) && !award.completes(ratio, count);
    if (inAll) return repeated(divided(ratio, count), count);
    if (count === 1 || each || series?.each) return repeated(portion, count);
    if (!ratio && (series?.equal || series?.count || share.rest)) {
      const part = portion.kind === 'units' ? splitUnits(portion.units, count) : undefined;
      return part === undefined
        ? 'units that do not split evenly over the dates'
        : repeated({ kind: 'units', units: part }, count);
    }
    const inParts = Boolean(series?.equal || (series?.count === count && series.instalments));
    const forced = this.context.readings.taken.onDates;
    if (ratio && inParts && forced !== undefined)
      return repeated(forced === 0 ? portion : divided(ratio, count), count);
    if (!ratio || award.completes(ratio, count)) return repeated(portion, count);
    // "50% vests in two equal parts on D1 and D2"
    if (series?.equal || (series?.count === count && series.instalments))
      return repeated(divided(ratio, count), count);
    const { onDates } = this.context.readings.taken;
    if (onDates !== undefined) return repeated(onDates === 0 ? portion : divided(ratio, count), count);
    return UNCLEAR_PORTION;
  }

  /** Equal parts of all that no other step takes, or of a stated rest. */
  private restAt(
    { each, series }: Frame,
    share: Share | undefined,
    count: number,
  ): readonly Portion[] | string {
    const { award } = this;
    const given = ratioOf(share);
    if (award.hasParts && award.complete) return 'more is stated than the whole award';
    if (count === 1)
      return [given ? { kind: 'fraction', ...given } : award.isEmpty && !share?.rest ? WHOLE : REST];
    if (each && share?.amount.kind === 'whole') return 'the whole award on each of several dates';
    if (series?.unequal) return 'the parts are unequal and not stated';
    if (share?.rest && !given && award.isEmpty) return 'it is not stated how much vested before';
    if (award.hasUnits || award.restTaken) return 'what remains is split over dates';
    if (!series?.equal && !series?.count && !series?.every) {
      this.assumptions.add('equal parts, because no others are stated');
    }
    return repeated(given ? divided(given, count) : { kind: 'fraction', ...award.shareOfLeft(count) }, count);
  }
}

/** The tranches of a step, each with its own time; undefined where it takes what remains. */
export function trancheByTranche(
  step: VestingStep,
): readonly (VestingStep & { readonly kind: 'tranche' })[] | undefined {
  if (step.kind === 'tranche') return [step];
  const { first, every, count, portion, of } = step;
  if (portion.kind !== 'fraction' || (first.kind !== 'date' && first.kind !== 'anchored')) return undefined;
  const each = of === 'each' ? portion : { ...portion, denominator: portion.denominator * count };
  return Array.from({ length: count }, (_, place) => ({
    kind: 'tranche',
    portion: each,
    when: later(first, every, place),
  }));
}

function later(
  first: When & { readonly kind: 'date' | 'anchored' },
  { kind, length }: Period,
  times: number,
): When {
  const [months, days] = kind === 'months' ? [length * times, 0] : [0, length * times];
  return first.kind === 'date'
    ? { kind: 'date', on: addDays(addMonths(first.on, months), days) }
    : { ...first, months: first.months + months, days: first.days + days };
}

/** `25% on the first anniversary and 25% on each of the next three`: on from the one before. */
function onwardFrom(points: readonly TimePoint[], last: TimePoint | undefined): readonly TimePoint[] {
  const [first] = points;
  if (first?.kind !== 'at' || !first.onward || last?.kind !== 'at' || last.months < first.months)
    return points;
  const same = JSON.stringify(first.base) === JSON.stringify(last.base);
  return same
    ? points.map((point) => (point.kind === 'at' ? { ...point, months: point.months + last.months } : point))
    : points;
}

function isGrant(point: TimePoint): boolean {
  return (
    point.kind === 'at' && point.base.kind === 'anchor' && point.base.anchor === 'grant' && point.months === 0
  );
}

function isFiling(point: TimePoint): boolean {
  return (
    point.kind === 'at' &&
    point.base.kind === 'anchor' &&
    point.base.anchor === 'filing' &&
    point.months === 0
  );
}

/** `became fully vested on D`: by then at the latest. */
function becameFull({ points, verbs, shares, asOf }: Frame): boolean {
  return (
    points.length === 1 &&
    verbs.some(
      ({ became, form }) =>
        became === true || (asOf && (form === 'state' || form === 'perfect') && !isGrant(points[0]!)),
    ) &&
    shares.some(({ fully }) => fully === true)
  );
}

/** A single date with words of a series is where the series starts. */
function repeats({ series, thereafter }: Frame): boolean {
  return Boolean(series?.every || series?.count || thereafter);
}

function portionOf({ amount }: Share): Portion | undefined {
  if (amount.kind === 'whole') return WHOLE;
  return amount.kind === 'instalment' ? undefined : amount;
}

function isFixed({ amount }: Share): boolean {
  return amount.kind === 'fraction' || amount.kind === 'units';
}

function repeated(portion: Portion, count: number): readonly Portion[] {
  return Array.from({ length: count }, () => portion);
}

function divided(
  { numerator, denominator }: { numerator: number; denominator: number },
  count: number,
): Portion {
  return { kind: 'fraction', numerator, denominator: denominator * count };
}

function splitUnits(units: string, count: number): string | undefined {
  const all = toUnits(units);
  return all % BigInt(count) === 0n ? fromUnits(all / BigInt(count)) : undefined;
}
