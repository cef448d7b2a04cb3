import type { Certainty, Portion, Schedule, ScheduleReading, TriggerEvent, When } from '../schedule';
import { ratioOf } from './award';
import { ALL, asNumber, minus, NONE } from './ratios';
import type { Frame } from './frames';
import { saysWhen } from './frames';
import { at, type TimePoint } from './moments';
import type { Phrase } from './phrases';
import { AMBIGUITIES, type Ambiguity, Readings } from './readings';
import { ScheduleBuilder } from './schedule-builder';
import { type Facts, isVesting, spanOf, type Statement } from './statements';
import { whenOf } from './times';
import type { TokenText } from './token';

export const NOTHING = 'the text says nothing about vesting';

type Conclusion = Omit<ScheduleReading, 'conditions' | 'settlement' | 'progress'>;

/** What the statements of a footnote come to: a schedule with its certainty, or the reason why there is none. */
export function conclude(text: TokenText, facts: Facts): Conclusion {
  return new Conclusions(text, facts).conclude();
}

interface Built {
  readonly schedule: Schedule;
  readonly assumptions: readonly string[];
  readonly met: ReadonlySet<Ambiguity>;
}

class Conclusions {
  constructor(
    private readonly text: TokenText,
    private readonly facts: Facts,
  ) {}

  conclude(): Conclusion {
    if (this.accelerated()) return this.undetermined('vesting was accelerated: which dates still hold is not stated');
    const misread = this.misunderstood();
    if (misread) return this.undetermined(misread);
    if (this.isWindow()) return this.undetermined('a time in which a warrant can be exercised, not vesting');
    const tranches = this.of('tranches');
    if (tranches.length > 0) return this.fromTranches();
    if (this.of('event').length > 0) return this.fromEvents();
    if (this.of('bar').length > 0) return this.fromBars();
    const performance = this.of('performance').length > 0 || this.performance();
    if (performance) return this.fromPerformance();
    if (this.of('backstop').length > 0) return this.undetermined('only what happens to unvested units is stated');
    if (this.of('full').length > 0) return this.full();
    return this.undetermined(this.whyNothing());
  }

  /** `the Company accelerated the vesting of …`: the dates before that may not hold. */
  private accelerated(): boolean {
    const { tokens } = this.text;
    return tokens.some(
      ({ text }, index) =>
        text === 'accelerated' &&
        (/^(?:the|vesting|all)$/.test(tokens[index + 1]?.text ?? '') || /^(?:was|were|been)$/.test(tokens[index - 1]?.text ?? '')) &&
        !/^(?:to|for|of|be|an|if|and)$/.test(tokens[index - 1]?.text ?? ''),
    );
  }

  /** Warrants are bought, not earned: when they can be exercised is a window. */
  private isWindow(): boolean {
    const { tokens } = this.text;
    return tokens.some(({ text }) => /^warrants?$/.test(text)) && !tokens.some(({ text }) => /^vest(?:s|ed|ing)?$/.test(text)) && !this.of('tranches', 'full', 'event').every(({ frame }) => this.exercisableAtOnce(frame));
  }

  /** Performance decides; a day on which the rest vests in any case bounds it. */
  private fromPerformance(): Conclusion {
    const [performance, ...more] = this.of('performance');
    const [backstop] = this.of('backstop');
    const condition = performance?.frame.conditions.find(({ performance: event }) => event !== undefined);
    const [point] = backstop?.frame.points ?? [];
    const when = point && whenOf(point, this.facts.known);
    const share = performance?.frame.shares[0];
    if (!when || !condition || more.length > 0) return this.undetermined('it depends on performance, and no date is stated');
    const whole: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
    const portion = ratioOf(share) ? { kind: 'fraction' as const, ...ratioOf(share)! } : whole;
    const before = portion === whole ? undefined : minus(ALL, portion);
    const schedule: Schedule = {
      steps: [{ kind: 'tranche', portion, when: { kind: 'earlierOf', arms: [when, { kind: 'event', event: condition.performance! }] } }],
      exercisableBeforeVesting: false,
      ...(before && { vestedBefore: { kind: 'fraction', ...before } }),
    };
    return this.reading(schedule, { schedule, assumptions: [], met: new Set() }, []);
  }

