import type { Clause } from './clauses';
import { emptyFrame, type Frame, saysWhen } from './frame';
import type { Phrase } from './phrases';
import type { Share } from './portions';
import type { SeriesWords } from './series-words';

/** What stood since the last phrase that filled a slot. */
type Gap = 'none' | 'list' | 'clause';

/** Fills frames from a clause's phrases: a phrase that the frame has no room for opens the next one. */
export function framesOf(clause: Clause): readonly Frame[] {
  const builder = new FrameBuilder(partsFollowDates(clause.phrases));
  const subjects = subjectsOf(clause.phrases);
  for (const phrase of clause.phrases) builder.take(phrase, subjects.has(phrase));
  return builder.finished();
}

/** `on D1, D2 and D3 of 20%, 30% and 50%`: parts behind all dates, one for each. */
function partsFollowDates(phrases: readonly Phrase[]): boolean {
  const part = phrases.findIndex(
    (phrase) => phrase.kind === 'share' && /^(?:fraction|units)$/.test(phrase.share.amount.kind),
  );
  return part > 0 && !phrases.slice(part).some(({ kind }) => kind === 'time');
}

/** The parts that a verb follows: `25% of the units vesting on D`. */
function subjectsOf(phrases: readonly Phrase[]): ReadonlySet<Phrase> {
  const subjects = new Set<Phrase>();
  let subject: Phrase | undefined;
  for (const phrase of phrases) {
    if (phrase.kind === 'share' && /^(?:fraction|units|remaining)$/.test(phrase.share.amount.kind))
      subject = phrase;
    else if (phrase.kind === 'verb' && subject) subjects.add(subject);
    const between =
      phrase.kind === 'glue' || phrase.kind === 'named' || (phrase.kind === 'separator' && phrase.relative);
    if (phrase.kind !== 'share' && !between) subject = undefined;
  }
  return subjects;
}

class FrameBuilder {
  private readonly frames: Frame[] = [];
  private frame = emptyFrame();
  private gap: Gap = 'none';
  private last: Phrase | undefined;
  /** A second date that only a comma parts from the first. */
  private apposed: Phrase | undefined;

  constructor(private readonly partsFollowDates: boolean) {}

  take(phrase: Phrase, isSubject: boolean): void {
    switch (phrase.kind) {
      case 'glue':
      case 'named':
        return;
      case 'separator':
        // "… may be exercised at any time; 25% vests …": a statement that needs no time has ended.
        if (phrase.strength === 'stop' && this.frame.verbs.length > 0 && !saysWhen(this.frame)) this.next();
        if (phrase.strength !== 'list') this.gap = 'clause';
        else if (this.gap === 'none') this.gap = 'list';
        return;
      case 'leftover':
        this.frame.leftovers.push(phrase);
        this.frame.phrases.push(phrase);
        return;
    }
    if ((isSubject && this.frame.verbs.length > 0) || this.needsNewFrame(phrase)) this.next();
    this.fill(phrase);
    this.frame.phrases.push(phrase);
    this.gap = 'none';
    this.last = phrase;
  }

  finished(): readonly Frame[] {
    this.next();
    return this.frames;
  }

  private next(): void {
    const through = this.frame.conditions.find((condition) => condition.through)?.through;
    // "vests if she is employed on D": on that day.
    if (through && !saysWhen(this.frame)) this.frame.points.push(through);
    // "on D1, D2", and no more: is the second one another date, or what the first one is?
    if (this.apposed) this.frame.leftovers.push(this.apposed);
    this.apposed = undefined;
    if (this.frame.phrases.length > 0) this.frames.push(this.frame);
    this.frame = emptyFrame();
  }

  private needsNewFrame(phrase: Phrase): boolean {
    const { frame, gap, last } = this;
    const timed = saysWhen(frame);
    switch (phrase.kind) {
      case 'share':
        return this.shareOpens(phrase.share, timed);
      case 'time':
        return this.timeOpens(phrase);
      case 'series': {
        if (!timed) return false;
        if (frame.points.length > 0 || frame.from)
          return gap !== 'none' && (gap === 'clause' || frame.shares.length > 0);
        return gap === 'clause' && frame.series !== undefined && last?.kind !== 'span';
      }
      case 'span':
        return gap === 'clause' && frame.points.length > 0 && frame.shares.length > 0;
      case 'thereafter':
        return (frame.points.length > 0 || frame.from !== undefined) && gap !== 'none';
      case 'verb':
        return frame.verbs.length > 0 && timed;
      case 'not':
        return timed && frame.verbs.length > 0;
      case 'condition':
        return phrase.condition.ahead && timed;
      default:
        return false;
    }
  }

  private shareOpens(share: Share, timed: boolean): boolean {
    const { frame, gap, last } = this;
    if (frame.shares.at(-1)?.stands) return true;
    if (!timed) {
      const listed = last?.kind === 'share' && gap !== 'none';
      // "30,000 are vested and 30,000 will vest on D"
      if (frame.verbs.length > 0 && frame.shares.length > 0 && last?.kind === 'verb' && gap === 'clause')
        return true;
      return frame.shares.length > 0 && !listed && !sameShare(frame.shares.at(-1)!, share) && gap !== 'none';
    }
    if (
      last?.kind === 'series' &&
      frame.series?.each &&
      gap === 'list' &&
      frame.shares.length === 0 &&
      !share.rest
    )
      return false;
    if (this.partsFollowDates && frame.points.length > 1 && last?.kind === 'share' && !share.rest)
      return false;
    if (frame.shares.length > 0)
      return !(last?.kind === 'share' && gap !== 'none' && frame.shares.length > 1) || share.rest === true;
    if (frame.span && !frame.series && frame.points.length === 0 && gap !== 'none' && frame.verbs.length > 0)
      return true;
    if (share.place && frame.series) return true;
    if (share.rest || share.place)
      return gap !== 'none' && (frame.verbs.length > 0 || frame.series !== undefined);
    return gap === 'clause' && frame.verbs.length > 0;
  }

