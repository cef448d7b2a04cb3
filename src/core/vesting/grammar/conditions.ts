import type { Condition, TriggerEvent } from '../schedule';
import type { Parsed } from './combinators';
import { either, words } from './combinators';
import { timePoints } from './moments';
import { share } from './portions';
import { security } from './securities';
import type { TokenText } from './token';
import { verbAt } from './verbs';

/** `terms` of the plan or agreement change nothing; what is `unknown` may change everything. */
export type ConditionKind = Condition['kind'] | 'terms' | 'unknown';

export interface ConditionWords {
  readonly kind: ConditionKind;
  /** Stands before what it conditions: `If …, then …`, `In the event of …, all shares vest`. */
  readonly ahead: boolean;
  /** True for "upon", "if", "in the event of": what follows happens only then. */
  readonly trigger: boolean;
  readonly performance?: TriggerEvent;
}

const OPENINGS = either(
  words('subject , in each case , to'),
  words('in each case , subject to'),
  words('subject to|only'),
  words('in each|either|all|any? case ,? as? long? as? provided|subject|assuming|conditioned|conditional|contingent|so|if that|to|upon|on|as?'),
  words('provided|providing ,? however|further|in|that? ,? each? case? ,? that?'),
  words('so|as long as'),
  words('contingent|conditioned|conditional|dependent|depending upon|on'),
  words('assuming|unless|except|notwithstanding|if|should|whether|where|absent'),
  words('to the extent'),
  words('in the event of|that|the|a|any?'),
  words('upon|on the|an? occurrence|satisfaction|achievement|attainment|failure|certification|approval of|by?'),
  words('based solely|primarily|in? part? on|upon'),
  words('by reason|virtue of'),
  words('upon|when|once|after|following|until'),
  words('in proportion to'),
  words('in connection with'),
  words('with the? number|amount|actual of? shares|units?'),
  words('and|or? accelerated|accelerate|accelerating|accelerates vesting?'),
  words('or , if earlier ,?'),
  words('or if? earlier|sooner|later ,? upon|in|if|following|due|on?'),
  words(', if? earlier|sooner ,? upon|in|if|following?'),
  words('each time'),
  words('as|except otherwise|may|provided|set|described|specified|more'),
  words('pursuant to|in accordance|with|under'),
  words('but|and only if|upon|after|to|when|once'),
  words('over|during|at|for|as|by the? end|last|first? of? the? performance|measurement period|periods'),
);

/** The words that say of what kind a condition is; the first kind that has one decides. */
const SERVICE = /^(?:service|services|employ|employed|employment|continuous|continuously|serve|serves|serving|remain|remains|remaining|remained|continue|continues|continued|continuing|director|tenure)$/;
const ACCELERATION = /^(?:accelerate|accelerated|accelerates|acceleration|accelerating|control|death|disability|disabled|retire|retires|retirement|dies|corporate|earlier)$/;
const PERFORMANCE = /^(?:goal|goals|target|targets|milestone|milestones|objective|objectives|criteria|metric|metrics|achieved|achievement|attainment|attained|ebitda|revenue|earnings|eps|roic|hurdle|hurdles|tsr|payout|approval|fda)$/;
const MARKET = /^(?:vwap|volume|tsr|hurdle|hurdles|capitalization|price|prices|shareholder|return|trading|weighted)$/;
const TERMS = /^(?:plan|agreement|agreements|terms|term|provisions|exceptions|restrictions|certain|conditions|circumstances|policy|program|footnote|above|below|herein|forfeiture|adjustment|adjustments|law|laws|blackout|withholding|taxes|tax|provided|set|described|specified)$/;
const DELIVERY = /^(?:vesting|settlement|exercise|delivery|vest|vested|vests|exercised|settled|issuance|conversion|payment)$/;
const LIQUIDITY = /^(?:ipo|liquidity|offering|merger|closing|approval|stockholders|shareholders|registration|listing)$/;

