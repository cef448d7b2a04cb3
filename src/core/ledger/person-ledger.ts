/**
 * The rows that a person's events come to: what the read model keeps and what every answer is made of.
 * Quantities are canonical decimal strings (shares, or dollars where `unit` says so); dates are ISO dates.
 */
import type { Table } from '../filing/filing';
import type { EventType } from './events';
import type { LotRows } from './lot-rows';

/** Where a filing is recorded, which gives its lines their event ids. */
export interface Recording {
  readonly stream: string;
  readonly fingerprint: string;
}

/** Where the knowledge date comes from; the signature date stands in where no filing date is known. */
export type KnownBasis = 'filingDate' | 'signatureDate' | 'recordingTime';

/** A decision by which two ids are one person. */
export interface PersonLink {
  /** The lower id first. */
  readonly persons: readonly [string, string];
  readonly author: string;
  readonly reason: string;
  readonly knownOn: string;
  /** Of the decision. */
  readonly eventId: string;
}

export interface PersonRow {
  /** CIK with ten digits, or `name.<slug>` while only a printed name is known; of several linked ids the lowest. */
  readonly personId: string;
  readonly cik: string | null;
  /** The name on the filing known last. */
  readonly name: string;
  /** Other names on filings, the one known last first. */
  readonly otherNames: readonly string[];
  /** Links in force between the person's ids; not part of the row hash. */
  readonly linked: readonly PersonLink[];
  readonly filings: number;
  readonly holdings: number;
  readonly problems: number;
  /** Earliest and latest effective date of a step; null when there is none. */
  readonly firstEffectiveOn: string | null;
  readonly lastEffectiveOn: string | null;
}

export interface FilingRow {
  readonly personId: string;
  /** Accession number where one is known, otherwise the fingerprint. */
  readonly filingKey: string;
  readonly fingerprint: string;
  readonly accession: string | null;
  readonly formType: string;
  /** CIK of the issuer, or `name.<slug>`. */
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly tradingSymbol: string | null;
  /** True when the form does not show its issuer and it was inferred. */
  readonly issuerInferred: boolean;
  readonly periodOfReport: string | null;
  readonly signedOn: string | null;
  readonly filedOn: string | null;
  /** US Eastern local time; not part of the row hash, because only submissions show it. */
  readonly acceptedAt: string | null;
  /**
   * How the accession number was found: in the document, by a header whose number is in the document's name,
   * or by the only header that fits the form; null when there is none. Not part of the row hash.
   */
  readonly accessionBasis: 'document' | 'sourceName' | 'onlyFit' | null;
  readonly knownOn: string;
  readonly knownBasis: KnownBasis;
  /** Owners who filed jointly, this person included. */
  readonly owners: number;
  readonly lines: number;
  /** What an amendment is taken to do; null for any other form. */
  readonly amends: FilingAmends | null;
  /** Event id of the filing's own event in this person's stream. */
  readonly eventId: string;
  /** Where it is recorded as well, under linked ids; not part of the row hash. */
  readonly twins: readonly Recording[];
  /** Documents of this filing, best format first; not part of the row hash. */
  readonly sources: readonly FilingSource[];
}

/** What an amendment is taken to do, computed from the filings that are known. */
export interface FilingAmends {
  /**
   * `matched`: its original is known; `tied`: several filings may be it, and none is changed; `unmatched`: no
   * filing is, and its lines count as they stand.
   */
  readonly standing: 'matched' | 'tied' | 'unmatched';
  /** The original, or the filings that tie; none when unmatched. */
  readonly originals: readonly {
    readonly filingKey: string;
    readonly formType: string;
    readonly confidence: 'certain' | 'likely' | 'possible' | 'decided';
    /** In words, what speaks for it. */
    readonly evidence: readonly string[];
  }[];
  readonly lines: readonly AmendedLine[];
}

