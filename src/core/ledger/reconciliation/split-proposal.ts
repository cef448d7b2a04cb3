import { parsePrintedDate } from '../../values/calendar-date';

/** `forward` new shares for `each` old ones, in lowest terms: 3 for 1, 3 for 2, 1 for 50. */
export interface SplitRatio {
  readonly forward: bigint;
  readonly each: bigint;
}

/** A split that no line reports, as the filings let it be inferred: on some day after `since` and by `until` (ISO). */
export interface InferredSplit {
  readonly issuerId: string;
  readonly ratio: SplitRatio;
  readonly since: string;
  readonly until: string;
}

/** Splits beyond these are not believed. */
const MAX_FORWARD = 100n;
const MAX_REVERSE = 1_000n;
/** Both sides of a ratio such as 3 for 2; what gets less, such as 4 for 5, was given away in part. */
const MAX_UNEVEN = 10n;

/** True for a ratio, in lowest terms, that a split has. */
export function isSplitRatio({ forward, each }: SplitRatio): boolean {
  if (forward <= 0n || each <= 0n || forward === each) return false;
  const whole = each === 1n ? forward <= MAX_FORWARD : forward === 1n && each <= MAX_REVERSE;
  return whole || (forward > each && forward <= MAX_UNEVEN);
}

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const SPLIT_WORDS = /split|stock dividend|consolidation/i;
const PRINTED_DATE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2},\s+\d{4}\b/g;

/** The command that would state the split; on the day that a text tells, otherwise on the last day that it can be. */
export function splitProposal({ issuerId, ratio, since, until }: InferredSplit, told = ''): string {
  const dates = (told.match(PRINTED_DATE) ?? []).map(isoDate);
  const on = dates.find((date) => date !== undefined && date > since && date <= until) ?? until;
  return (
    `holdings decide split --issuer ${issuerId} --on ${on} --from ${ratio.each} --to ${ratio.forward} ` +
    '--author NAME --reason TEXT'
  );
}

/** What follows the ratio in the first text that tells of such a split; undefined when none does. */
export function toldSplit({ forward, each }: SplitRatio, texts: readonly string[]): string | undefined {
  const spoken = [spellings(forward), spellings(each)] as const;
  const pattern = new RegExp(`\\b(?:${spoken[0]})[ -]?(?:for|to|:)[ -]?(?:${spoken[1]})\\b`, 'i');
  const told = texts.find((text) => SPLIT_WORDS.test(text) && pattern.test(text));
  return told?.slice(told.search(pattern));
}

function spellings(number: bigint): string {
  const word = NUMBER_WORDS[Number(number)];
  return word ? `${number}|${word}` : String(number);
}

function isoDate(text: string): string | undefined {
  const [month, day, year] = text.split(/[\s,]+/) as [string, string, string];
  const at = MONTHS.indexOf(month) + 1;
  return parsePrintedDate(`${at}/${day}/${year}`);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
