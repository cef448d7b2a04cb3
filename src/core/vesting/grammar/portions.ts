import type { Portion } from '../schedule';
import { either, mapped, maybe, type Parsed, type Parser, sequence, words } from './combinators';
import { yearNumber } from './dates';
import { digits, ordinalNumber, type Ratio, ratioNumber } from './numbers';
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
  /** Of the award's size, where the portion states it: `50% of the 10,000 RSUs`. */
  readonly awardUnits?: string;
}

const WHOLE = { kind: 'whole' } as const;

const asTo = maybe(either(words('as to'), words('with respect to'), words('in respect of'), words('to the extent of')));

interface Units {
  readonly units: string;
  readonly stands?: 'vested' | 'unvested';
}

/** Units: a number before a security, or one that can be nothing else. Never money, a year, or `one share`. */
const units: Parser<Units> = (text, at) => {
  const before = text.tokens[at - 1]?.text;
  const number = before === '$' ? undefined : digits(text, at);
  if (!number || number.value === '1' || number.value === '0') return undefined;
  const after = text.tokens[number.next]?.text ?? '';
  if (after === '%' || after === '/' || after === 'percent' || (after === '-' && before !== '-')) return undefined;
  if (yearNumber(text, at) && !security(text, number.next)) return undefined;
  const standing = words('unvested|vested|additional')(text, number.next);
  const follows = security(text, standing?.next ?? number.next);
  if (follows) {
    const word = standing && text.tokens[standing.next - 1]!.text;
    const stands = word === 'vested' || word === 'unvested' ? word : undefined;
    return { value: { units: number.value, ...(stands && { stands }) }, next: follows.next };
  }
  const verblike =
    /^(?:on|each|shall|will|vest|vests|vested|vesting|become|becomes|became|exercisable|were|are|have|had|as|upon|of)$/.test(
      after,
    );
  return text.tokens[at]!.marked || verblike ? { value: { units: number.value }, next: number.next } : undefined;
};

/** `25% of the shares`, `100% of 5,017 RSUs`, `one-third of the total award`. */
const ratioShare: Parser<Share> = (text, at) => {
  const parsed = ratioNumber(text, at);
  if (!parsed) return undefined;
  const ofUnits = sequence(words('of the|such|these|those|said?'), units)(text, parsed.next);
  if (ofUnits) {
    const awardUnits = ofUnits.value[1].units;
    const share = isWhole(parsed.value)
      ? { amount: { kind: 'units', units: awardUnits } as const }
      : { ...fraction(parsed.value), awardUnits };
    return { value: share, next: ofUnits.next };
  }
  const of = ofSecurity(text, parsed.next);
  // "became 100% vested"
  if (!of && isWhole(parsed.value) && /^(?:vested|exercisable)$/.test(text.tokens[parsed.next]?.text ?? '')) {
    return { value: { amount: WHOLE, fully: true }, next: parsed.next };
  }
  return {
    value: { ...fraction(parsed.value), ...(of?.value.remaining && { ofRemaining: true as const }) },
    next: of?.next ?? parsed.next,
  };
};

function isWhole({ numerator, denominator }: Ratio): boolean {
  return numerator === denominator;
}

function fraction(ratio: Ratio): Share {
  return isWhole(ratio) ? { amount: WHOLE } : { amount: { kind: 'fraction', ...ratio } };
}

const unitShare: Parser<Share> = mapped(sequence(units, maybe(ofSecurity)), ([{ units: count, stands }]) => ({
  amount: { kind: 'units', units: count },
  ...(stands && { stands }),
}));

const quantity = either(ratioShare, unitShare);

