import { MAX_OWNERS, MAX_ROWS } from '../limits';
import type { Cell, Filing, FormPlace, Line, LineCellName, Owner, Problem } from './filing';
import { footnoteProblems } from './footnote-checks';
import { excerpt, ProblemList } from './problem-list';

/** The schema version that brought the box on Rule 10b5-1 plans. */
const FIRST_VERSION_WITH_10B5_1 = 'X0407';

/**
 * What EDGAR would have suspended the filing for (EDGAR Ownership XML Technical Specification 3.3, 4.3 and 5),
 * as far as a filing shows it: required boxes that are blank, amounts given twice, footnotes that do not match
 * their references, more of anything than the form can take. Lengths of texts and the order of elements are
 * not checked: nothing depends on them.
 */
export function ownershipProblems(filing: Filing): readonly Problem[] {
  const problems = new ProblemList();
  checkForm(filing, problems);
  checkOwners(filing.owners, problems);
  for (const line of filing.lines) checkLine(line, filing.formType, problems);
  problems.addAll(footnoteProblems(filing));
  return problems.toArray();
}

function checkForm(filing: Filing, problems: ProblemList): void {
  const { formType, issuer, lines, signatures } = filing;
  const need = (name: string, cell: Cell | Cell<boolean> | undefined) => {
    if (!cell) problems.add('missingValue', 'the form does not have it', { cell: name });
  };
  need('periodOfReport', filing.periodOfReport);
  if (formType.endsWith('/A')) need('dateOfOriginalSubmission', filing.dateOfOriginalSubmission);
  const version = filing.schemaVersion?.value ?? '';
  if (!formType.startsWith('3') && version >= FIRST_VERSION_WITH_10B5_1)
    need('aff10b5One', filing.aff10b5One);
  need('issuerCik', issuer.issuerCik);
  need('issuerTradingSymbol', issuer.issuerTradingSymbol);
  if (signatures.length === 0) need('ownerSignature', undefined);
  for (const signature of signatures) {
    need('signatureName', signature.signatureName);
    need('signatureDate', signature.signatureDate);
  }
  const noRowsStated = formType.startsWith('3') ? filing.noSecuritiesOwned : filing.notSubjectToSection16;
  if (lines.length === 0 && noRowsStated?.value !== true) {
    problems.add('noLines', 'the form reports no transaction and no holding, and does not say why');
  }
  for (const table of ['I', 'II'] as const) {
    const rows = lines.reduce((count, line) => count + (line.table === table ? 1 : 0), 0);
    if (rows > MAX_ROWS) {
      problems.add('tooManyRows', `it has ${rows} rows, EDGAR takes ${MAX_ROWS}; all were read`, { table });
    }
  }
}

function checkOwners(owners: readonly Owner[], problems: ProblemList): void {
  if (owners.length === 0)
    problems.add('missingValue', 'the form names no one who reports', { cell: 'reportingOwner' });
  if (owners.length > MAX_OWNERS) {
    problems.add(
      'tooManyOwners',
      `the form has ${owners.length} owners, EDGAR takes ${MAX_OWNERS}; all were read`,
    );
  }
  const seen = new Set<string>();
  owners.forEach((owner, index) => {
    const { rptOwnerCik } = owner;
    const who = `reporting owner ${index + 1}`;
    const at = rptOwnerCik?.at;
    const where = (cell: string): FormPlace => ({ cell, ...(at && { at }) });
    const cik = rptOwnerCik?.value;
    if (!rptOwnerCik) problems.add('missingValue', `${who} has none`, { cell: 'rptOwnerCik' });
    if (cik !== undefined && seen.has(cik)) {
      problems.add(
        'duplicateOwner',
        `${who} is the same person as one before, CIK ${cik}`,
        where('rptOwnerCik'),
      );
    }
    if (cik !== undefined) seen.add(cik);
    checkRelationship(owner, who, where, problems);
  });
}

