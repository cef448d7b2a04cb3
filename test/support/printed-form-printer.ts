import type { Cell, Filing, Line, LineCells, Owner, Table } from '../../src/core/filing/filing';
import { printHtml } from './printed-form-html';

/**
 * Prints a filing as the form that people print and scan, in several layouts: the other direction of the
 * recogniser, written without its code, so that parse(print(filing)) can be compared with the filing.
 */
export const LAYOUTS = ['html', 'markdown', 'tabs', 'clipboard', 'spaces'] as const;
export type PrintLayout = (typeof LAYOUTS)[number];

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

export function printForm(filing: Filing, layout: PrintLayout): string {
  if (layout === 'html') return printHtml(filing);
  return layout === 'spaces' ? printSpaced(filing) : printGrid(filing, GRID_STYLES[layout]);
}

// --- What stands in the cells -----------------------------------------------------------------------------

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

// --- What stands around the tables ------------------------------------------------------------------------

export const STATEMENT: Readonly<Record<string, string>> = {
  '3': 'INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES',
  '4': 'STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP',
  '5': 'ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES',
};
const MONTH_DAY_YEAR = '(Month/Day/Year)';

export function tableTitle(form: string, table: Table): string {
  const what = form === '3' ? 'Beneficially Owned' : 'Acquired, Disposed of, or Beneficially Owned';
  return table === 'I'
    ? `Table I - Non-Derivative Securities ${what}`
    : `Table II - Derivative Securities ${what}`;
}

/** The items of the head in the words of each form. */
export function itemsOf(filing: Filing) {
  const form = filing.formType[0]!;
  const three = form === '3';
  const period = {
    '3': `2. Date of Event Requiring Statement ${MONTH_DAY_YEAR}`,
    '4': `3. Date of Earliest Transaction ${MONTH_DAY_YEAR}`,
    '5': `3. Statement for Issuer's Fiscal Year Ended ${MONTH_DAY_YEAR}`,
  }[form]!;
  const { issuerName, issuerTradingSymbol } = filing.issuer;
  return {
    issuerLabel: `${three ? 3 : 2}. Issuer Name and Ticker or Trading Symbol`,
    issuer: `${issuerName?.value ?? ''}${issuerTradingSymbol ? ` [ ${issuerTradingSymbol.value} ]` : ''}`,
    periodLabel: period,
    period: printedDate(filing.periodOfReport?.value),
    amendmentLabel: `${three ? 5 : 4}. If Amendment, Date of Original Filed ${MONTH_DAY_YEAR}`,
    amendment: printedDate(filing.dateOfOriginalSubmission?.value),
    relationshipLabel: `${three ? 4 : 5}. Relationship of Reporting Person(s) to Issuer`,
    joint: filing.owners.length > 1,
  };
}

export function cross(flag: Cell<boolean> | undefined): boolean {
  return flag?.value === true;
}

export function titlesOf(owner: Owner): string[] {
  return [owner.officerTitle, owner.otherText].flatMap((cell) => (cell?.value ? [cell.value] : []));
}

export function cityLine(owner: Owner): string[] {
  return [owner.rptOwnerCity, owner.rptOwnerState, owner.rptOwnerZipCode].map((cell) => cell?.value ?? '');
}

export function streets(owner: Owner): string[] {
  return [owner.rptOwnerStreet1, owner.rptOwnerStreet2].flatMap((cell) => (cell?.value ? [cell.value] : []));
}

const REMINDER = [
  'Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.',
  '* If the form is filed by more than one reporting person, see Instruction 4 (b)(v).',
];

function closingLines(filing: Filing): string[] {
  return [
    'Explanation of Responses:',
    ...(filing.noSecuritiesOwned?.value && filing.lines.length === 0
      ? ['No securities are beneficially owned.']
      : []),
    ...filing.footnotes.map(({ id, text: note }) => `${id.slice(1)}. ${fold(note)}`),
    ...(filing.remarks?.value ? ['Remarks:', fold(filing.remarks.value)] : []),
    ...filing.signatures.map(
      ({ signatureName, signatureDate }) =>
        `${fold(signatureName?.value ?? '')}  ${printedDate(signatureDate?.value)}`,
    ),
    '** Signature of Reporting Person  Date',
    ...REMINDER,
  ];
}

