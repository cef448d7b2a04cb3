import { toUnits } from '../../values/quantity';
import type { PersonFiling } from '../filings-of-person';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding } from '../person-holdings';
import { type Base, type Doubt, standingAfter } from './doubt';
import type { Cause } from './finding';
import { cause } from './row-causes';

/** `forward` shares for each `each`: 3 for 1, 3 for 2, 1 for 50. */
interface Ratio {
  readonly forward: bigint;
  readonly each: bigint;
}

/** Splits beyond these are not believed. */
const MAX_FORWARD = 100n;
const MAX_REVERSE = 1_000n;
/** Both sides of a ratio such as 3 for 2; what gets less, such as 4 for 5, was given away in part. */
const MAX_UNEVEN = 10n;
/** A balance with this many digits before its closing zeros is hardly ever a multiple of another by chance. */
const TELLING_DIGITS = 5;
const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const SPLIT_WORDS = /split|stock dividend|consolidation/i;

/**
 * A balance that became a multiple or a fraction of itself. Sure where it is told, or found in several holdings, or
 * a multiple that cannot be by chance; funds that give away a half leave halves, too. Ruled out by a holding of the
 * class that went on unchanged over the same days. `others` are the doubts of the person, `holdings` those of the
 * class.
 */
export function split(
  doubt: Doubt,
  base: Base,
  others: readonly Doubt[],
  holdings: readonly FoldedHolding[],
  filings: readonly PersonFiling[],
): Cause | undefined {
  const ratio = ratioOf(base.balance, doubt.needed);
  // Nothing is split between two rows of one filing.
  const last = doubt.holding.steps[doubt.place - 1]!.line.filing.filingKey;
  if (!ratio || last === doubt.line.filing.filingKey) return undefined;
  const name = `${ratio.forward} for ${ratio.each}`;
  const text = `${base.balance} × ${ratio.forward} / ${ratio.each} = ${doubt.needed}: a split ${name}`;
  const footnote = footnoteOn(ratio, doubt, filings);
  if (footnote !== undefined)
    return cause('split', 'told', base.residual, `${text}, told in a footnote of ${footnote}`);
  if (holdings.some((other) => wentOn(other, base))) return undefined;
  const also = others.filter((other) => other.holding !== doubt.holding && hasRatio(other, ratio, doubt));
  if (also.length > 0) {
    return cause(
      'split',
      'exact',
      base.residual,
      `${text}, as in ${also.length} other holdings of the issuer`,
    );
  }
  const digits = base.balance.replace(/\D/g, '').replace(/0+$/, '').length;
  const telling = digits >= TELLING_DIGITS && ratio.each === 1n;
  return cause('split', telling ? 'exact' : 'possible', base.residual, text);
}

/** True when a balance was the same before and after, or followed exactly: then nothing was split between. */
function wentOn({ steps }: FoldedHolding, { since, until }: Base): boolean {
  const after = steps.findIndex(({ effectiveOn, kind }) => isFiledStep({ kind }) && effectiveOn >= until);
  const [step, before] = [steps[after], steps[after - 1]];
  if (!step || !before || before.effectiveOn > since || step.status === 'differs') return false;
  const balance = standingAfter(before);
  return isFiledStep(before) && balance !== undefined && balance !== '0';
}

/** The same ratio in another holding of the issuer between the same days. */
function hasRatio({ line, step, bases, needed }: Doubt, ratio: Ratio, doubt: Doubt): boolean {
  return (
    line.filing.issuerId === doubt.line.filing.issuerId &&
    bases.some(({ balance, since }) => {
      const found = ratioOf(balance, needed);
      const meets =
        since <= doubt.step.effectiveOn && doubt.bases.some((base) => base.since <= step.effectiveOn);
      return found?.forward === ratio.forward && found.each === ratio.each && meets;
    })
  );
}

function ratioOf(before: string, after: string): Ratio | undefined {
  const [from, to] = [toUnits(before), toUnits(after)];
  if (from <= 0n || to <= 0n || from === to) return undefined;
  const common = gcd(from, to);
  const [forward, each] = [to / common, from / common];
  const whole = each === 1n ? forward <= MAX_FORWARD : forward === 1n && each <= MAX_REVERSE;
  return whole || (forward > each && forward <= MAX_UNEVEN) ? { forward, each } : undefined;
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}

/** The knowledge date of a filing of the issuer, since the balance stood, with a footnote on such a split. */
function footnoteOn(ratio: Ratio, doubt: Doubt, filings: readonly PersonFiling[]): string | undefined {
  const spoken = [spellings(ratio.forward), spellings(ratio.each)] as const;
  const pattern = new RegExp(`\\b(?:${spoken[0]})[ -]?(?:for|to|:)[ -]?(?:${spoken[1]})\\b`, 'i');
  const told = filings.find(
    ({ issuerId, knownOn, facts }) =>
      issuerId === doubt.line.filing.issuerId &&
      doubt.bases.some(({ since }) => since <= knownOn) &&
      facts.footnotes.some(({ text }) => SPLIT_WORDS.test(text) && pattern.test(text)),
  );
  return told?.knownOn;
}

function spellings(number: bigint): string {
  const word = NUMBER_WORDS[Number(number)];
  return word ? `${number}|${word}` : String(number);
}
