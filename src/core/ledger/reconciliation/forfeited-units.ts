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
/** Then it is told of what would be forfeited, not of what was. */
const CONDITIONAL =
  /\b(?:if|unless|in the event|in case|provided that|otherwise|whether|would|could|might|may(?=\s+(?:be|have|not)\b)|(?:will|shall|to|can) be)\b/i;
/** `Upon` and `when` stand before what has happened, too, but not beside a present tense. */
const WHENEVER = /\b(?:upon|when|whenever|until|to the extent|failing)\b/i;
const IN_PRESENT = /\b(?:are|is)\s+(?:\w+ly\s+)?forfeited\b/i;

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
      (sentence) =>
        WERE_FORFEITED.test(sentence) && !isConditional(sentence) && amountsIn(sentence).includes(amount),
    ),
  );
}

function isConditional(sentence: string): boolean {
  return CONDITIONAL.test(sentence) || (WHENEVER.test(sentence) && IN_PRESENT.test(sentence));
}

function amountsIn(sentence: string): readonly string[] {
  return sentence.match(/\d+(?:\.\d+)?/g) ?? [];
}

function forfeitedUnits(line: ReportedLine): string | undefined {
  const told = footnotesOf(line).flatMap(({ text }) => {
    const sentence = (text.match(SENTENCES) ?? []).find((each) => FORFEITED.test(each));
    return sentence === undefined || isConditional(sentence) ? [] : FORFEITED.exec(sentence)![1]!;
  });
  const amount = told.length === 1 ? canonicalDecimal(told[0]!.replaceAll(',', '')) : undefined;
  const own = line.change!.slice(1);
  return amount === undefined || amount === own || decimalPlaces(amount) > QUANTITY_DECIMALS
    ? undefined
    : amount;
}
