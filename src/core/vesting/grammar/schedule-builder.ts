import { fromUnits, toUnits } from '../../values/quantity';
import type { Portion, VestingStep, When } from '../schedule';
import type { TimePoint } from './anchors';
import { Award, ratioOf } from './award';
import type { Frame } from './frames';
import type { Share } from './portions';
import type { Readings } from './readings';
import type { Span } from './series';
import { SeriesReader } from './series-reader';
import { type KnownAnchors, whenOf } from './times';

const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
const REST: Portion = { kind: 'remaining' };

/** Why frames make no schedule, in words. */
export type Trouble = string;

/** What the frames before say to the next one. */
export interface Said {
  /** When the last tranche so far vests. */
  last: TimePoint | undefined;
  /** How much it takes. */
  portion: Portion | undefined;
}

/** Turns frames into the steps of one schedule, in the order stated. */
export class ScheduleBuilder {
  readonly steps: VestingStep[] = [];
  readonly assumptions = new Set<string>();
  readonly award = new Award();
  /** Why only bounds can be given, when it is so. */
  loose: string | undefined;
  private readonly said: Said = { last: undefined, portion: undefined };
  private readonly series: SeriesReader;

  constructor(
    private readonly known: KnownAnchors,
    readings: Readings,
    /** Wraps the times of a statement with a condition that must also be met. */
    private readonly bound: (when: When, frame: Frame) => When,
    /** `vests over four years, 25% after one and monthly thereafter`: how long all of it takes. */
    overall: Span | undefined,
  ) {
    this.series = new SeriesReader(known, readings, this.award, this.assumptions, overall);
  }

  /** Adds what a frame states; what it could not be understood for otherwise. */
  take(frame: Frame): Trouble | undefined {
    const points = pointsOf(frame, this.said.last);
    if (points.length > 1 || (points.length === 1 && !repeats(frame))) return this.takePoints(frame, points);
    const inner = this.series.read({ ...frame, points: [...points] }, this.said);
    if (typeof inner === 'string') return inner;
    this.loose ??= inner.loose;
    for (const step of inner.steps) {
      const when = step.kind === 'tranche' ? step.when : step.first;
      const bound = this.bound(when, frame);
      this.steps.push(step.kind === 'tranche' ? { ...step, when: bound } : { ...step, first: bound });
      this.award.take(step.portion, step.kind === 'instalments' && step.of === 'each' ? step.count : 1);
    }
    this.said.last = inner.last;
    this.said.portion = inner.each;
    return undefined;
  }

  /** A part that vests at one time. */
  takeAt(when: When, portion: Portion): void {
    this.steps.push({ kind: 'tranche', portion, when });
    this.award.take(portion);
  }

  private takePoints(frame: Frame, points: readonly TimePoint[]): Trouble | undefined {
    const portions = this.portionsAt(frame, points.length);
    if (typeof portions === 'string') return portions;
    const whens = points.map((point) => this.when(point));
    if (became(frame)) this.loose ??= 'all had vested by then; whether a part had before is not stated';
    for (const [index, when] of whens.entries()) {
      if (when === undefined) return 'it is counted from an event without a date';
      const portion = portions[index]!;
      this.steps.push({ kind: 'tranche', portion, when: this.bound(when, frame) });
      this.award.take(portion);
    }
    this.said.last = points.at(-1);
    this.said.portion = portions.at(-1);
    return undefined;
  }

  private when(point: TimePoint): When | undefined {
    if (point.kind === 'within') {
      if (point.unit === 'month') this.assumptions.add('the last day of the month, because no day is stated');
      else this.loose ??= `only the ${point.unit} is stated: by its last day`;
    }
    return whenOf(point, this.known);
  }

  /** How much vests at each of so many dates. */
  private portionsAt(frame: Frame, count: number): readonly Portion[] | Trouble {
    const shares = frame.shares.filter((share) => share.amount.kind !== 'instalment');
    if (shares.length > 1) {
      if (shares.length !== count) return `${shares.length} portions stand beside ${count} dates`;
      const portions = shares.map((share) => this.single(share));
      return portions.every((portion) => portion !== undefined)
        ? portions
        : 'portions that are not of one kind';
    }
    const stated = frame.series?.count ?? count;
    if (count === 1 && frame.series?.equal) return 'equal instalments stand beside one date';
    if (stated !== count) return `${stated} instalments stand beside ${count} dates`;
    const [share] = shares;
    const each = frame.series?.each ?? (share && fixed(share) && !share.rest ? share : undefined);
    if (each) return this.eachAt(each, frame, count);
    return this.partsOfRest(frame, share, count);
  }

