/**
 * One submitted Form 3, 4 or 5 as it was filed, whatever it was read from: ownership XML, an EDGAR submission,
 * a printed form as text or HTML. Every parser returns this and nothing downstream knows which one it was.
 *
 * Cell names are the element names of the SEC's EDGAR Ownership XML Technical Specification, so that a reader
 * who knows the form finds each box under the name the SEC gave it.
 */

/** The six forms of Section 16(a) reporting; `/A` marks an amendment. */
export const FORM_TYPES = ['3', '3/A', '4', '4/A', '5', '5/A'] as const;
export type FormType = (typeof FORM_TYPES)[number];

/**
 * Where a value stood in the source document: first line and column (both from 1) and length in UTF-16 code
 * units from there, line breaks included. A tuple, because every stored cell carries one.
 */
export type Place = readonly [line: number, column: number, length: number];

/** Why a cell's value is not simply what was printed; the filing's repairs and problems tell the details. */
export type Doubt = 'repaired' | 'inferred' | 'unreadable';

/**
 * One box of the form. A missing value, zero and false are three different things: a box that is blank has no
 * `value`, a box that could not be read has no `value` and the doubt `unreadable`.
 */
export interface Cell<Value extends string | boolean = string> {
  /**
   * The normalised value: text with white space folded; ISO dates without zone; quantities, prices and dollar
   * amounts as canonical decimal strings; CIKs with ten digits; booleans.
   */
  readonly value?: Value;
  /** The text exactly as filed, when it is not the canonical text of `value` (`1` and `0` for booleans). */
  readonly filed?: string;
  /** Footnote ids attached to this very box, such as `F1`, in the order filed. */
  readonly footnotes?: readonly string[];
  readonly at?: Place;
  readonly doubt?: Doubt;
}

/** The text boxes of a row, in the form's column order. Amounts are shares unless the name says value (dollars). */
export const TEXT_CELLS = [
  'securityTitle',
  'conversionOrExercisePrice',
  'transactionDate',
  'deemedExecutionDate',
  'transactionFormType',
  'transactionCode',
  'transactionCoding',
  'transactionTimeliness',
  'transactionShares',
  'transactionTotalValue',
  'transactionPricePerShare',
  'transactionAcquiredDisposedCode',
  'exerciseDate',
  'expirationDate',
  'underlyingSecurityTitle',
  'underlyingSecurityShares',
  'underlyingSecurityValue',
  'sharesOwnedFollowingTransaction',
  'valueOwnedFollowingTransaction',
  'directOrIndirectOwnership',
  'natureOfOwnership',
] as const;
export type TextCellName = (typeof TEXT_CELLS)[number];
export type LineCellName = TextCellName | 'equitySwapInvolved';

/**
 * The boxes of one row. `transactionCoding` never has a value: it only carries the footnotes that the SEC's
 * XML hangs on columns 3 and 4 as a whole. Blank boxes without footnotes are absent.
 */
export type LineCells = {
  readonly [Name in TextCellName]?: Cell;
} & { readonly equitySwapInvolved?: Cell<boolean> };

/** Table I: non-derivative securities. Table II: derivative securities. */
export type Table = 'I' | 'II';

/** One row of Table I or Table II. `row` counts from 1 within its table, in filed order. */
export interface Line {
  readonly table: Table;
  readonly row: number;
  /** `holding` is a row that reports no transaction. */
  readonly kind: 'transaction' | 'holding';
  readonly at?: Place;
  readonly cells: LineCells;
}

