import { add, canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS } from '../../values/quantity';
import { impliedBefore, type ReportedLine } from '../reported-line';
import { footnotesOf } from './row-causes';

/** `The remaining 15,287 units were forfeited`, and the like. */
const FORFEITED =
  /\bremain(?:ing|der of)\s+(?:the\s+)?(\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d+(?:\.\d{1,4})?)\b[^.;]*\b(?:forfeited|cancell?ed)\b/i;

/**
 * The balance that stood before a row, also where a footnote tells that the rest was forfeited: no row reports
 * that, and the balance that the row shows is without them.
 */
export function heldBefore(line: ReportedLine): string | undefined {
  const before = impliedBefore(line);
  if (before === undefined || line.line.table === 'I' || !line.change?.startsWith('-')) return before;
  const forfeited = forfeitedUnits(line);
  return forfeited === undefined ? before : add(before, forfeited);
}

function forfeitedUnits(line: ReportedLine): string | undefined {
  const told = footnotesOf(line).flatMap(({ text }) => FORFEITED.exec(text)?.[1] ?? []);
  const amount = told.length === 1 ? canonicalDecimal(told[0]!.replaceAll(',', '')) : undefined;
  const own = line.change!.slice(1);
  return amount === undefined || amount === own || decimalPlaces(amount) > QUANTITY_DECIMALS
    ? undefined
    : amount;
}