  private of(...kinds: Statement['kind'][]): readonly Statement[] {
    return this.facts.statements.filter((statement) => kinds.includes(statement.kind));
  }

  private undetermined(reason: string): Conclusion {
    return { certainty: 'undetermined', spans: this.spans(), assumptions: [], alternatives: [], reason };
  }

  /** The first part of a statement about vesting that was not understood. */
  private misunderstood(): string | undefined {
    for (const { kind, frame } of this.facts.statements) {
      if (kind === 'acceleration' || kind === 'progress' || kind === 'performance') continue;
      const [leftover] = frame.leftovers;
      if (leftover) return `“${this.words(leftover)}” was not understood`;
      const unknown = frame.conditions.find((condition) => condition.kind === 'unknown');
      if (unknown) return `the condition “${this.words(unknown)}” was not understood`;
    }
    return undefined;
  }

  private words({ from, to }: { readonly from: number; readonly to: number }): string {
    const start = this.text.tokens[Math.max(0, from - 1)]!.start;
    const end = this.text.tokens[Math.min(this.text.tokens.length, to + 2) - 1]!.end;
    const quoted = this.text.text.slice(start, end).replace(/\s+/g, ' ');
    return quoted.length > 80 ? `${quoted.slice(0, 77)}…` : quoted;
  }

  private fromTranches(): Conclusion {
    const frames = this.framesOfSchedule();
    if (typeof frames === 'string') return this.undetermined(frames);
    const built = this.build(frames.frames, {});
    if (typeof built === 'string') return this.undetermined(built);
    const early = frames.early;
    const schedule = { ...built.schedule, exercisableBeforeVesting: early };
    return this.reading(schedule, built, this.alternatives(frames.frames, built));
  }

  /** The frames that make the schedule, headings and repetitions taken away. */
  private framesOfSchedule(): { readonly frames: readonly Frame[]; readonly early: boolean } | string {
    const all = this.of('tranches', 'backstop').filter(({ kind }) => kind === 'tranches');
    const vests = all.filter(({ frame }) => frame.verbs.length === 0 || frame.verbs.some((verb) => verb.role !== 'exercise'));
    const only = all.filter((statement) => !vests.includes(statement));
    let early = false;
    let chosen = all;
    if (vests.length > 0 && only.length > 0) {
      const apart = only.filter(({ frame }) => !this.exercisableAtOnce(frame) && !onlyEnds(frame));
      early = only.some(({ frame }) => this.exercisableAtOnce(frame));
      if (apart.length > 0 && vests.some(({ frame }) => frame.shares.length === 0 && saysWhen(frame))) {
        return 'vesting and exercisability are stated apart';
      }
      chosen = all.filter((statement) => vests.includes(statement) || apart.includes(statement));
    } else {
      const full = this.of('full').some(({ frame }) => frame.verbs.every((verb) => verb.role === 'exercise') && frame.verbs.length > 0);
      early = full && all.some(({ frame }) => frame.verbs.some((verb) => verb.role !== 'exercise'));
    }
    const apart = this.of('full').some(({ frame }) => frame.shares.some(({ amount }) => amount.kind === 'units'));
    if (apart) return 'several awards in one note';
    return { frames: this.merged(chosen.map(({ frame }) => frame)), early };
  }

  private exercisableAtOnce(frame: Frame): boolean {
    const [point] = frame.points;
    return !frame.series && frame.points.length === 1 && point?.kind === 'at' && point.base.kind === 'anchor' && point.base.anchor === 'grant' && point.months === 0 && point.days === 0;
  }

  /** `…, the first installment vesting on D`: when the series before it starts or ends. */
  private merged(frames: readonly Frame[]): readonly Frame[] {
    const result: Frame[] = [];
    for (const frame of frames) {
      const before = result.at(-1);
      if (result.some((known) => saysTheSame(known, frame))) continue;
      const [share] = frame.shares;
      const [point] = frame.points.length === 1 ? frame.points : [frame.from];
      const series = before && before.points.length === 0 && (before.series?.every || before.span || before.series?.count);
      const repeats = share?.amount.kind === 'instalment' || sameAsEach(share, before);
      if (series && share?.place === 'first' && point && repeats && !before.from) {
        result[result.length - 1] = { ...before, from: point, spanStarts: false, points: [], phrases: [...before.phrases, ...frame.phrases], stated: true };
      } else if (series && share?.place === 'last' && point && repeats && !before.until) {
        result[result.length - 1] = { ...before, until: point, phrases: [...before.phrases, ...frame.phrases] };
      } else result.push(frame);
    }
    return result;
  }

