import { either, mapped, maybe, meaning, type Parsed, type Parser, sequence, words } from './combinators';
import { type ConditionWords, conditionAt } from './conditions';
import { calendarDays } from './dates';
import type { Duration } from './durations';
import { type TimePoint, timePoints } from './moments';
import { type Share, share } from './portions';
import { namedThing, shortMonthAside } from './references';
import { definition, security } from './securities';
import { cliff, type SeriesWords, series, type Span, span } from './series';
import type { TokenText } from './token';
import { type Verb, verbAt } from './verbs';

/** How a time stands to what vests: on it, from it on, first on it, counted from it, until it, as it was then. */
export type TimeRole = 'on' | 'from' | 'first' | 'after' | 'until' | 'notBefore' | 'asOf';

export type PhraseMeaning =
  | { readonly kind: 'verb'; readonly verb: Verb }
  | { readonly kind: 'share'; readonly share: Share }
  | { readonly kind: 'time'; readonly role: TimeRole; readonly points: readonly TimePoint[]; readonly each: boolean }
  | { readonly kind: 'series'; readonly series: SeriesWords }
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'cliff'; readonly length: Duration }
  | { readonly kind: 'thereafter' }
  | { readonly kind: 'condition'; readonly condition: ConditionWords }
  | { readonly kind: 'grantedOn'; readonly on: string }
  | { readonly kind: 'separator'; readonly strength: 'list' | 'clause' }
  | { readonly kind: 'not' }
  | { readonly kind: 'respectively' }
  /** Understood, and of no weight here: a plan, a price, a name. */
  | { readonly kind: 'named' }
  /** A word that cannot change what is stated. */
  | { readonly kind: 'glue' }
  /** A figure, date or word of weight that no phrase took. */
  | { readonly kind: 'leftover' };

/** A stretch of tokens and what it means. `to` is exclusive. */
export type Phrase = PhraseMeaning & { readonly from: number; readonly to: number };

const eachOf: Parser<boolean> = mapped(
  maybe(
    either(
      words('on|upon|at|as|in? of? each|every of the following dates|anniversaries :?'),
      words('on|upon|at|as|in? of? each|every of the|such?'),
      words('on|upon|as? of? all|both|either of? the?'),
      words('on|upon the following dates|schedule :?'),
    ),
  ),
  (found) => found === true,
);

/** `on each August 27, 2021, 2022 and 2023`. */
const eachListed: Parser<PhraseMeaning> = mapped(
  sequence(maybe(words('on|as of?')), words('each|every'), timePoints),
  ([, , points]) => (points.length > 1 ? { kind: 'time', role: 'on', points, each: true } : undefined),
);

const onTime: Parser<PhraseMeaning> = (text, at) => {
  const each = eachOf(text, at)!;
  const points = (each.next > at && timePoints(text, each.next)) || timePoints(text, at);
  if (!points) return undefined;
  const asOf = words('as of')(text, at) !== undefined;
  return {
    value: { kind: 'time', role: asOf ? 'asOf' : 'on', points: points.value, each: each.value },
    next: points.next,
  };
};

const FROM = words('beginning|commencing|starting|begin|begins|commence|commences|start|starts|began|commenced|effective|initially|first on|with|in|as|at|upon|from? of?');
const FIRST = either(
  words('beginning|commencing|starting|begins|commences on|with|in|as? of? the? first? fiscal|calendar? quarter|month|year|period ending|ended on?'),
  words('with|, the? first|initial such? vesting|installment|vest? date|dates of|being|is|on|to|falling|occurring|vesting be|occur|on?'),
  words('the|with the? first|initial vesting date is|being|was|will|shall be? on?'),
);
const AFTER = words('following|after|from|since|measured|subsequent|counted and? after? from? to?');
const UNTIL = either(
  words('until|through|thru|ending|ends|end|concluding and? including? on|with|in|by|as? of? the?'),
  words('with|such|so that? the? last|final installment|vesting|tranche|payment|one of? vesting|to? be? occurring|occur? on|by'),
);
const BY = words('by|no|not|on later|or than|before?');

