import type { Issuer, Line, LineCellName, Owner, Table } from '../../src/core/filing/filing';

/** A box as a test speaks of it: its text, or its text and footnotes. */
export type DescribedBox = string | { readonly value?: string; readonly footnotes?: readonly string[] };
export type DescribedCells = { readonly [Name in LineCellName]?: DescribedBox };

export interface DescribedRow {
  readonly table: Table;
  readonly kind: Line['kind'];
  readonly cells: DescribedCells;
}

/** A form as a test speaks of it. Texts are plain, not escaped; nothing is filled in. */
export interface DescribedForm {
  /** Boxes of the form as a whole: `documentType`, `periodOfReport`, `aff10b5One`, `remarks` and so on. */
  readonly head: Readonly<Record<string, string>>;
  readonly issuer: { readonly [Name in keyof Issuer]?: string };
  readonly owners: readonly { readonly [Name in keyof Owner]?: string }[];
  readonly rows: readonly DescribedRow[];
  readonly footnotes: readonly { readonly id: string; readonly text: string }[];
  readonly signatures: readonly { readonly signatureName?: string; readonly signatureDate?: string }[];
}

/** How the document is written; the same form in any layout must be read the same. */
export interface Layout {
  /** Before each tag that starts or ends a group. */
  readonly lineBreak: string;
  readonly indent: string;
  readonly declaration: string;
  /** Around each text. */
  readonly text: (plain: string) => string;
}

export const EDGAR_LAYOUT: Layout = {
  lineBreak: '\n',
  indent: '    ',
  declaration: '<?xml version="1.0"?>\n',
  text: escaped,
};

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const HEAD_BEFORE = [
  'schemaVersion',
  'documentType',
  'periodOfReport',
  'dateOfOriginalSubmission',
  'noSecuritiesOwned',
  'notSubjectToSection16',
  'form3HoldingsReported',
  'form4TransactionsReported',
];
const ISSUER = ['issuerCik', 'issuerName', 'issuerTradingSymbol', 'issuerForeignTradingSymbol'];
const OWNER_GROUPS: Readonly<Record<string, readonly string[]>> = {
  reportingOwnerId: ['rptOwnerCik', 'rptOwnerName'],
  reportingOwnerAddress: [
    'rptOwnerNonUSAddressFlag',
    'rptOwnerStreet1',
    'rptOwnerStreet2',
    'rptOwnerCity',
    'rptOwnerNonUSStateTerritory',
    'rptOwnerState',
    'rptOwnerCountry',
    'rptOwnerZipCode',
    'rptOwnerStateDescription',
    'rptOwnerGoodAddress',
  ],
  reportingOwnerRelationship: [
    'isDirector',
    'isOfficer',
    'isTenPercentOwner',
    'isOther',
    'officerTitle',
    'otherText',
  ],
};
/** Cells of a row in the schema's order, under the group they stand in; '' for none. */
const ROW_GROUPS: readonly (readonly [group: string, cells: readonly LineCellName[]])[] = [
  ['', ['securityTitle', 'conversionOrExercisePrice', 'transactionDate', 'deemedExecutionDate']],
  [
    'transactionCoding',
    ['transactionFormType', 'transactionCode', 'equitySwapInvolved', 'transactionCoding'],
  ],
  ['', ['transactionTimeliness']],
  [
    'transactionAmounts',
    [
      'transactionShares',
      'transactionTotalValue',
      'transactionPricePerShare',
      'transactionAcquiredDisposedCode',
    ],
  ],
  ['', ['exerciseDate', 'expirationDate']],
  ['underlyingSecurity', ['underlyingSecurityTitle', 'underlyingSecurityShares', 'underlyingSecurityValue']],
  ['postTransactionAmounts', ['sharesOwnedFollowingTransaction', 'valueOwnedFollowingTransaction']],
  ['ownershipNature', ['directOrIndirectOwnership', 'natureOfOwnership']],
];
/** Cells of `transactionCoding`, which have their text directly inside. */
const PLAIN_CELLS: readonly string[] = ['transactionFormType', 'transactionCode', 'equitySwapInvolved'];