/** Box 1 and box 5: who reports, and as what. */
export interface Owner {
  readonly rptOwnerCik?: Cell;
  readonly rptOwnerName?: Cell;
  readonly rptOwnerNonUSAddressFlag?: Cell<boolean>;
  readonly rptOwnerStreet1?: Cell;
  readonly rptOwnerStreet2?: Cell;
  readonly rptOwnerCity?: Cell;
  readonly rptOwnerNonUSStateTerritory?: Cell;
  readonly rptOwnerState?: Cell;
  readonly rptOwnerCountry?: Cell;
  readonly rptOwnerZipCode?: Cell;
  readonly rptOwnerStateDescription?: Cell;
  readonly rptOwnerGoodAddress?: Cell<boolean>;
  readonly isDirector?: Cell<boolean>;
  readonly isOfficer?: Cell<boolean>;
  readonly isTenPercentOwner?: Cell<boolean>;
  readonly isOther?: Cell<boolean>;
  readonly officerTitle?: Cell;
  readonly otherText?: Cell;
}

/** Box 2: the issuer. */
export interface Issuer {
  readonly issuerCik?: Cell;
  readonly issuerName?: Cell;
  readonly issuerTradingSymbol?: Cell;
  readonly issuerForeignTradingSymbol?: Cell;
}

/** A footnote as filed, verbatim. */
export interface Footnote {
  readonly id: string;
  readonly text: string;
  readonly at?: Place;
}

export interface Signature {
  readonly signatureName?: Cell;
  readonly signatureDate?: Cell;
}

/** Where in the form a problem or repair belongs; every part that is known is given. */
export interface FormPlace {
  readonly at?: Place;
  readonly table?: Table;
  readonly row?: number;
  readonly cell?: string;
}

/** Something that could not be read, or that cannot be right. `message` says what, where and what to do. */
export interface Problem extends FormPlace {
  readonly code: string;
  readonly message: string;
}

/** A cell that was healed: what stood there, what it is read as, by which rule, on what evidence. */
export interface Repair extends FormPlace {
  readonly rule: string;
  readonly filed: string;
  readonly value: string;
  /** What confirms the reading, such as intact copies of the same number elsewhere on the row. */
  readonly evidence: readonly string[];
  /** Other readings that were possible. */
  readonly alternatives: readonly string[];
}

/** The formats a filing can be read from, in order of precedence for facts. */
export const SOURCE_FORMATS = ['submission', 'ownershipXml', 'html', 'printedText'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/**
 * What EDGAR's header says of a submission. Dates are ISO dates; `acceptedAt` is EDGAR's acceptance time in US
 * Eastern local time, without an offset, as EDGAR gives it (`2006-10-19T12:34:47`).
 */
export interface FilingHeader {
  readonly accession: string;
  readonly formType: string;
  readonly periodOfReport?: string;
  readonly filedOn?: string;
  readonly acceptedAt?: string;
  readonly issuer: { readonly cik?: string; readonly name?: string };
  readonly owners: readonly { readonly cik?: string; readonly name?: string }[];
}

export interface Filing {
  readonly formType: FormType;
  readonly format: SourceFormat;
  /** The reader that produced this, with its version, such as `ownership-xml/1`. */
  readonly parser: string;
  /** Present when the document came with EDGAR's header. */
  readonly header?: FilingHeader;
  readonly schemaVersion?: Cell;
  readonly documentType?: Cell;
  readonly periodOfReport?: Cell;
  readonly dateOfOriginalSubmission?: Cell;
  readonly noSecuritiesOwned?: Cell<boolean>;
  readonly notSubjectToSection16?: Cell<boolean>;
  readonly form3HoldingsReported?: Cell<boolean>;
  readonly form4TransactionsReported?: Cell<boolean>;
  readonly aff10b5One?: Cell<boolean>;
  readonly issuer: Issuer;
  readonly owners: readonly Owner[];
  readonly lines: readonly Line[];
  readonly footnotes: readonly Footnote[];
  readonly remarks?: Cell;
  readonly signatures: readonly Signature[];
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

/**
 * What one source document turned out to be. `rejected` documents are stored nowhere; their problems say why,
 * the first one in one line.
 */
export type ParsedDocument =
  | { readonly kind: 'filing'; readonly filing: Filing }
  | { readonly kind: 'header'; readonly header: FilingHeader; readonly problems: readonly Problem[] }
  | { readonly kind: 'rejected'; readonly problems: readonly Problem[] };
