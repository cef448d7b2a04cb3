import { parsePrintedDate } from '../../values/calendar-date';
import { canonicalDecimal } from '../../values/quantity';

/**
 * What a sentence of an amendment says of a reported line:
 * - `never`: the transaction did not take place, or should not have been reported;
 * - `duplicate`: it was reported twice;
 * - `error`: it was reported in error, and the sentence names nothing that is corrected instead.
 */
export type VoidKind = 'never' | 'duplicate' | 'error';

/** A sentence that takes a reported line back, and what it says of which line. */
export interface VoidSentence {
  readonly kind: VoidKind;
  readonly sentence: string;
  /** Canonical decimals in it, without those that are part of a date. */
  readonly amounts: readonly string[];
  /** ISO dates in it. */
  readonly dates: readonly string[];
  /** True when it speaks of deleting a line, which is then one that the amendment does not show. */
  readonly deletes: boolean;
  /** Transaction codes that its nouns stand for; `holding` for a row without a transaction. Empty: any. */
  readonly codes: readonly string[];
}

const REPORTED = 'reported|included|listed|filed|reflected|disclosed|shown';
const NOUN =
  /\b(?:transactions?|sales?|sold|purchases?|purchased|acquisitions?|acquired|dispositions?|disposed|grants?|granted|awards?|awarded|exercises?|exercised|gifts?|gifted|withh(?:eld|olding)s?|conversions?|lines?|rows?|entry|entries|holdings?|trades?|options?|units?|shares?|securities)\b/i;
