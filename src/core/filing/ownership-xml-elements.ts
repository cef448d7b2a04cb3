import type { Line, LineCellName, Owner, Table } from './filing';

/**
 * The elements of EDGAR's ownership XML as a tree, from the SEC's schemas of Forms 3, 3/A, 4, 4/A, 5 and 5/A
 * (ownershipDocumentCommon.xsd and the six that include it) and EDGAR Ownership XML Technical Specification 3.5.
 * Elements of all schema versions stand together, and their order is not held: EDGAR has checked it.
 */
export interface OwnershipElement {
  readonly name: string;
  readonly role: Role;
  /** How the text of a `box` or of a `cell`'s value is read. */
  readonly reads?: ValueKind;
  /** The footnote's id is in an attribute `id`. */
  readonly hasId?: true;
  readonly row?: { readonly table: Table; readonly kind: Line['kind'] };
  /** In the order of the schema. */
  readonly children: readonly OwnershipElement[];
}

/**
 * `group` only holds others; `issuer`, `owner`, `row`, `signature` begin a new part of the filing; a `box` is a
 * box of the form with its text inside; a `cell` has its text in a `value` and footnotes beside it; `secret`
 * is a password that EDGAR removes before it publishes.
 */
export type Role =
  | 'group'
  | 'issuer'
  | 'owner'
  | 'row'
  | 'signature'
  | 'box'
  | 'cell'
  | 'value'
  | 'footnoteId'
  | 'footnote'
  | 'secret';

export type ValueKind =
  | 'text'
  | 'date'
  | 'quantity'
  | 'boolean'
  | 'cik'
  | 'transactionCode'
  | 'rowFormType'
  | 'timeliness'
  | 'acquiredDisposed'
  | 'ownership';

function element(
  name: string,
  role: Role,
  children: readonly OwnershipElement[] = [],
  more: Pick<OwnershipElement, 'reads' | 'row' | 'hasId'> = {},
): OwnershipElement {
  return { name, role, children, ...more };
}

const group = (name: string, ...children: OwnershipElement[]) => element(name, 'group', children);
const box = (name: string, reads: ValueKind) => element(name, 'box', [], { reads });

const VALUE = element('value', 'value');
const FOOTNOTE_ID = element('footnoteId', 'footnoteId', [], { hasId: true });
const cell = (name: LineCellName, reads: ValueKind) => element(name, 'cell', [VALUE, FOOTNOTE_ID], { reads });

const SECURITY_TITLE = cell('securityTitle', 'text');
const STRIKE = cell('conversionOrExercisePrice', 'quantity');
const WHEN = [cell('transactionDate', 'date'), cell('deemedExecutionDate', 'date')];
/** Columns 3 and 4 as a whole: boxes of their own, and footnotes that belong to all of them. */
const CODING = element(
  'transactionCoding',
  'cell',
  [
    box('transactionFormType', 'rowFormType'),
    box('transactionCode', 'transactionCode'),
    box('equitySwapInvolved', 'boolean'),
    FOOTNOTE_ID,
  ],
  { reads: 'text' },
);
const TIMELINESS = cell('transactionTimeliness', 'timeliness');
const SHARES = cell('transactionShares', 'quantity');
const TOTAL_VALUE = cell('transactionTotalValue', 'quantity');
const PRICE_AND_FLAG = [
  cell('transactionPricePerShare', 'quantity'),
  cell('transactionAcquiredDisposedCode', 'acquiredDisposed'),
];
const LIFE = [cell('exerciseDate', 'date'), cell('expirationDate', 'date')];
const UNDERLYING = group(
  'underlyingSecurity',
  cell('underlyingSecurityTitle', 'text'),
  cell('underlyingSecurityShares', 'quantity'),
  cell('underlyingSecurityValue', 'quantity'),
);
const FOLLOWING = group(
  'postTransactionAmounts',
  cell('sharesOwnedFollowingTransaction', 'quantity'),
  cell('valueOwnedFollowingTransaction', 'quantity'),
);
const NATURE = group(
  'ownershipNature',
  cell('directOrIndirectOwnership', 'ownership'),
  cell('natureOfOwnership', 'text'),
);