  private eachAt(share: Share, frame: Frame, count: number): readonly Portion[] | Trouble {
    const portion = this.single(share)!;
    const ratio = ratioOf(share);
    if (count === 1 || frame.each || frame.series?.each) return repeated(portion, count);
    if (!ratio && (frame.series?.equal || frame.series?.count) && share.amount.kind === 'units') {
      const part = splitUnits(share.amount.units, count);
      return part === undefined
        ? 'units that do not split evenly over the dates'
        : repeated({ kind: 'units', units: part }, count);
    }
    if (ratio) {
      if (this.award.completes(ratio, count)) return repeated(portion, count);
      if (frame.series?.equal && this.award.completes(ratio)) return repeated(divided(portion, count), count);
      return 'it is not clear whether a portion vests on each of the dates or over all of them';
    }
    return repeated(portion, count);
  }

  /** Equal parts of all that no other step takes. */
  private partsOfRest(frame: Frame, share: Share | undefined, count: number): readonly Portion[] | Trouble {
    const given = ratioOf(share);
    if (!this.award.isEmpty && this.award.hasParts && this.award.complete && !share?.rest)
      return 'more is stated than the whole award';
    if (count === 1) {
      if (share?.amount.kind === 'fraction' || share?.amount.kind === 'units') return [share.amount];
      return [this.award.isEmpty && !share?.rest ? WHOLE : REST];
    }
    if (frame.each && share?.amount.kind === 'whole') return 'the whole award on each of several dates';
    if (frame.series?.unequal) return 'the parts are unequal and not stated';
    if (!frame.series?.equal && !frame.series?.count && !frame.series?.every) {
      this.assumptions.add('equal parts, because no others are stated');
    }
    if (share?.rest && !given && this.award.isEmpty) return 'it is not stated how much vested before';
    if (this.award.hasUnits || this.award.restTaken) return 'what remains is split over dates';
    const part = given ? { ...given, denominator: given.denominator * count } : this.award.shareOfLeft(count);
    return repeated({ kind: 'fraction', ...part }, count);
  }

  private single(share: Share): Portion | undefined {
    if (share.amount.kind === 'whole') return WHOLE;
    return share.amount.kind === 'instalment' ? undefined : share.amount;
  }
}

/** The frame's own dates; "thereof" counts from the date before. */
function pointsOf(frame: Frame, last: TimePoint | undefined): readonly TimePoint[] {
  const points: TimePoint[] = [];
  for (const point of frame.points) {
    points.push(anchoredOn(point, points.find(isDated) ?? last));
  }
  return points;
}

function isDated(point: TimePoint): boolean {
  return point.kind === 'at';
}

export function anchoredOn(point: TimePoint, before: TimePoint | undefined): TimePoint {
  if (point.kind === 'at' && point.base.kind === 'previous' && before?.kind === 'at') {
    return { ...before, months: before.months + point.months, days: before.days + point.days };
  }
  if (point.kind === 'earlierOf' || point.kind === 'laterOf') {
    return { ...point, arms: point.arms.map((arm) => anchoredOn(arm, before)) };
  }
  return point;
}

/** `became fully vested on D` */
function became(frame: Frame): boolean {
  return (
    frame.points.length === 1 &&
    frame.verbs.some((verb) => verb.became === true) &&
    frame.shares.some((share) => share.fully === true)
  );
}

function splitUnits(units: string, count: number): string | undefined {
  const all = toUnits(units);
  return all % BigInt(count) === 0n ? fromUnits(all / BigInt(count)) : undefined;
}

function fixed({ amount }: Share): boolean {
  return amount.kind === 'fraction' || amount.kind === 'units';
}

function repeats(frame: Frame): boolean {
  return Boolean(frame.series?.every || frame.series?.count || frame.thereafter);
}

function repeated(portion: Portion, count: number): readonly Portion[] {
  return Array.from({ length: count }, () => portion);
}

function divided(portion: Portion, count: number): Portion {
  return portion.kind === 'fraction' ? { ...portion, denominator: portion.denominator * count } : portion;
}
