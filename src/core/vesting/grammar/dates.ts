import { daysInMonth, isCalendarDate } from '../../values/calendar-date';
import {
  between,
  either,
  figure,
  listOf,
  mapped,
  maybe,
  oneOf,
  type Parser,
  sequence,
  startingWith,
  words,
} from './combinators';
import { ordinalNumber } from './numbers';
import type { TokenText } from './token';

/** A date as far as a text gives it: a day, or no more than the month. ISO dates. */
export type CalendarDay = { readonly on: string } | { readonly from: string; readonly to: string };

/** A day of the year: `March 1`; `the last day of February` is day 'last'. */
export interface MonthDay {
  readonly month: number;
  readonly day: number | 'last';
}

/** More dates than that in one list are no list of vesting dates (monthly over ten years). */
const MAX_DATES = 120;

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january jan',
    'february feb',
    'march mar',
    'april apr',
    'may',
    'june jun',
    'july jul',
    'august aug',
    'september sep sept',
    'october oct',
    'november nov',
    'december dec',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
const anyMonth = oneOf(MONTHS);
const monthName: Parser<number> = startingWith([...MONTHS.keys()].join('|'), (text, at) => {
  // "may" is a verb, unless it is written as a month is.
  const token = text.tokens[at];
  return token?.text === 'may' && !token.marked ? undefined : anyMonth(text, at);
});
const comma = maybe(words(','));

const dayNumber: Parser<number> = either(
  figure(({ kind, text }) => (kind === 'number' && /^\d{1,2}$/.test(text) ? Number(text) : undefined)),
  mapped(ordinalNumber, (value) => (value <= 31 ? value : undefined)),
);

/** `2097 shares`: so many of them, unless a month and its day stand before it: `March 1, 2024 RSUs vest`. */
function countsUnits({ tokens }: TokenText, at: number): boolean {
  if (!/^(?:shares?|units?|options?|rsus?|psus?)$/.test(tokens[at + 1]?.text ?? '')) return false;
  const before = tokens[at - 1]?.text === ',' ? at - 2 : at - 1;
  const day = /^\d{1,2}$/.test(tokens[before]?.text ?? '') ? before - 1 : before;
  return !MONTHS.has(tokens[day]?.text ?? '');
}

export const yearNumber: Parser<number> = startingWith('#', (text, at) => {
  const { kind, text: word, marked } = text.tokens[at]!;
  const year = kind === 'number' && !marked && /^(?:19|20)\d\d$/.test(word) && !countsUnits(text, at);
  return year ? { value: Number(word), next: at + 1 } : undefined;
});

/** `March 1`, `March 1st`, `1 March`, `the 15th day of March`, `the last day of June`. */
export const monthDay: Parser<MonthDay> = either(
  mapped(sequence(monthName, dayNumber), ([month, day]) => monthDayOf(month, day)),
  mapped(
    sequence(maybe(words('the')), dayNumber, maybe(words('day')), maybe(words('of')), monthName),
    ([, day, , , month]) => monthDayOf(month, day),
  ),
  mapped(sequence(words('the? last day of'), monthName), ([, month]) => ({ month, day: 'last' as const })),
);

function monthDayOf(month: number, day: number): MonthDay | undefined {
  return day >= 1 && day <= 31 ? { month, day } : undefined;
}

/** `,`, `and`, `, and`, `&`, `, and on`. */
const listGap = either(words('and|or|&'), words(', and|or|&?'));
const dayGap = mapped(sequence(listGap, maybe(words('on|in'))), () => true as const);

const yearRange: Parser<readonly number[]> = mapped(
  sequence(
    yearNumber,
    either(words('-'), words('through|to|until')),
    maybe(words('and including')),
    yearNumber,
  ),
  ([from, , , to]) =>
    to > from && to - from < 40
      ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
      : undefined,
);
const years: Parser<readonly number[]> = either(yearRange, listOf(yearNumber, listGap, MAX_DATES));

/** `, 2024`, `, 2024, 2025 and 2026`, `of each of the years 2024-2026`. */
const ofYears: Parser<readonly number[]> = either(
  mapped(
    sequence(
      maybe(words(',')),
      maybe(words('of|in|for')),
      maybe(words('each|every of?')),
      maybe(words('the? calendar|fiscal? years|year')),
      years,
    ),
    ([, , , , value]) => value,
  ),
);

const lastDay = mapped(words('the? last calendar? day'), () => 'last' as const);
/** `the first day`, `the 15th day`, `the 15th`. */
const dayOfTheMonth: Parser<number | 'last'> = either(
  lastDay,
  mapped(sequence(maybe(words('the')), ordinalNumber, maybe(words('calendar? day'))), ([, day]) =>
    day <= 31 ? day : undefined,
  ),
);
/** `the last day of March, June, September and December`, `the 15th of each of February and August`. */
const daysOfMonths: Parser<readonly MonthDay[]> = mapped(
  sequence(dayOfTheMonth, words('of|in each|every? of? the? months? of?'), listOf(monthName, dayGap, 12)),
  ([day, , list]) => list.map((month): MonthDay => ({ month, day })),
);
/** `March 1, June 1 and September 1`, `each of March 31 and June 30`. */
export const monthDays: Parser<readonly MonthDay[]> = either(daysOfMonths, listOf(monthDay, dayGap, 12));

