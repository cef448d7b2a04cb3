import { maybe, type Parser, sequence, words } from './combinators';
import type { TokenText } from './token';

/** Words that name what an award is made of. */
const NOUNS = new Set(
  'share shares unit units option options stock rsu rsus psu psus prsu prsus dsu dsus sar sars sosars msu msus ltip isp isps nso nsos iso isos award awards grant grants warrant warrants right rights ads adss adrs securities security award awarded interests interest phantom underwater equity'.split(
    ' ',
  ),
);
/** Words that stand before those. */
const ADJECTIVES = new Set(
  'common restricted ordinary incentive bonus deferred phantom performance appreciation class series preferred capital voting nonvoting depositary american time based service stock share option nonqualified non qualified statutory nonstatutory employee director annual initial additional retention underlying total aggregate number reported foregoing above referenced covered such profits subordinate market value cash settled linked derivative earned target original new'.split(
    ' ',
  ),
);
const ARTICLES = new Set(
  "the this these those such each said all any its his her their which them it reporting person issuer company an a thereof that".split(
    ' ',
  ),
);
/** What joins the parts of a name: `shares of Class A Common Stock subject to the option`. */
const JOINT = maybe(
  words(
    'of|in|subject|underlying|covered|under|represented|issuable|comprising|purchasable|included|relating|reported|constituting|evidenced|which|acquired|received|held to|by|in|under|pursuant|upon|on|herein? to? exercise|vesting|settlement|are|is? of? subject|underlying? to?',
  ),
);
const plainAbbreviation = sequence(words('( collectively|each|together? ,? the|an|a? "'), quoted(), words('" )'));

function quoted(): Parser<true> {
  return (text, at) => {
    let next = at;
    while (next < text.tokens.length && next - at < 8 && text.tokens[next]!.text !== '"') next++;
    return next > at && text.tokens[next]?.text === '"' ? { value: true, next } : undefined;
  };
}

/** `("RSUs")`, `(the "Option")`, `(each, an "RSU")`: a name given in brackets. */
export const definition: Parser<true> = (text, at) => {
  const parsed = plainAbbreviation(text, at);
  return parsed && { value: true, next: parsed.next };
};

/** True when the token at that place names securities. */
export function isSecurityNoun(text: TokenText, at: number): boolean {
  return NOUNS.has(text.tokens[at]?.text ?? '');
}

/** `the shares of Class A Common Stock subject to the option`, `such RSUs`, `which`: what vests. Never only an article. */
export const security: Parser<true> = (text, at) => {
  let next = at;
  let named = false;
  for (let parts = 0; parts < 6; parts++) {
    const part = nounPhrase(text, next);
    if (!part) break;
    named ||= part.named;
    next = part.next;
    const joint = JOINT(text, next);
    if (!joint || joint.next === next) break;
    const more = nounPhrase(text, joint.next);
    if (!more?.named) break;
    next = joint.next;
  }
  return named ? { value: true, next } : undefined;
};

function nounPhrase(text: TokenText, at: number): { readonly next: number; readonly named: boolean } | undefined {
  let next = at;
  let named = false;
  let end = at;
  while (next < text.tokens.length && next - at < 14) {
    const { text: word, kind } = text.tokens[next]!;
    if (NOUNS.has(word)) named = true;
    else if (word === '-' && next > at) {
      next++;
      continue;
    } else if (kind === 'word' && word.length === 1 && /^(?:class|series)$/.test(text.tokens[next - 1]?.text ?? '')) {
      // "Class A"
    } else if (kind !== 'word' || !(ADJECTIVES.has(word) || (ARTICLES.has(word) && !named))) {
      const named = definition(text, next);
      if (!named || next === at) break;
      next = named.next;
      end = next;
      continue;
    }
    next++;
    end = next;
  }
  return end === at ? undefined : { next: end, named };
}

const OF = words('of|in|as');

/** `of the shares underlying the award`, `of which`, `thereof`: whose part a portion is. */
export const ofSecurity: Parser<{ readonly remaining: boolean }> = (text, at) => {
  const lead = OF(text, at)?.next ?? at;
  const remaining = /^(?:remaining|unvested)$/;
  // "of the remaining options", "of such unvested shares"
  let seen = false;
  for (let ahead = lead; ahead < lead + 4; ahead++) seen ||= remaining.test(text.tokens[ahead]?.text ?? '');
  const parsed = withRemaining(text, lead);
  if (parsed) return { value: { remaining: seen }, next: parsed.next };
  if (lead === at) return undefined;
  const pronoun = words('which|them|it|these|those|the? total|foregoing?')(text, lead);
  return pronoun && { value: { remaining: false }, next: pronoun.next };
};

const qualifier = maybe(
  words('the|such|his|her|these|those|its|their|any|all? then? total|aggregate|original|initial|full|entire|remaining|unvested|outstanding? unvested|remaining? number|amount|portion|balance? of? the|such|these? remaining|unvested? and? unvested?'),
);

function withRemaining(text: TokenText, at: number) {
  const lead = qualifier(text, at)!.next;
  return security(text, lead) ?? (lead > at ? security(text, at) : undefined);
}