  /** The schedule of the frames; of fewer of them where some are a heading or say again what others say. */
  private build(frames: readonly Frame[], taken: { readonly [Name in Ambiguity]?: number }): Built | string {
    const first = this.tryBuild(frames, taken);
    if (typeof first !== 'string' || frames.length === 1) return first;
    const cumulative = cumulated(frames);
    const differences = cumulative && this.tryBuild(cumulative, taken);
    if (differences && typeof differences !== 'string') {
      return { ...differences, assumptions: [...differences.assumptions, 'the percentages are running totals'] };
    }
    const withoutHeading = isHeading(frames[0]!) ? this.tryBuild(frames.slice(1), taken) : first;
    if (typeof withoutHeading !== 'string') return withoutHeading;
    const end = frames.at(-1)!;
    if (saysFullyVested(end)) {
      const rest = frames.slice(0, -1);
      const [point] = end.points;
      const bounded = rest.map((frame, index) => (index === rest.length - 1 && frame.series && !frame.until && point ? { ...frame, until: point } : frame));
      const withoutEnd = this.tryBuild(bounded, taken);
      if (typeof withoutEnd !== 'string' && point && this.endsThere(withoutEnd.schedule, point)) return withoutEnd;
    }
    return first;
  }

  /** True when the last tranche of the schedule is the one that a point names. */
  private endsThere({ steps }: Schedule, point: TimePoint): boolean {
    const last = steps.at(-1);
    if (last?.kind === 'instalments') return true;
    return last !== undefined && steps.length > 1 && JSON.stringify(last.when) === JSON.stringify(whenOf(point, this.facts.known));
  }

  private tryBuild(frames: readonly Frame[], taken: { readonly [Name in Ambiguity]?: number }): Built | string {
    const readings = new Readings(taken);
    const builder = new ScheduleBuilder(this.facts.known, readings, (when, frame) => this.conditional(when, frame));
    for (const frame of frames) {
      const trouble = builder.take(frame);
      if (trouble) return trouble;
    }
    const before = this.vestedBefore(builder, frames);
    if (typeof before === 'string') return before;
    return {
      schedule: { steps: builder.steps, exercisableBeforeVesting: false, ...(before && { vestedBefore: before }) },
      assumptions: [...builder.assumptions],
      met: readings.met,
    };
  }

  /** What vested before the first step; a reason where the steps do not come to the award. */
  private vestedBefore(builder: ScheduleBuilder, frames: readonly Frame[]): Portion | undefined | string {
    const { award } = builder;
    if (award.hasParts && award.hasUnits) return 'parts of an award and units stand side by side';
    if (award.overdrawn) return 'the portions come to more than the award';
    const said = this.of('progress').flatMap(({ frame }) => (frame.negated ? [] : frame.shares));
    const fraction = said.map(ratioOf).find((ratio) => ratio !== undefined);
    const units = this.facts.progress?.vested;
    const restFirst = frames[0]!.shares[0]?.rest === true || this.of('heading').some(({ frame }) => frame.shares[0]?.rest);
    if (award.hasParts && !award.restTaken && !award.complete) {
      if (fraction && award.completes(fraction)) return { kind: 'fraction', ...fraction };
      if (restFirst) return { kind: 'fraction', ...award.left };
      return 'the portions do not come to the whole award';
    }
    if (frames[0]!.shares[0]?.rest && award.restTaken && award.isEmpty === false && builder.steps[0]?.portion.kind === 'remaining') {
      if (fraction) return { kind: 'fraction', ...fraction };
      if (units !== undefined) return { kind: 'units', units };
      return 'it is not stated how much vested before';
    }
    return this.unitsAddUp(builder);
  }

