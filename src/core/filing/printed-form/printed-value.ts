import { isCalendarDate, parsePrintedDate } from '../../values/calendar-date';
import { canonicalDecimal, decimalPlaces, MAX_QUANTITY, QUANTITY_DECIMALS } from '../../values/quantity';

/** What a printed text says: its canonical value, and the repair that it took, if it took one. */
export interface Reading {
  readonly value: string;
  /** The rule that healed the text; absent when it reads as it stands. */
  readonly rule?: 'strayCharacter' | 'strayBlank' | 'misreadDigit' | 'misreadDollar' | 'twoDigitYear';
  readonly alternatives?: readonly string[];
}

/** An amount, and whether it has a dollar sign. */
export interface AmountReading extends Reading {
  readonly dollars: boolean;
}

/** Longer texts are no dates and no amounts; bounds the work on hostile ones. */
const LONGEST_VALUE = 40;

const GROUPED = /^(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d*)?$|^\.\d+$/;
const STRAY_EDGES = /^[[\](){}|'"`_~*:;,]+|[[\](){}|'"`_~*:;,.]+$/g;
const MISREAD: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  '|': '1',
  S: '5',
  B: '8',
  Z: '2',
};

/**
 * The amount in a printed text such as `50,000`, `$1.375` or `8,000)`: canonical, unsigned, within EDGAR's limits
 * of size and precision. Undefined when it is none.
 */
export function readAmount(text: string): AmountReading | undefined {
  if (text.length === 0 || text.length > LONGEST_VALUE) return undefined;
  return misreadDollar(text) ?? firstReading(text, amountAsItStands);
}

/** `S12.50`: more likely a dollar sign than a 5, but either is possible. */
function misreadDollar(text: string): AmountReading | undefined {
  if (!/^[Ss]\s?[\d.]/.test(text)) return undefined;
  const dollars = amountAsItStands(`$${text.slice(1)}`);
  const digit = amountAsItStands(`5${text.slice(1)}`);
  return dollars && { ...dollars, rule: 'misreadDollar', alternatives: digit ? [digit.value] : [] };
}

/** The date in a printed text such as `07/31/2006`, `7/1/06`, `July 1, 2006`: ISO. Undefined when it is none. */
export function readDate(text: string): Reading | undefined {
  if (text.length < 6 || text.length > LONGEST_VALUE) return undefined;
  return firstReading(text, dateAsItStands);
}

/** Reads the text as it stands, else as little healed as possible. */
function firstReading<R extends Reading>(text: string, read: (text: string) => R | undefined): R | undefined {
  const asItStands = read(text);
  if (asItStands) return asItStands;
  const trimmed = text.replace(STRAY_EDGES, '').trim();
  const joined = trimmed.replace(/\s+/g, '');
  const digits = joined.replace(/[OoQlI|SBZ]/g, (letter) => MISREAD[letter]!);
  const mostlyDigits = joined.replace(/\D/g, '').length * 2 >= joined.length;
  const healed: [NonNullable<Reading['rule']>, string][] = [
    ['strayCharacter', trimmed],
    ['strayBlank', joined],
    ...(mostlyDigits ? ([['misreadDigit', digits]] as [NonNullable<Reading['rule']>, string][]) : []),
  ];
  for (const [rule, candidate] of healed) {
    const reading = read(candidate);
    if (reading) return { ...reading, rule };
  }
  return undefined;
}

function amountAsItStands(text: string): AmountReading | undefined {
  const dollars = /^\$\s?/.exec(text)?.[0];
  const number = dollars === undefined ? text : text.slice(dollars.length);
  const value = GROUPED.test(number) ? plainDecimal(number) : undefined;
  return value === undefined ? undefined : { value, dollars: dollars !== undefined };
}

/** The canonical decimal of a number with or without thousands separators, within EDGAR's limits. */
export function plainDecimal(number: string): string | undefined {
  if (!GROUPED.test(number)) return undefined;
  const value = canonicalDecimal(number.replaceAll(',', ''));
  if (value === undefined || decimalPlaces(value) > QUANTITY_DECIMALS) return undefined;
  return value.split('.')[0]!.length <= MAX_QUANTITY.indexOf('.') ? value : undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED_DATE = /^([a-z]{3})[a-z]{0,6}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const TWO_DIGIT_YEAR = /^(\d{1,2}\/\d{1,2}\/)(\d{2})$/;
/** Two-digit years up to here are of this century: the Exchange Act is of 1934. */
const LAST_YEAR_OF_2000S = 33;

function dateAsItStands(text: string): Reading | undefined {
  const slashed = text.replace(/^(\d{1,2})[-.](\d{1,2})[-.](\d{2}(?:\d{2})?)$/, '$1/$2/$3');
  const value = isCalendarDate(text) ? text : (parsePrintedDate(slashed) ?? namedDate(text));
  if (value !== undefined) return { value };
  const short = TWO_DIGIT_YEAR.exec(slashed);
  if (!short) return undefined;
  const centuries = Number(short[2]) <= LAST_YEAR_OF_2000S ? ['20', '19'] : ['19', '20'];
  const [likely, other] = centuries.map((century) => parsePrintedDate(`${short[1]}${century}${short[2]}`));
  if (likely === undefined) return undefined;
  return { value: likely, rule: 'twoDigitYear', alternatives: other === undefined ? [] : [other] };
}

/** The ISO date of `July 31, 2006`. */
export function namedDate(text: string): string | undefined {
  const parts = NAMED_DATE.exec(text);
  const month = parts ? MONTHS.indexOf(parts[1]!.toLowerCase()) + 1 : 0;
  if (!parts || month === 0) return undefined;
  return parsePrintedDate(`${month}/${parts[2]}/${parts[3]}`);
}

/** A text that only says that there is nothing. */
export function isBlankMark(text: string): boolean {
  return /^[\s.\-–—_*|:;,'"`~]*$/.test(text);
}
