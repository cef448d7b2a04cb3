import { decimalPlaces, MAX_QUANTITY, QUANTITY_DECIMALS } from '../../values/quantity';
import type { Portion } from '../schedule';
import {
  between,
  either,
  mapped,
  maybe,
  meaning,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';
import { yearNumber } from './dates';
import { NUMBER_STARTS, ordinalNumber, type Ratio, ratioNumber, unitCount } from './numbers';
import { ofSecurity, security } from './securities';
import type { TokenText } from './token';

/** How much of an award, as the text puts it. */
export interface Share {
  readonly amount: Portion | { readonly kind: 'whole' } | { readonly kind: 'instalment' };
  /** `the first installment`, `the final 25%`. */
  readonly place?: 'first' | 'last';
  /** `the remaining 75%`: all that is left, and how much that is. */
  readonly rest?: true;
  /** `6.25% of the remaining options`. */
  readonly ofRemaining?: true;
  /** `any unvested shares`: whatever has not vested by then. */
  readonly unvested?: true;
  /** `fully`: said of how it stands, not of how it vests. */
  readonly fully?: true;
  /** `57,139 vested shares`: as it stands, not as it will. */
  readonly stands?: 'vested' | 'unvested';
}

const WHOLE = { kind: 'whole' } as const;
const BEFORE_VESTING = /^(?:vest|vests|vested|vesting|exercisable|nonforfeitable|and)$/;

function wordAt(text: TokenText, at: number): string {
  return text.tokens[at]?.text ?? '';
}

const standing = words('unvested|vested|additional');
const AFTER_UNITS =
  /^(?:on|each|per|annually|monthly|quarterly|shall|will|vest|vests|vested|vesting|become|becomes|became|exercisable|were|are|have|had|as|upon|of)$/;

/** `12,000 of the 20,000 shares`. */
const ofSoMany = sequence(words('of|out of? the|these|such|those|its|his|her? total?'), unitCount, security);

/** Units: a number before a security, or one that can be nothing else. Never money, a year, or `one share`. */
const unitShare: Parser<Share> = startingWith(NUMBER_STARTS, (text, at) => {
  const before = wordAt(text, at - 1);
  const number = before === '$' ? undefined : tried(unitCount, text, at);
  if (!number || number.value === '1' || number.value === '0' || !isQuantity(number.value)) return undefined;
  const after = wordAt(text, number.next);
  if (/^(?:%|\/|percent)$/.test(after) || (after === '-' && before !== '-')) return undefined;
  const part = tried(ofSoMany, text, number.next);
  if (part) return { value: { amount: { kind: 'units', units: number.value } }, next: part.next };
  const stands = tried(standing, text, number.next);
  const named = tried(security, text, stands?.next ?? number.next);
  if (!named && tried(yearNumber, text, at)) return undefined;
  if (!named && !(text.tokens[at]!.marked && text.tokens[at]!.kind === 'number') && !AFTER_UNITS.test(after))
    return undefined;
  const word = stands && named ? wordAt(text, number.next) : '';
  const next = named?.next ?? number.next;
  const amount = { kind: 'units', units: number.value } as const;
  const of = tried(ofSecurity, text, next);
  return {
    value: { amount, ...((word === 'vested' || word === 'unvested') && { stands: word }) },
    next: of?.next ?? next,
  };
});

/** Within the limits of EDGAR's ownership schema. */
function isQuantity(value: string): boolean {
  return decimalPlaces(value) <= QUANTITY_DECIMALS && value.length <= MAX_QUANTITY.length;
}

const ofUnits = between(words('of the|such|these|those|said?'), unitShare);

/** `25% of the shares`, `100% of 5,017 RSUs`, `one-third of the total award`. */
const ratioShare: Parser<Share> = startingWith(`${NUMBER_STARTS}|half`, (text, at) => {
  const parsed = tried(ratioNumber, text, at);
  if (!parsed) return undefined;
  const whole = isWhole(parsed.value);
  const units = tried(ofUnits, text, parsed.next);
  if (units) return { value: whole ? units.value : partOf(parsed.value), next: units.next };
  const of = tried(ofSecurity, text, parsed.next);
  // "became 100% vested"
  if (!of && whole && /^(?:vested|exercisable)$/.test(wordAt(text, parsed.next))) {
    return { value: { amount: WHOLE, fully: true }, next: parsed.next };
  }
  return {
    value: { ...partOf(parsed.value), ...(of?.value.remaining && { ofRemaining: true as const }) },
    next: of?.next ?? parsed.next,
  };
});

function isWhole({ numerator, denominator }: Ratio): boolean {
  return numerator === denominator;
}

function partOf(ratio: Ratio): Share {
  return isWhole(ratio) ? { amount: WHOLE } : { amount: { kind: 'fraction', ...ratio } };
}

const quantity: Parser<Share> = either(ratioShare, unitShare);

const someOf: Parser<unknown> = either(
  security,
  sequence(words('portion|part|amount|number|portions|amounts'), maybe(ofSecurity)),
);
const REST = { amount: { kind: 'remaining' }, rest: true } as const;

/** `the remainder`, `the balance of the award`, `the remaining 75%`, `the remaining unvested shares`. */
const rest: Parser<Share> = either(
  mapped(
    between(words('the|with|any|all? the? remaining|final|last|other remaining? unvested?'), quantity),
    (share): Share => ({
      ...share,
      rest: true,
    }),
  ),
  mapped(sequence(words('the|any|a? remainder|balance|rest'), maybe(ofSecurity)), (): Share => REST),
  startingWith('the', (text, at) =>
    wordAt(text, at + 1) === 'remaining' && BEFORE_VESTING.test(wordAt(text, at + 2))
      ? { value: REST, next: at + 2 }
      : undefined,
  ),
  mapped(
    sequence(
      words('the|any|all|his|her|such? of? the? then? remaining|outstanding|additional? then? unvested'),
      someOf,
    ),
    (): Share => ({ ...REST, unvested: true }),
  ),
  mapped(
    sequence(words('the|any|all|such|of|other? of? the|such? remaining|other unvested?'), someOf),
    (): Share => REST,
  ),
);

/** `fully`, before a verb of vesting. */
const fully: Parser<Share> = startingWith('fully|completely|entirely', (text, at) =>
  BEFORE_VESTING.test(wordAt(text, at + 1))
    ? { value: { amount: WHOLE, fully: true }, next: at + 1 }
    : undefined,
);
const allBefore: Parser<unknown> = startingWith('all', (text, at) =>
  BEFORE_VESTING.test(wordAt(text, at + 1)) ? { value: true, next: at + 1 } : undefined,
);
/** `all of the RSUs`, `all of which`, `in full`, `the entire award`. */
const whole: Parser<Share> = mapped(
  either(
    sequence(words('all|entirety'), ofSecurity),
    allBefore,
    words('in full|whole|total'),
    words('in|as a|one single|lump one? installment|instalment|tranche|sum'),
    words('in one|1 installment|instalment|tranche'),
    words('in its|their entirety'),
    sequence(words('the|an? entire|full award|option|grant|amount|number|rsu'), maybe(ofSecurity)),
    sequence(words('the? full|entire|total number|amount of'), security),
  ),
  () => ({ amount: WHOLE }),
);

const PIECE =
  'installment|instalment|tranche|increment|vesting|portion|part|third|quarter|fourth|half|payment';
const placeWords = words('the|with|its? the? first|initial|last|final such|equal?');
const piece = either(
  words('of which|them|these'),
  words(
    `annual|monthly|quarterly|yearly|vesting? ${PIECE} of? the|such|these? award|option|shares|options|rsus?`,
  ),
);
/** `the first installment`, `the first of which`, `the final tranche`, `the first 25%`. */
const placed: Parser<Share> = startingWith('the|with|its|first|initial|last|final', (text, at) => {
  const lead = tried(placeWords, text, at);
  if (!lead) return undefined;
  const end = text.tokens.slice(at, lead.next).some((token) => /^(?:last|final)$/.test(token.text));
  const place = end ? 'last' : 'first';
  const named = tried(piece, text, lead.next);
  if (named) return { value: { amount: { kind: 'instalment' }, place }, next: named.next };
  const part = tried(quantity, text, lead.next);
  return part && { value: { ...part.value, place }, next: part.next };
});

/** `the second installment`: one of a series that is told one by one. */
const laterWords = sequence(maybe(words('the')), ordinalNumber, words(`such? ${PIECE}`));
const later: Parser<Share> = (text, at) => {
  const parsed = laterWords(text, at);
  // "each third vesting date" tells how often.
  if (!parsed || /^dates?$/.test(wordAt(text, parsed.next))) return undefined;
  return { value: { amount: { kind: 'instalment' } }, next: parsed.next };
};

const asTo = maybe(
  either(
    words('as to'),
    words('with|in respect to|of'),
    words('for'),
    words('to the extent of'),
    words('at|in the|a|an annual? rate|amount of'),
    words('at'),
  ),
);
const additional = maybe(words('an|the|a? additional|another|further|next|second|third|fourth|other'));

/** How much of the award: one phrase. */
export const share: Parser<Share> = between(
  asTo,
  either(rest, placed, later, fully, whole, between(additional, quantity)),
);

/** `up to 25%`, `a portion of the shares`: how much, but not exactly. */
export const uncertainShare: Parser<true> = either(
  meaning('up to', true as const),
  words('at least|most'),
  words('not|no less|more|fewer than'),
  words('a? minimum|maximum of?'),
  words('between'),
  words('a portion|part|number|percentage of'),
  words('some|certain|most|portions of? the|such|these'),
);
