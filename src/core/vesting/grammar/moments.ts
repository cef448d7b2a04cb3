import type { Anchor, Period, TriggerEvent } from '../schedule';
import { either, listOf, mapped, maybe, meaning, type Parsed, type Parser, sequence, words } from './combinators';
import { daysInMonth } from '../../values/calendar-date';
import { calendarDays, separatorOfDates, yearNumber } from './dates';
import { type Duration, duration, months, regular, timeUnit } from './durations';
import { event } from './events';
import { ordinalNumber, wholeNumber } from './numbers';
import type { TokenText } from './token';

/** What a time is counted from. `previous` is the date that the text named last. */
export type Base =
  | { readonly kind: 'day'; readonly on: string }
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly statedOn?: string }
  | { readonly kind: 'event'; readonly event: TriggerEvent }
  | { readonly kind: 'previous' };

/** A time as the text puts it, before anchors are filled. */
export type TimePoint =
  | { readonly kind: 'at'; readonly base: Base; readonly months: number; readonly days: number }
  /** Some day of a month, quarter or year; ISO dates. */
  | { readonly kind: 'within'; readonly unit: 'month' | 'quarter' | 'year'; readonly from: string; readonly to: string }
  | { readonly kind: 'earlierOf' | 'laterOf'; readonly arms: readonly TimePoint[] }
  | { readonly kind: 'expiration' };

/** Most arms of one "earlier of". */
const MAX_ARMS = 12;
/** Most anniversaries of one list. */
const MAX_ANNIVERSARIES = 40;

export function at(base: Base, inMonths = 0, inDays = 0): TimePoint {
  return { kind: 'at', base, months: inMonths, days: inDays };
}

export function after(base: Base, { kind, length }: Period, times = 1): TimePoint {
  return kind === 'months' ? at(base, length * times) : at(base, 0, length * times);
}

const grant: Base = { kind: 'anchor', anchor: 'grant' };
const day = (on: string): Base => ({ kind: 'day', on });

const GRANT_DATE = either(
  words('the? respective|original|applicable? date|time|day of the|such|this|its|their|each|any? initial|original? option|stock|rsu|award? grant|award|issuance|issue of? the|such|this|these? option|options|award|rsus|units|shares?'),
  words('the|its|their|such|each|his|her? respective|original|applicable|initial? stock|option|award|rsu|equity? grant|award|issuance|issue date'),
  words('the? date on which|that? the? options|option|rsus|award|shares|units was|were granted'),
  words('the? date it|they was|were granted|issued|awarded'),
);
/** After "from" or "of": a grant needs no date beside it. */
const BARE_GRANT = words('the|its|such? grant|issuance');
const VESTING_START = either(
  words('the|such|its? vesting|vest|service commencement|start|inception|measurement|base|reference|calculation date'),
  words('the? date of? commencement of vesting'),
  words("the? reporting? person|employee|executive|officer? employment|hire|start|service commencement? date"),
  words('the? date of the? reporting? person? hire|employment'),
  words('the? commencement of the|his|her? reporting? person? employment|service'),
  words('the? reporting? person commencement of employment|service'),
);
const FILING_DATE = words('the? date of this filing|report|form|statement');

/** `, March 1, 2023`, `(March 1, 2023)`, `of March 1, 2023`, right after an anchor: the day that it stands for. */
const statedDay: Parser<string> = mapped(
  either(
    mapped(sequence(words('( i|being|which? e|is? ,?'), calendarDays, words(')')), ([, days]) => days),
    mapped(sequence(words('of|is|was'), calendarDays), ([, days]) => days),
  ),
  (days) => (days.length === 1 && 'on' in days[0]! ? days[0].on : undefined),
);

const definedDay: Parser<Base> = (text, from) => {
  const start = text.tokens[from]?.text === 'the' ? from + 1 : from;
  for (const { name, on } of text.defined) {
    if (name.every((word, index) => text.tokens[start + index]?.text === word)) {
      return { value: day(on), next: start + name.length };
    }
  }
  return undefined;
};

const namedAnchor: Parser<Base> = mapped(
  sequence(
    either(
      meaning<Anchor>('the? vesting|vest commencement|start date', 'vestingStart'),
      mapped(VESTING_START, () => 'vestingStart' as const),
      mapped(GRANT_DATE, () => 'grant' as const),
      mapped(FILING_DATE, () => 'filing' as const),
      meaning<Anchor>('the? date hereof', 'filing'),
    ),
    maybe(statedDay),
  ),
  ([anchor, statedOn]) => ({ kind: 'anchor', anchor, ...(statedOn !== undefined && { statedOn }) }) as const,
);

