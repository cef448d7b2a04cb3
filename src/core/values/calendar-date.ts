/** Calendar dates as ISO strings (`2008-06-17`): they sort as text, and no time zone can move them. */

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** xs:date permits a zone, and filings carry it (`2014-01-30-05:00`); the calendar date is what was meant. */
const ZONED_DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
const PRINTED_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** No date of a Section 16 form is earlier: the Act is of 1934, and a year below is a slip of the pen. */
const FIRST_YEAR = 1900;

/** True when the text is an ISO date that is in the calendar (no 30 February), from 1900 on. */
export function isCalendarDate(text: string): boolean {
  const parts = ISO_DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The ISO date of an xs:date with or without zone; undefined when it is no date. */
export function parseXmlDate(text: string): string | undefined {
  const date = ZONED_DATE.exec(text)?.[1];
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}

/** The ISO date of a printed `MM/DD/YYYY`; undefined when it is no date. */
export function parsePrintedDate(text: string): string | undefined {
  const parts = PRINTED_DATE.exec(text);
  if (!parts) return undefined;
  const date = `${parts[3]}-${parts[1]!.padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
}

/** Where counting ends: a slip of the pen may put a date of a filing there, and what is counted from it beyond. */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

/** The date that many days later (or earlier, when negative); the first or last day of the calendar beyond its ends. */
export function addDays(date: string, days: number): string {
  const time = timeOf(date) + days * MILLISECONDS_A_DAY;
  if (time > LAST_TIME) return LAST_DAY;
  return time < FIRST_TIME ? FIRST_DAY : new Date(time).toISOString().slice(0, 10);
}

function timeOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

const FIRST_TIME = timeOf(FIRST_DAY);
const LAST_TIME = timeOf(LAST_DAY);

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * The date that many months after (or before) an anchor: on the anchor's day of the month, or on `day`, or on
 * the last day of a month that is too short for it. Series are counted from their anchor, never from the date
 * before: 31 January, 28 February, 31 March. Ends where addDays does.
 */
export function addMonths(anchor: string, months: number, day = dayOfMonth(anchor)): string {
  const count = Number(anchor.slice(0, 4)) * 12 + Number(anchor.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  if (year > 9999) return LAST_DAY;
  if (year < 1) return FIRST_DAY;
  const last = daysInMonth(year, month);
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(Math.min(day, last))].join('-');
}

export function dayOfMonth(date: string): number {
  return Number(date.slice(8));
}

/** True for 31 January and for 28 February 2007, not for 28 February 2008. */
export function isLastDayOfMonth(date: string): boolean {
  return dayOfMonth(date) === daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
