import { MAX_TRANCHES } from '../../limits';
import type { Period, Portion } from '../schedule';
import type { TimePoint } from './anchors';
import { ratioOf } from './award';
import type { Frame } from './frame';
import type { Ratio } from './numbers';
import type { Share } from './portions';
import { product } from './ratios';
import { type Context, REST, WHOLE } from './said';
import { monthsBetween } from './times';

/** How many instalments there are, and how much each or all of them take. */
export interface Amounts {
  readonly of: 'each' | 'total';
  readonly portion: Portion;
  readonly count: number;
}

/** How many instalments the text says there are: by their number or their end, and by a length of time. */
interface Counts {
  readonly count?: number;
  readonly bySpan?: number;
}

const NO_COUNT = 'it is not stated how many instalments there are';

/** Solves how many instalments there are and how much they take; whatever is said twice must agree. */
export function amountsOf(
  frame: Frame,
  every: Period,
  first: TimePoint | undefined,
  context: Context,
): Amounts | string {
  const { award } = context;
  const [share] = frame.shares.filter(({ amount }) => amount.kind !== 'instalment');
  if (award.hasParts && award.complete) return 'more is stated than the whole award';
  const counts = countsOf(frame, every, first, context);
  if (typeof counts === 'string') return counts;
  const each = eachOf(frame, share, every, context);
  if (!each) return inTotal(frame, counts, share, every, context);
  const ratio = ratioOf(each);
  return ratio
    ? partsEach(frame, { ...each, ratio }, counts, share, context)
    : unitsEach(each, counts, frame, share, context);
}

/** The portion of each instalment, where it is stated or carried on from the one before. */
function eachOf(frame: Frame, share: Share | undefined, every: Period, { said }: Context): Share | undefined {
  const { series } = frame;
  if (series?.each) return series.each;
  const fixed = share?.amount.kind === 'fraction' || share?.amount.kind === 'units';
  if (share && fixed && !share.rest) return share;
  if (share || series?.equal || series?.count || frame.span) return undefined;
  // "25% after a year and yearly thereafter" goes on with 25 %; "25% after a year and monthly thereafter" does not.
  const cliff = said.last?.kind === 'at' && said.last.base.kind !== 'day' ? said.last.months : 12;
  if (every.kind !== 'months' || every.length < cliff) return undefined;
  return said.portion && said.portion.kind !== 'remaining' ? { amount: said.portion } : undefined;
}

function countsOf(
  { series, span, until }: Frame,
  every: Period,
  first: TimePoint | undefined,
  { known }: Context,
): Counts | string {
  const periods =
    span?.length.period.kind === every.kind ? span.length.period.length / every.length : undefined;
  const bySpan = periods !== undefined && Number.isInteger(periods) ? periods : undefined;
  let count = series?.count;
  if (span && bySpan === undefined && count === undefined) return 'the period is no multiple of the interval';
  if (until && first && every.kind === 'months') {
    const between = monthsBetween(first, until, known);
    if (between === undefined && until.kind === 'at' && count === undefined)
      return 'its end cannot be counted';
    const byEnd = between === undefined ? count : Math.floor(between / every.length) + 1;
    if (count !== undefined && count !== byEnd) return 'the number of instalments does not fit the dates';
    count = byEnd;
  }
  if (count !== undefined && (count < 1 || count > MAX_TRANCHES)) return `${count} instalments`;
  return { ...(count !== undefined && { count }), ...(bySpan !== undefined && { bySpan }) };
}

/** Parts of the award: of each instalment, or of all of them where only that comes to the whole. */
function partsEach(
  frame: Frame,
  each: Share & { readonly ratio: Ratio },
  { count, bySpan }: Counts,
  share: Share | undefined,
  context: Context,
): Amounts | string {
  const { award } = context;
  const said = count ?? bySpan;
  const part = partOfWhole(each, said, context);
  const portion: Portion = { kind: 'fraction', ...part };
  const left = award.timesLeft(part);
  if (said === undefined) {
    return left === undefined
      ? `instalments of ${shown(part)} do not come to the whole`
      : { of: 'each', portion, count: left };
  }
  if (award.completes(part, said)) return { of: 'each', portion, count: said };
  const ofAll = share !== undefined && !frame.series?.each;
  if (ofAll && (award.completes(part) || (award.exceeded(part, said) && !award.exceeded(part)))) {
    return { of: 'total', portion, count: said };
  }
  // "over a four-year period" may include what vested first.
  if (count === undefined && left !== undefined && left < said && !award.isEmpty) {
    return { of: 'each', portion, count: left };
  }
  if (left !== undefined && left !== said)
    return `${said} instalments of ${shown(part)} do not come to the whole`;
  return { of: 'each', portion, count: said };
}

