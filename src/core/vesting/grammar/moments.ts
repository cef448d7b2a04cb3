import { daysInMonth } from '../../values/calendar-date';
import { anchor, at, dayBase, describedDay, GRANT, oneDay, type TimePoint } from './anchors';
import { afterLength, countedPoints } from './anniversaries';
import {
  between,
  either,
  listOf,
  mapped,
  maybe,
  meaning,
  type Parsed,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';
import { meaningOfCondition } from './condition-kinds';
import { calendarDays, yearNumber } from './dates';
import { event } from './events';
import { ordinalNumber } from './numbers';
import { isSooner } from './sooner-events';
import type { TokenText } from './token';

/** Most arms of one "earlier of". */
const MAX_ARMS = 12;
/** Longest arm that is not understood, in tokens. */
const MAX_ARM_TOKENS = 60;

type Points = readonly TimePoint[];

/** `upon grant`, `on the date of this transaction`. */
const uponGrant = either(
  words('when|as first? granted|issued|awarded|credited|made'),
  words('immediately? upon|on|at the|its? initial? grant|issuance|award'),
  words(
    'immediately upon|on|at|following? the? date|time of? grant|issuance|award of? the|such? option|options|award|rsus?',
  ),
  words('the? date of this? transaction'),
);
/** `immediately`, where nothing follows that it is before or after. */
const atOnce = startingWith('immediately', (text, from) =>
  /^(?:prior|following|before|after|preceding|available|upon)$/.test(text.tokens[from + 1]?.text ?? '')
    ? undefined
    : { value: true as const, next: from + 1 },
);
const granted: Parser<Points> = mapped(either(uponGrant, atOnce), () => [at(GRANT)]);

/** `, which was held on June 13, 2022`, `(June 13, 2022)`, `, May 16, 2019`. */
const heldOn: Parser<string> = either(
  between(words(', which? was|is|will? be? held|scheduled? to? be? held? for|on?'), oneDay),
  between(words('held|, on'), oneDay),
  between(words('on'), oneDay),
  between(words('('), oneDay, words(')')),
);
const awaited: Parser<Points> = mapped(sequence(event, maybe(heldOn)), ([name, on]) => [
  at(on === undefined ? { kind: 'event', event: name } : dayBase(on)),
]);

const expiration: Parser<Points> = meaning<Points>(
  'the|its? expiration date of? the? option|options|units?',
  [{ kind: 'expiration' }],
);

/** What stands behind a date and only says it again: `, the third anniversary of the grant date`. */
const apposition = either(
  between(words(', which|being? is|was? the'), countedPoints),
  between(words('( which|being? is? the?'), countedPoints, words(')')),
);
const calendarPoints: Parser<Points> = mapped(calendarDays, (days) =>
  days.map(
    (day): TimePoint => ('on' in day ? at(dayBase(day.on)) : { kind: 'within', unit: 'month', ...day }),
  ),
);
const dated: Parser<Points> = either(
  mapped(sequence(maybe(words('the date|dates of?')), calendarPoints, apposition), ([, points]) => points),
  mapped(describedDay, (on) => [at(dayBase(on))]),
  mapped(sequence(maybe(words('the date|dates of?')), calendarPoints), ([, points]) => points),
);

/** `in 2026`, `in the first quarter of 2026`: no month is given. */
const partOfYear: Parser<Points> = either(
  mapped(
    sequence(
      words('in|during|by the? end? of?'),
      maybe(words('the')),
      ordinalNumber,
      maybe(words('calendar')),
      words('quarter of'),
      yearNumber,
    ),
    ([, , quarter, , , year]) =>
      quarter <= 4 ? [monthsOf('quarter', year, quarter * 3 - 2, quarter * 3)] : undefined,
  ),
  mapped(sequence(words('in|during calendar? year?'), yearNumber), ([, year]) => [
    monthsOf('year', year, 1, 12),
  ]),
);

function monthsOf(unit: 'quarter' | 'year', year: number, first: number, last: number): TimePoint {
  const day = (month: number, of: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
  return { kind: 'within', unit, from: day(first, 1), to: day(last, daysInMonth(year, last)) };
}

/** One or several times in a row that are no composite. */
const sameDay = either(
  between(words(',? on'), oneDay),
  between(words(', which|that is|was|will|shall|falls? be? on?'), oneDay),
  between(words('( i.e|e|is? ,?'), oneDay, words(')')),
);
/** `three years from the grant date, on February 11, 2019`: the day it is. */
const countedDay: Parser<Points> = mapped(sequence(countedPoints, sameDay), ([points, on]) =>
  points.length === 1 ? [at(dayBase(on))] : undefined,
);
const simple: Parser<Points> = either(
  countedDay,
  countedPoints,
  dated,
  granted,
  awaited,
  expiration,
  mapped(anchor, (value) => [at(value)]),
);

const enumerator = words('( i|ii|iii|iv|v|vi|a|b|c|d|e|x|y|z|1|2|3|4|5 )');
const armGap = either(words(', and|or?'), words('; and|or?'), words('and|or'));
const armPreposition = words('on|upon|at|as? of? the|a? date|time|day? of|that|on|which? which|is|of?');

/** `the date on which the stock price exceeds $30`. */
const someDay = words('the date|day|time on|at|upon? which|that|when');

/** An arm that we cannot date: everything up to the next arm or the end of the clause. */
function unknownArm(text: TokenText, from: number): Parsed<TimePoint> | undefined {
  let next = from;
  for (; next < text.tokens.length && next - from < MAX_ARM_TOKENS; next++) {
    const token = text.tokens[next]!.text;
    if (token === '.' || token === ';' || token === ')') break;
    const after = text.tokens[next + 1]?.text ?? '';
    if (token === ',' && /^(?:subject|provided|in|so|if|unless|such|with)$/.test(after)) break;
    const gap = tried(armGap, text, next);
    if (gap && tried(enumerator, text, gap.next)) break;
  }
  const event = meaningOfCondition(text.tokens.slice(from, next).map((token) => token.text))?.event;
  return next === from ? undefined : { value: at({ kind: 'event', event: event ?? 'other' }), next };
}

/** One arm: a simple time, or what `inner` reads besides. */
function armOf(inner: Parser<Points>): Parser<TimePoint> {
  return (text, from) => {
    const open = tried(enumerator, text, from)?.next ?? from;
    const preposition = armPreposition(text, open);
    const parsed =
      tried(simple, text, open) ??
      (preposition && tried(simple, text, preposition.next)) ??
      tried(inner, text, open);
    if (parsed?.value.length === 1) return { value: parsed.value[0]!, next: parsed.next };
    return open > from || tried(someDay, text, open) ? unknownArm(text, open) : undefined;
  };
}

const TO_OCCUR = 'to? occur|happen? of either|the? following? :?';
const comparison = either(
  meaning(`the? earlier|earliest|first|sooner|soonest ${TO_OCCUR}`, 'earlierOf' as const),
  meaning(`the? later|latest|last ${TO_OCCUR}`, 'laterOf' as const),
);

function compositeOf(inner: Parser<Points>): Parser<Points> {
  const arms = listOf(armOf(inner), armGap, MAX_ARMS);
  return startingWith('the|earlier|earliest|first|sooner|soonest|later|latest|last', (text, from) => {
    const kind = tried(comparison, text, from);
    const parsed = kind && arms(text, kind.next);
    if (!kind || !parsed || parsed.value.length < 2) return undefined;
    return { value: [{ kind: kind.value, arms: parsed.value }], next: parsed.next };
  });
}

/** Nothing deeper: one "earlier of" within another is the most that is read. */
const none: Parser<Points> = () => undefined;
/** `the earlier of (i) March 1, 2025 or (ii) the next annual meeting of stockholders`. */
const composite: Parser<Points> = compositeOf(compositeOf(none));

const preposition = either(
  words('on|as and|or after'),
  words('on|upon|at|as|effective|in|by|starting? of|as? of?'),
);
const plain = either(composite, simple);

const withoutTail: Parser<Points> = (text, from) => {
  const start = tried(preposition, text, from)?.next ?? from;
  return (
    tried(plain, text, start) ??
    tried(simple, text, from) ??
    tried(afterLength, text, from) ??
    tried(partOfYear, text, from)
  );
};

const otherArm = either(
  meaning('( or ,? if earlier|sooner ,?', 'earlierOf' as const),
  meaning(',? or|and ,? if earlier|sooner ,?', 'earlierOf' as const),
  meaning(',? or ,? if later ,?', 'laterOf' as const),
  meaning(',? but|and|provided in? no|any event|case later than', 'earlierOf' as const),
  meaning(',? but|and|or in? any? event? not|no later than', 'earlierOf' as const),
  meaning(',? but|and in any event|case by|on|before or? before?', 'earlierOf' as const),
  meaning(',? but in? no|any event|case earlier|before than?', 'laterOf' as const),
  meaning(',? but|and in? any? event? not|no earlier|before than?', 'laterOf' as const),
);
/** `if earlier`, behind the other time: `or the next annual meeting, if earlier`. */
const earlierBehind = either(
  meaning(',? if|whichever earlier|sooner', 'earlierOf' as const),
  meaning(
    ',? whichever is|occurs|comes|occurs|shall the? first|earlier|sooner|occur first?',
    'earlierOf' as const,
  ),
  meaning(',? if later', 'laterOf' as const),
  meaning(',? whichever is|occurs the? later', 'laterOf' as const),
);
/** `…, or, if earlier, the next annual meeting`, `…, but in no event later than D`: a second arm, told behind. */
function tail(
  text: TokenText,
  from: number,
): Parsed<{ kind: 'earlierOf' | 'laterOf'; arm: TimePoint }> | undefined {
  const opened = tried(otherArm, text, from);
  if (opened) {
    const arm = withoutTail(text, opened.next);
    if (arm?.value.length !== 1 || isSooner(arm.value[0]!)) return undefined;
    const next =
      text.tokens[from]!.text === '(' && text.tokens[arm.next]?.text === ')' ? arm.next + 1 : arm.next;
    return { value: { kind: opened.value, arm: arm.value[0]! }, next };
  }
  const or = tried(words(',? or'), text, from);
  const arm = or && withoutTail(text, or.next);
  const kind = arm && tried(earlierBehind, text, arm.next);
  if (!kind || arm.value.length !== 1 || isSooner(arm.value[0]!)) return undefined;
  return { value: { kind: kind.value, arm: arm.value[0]! }, next: kind.next };
}

/** Times at which something happens, as one phrase; several when they share their words. */
export const timePoints: Parser<Points> = (text, from) => {
  const points = withoutTail(text, from);
  if (points?.value.length !== 1) return points;
  const second = tail(text, points.next);
  if (!second) return points;
  const { kind, arm } = second.value;
  return { value: [{ kind, arms: [points.value[0]!, arm] }], next: second.next };
};