/** A condition at that place, up to the end of its clause. `end` is the first token that is not the sentence's. */
export function conditionAt(text: TokenText, at: number, end: number, first: boolean): Parsed<ConditionWords> | undefined {
  const opening = OPENINGS(text, at);
  if (!opening || opening.next > end) return undefined;
  if (namesSecurity(text, at, opening.next)) return undefined;
  const next = first ? endAhead(text, opening.next, end) : endBehind(text, at, opening.next, end);
  const lead = text.tokens[at]!.text;
  const inner = text.tokens.slice(at, next).map((token) => token.text);
  const kind = kindOf(inner, lead, text, at, next);
  if (!kind) return undefined;
  const consequence = !first && text.tokens[next]?.text === ',' && inner.some((word) => /^(?:if|event|upon|should)$/.test(word)) && vestsNext(text, next, end);
  return {
    value: { ...kind, ahead: first || consequence, trigger: consequence || /^(?:upon|if|in|when|once|should|or|,|each|on|after|following)$/.test(lead) },
    next,
  };
}

/** `shares subject to the option`: no condition, but whose shares they are. `subject to vesting` is a verb. */
function namesSecurity(text: TokenText, at: number, next: number): boolean {
  if (text.tokens[at]!.text !== 'subject' || next !== at + 2) return false;
  const repurchase = words('a|the|our|company|issuer? repurchase right|option in? favor? of? the? issuer|company? that|which lapses|lapse')(text, next);
  if (repurchase) return true;
  const vesting = words('annual|quarterly|monthly|time|service|based|cliff|the|a|such? based? vesting')(text, next);
  if (vesting) return !/^(?:condition|conditions|requirement|requirements|provisions|restrictions)$/.test(text.tokens[vesting.next]?.text ?? '');
  const owner = words('the|this|these|such|each|said|an|a')(text, next);
  const named = owner && security(text, next);
  return Boolean(named && !/^(?:agreement|plan|certificate|and)$/.test(text.tokens[named.next]?.text ?? ''));
}

function kindOf(
  inner: readonly string[],
  lead: string,
  text: TokenText,
  at: number,
  next: number,
): Pick<ConditionWords, 'kind' | 'performance'> | undefined {
  const has = (kind: RegExp, from = 0) => inner.some((word, index) => index >= from && kind.test(word));
  const soft = /^(?:pursuant|in|with|over|during|at|for|as|by|under)$/.test(lead) && inner[1] !== 'the' ;
  if (/^(?:or|,)$/.test(lead) && has(/^(?:earlier|sooner|later)$/)) return { kind: 'acceleration' };
  if (has(/^(?:accelerate|accelerated|accelerates|accelerating|acceleration)$/)) return { kind: 'acceleration' };
  if (has(PERFORMANCE) || namesPerformance(inner)) return market(inner);
  if (has(MARKET) && has(/^(?:equals|exceeds|exceed|equal|reaches|reach|least|volume|vwap|return|hurdles|hurdle|increases)$/)) return market(inner);
  if (/^(?:unless|except|notwithstanding|absent|where|whether)$/.test(lead)) {
    if (has(/^(?:accelerated|control|earlier)$/)) return { kind: 'acceleration' };
    if (has(SERVICE) || has(/^(?:terminates|terminated|ceases)$/)) return { kind: 'continuedService' };
    if (has(ACCELERATION)) return { kind: 'acceleration' };
    return has(TERMS) || has(/^(?:otherwise|final|last|rounded|rounding)$/) ? { kind: 'terms' } : { kind: 'unknown' };
  }
  if (/^(?:upon|if|in|when|once|should|on|after|following|each|by)$/.test(lead) && has(ACCELERATION)) return { kind: 'acceleration' };
  if (has(ACCELERATION) && has(/^(?:if|event|upon)$/)) return { kind: 'acceleration' };
  if (has(SERVICE)) return { kind: 'continuedService' };
  if (has(ACCELERATION)) return { kind: 'acceleration' };
  if (has(LIQUIDITY)) return { kind: 'other', performance: 'liquidityEvent' };
  if (/^(?:upon|on|after|following|at|until|when|once)$/.test(lead)) {
    return has(DELIVERY) || lead === 'until' ? { kind: 'terms' } : soft ? undefined : unknownOrNone(text, at, next, lead);
  }
  if (has(TERMS)) return { kind: 'terms' };
  if (soft) return undefined;
  return { kind: 'unknown' };
}

function unknownOrNone(text: TokenText, at: number, next: number, lead: string): Pick<ConditionWords, 'kind'> | undefined {
  if (lead === 'on' || lead === 'at') return undefined;
  return next > at + 1 && text.tokens.length > at ? { kind: 'unknown' } : undefined;
}

