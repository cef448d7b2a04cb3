import type { ReportedRow } from '../reported-row';

/**
 * Why a reported balance is not the computed one.
 * - `wrongDirection`: acquired and disposed of (A/D) are mixed up on the row;
 * - `decimalPoint`: a dot that meant thousands;
 * - `digitSlip`: one digit wrong, lost or doubled, or two exchanged;
 * - `notReduced`: the row gives the balance before its own transaction;
 * - `misstatedBalance`: a later row goes on from the computed balance, so the ones between were misstated;
 * - `rounding`: at most one unit of the last place that the rows give;
 * - `lateFiling`: lines that were filed later, or a filing that speaks of an earlier day, come between;
 * - `filedOrder`: the filer's tally runs in the order of the filings, not of the transactions;
 * - `missingFiling`: a change between two filings that none of the filings here tells;
 * - `split`: the shares were split or combined, which no row reports (Rule 16a-9);
 * - `silentAddition`: shares of a purchase plan or of reinvested dividends, told in a footnote only;
 * - `footnoteForfeiture`: units forfeited or cancelled, told in a footnote only;
 * - `toldInFootnote`: another change that only a footnote of the row tells;
 * - `ownTransfer`: moved between the person's own vehicles, which no row need report (Rule 16a-13);
 * - `lotMixUp`: the row speaks of another lot of the same class;
 * - `changedSpelling`: the row goes on from the balance of a vehicle that is spelled otherwise.
 */
export type CauseKind =
  | 'wrongDirection'
  | 'decimalPoint'
  | 'digitSlip'
  | 'notReduced'
  | 'misstatedBalance'
  | 'rounding'
  | 'lateFiling'
  | 'filedOrder'
  | 'missingFiling'
  | 'split'
  | 'silentAddition'
  | 'footnoteForfeiture'
  | 'toldInFootnote'
  | 'ownTransfer'
  | 'lotMixUp'
  | 'changedSpelling';

/**
 * How sure a cause is: the filings `told` it and the sum is exact; the sum alone is `exact`; it is `possible`,
 * but nothing proves it; it was tried and is `ruledOut` by its sum.
 */
export type Certainty = 'told' | 'exact' | 'possible' | 'ruledOut';

/** One explanation of a finding, with the sums that were made. */
export interface Cause {
  /** Usually one; two or three where only together they make the whole difference. */
  readonly kinds: readonly CauseKind[];
  readonly certainty: Certainty;
  /** What of the difference it accounts for, signed; `0` when nothing. */
  readonly accountsFor: string;
  /** The sums, in words and figures, one each. */
  readonly arithmetic: readonly string[];
  /** Event ids of the other lines that it rests on. */
  readonly lines: readonly string[];
  /** Footnotes of the row that it rests on, such as `F2`. */
  readonly footnotes: readonly string[];
  /** The decision that would settle it, as a command. */
  readonly proposal?: string;
}

/** A reported balance that is not the one computed from the balance before it and the change. */
export interface Finding extends ReportedRow {
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly tradingSymbol: string | null;
  /** Event id of the holding's first line. */
  readonly holdingId: string;
  /** From when on it is known: when the later of the two filings became known. */
  readonly knownOn: string;
  readonly before: string;
  readonly computed: string;
  /** Reported less computed. */
  readonly difference: string;
  /**
   * `explained` when its first cause is told or exact; `open` otherwise. `resolved` when it was open as known
   * earlier and later filings or decisions have done away with it.
   */
  readonly status: 'open' | 'explained' | 'resolved';
  /** What of the difference no cause that is told or exact accounts for. */
  readonly residual: string;
  /** Best first; for an open finding also what was tried and ruled out. */
  readonly causes: readonly Cause[];
  /** Of a resolved finding: since when, as ISO date. */
  readonly resolvedOn: string | null;
  /** Of a resolved finding: the filings that became known then. */
  readonly resolvedBy: readonly string[];
}
