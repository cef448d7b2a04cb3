import type { Filing, FilingHeader, FormPlace, Problem } from './filing';
import { ProblemList } from './problem-list';

/** Where EDGAR's header and the form it came with name another form, period, issuer or reporting owners. */
export function headerDisagreements(header: FilingHeader, filing: Filing): readonly Problem[] {
  const problems = new ProblemList();
  const compare = (code: string, what: string, inHeader: string, inForm: string, where: FormPlace) => {
    if (inHeader === inForm) return;
    const message = `the form says ${inForm}, EDGAR's header ${inHeader}; compare them on EDGAR`;
    problems.add(code, message, { ...where, cell: what });
  };
  const { issuer, owners, periodOfReport } = filing;
  compare('headerFormType', 'documentType', header.formType, filing.formType, placeOf(filing.documentType));
  if (header.periodOfReport !== undefined && periodOfReport?.value !== undefined) {
    const where = placeOf(periodOfReport);
    compare('headerPeriod', 'periodOfReport', header.periodOfReport, periodOfReport.value, where);
  }
  if (header.issuer.cik !== undefined && issuer.issuerCik?.value !== undefined) {
    compare(
      'headerIssuer',
      'issuerCik',
      header.issuer.cik,
      issuer.issuerCik.value,
      placeOf(issuer.issuerCik),
    );
  }
  const inHeader = sortedCiks(header.owners.map(({ cik }) => cik));
  const inForm = sortedCiks(owners.map(({ rptOwnerCik }) => rptOwnerCik?.value));
  // A printed form names its owners without CIKs.
  if (inHeader !== '' && inForm !== '') compare('headerOwners', 'rptOwnerCik', inHeader, inForm, {});
  return problems.toArray();
}

function placeOf(cell: FormPlace | undefined): FormPlace {
  return cell?.at ? { at: cell.at } : {};
}

function sortedCiks(ciks: readonly (string | undefined)[]): string {
  return [...new Set(ciks.filter((cik) => cik !== undefined))].sort().join(', ');
}
