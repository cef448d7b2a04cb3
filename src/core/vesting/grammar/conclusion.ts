import type { Portion, Schedule, When } from '../schedule';
import { acceleratedSchedule } from './accelerated-schedule';
import { at } from './anchors';
import { ratioOf } from './award';
import { SEVERAL_AWARDS, scheduleOfAwards } from './awards-of-note';
import type { Built } from './built-schedule';
import { type Conclusion, readingOf } from './certainty';
import { byColumnSix } from './column-six';
import { isAtOnce } from './frame-choice';
import { misunderstood } from './misunderstanding';
import { ALL, minus } from './ratios';
import { WHOLE } from './said';
import type { StatementKind } from './statement-kinds';
import { statementSpans } from './statement-spans';
import type { Facts, Statement } from './statements';
import { whenOf } from './times';
import type { TokenText } from './token';

export const NOTHING = 'the text says nothing about vesting';
const PERFORMANCE = 'it depends on performance, and no date is stated';

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
    const misread = misunderstood(this.text, this.facts);
    const inSeries = this.of('tranches').some(({ frame }) => frame.series || frame.span);
    if (accelerated !== undefined && !(misread && inSeries)) return this.accelerated(accelerated);
    const dated = this.of('tranches', 'event').length > 0;
    if (!dated && this.of('performance').length > 0)
      return misread ? this.undetermined(PERFORMANCE) : this.fromPerformance();
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
    return {
      certainty: 'undetermined',
      spans: statementSpans(this.text, this.facts),
      assumptions: [],
      alternatives: [],
      reason,
    };
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
    return byColumnSix(this.reading(schedule, parts, alternatives), this.facts.known.lot);
  }

  /** `vested over three years and is fully vested`: all that is told of tranches is past. */
  private isOver(): boolean {
    return this.of('tranches').every(({ frame }) =>
      frame.verbs.every(({ form }) => form === 'past' || form === 'perfect' || form === 'state'),
    );
  }

  private reading(
    schedule: Schedule,
    parts: readonly Built[],
    alternatives: Conclusion['alternatives'],
  ): Conclusion {
    return readingOf(this.text, this.facts, schedule, parts, alternatives);
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
    if (!when || !event || more.length > 0) return this.undetermined(PERFORMANCE);
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
    const { schedule, built } = acceleratedSchedule(this.text, this.facts, on);
    return this.reading(schedule, [built], []);
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
}