function timed(lead: Parser<unknown>, role: TimeRole): Parser<PhraseMeaning> {
  return mapped(sequence(lead, eachOf, timePoints), ([, each, points]) => ({ kind: 'time', role, points, each }));
}

/** `such that the option is fully vested on January 31, 2027`, `becoming fully vested on …`. */
const fullyVestedBy: Parser<PhraseMeaning> = (text, at) => {
  const lead = either(
    words('such|so that'),
    words('until the? option|award|rsus|shares|all|grant|100|full|fully|entire'),
    words('with the option|award|rsus|grant'),
    words('becoming|being|until|when'),
    words('with full|complete|final'),
    words('to be|become fully'),
  )(text, at);
  if (!lead) return undefined;
  let full = false;
  for (let next = at; next < lead.next + 24; next++) {
    const word = text.tokens[next]?.text;
    if (word === undefined || word === '.' || word === ';') return undefined;
    full ||= /^(?:fully|full|all|100|entire|completely|total)$/.test(word);
    if (full && /^(?:vested|vest|vesting|exercisable)$/.test(word)) {
      const after = words('and exercisable|vested')(text, next + 1)?.next ?? next + 1;
      const points = either(timePoints, mapped(sequence(words('by|on|as|at no|or|of? later|before? than? the? end? of?'), timePoints), ([, value]) => value))(text, after);
      if (points) return { value: { kind: 'time', role: 'until', points: points.value, each: false }, next: points.next };
      if (/^(?:until|when)$/.test(text.tokens[at]!.text)) return { value: { kind: 'named' }, next: after };
      return undefined;
    }
  }
  return undefined;
};

const grantedOn: Parser<PhraseMeaning> = mapped(
  sequence(
    either(words('granted|awarded|issued|received to? the|him|her? reporting? person? effective? on|as|effective of?'), words('dated|dated as of'), words('a|the? grant|award made? dated|on|of')),
    calendarDays,
    maybe(definition),
  ),
  ([, days]) => (days.length === 1 && 'on' in days[0]! ? { kind: 'grantedOn', on: days[0].on } : undefined),
);

const thereafter: Parser<PhraseMeaning> = either(
  meaning<PhraseMeaning>('thereafter|afterwards|afterward|subsequently', { kind: 'thereafter' }),
  meaning<PhraseMeaning>('after|following|from|since that|such|then date|time|anniversary|point', { kind: 'thereafter' }),
  meaning<PhraseMeaning>('from then on', { kind: 'thereafter' }),
  meaning<PhraseMeaning>('after that', { kind: 'thereafter' }),
  meaning<PhraseMeaning>('after|following the|such first|initial|cliff vesting|vest? date|anniversary', { kind: 'thereafter' }),
);

const uncertain: Parser<PhraseMeaning> = either(
  meaning<PhraseMeaning>('up to', { kind: 'leftover' }),
  meaning<PhraseMeaning>('at least|most', { kind: 'leftover' }),
  meaning<PhraseMeaning>('not|no less|more|fewer than', { kind: 'leftover' }),
  meaning<PhraseMeaning>('a? minimum|maximum of?', { kind: 'leftover' }),
  meaning<PhraseMeaning>('between', { kind: 'leftover' }),
  meaning<PhraseMeaning>('a portion|part|number|percentage of', { kind: 'leftover' }),
  meaning<PhraseMeaning>('some|certain|most|portions of? the|such|these', { kind: 'leftover' }),
);

const NEGATIONS = /^(?:not|no|none|never|neither|nor|without|cannot|unvested|unexercisable)$/;
const not: Parser<PhraseMeaning> = (text, at) =>
  NEGATIONS.test(text.tokens[at]?.text ?? '') ? { value: { kind: 'not' }, next: at + 1 } : undefined;

