import type { LotTerms, ScheduleReading } from '../schedule';
import { conclude, NOTHING } from './conclusion';
import { tokenText } from './sentences';
import { factsOf } from './statements';

/** Longest text that is read, in characters: a footnote has 1,000 to 2,000, and a schedule may go on over several. */
export const MAX_FOOTNOTE_LENGTH = 10_000;

/** Without one of these there is nothing to read. */
const MAY_TELL_OF_VESTING =
  /vest|erci[sz]|purchas|laps|restriction|settle|deliver|distribut|payable|paid|forfeit|releas|liquidity/i;
/** What a unit stands for may be told alone. */
const UNIT = /\b(?:units?|[rpd]sus?)\b/i;
const STANDS_FOR = /right|convert|entitle|equivalent/i;

/** A note that starts in the middle of another one's sentence. */
const GOES_ON = /^\s*\(?\s*[Cc]ont[a-z'’.]{0,8}\s+(?:from|of)\s[^)]{0,40}\)[\s.:;,…-]{0,8}\p{Ll}/u;

/**
 * What a footnote says about vesting and exercisability. Never a schedule that it does not state: what is not
 * understood makes the reading `undetermined`, with the reason. The lot's terms only help to choose between
 * readings of the text (column 6, the grant date, the number of units); none of them is needed.
 *
 * Pure and bounded: texts beyond MAX_FOOTNOTE_LENGTH are not read.
 */
export function readSchedule(text: string, lot: Partial<LotTerms> = {}): ScheduleReading {
  if (text.length > MAX_FOOTNOTE_LENGTH)
    return unread(`the text is longer than ${MAX_FOOTNOTE_LENGTH} characters`);
  if (!MAY_TELL_OF_VESTING.test(text) && !(UNIT.test(text) && STANDS_FOR.test(text))) return unread(NOTHING);
  if (GOES_ON.test(text)) return unread('it goes on from another footnote, which is not here');
  const footnote = tokenText(text);
  const facts = factsOf(footnote, lot);
  const { settlement, progress } = facts;
  return {
    ...conclude(footnote, facts),
    conditions: facts.conditions,
    ...(settlement && { settlement }),
    ...(progress && { progress }),
  };
}

function unread(reason: string): ScheduleReading {
  return { certainty: 'undetermined', spans: [], assumptions: [], alternatives: [], conditions: [], reason };
}
