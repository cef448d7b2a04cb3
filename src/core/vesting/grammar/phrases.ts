import { oneDay } from './anchors';
import { either, mapped, maybe, type Parsed, type Parser, sequence, tried, words } from './combinators';
import { type ConditionWords, conditionAt } from './conditions';
import type { Duration } from './durations';
import { ratioNumber, unitCount } from './numbers';
import { type Share, share, uncertainShare } from './portions';
import { businessDayAside, reference, roundingAside, shortMonthAside } from './references';
import { definition, security } from './securities';
import { series } from './series';
import { type SeriesWords } from './series-words';
import { cliff, type Span, span } from './spans-of-time';
import { type TimeWords, timePhrase } from './time-phrases';
import type { TokenText } from './token';
import { type Verb, verbAt } from './verbs';

export type PhraseMeaning =
  | { readonly kind: 'verb'; readonly verb: Verb }
  | { readonly kind: 'share'; readonly share: Share }
  | ({ readonly kind: 'time' } & TimeWords)
  | { readonly kind: 'series'; readonly series: SeriesWords }
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'cliff'; readonly length: Duration }
  | { readonly kind: 'thereafter' }
  | { readonly kind: 'condition'; readonly condition: ConditionWords }
  | { readonly kind: 'grantedOn'; readonly on: string }
  /** `relative`: "that", "which". */
  | { readonly kind: 'separator'; readonly strength: 'list' | 'clause' | 'stop'; readonly relative?: true }
  | { readonly kind: 'not' }
  | { readonly kind: 'respectively' }
  /** Understood, and of no weight here: a plan, a price, a name. */
  | { readonly kind: 'named'; readonly businessDay?: true }
  /** A word that cannot change what is stated. */
  | { readonly kind: 'glue' }
  /** A figure, date or word of weight that no phrase took. */
  | { readonly kind: 'leftover' };

/** A stretch of tokens and what it means. `to` is exclusive. */
export type Phrase = PhraseMeaning & { readonly from: number; readonly to: number };

const NAMED: PhraseMeaning = { kind: 'named' };
const LEFTOVER: PhraseMeaning = { kind: 'leftover' };

const grantedOn: Parser<PhraseMeaning> = mapped(
  sequence(
    either(
      words(
        'granted|awarded|issued|received to? the|him|her? reporting? person? effective? on|as|effective of?',
      ),
      words('dated as? of?'),
      words('a|the? grant|award made? dated|on|of'),
      mapped(sequence(words('grant|award|issuance of'), security, words('made? on')), () => true as const),
    ),
    oneDay,
    maybe(definition),
  ),
  ([, on]): PhraseMeaning => ({ kind: 'grantedOn', on }),
);

/** `this option to purchase 100,000 shares`, `the award of 20,000 units`: the whole, and how many that is. */
const wholeAward = sequence(
  words(
    'the|this|such|an|a stock|restricted|employee|incentive|performance|share|unit|director? non? qualified|statutory|qualified? stock|share|unit? options|option|award|grant|rsu|warrant|right granted|representing|covering? of|for|to? purchase|acquire? up? to?',
  ),
  unitCount,
  security,
);

/** `10,000 units, of which 2,500 vested …`: how many there are in all. */
const totalOfWhich: Parser<unknown> = either(
  sequence(unitCount, security, words(',? of which')),
  // "10,000 shares of restricted stock, 3,334 of which vest …"
  (text, at) => {
    const total = tried(sequence(unitCount, security, words(',')), text, at);
    const part =
      total && tried(sequence(either(unitCount, ratioNumber), words('of which')), text, total.next);
    return part && { value: true, next: total.next };
  },
);

const thereafter: Parser<PhraseMeaning> = mapped(
  either(
    words('thereafter|afterwards|afterward|subsequently'),
    words('after|following|from|since that|such|then date|time|anniversary|point'),
    words('from then on'),
    words('after that'),
    words('after|following the|such first|initial|cliff vesting|vest? date|anniversary'),
  ),
  (): PhraseMeaning => ({ kind: 'thereafter' }),
);

/** Read by their length: the longest understanding of the tokens at a place is the one meant. */
const CANDIDATES: readonly Parser<PhraseMeaning>[] = [
  mapped(reference, () => NAMED),
  mapped(totalOfWhich, () => NAMED),
  mapped(wholeAward, () => NAMED),
  grantedOn,
  mapped(cliff, (length) => ({ kind: 'cliff', length })),
  mapped(span, (value) => ({ kind: 'span', span: value })),
  mapped(series, (value) => ({ kind: 'series', series: value })),
  timePhrase,
  mapped(share, (value) => ({ kind: 'share', share: value })),
  thereafter,
  mapped(uncertainShare, () => LEFTOVER),
];