/** `6.25% of the remaining options`, `1/36th of the remaining shares`: how much that is of the whole. */
function partOfWhole(
  { ratio, ofRemaining }: Share & { readonly ratio: Ratio },
  said: number | undefined,
  { award, readings }: Context,
): Ratio {
  if (!ofRemaining || award.isEmpty) return ratio;
  // "1/36th of the remaining" comes to it in 36 times; a percentage of it is mostly one of the whole.
  const ofRest = said === undefined ? !isPercentage(ratio) : !award.completes(ratio, said);
  if (!isPercentage(ratio) && ofRest) return product(ratio, award.left);
  return ofRest === (readings.of('ofRemaining') === 1) ? ratio : product(ratio, award.left);
}

function unitsEach(
  { amount }: Share,
  { count, bySpan }: Counts,
  { series, span }: Frame,
  share: Share | undefined,
  { known, award }: Context,
): Amounts | string {
  if (amount.kind !== 'units') return 'its portion is not stated';
  const said = count ?? bySpan;
  const ofAll =
    share !== undefined && !series?.each && (series?.count !== undefined || (series?.equal && span));
  if (said !== undefined) return { of: ofAll ? 'total' : 'each', portion: amount, count: said };
  const { units } = known.lot;
  const left = units === undefined ? 0 : (Number(units) - Number(award.statedUnits)) / Number(amount.units);
  const fits = Number.isInteger(left) && left >= 1 && left <= MAX_TRANCHES;
  return fits ? { of: 'each', portion: amount, count: left } : NO_COUNT;
}

/** Equal instalments of all, of what is left, or of a stated part of it. */
function inTotal(
  frame: Frame,
  { count, bySpan }: Counts,
  share: Share | undefined,
  every: Period,
  context: Context,
): Amounts | string {
  const { award } = context;
  if (count !== undefined && bySpan !== undefined && count !== bySpan && (award.isEmpty || count > bySpan)) {
    return `${count} instalments do not fit the period`;
  }
  const number =
    count ??
    overSpan(frame, bySpan, context) ??
    withinOverall(every, context) ??
    likeTheFirst(every, context);
  if (number === undefined) return NO_COUNT;
  const amount = share?.amount;
  const stated = amount && amount.kind !== 'whole' && amount.kind !== 'instalment' ? amount : undefined;
  return { of: 'total', portion: stated ?? (award.isEmpty ? WHOLE : REST), count: number };
}

/** `25% after a year, the rest monthly over four years`: the period may include the first year. */
function overSpan(
  { thereafter, span }: Frame,
  bySpan: number | undefined,
  context: Context,
): number | undefined {
  if (bySpan === undefined || context.award.isEmpty || thereafter || span?.onward) return bySpan;
  const included = afterFirst(bySpan, context);
  return included !== undefined && context.readings.of('spanAfterCliff') === 0 ? included : bySpan;
}

/** 25 % first, and all of it over 48 months: 36 instalments are left, if the first part is a quarter of the time. */
function afterFirst(bySpan: number, { said }: Context): number | undefined {
  const first = said.portion;
  if (first?.kind !== 'fraction') return undefined;
  const taken = (first.numerator * bySpan) / first.denominator;
  // What vests on the day of the grant takes no time.
  const { last } = said;
  if (last?.kind === 'at' && last.base.kind === 'anchor' && last.months === 0 && last.days === 0)
    return undefined;
  return Number.isInteger(taken) && taken < bySpan ? bySpan - taken : undefined;
}

function withinOverall(every: Period, context: Context): number | undefined {
  const { period } = context.overall?.length ?? {};
  if (!period || period.kind !== every.kind || period.length % every.length !== 0) return undefined;
  return afterFirst(period.length / every.length, context);
}

/** Fewest instalments of each length of which a first one can be the measure of the rest. */
const FEWEST: ReadonlyMap<number, number> = new Map([
  [1, 12],
  [3, 8],
  [6, 4],
  [12, 2],
]);

/** "1/48 on D, the remaining shares in equal monthly instalments": 47 more, as the first one implies. */
function likeTheFirst(every: Period, { said, award, assumptions }: Context): number | undefined {
  const first = said.portion;
  const fewest = every.kind === 'months' ? FEWEST.get(every.length) : undefined;
  if (first?.kind !== 'fraction' || fewest === undefined || first.denominator < first.numerator * fewest)
    return undefined;
  const left = award.timesLeft(first);
  if (left !== undefined) assumptions.add('as many equal instalments as the first one implies');
  return left;
}

function isPercentage({ denominator }: Ratio): boolean {
  return /^100+$/.test(String(denominator));
}

function shown(ratio: Ratio): string {
  const { numerator, denominator } = ratio;
  return isPercentage(ratio) ? `${(numerator * 100) / denominator} %` : `${numerator}/${denominator}`;
}
