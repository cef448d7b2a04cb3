import type { Base, TimePoint } from './anchors';
import type { Phrase } from './phrases';

/** The time that the text named last, for "on which date" and "on that date". */
export interface LastNamed {
  point: TimePoint | undefined;
}

/** A sentence's phrases with the times filled in that its words only point to. */
export function withNamedTimes(phrases: readonly Phrase[], last: LastNamed): readonly Phrase[] {
  return withSharedBases(phrases).map((phrase) => {
    if (phrase.kind === 'grantedOn')
      last.point = { kind: 'at', base: { kind: 'day', on: phrase.on }, months: 0, days: 0 };
    if (phrase.kind !== 'time') return phrase;
    const named = last.point && phrase.points.some(isPrevious) ? withNamed(phrase, last.point) : undefined;
    if (named && !phrase.points.every(isThatDate)) return named;
    const [point, ...more] = phrase.points;
    if (more.length > 0) last.point = undefined;
    else if (!isThatDate(point!)) last.point = point;
    else if (last.point) return { ...phrase, points: [last.point], again: true };
    return phrase;
  });
}

function isPrevious(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'previous';
}

/** `the first anniversary of that date`: of the one named before. */
function withNamed(phrase: Phrase & { readonly kind: 'time' }, named: TimePoint): Phrase {
  const points = phrase.points.map((point) =>
    point.kind === 'at' && point.base.kind === 'previous'
      ? { ...point, base: { ...point.base, named } }
      : point,
  );
  return { ...phrase, points };
}

function isThatDate(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'previous' && point.months === 0 && point.days === 0;
}

/**
 * `30% on the first anniversary, 30% on the second and 40% on the third anniversary of March 1, 2022`: what one
 * anniversary of a sentence is counted from, all that name nothing are; the next one named, else the last before.
 */
function withSharedBases(phrases: readonly Phrase[]): readonly Phrase[] {
  if (!phrases.some((phrase) => phrase.kind === 'time' && phrase.points.some(isImplied))) return phrases;
  const next = basesBehind(phrases);
  let before: Base | undefined;
  return phrases.map((phrase, index) => {
    if (phrase.kind !== 'time') return phrase;
    const base = next[index] ?? before;
    before = baseOf(phrase) ?? before;
    if (!base || !phrase.points.some(isImplied)) return phrase;
    return { ...phrase, points: phrase.points.map((point) => counted(point, base)) };
  });
}

/** For each phrase, what the next time behind it is counted from. */
function basesBehind(phrases: readonly Phrase[]): readonly (Base | undefined)[] {
  const behind: (Base | undefined)[] = [];
  let next: Base | undefined;
  for (let index = phrases.length - 1; index >= 0; index--) {
    behind[index] = next;
    next = baseOf(phrases[index]!) ?? next;
  }
  return behind;
}

function baseOf(phrase: Phrase): Base | undefined {
  // "over four years from January 1, 2019, 25% after one year"
  const [start] =
    phrase.kind === 'time' && (phrase.role === 'after' || phrase.role === 'from') ? phrase.points : [];
  if (
    start?.kind === 'at' &&
    (start.base.kind === 'day' || start.base.kind === 'anchor') &&
    !isImplied(start)
  )
    return start.base;
  return phrase.kind === 'time' ? phrase.points.map(namedBase).find((base) => base !== undefined) : undefined;
}

function isImplied(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && point.base.implied === true;
}

/** What a time is said to be so many months after. */
function namedBase(point: TimePoint): Base | undefined {
  if (point.kind !== 'at' || isImplied(point) || (point.months === 0 && point.days === 0)) return undefined;
  return point.base.kind === 'day' || point.base.kind === 'anchor' ? point.base : undefined;
}

function counted(point: TimePoint, base: Base): TimePoint {
  return point.kind === 'at' && isImplied(point) ? { ...point, base } : point;
}