const CLAUSE_MARKS = new Set([
  ';',
  ':',
  'and',
  'but',
  'then',
  'or',
  'plus',
  'while',
  'whereas',
  'which',
  'that',
  'who',
]);
const LIST_MARK = /^(?:,|\(|\)|"|\*)$/;
const NEGATION = /^(?:not|no|none|never|neither|nor|without|cannot|unvested|unexercisable)$/;
const OPENS_CONDITION = /^(?:subject|provided|unless|if|assuming|contingent|conditioned)$/;
/** Words that mean something for vesting: where no phrase takes them, something was not understood. */
const HEAVY =
  /^(?:anniversary|anniversaries|unless|except|until|before|prior|if|notwithstanding|otherwise|installments?|increments|tranche|tranches|months?|years|quarters?|once|accelerated|accelerate|contingent|conditioned|commencing|half|%|percent|january|february|april|june|july|august|september|october|november|december|second|third|fourth|fifth|rounded|multiplied|times|divided|depending|upon|after)$/;
const enumerator = words('( i|ii|iii|iv|v|vi|vii|viii|a|b|c|d|e|f|g|x|y|z|1|2|3|4|5|6|7|8 )');

/** All phrases of one sentence, in order, without gaps. Each token belongs to one. */
export function phrasesOf(text: TokenText, from: number, to: number): readonly Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = from; at < to; ) {
    const { value, next } = phraseAt(text, at, from, to);
    const dangling = value.kind === 'time' && isDangling(text, at, phrases.at(-1));
    phrases.push({ ...(dangling ? LEFTOVER : value), from: at, to: Math.min(next, to) });
    at = next;
  }
  return phrases;
}

/** `the X of the grant date`, where X was not understood: a time, but which one? */
function isDangling(text: TokenText, at: number, before: Phrase | undefined): boolean {
  return before?.kind === 'glue' && /^(?:of|from|after|since)$/.test(text.tokens[at - 1]?.text ?? '');
}

function phraseAt(text: TokenText, at: number, from: number, to: number): Parsed<PhraseMeaning> {
  const word = text.tokens[at]!.text;
  if (LIST_MARK.test(word)) return markAt(text, at, to);
  if (tried(exceptThat, text, at)) return { value: { kind: 'separator', strength: 'clause' }, next: at + 2 };
  const best = longest(text, at, to);
  if (!best || (OPENS_CONDITION.test(word) && best.value.kind !== 'cliff' && best.value.kind !== 'named')) {
    const condition = conditionAt(text, at, to, at === from);
    if (condition) return { value: { kind: 'condition', condition: condition.value }, next: condition.next };
  }
  return best ?? wordAt(text, at, to);
}

function longest(text: TokenText, at: number, to: number): Parsed<PhraseMeaning> | undefined {
  let best: Parsed<PhraseMeaning> | undefined;
  for (const candidate of CANDIDATES) {
    const parsed = tried(candidate, text, at);
    if (parsed && parsed.next <= to && parsed.next > (best?.next ?? at)) best = parsed;
  }
  return best;
}

const aside = either(shortMonthAside, roundingAside, definition);

/** Commas, brackets and quotation marks, and what may stand in them. */
function markAt(text: TokenText, at: number, to: number): Parsed<PhraseMeaning> {
  const counted = tried(enumerator, text, at);
  if (counted) return { value: { kind: 'separator', strength: 'clause' }, next: counted.next };
  const shifted = tried(businessDayAside, text, at);
  if (shifted) return { value: { kind: 'named', businessDay: true }, next: shifted.next };
  const named = tried(aside, text, at);
  if (named) return { value: NAMED, next: named.next };
  const condition = text.tokens[at]!.text === ',' ? conditionAt(text, at, to, false) : undefined;
  if (condition) return { value: { kind: 'condition', condition: condition.value }, next: condition.next };
  return tried(timePhrase, text, at) ?? { value: { kind: 'separator', strength: 'list' }, next: at + 1 };
}

/** `…, except that the final installment will vest on …`: one of the series, told apart. */
const exceptThat = words(
  'except|provided|but that the? first|final|last installment|instalment|tranche|vesting',
);

/** A single word that is no part of a longer phrase. */
function wordAt(text: TokenText, at: number, to: number): Parsed<PhraseMeaning> {
  const { text: word, kind } = text.tokens[at]!;
  const one = (value: PhraseMeaning): Parsed<PhraseMeaning> => ({ value, next: at + 1 });
  if (NEGATION.test(word)) return one({ kind: 'not' });
  const verb = verbAt(text, at);
  if (verb) return one({ kind: 'verb', verb });
  if (/^(?:which|that|who)$/.test(word))
    return one({ kind: 'separator', strength: 'clause', relative: true });
  if (CLAUSE_MARKS.has(word)) return one({ kind: 'separator', strength: word === ';' ? 'stop' : 'clause' });
  const what = tried(security, text, at);
  if (what && what.next <= to) return { value: NAMED, next: what.next };
  if (word === 'respectively') return one({ kind: 'respectively' });
  const figure = kind === 'number' || kind === 'ordinal';
  return one(figure || HEAVY.test(word) ? LEFTOVER : { kind: 'glue' });
}
