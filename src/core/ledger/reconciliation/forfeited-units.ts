import { add, canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS } from '../../values/quantity';
import { impliedBefore, type ReportedLine } from '../reported-line';
import { footnotesOf } from './row-causes';

/** `The remaining 15,287 units were forfeited`, and the like. */
const FORFEITED =
  /\bremain(?:ing|der of)\s+(?:the\s+)?(\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d+(?:\.\d{1,4})?)\b[^.;]*\b(?:forfeited|cancell?ed)\b/i;

/** Split at a stop that no digit follows. */
const SENTENCES = /(?:[^.;]|[.;](?=\d))+/g;
/** What has happened, not what would. */
const WERE_FORFEITED =
  /\b(?:were|was|been|are|is)\s+(?:\w+ly\s+)?forfeited\b|(?<!\b(?:be|not|if)\s+(?:\w+ly\s+)?)\bforfeited\s+(?:(?:the|a total of|an aggregate of)\s+)?\d/i;

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

/**
 * True when a footnote of the row tells that the very units which it takes away were forfeited: `the Sponsor forfeited
 * 17,434,414 shares`. The code is D all the same, because they go back to the issuer.
 */
export function tellsOfForfeiture(line: ReportedLine): boolean {
  const amount = line.change?.replace('-', '');
  if (amount === undefined || amount === '0') return false;
  return footnotesOf(line).some(({ text }) =>
    (text.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(SENTENCES) ?? []).some(
      (sentence) => WERE_FORFEITED.test(sentence) && amountsIn(sentence).includes(amount),
    ),
  );
}

function amountsIn(sentence: string): readonly string[] {
  return sentence.match(/\d+(?:\.\d+)?/g) ?? [];
}

function forfeitedUnits(line: ReportedLine): string | undefined {
  const told = footnotesOf(line).flatMap(({ text }) => FORFEITED.exec(text)?.[1] ?? []);
  const amount = told.length === 1 ? canonicalDecimal(told[0]!.replaceAll(',', '')) : undefined;
  const own = line.change!.slice(1);
  return amount === undefined || amount === own || decimalPlaces(amount) > QUANTITY_DECIMALS
    ? undefined
    : amount;
}
