import { toUnits } from '../../values/quantity';
import type { PersonFiling } from '../filings-of-person';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding } from '../person-holdings';
import { type Base, type Doubt, standingAfter } from './doubt';
import type { Cause } from './finding';
import { cause } from './row-causes';
import { isSplitRatio, type SplitRatio, splitProposal, toldSplit } from './split-proposal';

/** A balance with this many digits before its closing zeros is hardly ever a multiple of another by chance. */
const TELLING_DIGITS = 5;
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
  const told = toldOf(ratio, doubt, filings);
  const { since, until } = base;
  const { issuerId } = doubt.line.filing;
  const more = { proposal: splitProposal({ issuerId, ratio, since, until }, told?.text) };
  if (told) {
    return cause('split', 'told', base.residual, `${text}, told in a footnote of ${told.knownOn}`, more);
  }
  if (holdings.some((other) => wentOn(other, base))) return undefined;
  const also = others.filter((other) => other.holding !== doubt.holding && hasRatio(other, ratio, doubt));
  if (also.length > 0) {
    return cause(
      'split',
      'exact',
      base.residual,
      `${text}, as in ${also.length} other holdings of the issuer`,
      more,
    );
  }
  const digits = base.balance.replace(/\D/g, '').replace(/0+$/, '').length;
  const telling = digits >= TELLING_DIGITS && ratio.each === 1n;
  return cause('split', telling ? 'exact' : 'possible', base.residual, text, more);
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
function hasRatio({ line, step, bases, needed }: Doubt, ratio: SplitRatio, doubt: Doubt): boolean {
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

function ratioOf(before: string, after: string): SplitRatio | undefined {
  const [from, to] = [toUnits(before), toUnits(after)];
  if (from <= 0n || to <= 0n || from === to) return undefined;
  const common = gcd(from, to);
  const [forward, each] = [to / common, from / common];
  return isSplitRatio({ forward, each }) ? { forward, each } : undefined;
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}

/** A footnote on such a split, of a filing of the issuer since the balance stood, and when that is known. */
function toldOf(
  ratio: SplitRatio,
  doubt: Doubt,
  filings: readonly PersonFiling[],
): { readonly text: string; readonly knownOn: string } | undefined {
  for (const { issuerId, knownOn, facts } of filings) {
    const since = doubt.bases.some((base) => base.since <= knownOn);
    if (issuerId !== doubt.line.filing.issuerId || !since) continue;
    const text = toldSplit(
      ratio,
      facts.footnotes.map((note) => note.text),
    );
    if (text !== undefined) return { text, knownOn };
  }
  return undefined;
}
