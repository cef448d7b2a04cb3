import { daysInMonth } from '../../values/calendar-date';
import { anchor, at, dayBase, describedDay, GRANT, oneDay, type TimePoint } from './anchors';
import { afterLength, countedPoints } from './anniversaries';
import {
  between,
  either,
  mapped,
  maybe,
  meaning,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';
import { compositeOf } from './composites';
import { calendarDays, yearNumber } from './dates';
import { event } from './events';
import { ordinalNumber } from './numbers';
import { secondArm } from './second-arms';

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
const granted: Parser<Points> = either(
  mapped(sequence(uponGrant, between(words('on'), oneDay)), ([, statedOn]) => [
    at({ kind: 'anchor', anchor: 'grant', statedOn }),
  ]),
  mapped(either(uponGrant, atOnce), () => [at(GRANT)]),
);

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

const notListed: Parser<true> = (text, from) =>
  /^(?:,|and|or)$/.test(text.tokens[from]?.text ?? '') && tried(calendarDays, text, from + 1)
    ? undefined
    : { value: true, next: from };

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
  // "the grant date, March 15, 2022": the day it is.
  mapped(sequence(anchor, between(words(','), oneDay), notListed), ([value, statedOn]) =>
    value.kind === 'anchor' && value.statedOn === undefined ? [at({ ...value, statedOn })] : undefined,
  ),
  mapped(anchor, (value) => [at(value)]),
);

/** Nothing deeper: one "earlier of" within another is the most that is read. */
const none: Parser<Points> = () => undefined;
/** `the earlier of (i) March 1, 2025 or (ii) the next annual meeting of stockholders`. */
const composite: Parser<Points> = compositeOf(simple, compositeOf(simple, none));

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

const behind = secondArm(withoutTail);

/** Times at which something happens, as one phrase; several when they share their words. */
export const timePoints: Parser<Points> = (text, from) => {
  const points = withoutTail(text, from);
  if (points?.value.length !== 1) return points;
  const second = behind(text, points.next);
  if (!second) return points;
  const { kind, arm } = second.value;
  return { value: [{ kind, arms: [points.value[0]!, arm] }], next: second.next };
};
