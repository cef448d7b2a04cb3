import type { FormType, Table, TextCellName } from '../filing';
import { letters } from './likeness';

/** What can stand in a column. */
export type ColumnKind =
  | 'text'
  | 'date'
  | 'price'
  | 'quantity'
  | 'code'
  | 'early'
  | 'acquiredDisposed'
  | 'ownership';

/** `acquired` and `disposed` are the two columns (A) and (D) of Table II, which share one cell of a line. */
export type ColumnName = TextCellName | 'acquired' | 'disposed';

/** One column of the printed form. */
export interface FormColumn {
  readonly name: ColumnName;
  readonly kind: ColumnKind;
  /** Its heading as printed, in letters and digits only; the last line of a heading in two lines. */
  readonly heading: string;
  /** The heading over this column and the ones that follow it, if there is one. */
  readonly over?: string;
  /** True for a box that every row has to fill. */
  readonly required?: true;
}

export interface FormTable {
  readonly table: Table;
  readonly columns: readonly FormColumn[];
}

/** The form's number without the amendment mark. */
export type FormNumber = '3' | '4' | '5';

export function formNumber(formType: FormType): FormNumber {
  return formType[0] as FormNumber;
}

function column(name: ColumnName, kind: ColumnKind, heading: string, over?: string): FormColumn {
  return { name, kind, heading: letters(heading), ...(over !== undefined && { over: letters(over) }) };
}

function required(of: FormColumn): FormColumn {
  return { ...of, required: true };
}

const TRANSACTION_DATES = (date: string) => [
  column('transactionDate', 'date', `${date}. Transaction Date (Month/Day/Year)`),
  column('deemedExecutionDate', 'date', `${date}A. Deemed Execution Date, if any (Month/Day/Year)`),
];
const CODING = (item: string) => [
  column('transactionCode', 'code', 'Code', `${item}. Transaction Code (Instr. 8)`),
  column('transactionTimeliness', 'early', 'V'),
];
const OWNERSHIP = (form: number, nature: number, instruction: number) => [
  required(
    column(
      'directOrIndirectOwnership',
      'ownership',
      `${form}. Ownership Form: Direct (D) or Indirect (I) (Instr. ${instruction})`,
    ),
  ),
  column(
    'natureOfOwnership',
    'text',
    `${nature}. Nature of Indirect Beneficial Ownership (Instr. ${instruction})`,
  ),
];
const DATES = (item: string) => [
  column(
    'exerciseDate',
    'date',
    'Date Exercisable',
    `${item}. Date Exercisable and Expiration Date (Month/Day/Year)`,
  ),
  column('expirationDate', 'date', 'Expiration Date'),
];
const UNDERLYING = (item: string) => [
  column(
    'underlyingSecurityTitle',
    'text',
    'Title',
    `${item}. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)`,
  ),
  column('underlyingSecurityShares', 'quantity', 'Amount or Number of Shares'),
];
const TITLE = (instruction: number) =>
  required(column('securityTitle', 'text', `1. Title of Security (Instr. ${instruction})`));
const DERIVATIVE_TITLE = (instruction: number) =>
  required(column('securityTitle', 'text', `1. Title of Derivative Security (Instr. ${instruction})`));

const TRANSACTIONS = (following: string): FormTable => ({
  table: 'I',
  columns: [
    TITLE(3),
    ...TRANSACTION_DATES('2'),
    ...CODING('3'),
    column(
      'transactionShares',
      'quantity',
      'Amount',
      '4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)',
    ),
    column('transactionAcquiredDisposedCode', 'acquiredDisposed', '(A) or (D)'),
    column('transactionPricePerShare', 'price', 'Price'),
    required(
      column(
        'sharesOwnedFollowingTransaction',
        'quantity',
        `5. Amount of Securities Beneficially Owned ${following} (Instr. 3 and 4)`,
      ),
    ),
    ...OWNERSHIP(6, 7, 4),
  ],
});
const DERIVATIVE_TRANSACTIONS = (following: string): FormTable => ({
  table: 'II',
  columns: [
    DERIVATIVE_TITLE(3),
    column('conversionOrExercisePrice', 'price', '2. Conversion or Exercise Price of Derivative Security'),
    ...TRANSACTION_DATES('3'),
    ...CODING('4'),
    column(
      'acquired',
      'quantity',
      '(A)',
      '5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)',
    ),
    column('disposed', 'quantity', '(D)'),
    ...DATES('6'),
    ...UNDERLYING('7'),
    column('transactionPricePerShare', 'price', '8. Price of Derivative Security (Instr. 5)'),
    required(
      column(
        'sharesOwnedFollowingTransaction',
        'quantity',
        `9. Number of derivative Securities Beneficially Owned ${following} (Instr. 4)`,
      ),
    ),
    ...OWNERSHIP(10, 11, 4),
  ],
});
const HOLDINGS: FormTable = {
  table: 'I',
  columns: [
    TITLE(4),
    required(
      column(
        'sharesOwnedFollowingTransaction',
        'quantity',
        '2. Amount of Securities Beneficially Owned (Instr. 4)',
      ),
    ),
    ...OWNERSHIP(3, 4, 5),
  ],
};
const DERIVATIVE_HOLDINGS: FormTable = {
  table: 'II',
  columns: [
    DERIVATIVE_TITLE(4),
    ...DATES('2'),
    ...UNDERLYING('3'),
    column('conversionOrExercisePrice', 'price', '4. Conversion or Exercise Price of Derivative Security'),
    ...OWNERSHIP(5, 6, 5),
  ],
};

const FOLLOWING = 'Following Reported Transaction(s)';
const AT_YEAR_END = "at End of Issuer's Fiscal Year";

const TABLES: Readonly<Record<FormNumber, Readonly<Record<Table, FormTable>>>> = {
  '3': { I: HOLDINGS, II: DERIVATIVE_HOLDINGS },
  '4': { I: TRANSACTIONS(FOLLOWING), II: DERIVATIVE_TRANSACTIONS(FOLLOWING) },
  '5': { I: TRANSACTIONS(AT_YEAR_END), II: DERIVATIVE_TRANSACTIONS(AT_YEAR_END) },
};

/** The columns of a table as the form prints them, from left to right. Form 5 leaves out the column V. */
export function formTable(form: FormNumber, table: Table): FormTable {
  return TABLES[form][table];
}

/** Every word of the tables' headings, for telling headings that a scan tore up from what was filled in. */
export const HEADING_TEXT: string = [
  ...new Set(
    Object.values(TABLES).flatMap((tables) =>
      [...tables.I.columns, ...tables.II.columns].flatMap(({ heading, over }) => [heading, over ?? '']),
    ),
  ),
].join(' ');
