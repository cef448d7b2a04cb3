import type { Certainty, Portion, Schedule, ScheduleReading, VestingStep, When } from '../schedule';
import { at } from './anchors';
import { ratioOf } from './award';
import { SEVERAL_AWARDS, scheduleOfAwards } from './awards-of-note';
import type { Built } from './built-schedule';
import { uncovered } from './coverage';
import { firstDayOf } from './first-day';
import { isAtOnce } from './frame-choice';
import type { Phrase } from './phrases';
import { ALL, minus } from './ratios';
import { REST, WHOLE } from './said';
import { trancheByTranche } from './schedule-builder';
import { spanOf } from './spans';
import type { StatementKind } from './statement-kinds';
import type { Facts, Statement } from './statements';
import { whenOf } from './times';
import type { TokenText } from './token';

export const NOTHING = 'the text says nothing about vesting';

type Conclusion = Omit<ScheduleReading, 'conditions' | 'settlement' | 'progress'>;

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
    const dated = this.of('tranches', 'event').length > 0;
    if (!dated && this.of('performance').length > 0) return this.fromPerformance();
    const misread = this.misunderstood();
    if (misread) return this.undetermined(misread);
    if (this.isWindow()) return this.undetermined('a time in which a warrant can be exercised, not vesting');
    if (this.of('tranches').length > 0) return this.fromTranches();
    if (this.of('event').length > 0) return this.fromEvents();
    if (this.of('bar').length > 0) return this.fromBars();
    if (this.facts.performance) return this.fromPerformance();
    if (this.of('backstop').length > 0)
      return this.undetermined('only what happens to unvested units is stated');
    if (this.of('full').length > 0) return this.full();
    return this.undetermined(this.whyNothing());
  }

  private of(...kinds: StatementKind[]): readonly Statement[] {
    return this.facts.statements.filter((statement) => kinds.includes(statement.kind));
  }

  private undetermined(reason: string): Conclusion {
    return { certainty: 'undetermined', spans: this.spans(), assumptions: [], alternatives: [], reason };
  }

  /** The first part of a statement about vesting that was not understood. */
  private misunderstood(): string | undefined {
    const gap = uncovered(this.text, this.facts);
    if (gap?.what === 'condition') return `the condition “${this.words(gap)}” was not understood`;
    if (gap) return `“${this.words(gap)}” was not understood`;
    for (const { frame } of this.facts.statements) {
      const fiscal =
        frame.points.length < 2 &&
        frame.phrases.find((phrase) => phrase.kind === 'series' && this.says(phrase, /^fiscal$/));
      if (fiscal) return 'fiscal periods, without dates';
      if (frame.leftovers.length > 0) return `“${this.words(frame.leftovers[0]!)}” was not understood`;
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
    const awards = scheduleOfAwards(this.facts);
    const full = this.of('full').some(({ frame }) =>
      frame.shares.every(({ amount }) => amount.kind !== 'units'),
    );
    if (typeof awards === 'string') {
      return full && awards !== SEVERAL_AWARDS && this.isOver() ? this.full() : this.undetermined(awards);
    }
    const { schedule, parts, alternatives } = awards;
    if (full && parts.some(({ loose }) => loose !== undefined)) return this.full();
    return this.byColumnSix(this.reading(schedule, parts, alternatives));
  }

  /** `vested over three years and is fully vested`: all that is told of tranches is past. */
  private isOver(): boolean {
    return this.of('tranches').every(({ frame }) =>
      frame.verbs.every(({ form }) => form === 'past' || form === 'perfect' || form === 'state'),
    );
  }

  /** The reading whose first tranche falls on the row's first exercisable date, where another one does not. */
  private byColumnSix(conclusion: Conclusion): Conclusion {
    const { schedule, alternatives } = conclusion;
    const { lot } = this.facts.known;
    if (!schedule || lot.exercisableOn === undefined || schedule.exercisableBeforeVesting) return conclusion;
    const fits = (other: Schedule) => firstDayOf(other, lot) === lot.exercisableOn;
    const better = fits(schedule) ? undefined : alternatives.find((other) => fits(other.schedule));
    if (!better) return conclusion;
    const rest = alternatives.filter((other) => other !== better);
    const reason = `it does not start on ${lot.exercisableOn}, the first exercisable date of the row`;
    return {
      ...conclusion,
      schedule: better.schedule,
      assumptions: [...conclusion.assumptions, `${better.reason}, as column 6 shows`],
      alternatives: [{ schedule, reason }, ...rest],
    };
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
    if (
      phrases.some(
        (phrase) => phrase.kind === 'series' && this.says(phrase, /^bi(?:annual(?:ly)?|monthly)?$/),
      ) &&
      !this.facts.statements.some(({ frame }) => pinsPeriod(frame))
    ) {
      assumptions.add('biannual is taken for twice a year');
    }
    const shifted = this.facts.clauses.some(({ clause }) =>
      clause.phrases.some((phrase) => phrase.kind === 'named' && phrase.businessDay),
    );
    if (shifted) assumptions.add('the calendar day, because business days are not known');
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
    const notBefore = this.barred();
    if (
      notBefore &&
      event &&
      this.of('performance').every(({ frame }) => frame.conditions.some((own) => own.event === event))
    )
      return this.whole({ kind: 'laterOf', arms: [notBefore, { kind: 'event', event }] });
    if (!when || !event || more.length > 0)
      return this.undetermined('it depends on performance, and no date is stated');
    const ratio = ratioOf(performance!.frame.shares[0]);
    const bounded: When = { kind: 'earlierOf', arms: [when, { kind: 'event', event }] };
    return this.whole(bounded, undefined, ratio && { kind: 'fraction', ...minus(ALL, ratio) });
  }

  /** The day before which nothing vests. */
  private barred(): When | undefined {
    const [bar, ...more] = this.of('bar');
    const until = bar?.frame.until;
    return until && more.length === 0 ? whenOf(until, this.facts.known) : undefined;
  }

  /** `the Company accelerated the vesting of …` on a day: by then all of it had vested. */
  private accelerated(on: string): Conclusion {
    const before = this.stepsBefore(on);
    if (before) {
      const steps: VestingStep[] = [
        ...before,
        { kind: 'tranche', portion: REST, when: { kind: 'date', on } },
      ];
      const built: Built = {
        steps,
        assumptions: ['all that had not vested was accelerated'],
        met: new Set(),
      };
      return this.reading({ steps, exercisableBeforeVesting: false }, [built], []);
    }
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

  /** What had vested before an acceleration, where the text tells the schedule that was in force, in dates. */
  private stepsBefore(on: string): readonly VestingStep[] | undefined {
    const awards = this.of('tranches').length > 0 ? scheduleOfAwards(this.facts) : '';
    if (typeof awards === 'string' || awards.alternatives.length > 0 || awards.schedule.vestedBefore)
      return undefined;
    const tranches = awards.schedule.steps.flatMap((step) => trancheByTranche(step) ?? []);
    if (awards.schedule.steps.some((step) => !trancheByTranche(step))) return undefined;
    const dates = tranches.map(({ when }) => (when.kind === 'date' ? when.on : ''));
    if (dates.includes('') || !dates.some((date) => date < on) || !dates.some((date) => date > on))
      return undefined;
    return tranches.filter(({ when }) => when.kind === 'date' && when.on < on);
  }

  private full(): Conclusion {
    const [statement] = this.of('full');
    // "vested in full in connection with the merger": then, not since when we do not know.
    if (statement!.frame.conditions.some(({ kind }) => kind !== 'continuedService' && kind !== 'terms'))
      return this.undetermined('it vested when something happened that has no date in the text');
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

/** `four tranches over two years`: how often needs no other word. */
function pinsPeriod({ series, span }: Statement['frame']): boolean {
  const { count, every } = series ?? {};
  return count !== undefined && every !== undefined && span?.length.period.length === count * every.length;
}

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