/** One line of an amendment, one of the original that it takes back, or both (see LineEffect). */
export interface AmendedLine {
  readonly effect: 'restate' | 'add' | 'void' | 'confirm' | 'repeat' | 'undecided';
  /** Of the amendment's line; null when words alone take a line of the original back. */
  readonly table: Table | null;
  readonly row: number | null;
  /** The line of the original as it stood before the amendment; null for an added one. */
  readonly original: FormerLine | null;
  /** In words: by what the line was known again, or which sentence takes it back. */
  readonly reason: string;
}

/** A line that an amendment speaks of, as it stood before: restated or voided, it no longer counts. */
export interface FormerLine {
  /** Event id; not part of the row hash. */
  readonly lineId: string;
  /** The holding that it belongs to; null when every line of it was taken back. Not part of the row hash. */
  readonly holdingId: string | null;
  readonly filingKey: string;
  readonly formType: string;
  readonly table: Table;
  readonly row: number;
  readonly title: string;
  readonly effectiveOn: string;
  readonly code: string | null;
  /** Signed by the A/D column; null for a row without a transaction. */
  readonly change: string | null;
  readonly price: string | null;
  readonly reported: string | null;
}

export interface FilingSource {
  readonly format: string;
  readonly sha256: string;
  readonly name: string;
}

/** What a person owns of one class, in one form and nature of ownership; in Table II, one lot. */
export interface HoldingRow {
  readonly personId: string;
  /** Event id of the holding's first line; a holding can be asked for by the id of any of its lines. */
  readonly holdingId: string;
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly table: Table;
  readonly title: string;
  /** Direct (D) or indirect (I); null when unreadable. */
  readonly ownership: string | null;
  readonly nature: string | null;
  /** Text of the footnotes on the nature of ownership: often all that tells two vehicles apart. */
  readonly natureFootnotes: string | null;
  /** Dollars per share. */
  readonly strike: string | null;
  readonly exercisableOn: string | null;
  readonly expiresOn: string | null;
  readonly underlyingTitle: string | null;
  readonly unit: 'shares' | 'dollars';
  /** Before this date the balance is not known. */
  readonly knownFrom: string;
  /** Balance immediately before the first transaction, from following balance and amount; implied, never filed. */
  readonly impliedOpening: string | null;
  /** Balance before the first line as a person states it, in place of the implied one. */
  readonly statedOpening: string | null;
  /** After the last step; where that is a stated split, which no form reports, the balance that it comes to. */
  readonly reported: string | null;
  readonly computed: string | null;
  readonly lastEffectiveOn: string;
  readonly steps: number;
}

/**
 * How a step's balance came about.
 * - `opening`: implied by the first transaction, from its following balance and amount;
 * - `stated`: an opening that a person states, in place of the implied one;
 * - `recomputed`: the balance before plus the change equals the reported balance; where a filing shows the final
 *   total on each of its rows, the balance before plus their changes does;
 * - `differs`: it does not; the reported balance is what the next step starts from;
 * - `asserted`: taken from a row that gives a balance but no change, with nothing known before it that disagrees;
 * - `underlying`: a derivative row of Form 3, which gives no balance: the underlying shares stand for it;
 * - `unreported`: no balance was filed; the computed one stands alone;
 * - `split`: the balance before, multiplied by a stated split that no line reports.
 */
export type StepStatus =
  | 'opening'
  | 'stated'
  | 'recomputed'
  | 'differs'
  | 'asserted'
  | 'underlying'
  | 'unreported'
  | 'split';

/** A person's decision that a step rests on: a stated opening, a stated split, or one corrected cell of its line. */
export interface StepDecision {
  /** Of the decision; not part of the row hash. */
  readonly eventId: string;
  readonly type:
    | 'OpeningBalanceStated'
    | 'LineCorrected'
    | 'SplitStated'
    | 'HoldingsJoined'
    | 'HoldingsParted'
    | 'ClassesGrouped';
  readonly author: string;
  readonly reason: string;
  readonly knownOn: string;
  /** The corrected cell; null for any other decision. */
  readonly cell: string | null;
  /** What was read from the form there; null where it was blank, and for any other decision. */
  readonly filed: string | null;
  /**
   * As it is read now, the stated balance, the ratio such as `5 for 1`, or the titles that are one class; null where
   * the cell was taken away, and for lines that are of one holding or of two.
   */
  readonly value: string | null;
}

