import { parseXmlDate } from '../values/calendar-date';
import { canonicalDecimal, decimalPlaces, MAX_QUANTITY, QUANTITY_DECIMALS } from '../values/quantity';
import type { Doubt, Place } from './filing';
import type { ValueKind } from './ownership-xml-elements';
import { excerpt } from './problem-list';

/** A cell while it is being put together. */
export interface CellDraft {
  value?: string | boolean;
  filed?: string;
  footnotes?: readonly string[];
  at?: Place;
  doubt?: Doubt;
}

/** Transaction codes that EDGAR takes (EDGAR Ownership XML Technical Specification 3.6.9); K and V are no XML values. */
export const TRANSACTION_CODES: ReadonlySet<string> = new Set('ACDEFGHIJLMOPSUWXZ');

/** The text of a box while it is being read. */
export interface FiledText {
  /** As it was filed. */
  readonly filed: string;
  /** With its white space folded. */
  readonly text: string;
  readonly at: Place;
  /** Tells what is wrong with it. */
  readonly report: (code: string, message: string) => void;
}

/**
 * The cell of a filed text, normalised as `Cell` says; undefined when the text is blank. What cannot be read is
 * reported and keeps the text as filed, with the doubt `unreadable` and without a value; only a transaction code
 * keeps its text as value, too.
 */
export function readCell(kind: ValueKind, source: FiledText): CellDraft | undefined {
  const { text } = source;
  if (text === '') return undefined;
  switch (kind) {
    case 'text':
      return normalised(text, source);
    case 'quantity':
      return readQuantity(source);
    case 'date': {
      const date = parseXmlDate(text);
      return date === undefined
        ? unreadable(source, 'unreadableDate', 'no date (YYYY-MM-DD)')
        : normalised(date, source);
    }
    case 'boolean':
      return readBoolean(source);
    case 'cik':
      return CIK.test(text)
        ? normalised(text.padStart(10, '0'), source)
        : unreadable(source, 'unreadableCik', 'no CIK (1 to 10 digits)');
    case 'transactionCode':
      return TRANSACTION_CODES.has(text)
        ? normalised(text, source)
        : { value: text, ...unreadable(source, 'unknownTransactionCode', "none of EDGAR's codes") };
    case 'rowFormType':
      return oneOf('345', source);
    case 'timeliness':
      return oneOf('EL', source);
    case 'acquiredDisposed':
      return oneOf('AD', source);
    case 'ownership':
      return oneOf('DI', source);
  }
}

const CIK = /^(?!0+$)\d{1,10}$/;

function normalised(value: string, { filed, at }: FiledText): CellDraft {
  return value === filed ? { value, at } : { value, filed, at };
}

function unreadable({ filed, at, report }: FiledText, code: string, why: string): CellDraft {
  report(code, `"${excerpt(filed)}" is ${why}; the filed text is kept without a value`);
  return { filed, at, doubt: 'unreadable' };
}

function oneOf(codes: string, source: FiledText): CellDraft {
  const { text } = source;
  return text.length === 1 && codes.includes(text)
    ? normalised(text, source)
    : unreadable(source, 'unreadableCode', `none of ${[...codes].join(', ')}`);
}

function readBoolean(source: FiledText): CellDraft {
  const { text, filed, at } = source;
  const value = text === '1' || text === 'true';
  if (!value && text !== '0' && text !== 'false') {
    return unreadable(source, 'unreadableBoolean', 'none of 1, 0, true, false');
  }
  return filed === '1' || filed === '0' ? { value, at } : { value, filed, at };
}

/** Longer texts are no amounts: the largest of the schema has 17 characters. Bounds the work on hostile ones. */
const MAX_QUANTITY_TEXT = 64;
const MAX_WHOLE_DIGITS = MAX_QUANTITY.indexOf('.');

function readQuantity(source: FiledText): CellDraft {
  const { text } = source;
  const canonical = text.length <= MAX_QUANTITY_TEXT ? canonicalDecimal(text) : undefined;
  const bad = (why: string) => unreadable(source, 'unreadableQuantity', why);
  if (canonical === undefined) return bad('no plain decimal');
  if (canonical.startsWith('-')) return bad('negative');
  const decimals = decimalPlaces(canonical);
  if (decimals > QUANTITY_DECIMALS) return bad(`more precise than ${QUANTITY_DECIMALS} decimal places`);
  const wholeDigits = decimals === 0 ? canonical.length : canonical.length - decimals - 1;
  if (wholeDigits > MAX_WHOLE_DIGITS) return bad(`more than ${MAX_QUANTITY}`);
  return normalised(canonical, source);
}
