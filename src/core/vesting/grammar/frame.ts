import type { TimePoint } from './anchors';
import type { ConditionWords } from './conditions';
import type { Duration } from './durations';
import type { Phrase } from './phrases';
import type { Share } from './portions';
import type { SeriesWords } from './series-words';
import type { Span } from './spans-of-time';
import type { Verb } from './verbs';

/**
 * One statement of vesting, as slots that phrases fill in any order: how much, when, how often, for how long.
 * English puts these freely (`25% vest on D`, `vest on D as to 25%`, `on D, 25% vested`), so that slots say more
 * simply what a rule for each order would.
 */
export interface Frame {
  verbs: Verb[];
  shares: Share[];
  /** Dates on which it vests. */
  points: TimePoint[];
  /** `on each of`: the share is of each date. */
  each: boolean;
  asOf: boolean;
  series?: SeriesWords;
  from?: TimePoint;
  /** The first date stands right behind the span (`over four years beginning on D`): counting starts there. */
  spanStarts: boolean;
  /** The first date is said to be that of the first instalment. */
  stated: boolean;
  after?: TimePoint;
  until?: TimePoint;
  span?: Span;
  cliff?: Duration;
  thereafter: boolean;
  negated: boolean;
  /** `fully`, of units that are counted. */
  fully: boolean;
  respectively: boolean;
  conditions: (ConditionWords & { readonly from: number; readonly to: number })[];
  phrases: Phrase[];
  /** What did not fit. */
  leftovers: Phrase[];
}

export function emptyFrame(): Frame {
  return {
    verbs: [],
    shares: [],
    points: [],
    each: false,
    asOf: false,
    spanStarts: false,
    stated: false,
    thereafter: false,
    negated: false,
    fully: false,
    respectively: false,
    conditions: [],
    phrases: [],
    leftovers: [],
  };
}

export function saysWhen(frame: Frame): boolean {
  return Boolean(
    frame.points.length > 0 ||
      frame.series ||
      frame.from ||
      frame.after ||
      frame.until ||
      frame.span ||
      frame.cliff,
  );
}
