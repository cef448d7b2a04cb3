import type { Cell, Filing, Owner, Table } from '../../src/core/filing/filing';
import { printedDate } from './printed-form-columns';

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

export function closingLines(filing: Filing): string[] {
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

/** Name and address of an owner, one line below the other. */
export function ownerLines(owner: Owner): string[] {
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