export function fold(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

// --- Grids: markdown, tabs, what a browser copies ------------------------------------------------------------

interface GridStyle {
  readonly row: (cells: readonly string[]) => string;
  readonly note: (numbers: readonly string[]) => string;
  readonly escape: (value: string) => string;
  readonly heading: (value: string) => string;
  /** The line that ends the heading of a table, if the style has one. */
  readonly rule?: (width: number) => string;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (n: string) => [...n].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
const GRID_STYLES: Readonly<Record<'markdown' | 'tabs' | 'clipboard', GridStyle>> = {
  markdown: {
    row: (cells) => `| ${cells.join(' | ')} |`,
    note: (numbers) => (numbers.length > 0 ? ` <sup>${numbers.map((n) => `(${n})`).join('')}</sup>` : ''),
    escape: (value) =>
      value
        .replace(/[$|*\\]/g, '\\$&')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;'),
    heading: (value) => `**${value}**`,
    rule: (width) => `|${' --- |'.repeat(width)}`,
  },
  tabs: {
    row: (cells) => cells.join('\t'),
    note: (numbers) => (numbers.length > 0 ? ` ${numbers.map((n) => `⁽${superscript(n)}⁾`).join('')}` : ''),
    escape: (value) => value.replaceAll('$', '\\$'),
    heading: (value) => value,
  },
  clipboard: {
    row: (cells) => cells.join('\t'),
    note: (numbers) => numbers.map((n) => `(${n})`).join(''),
    escape: (value) => value,
    heading: (value) => value,
  },
};

function printGrid(filing: Filing, style: GridStyle): string {
  const form = filing.formType[0]!;
  const { escape, heading } = style;
  const table = (which: Table) => {
    const columns = columnsOf(form, which);
    return [
      heading(tableTitle(form, which)),
      '',
      ...gridHeading(columns, style),
      ...linesOf(filing, which).map((cells) =>
        style.row(
          cells.map((cell) => escape(fold(cell.text)) + style.note(cell.footnotes.map((id) => id.slice(1)))),
        ),
      ),
      '',
    ];
  };
  return [
    heading(`FORM ${filing.formType}`),
    '',
    heading(STATEMENT[form]!),
    '',
    ...(style === GRID_STYLES.clipboard ? linearHead(filing) : gridHead(filing, style)),
    '',
    ...table('I'),
    ...table('II'),
    ...filing.owners.slice(1).flatMap((owner) => [...ownerLines(owner).map(escape), '']),
    ...closingLines(filing).flatMap((line) => [escape(line), '']),
  ].join('\n');
}

function gridHeading(columns: readonly PrintedColumn[], style: GridStyle): string[] {
  const upper = columns.map(({ over, heading }, i) =>
    over === undefined ? heading : over === columns[i - 1]?.over ? '' : over,
  );
  const lower = columns.map(({ over, heading }) => (over === undefined ? '' : heading));
  return [style.row(upper), ...(style.rule ? [style.rule(columns.length)] : []), style.row(lower)];
}

function relationshipText(filing: Filing): string {
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? '[X]' : '[ ]');
  return [
    `${itemsOf(filing).relationshipLabel} (Check all applicable)`,
    `${box(owner.isDirector)} Director ${box(owner.isTenPercentOwner)} 10% Owner`,
    `${box(owner.isOfficer)} Officer (give title below) ${box(owner.isOther)} Other (specify below)`,
  ].join(' ');
}

/** The head as a grid of three columns, like EDGAR's; the titles of officer and other stand in a cell below. */
function gridHead(filing: Filing, style: GridStyle): string[] {
  const { issuerLabel, issuer, periodLabel, period, amendmentLabel, amendment, joint } = itemsOf(filing);
  const owner = filing.owners[0]!;
  const titles = titlesOf(owner);
  const row = (...cells: string[]) => style.row(cells.map((cell) => style.escape(cell)));
  return [
    row(
      `1. Name and Address of Reporting Person* ${fold(owner.rptOwnerName!.value!)}`,
      `${issuerLabel} ${issuer}`,
      relationshipText(filing),
    ),
    row(`(Last) (First) (Middle) ${streets(owner).join(' ')}`, `${periodLabel} ${period}`, titles[0] ?? ''),
    row(
      `(Street) ${cityLine(owner).filter(Boolean).join(' ')}`,
      `${amendmentLabel} ${amendment}`,
      titles[1] ?? '',
    ),
    row(
      '(City) (State) (Zip)',
      '',
      `6. Individual or Joint/Group Filing (Check Applicable Line) ${jointBoxes(joint)}`,
    ),
  ];
}

function jointBoxes(joint: boolean): string {
  return `${joint ? '[ ]' : '[X]'} Form filed by One Reporting Person ${joint ? '[X]' : '[ ]'} Form filed by More than One Reporting Person`;
}

function ownerLines(owner: Owner): string[] {
  return [
    '1. Name and Address of Reporting Person*',
    fold(owner.rptOwnerName!.value!),
    '(Last)\t(First)\t(Middle)',
    ...streets(owner),
    '(Street)',
    cityLine(owner).join('\t'),
    '(City)\t(State)\t(Zip)',
  ];
}

/** The head as a browser copies it: one box below the other. */
function linearHead(filing: Filing): string[] {
  const { issuerLabel, issuer, relationshipLabel, periodLabel, period, amendmentLabel, amendment, joint } =
    itemsOf(filing);
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? 'X' : '');
  return [
    ...ownerLines(owner),
    issuerLabel,
    `${issuer} `,
    relationshipLabel,
    '(Check all applicable)',
    `${box(owner.isDirector)}\tDirector\t${box(owner.isTenPercentOwner)}\t10% Owner`,
    `${box(owner.isOfficer)}\tOfficer (give title below)\t${box(owner.isOther)}\tOther (specify below)`,
    ...titlesOf(owner),
    periodLabel,
    period,
    amendmentLabel,
    amendment,
    '6. Individual or Joint/Group Filing (Check Applicable Line)',
    `${joint ? '' : 'X'}\tForm filed by One Reporting Person`,
    `${joint ? 'X' : ''}\tForm filed by More than One Reporting Person`,
  ];
}