/** `performance conditions`, not `performance of services` or `performance share units`. */
function namesPerformance(inner: readonly string[]): boolean {
  return inner.some(
    (word, at) => word === 'performance' && /^(?:condition|conditions|measure|measures|period|periods|requirement|requirements|vesting|based|factor|factors|results|certification|level|levels|over|during|for|against)$/.test(inner[at + 1] ?? ''),
  ) || inner.some((word, at) => word === 'performance' && /^(?:on|upon|financial|company|operating|operational|corporate|issuer|market)$/.test(inner[at - 1] ?? ''));
}

function market(inner: readonly string[]): Pick<ConditionWords, 'kind' | 'performance'> {
  const onMarket = inner.some((word) => MARKET.test(word));
  return onMarket
    ? { kind: 'marketCondition', performance: 'marketCondition' }
    : { kind: 'performance', performance: 'performance' };
}

/** A condition that opens the sentence ends at the comma before what it conditions. */
function endAhead(text: TokenText, from: number, end: number): number {
  let last = end;
  for (let next = from; next < end; next++) {
    if (text.tokens[next]!.text === ';') return next;
    if (text.tokens[next]!.text !== ',') continue;
    const after = text.tokens[next + 1]?.text ?? '';
    const opens = /^(?:the|these|such|this|each|all|any|an|then|one|half|these|options|rsus|shares|if)$/.test(after);
    if (opens || share(text, next + 1) || timePoints(text, next + 1)) {
      last = next;
      if (hasVerb(text, next, end)) return next;
    }
  }
  return last;
}

function hasVerb(text: TokenText, from: number, end: number): boolean {
  for (let next = from; next < end; next++) if (verbAt(text, next)) return true;
  return false;
}

/** `…, all units vest at once`: what happens then. */
function vestsNext(text: TokenText, at: number, end: number): boolean {
  for (let next = at + 1; next < end && next < at + 12; next++) {
    const verb = verbAt(text, next);
    if (verb) return verb.role === 'vest' || verb.role === 'exercise' || verb.role === 'lapse';
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
    if (token === ',' || token === 'and' || token === 'or' || token === 'with' || token === 'such' || token === 'so') {
      if (nextPart(text, next, at)) return next;
    }
  }
  return end;
}

const JOIN = either(words(', and|or|but|then|with? then?'), words('and|with|but then?'), words('or'));
const RESULT = words(', such|so that');

function nextPart(text: TokenText, at: number, opening: number): boolean {
  if (RESULT(text, at) || words('such|so that')(text, at)) return at > opening + 1;
  const join = JOIN(text, at);
  if (!join) return false;
  if (words('subject|provided')(text, join.next) || words('or earlier|sooner')(text, at) || words(', or earlier|sooner|if')(text, at)) return true;
  const part = share(text, join.next);
  if (part) return true;
  if (text.tokens[at]!.text === ',' && words('beginning|commencing|starting|in|until|upon|which|over|but|at')(text, at + 1)) {
    return !words('in each|either|any|all case')(text, at + 1) && !words('in the event')(text, at + 1);
  }
  if (text.tokens[at]!.text === ',' && words('subject|provided|unless|except|so|contingent')(text, at + 1)) return true;
  return shortSubjectVerb(text, join.next);
}

/** `and the shares will be delivered`: a subject of a few words, then a verb. */
function shortSubjectVerb(text: TokenText, at: number): boolean {
  const direct = text.tokens[at] && verbAt(text, at);
  if (direct && (direct.role === 'vest' || direct.role === 'exercise') && /^(?:vest|vests|vested|exercisable)$/.test(text.tokens[at]!.text)) return true;
  if (!/^(?:the|each|such|any|all|these|will|shall|is|are|rsus|options|shares|vested|upon|become|becomes|on|thereafter|annually|quarterly|monthly)$/.test(text.tokens[at]?.text ?? '')) return false;
  for (let next = at; next < at + 7; next++) {
    const token = text.tokens[next];
    if (!token || token.text === ',' || token.text === '.') return false;
    const verb = verbAt(text, next);
    if (verb) return verb.role !== 'other' && verb.role !== 'end';
  }
  return /^(?:annually|quarterly|monthly|thereafter)$/.test(text.tokens[at]!.text);
}
