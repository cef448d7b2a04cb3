import { fromUnits, toUnits } from '../../values/quantity';
import type { Portion, Schedule, TriggerEvent, VestingStep, When } from '../schedule';
import { ratioOf } from './award';
import type { Frame } from './frame';
import { isHeading, saysFullyVested, takenApart } from './frame-choice';
import { type Ambiguity, Readings } from './readings';
import { ScheduleBuilder } from './schedule-builder';
import type { Facts, Statement } from './statements';
import { whenOf } from './times';

const INCOMPLETE = 'the portions do not come to the whole award';

/** The steps that frames make, with what had to be assumed for it. */
export interface Built {
  readonly steps: readonly VestingStep[];
  readonly vestedBefore?: Portion;
  readonly assumptions: readonly string[];
  /** Why only bounds can be given. */
  readonly loose?: string;
  readonly met: ReadonlySet<Ambiguity>;
}

export type TakenReadings = { readonly [Name in Ambiguity]?: number };

/** Builds the schedule of one award from its frames; a reason, in words, where they make none. */
export class AwardSchedule {
  constructor(
    private readonly facts: Facts,
    private readonly frames: readonly Frame[],
    private readonly conditions: readonly { readonly event: TriggerEvent; readonly portion: Portion }[],
  ) {}

  /** Of all frames; of fewer where some are a heading, or say again what others say. */
  build(taken: TakenReadings): Built | string {
    const { frames } = this;
    // "…, at which time all 40,000 shares will be vested": their sum, not more of them.
    const summed =
      frames.length > 1 && frames.at(-1)!.shares[0]?.amount.kind === 'units' && this.withoutEnd(taken);
    if (summed) return summed;
    const first = this.attempt(frames, taken);
    const all = (isWhole(first) ? undefined : this.eitherOnDates(frames, taken)) ?? first;
    if (typeof all !== 'string' || frames.length === 1) return all;
    const apart = takenApart(frames);
    const differences = apart && this.attempt(apart, taken);
    if (differences && typeof differences !== 'string') return differences;
    const restFollows = this.of('heading').some(({ frame }) => frame.shares[0]?.rest);
    const heading = isHeading(frames, restFollows, (point) => whenOf(point, this.facts.known));
    const details = heading ? this.attempt(frames.slice(1), taken) : all;
    return typeof details === 'string' ? (this.withoutEnd(taken) ?? all) : details;
  }

  /** Of a portion on several dates that can be meant of each or of all, the reading that comes to the whole. */
  private eitherOnDates(frames: readonly Frame[], taken: TakenReadings): Built | undefined {
    if (!frames.some(({ points, shares }) => points.length > 1 && shares.some(ratioOf))) return undefined;
    const tried = [0, 1].map((onDates) => this.attempt(frames, { ...taken, onDates })).filter(isWhole);
    return tried.length === 1 ? tried[0] : undefined;
  }

  /** The frames before a last one that only says when all has vested. */
  private withoutEnd(taken: TakenReadings): Built | undefined {
    const end = this.frames.at(-1)!;
    const [point] = end.points;
    const units =
      end.shares.length === 1 && end.shares[0]!.amount.kind === 'units'
        ? end.shares[0]!.amount.units
        : undefined;
    if (!point || end.points.length > 1 || end.series || !(saysFullyVested(end) || units)) return undefined;
    const rest = this.frames.slice(0, -1);
    const last = rest.at(-1)!;
    const bounded = last.series && !last.until ? [...rest.slice(0, -1), { ...last, until: point }] : rest;
    const built = this.attempt(bounded, taken);
    if (typeof built === 'string') return undefined;
    if (units !== undefined && unitsOf(built.steps) !== units) return undefined;
    const step = built.steps.at(-1)!;
    const ends =
      step.kind === 'instalments' ||
      JSON.stringify(step.when) === JSON.stringify(whenOf(point, this.facts.known));
    return ends ? built : undefined;
  }

  private of(kind: Statement['kind']): readonly Statement[] {
    return this.facts.statements.filter((statement) => statement.kind === kind);
  }

  private attempt(frames: readonly Frame[], taken: TakenReadings): Built | string {
    const readings = new Readings(taken);
    const headings = [...frames, ...this.of('tranches').map(({ frame }) => frame)];
    const overall = headings.find((frame) => frame.span && !frame.series)?.span;
    const context = { known: this.facts.known, readings, overall };
    const builder = new ScheduleBuilder(context, (when, frame) => this.conditional(when, frame));
    const stood = this.stoodBefore(frames);
    if (stood) builder.award.take(stood);
    for (const frame of frames) {
      const trouble = builder.take(frame);
      if (trouble) return trouble;
    }
    for (const { event, portion } of this.conditions) builder.takeAt({ kind: 'event', event }, portion);
    if (builder.steps.some(({ portion }) => portion.kind === 'fraction' && portion.numerator <= 0))
      return 'more is stated than the whole award';
    const before = stood ? { portion: stood } : this.before(builder, frames);
    if (typeof before === 'string') return before;
    const loose = builder.loose ?? before.loose;
    return {
      steps: builder.steps,
      ...(before.portion && { vestedBefore: before.portion }),
      assumptions: [...builder.assumptions],
      ...(loose !== undefined && { loose }),
      met: readings.met,
    };
  }

