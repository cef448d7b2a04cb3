import { either, maybe, type Parsed, type Parser, sequence, startingWith, tried, words } from './combinators';
import type { TokenText } from './token';

const listed = (list: string) => new Set(list.split(' '));

/** Words that name what an award is made of. */
const NOUNS = listed(
  'share shares unit units option options stock rsu rsus psu psus prsu prsus dsu dsus sar sars sosars msu msus ltip isp isps nso nsos iso isos award awards grant grants warrant warrants right rights ads adss adrs securities security awarded interests interest phantom underwater equity',
);
/** Words that stand before those. */
const ADJECTIVES = listed(
  'common restricted ordinary incentive bonus deferred phantom performance appreciation class series preferred capital voting nonvoting depositary american time based service nonqualified non qualified statutory nonstatutory employee director annual initial additional retention underlying total aggregate number reported foregoing above referenced covered such profits subordinate market value cash settled linked derivative target original new earned banked achieved conditional eligible currently matching',
);
const ARTICLES = listed(
  'the this these those such each said all any its his her their which them it reporting person issuer company an a thereof that',
);
/** What joins the parts of a name: `shares of Class A Common Stock subject to the option`. */
const joint = maybe(
  words(
    'of|in|subject|underlying|covered|under|represented|issuable|comprising|purchasable|included|relating|reported|constituting|evidenced|which|acquired|received|held to|by|in|under|pursuant|upon|on|herein? to? exercise|vesting|settlement|are|is? of? subject|underlying? to?',
  ),
);
/** Most parts that a name is joined of, words in each, and words in a name in quotation marks. */
const MAX_PARTS = 6;
const MAX_PART_TOKENS = 14;
const MAX_QUOTED_TOKENS = 8;

const quoted: Parser<true> = (text, at) => {
  let next = at;
  while (next - at < MAX_QUOTED_TOKENS && text.tokens[next] && text.tokens[next]!.text !== '"') next++;
  return next > at && text.tokens[next]?.text === '"' ? { value: true, next } : undefined;
};

/** `("RSUs")`, `(the "Option")`, `(each, an "RSU")`: a name given in brackets. */
export const definition: Parser<unknown> = sequence(
  words('( collectively|each|together? ,? the|an|a? "'),
  quoted,
  words('" )'),
);

/** `the shares of Class A Common Stock subject to the option`, `such RSUs`, `which`: what vests. Never only an article. */
export const security: Parser<true> = startingWith(
  [...NOUNS, ...ADJECTIVES, ...ARTICLES].join('|'),
  (text, at) => {
    let next = at;
    let named = false;
    for (let parts = 0; parts < MAX_PARTS; parts++) {
      const part = namePart(text, next);
      if (!part) break;
      named ||= part.named;
      next = part.next;
      // "the reporting person received an award" names no security by its holder.
      if (!named) break;
      const joined = joint(text, next);
      if (!joined || joined.next === next || !namePart(text, joined.next)?.named) break;
      next = joined.next;
    }
    return named ? { value: true, next } : undefined;
  },
);

function namePart(
  text: TokenText,
  at: number,
): { readonly next: number; readonly named: boolean } | undefined {
  let named = false;
  let end = at;
  for (let next = at; next < text.tokens.length && next - at < MAX_PART_TOKENS; ) {
    const { text: word, kind } = text.tokens[next]!;
    if (word === '-' && next > at) {
      next++;
      continue;
    }
    const letter = word.length === 1 && /^(?:class|series)$/.test(text.tokens[next - 1]?.text ?? '');
    const noun = NOUNS.has(word);
    const fits = noun || letter || ADJECTIVES.has(word) || (ARTICLES.has(word) && !named);
    if (kind === 'word' && fits) {
      named ||= noun;
      end = ++next;
      continue;
    }
    const abbreviation = next > at ? tried(definition, text, next) : undefined;
    if (!abbreviation) break;
    next = abbreviation.next;
    end = next;
  }
  return end === at ? undefined : { next: end, named };
}

const of = words('of|in|as');
const pronoun = either(words('which|them|it|these|those'), words('the total|foregoing|above'));
const qualifier = maybe(
  words(
    'the|such|his|her|these|those|its|their|any|all? then? total|aggregate|original|initial|full|entire|remaining|unvested|outstanding? unvested|remaining? number|amount|portion|balance|rest|remainder? of? the|such|these? remaining|unvested? and? unvested?',
  ),
);

/** `of the shares underlying the award`, `of which`, `thereof`: whose part a portion is. */
export const ofSecurity: Parser<{ readonly remaining: boolean }> = (text, at) => {
  const lead = tried(of, text, at)?.next ?? at;
  const parsed = withQualifier(text, lead);
  if (parsed) {
    const ahead = text.tokens.slice(lead, Math.min(lead + 4, parsed.next));
    return {
      value: {
        remaining: ahead.some((token) => /^(?:remaining|unvested|rest|remainder|balance)$/.test(token.text)),
      },
      next: parsed.next,
    };
  }
  const named = lead > at ? tried(pronoun, text, lead) : undefined;
  return named && { value: { remaining: false }, next: named.next };
};

function withQualifier(text: TokenText, at: number): Parsed<true> | undefined {
  const lead = qualifier(text, at)!.next;
  return tried(security, text, lead) ?? (lead > at ? tried(security, text, at) : undefined);
}
