import { tried } from './combinators';
import type { ConditionWords } from './conditions';
import { isHarmless } from './harmless-words';
import { timePoints } from './moments';
import { reference } from './references';
import { security } from './securities';
import type { TokenText } from './token';

const listed = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Words of a condition that service goes on. */
const OF_SERVICE = listed(`
  subject provided providing however that so long as if case assuming contingent conditioned conditional dependent depends depend unless until through during
  throughout up employ employed employment continuous continuously uninterrupted serve serves serving served remain remains
  remaining remained continue continues continued continuing tenure status relationship good standing active actively
  perform performs performing performance rendering render provide provides providing passage specified period time times then still not no longer
  terminate terminates terminated termination terminations cease ceases ceased leave leaves left resign resigns resigned prior before
  after within full length end completion satisfaction satisfied requirement requirements condition conditions capacity
  without interruption forfeiture forfeited forfeit event events earlier upon such applicable certain exceptions except
  otherwise death disability retirement absence absent cause reason reasons in-good-standing least months days
  when while once only because one any either own other provisions generally vests vested lapse
`);
/** Words of a condition that names papers, taxes and the like: it changes nothing that the text states. */
const OF_TERMS = listed(`
  subject provided providing however that if case until upon after when once following not unless except otherwise
  forfeiture adjustment adjustments certain conditions exceptions circumstances restrictions law laws blackout withholding
  determined determination settlement delivery conversion converted payment exercised settled vested vests rounded rounding
  fractional fraction nearest whole down final last installment tranche change capitalization same different fall during within
  limitation limitations blocker repurchase repurchased right option favor cost price unvested ownership avoid discretion expiration earlier termination continued
`);
/** In a condition of another kind these tell of a schedule that it has swallowed. */
const OF_SCHEDULES =
  /^(?:thereafter|installments?|instalments?|increments?|tranches|ratably|monthly|quarterly|annually)$/;

/** The first token of a condition that its kind does not account for; undefined where all of it is understood. */
export function unaccountedIn(
  text: TokenText,
  condition: ConditionWords,
  from: number,
  to: number,
): number | undefined {
  switch (condition.kind) {
    case 'unknown':
      return from;
    case 'continuedService':
      return firstForeign(text, from, to, OF_SERVICE, true);
    case 'terms':
      return firstForeign(text, from, to, OF_TERMS, false);
    case 'acceleration': {
      const behind = /^(?:following|after)$/.test(text.tokens[from]!.text);
      const foreign = behind ? firstForeign(text, from, to, OF_SERVICE, false) : undefined;
      return foreign ?? firstOfSchedule(text, from, to, true);
    }
    default:
      return firstOfSchedule(text, from, to, false);
  }
}

function firstForeign(
  text: TokenText,
  from: number,
  to: number,
  known: ReadonlySet<string>,
  dates: boolean,
): number | undefined {
  for (let at = from; at < to; ) {
    const { text: word, kind, marked } = text.tokens[at]!;
    const phrase = tried(reference, text, at) ?? (dates ? tried(timePoints, text, at) : undefined);
    if (phrase && phrase.next <= to) {
      at = phrase.next;
      continue;
    }
    const word1 =
      kind === 'mark' ||
      known.has(word) ||
      isHarmless(word) ||
      (kind === 'word' && marked) ||
      word.length === 1;
    if (!word1 || kind === 'number' || kind === 'ordinal') {
      const named = tried(security, text, at);
      if (!named) return at;
      at = Math.min(named.next, to);
      continue;
    }
    at++;
  }
  return undefined;
}

function firstOfSchedule(
  { tokens }: TokenText,
  from: number,
  to: number,
  dates: boolean,
): number | undefined {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const { text, kind, marked } = tokens[at]!;
    if (text === '(') depth++;
    if (text === ')') depth--;
    const year = kind === 'number' && !marked && /^(?:19|20)\d\d$/.test(text);
    if (OF_SCHEDULES.test(text)) return at;
    if (
      dates &&
      depth === 0 &&
      year &&
      !/^(?:plan|equity|omnibus|incentive|stock|long)$/.test(tokens[at + 1]?.text ?? '')
    )
      return at;
  }
  return undefined;
}