const previous: Parser<Base> = either(
  meaning<Base>('thereof|thereafter', { kind: 'previous' }),
  meaning<Base>('such|that|the|said initial|first? vesting|vest? date|dates|event|anniversary|day', { kind: 'previous' }),
  meaning<Base>('the first|initial vesting|vest date', { kind: 'previous' }),
);

const oneDay: Parser<Base> = mapped(calendarDays, (days) =>
  days.length === 1 && 'on' in days[0]! ? day(days[0].on) : undefined,
);

/** `the March 1, 2023 grant date`. */
const datedAnchor: Parser<Base> = mapped(
  sequence(
    maybe(words('the')),
    calendarDays,
    either(
      meaning<Anchor>('vesting|vest commencement|start date', 'vestingStart'),
      meaning<Anchor>('grant|award|issue date', 'grant'),
      meaning<Anchor>('date of grant', 'grant'),
      meaning<Anchor>('grant', 'grant'),
    ),
  ),
  ([, days, anchor]) =>
    days.length === 1 && 'on' in days[0]! ? ({ kind: 'anchor', anchor, statedOn: days[0].on } as const) : undefined,
);

/** `the date of grant`, `March 1, 2023`, `the Vesting Commencement Date`, `such date`. */
export const base: Parser<Base> = either(
  definedDay,
  datedAnchor,
  namedAnchor,
  oneDay,
  mapped(sequence(words('the|a? date'), oneDay), ([, value]) => value),
  previous,
  mapped(event, (name) => ({ kind: 'event', event: name }) as const),
  mapped(BARE_GRANT, () => grant),
);

const ofBase: Parser<Base> = either(
  mapped(sequence(words('of|from|after|following|to'), maybe(words('the|each')), base), ([, , value]) => value),
  meaning<Base>('thereof|thereafter', { kind: 'previous' }),
  meaning<Base>('of grant', grant),
);
/** What follows an anniversary: nothing (of the grant, then), or what it is of. Something unknown is neither. */
const ofBaseOrGrant: Parser<Base> = (text, from) => {
  const parsed = ofBase(text, from);
  if (parsed) return parsed;
  return /^(?:of|from|after|following)$/.test(text.tokens[from]?.text ?? '') ? undefined : { value: grant, next: from };
};

const ordinals: Parser<readonly number[]> = either(
  mapped(sequence(ordinalNumber, words('through|to|thru'), maybe(words('the')), ordinalNumber), ([from, , , to]) =>
    to > from && to - from < MAX_ANNIVERSARIES
      ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
      : undefined,
  ),
  listOf(
    ordinalNumber,
    either(
      words(', and|or? on? the?'),
      words('and|or|& on? the?'),
    ),
    MAX_ANNIVERSARIES,
  ),
);

const anniversaryWord: Parser<Period> = either(
  mapped(sequence(maybe(regular), words('anniversary|anniversaries')), ([unit]) => unit ?? months(12)),
  mapped(words('annual vesting? anniversary|anniversaries'), () => months(12)),
);

/** `first four`, `next three`, `succeeding three`, `four`: the numbers 1 to 4. */
const firstFew: Parser<readonly number[]> = mapped(
  sequence(maybe(words('first|next|following|subsequent|succeeding|successive|consecutive')), maybe(words('succeeding|following|successive|consecutive')), wholeNumber, maybe(words('following|succeeding|subsequent|successive|consecutive|next|annual'))),
  ([, , count]) => (count <= MAX_ANNIVERSARIES ? Array.from({ length: count }, (_, index) => index + 1) : undefined),
);

/** `the first, second and third anniversaries of the grant date`, `each of the next two anniversaries thereof`. */
const anniversaries: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(words('the')),
    either(
      firstFew,
      mapped(sequence(ordinals, maybe(words('year|annual'))), ([value]) => value),
    ),
    anniversaryWord,
    maybe(words('date|dates')),
    ofBaseOrGrant,
  ),
  ([, counts, unit, , from]) => counts.map((count) => after(from, unit, count)),
);