// --- Columns of blanks ------------------------------------------------------------------------------------

const WIDEST = 18;

/** Plain text in columns, with cells wrapped over as many lines as they need. */
function printSpaced(filing: Filing): string {
  const form = filing.formType[0]!;
  const table = (which: Table) => {
    const columns = columnsOf(form, which);
    const lines = linesOf(filing, which).map((cells) =>
      cells.map((cell) => fold(cell.text) + cell.footnotes.map((id) => `(${id.slice(1)})`).join('')),
    );
    const widths = columns.map(({ heading }, i) =>
      Math.max(
        longestWord(heading),
        ...lines.map((cells) => Math.min(WIDEST, cells[i]!.length)),
        ...lines.map((cells) => longestWord(cells[i]!)),
      ),
    );
    return [
      center(tableTitle(form, which)),
      '',
      ...wrapped(
        columns.map(({ heading }) => heading),
        widths,
      ),
      '',
      ...lines.flatMap((cells) => wrapped(cells, widths)),
      '',
    ];
  };
  return [
    center(`FORM ${filing.formType}`),
    '',
    center(STATEMENT[form]!),
    '',
    ...spacedHead(filing),
    '',
    ...table('I'),
    ...table('II'),
    ...filing.owners
      .slice(1)
      .flatMap((owner) => [...ownerLines(owner).map((line) => line.replaceAll('\t', '   ')), '']),
    ...closingLines(filing).flatMap((line) => [line, '']),
  ].join('\n');
}

function center(value: string): string {
  return `${' '.repeat(20)}${value}`;
}

function longestWord(value: string): number {
  return Math.max(1, ...value.split(' ').map((word) => word.length));
}

/** The cells of a row, each wrapped to its column, side by side. */
function wrapped(cells: readonly string[], widths: readonly number[]): string[] {
  const columns = cells.map((cell, i) => wrap(cell, widths[i]!));
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, i) => (lines[line] ?? '').padEnd(widths[i]! + 2))
      .join('')
      .trimEnd(),
  );
}

function wrap(value: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of value.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The head in three columns of blanks, each box a label over its value. */
function spacedHead(filing: Filing): string[] {
  const { issuerLabel, issuer, relationshipLabel, periodLabel, period, amendmentLabel, amendment, joint } =
    itemsOf(filing);
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? '[X]' : '[ ]');
  const left = [
    '1. Name and Address of Reporting Person*',
    fold(owner.rptOwnerName!.value!),
    '(Last)    (First)    (Middle)',
    ...streets(owner),
    '(Street)',
    cityLine(owner).filter(Boolean).join('  '),
    '(City)    (State)    (Zip)',
  ];
  const middle = [issuerLabel, issuer, periodLabel, period, amendmentLabel, amendment];
  const right = [
    relationshipLabel,
    '(Check all applicable)',
    `${box(owner.isDirector)} Director  ${box(owner.isTenPercentOwner)} 10% Owner`,
    `${box(owner.isOfficer)} Officer (give title below)  ${box(owner.isOther)} Other (specify below)`,
    ...titlesOf(owner),
    '6. Individual or Joint/Group Filing (Check Applicable Line)',
    `${joint ? '[ ]' : '[X]'} Form filed by One Reporting Person`,
    `${joint ? '[X]' : '[ ]'} Form filed by More than One Reporting Person`,
  ];
  const widths = [left, middle].map((lines) => Math.max(...lines.map((line) => line.length)) + 4);
  const height = Math.max(left.length, middle.length, right.length);
  return Array.from({ length: height }, (_, i) =>
    `${(left[i] ?? '').padEnd(widths[0]!)}${(middle[i] ?? '').padEnd(widths[1]!)}${right[i] ?? ''}`.trimEnd(),
  );
}