  private timeOpens(phrase: Phrase & { kind: 'time' }): boolean {
    const { frame, gap, last } = this;
    if (phrase.again && saysWhen(frame) && (frame.negated || gap !== 'none')) return true;
    if (phrase.again && saysWhen(frame) && gap === 'none') return false;
    if (phrase.role === 'on' || phrase.role === 'asOf') {
      if (frame.points.length === 0) return false;
      const listed = last?.kind === 'time' && gap !== 'none';
      return !listed;
    }
    return false;
  }

  private fill(phrase: Phrase): void {
    const { frame } = this;
    switch (phrase.kind) {
      case 'share':
        frame.fully ||= phrase.share.fully === true;
        // "annual installments of 4,000, 4,000 and 2,000 shares"
        if (
          this.last?.kind === 'series' &&
          frame.series?.each &&
          this.gap === 'list' &&
          frame.shares.length === 0
        ) {
          const { each, ...series } = frame.series;
          frame.shares.push(each, phrase.share);
          frame.series = series;
          return;
        }
        if (!frame.shares.some((known) => sameShare(known, phrase.share)) || this.last?.kind === 'share') {
          if (frame.shares.length === 1 && frame.shares[0]!.amount.kind === 'whole' && this.gap === 'none') {
            frame.shares[0] = phrase.share;
          } else if (!(phrase.share.amount.kind === 'whole' && frame.shares.length > 0))
            frame.shares.push(phrase.share);
        }
        return;
      case 'time':
        this.fillTime(phrase);
        return;
      case 'series':
        this.fillSeries(phrase.series, phrase);
        return;
      case 'span':
        if (frame.span && frame.span.length.period.length !== phrase.span.length.period.length)
          frame.leftovers.push(phrase);
        else frame.span ??= phrase.span;
        return;
      case 'cliff':
        frame.cliff = phrase.length;
        return;
      case 'thereafter':
        frame.thereafter = true;
        return;
      case 'verb':
        frame.verbs.push(phrase.verb);
        return;
      case 'not':
        frame.negated = true;
        return;
      case 'respectively':
        frame.respectively = true;
        return;
      case 'condition':
        frame.conditions.push({ ...phrase.condition, from: phrase.from, to: phrase.to });
        return;
    }
  }

  private fillTime(phrase: Phrase & { kind: 'time' }): void {
    const { frame, last } = this;
    // "on March 1, on that date": said again.
    if (phrase.again && saysWhen(frame)) return;
    const [point, ...more] = phrase.points;
    if (phrase.role === 'on' || phrase.role === 'asOf') {
      this.apposed =
        frame.points.length === 1 && phrase.points.length === 1 && this.gap === 'list' ? phrase : undefined;
      frame.points.push(...phrase.points);
      frame.each ||= phrase.each;
      frame.asOf ||= phrase.role === 'asOf';
      return;
    }
    if (more.length > 0) {
      // "beginning on D1, D2 and D3" names the dates themselves.
      if (phrase.role === 'from' && frame.points.length === 0) frame.points.push(...phrase.points);
      else frame.leftovers.push(phrase);
      return;
    }
    if (phrase.role === 'first') {
      frame.from = point!;
      frame.stated = true;
      return;
    }
    // "not exercisable before D" is "not until D"; what vests before D is not said.
    if (phrase.role === 'before' && !frame.negated && point?.kind === 'at' && point.base.kind === 'event') {
      frame.points.push(point);
      return;
    }
    if (phrase.role === 'before' && !frame.negated) {
      frame.leftovers.push(phrase);
      return;
    }
    const slot = phrase.role === 'before' ? 'until' : phrase.role;
    if (frame[slot] !== undefined) {
      if (JSON.stringify(frame[slot]) !== JSON.stringify(point)) frame.leftovers.push(phrase);
      return;
    }
    frame[slot] = point!;
    if (slot === 'from') frame.spanStarts = last?.kind === 'span' && this.gap === 'none';
  }

  private fillSeries(series: SeriesWords, phrase: Phrase): void {
    const { frame } = this;
    const merged = frame.series ? mergedSeries(frame.series, series) : series;
    if (merged) frame.series = merged;
    else frame.leftovers.push(phrase);
  }
}

function sameShare(left: Share, right: Share): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** What two phrases say together; undefined where they contradict each other. */
function mergedSeries(left: SeriesWords, right: SeriesWords): SeriesWords | undefined {
  const differ = <T>(one: T | undefined, other: T | undefined) =>
    one !== undefined && other !== undefined && JSON.stringify(one) !== JSON.stringify(other);
  if (differ(left.count, right.count) || differ(left.every, right.every) || differ(left.each, right.each))
    return undefined;
  if (differ(left.day, right.day) || differ(left.after, right.after) || differ(left.yearly, right.yearly))
    return undefined;
  return { ...left, ...right };
}
