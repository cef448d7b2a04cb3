import type { Cell, Filing, Line, LineCells, Table } from '../../src/core/filing/filing';

/** One printed cell: its text, and the numbers of the footnotes at it. */
export interface PrintedCell {
  readonly text: string;
  readonly footnotes: readonly string[];
}

/** A column: its heading, the heading over it and its neighbours, and what a line prints in it. */
export interface PrintedColumn {
  readonly heading: string;
  readonly over?: string;
  readonly print: (cells: LineCells, line: Line) => PrintedCell;
}

export const BLANK: PrintedCell = { text: '', footnotes: [] };

export function grouped(decimal: string): string {
  const [whole, fraction] = decimal.split('.');
  return whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

export function printedDate(iso: string | undefined): string {
  return iso === undefined ? '' : `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;
}

const of = (text: string, cell: Cell | undefined): PrintedCell => ({
  text,
  footnotes: cell?.footnotes ?? [],
});
const text = (cell: Cell | undefined) => of(cell?.value ?? '', cell);
const date = (cell: Cell | undefined) => of(printedDate(cell?.value), cell);
const number = (cell: Cell | undefined) => of(cell?.value === undefined ? '' : grouped(cell.value), cell);
const dollars = (cell: Cell | undefined) =>
  of(cell?.value === undefined ? '' : `$${grouped(cell.value)}`, cell);
const either = (shares: Cell | undefined, value: Cell | undefined) =>
  value ? dollars(value) : number(shares);

const TITLE: PrintedColumn['print'] = (c) => text(c.securityTitle);
const CODING = (item: number): PrintedColumn[] => [
  {
    heading: 'Code',
    over: `${item}. Transaction Code (Instr. 8)`,
    print: (c) => ({
      text: `${c.transactionCode?.value ?? ''}${c.equitySwapInvolved?.value ? '/K' : ''}`,
      footnotes: c.transactionCoding?.footnotes ?? [],
    }),
  },
  {
    heading: 'V',
    over: `${item}. Transaction Code (Instr. 8)`,
    print: (c) => {
      const early = c.transactionTimeliness;
      return of(early?.value === 'E' ? 'V' : (early?.value ?? ''), early);
    },
  },
];
const DATES = (item: number): PrintedColumn[] => [
  {
    heading: `${item}. Transaction Date (Month/Day/Year)`,
    print: (c) => date(c.transactionDate),
  },
  {
    heading: `${item}A. Deemed Execution Date, if any (Month/Day/Year)`,
    print: (c) => date(c.deemedExecutionDate),
  },
];
const TRANSACTED: PrintedColumn['print'] = (c) => either(c.transactionShares, c.transactionTotalValue);
const FOLLOWING: PrintedColumn['print'] = (c) =>
  either(c.sharesOwnedFollowingTransaction, c.valueOwnedFollowingTransaction);
const OWNERSHIP = (item: number, instruction: number): PrintedColumn[] => [
  {
    heading: `${item}. Ownership Form: Direct (D) or Indirect (I) (Instr. ${instruction})`,
    print: (c) => text(c.directOrIndirectOwnership),
  },
  {
    heading: `${item + 1}. Nature of Indirect Beneficial Ownership (Instr. ${instruction})`,
    print: (c) => text(c.natureOfOwnership),
  },
];
const EXERCISE = (item: number): PrintedColumn[] => [
  {
    heading: 'Date Exercisable',
    over: `${item}. Date Exercisable and Expiration Date (Month/Day/Year)`,
    print: (c) => date(c.exerciseDate),
  },
  {
    heading: 'Expiration Date',
    over: `${item}. Date Exercisable and Expiration Date (Month/Day/Year)`,
    print: (c) => date(c.expirationDate),
  },
];
const UNDERLYING = (item: number, instruction: string): PrintedColumn[] => {
  const over = `${item}. Title and Amount of Securities Underlying Derivative Security (Instr. ${instruction})`;
  return [
    { heading: 'Title', over, print: (c) => text(c.underlyingSecurityTitle) },
    {
      heading: 'Amount or Number of Shares',
      over,
      print: (c) => either(c.underlyingSecurityShares, c.underlyingSecurityValue),
    },
  ];
};
const PRICE: PrintedColumn['print'] = (c) => dollars(c.transactionPricePerShare);
const STRIKE: PrintedColumn['print'] = (c) => dollars(c.conversionOrExercisePrice);
const DIRECTION = (letter: 'A' | 'D'): PrintedColumn => ({
  heading: `(${letter})`,
  over: '5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)',
  print: (c, line) => (c.transactionAcquiredDisposedCode?.value === letter ? TRANSACTED(c, line) : BLANK),
});
const ACQUIRED_OR_DISPOSED = '4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)';

/** The columns of a table as EDGAR prints them; Form 5 has no column V. */
export function columnsOf(form: string, table: Table): PrintedColumn[] {
  const atYearEnd = form === '5' ? "at End of Issuer's Fiscal Year" : 'Following Reported Transaction(s)';
  const coding = (item: number) => (form === '5' ? [{ ...CODING(item)[0]!, heading: 'Code' }] : CODING(item));
  if (form === '3' && table === 'I') {
    return [
      { heading: '1. Title of Security (Instr. 4)', print: TITLE },
      { heading: '2. Amount of Securities Beneficially Owned (Instr. 4)', print: FOLLOWING },
      ...OWNERSHIP(3, 5),
    ];
  }
  if (form === '3') {
    return [
      { heading: '1. Title of Derivative Security (Instr. 4)', print: TITLE },
      ...EXERCISE(2),
      ...UNDERLYING(3, '4'),
      { heading: '4. Conversion or Exercise Price of Derivative Security', print: STRIKE },
      ...OWNERSHIP(5, 5),
    ];
  }
  if (table === 'I') {
    return [
      { heading: '1. Title of Security (Instr. 3)', print: TITLE },
      ...DATES(2),
      ...coding(3),
      { heading: 'Amount', over: ACQUIRED_OR_DISPOSED, print: TRANSACTED },
      {
        heading: '(A) or (D)',
        over: ACQUIRED_OR_DISPOSED,
        print: (c) => text(c.transactionAcquiredDisposedCode),
      },
      { heading: 'Price', over: ACQUIRED_OR_DISPOSED, print: PRICE },
      {
        heading: `5. Amount of Securities Beneficially Owned ${atYearEnd} (Instr. 3 and 4)`,
        print: FOLLOWING,
      },
      ...OWNERSHIP(6, 4),
    ];
  }
  return [
    { heading: '1. Title of Derivative Security (Instr. 3)', print: TITLE },
    { heading: '2. Conversion or Exercise Price of Derivative Security', print: STRIKE },
    ...DATES(3),
    ...coding(4),
    DIRECTION('A'),
    DIRECTION('D'),
    ...EXERCISE(6),
    ...UNDERLYING(7, '3 and 4'),
    { heading: '8. Price of Derivative Security (Instr. 5)', print: PRICE },
    {
      heading: `9. Number of derivative Securities Beneficially Owned ${atYearEnd} (Instr. 4)`,
      print: FOLLOWING,
    },
    ...OWNERSHIP(10, 4),
  ];
}

export function linesOf(filing: Filing, table: Table): PrintedCell[][] {
  const columns = columnsOf(filing.formType[0]!, table);
  return filing.lines
    .filter((line) => line.table === table)
    .map((line) => columns.map((column) => column.print(line.cells, line)));
}