  /** A time, with the performance or the event that must come besides. */
  private conditional(when: When, frame: Frame): When {
    // "vested on D based on the achievement of goals": they were achieved.
    const past =
      frame.verbs.length > 0 && frame.verbs.every(({ form }) => form === 'past' || form === 'perfect');
    if (past && frame.points.length > 0) return this.afterLiquidity(when);
    const own = frame.conditions.find(({ kind }) => kind === 'performance' || kind === 'marketCondition');
    const liquidity = frame.conditions.find(({ kind, event }) => kind === 'other' && event !== undefined);
    const everywhere = this.conditions.length > 0 ? undefined : this.facts.performance;
    const event = own?.event ?? liquidity?.event ?? everywhere;
    if (event !== undefined) return { kind: 'laterOf', arms: [when, { kind: 'event', event }] };
    return this.afterLiquidity(when);
  }

  private afterLiquidity(when: When): When {
    const awaited = this.facts.liquidity;
    if (awaited?.kind === 'date' && when.kind === 'date') return when.on < awaited.on ? awaited : when;
    return awaited === undefined ? when : { kind: 'laterOf', arms: [when, awaited] };
  }

  /** `50% are vested. The remaining units vest in equal installments …`: the part that stands before the first step. */
  private stoodBefore(frames: readonly Frame[]): Portion | undefined {
    const share = frames[0]!.shares[0];
    if (!share?.rest || share.amount.kind !== 'remaining') return undefined;
    const said = this.of('progress').flatMap(({ frame }) => (frame.negated ? [] : frame.shares));
    const ratio = said.map(ratioOf).find((part) => part !== undefined);
    return ratio && { kind: 'fraction', ...ratio };
  }

  /** What vested before the first step; a reason where the steps cannot be all of the award. */
  private before(
    builder: ScheduleBuilder,
    frames: readonly Frame[],
  ): { readonly portion?: Portion; readonly loose?: string } | string {
    const { award } = builder;
    if (award.hasParts && award.hasUnits) return 'parts of an award and units stand side by side';
    if (award.overdrawn) return 'the portions come to more than the award';
    const said = this.of('progress').flatMap(({ frame }) => (frame.negated ? [] : frame.shares));
    const fraction = said.map(ratioOf).find((ratio) => ratio !== undefined);
    const units = this.facts.progress?.vested;
    const restFirst = frames[0]!.shares[0]?.rest === true;
    if (award.hasParts && !award.restTaken && !award.complete) {
      if (fraction && award.completes(fraction)) return { portion: { kind: 'fraction', ...fraction } };
      const restNamed = restFirst || this.of('heading').some(({ frame }) => frame.shares[0]?.rest);
      if (restNamed) return { portion: { kind: 'fraction', ...award.left } };
      return { loose: INCOMPLETE };
    }
    if (restFirst && builder.steps[0]?.portion.kind === 'remaining') {
      if (fraction) return { portion: { kind: 'fraction', ...fraction } };
      return units === undefined
        ? 'it is not stated how much vested before'
        : { portion: { kind: 'units', units } };
    }
    const standing = said.find(
      ({ stands, amount }) => stands === 'vested' || amount.kind === 'units',
    )?.amount;
    if (award.hasUnits && standing?.kind === 'units') return { portion: standing };
    return this.onlyProgress(builder) ? 'only some units that vested are stated' : {};
  }

  /** `5,000 of the units vested on D`: one event of the past, not the award's schedule. */
  private onlyProgress({ award, steps }: ScheduleBuilder): boolean {
    if (!award.hasUnits || award.restTaken || steps.length > 1) return false;
    const past = this.of('tranches').every(
      ({ frame }) => frame.verbs.length > 0 && frame.verbs.every(({ form }) => form === 'past'),
    );
    return past && this.facts.known.lot.units !== award.statedUnits;
  }
}

/** A schedule whose portions come to the award. */
function isWhole(built: Built | string): built is Built {
  return typeof built !== 'string' && built.loose !== INCOMPLETE;
}

/** All units that steps state; undefined where they state parts. */
function unitsOf(steps: readonly VestingStep[]): string | undefined {
  let total = 0n;
  for (const step of steps) {
    if (step.portion.kind !== 'units') return undefined;
    total +=
      toUnits(step.portion.units) *
      (step.kind === 'instalments' && step.of === 'each' ? BigInt(step.count) : 1n);
  }
  return fromUnits(total);
}

/** The schedule of one or several awards, in one. */
export function scheduleOf(parts: readonly Built[], early: boolean): Schedule {
  const before = parts.map(({ vestedBefore }) => vestedBefore).find((portion) => portion !== undefined);
  return {
    steps: parts.flatMap(({ steps }) => steps),
    exercisableBeforeVesting: early,
    ...(before && { vestedBefore: before }),
  };
}
