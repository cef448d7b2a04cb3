import type { Cell, Issuer } from '../filing';
import { excerpt } from '../problem-list';
import type { FormReading } from './form-reading';
import type { HeadBox } from './head-boxes';
import { letters } from './likeness';
import { PlacedText } from './placed-text';
import { rowText, type SheetRow } from './sheet';

const TICKER = /[[({|]\s*([^[\](){}|]{1,24}?)\s*[\])}|]\s*$/;
const TICKER_LINE = /^[A-Z]{1,5}(?:[.-][A-Z])?$/;
/** Words that a name of an issuer can have in common with the form's own text around its box. */
const FORM_WORDS = letters(
  'Issuer Name and Ticker or Trading Symbol Relationship of Reporting Person(s) to Issuer (Check all applicable) ' +
    'Director 10% Owner Officer (give title below) Other (specify below) Date of Earliest Transaction',
);

/** The issuer from its box, or else from a power of attorney behind the form, marked as inferred. */
export function readIssuer(
  boxes: readonly HeadBox[],
  exhibits: readonly SheetRow[],
  form: FormReading,
): Issuer {
  const box = boxes.find(({ label }) => label === 'issuer');
  const printed = box && readBox(box.text, form);
  if (printed?.issuerName) return printed;
  const inferred = inferFromExhibits(exhibits, box, form);
  if (inferred) return { ...printed, issuerName: inferred };
  const message = 'the name of the issuer could not be read; look it up in the original form';
  form.problem('unreadableIssuer', message, {
    cell: 'issuerName',
    ...(box && { at: form.place(box.printed) }),
  });
  return { ...printed, issuerName: { doubt: 'unreadable' } };
}

function readBox(text: PlacedText, form: FormReading): Issuer | undefined {
  const lines = text
    .split('\n')
    .flatMap((line) => line.split('\t'))
    .map((line) => line.trim())
    .filter((line) => /[a-z0-9]/i.test(line.text));
  const first = lines[0];
  if (!first) return undefined;
  const cik = first.cik;
  const bracketed = lines.slice(0, 3).findIndex((line) => TICKER.test(line.text));
  const whole = bracketed > 0 ? PlacedText.join(lines.slice(0, bracketed + 1), ' ') : first;
  const match = TICKER.exec(whole.text);
  const nameText = match ? whole.slice(0, match.index).fold() : whole.fold();
  if (!isName(nameText.text)) return undefined;
  const symbol = match
    ? whole.slice(
        match.index + match[0].indexOf(match[1]!),
        match.index + match[0].indexOf(match[1]!) + match[1]!.length,
      )
    : lines.slice(1, 2).find((line) => TICKER_LINE.test(line.text));
  const name = form.textCell(nameText);
  const ticker = symbol && form.textCell(symbol);
  return {
    ...(cik !== undefined && { issuerCik: { value: cik, at: form.place(first) } }),
    ...(name && { issuerName: name }),
    ...(ticker && { issuerTradingSymbol: ticker }),
  };
}

/** True for text that has a word which is not a torn piece of the form's own. */
function isName(text: string): boolean {
  const words = text.split(/\s+/).map(letters);
  return words.some((word) => word.length >= 2 && /[a-z]/.test(word) && !FORM_WORDS.includes(word));
}

/** `… of ImmunoGen, Inc. (the "Company")`: how powers of attorney name the issuer. */
const DEFINED_ISSUER =
  /\(\s*(?:the\s+|hereinafter\s+)?["“”'‘]{1,2}(?:the\s+)?(?:Company|Issuer|Corporation)["“”'’]{1,2}\s*\)/gi;
/** Text before the definition in which the name is looked for. */
const LONGEST_NAME = 160;
/** Exhibits are searched this far. */
const MOST_EXHIBIT_TEXT = 20_000;

function inferFromExhibits(
  rows: readonly SheetRow[],
  box: HeadBox | undefined,
  form: FormReading,
): Cell | undefined {
  const text = exhibitText(rows);
  for (const match of text.text.matchAll(DEFINED_ISSUER)) {
    const from = Math.max(0, match.index - LONGEST_NAME);
    const names = namesBefore(text.text.slice(from, match.index));
    const name = names[0];
    if (name === undefined) continue;
    const start = text.text.lastIndexOf(name, match.index);
    const span = text.slice(start, match.index + match[0].length);
    const at = form.place(text.slice(start, start + name.length));
    form.repair({
      rule: 'issuerFromPowerOfAttorney',
      cell: 'issuerName',
      at,
      filed: box ? excerpt(`${box.printed.text} ${box.text.text}`) : '',
      value: name,
      evidence: [`the power of attorney says "${span.fold().text}"`],
      alternatives: names.slice(1),
    });
    return { value: name, at, doubt: 'inferred' };
  }
  return undefined;
}

function exhibitText(rows: readonly SheetRow[]): PlacedText {
  const parts: PlacedText[] = [];
  let length = 0;
  for (const row of rows) {
    if (length > MOST_EXHIBIT_TEXT) break;
    const text = rowText(row);
    length += text.text.length;
    parts.push(text);
  }
  return PlacedText.join(parts, ' ').fold();
}

/**
 * The names that can be meant right before `(the "Company")`, the likeliest first: the run of capitalised words,
 * and within it what stands behind an "of" (`Daniel Junius of ImmunoGen, Inc.`, but `Bank of America Corporation`).
 */
function namesBefore(before: string): string[] {
  const run = /(?:(?:[A-Z0-9][^\s]*|&|of|and|the|de)\s+)*[A-Z0-9][^\s]*\s*$/.exec(lastWords(before))?.[0];
  const whole = run?.replace(/^(?:(?:of|and|the|de)\s+)+/, '').trim();
  if (whole === undefined || !/[a-z]{2}/i.test(whole)) return [];
  const of = whole.lastIndexOf(' of ');
  const behind = of < 0 ? undefined : whole.slice(of + 4).replace(/^the\s+/, '');
  if (behind === undefined || behind.length < 3) return [whole];
  // A list of attorneys comes before the company they are of.
  return /appoint/i.test(before) || /\b[A-Z]\.\s+[A-Z]/.test(whole.slice(0, of))
    ? [behind, whole]
    : [whole, behind];
}

/** The last words of a text, at most 12 of them: bounds the search for a name. */
function lastWords(text: string): string {
  return text.split(/\s+/).filter(Boolean).slice(-12).join(' ');
}