/** `the three-year anniversary of the grant date`, `the one year, two year and three year anniversaries of …`. */
const yearlongAnniversary: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(words('the')),
    listOf(duration, either(words('and|or the?'), words(', and? the?')), MAX_ANNIVERSARIES),
    words('anniversary|anniversaries'),
    maybe(words('date|dates')),
    ofBaseOrGrant,
  ),
  ([, lengths, , , from]) => lengths.map(({ period }) => after(from, period)),
);

/** `12 months following the date of grant`, `one year from grant`, `one, two and three years after the grant date`. */
const offset: Parser<readonly TimePoint[]> = mapped(
  sequence(
    maybe(words('the date|day|end of?')),
    maybe(words('that|which is|falls|occurs')),
    either(several(), mapped(duration, (one) => [one.period])),
    maybe(words('later|,')),
    ofBase,
  ),
  ([, , periods, , from]) => periods.map((period) => after(from, period)),
);

function several(): Parser<readonly Period[]> {
  const counts = listOf(wholeNumber, either(words('and|or'), words(', and?')), MAX_ANNIVERSARIES);
  return (text, from) => {
    const parsed = counts(text, from);
    if (!parsed || parsed.value.length < 2) return undefined;
    const last: Parsed<Duration> | undefined = duration(text, parsed.next - 1);
    if (!last) return undefined;
    const { unit } = last.value;
    return { value: parsed.value.map((count) => ({ ...unit, length: unit.length * count })), next: last.next };
  };
}

/** `after one year`, `at the end of three years`: counted from the grant. */
const afterDuration: Parser<readonly TimePoint[]> = mapped(
  either(
    mapped(sequence(words('after|following'), maybe(words('the end|expiration|completion of')), duration), ([, , { period }]) => period),
    mapped(sequence(words('at? the end of'), duration), ([, { period }]) => period),
    mapped(sequence(words('at? the? end of the?'), ordinalNumber, timeUnit), ([, count, unit]) => ({ ...unit, length: unit.length * count })),
  ),
  (period) => [after(grant, period)],
);

const GRANTED_NOW = either(
  words('immediately? upon|on|at the|its? initial? grant|issuance|award'),
  words('immediately upon|on|at|following? the? date|time of? grant|issuance|award of? the|such? option|options|award|rsus?'),
  words('the? date of this? transaction'),
);
const immediately: Parser<readonly TimePoint[]> = either(
  mapped(GRANTED_NOW, () => [at(grant)]),
  (text, from) => {
    const word = text.tokens[from]?.text;
    const next = text.tokens[from + 1]?.text ?? '';
    // "immediately prior to", "immediately following": not at once.
    if (word !== 'immediately' || /^(?:prior|following|before|after|preceding|available|upon)$/.test(next)) return undefined;
    return { value: [at(grant)], next: from + 1 };
  },
);

/** `, which was held on June 13, 2022`, `(June 13, 2022)`, `, May 16, 2019`. */
const heldOn: Parser<string> = mapped(
  either(
    between2(words(', which? was|is|will? be? held|scheduled? to? be? held? for|on?'), calendarPoints()),
    between2(words('held on'), calendarPoints()),
    between2(words('('), calendarPoints(), words(')')),
  ),
  ([point, ...more]) =>
    more.length === 0 && point?.kind === 'at' && point.base.kind === 'day' ? point.base.on : undefined,
);
const eventPoint: Parser<readonly TimePoint[]> = mapped(sequence(event, maybe(heldOn)), ([name, on]) => [
  at(on === undefined ? { kind: 'event', event: name } : day(on)),
]);
const expiration: Parser<readonly TimePoint[]> = meaning('the|its? expiration date of? the? option|options|units?', [
  { kind: 'expiration' } as const,
]);

function calendarPoints(): Parser<readonly TimePoint[]> {
  return mapped(calendarDays, (days) =>
    days.map((one) => ('on' in one ? at(day(one.on)) : { kind: 'within' as const, unit: 'month' as const, ...one })),
  );
}

/** `in 2026`, `in the first quarter of 2026`: no month is given. */
const calendarPart: Parser<readonly TimePoint[]> = either(
  mapped(
    sequence(words('in|during|by the? end? of?'), maybe(words('the')), ordinalNumber, maybe(words('calendar')), words('quarter of'), yearNumber),
    ([, , quarter, , , year]) => (quarter <= 4 ? [partOfYear('quarter', year, quarter * 3 - 2, quarter * 3)] : undefined),
  ),
  mapped(sequence(words('in|during calendar? year?'), yearNumber), ([, year]) => [partOfYear('year', year, 1, 12)]),
);

