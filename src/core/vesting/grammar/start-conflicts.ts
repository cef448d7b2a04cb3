import type { Period } from '../schedule';
import { at, type TimePoint } from './anchors';
import type { Frame } from './frame';
import { type Context, countedOn } from './said';
import { moved, whenOf } from './times';

/**
 * True when a frame states two times to start from that are not the same: a reading that takes one of them
 * would leave the other out. `every` is absent where each date stands for itself.
 */
export function startsTwice(frame: Frame, every: Period | undefined, context: Context): boolean {
  const { from, after, points, series, span } = frame;
  const first = from ?? (points.length === 1 ? points[0] : undefined);
  const counted = after ?? (series?.after && at(series.after));
  if (from && points.length === 1 && !same(from, points[0]!, context)) return true;
  if (after && series?.after && !same(after, at(series.after), context) && series.after.kind !== 'previous')
    return true;
  if (!first || !counted) return false;
  // "each anniversary of D, beginning on D2": the anniversaries say how often.
  if (!after && series?.after) return false;
  const lengths = [every, span?.length.period].filter((period) => period !== undefined);
  const ahead = lengths.some((period) => {
    const next = moved(counted, period, 1);
    return next !== undefined && same(next, first, context);
  });
  return !ahead && !same(counted, first, context);
}

function same(left: TimePoint, right: TimePoint, { known, said }: Context): boolean {
  const when = (point: TimePoint) => JSON.stringify(whenOf(countedOn(point, said.last) ?? point, known));
  return when(left) === when(right);
}
