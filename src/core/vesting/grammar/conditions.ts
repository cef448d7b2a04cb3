import type { TimePoint } from './anchors';
import { either, type Parsed, tried, words } from './combinators';
import { type ConditionMeaning, meaningOfCondition } from './condition-kinds';
import { timePoints } from './moments';
import { share } from './portions';
import { security } from './securities';
import { span } from './spans-of-time';
import type { TokenText } from './token';
import { isVesting, verbAt } from './verbs';

export interface ConditionWords extends ConditionMeaning {
  /** Stands before what it conditions: `If …, then …`, `In the event of …, all shares vest`. */
  readonly ahead: boolean;
  /** True for "upon", "if", "in the event of": what follows happens only then. */
  readonly trigger: boolean;
  /** `if she is employed on D`: the time up to which service goes on. */
  readonly through?: TimePoint;
}

const opening = either(
  words('subject , in each case , to'),
  words('in each case ,? subject to'),
  words(',? in each case ,? based|conditioned|contingent upon|on'),
  words('subject to|only'),
  words(
    'in each|either|all|any? case ,? as? long? as? provided|subject|assuming|conditioned|conditional|contingent|so|if that|to|upon|on|as?',
  ),
  words('provided|providing ,? however|further|in|that? ,? each? case? ,? that?'),
  words('so|as long as'),
  words('contingent|conditioned|conditional|dependent|depending|depends|depend upon|on'),
  words('varies|vary based|depending? on|upon|with'),
  words('assuming|unless|except|notwithstanding|if|should|whether|where|absent'),
  words('to the extent'),
  words('in the event of|that|the|a|any?'),
  words(
    'upon|on the|an? occurrence|satisfaction|achievement|attainment|failure|certification|approval of|by?',
  ),
  words('based solely|primarily|in? part? on|upon'),
  words('by reason|virtue of'),
  words('upon|when|once|after|following|until'),
  words('in proportion to'),
  words('in connection with'),
  words('with the? number|amount|actual of? shares|units?'),
  words('and|or accelerated|accelerate|accelerating|accelerates vesting?'),
  words('accelerated|accelerate|accelerating vesting'),
  words(
    ',? and|with full|pro|partial|prorated|accelerated|earlier|immediate|continued rata? vesting in|upon|on|if|following|under',
  ),
  words('or ,? if? earlier|sooner|later ,? upon|in|if|following|due|on?'),
  words(', if? earlier|sooner ,? upon|in|if|following?'),
  words('each time'),
  words('as otherwise|may|provided|set|described|specified'),
  words('but|and only if|upon|after|to|when|once'),
  words('over|during|at|for|as|by the? end|last|first? of? the? performance|measurement period|periods'),
);
const TRIGGER = /^(?:upon|if|in|when|once|should|or|,|each|on|after|following)$/;
/** A subject and its verb stand this close. */
const NEAR = 12;

/**
 * A condition at that place, up to the end of its clause. `end` is the first token that is not the sentence's;
 * `first` is true at the head of a sentence.
 */
export function conditionAt(
  text: TokenText,
  at: number,
  end: number,
  first: boolean,
): Parsed<ConditionWords> | undefined {
  const opened = tried(opening, text, at);
  if (!opened || opened.next > end || namesSecurity(text, at, opened.next) || tried(idle, text, at))
    return undefined;
  if (tried(nothingVests, text, opened.next)) return undefined;
  // "subject to a four-year vesting schedule" tells how long.
  if (text.tokens[at]!.text === 'subject' && tried(span, text, opened.next)) return undefined;
  const next = first ? endAhead(text, opened.next, end) : endBehind(text, at, opened.next, end);
  const inner = text.tokens.slice(at, next).map((token) => token.text);
  const meaning = meaningOfCondition(inner);
  if (!meaning) return undefined;
  const conditional = inner.some((word) => /^(?:if|event|upon|should)$/.test(word));
  const consequence = !first && conditional && text.tokens[next]?.text === ',' && vestsNext(text, next, end);
  const trigger = consequence || TRIGGER.test(inner[0]!);
  const through = meaning.kind === 'continuedService' ? servedThrough(text, at, next) : undefined;
  return { value: { ...meaning, ahead: first || consequence, trigger, ...(through && { through }) }, next };
}

const servedUntil = words('through|until|on|at|as|to|by of?');

/** The one date in a condition of service. */
function servedThrough(text: TokenText, from: number, to: number): TimePoint | undefined {
  for (let at = from; at < to; at++) {
    const lead = tried(servedUntil, text, at);
    const points = lead && timePoints(text, lead.next);
    const [point, ...more] = points && points.next <= to ? points.value : [];
    const dated = point?.kind === 'at' && (point.base.kind === 'day' || point.months > 0);
    if (dated && more.length === 0) return point;
  }
  return undefined;
}

/** `provided that no shares vest before D` states when none does. */
const nothingVests = words('that? no|none');

/** `if any`, `when vested`: no condition. */
const idle = either(
  words('if|when|as|once any|ever|applicable|required|necessary|needed|earned|vested|at all?'),
  words('whether or? not? vested|exercisable|unvested'),
  words('subject to|only the following'),
  words('based upon|on the following'),
);

