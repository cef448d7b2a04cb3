import type { HoldingRow, StepRow } from '../core/ledger/person-ledger';
import { bareWords } from '../core/values/folded-text';
import { compare } from '../core/values/text-order';

/** The terms of a holding: what is held, of which issuer, in which form. */
export type HoldingTerms = Pick<
  HoldingRow,
  | 'holdingId'
  | 'issuerId'
  | 'issuerName'
  | 'table'
  | 'title'
  | 'ownership'
  | 'nature'
  | 'natureFootnotes'
  | 'strike'
  | 'exercisableOn'
  | 'expiresOn'
  | 'underlyingTitle'
  | 'unit'
  | 'knownFrom'
  | 'impliedOpening'
  | 'statedOpening'
>;

export function termsOf(holding: HoldingRow): HoldingTerms {
  const {
    personId: _person,
    reported: _reported,
    computed: _computed,
    lastEffectiveOn: _last,
    steps: _steps,
    ...terms
  } = holding;
  return terms;
}

/**
 * The terms on a date: a split after it divides the strike only then. `steps` are the holding's, or at least those of
 * its splits, in effective order.
 */
export function termsOn(
  date: string | undefined,
  holding: HoldingRow,
  steps: readonly Pick<StepRow, 'effectiveOn' | 'split'>[],
): HoldingTerms {
  const terms = termsOf(holding);
  const later = steps.find(({ split, effectiveOn }) => split && date !== undefined && effectiveOn > date);
  return later ? { ...terms, strike: later.split!.strikeBefore } : terms;
}

/**
 * Holdings in the order of an answer: issuer by issuer in order of name, Table I before Table II, within a table
 * in the order of the ledger. An issuer stays together however its name is spelled, and goes by its first one.
 */
export function inAnswerOrder<Holding extends HoldingTerms>(holdings: readonly Holding[]): Holding[] {
  const names = new Map<string, string>();
  for (const { issuerId, issuerName } of holdings) {
    if (!names.has(issuerId)) names.set(issuerId, bareWords(issuerName ?? issuerId));
  }
  return [...holdings].sort(
    (left, right) =>
      compare(names.get(left.issuerId)!, names.get(right.issuerId)!) ||
      compare(left.issuerId, right.issuerId) ||
      compare(left.table, right.table),
  );
}
