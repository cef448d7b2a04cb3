import { compare } from '../core/ledger/filings-of-person';
import type { HoldingRow } from '../core/ledger/person-ledger';

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

/** Order of an answer: by issuer, Table I before Table II; within a table the order of the ledger. */
export function byIssuerAndTable(left: HoldingTerms, right: HoldingTerms): number {
  return (
    compare(left.issuerName ?? left.issuerId, right.issuerName ?? right.issuerId) ||
    compare(left.issuerId, right.issuerId) ||
    compare(left.table, right.table)
  );
}
