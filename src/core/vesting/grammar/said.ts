import type { Portion } from '../schedule';
import type { TimePoint } from './anchors';
import type { Award } from './award';
import type { Readings } from './readings';
import type { Span } from './spans-of-time';
import type { KnownAnchors } from './times';

/** What the statements before say to the next one. */
export interface Said {
  /** When the last tranche so far vests. */
  last: TimePoint | undefined;
  /** How much it takes. */
  portion: Portion | undefined;
}

/** All that a statement is read against. */
export interface Context {
  readonly known: KnownAnchors;
  readonly readings: Readings;
  readonly award: Award;
  readonly said: Said;
  /** In words; added to while reading. */
  readonly assumptions: Set<string>;
  /** `vests over four years, 25% after one and monthly thereafter`: how long all of it takes. */
  readonly overall: Span | undefined;
}

export const WHOLE: Portion = { kind: 'fraction', numerator: 1, denominator: 1 };
export const REST: Portion = { kind: 'remaining' };

export const FROM_GRANT = 'counted from the grant, because no start is stated';

/** A point that counts from the one before (`thereof`, `such date`), counted; undefined when there is none before. */
export function countedOn(point: TimePoint, last: TimePoint | undefined): TimePoint | undefined {
  if (point.kind === 'earlierOf' || point.kind === 'laterOf') {
    return { ...point, arms: point.arms.map((arm) => countedOn(arm, last) ?? arm) };
  }
  if (point.kind !== 'at' || point.base.kind !== 'previous') return point;
  const from = last ?? point.base.named;
  if (from?.kind !== 'at') return undefined;
  return { ...from, months: from.months + point.months, days: from.days + point.days };
}
