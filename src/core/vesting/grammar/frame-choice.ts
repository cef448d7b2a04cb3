import type { When } from '../schedule';
import type { TimePoint } from './anchors';
import { ratioOf } from './award';
import { type Frame, saysWhen } from './frame';
import { ALL, asNumber, minus, NONE } from './ratios';
import type { Statement } from './statements';
import type { Verb } from './verbs';

/** The frames that state a schedule, and whether it can be exercised before it vests. */
export interface FrameChoice {
  readonly statements: readonly Statement[];
  readonly early: boolean;
}

/**
 * Keeps vesting apart from exercisability: an option that can be exercised at once and vests later has the
 * schedule of its vesting; a different schedule for each is none.
 */
export function framesOfSchedule(statements: readonly Statement[]): FrameChoice | string {
  const tranches = statements.filter(({ kind }) => kind === 'tranches');
  const exercises = exercisesIn(statements);
  const vesting = tranches.filter((statement) => !exercises.has(statement));
  const exercising = tranches.filter((statement) => exercises.has(statement));
  if (vesting.length > 0 && exercising.length > 0) {
    const apart = exercising.filter(({ frame }) => !(isAtOnce(frame) && isOfAll(frame)) && !onlyEnds(frame));
    const clash = vesting.some(({ frame }) => frame.shares.length === 0 && saysWhen(frame));
    if (apart.length > 0 && clash) return 'vesting and exercisability are stated apart';
    const early = exercising.some(({ frame }) => isAtOnce(frame) && isOfAll(frame));
    return {
      statements: tranches.filter((statement) => vesting.includes(statement) || apart.includes(statement)),
      early,
    };
  }
  // "vested over three years and is now fully exercisable" has nothing of early exercise.
  const ahead = vesting.some(({ frame }) =>
    frame.verbs.some(({ form }) => form !== 'past' && form !== 'perfect'),
  );
  const early =
    ahead && statements.some((statement) => statement.kind === 'full' && exercises.has(statement));
  return { statements: tranches, early };
}

/** The statements that tell only of exercising; one without a verb goes on with that of the one before it. */
function exercisesIn(statements: readonly Statement[]): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  let verbs: readonly Verb[] = [];
  for (const statement of statements) {
    if (statement.frame.verbs.length > 0) verbs = statement.frame.verbs;
    if (verbs.length > 0 && verbs.every(({ role }) => role === 'exercise')) found.add(statement);
  }
  return found;
}

function isOfAll({ shares }: Frame): boolean {
  return shares.every(({ amount }) => amount.kind === 'whole');
}

/** `immediately exercisable`: from the grant on. */
export function isAtOnce({ points, series }: Frame): boolean {
  const [point] = points;
  return (
    !series &&
    points.length === 1 &&
    point?.kind === 'at' &&
    point.base.kind === 'anchor' &&
    point.months === 0 &&
    point.days === 0
  );
}

/** `exercisable until D`: when it ends. */
function onlyEnds(frame: Frame): boolean {
  return (
    frame.until !== undefined && !frame.series && frame.points.length === 0 && !frame.from && !frame.span
  );
}

/** `…, with the first installment vesting on D`: when the series before it starts or ends. Says each thing once. */
export function mergedFrames(frames: readonly Frame[]): readonly Frame[] {
  const result: Frame[] = [];
  for (const frame of withoutCount(frames)) {
    if (result.some((known) => saysTheSame(known, frame))) continue;
    const before = result.at(-1);
    const joined = before && joinedSeries(before, frame);
    if (joined) result[result.length - 1] = joined;
    else result.push(frame);
  }
  return result;
}

/** `in three installments, on D1 (30%), D2 (30%) and D3 (40%)`: the count is that of the dates. */
function withoutCount(frames: readonly Frame[]): readonly Frame[] {
  const [first] = frames;
  const { count, every, each } = first?.series ?? {};
  const single = frames.every(({ points, shares }) => points.length === 1 && shares.length === 1);
  if (!first || frames.length < 2 || count !== frames.length || every || each || !single) return frames;
  const { series: _, ...rest } = first;
  return [rest, ...frames.slice(1)];
}

function joinedSeries(before: Frame, frame: Frame): Frame | undefined {
  const [share] = frame.shares;
  const point = frame.points.length === 1 ? frame.points[0] : frame.from;
  const isSeries =
    before.points.length === 0 && (before.series?.every || before.span || before.series?.count);
  if (!isSeries || !point || !share?.place || !sameAsEach(share, before)) return undefined;
  const phrases = [...before.phrases, ...frame.phrases];
  if (share.place === 'first') return { ...before, from: point, stated: true, points: [], phrases };
  return before.until ? undefined : { ...before, until: point, phrases };
}

function sameAsEach(share: Frame['shares'][number], before: Frame): boolean {
  if (share.amount.kind === 'instalment') return true;
  const ratio = ratioOf(share);
  const count = before.series?.count;
  if (ratio && count) return Math.abs(asNumber(ratio) - 1 / count) < 0.005;
  const each = before.series?.each ?? before.shares[0];
  return !each || JSON.stringify(each.amount) === JSON.stringify(share.amount);
}

/** `all vested on D`, said twice. */
function saysTheSame(left: Frame, right: Frame): boolean {
  const times = ({ points, series, from, until, after, span }: Frame) =>
    JSON.stringify([points, series, from, until, after, span]);
  const whole = ({ shares }: Frame) => shares.every(({ amount }) => amount.kind === 'whole');
  return whole(left) && whole(right) && times(left) === times(right);
}

/** `50% after two years, 75% after three and 100% after four`: running totals, taken apart. */
export function takenApart(frames: readonly Frame[]): readonly Frame[] | undefined {
  const totals = frames.map(({ shares, points }) => {
    const amount = shares.length === 1 && points.length === 1 ? shares[0]!.amount : undefined;
    return amount?.kind === 'whole' ? ALL : amount?.kind === 'fraction' ? amount : undefined;
  });
  if (totals.length < 2 || asNumber(totals.at(-1) ?? NONE) !== 1) return undefined;
  const parts = totals.map(
    (total, index) => total && minus(total, index === 0 ? NONE : (totals[index - 1] ?? ALL)),
  );
  if (!parts.every((part) => part !== undefined && asNumber(part) > 0)) return undefined;
  return frames.map((frame, index) => ({
    ...frame,
    shares: [{ amount: { kind: 'fraction', ...parts[index]! } }],
  }));
}

/** A sentence that says over what time it vests, before those that say how: `on each of five anniversaries`. */
export function isHeading(
  [frame, ...details]: readonly Frame[],
  restFollows: boolean,
  whenOf: (point: TimePoint) => When | undefined,
): boolean {
  const { shares, points, series, span } = frame!;
  if (!shares.every(({ amount }) => amount.kind === 'whole' || amount.kind === 'remaining')) return false;
  const dates = details.flatMap((detail) => detail.points);
  const whens = (list: readonly TimePoint[]) => JSON.stringify(list.map(whenOf));
  if (points.length > 0) return (points.length > 1 || !series) && whens(points) === whens(dates);
  if (series?.unequal || (span && !series)) return true;
  return restFollows || (series?.count !== undefined && series.count === dates.length);
}

/** `…, and will be fully vested on D`: says again when the last part vests. */
export function saysFullyVested(frame: Frame): boolean {
  return (
    frame.shares.some(({ amount }) => amount.kind === 'whole') && frame.points.length === 1 && !frame.series
  );
}