function checkRelationship(
  owner: Owner,
  who: string,
  where: (cell: string) => FormPlace,
  problems: ProblemList,
): void {
  const { isDirector, isOfficer, isTenPercentOwner, isOther } = owner;
  const roles = [isDirector, isOfficer, isTenPercentOwner, isOther];
  if (!roles.some((role) => role?.value === true || role?.doubt === 'unreadable')) {
    problems.add(
      'noRelationship',
      `${who} is none of director, officer, ten percent owner, other`,
      where('isOther'),
    );
  }
  if (isOfficer?.value === true && !owner.officerTitle) {
    problems.add('missingValue', `${who} is an officer without a title`, where('officerTitle'));
  }
  if (isOther?.value === true && !owner.otherText) {
    problems.add('missingValue', `${who} is "other" without saying what`, where('otherText'));
  }
}

/** Boxes that must have a value; a footnote alone will not do. */
const NEEDS_VALUE = {
  transaction: [
    'securityTitle',
    'transactionDate',
    'transactionFormType',
    'transactionCode',
    'equitySwapInvolved',
    'transactionAcquiredDisposedCode',
    'directOrIndirectOwnership',
  ],
  holding: ['securityTitle', 'directOrIndirectOwnership'],
} as const satisfies Record<Line['kind'], readonly LineCellName[]>;

/** Boxes of Table II that must have a value or a footnote. */
const NEEDS_VALUE_OR_FOOTNOTE = ['conversionOrExercisePrice', 'exerciseDate', 'expirationDate'] as const;

/** Boxes of which a row has one: shares or dollars. */
const TRANSACTED = ['transactionShares', 'transactionTotalValue'] as const;
const UNDERLYING = ['underlyingSecurityShares', 'underlyingSecurityValue'] as const;
const FOLLOWING = ['sharesOwnedFollowingTransaction', 'valueOwnedFollowingTransaction'] as const;

function checkLine(line: Line, formType: string, problems: ProblemList): void {
  const { cells, kind, table } = line;
  for (const name of NEEDS_VALUE[kind]) if (!hasText(cells[name])) missing(line, name, problems);
  if (kind === 'transaction') {
    checkOneOf(line, TRANSACTED, problems);
    if (!cells.transactionPricePerShare) missing(line, 'transactionPricePerShare', problems);
  }
  if (table === 'II') {
    for (const name of NEEDS_VALUE_OR_FOOTNOTE) if (!cells[name]) missing(line, name, problems);
    if (!hasText(cells.underlyingSecurityTitle)) missing(line, 'underlyingSecurityTitle', problems);
    checkOneOf(line, UNDERLYING, problems);
  }
  // Form 3 shows the amount of a derivative in its underlying security only.
  if (table === 'I' || !formType.startsWith('3')) checkOneOf(line, FOLLOWING, problems);
  checkNature(line, problems);
}

function checkNature(line: Line, problems: ProblemList): void {
  const { directOrIndirectOwnership: ownership, natureOfOwnership: nature } = line.cells;
  if (ownership?.value === 'I' && !hasText(nature)) missing(line, 'natureOfOwnership', problems);
  if (ownership?.value === 'D' && nature?.value !== undefined) {
    const message = `"${excerpt(nature.value)}" is given for a holding that is direct`;
    problems.add('natureOfDirect', message, placeOf(line, 'natureOfOwnership'));
  }
}

function checkOneOf(line: Line, pair: readonly [LineCellName, LineCellName], problems: ProblemList): void {
  const [shares, dollars] = [line.cells[pair[0]], line.cells[pair[1]]];
  if (!shares && !dollars) missing(line, pair[0], problems);
  if (hasText(shares) && hasText(dollars)) {
    problems.add('twoAmounts', `${pair[0]} is given, too; only one of them can be`, placeOf(line, pair[1]));
  }
}

function missing(line: Line, name: LineCellName, problems: ProblemList): void {
  problems.add('missingValue', 'it is blank, and the form needs it', placeOf(line, name));
}

/** Whether something was filed in the box, readable or not. */
function hasText(cell: Cell | Cell<boolean> | undefined): boolean {
  return cell !== undefined && (cell.value !== undefined || cell.filed !== undefined);
}

function placeOf(line: Line, cell: LineCellName): FormPlace {
  const at = line.cells[cell]?.at ?? line.at;
  return { table: line.table, row: line.row, cell, ...(at && { at }) };
}
