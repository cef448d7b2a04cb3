import type { Certainty, Portion, Schedule, ScheduleReading, VestingStep, When } from '../schedule';
import { at } from './anchors';
import { ratioOf } from './award';
import { AwardSchedule, type Built, scheduleOf, type TakenReadings } from './built-schedule';
import { framesOfSchedule, isAtOnce, mergedFrames } from './frame-choice';
import { type Mention, mentionFor } from './mentions';
import { stepsInUnits } from './part-of-row';
import type { Phrase } from './phrases';
import { ALL, minus } from './ratios';
import { AMBIGUITIES } from './readings';
import { type Facts, type Statement, spanOf } from './statements';
import { whenOf } from './times';
import type { TokenText } from './token';

export const NOTHING = 'the text says nothing about vesting';

type Conclusion = Omit<ScheduleReading, 'conditions' | 'settlement' | 'progress'>;

const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
const SEVERAL = 'several awards in one note';

/** What the statements of a footnote come to: a schedule with its certainty, or the reason why there is none. */
export function conclude(text: TokenText, facts: Facts): Conclusion {
  return new Conclusions(text, facts).conclude();
}

class Conclusions {
  constructor(
    private readonly text: TokenText,
    private readonly facts: Facts,
  ) {}

  conclude(): Conclusion {
    const { accelerated } = this.facts;
    if (accelerated === '') return this.undetermined('vesting was accelerated: when is not stated');
    if (accelerated !== undefined) return this.accelerated(accelerated);
    const misread = this.misunderstood();
    if (misread) return this.undetermined(misread);
    if (this.isWindow()) return this.undetermined('a time in which a warrant can be exercised, not vesting');
    if (this.of('tranches').length > 0) return this.fromTranches();
    if (this.of('event').length > 0) return this.fromEvents();
    if (this.of('bar').length > 0) return this.fromBars();
    if (this.of('performance').length > 0 || this.facts.performance) return this.fromPerformance();
    if (this.of('backstop').length > 0)
      return this.undetermined('only what happens to unvested units is stated');
    if (this.of('full').length > 0) return this.full();
    return this.undetermined(this.whyNothing());
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
      const fiscal = frame.phrases.find((phrase) => phrase.kind === 'series' && this.says(phrase, /^fiscal$/));
      if (fiscal) return 'fiscal periods, without dates';
      const unknown = frame.conditions.find((condition) => condition.kind === 'unknown');
      if (unknown) return `the condition “${this.words(unknown)}” was not understood`;
    }
    return undefined;
  }

  private says({ from, to }: Phrase, word: RegExp): boolean {
    return this.text.tokens.slice(from, to).some(({ text }) => word.test(text));
  }

  private words({ from, to }: { readonly from: number; readonly to: number }): string {
    const start = this.text.tokens[Math.max(0, from - 1)]!.start;
    const end = this.text.tokens[Math.min(this.text.tokens.length, to + 2) - 1]!.end;
    const quoted = this.text.text.slice(start, end).replace(/\s+/g, ' ');
    return quoted.length > 80 ? `${quoted.slice(0, 77)}…` : quoted;
  }

  /** Warrants are bought, not earned: when they can be exercised is a window. */
  private isWindow(): boolean {
    const has = (word: RegExp) => this.text.tokens.some(({ text }) => word.test(text));
    if (!has(/^warrants?$/) || has(/^vest(?:s|ed|ing)?$/)) return false;
    return !this.of('tranches', 'event').every(({ frame }) => isAtOnce(frame));
  }

  private fromTranches(): Conclusion {
    const choice = framesOfSchedule(this.facts.statements);
    if (typeof choice === 'string') return this.undetermined(choice);
    if (this.eventOfWhole()) return this.undetermined('an event and dates for the same award');
    const awards = this.awards(choice.statements);
    if (typeof awards === 'string') return this.undetermined(awards);
    const built = this.build(awards, {});
    if (typeof built === 'string')
      return this.of('full').length > 0 && built !== SEVERAL ? this.full() : this.undetermined(built);
    if (built.some(({ loose }) => loose !== undefined) && this.of('full').length > 0) return this.full();
    const schedule = scheduleOf(built, choice.early);
    const alternatives = this.alternatives(awards, built, choice.early);
    return this.reading(schedule, built, alternatives);
  }

  /** An event that all waits for, beside dates, and that is none of those that only make it vest sooner. */
  private eventOfWhole(): boolean {
    const sooner = /^(?:changeInControl|death|disability|retirement|separation)$/;
    return this.of('event').some(({ frame }) => {
      const whole = frame.shares.every(
        ({ amount }) => amount.kind === 'whole' || amount.kind === 'remaining',
      );
      return (
        whole &&
        !frame.points.every(
          (point) => point.kind === 'at' && point.base.kind === 'event' && sooner.test(point.base.event),
        )
      );
    });
  }

  /** The frames by award: what is said of a part of the balance that the text names stands apart. */
  private awards(
    statements: readonly Statement[],
  ): ReadonlyMap<Mention | undefined, readonly Statement[]> | string {
    const groups = new Map<Mention | undefined, Statement[]>();
    for (const statement of statements) {
      const mention = mentionFor(statement, this.facts.mentions, statements);
      if (mention === 'unclear') return SEVERAL;
      groups.set(mention, [...(groups.get(mention) ?? []), statement]);
    }
    return groups;
  }

  private build(
    awards: ReadonlyMap<Mention | undefined, readonly Statement[]>,
    taken: TakenReadings,
  ): readonly Built[] | string {
    const parts: Built[] = [];
    for (const [mention, statements] of awards) {
      const frames = mergedFrames(statements.map(({ frame }) => frame));
      const built = new AwardSchedule(this.facts, frames, this.performanceParts()).build(taken);
      if (typeof built === 'string') return built;
      const steps = mention ? stepsInUnits(built.steps, mention.units) : built.steps;
      if (!steps) return 'parts of a part of the balance';
      parts.push({ ...built, steps });
    }
    return this.withVestedParts(parts, awards);
  }

  /** `(i) 560 fully vested shares and (ii) 3,133 units that vest …`: the part that has vested already. */
  private withVestedParts(
    parts: readonly Built[],
    awards: ReadonlyMap<Mention | undefined, unknown>,
  ): readonly Built[] | string {
    const full = this.of('full').flatMap(({ frame }) =>
      frame.shares.map(({ amount }) => ({ amount, frame })),
    );
    const units = full.filter(({ amount }) => amount.kind === 'units');
    if (units.length === 0) return parts;
    if (awards.has(undefined) || units.length > 1) return SEVERAL;
    const [{ amount, frame }] = units as [(typeof units)[number]];
    const issued = frame.verbs.some(({ form }) => form === 'adjective');
    const when = whenOf(at({ kind: 'anchor', anchor: issued ? 'grant' : 'filing' }), this.facts.known)!;
    const step: VestingStep = { kind: 'tranche', portion: amount as Portion, when };
    return [{ steps: [step], assumptions: [], met: new Set() }, ...parts];
  }

  /** Parts that wait for performance or another event, beside parts with dates. */
  private performanceParts() {
    return this.of('performance', 'event').flatMap(({ frame }) => {
      const [point] = frame.points;
      const happening =
        point?.kind === 'at' && point.base.kind === 'event' && point.months === 0
          ? point.base.event
          : undefined;
      const event = happening ?? frame.conditions.find((condition) => condition.event !== undefined)?.event;
      const amount = frame.shares[0]?.amount;
      return event &&
        (amount?.kind === 'fraction' || amount?.kind === 'units' || amount?.kind === 'remaining')
        ? [{ event, portion: amount }]
        : [];
    });
  }

  /** What the same words could mean besides. */
  private alternatives(
    awards: ReadonlyMap<Mention | undefined, readonly Statement[]>,
    built: readonly Built[],
    early: boolean,
  ): Conclusion['alternatives'] {
    const chosen = JSON.stringify(scheduleOf(built, early));
    const found: { schedule: Schedule; reason: string }[] = [];
    for (const name of new Set(built.flatMap(({ met }) => [...met]))) {
      for (let reading = 1; reading < AMBIGUITIES[name].length; reading++) {
        const other = this.build(awards, { [name]: reading });
        const schedule = typeof other === 'string' ? undefined : scheduleOf(other, early);
        if (schedule && JSON.stringify(schedule) !== chosen)
          found.push({ schedule, reason: AMBIGUITIES[name][reading]! });
      }
    }
    return found;
  }

  private reading(
    schedule: Schedule,
    parts: readonly Built[],
    alternatives: Conclusion['alternatives'],
  ): Conclusion {
    const assumptions = new Set(parts.flatMap((part) => part.assumptions));
    const kinds = new Set(this.facts.conditions.map(({ kind }) => kind));
    if (kinds.has('continuedService')) assumptions.add('service continues through every vesting date');
    const phrases = this.facts.statements.flatMap(({ frame }) => frame.phrases);
    if (phrases.some((phrase) => phrase.kind === 'series' && this.says(phrase, /^bi(?:annual(?:ly)?|monthly)?$/))) {
      assumptions.add('biannual is taken for twice a year');
    }
    if (kinds.has('acceleration')) assumptions.add('nothing happens that makes it vest sooner');
    if (schedule.steps.some((step) => anchorOf(step) === 'vestingStart'))
      assumptions.add('the start of vesting is not stated');
    const open = schedule.steps.some((step) => isOpen(timeOf(step)))
      ? 'it waits for something that has no date in the text'
      : undefined;
    const reason = parts.map(({ loose }) => loose).find((why) => why !== undefined) ?? open;
    const certainty: Certainty = reason
      ? 'bounded'
      : assumptions.size > 0 || alternatives.length > 0
        ? 'assumed'
        : 'determined';
    return {
      certainty,
      schedule,
      spans: this.spans(),
      assumptions: [...assumptions],
      alternatives,
      ...(reason && { reason }),
    };
  }

  private whole(
    when: When,
    loose?: string,
    before?: Portion,
    assumptions: readonly string[] = [],
  ): Conclusion {
    const portion: Portion = before ? { kind: 'remaining' } : WHOLE;
    const schedule: Schedule = {
      steps: [{ kind: 'tranche', portion, when }],
      exercisableBeforeVesting: false,
      ...(before && { vestedBefore: before }),
    };
    return this.reading(schedule, [{ steps: [], assumptions, met: new Set(), ...(loose && { loose }) }], []);
  }

  private fromEvents(): Conclusion {
    const [statement, ...more] = this.of('event');
    if (more.length > 0) return this.undetermined('several events, and no date');
    const { points, shares } = statement!.frame;
    const when = points.length === 1 ? whenOf(points[0]!, this.facts.known) : undefined;
    if (!when) return this.undetermined('it is counted from an event without a date');
    const whole = shares.every(({ amount }) => amount.kind === 'whole');
    return whole ? this.whole(when) : this.undetermined('an event for a part of the award');
  }

  /** `not exercisable until D`: not before that day. */
  private fromBars(): Conclusion {
    const [statement, ...more] = this.of('bar');
    const { until, shares } = statement!.frame;
    const when = until && whenOf(until, this.facts.known);
    const whole = shares.every(({ amount }) => amount.kind === 'whole');
    if (more.length > 0 || !when || !whole)
      return this.undetermined('it says until when nothing vests, not when it does');
    return this.whole({ kind: 'laterOf', arms: [when, { kind: 'event', event: 'other' }] });
  }

  /** Performance decides; a day on which the rest vests in any case bounds it. */
  private fromPerformance(): Conclusion {
    const [performance, ...more] = this.of('performance');
    const [point] = this.of('backstop')[0]?.frame.points ?? [];
    const event = performance?.frame.conditions.find((condition) => condition.event !== undefined)?.event;
    const when = point && whenOf(point, this.facts.known);
    if (!when || !event || more.length > 0)
      return this.undetermined('it depends on performance, and no date is stated');
    const ratio = ratioOf(performance!.frame.shares[0]);
    const bounded: When = { kind: 'earlierOf', arms: [when, { kind: 'event', event }] };
    return this.whole(bounded, undefined, ratio && { kind: 'fraction', ...minus(ALL, ratio) });
  }

  /** `the Company accelerated the vesting of …` on a day: by then all of it had vested. */
  private accelerated(on: string): Conclusion {
    const said = this.of('progress')
      .flatMap(({ frame }) => frame.shares)
      .map(ratioOf);
    const ratio = said.find((part) => part !== undefined);
    const restKnown =
      ratio !== undefined ||
      this.text.tokens.some(({ text }) => text === 'original' || text === 'originally');
    const loose = restKnown ? undefined : 'vested by then at the latest';
    return this.whole({ kind: 'date', on }, loose, ratio && { kind: 'fraction', ...ratio }, [
      'all that had not vested was accelerated',
    ]);
  }

  private full(): Conclusion {
    const [statement] = this.of('full');
    const issued = statement!.frame.verbs.some(({ form }) => form === 'adjective');
    if (issued) return this.whole(whenOf(at({ kind: 'anchor', anchor: 'grant' }), this.facts.known)!);
    return this.whole(
      whenOf(at({ kind: 'anchor', anchor: 'filing' }), this.facts.known)!,
      'vested by the time of the filing; since when is not stated',
    );
  }

  private whyNothing(): string {
    const { statements, clauses, settlement, progress } = this.facts;
    if (progress) return 'it says how much has vested, not when';
    const transfer = clauses.some(({ clause }) => clause.verbs.some(({ about }) => about === 'transfer'));
    if (transfer) return 'it tells of a bar to transfer or competition that lapses, not of vesting';
    if (this.facts.refersElsewhere) return 'it refers to a plan or an agreement';
    if (statements.length > 0) return 'it says that it vests, not when';
    return settlement ? 'it tells of deliveries, not of vesting' : NOTHING;
  }

  private spans(): Conclusion['spans'] {
    const phrases = this.facts.statements.flatMap(({ frame }) => frame.phrases);
    return phrases
      .filter(({ kind }) => MEANINGS[kind])
      .map((phrase) => spanOf(this.text, phrase, MEANINGS[phrase.kind]!));
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

function timeOf(step: VestingStep): When {
  return step.kind === 'tranche' ? step.when : step.first;
}

function anchorOf(step: VestingStep): string | undefined {
  const when = timeOf(step);
  return when.kind === 'anchored' ? when.anchor : undefined;
}

function isOpen({ kind }: When): boolean {
  return kind === 'event' || kind === 'earlierOf' || kind === 'laterOf';
}
