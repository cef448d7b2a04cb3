import { MAX_PRINTED_FORM_LENGTH } from '../../limits';
import type { ParsedDocument } from '../filing';
import { rejected } from '../problem-list';
import { recogniseForm } from './form-recogniser';
import { readHtmlSheet } from './html-sheet';
import { letters } from './likeness';
import { readTextSheet } from './text-sheet';

/** Characters at the beginning of a document in which the form must show itself. */
const SEARCHED = 200_000;

/** Phrases that stand on every Form 3, 4 and 5, in letters only. */
const STATEMENTS = [
  'statementofchangesinbeneficialownership',
  'initialstatementofbeneficialownership',
  'annualstatementofbeneficialownership',
];
const PHRASES = [
  'nameandaddressofreportingperson',
  'tickerortradingsymbol',
  'relationshipofreportingperson',
  'nonderivativesecurities',
  'derivativesecuritiesacquireddisposed',
  'derivativesecuritiesbeneficiallyowned',
  'signatureofreportingperson',
  'explanationofresponses',
  'dateofearliesttransaction',
  'dateofeventrequiringstatement',
  'formfiledbyonereportingperson',
];
/** Phrases that have to be there beside the statement, and without it: a scan may have lost any of them. */
const ENOUGH_WITH_STATEMENT = 2;
const ENOUGH = 4;

/** True when a text, or the text of an HTML page, looks like a printed Form 3, 4 or 5, damaged or not. */
export function looksLikePrintedForm(text: string): boolean {
  const plain = letters(text.slice(0, SEARCHED));
  const phrases = PHRASES.filter((phrase) => plain.includes(phrase)).length;
  const statement = STATEMENTS.some((phrase) => plain.includes(phrase));
  return phrases >= (statement ? ENOUGH_WITH_STATEMENT : ENOUGH);
}

/** Tables of HTML within text, as some OCR engines write them. */
function hasHtmlTables(text: string): boolean {
  return /<table\b/i.test(text) && /<t[dh]\b/i.test(text);
}

/**
 * Reads a printed Form 3, 4 or 5 from text: what OCR, a browser's clipboard or a text copy made of it, with its
 * tables torn by tabs, in markdown, in HTML or in columns of blanks. Never throws; what cannot be read is told.
 */
export function parsePrintedForm(text: string): ParsedDocument {
  const refused = refusal(text);
  if (refused) return refused;
  const sheet = hasHtmlTables(text) ? readHtmlSheet(text, true) : readTextSheet(text);
  return recogniseForm(sheet, { format: 'printedText', parser: 'printed-form/1' });
}

/** One line about a document that is too large, or no form; undefined when it may be one. */
export function refusal(text: string): ParsedDocument | undefined {
  if (text.length > MAX_PRINTED_FORM_LENGTH) {
    const message = `the document has ${text.length} characters; a printed form has at most ${MAX_PRINTED_FORM_LENGTH}`;
    return rejected('tooLarge', message);
  }
  if (looksLikePrintedForm(text)) return undefined;
  return rejected('notAForm', 'no Form 3, 4 or 5: the words that stand on every one of them are not there');
}