/** Read by their length: the longest understanding of the tokens at a place is the one meant. */
const CANDIDATES: readonly Parser<PhraseMeaning>[] = [
  namedThing,
  grantedOn,
  fullyVestedBy,
  mapped(cliff, (length) => ({ kind: 'cliff', length })),
  mapped(span, (value) => ({ kind: 'span', span: value })),
  mapped(series, (value) => ({ kind: 'series', series: value })),
  timed(FROM, 'from'),
  timed(FIRST, 'first'),
  onTime,
  eachListed,
  timed(AFTER, 'after'),
  timed(UNTIL, 'until'),
  timed(BY, 'until'),
  mapped(share, (value) => ({ kind: 'share', share: value })),
  thereafter,
  uncertain,
];

const CLAUSE_MARKS = new Set([';', ':', 'and', 'but', 'then', 'or', 'plus', 'while', 'whereas', 'which', 'that', 'who']);
const HEAVY_WORDS =
  /^(?:anniversary|anniversaries|unless|except|until|before|prior|if|notwithstanding|however|only|otherwise|provided|installment|installments|increments|tranche|tranches|month|months|year|years|quarter|quarters|once|accelerated|accelerate|contingent|conditioned|beginning|commencing|half|%|percent|january|february|april|june|july|august|september|october|november|december|first|second|third|fourth|fifth|rounded|multiplied|times|divided|depending|upon|when|after|respectively)$/;
const LIGHT_HEAVY = /^(?:first|only|however|provided|respectively|beginning|when|year|years)$/;

/** All phrases of one sentence, in order, without gaps. Each token belongs to one. */
export function phrasesOf(text: TokenText, from: number, to: number): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let at = from;
  while (at < to) {
    const { value, next } = phraseAt(text, at, from, to);
    phrases.push({ ...value, from: at, to: Math.min(next, to) });
    at = next;
  }
  return phrases;
}

function phraseAt(text: TokenText, at: number, from: number, to: number): Parsed<PhraseMeaning> {
  const { text: word, kind } = text.tokens[at]!;
  const enumerator = words('( i|ii|iii|iv|v|vi|vii|viii|a|b|c|d|e|f|g|x|y|z|1|2|3|4|5|6|7|8 )')(text, at);
  if (enumerator) return { value: { kind: 'separator', strength: 'clause' }, next: enumerator.next };
  if (/^(?:,|\(|\)|"|\*)$/.test(word)) {
    const aside = word === '(' ? shortMonthAside(text, at) : undefined;
    if (aside) return { value: { kind: 'named' }, next: aside.next };
    const named = word === '(' ? definition(text, at) : undefined;
    const condition = word === ',' ? conditionAt(text, at, to, false) : undefined;
    if (condition) return { value: { kind: 'condition', condition: condition.value }, next: condition.next };
    return named ? { value: { kind: 'named' }, next: named.next } : { value: { kind: 'separator', strength: 'list' }, next: at + 1 };
  }
  let best: Parsed<PhraseMeaning> | undefined;
  for (const candidate of CANDIDATES) {
    const parsed = candidate(text, at);
    if (parsed && parsed.next <= to && parsed.next > (best?.next ?? at)) best = parsed;
  }
  const condition = conditionAt(text, at, to, at === from);
  if (condition && (!best || startsCondition(word))) {
    return { value: { kind: 'condition', condition: condition.value }, next: condition.next };
  }
  if (best) return best;
  const negated = not(text, at);
  if (negated) return negated;
  const verb = verbAt(text, at);
  if (verb) return { value: { kind: 'verb', verb }, next: at + 1 };
  if (CLAUSE_MARKS.has(word)) return { value: { kind: 'separator', strength: 'clause' }, next: at + 1 };
  const what = security(text, at);
  if (what && what.next <= to) return { value: { kind: 'named' }, next: what.next };
  if (word === 'respectively') return { value: { kind: 'respectively' }, next: at + 1 };
  const heavy = kind === 'number' || kind === 'ordinal' || (HEAVY_WORDS.test(word) && !LIGHT_HEAVY.test(word));
  return { value: { kind: heavy ? 'leftover' : 'glue' }, next: at + 1 };
}

function startsCondition(word: string): boolean {
  return /^(?:subject|provided|unless|if|assuming|contingent|conditioned)$/.test(word);
}