/** Every day of a list in every year of a list: `March 1 and September 1, 2024 and 2025`. */
const daysOfYears: Parser<readonly CalendarDay[]> = mapped(
  sequence(monthDays, ofYears),
  ([days, inYears]) => {
    const dates = inYears.flatMap((year) => days.map((day) => dayIn(year, day)));
    return dates.every((date) => date !== undefined) ? dates.map((on) => ({ on })) : undefined;
  },
);

/** The date of a day of the year; undefined where that year has no such day. */
export function dayIn(year: number, { month, day }: MonthDay): string | undefined {
  const date = iso(year, month, day === 'last' ? daysInMonth(year, month) : day);
  return isCalendarDate(date) ? date : undefined;
}

/** `each March 1 from 2025 through 2027`, `March 15 of each year from 2025 through 2028`. */
const eachDayOfYears: Parser<readonly CalendarDay[]> = mapped(
  sequence(
    either(
      between(words('each|every of?'), monthDays),
      mapped(
        sequence(monthDays, comma, words('of|in? each|every of? the? calendar? year|years')),
        ([days]) => days,
      ),
    ),
    comma,
    words('from|in|of|for|during|beginning|commencing|starting in? the? years?'),
    years,
  ),
  ([days, , , inYears]) => {
    const dates =
      inYears.length < 2 ? [undefined] : inYears.flatMap((year) => days.map((day) => dayIn(year, day)));
    return dates.every((date) => date !== undefined) ? dates.map((on) => ({ on })) : undefined;
  },
);

/** `10/18/2005`, `7/28/22`, `04-22-2014`. */
const figures: Parser<readonly CalendarDay[]> = startingWith('#', (text, at) => {
  const [month, mark, day, again, year] = text.tokens.slice(at, at + 5);
  if (year?.kind !== 'number' || (mark!.text !== '/' && mark!.text !== '-') || again!.text !== mark!.text)
    return undefined;
  const shaped =
    /^\d{1,2}$/.test(month!.text) && /^\d{1,2}$/.test(day!.text) && /^(?:\d\d|\d{4})$/.test(year.text);
  const date = shaped && iso(fullYear(year.text), Number(month!.text), Number(day!.text));
  return date && isCalendarDate(date) ? { value: [{ on: date }], next: at + 5 } : undefined;
});

/** `2025-03-01`. */
const isoFigures: Parser<readonly CalendarDay[]> = startingWith('#', (text, at) => {
  const parts = text.tokens.slice(at, at + 5);
  if (parts.length < 5 || parts[1]!.text !== '-' || parts[3]!.text !== '-') return undefined;
  const date = parts.map((part) => part.text).join('');
  return isCalendarDate(date) ? { value: [{ on: date }], next: at + 5 } : undefined;
});

/** `January 2011`, `February 2024, 2025 and 2026`, `March of 2027`: no day is given. */
const monthsOfYears: Parser<readonly CalendarDay[]> = mapped(
  sequence(monthName, ofYears),
  ([month, inYears]) =>
    inYears.map((year) => ({ from: iso(year, month, 1), to: iso(year, month, daysInMonth(year, month)) })),
);

/** One calendar date, or several that share a day or a year. */
export const calendarDays: Parser<readonly CalendarDay[]> = either(
  figures,
  isoFigures,
  daysOfYears,
  eachDayOfYears,
  monthsOfYears,
);

/** Days of the year that come back every year: `March 1 of each year`, `each March 1`. */
export const yearlyDays: Parser<{ readonly days: readonly MonthDay[]; readonly since?: number }> = mapped(
  either(
    mapped(sequence(words('each|every'), monthDays), ([, days]) => days),
    mapped(sequence(words('each|every of'), monthDays), ([, days]) => days),
    mapped(
      sequence(
        maybe(words('each|every of?')),
        monthDays,
        comma,
        words(
          'of|in? each|every of? the? such|successive|subsequent|succeeding|calendar|fiscal|following|next? calendar? year|years',
        ),
      ),
      ([, days]) => days,
    ),
    mapped(sequence(monthDays, words(',? thereafter')), ([days]) => days),
    // "quarterly on the 15th of February, May, August and November"
    mapped(daysOfMonths, (days) => (days.length > 1 ? days : undefined)),
  ),
  (days) => ({ days }),
);

function fullYear(text: string): number {
  if (text.length === 4) return Number(text);
  // Two digits: the Forms go back to 1991 at the earliest, terms go on to the 2060s at the latest.
  const short = Number(text);
  return short < 70 ? 2000 + short : 1900 + short;
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