/** The form as ownership XML, in the order of the SEC's schema. */
export function printOwnershipXml(form: DescribedForm, layout: Layout = EDGAR_LAYOUT): string {
  const { lineBreak, indent, text } = layout;
  const tag = (name: string, content: string, depth: number) =>
    `${lineBreak}${indent.repeat(depth)}<${name}>${content}</${name}>`;
  const group = (name: string, content: string, depth: number) =>
    tag(name, content === '' ? '' : `${content}${lineBreak}${indent.repeat(depth)}`, depth);
  const boxes = (
    names: readonly string[],
    values: Readonly<Record<string, string | undefined>>,
    depth: number,
  ) => names.map((name) => (values[name] === undefined ? '' : tag(name, text(values[name]), depth))).join('');

  const references = (ids: readonly string[] = [], depth: number) =>
    ids.map((id) => `${lineBreak}${indent.repeat(depth)}<footnoteId id="${id}"/>`).join('');
  const cell = (name: LineCellName, described: DescribedBox | undefined, depth: number) => {
    if (described === undefined) return '';
    const box = typeof described === 'string' ? { value: described } : described;
    if (name === 'transactionCoding') return references(box.footnotes, depth);
    if (PLAIN_CELLS.includes(name)) return tag(name, text(box.value ?? ''), depth);
    const value = box.value === undefined ? '' : tag('value', text(box.value), depth + 1);
    return group(name, value + references(box.footnotes, depth + 1), depth);
  };
  const row = ({ table, kind, cells }: DescribedRow) => {
    const parts = ROW_GROUPS.map(([name, names]) => {
      const content = names.map((part) => cell(part, cells[part], name === '' ? 3 : 4)).join('');
      return name === '' || content === '' ? content : group(name, content, 3);
    });
    const prefix = table === 'I' ? 'nonDerivative' : 'derivative';
    return group(`${prefix}${kind === 'transaction' ? 'Transaction' : 'Holding'}`, parts.join(''), 2);
  };
  const table = (name: string, which: Table) =>
    group(
      name,
      form.rows
        .filter((described) => described.table === which)
        .map(row)
        .join(''),
      1,
    );
  const owner = (described: DescribedForm['owners'][number]) =>
    group(
      'reportingOwner',
      Object.entries(OWNER_GROUPS)
        .map(([name, names]) => group(name, boxes(names, described, 3), 2))
        .join(''),
      1,
    );
  const footnotes = form.footnotes.map(
    ({ id, text: plain }) => `${lineBreak}${indent.repeat(2)}<footnote id="${id}">${text(plain)}</footnote>`,
  );
  const content = [
    boxes(HEAD_BEFORE, form.head, 1),
    group('issuer', boxes(ISSUER, form.issuer, 2), 1),
    ...form.owners.map(owner),
    boxes(['aff10b5One'], form.head, 1),
    table('nonDerivativeTable', 'I'),
    table('derivativeTable', 'II'),
    group('footnotes', footnotes.join(''), 1),
    boxes(['remarks'], form.head, 1),
    ...form.signatures.map((signature) =>
      group('ownerSignature', boxes(['signatureName', 'signatureDate'], signature, 2), 1),
    ),
  ];
  return `${layout.declaration}<ownershipDocument>${content.join('')}${lineBreak}</ownershipDocument>${lineBreak}`;
}

/** Table I, one purchase. */
export const PURCHASE: DescribedRow = {
  table: 'I',
  kind: 'transaction',
  cells: {
    securityTitle: 'Common Stock',
    transactionDate: '2024-03-04',
    transactionFormType: '4',
    transactionCode: 'P',
    equitySwapInvolved: '0',
    transactionShares: '1000',
    transactionPricePerShare: '12.5',
    transactionAcquiredDisposedCode: 'A',
    sharesOwnedFollowingTransaction: '6230.5295',
    directOrIndirectOwnership: 'D',
  },
};

/** Table II, one grant of an option. */
export const GRANT: DescribedRow = {
  table: 'II',
  kind: 'transaction',
  cells: {
    securityTitle: 'Stock Option (Right to Buy)',
    conversionOrExercisePrice: '1.375',
    transactionDate: '2024-03-04',
    transactionFormType: '4',
    transactionCode: 'A',
    equitySwapInvolved: '0',
    transactionShares: '50000',
    transactionPricePerShare: '0',
    transactionAcquiredDisposedCode: 'A',
    exerciseDate: '2025-03-04',
    expirationDate: '2034-03-04',
    underlyingSecurityTitle: 'Common Stock',
    underlyingSecurityShares: '50000',
    sharesOwnedFollowingTransaction: '50000',
    directOrIndirectOwnership: 'D',
  },
};

/** A holding that was there before. */
export const HOLDING: DescribedRow = {
  table: 'I',
  kind: 'holding',
  cells: {
    securityTitle: 'Common Stock',
    sharesOwnedFollowingTransaction: '10000',
    directOrIndirectOwnership: 'I',
    natureOfOwnership: 'By trust',
  },
};

/** A complete Form 4 that EDGAR would take, with whatever a test wants otherwise. */
export function form4(changes: Partial<DescribedForm> = {}): DescribedForm {
  return {
    head: {
      schemaVersion: 'X0508',
      documentType: '4',
      periodOfReport: '2024-03-04',
      notSubjectToSection16: '0',
      aff10b5One: '0',
    },
    issuer: { issuerCik: '0009100000', issuerName: 'ACME CORP', issuerTradingSymbol: 'ACME' },
    owners: [{ rptOwnerCik: '0009000001', rptOwnerName: 'DOE JANE', isDirector: '1' }],
    rows: [PURCHASE],
    footnotes: [],
    signatures: [{ signatureName: '/s/ Jane Doe', signatureDate: '2024-03-05' }],
    ...changes,
  };
}

/** The row with some cells otherwise; undefined leaves a cell out. */
export function rowWith(
  row: DescribedRow,
  cells: { readonly [Name in LineCellName]?: DescribedBox | undefined },
): DescribedRow {
  const all = Object.entries({ ...row.cells, ...cells }).filter(([, box]) => box !== undefined);
  return { ...row, cells: Object.fromEntries(all) as DescribedCells };
}
