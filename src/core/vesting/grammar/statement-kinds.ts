import type { TimePoint } from './anchors';
import { type Frame, saysWhen } from './frame';

/** What a frame does in its footnote. */
export type StatementKind =
  /** How much vests when. */
  | 'tranches'
  /** `The options vest as follows`: says that, not when. */
  | 'heading'
  /** `X have vested, Y have not`. */
  | 'progress'
  /** `fully vested`, with no time beside it. */
  | 'full'
  /** Vesting that comes sooner when something happens. */
  | 'acceleration'
  /** Only performance decides, no date. */
  | 'performance'
  /** Only what happens decides, no date. */
  | 'event'
  /** `not exercisable until D`. */
  | 'bar'
  /** `any unvested shares vest on D`. */
  | 'backstop';

/** What a frame does in its footnote, by what it states and how. */
export function statementKind(frame: Frame): StatementKind {
  const [share] = frame.shares;
  const conditional = frame.conditions.some(
    (condition) => condition.kind === 'acceleration' && condition.trigger,
  );
  const dated =
    frame.points.some((point) => !isEvent(point) && !(conditional && isAtOnce(point))) ||
    Boolean(frame.series || frame.from || frame.after || frame.until);
  if (conditional && !dated) return 'acceleration';
  const performs = frame.conditions.some(({ kind }) => kind === 'performance' || kind === 'marketCondition');
  if (
    performs &&
    frame.points.length === 0 &&
    !frame.from &&
    !frame.after &&
    !frame.span &&
    !frame.series?.every
  )
    return 'performance';
  if (frame.negated) return frame.until ? 'bar' : 'progress';
  if (isFullOfUnits(frame)) return 'full';
  if (isProgress(frame) || (share?.stands && !saysWhen(frame))) return 'progress';
  if (!saysWhen(frame)) return isFull(frame) ? 'full' : 'heading';
  if (!dated && frame.points.length > 0) return 'event';
  if (share?.unvested && frame.points.length === 1 && !frame.series) return 'backstop';
  return 'tranches';
}

function isAtOnce(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && point.months === 0 && point.days === 0;
}

function isEvent(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'event';
}

/** Units that have vested, as they stood at some time: no tranche of a schedule. */
function isProgress(frame: Frame): boolean {
  const standing = frame.verbs.some((verb) => verb.form === 'perfect' || verb.form === 'state');
  if (!standing || frame.series || frame.from || frame.after) return false;
  const part = frame.shares.some(({ amount }) => amount.kind === 'units' || amount.kind === 'fraction');
  return part && (frame.points.length === 0 || frame.asOf || frame.points.every(isFiling));
}

/** `options for 5,000 shares are fully vested`: how one of several awards stands. */
function isFullOfUnits({ shares, verbs, points, series, fully }: Frame): boolean {
  const units = fully && shares.length === 1 && shares[0]!.amount.kind === 'units';
  return units && points.length === 0 && !series && verbs.some(({ form }) => form === 'state');
}

function isFiling(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && point.base.anchor === 'filing';
}

function isFull(frame: Frame): boolean {
  if (frame.verbs.some((verb) => verb.form === 'adjective')) return true;
  const all = frame.shares.length === 0 || frame.shares.every(({ amount }) => amount.kind === 'whole');
  const standing = frame.verbs.some(
    (verb) =>
      verb.form === 'state' || verb.form === 'perfect' || verb.form === 'adjective' || verb.form === 'past',
  );
  return all && standing;
}