const nonDerivativeRow = (name: string, kind: Line['kind'], ...own: OwnershipElement[]) =>
  element(name, 'row', [SECURITY_TITLE, CODING, ...own, FOLLOWING, NATURE], { row: { table: 'I', kind } });
const derivativeRow = (name: string, kind: Line['kind'], ...own: OwnershipElement[]) =>
  element(name, 'row', [SECURITY_TITLE, STRIKE, CODING, ...own, ...LIFE, UNDERLYING, FOLLOWING, NATURE], {
    row: { table: 'II', kind },
  });

const ownerBox = (name: keyof Owner, reads: ValueKind) => box(name, reads);
const OWNER = element('reportingOwner', 'owner', [
  group(
    'reportingOwnerId',
    ownerBox('rptOwnerCik', 'cik'),
    element('rptOwnerCcc', 'secret'),
    ownerBox('rptOwnerName', 'text'),
  ),
  group(
    'reportingOwnerAddress',
    ownerBox('rptOwnerNonUSAddressFlag', 'boolean'),
    ownerBox('rptOwnerStreet1', 'text'),
    ownerBox('rptOwnerStreet2', 'text'),
    ownerBox('rptOwnerCity', 'text'),
    ownerBox('rptOwnerNonUSStateTerritory', 'text'),
    ownerBox('rptOwnerState', 'text'),
    ownerBox('rptOwnerCountry', 'text'),
    ownerBox('rptOwnerZipCode', 'text'),
    ownerBox('rptOwnerStateDescription', 'text'),
    ownerBox('rptOwnerGoodAddress', 'boolean'),
  ),
  group(
    'reportingOwnerRelationship',
    ownerBox('isDirector', 'boolean'),
    ownerBox('isOfficer', 'boolean'),
    ownerBox('isTenPercentOwner', 'boolean'),
    ownerBox('isOther', 'boolean'),
    ownerBox('officerTitle', 'text'),
    ownerBox('otherText', 'text'),
  ),
]);

/** The root element. */
export const OWNERSHIP_DOCUMENT = group(
  'ownershipDocument',
  box('schemaVersion', 'text'),
  box('documentType', 'text'),
  box('periodOfReport', 'date'),
  box('dateOfOriginalSubmission', 'date'),
  box('noSecuritiesOwned', 'boolean'),
  box('notSubjectToSection16', 'boolean'),
  box('form3HoldingsReported', 'boolean'),
  box('form4TransactionsReported', 'boolean'),
  element('issuer', 'issuer', [
    box('issuerCik', 'cik'),
    box('issuerName', 'text'),
    box('issuerTradingSymbol', 'text'),
    box('issuerForeignTradingSymbol', 'text'),
  ]),
  OWNER,
  box('aff10b5One', 'boolean'),
  group(
    'nonDerivativeTable',
    nonDerivativeRow(
      'nonDerivativeTransaction',
      'transaction',
      ...WHEN,
      TIMELINESS,
      group('transactionAmounts', SHARES, ...PRICE_AND_FLAG),
    ),
    nonDerivativeRow('nonDerivativeHolding', 'holding'),
  ),
  group(
    'derivativeTable',
    derivativeRow(
      'derivativeTransaction',
      'transaction',
      ...WHEN,
      TIMELINESS,
      group('transactionAmounts', SHARES, TOTAL_VALUE, ...PRICE_AND_FLAG),
    ),
    derivativeRow('derivativeHolding', 'holding'),
  ),
  group('footnotes', element('footnote', 'footnote', [], { hasId: true })),
  box('remarks', 'text'),
  element('ownerSignature', 'signature', [box('signatureName', 'text'), box('signatureDate', 'date')]),
);