/** `the remainder`, `the balance of the award`, `the remaining 75%`, `the remaining unvested shares`. */
const rest: Parser<Share> = either(
  mapped(
    sequence(
      words('the|with|any|all? the? remaining|final|last remaining? unvested?'),
      quantity,
    ),
    ([, share]) => ({ ...share, rest: true as const }),
  ),
  mapped(
    sequence(words('the|any|a? remainder|balance|rest'), maybe(ofSecurity)),
    () => ({ amount: { kind: 'remaining' }, rest: true }) as const,
  ),
  mapped(
    sequence(words('the|any|all|his|her|such? of? the? then? remaining|outstanding|additional? then? unvested'), nounOrPortion()),
    () => ({ amount: { kind: 'remaining' }, rest: true, unvested: true }) as const,
  ),
  mapped(
    sequence(words('the|any|all|such|of|other? of? the|such? remaining|other unvested?'), nounOrPortion()),
    () => ({ amount: { kind: 'remaining' }, rest: true }) as const,
  ),
);

function nounOrPortion(): Parser<true> {
  const portion = mapped(
    sequence(words('portion|part|amount|number|portions|amounts'), maybe(ofSecurity)),
    () => true as const,
  );
  return either(security, portion);
}

/** `all of the RSUs`, `all of which`, `in full`, `the entire award`. */
const fully: Parser<Share> = (text, at) => {
  const all = words('fully|completely|entirely')(text, at);
  const next = all && text.tokens[all.next]?.text;
  return next && /^(?:vest|vests|vested|vesting|exercisable|nonforfeitable|and)$/.test(next)
    ? { value: { amount: WHOLE, fully: true }, next: all.next }
    : undefined;
};

const whole: Parser<Share> = mapped(
  either(
    mapped(sequence(words('all|entirety'), ofSecurity), () => true as const),
    (text, at) => {
      const all = words('all')(text, at);
      const next = all && text.tokens[all.next]?.text;
      return next && /^(?:vest|vests|vested|vesting|exercisable|nonforfeitable|and)$/.test(next) ? all : undefined;
    },
    words('in full'),
    words('in its|their entirety'),
    words('in whole'),
    mapped(sequence(words('the|an? entire|full award|option|grant|amount|number|rsu'), maybe(ofSecurity)), () => true as const),
    mapped(sequence(words('the? full|entire|total number|amount of'), security), () => true as const),
  ),
  () => ({ amount: WHOLE }),
);

const PIECE = 'installment|instalment|tranche|increment|vesting|portion|part|third|quarter|fourth|half|payment';
/** `the first installment`, `the first of which`, `the final tranche`, `the first 25%`. */
const first: Parser<Share> = (text, at) => {
  const lead = words('the|with|its? the? first|initial|last|final such|equal?')(text, at);
  if (!lead) return undefined;
  const place = wordsAt(text, at, lead.next).some((word) => word === 'last' || word === 'final') ? 'last' : 'first';
  const ofWhich = words('of which')(text, lead.next);
  if (ofWhich) return { value: { amount: { kind: 'instalment' }, place }, next: ofWhich.next };
  const piece = words(`annual|monthly|quarterly|yearly|vesting? ${PIECE} of? the|such|these? award|option|shares|options|rsus?`)(text, lead.next);
  if (piece) return { value: { amount: { kind: 'instalment' }, place }, next: piece.next };
  const share: Parsed<Share> | undefined = quantity(text, lead.next);
  return share && { value: { ...share.value, place }, next: share.next };
};

function wordsAt(text: TokenText, from: number, to: number): readonly string[] {
  return text.tokens.slice(from, to).map((token) => token.text);
}

/** `the second installment`: one of a series that is told one by one. */
const later: Parser<Share> = mapped(
  sequence(maybe(words('the')), ordinalNumber, words(`such? ${PIECE}`)),
  () => ({ amount: { kind: 'instalment' } }) as const,
);

const additional = maybe(words('an|the|a? additional|another|further|next|second|third|fourth|other'));

/** How much of the award: one phrase. */
export const share: Parser<Share> = mapped(
  sequence(
    asTo,
    either(
      rest,
      first,
      later,
      fully,
      whole,
      mapped(sequence(additional, quantity), ([, value]) => value),
    ),
  ),
  ([, value]) => value,
);