function partOfYear(unit: 'quarter' | 'year', year: number, first: number, last: number): TimePoint {
  const day = (month: number, of: number) => `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
  return { kind: 'within', unit, from: day(first, 1), to: day(last, daysInMonth(year, last)) };
}

/** What stands after a date and only says it again: `, the third anniversary of the grant date`. */
const apposition = either(
  between2(words(', which|being? is|was? the'), either(anniversaries, yearlongAnniversary, offset)),
  between2(words('( which|being? is? the?'), either(anniversaries, yearlongAnniversary, offset), words(')')),
);

function between2(
  open: Parser<unknown>,
  inner: Parser<readonly TimePoint[]>,
  close: Parser<unknown> = (_text, next) => ({ value: true, next }),
): Parser<readonly TimePoint[]> {
  return mapped(sequence(open, inner, close), ([, value]) => value);
}

const datedPoints: Parser<readonly TimePoint[]> = mapped(
  sequence(maybe(words('the date|dates of?')), calendarPoints(), maybe(apposition)),
  ([, points]) => points,
);

function between2Base(open: Parser<unknown>): Parser<Base> {
  return mapped(sequence(open, either(definedDay, namedAnchor)), ([, value]) => value);
}

/** One or several times in a row that are no composite. */
const simplePoints: Parser<readonly TimePoint[]> = either(
  anniversaries,
  yearlongAnniversary,
  offset,
  datedPoints,
  immediately,
  eventPoint,
  expiration,
  mapped(either(definedDay, namedAnchor, between2Base(words('the date of'))), (value) => [at(value)]),
);

const enumerator = words('( i|ii|iii|iv|v|vi|a|b|c|d|e|x|y|z|1|2|3|4|5 )');
const armGap = either(words(', and|or?'), words('; and|or?'), words('and|or'));

/** An arm that we cannot date: everything up to the next arm or the end of the clause. */
const unknownArm: Parser<TimePoint> = (text, from) => {
  let next = from;
  while (next < text.tokens.length && next - from < 60) {
    const token = text.tokens[next]!.text;
    if (token === '.' || token === ';' || token === ')') break;
    if (token === ',' && /^(?:subject|provided|in|so|if|unless|such|with)$/.test(text.tokens[next + 1]?.text ?? '')) break;
    const gap = armGap(text, next);
    if (gap && enumerator(text, gap.next)) break;
    next++;
  }
  return next === from ? undefined : { value: at({ kind: 'event', event: 'other' }), next };
};

const arm: Parser<TimePoint> = (text, from) => {
  const open = enumerator(text, from)?.next ?? from;
  const prepositions = words('on|upon|at|as? of? the|a? date|time|day? of|that|on|which? which|is|of?')(text, open);
  const parsed =
    simplePoints(text, open) ??
    (prepositions && simplePoints(text, prepositions.next)) ??
    composite(text, open);
  if (parsed && parsed.value.length === 1) return { value: parsed.value[0]!, next: parsed.next };
  return open === from ? undefined : unknownArm(text, open);
};

/** `the earlier of (i) March 1, 2025 or (ii) the next annual meeting of stockholders`. */
function composite(text: TokenText, from: number): Parsed<readonly TimePoint[]> | undefined {
  const kind = either(
    meaning('the? earlier|earliest|first|sooner|soonest to? occur|happen? of either|the? following? :?', 'earlierOf' as const),
    meaning('the? later|latest|last to? occur|happen? of either|the? following? :?', 'laterOf' as const),
  )(text, from);
  const arms = kind && listOf(arm, armGap, MAX_ARMS)(text, kind.next);
  if (!kind || !arms || arms.value.length < 2) return undefined;
  return { value: [{ kind: kind.value, arms: arms.value }], next: arms.next };
}

const PREPOSITION = either(words('on|as and|or after'), words('on|upon|at|as|effective|in|by|starting? of|as? of?'));

/** Times at which something happens, as one phrase; several when they share their words. */
export const timePoints: Parser<readonly TimePoint[]> = (text, from) => {
  const start = PREPOSITION(text, from)?.next ?? from;
  return composite(text, start) ?? simplePoints(text, start) ?? simplePoints(text, from) ?? afterDuration(text, from) ?? calendarPart(text, from);
};

export const separatorOfPoints = separatorOfDates;