  private unitsAddUp(builder: ScheduleBuilder): undefined | string {
    const { award } = builder;
    if (!award.hasUnits || award.restTaken) return undefined;
    const past = this.of('tranches').every(({ frame }) => frame.verbs.length > 0 && frame.verbs.every((verb) => verb.form === 'past'));
    if (past && builder.steps.length === 1 && this.facts.known.lot.units !== award.statedUnits) {
      return 'only some units that vested are stated';
    }
    return undefined;
  }

  /** A time, with the performance that must be achieved besides. */
  private conditional(when: When, frame: Frame): When {
    const condition = frame.conditions.find(({ kind }) => kind === 'performance' || kind === 'marketCondition') ?? this.performance();
    const liquidity = frame.conditions.find(({ kind, performance }) => kind === 'other' && performance !== undefined);
    const event: TriggerEvent | undefined = condition?.performance ?? liquidity?.performance;
    if (event === undefined) return when;
    return { kind: 'laterOf', arms: [when, { kind: 'event', event }] };
  }

  /** Performance that still has to be achieved, said anywhere in the footnote. */
  private performance() {
    for (const { clause } of this.facts.clauses) {
      const ahead = clause.verbs.length === 0 || isVesting(clause.role) || clause.verbs.some((verb) => verb.form === 'future');
      if (!ahead) continue;
      for (const phrase of clause.phrases) {
        if (phrase.kind === 'condition' && (phrase.condition.kind === 'performance' || phrase.condition.kind === 'marketCondition')) return phrase.condition;
      }
    }
    return undefined;
  }

  private reading(schedule: Schedule, built: Built, alternatives: Conclusion['alternatives']): Conclusion {
    const assumptions = [...built.assumptions];
    if (this.facts.conditions.some(({ kind }) => kind === 'continuedService')) assumptions.push('service continues through every vesting date');
    const open = schedule.steps.some((step) => isOpen(step.kind === 'tranche' ? step.when : step.first));
    const certainty: Certainty = open ? 'bounded' : assumptions.length > 0 || alternatives.length > 0 ? 'assumed' : 'determined';
    return {
      certainty,
      schedule,
      spans: this.spans(),
      assumptions,
      alternatives,
      ...(open && { reason: 'it waits for something that has no date in the text' }),
    };
  }

  /** What the same words could mean besides. */
  private alternatives(frames: readonly Frame[], built: Built): Conclusion['alternatives'] {
    const found: { schedule: Schedule; reason: string }[] = [];
    for (const name of built.met) {
      for (let reading = 1; reading < AMBIGUITIES[name].length; reading++) {
        const other = this.build(frames, { [name]: reading });
        if (typeof other === 'string' || JSON.stringify(other.schedule) === JSON.stringify(built.schedule)) continue;
        found.push({ schedule: other.schedule, reason: AMBIGUITIES[name][reading]! });
      }
    }
    return found;
  }

  private fromEvents(): Conclusion {
    const [statement, ...more] = this.of('event');
    if (more.length > 0) return this.undetermined('several events, and no date');
    const frame = statement!.frame;
    const whens = frame.points.map((point) => whenOf(point, this.facts.known));
    const [when] = whens;
    if (!when || whens.length > 1) return this.undetermined('it is counted from an event without a date');
    const share = frame.shares[0];
    if (share && share.amount.kind !== 'whole') return this.undetermined('an event for a part of the award');
    const schedule = wholeAt(when);
    return this.reading(schedule, { schedule, assumptions: [], met: new Set() }, []);
  }

  /** `not exercisable until D`: not before that day. */
  private fromBars(): Conclusion {
    const [statement, ...more] = this.of('bar');
    const bar = statement!.frame.until ?? statement!.frame.notBefore;
    const when = bar && whenOf(bar, this.facts.known);
    const whole = statement!.frame.shares.every(({ amount }) => amount.kind === 'whole');
    if (more.length > 0 || !when || !whole) return this.undetermined('it says until when nothing vests, not when it does');
    const schedule = wholeAt({ kind: 'laterOf', arms: [when, { kind: 'event', event: 'other' }] });
    return this.reading(schedule, { schedule, assumptions: [], met: new Set() }, []);
  }

