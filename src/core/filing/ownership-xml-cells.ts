import { parseXmlDate } from '../values/calendar-date';
import { canonicalDecimal, decimalPlaces, MAX_QUANTITY, QUANTITY_DECIMALS } from '../values/quantity';
import type { Doubt } from './filing';
import type { ValueKind } from './ownership-xml-elements';
import { excerpt } from './problem-list';

/** A cell while it is being put together. */
export interface CellDraft {
  value?: string | boolean;
  filed?: string;
  footnotes?: readonly string[];
  at?: readonly [number, number, number];
  doubt?: Doubt;
}

/** Transaction codes that EDGAR takes (EDGAR Ownership XML Technical Specification 3.6.9); K and V are no XML values. */
export const TRANSACTION_CODES: ReadonlySet<string> = new Set('ACDEFGHIJLMOPSUWXZ');

/** Tells what is wrong with a value; the reader adds where. */
export type Report = (code: string, message: string) => void;

/**
 * The cell of a filed text, normalised as `Cell` says; undefined when the text is blank. `text` is the filed
 * text with its white space folded. What cannot be read is reported and keeps the text as filed, with the doubt
 * `unreadable` and without a value; only a transaction code keeps its text as value, too.
 */
export function readCell(
  kind: ValueKind,
  filed: string,
  text: string,
  report: Report,
): CellDraft | undefined {
  if (text === '') return undefined;
  switch (kind) {
    case 'text':
      return normalised(text, filed);
    case 'quantity':
      return readQuantity(text, filed, report);
    case 'date': {
      const date = parseXmlDate(text);
      return date === undefined
        ? unreadable(filed, 'unreadableDate', 'no date (YYYY-MM-DD)', report)
        : normalised(date, filed);
    }
    case 'boolean':
      return readBoolean(text, filed, report);
    case 'cik':
      return CIK.test(text)
        ? normalised(text.padStart(10, '0'), filed)
        : unreadable(filed, 'unreadableCik', 'no CIK (1 to 10 digits)', report);
    case 'transactionCode':
      return TRANSACTION_CODES.has(text)
        ? normalised(text, filed)
        : { value: text, ...unreadable(filed, 'unknownTransactionCode', "none of EDGAR's codes", report) };
    case 'rowFormType':
      return oneOf('345', text, filed, report);
    case 'timeliness':
      return oneOf('EL', text, filed, report);
    case 'acquiredDisposed':
      return oneOf('AD', text, filed, report);
    case 'ownership':
      return oneOf('DI', text, filed, report);
  }
}

const CIK = /^(?!0+$)\d{1,10}$/;

function normalised(value: string, filed: string): CellDraft {
  return value === filed ? { value } : { value, filed };
}

function unreadable(filed: string, code: string, why: string, report: Report): CellDraft {
  report(code, `"${excerpt(filed)}" is ${why}; the filed text is kept without a value`);
  return { filed, doubt: 'unreadable' };
}

function oneOf(codes: string, text: string, filed: string, report: Report): CellDraft {
  return text.length === 1 && codes.includes(text)
    ? normalised(text, filed)
    : unreadable(filed, 'unreadableCode', `none of ${[...codes].join(', ')}`, report);
}

function readBoolean(text: string, filed: string, report: Report): CellDraft {
  const value = text === '1' || text === 'true';
  if (!value && text !== '0' && text !== 'false') {
    return unreadable(filed, 'unreadableBoolean', 'none of 1, 0, true, false', report);
  }
  return filed === '1' || filed === '0' ? { value } : { value, filed };
}

/** Longer texts are no amounts: the largest of the schema has 17 characters. Bounds the work on hostile ones. */
const MAX_QUANTITY_TEXT = 64;
const MAX_WHOLE_DIGITS = MAX_QUANTITY.indexOf('.');

function readQuantity(text: string, filed: string, report: Report): CellDraft {
  const canonical = text.length <= MAX_QUANTITY_TEXT ? canonicalDecimal(text) : undefined;
  const bad = (why: string) => unreadable(filed, 'unreadableQuantity', why, report);
  if (canonical === undefined) return bad('no plain decimal');
  if (canonical.startsWith('-')) return bad('negative');
  const decimals = decimalPlaces(canonical);
  if (decimals > QUANTITY_DECIMALS) return bad(`more precise than ${QUANTITY_DECIMALS} decimal places`);
  const wholeDigits = decimals === 0 ? canonical.length : canonical.length - decimals - 1;
  if (wholeDigits > MAX_WHOLE_DIGITS) return bad(`more than ${MAX_QUANTITY}`);
  return normalised(canonical, filed);
}