const NEVER = [
  /\b(?:did|does|do)(?: not|n['’]t)(?: actually| in fact)? (?:occur|take place|happen)\b/i,
  /\bnever(?: actually)? (?:occurred|took place|happened)\b/i,
  /\b(?:transactions?|sales?|purchases?|acquisitions?|dispositions?|grants?|awards?|exercises?|gifts?|trades?)(?: [\w.,/#-]+){0,12} (?:was|were|had|has)(?: been)?(?: never| not)(?: been)?(?: actually| in fact)? (?:made|executed|effected|completed|consummated)\b/i,
  /\bno such (?:transaction|sale|purchase|acquisition|disposition|grant|award|exercise|gift)s? (?:occurred|took place|(?:was|were) (?:made|executed|effected))\b/i,
  new RegExp(`\\bshould not have been (?:${REPORTED})\\b`, 'i'),
];
const DUPLICATE = [
  /\bduplicat(?:e|es|ed|ive|ion)\b/i,
  new RegExp(
    `\\b(?:${REPORTED})(?: [\\w.,/#$-]+){0,12}? (?:twice|more than once|two times|a second time)\\b`,
    'i',
  ),
  /\b(?:twice|a second time) (?:reported|included)\b/i,
  new RegExp(`\\b(?:was|were|had|has) already (?:been )?(?:${REPORTED})\\b`, 'i'),
];
const ERROR = [
  new RegExp(`\\b(?:${REPORTED})(?: [\\w.,/#-]+){0,8} (?:in error|by mistake)\\b`, 'i'),
  new RegExp(`\\b(?:erroneously|mistakenly|inadvertently) (?:${REPORTED})\\b`, 'i'),
  /\b(?:remov|delet|eliminat)(?:e|es|ed|ing)(?: [\w.,/#$-]+){0,8} (?:transactions?|sales?|purchases?|acquisitions?|dispositions?|grants?|awards?|exercises?|gifts?|trades?|holdings?)\b/i,
];
const DELETES = /\b(?:remov|delet|eliminat)(?:e|es|ed|ing|ion)\b/i;
/** Particulars by which a sentence names a line: none of them is what was wrong. */
const PARTICULARS =
  /\([^()]{0,200}\)|\b(?:at|for) (?:an? )?(?:(?:weighted )?average )?(?:sale |purchase |exercise )?prices? of \$?[\d.,]+(?: per share)?|\b(?:with |under )?transaction code "?[A-Z]"?|\b(?:a total|an aggregate) of\b|\bthe number of shares (?:shown|indicated|listed)\b/gi;
/** Then something of a line was wrong, not the line. */
const CORRECTION =
  /\b(?:instead of|rather than|correct(?:ed|s|ing|ly)?|incorrect(?:ly)?|should (?:have )?(?:be|been|read|reflect(?:ed)?)\b(?! (?:reported|included))|omit(?:ted|s)?|omission|fail(?:ed|ure)|price|number of|amount of|date of|code|as (?:direct|indirect|a sale|a purchase|exempt)|balance|total|footnote|exhibit|power of attorney|title|cik)\b/i;
const NOT_SO = /\b(?:not|nor|neither|no)(?: (?:a|an|any|in))? (?:duplicat|error)|\bif any\b/i;
const OMITTED =
  /\b(?:omit(?:ted|s)?|omission|left out)\b|\b(?:was|were|had|has|have)(?: inadvertently| mistakenly)?(?: not)(?: been)?(?: previously| originally| inadvertently)? (?:reported|included|listed|disclosed)\b|\b(?:not|never) (?:previously|originally) (?:reported|included|disclosed)\b|\bfailed to (?:report|include|list|disclose)\b|\binadvertently not (?:reported|included)\b/i;

/** What is said to have been omitted is part of a line, not a line. */
const OMITTED_PART =
  /\b(?:footnotes?|exhibits?|power of attorney|price|cik|signature|remarks?|relationship|box|title of|names? and addresse?s?)\b/i;

const CODES_BY_NOUN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:sales?|sold)\b/i, ['S']],
  [/\b(?:purchases?|purchased)\b/i, ['P']],
  [/\b(?:gifts?|gifted)\b/i, ['G']],
  [/\b(?:grants?|granted|awards?|awarded)\b/i, ['A']],
  [/\b(?:exercises?|exercised)\b/i, ['M', 'X', 'O']],
  [/\bconversions?\b/i, ['C']],
  [/\bwithh(?:eld|olding)s?\b/i, ['F']],
  [/\bholdings?\b/i, ['holding']],
];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WRITTEN_DATE = new RegExp(`\\b(${MONTHS.join('|')})\\s+(\\d{1,2}),?\\s+(\\d{4})\\b`, 'gi');
const NUMERIC_DATE = /\b\d{1,2}\/\d{1,2}\/(?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b/g;
/** `Form 4`, `Rule 16b-3`, `row 2`, `F1`: numbers that count no shares. */
const OTHER_NUMBERS =
  /\b(?:forms?|rules?|rows?|lines?|tables?|section|item|footnotes?|note)\s+[\w/-]+|\bF\d+\b/gi;
const AMOUNT = /\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+(?:\.\d+)?\b/g;

/** The sentences of a footnote or of the remarks that take a reported line back. */
export function voidSentences(text: string): readonly VoidSentence[] {
  return sentencesOf(text).flatMap((sentence): VoidSentence[] => {
    const kind = kindOf(sentence);
    return kind === undefined
      ? []
      : [{ kind, sentence, deletes: DELETES.test(sentence), ...namedIn(sentence) }];
  });
}

/** True when a text says that a line was left out of the original. */
export function saysLeftOut(text: string): boolean {
  return sentencesOf(text).some((sentence) => OMITTED.test(sentence) && !OMITTED_PART.test(sentence));
}

function kindOf(sentence: string): VoidKind | undefined {
  if (!NOUN.test(sentence) || NOT_SO.test(sentence)) return undefined;
  const says = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(sentence));
  if (says(NEVER)) return 'never';
  if (says(DUPLICATE)) return 'duplicate';
  return says(ERROR) && !CORRECTION.test(sentence.replace(PARTICULARS, ' ')) ? 'error' : undefined;
}

/** The sentences of a text. A full stop ends one when a new one begins after it; `No. 2` and `Inc. of` do not. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.;!?])\s+(?=[A-Z("'“])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** ISO dates in a sentence, written out or in digits. */
export function datesIn(sentence: string): readonly string[] {
  return withoutDates(sentence).dates;
}

function namedIn(sentence: string): Pick<VoidSentence, 'amounts' | 'dates' | 'codes'> {
  const { dates, rest } = withoutDates(sentence);
  const amounts = [...rest.replace(OTHER_NUMBERS, ' ').matchAll(AMOUNT)]
    .map(([amount]) => canonicalDecimal(amount.replaceAll(',', '')))
    .filter((amount) => amount !== undefined);
  const codes = CODES_BY_NOUN.filter(([noun]) => noun.test(sentence)).flatMap(([, of]) => of);
  return { amounts, dates, codes };
}

function withoutDates(sentence: string): { readonly dates: readonly string[]; readonly rest: string } {
  const dates: string[] = [];
  const rest = sentence
    .replace(WRITTEN_DATE, (_, month: string, day: string, year: string) => {
      const number = MONTHS.indexOf(month.toLowerCase()) + 1;
      return keep(dates, parsePrintedDate(`${number}/${day}/${year}`));
    })
    .replace(NUMERIC_DATE, (date) => keep(dates, isoDate(date)));
  return { dates, rest };
}

/** Two digits of a year mean one since 1970: electronic Forms 3, 4 and 5 are younger. */
function isoDate(date: string): string | undefined {
  if (!date.includes('/')) return date;
  return parsePrintedDate(
    date.replace(/\/(\d{2})$/, (_, year: string) => `/${year < '70' ? '20' : '19'}${year}`),
  );
}

function keep(dates: string[], date: string | undefined): string {
  if (date !== undefined) dates.push(date);
  return ' ';
}