const repurchase = either(
  words(
    'a|the|our|company|issuer? right? of? repurchase right|option? in? favor? of? the|our? issuer|company? ,? that|which will|shall? lapses|lapse|lapsed|expires',
  ),
  words(
    'a|the|certain? substantial? risk? of? forfeiture|transfer|vesting? and|or? forfeiture|transfer? restrictions|provisions|conditions|restriction? ,? that|which will|shall? lapses|lapse|lapsed',
  ),
  words('restrictions ,? that|which will|shall? lapse|lapsed'),
  words('forfeiture until|unless they|it|such|the? shares|units? vest|vests'),
);
const subjectToVesting = words(
  'annual|quarterly|monthly|time|service|based|cliff|the|a|such? based? vesting',
);
const owner = words('the|this|these|such|each|said|an|a');
const NO_VERB = /^(?:condition|conditions|requirement|requirements|provisions|restrictions)$/;

/** `shares subject to the option`: no condition, but whose shares they are. `subject to vesting` is a verb. */
function namesSecurity(text: TokenText, at: number, next: number): boolean {
  if (text.tokens[at]!.text !== 'subject' || next !== at + 2) return false;
  if (tried(repurchase, text, next)) return true;
  const vesting = tried(subjectToVesting, text, next);
  if (vesting) return !NO_VERB.test(text.tokens[vesting.next]?.text ?? '');
  const named = tried(owner, text, next) && security(text, next);
  return Boolean(named && !/^(?:agreement|plan|certificate|and)$/.test(text.tokens[named.next]?.text ?? ''));
}

const OPENS_CLAUSE = /^(?:the|these|such|this|each|all|any|an|then|one|half|options|rsus|shares|if)$/;

/** A condition that opens the sentence ends at the comma before what it conditions. */
function endAhead(text: TokenText, from: number, end: number): number {
  let last = end;
  for (let next = from; next < end; next++) {
    const token = text.tokens[next]!.text;
    if (token === ';') return next;
    if (token !== ',') continue;
    const opens =
      OPENS_CLAUSE.test(text.tokens[next + 1]?.text ?? '') ||
      tried(share, text, next + 1) ||
      timePoints(text, next + 1);
    if (!opens) continue;
    last = next;
    if (hasVerb(text, next, end)) return next;
  }
  return last;
}

function hasVerb(text: TokenText, from: number, end: number): boolean {
  for (let next = from; next < end; next++) if (verbAt(text, next)) return true;
  return false;
}

/** `…, all units vest at once`: what happens then. */
function vestsNext(text: TokenText, at: number, end: number): boolean {
  for (let next = at + 1; next < end && next < at + NEAR; next++) {
    const verb = verbAt(text, next);
    if (verb) return isVesting(verb.role);
  }
  return false;
}

/** A condition behind a clause ends with it: at a semicolon, a closing bracket, or before the next part. */
function endBehind(text: TokenText, at: number, from: number, end: number): number {
  let depth = 0;
  for (let next = from; next < end; next++) {
    const token = text.tokens[next]!.text;
    if (token === '(') depth++;
    if (token === ')' && --depth < 0) return next;
    if (depth > 0) continue;
    if (token === ';') return next;
    if (/^(?:,|and|or|with|such|so)$/.test(token) && isNextPart(text, next, at)) return next;
  }
  return end;
}

const join = either(words(', and|or|but|then|with? then?'), words('and|with|but then?'), words('or'));
const result = either(words(', such|so that'), words('such|so that'));
const otherCondition = either(words('subject|provided'));
const besides = words(
  ',? and|with full|pro|partial|prorated|accelerated|earlier|immediate|continued rata? vesting',
);
const sooner = either(words('or earlier|sooner'), words(', or earlier|sooner|if'));
const afterComma = words(
  'beginning|commencing|starting|in|until|upon|which|over|but|at|subject|provided|unless|except|so|contingent',
);
const onTime = words('on|upon|at|as');
const sameCondition = either(words('in each|either|any|all case'), words('in the event'));

function isNextPart(text: TokenText, at: number, openedAt: number): boolean {
  if (tried(result, text, at)) return at > openedAt + 1;
  const joined = tried(join, text, at);
  if (!joined) return false;
  if (
    tried(otherCondition, text, joined.next) ||
    tried(sooner, text, at) ||
    tried(besides, text, at) ||
    tried(share, text, joined.next)
  )
    return true;
  if (text.tokens[at]!.text === ',' && tried(onTime, text, at + 1) && timePoints(text, at + 1)) return true;
  if (text.tokens[at]!.text === ',' && tried(afterComma, text, at + 1))
    return !tried(sameCondition, text, at + 1);
  return opensClause(text, joined.next);
}

const SUBJECT =
  /^(?:the|each|such|any|all|these|will|shall|is|are|rsus|options|shares|vested|upon|become|becomes|on)$/;
const HOW_OFTEN = /^(?:thereafter|annually|quarterly|monthly)$/;
/** Most tokens from the first of a subject to its verb. */
const SUBJECT_TOKENS = 7;

/** `and the shares will be delivered`, `and vests on …`: a short subject, then a verb. */
function opensClause(text: TokenText, at: number): boolean {
  const word = text.tokens[at]?.text ?? '';
  if (/^(?:vest|vests|vested|exercisable)$/.test(word) && verbAt(text, at)) return true;
  if (!SUBJECT.test(word) && !HOW_OFTEN.test(word)) return false;
  for (let next = at; next < at + SUBJECT_TOKENS; next++) {
    const token = text.tokens[next];
    if (!token || token.text === ',' || token.text === '.') return false;
    const verb = verbAt(text, next);
    if (verb) return verb.role !== 'other' && verb.role !== 'end';
  }
  return HOW_OFTEN.test(word);
}