  private full(): Conclusion {
    const [statement] = this.of('full');
    const adjective = statement!.frame.verbs.some((verb) => verb.form === 'adjective');
    const anchor = adjective ? 'grant' : 'filing';
    const when = whenOf(at({ kind: 'anchor', anchor }), this.facts.known)!;
    const schedule = wholeAt(when);
    return this.reading(schedule, { schedule, assumptions: [], met: new Set() }, []);
  }

  private whyNothing(): string {
    const { statements, clauses, settlement, progress } = this.facts;
    if (progress) return 'it says how much has vested, not when';
    const transfer = clauses.some(({ clause }) => clause.verbs.some((verb) => verb.about === 'transfer'));
    if (transfer) return 'it tells of a bar to transfer or competition that lapses, not of vesting';
    if (statements.length > 0) return 'it says that it vests, not when';
    if (settlement) return 'it tells of deliveries, not of vesting';
    return NOTHING;
  }

  private spans(): Conclusion['spans'] {
    const phrases = this.facts.statements.flatMap(({ frame }) => frame.phrases);
    return phrases.filter((phrase) => MEANINGS[phrase.kind]).map((phrase) => spanOf(this.text, phrase, MEANINGS[phrase.kind]!));
  }
}

const MEANINGS: { readonly [Kind in Phrase['kind']]?: string } = {
  verb: 'vesting',
  share: 'portion',
  time: 'time',
  series: 'instalments',
  span: 'length of time',
  cliff: 'cliff',
  thereafter: 'counted on',
  condition: 'condition',
  leftover: 'not understood',
};

function wholeAt(when: When): Schedule {
  const whole: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
  return { steps: [{ kind: 'tranche', portion: whole, when }], exercisableBeforeVesting: false };
}

function isOpen(when: When): boolean {
  return when.kind === 'event' || when.kind === 'earlierOf' || when.kind === 'laterOf';
}

function sameAsEach(share: Frame['shares'][number] | undefined, before: Frame | undefined): boolean {
  if (share?.amount.kind === 'instalment' || !share) return true;
  const each = before?.series?.each ?? before?.shares[0];
  const count = before?.series?.count;
  const ratio = ratioOf(share);
  if (ratio && count) return Math.abs(ratio.numerator / ratio.denominator - 1 / count) < 0.005;
  return !each || JSON.stringify(each.amount) === JSON.stringify(share.amount);
}

/** `50% after two years, 75% after three and 100% after four`: running totals, taken apart. */
function cumulated(frames: readonly Frame[]): readonly Frame[] | undefined {
  const totals = frames.map(({ shares, points }) => {
    const amount = shares.length === 1 && points.length === 1 ? shares[0]!.amount : undefined;
    return amount?.kind === 'whole' ? ALL : amount?.kind === 'fraction' ? amount : undefined;
  });
  if (totals.length < 2 || asNumber(totals.at(-1) ?? NONE) !== 1) return undefined;
  const parts = totals.map((total, index) => total && minus(total, index === 0 ? NONE : (totals[index - 1] ?? ALL)));
  if (!parts.every((part) => part !== undefined && asNumber(part) > 0)) return undefined;
  return frames.map((frame, index) => ({ ...frame, shares: [{ amount: { kind: 'fraction', ...parts[index]! } }] }));
}

/** `cliff vested on D`, said twice. */
function saysTheSame(left: Frame, right: Frame): boolean {
  const of = ({ points, shares, series, from, until, after, span }: Frame) => JSON.stringify([points, shares.filter(({ amount }) => amount.kind !== 'whole'), series, from, until, after, span]);
  const whole = ({ shares }: Frame) => shares.every(({ amount }) => amount.kind === 'whole');
  return whole(left) && whole(right) && of(left) === of(right);
}

function onlyEnds(frame: Frame): boolean {
  return frame.until !== undefined && !frame.series && frame.points.length === 0 && !frame.from && !frame.span;
}

/** A sentence that says over what time it vests, before those that say how. */
function isHeading(frame: Frame): boolean {
  return frame.shares.every(({ amount }) => amount.kind === 'whole' || amount.kind === 'remaining');
}

function saysFullyVested(frame: Frame): boolean {
  return frame.shares.some(({ amount }) => amount.kind === 'whole') && frame.points.length === 1 && !frame.series;
}