/** What a split step did: `to` new shares stand for `from` old ones. */
export interface StepSplit {
  /** Canonical decimals, as stated. */
  readonly to: string;
  readonly from: string;
  /** The day that the decision states; the step is dated otherwise where the balances tell another day. */
  readonly statedOn: string;
  /** The balance before, multiplied; the step's own balance where nothing was rounded. */
  readonly product: string;
  /** The next row counts from the product without its fraction, or with a whole one in its place. */
  readonly rounded: 'down' | 'up' | null;
  /**
   * `early`: a row of an earlier day, filed after the split, counts in new shares already; `late`: a row of the day
   * or later still counted in old ones. Null where the balances change over on the stated day.
   */
  readonly counted: 'early' | 'late' | null;
  /** Table II: dollars per share before, as filed or as earlier splits left it; null where there is none. */
  readonly strikeBefore: string | null;
  /** Table II: dollars per share after, as the next row files it, otherwise divided by the ratio. */
  readonly strikeAfter: string | null;
}

export type StepKind = 'opening' | 'transaction' | 'holding' | 'split';

export interface StepRow {
  readonly personId: string;
  readonly holdingId: string;
  /** From 0 within the holding, in effective order. */
  readonly ordinal: number;
  /**
   * Event id of the line behind this step; an opening names the line that it comes before, a split the one whose
   * balance it multiplies.
   */
  readonly lineId: string;
  readonly kind: StepKind;
  readonly status: StepStatus;
  readonly effectiveOn: string;
  readonly knownOn: string;
  readonly knownBasis: KnownBasis;
  readonly eventType: EventType;
  readonly code: string | null;
  /** Signed by the A/D column, never by the code; null for openings and holding rows. Of a split, what it added. */
  readonly change: string | null;
  /** Dollars per share, as filed. */
  readonly price: string | null;
  readonly reported: string | null;
  readonly computed: string | null;
  readonly filingKey: string;
  readonly formType: string;
  readonly table: Table;
  readonly row: number;
  /** Footnote ids on the row's cells, such as `F1,F3`. */
  readonly footnotes: string;
  /** Reported jointly, attribution unknown. */
  readonly jointly: boolean;
  /** What persons have decided about this very step; mostly empty. */
  readonly decisions: readonly StepDecision[];
  /** Of a split step; null for any other. */
  readonly split: StepSplit | null;
  /** First line in the source document; not part of the row hash, like the two fields after it. */
  readonly sourceLine: number | null;
  readonly sourceSha256: string;
  readonly sourceName: string;
}

/** A problem or repair of a filing, or something the fold could not place. */
export interface ProblemRow {
  readonly personId: string;
  readonly ordinal: number;
  readonly filingKey: string;
  readonly kind: 'problem' | 'repair';
  readonly code: string;
  readonly message: string;
  readonly table: Table | null;
  readonly row: number | null;
  readonly cell: string | null;
  /** Not part of the row hash. */
  readonly sourceLine: number | null;
}

/** What the events of one person come to, but for the vesting of lots. */
export interface HoldingsLedger {
  readonly person: PersonRow;
  readonly filings: readonly FilingRow[];
  readonly holdings: readonly HoldingRow[];
  readonly steps: readonly StepRow[];
  readonly problems: readonly ProblemRow[];
}

/** Everything the events of one person come to. */
export interface PersonLedger extends HoldingsLedger, LotRows {
  /** SHA-256 over the canonical rows without source places: equal for every order of arrival and mix of formats. */
  readonly rowHash: string;
}
