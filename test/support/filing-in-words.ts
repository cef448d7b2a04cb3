import type { Cell, Filing, Line } from '../../src/core/filing/filing';

/**
 * What a filing says, in the words of the trade, one string for each line of it:
 * `I.1 Common Stock · 2008-06-17 M · A 50000 @ 1.375 · 85000 D`. Doubts are put behind a value as `?`.
 */
export function told(filing: Filing): string[] {
  const { formType, issuer, periodOfReport, dateOfOriginalSubmission, owners } = filing;
  return [
    words(
      `Form ${formType}`,
      shown(issuer.issuerName),
      issuer.issuerTradingSymbol && `[${shown(issuer.issuerTradingSymbol)}]`,
      shown(periodOfReport),
      dateOfOriginalSubmission && `amends ${shown(dateOfOriginalSubmission)}`,
      filing.noSecuritiesOwned?.value && 'nothing owned',
    ),
    ...owners.map((owner) =>
      words(
        shown(owner.rptOwnerName),
        owner.rptOwnerCity &&
          `of ${words(shown(owner.rptOwnerCity), shown(owner.rptOwnerState), shown(owner.rptOwnerZipCode))}:`,
        (['isDirector', 'isOfficer', 'isTenPercentOwner', 'isOther'] as const)
          .filter((name) => owner[name]?.value)
          .join(' '),
        shown(owner.officerTitle),
        shown(owner.otherText),
      ),
    ),
    ...filing.lines.map(lineInWords),
    ...filing.footnotes.map(({ id, text }) => `${id} ${text}`),
    ...(filing.remarks ? [`Remarks: ${shown(filing.remarks)}`] : []),
    ...filing.signatures.map(
      ({ signatureName, signatureDate }) => `signed ${words(shown(signatureName), shown(signatureDate))}`,
    ),
    ...filing.problems.map(
      ({ code, table, row, cell }) => `! ${words(code, table && `${table}.${row ?? ''}`, cell)}`,
    ),
    ...filing.repairs.map(
      ({ rule, table, row, cell, filed, value, alternatives }) =>
        `~ ${words(rule, table && `${table}.${row}`, cell, `«${filed}» → ${value}`, alternatives.length > 0 && `(or ${alternatives.join(', ')})`)}`,
    ),
  ];
}

function lineInWords({ table, row, cells: c }: Line): string {
  const amount = c.transactionTotalValue ? `$${shown(c.transactionTotalValue)}` : shown(c.transactionShares);
  const following = c.valueOwnedFollowingTransaction
    ? `$${shown(c.valueOwnedFollowingTransaction)}`
    : shown(c.sharesOwnedFollowingTransaction);
  return [
    `${table}.${row} ${shown(c.securityTitle)}`,
    c.conversionOrExercisePrice && `strike ${shown(c.conversionOrExercisePrice)}`,
    words(
      shown(c.transactionDate),
      c.deemedExecutionDate && `deemed ${shown(c.deemedExecutionDate)}`,
      shown(c.transactionCode) + notes(c.transactionCoding),
      c.transactionFormType && `(Form ${shown(c.transactionFormType)})`,
      c.equitySwapInvolved?.value && 'swap',
      c.transactionTimeliness && `timeliness ${shown(c.transactionTimeliness)}`,
    ),
    words(
      shown(c.transactionAcquiredDisposedCode),
      amount,
      c.transactionPricePerShare && `@ ${shown(c.transactionPricePerShare)}`,
    ),
    c.exerciseDate && `from ${shown(c.exerciseDate)}`,
    c.expirationDate && `until ${shown(c.expirationDate)}`,
    c.underlyingSecurityTitle &&
      `into ${words(shown(c.underlyingSecurityShares), shown(c.underlyingSecurityTitle))}`,
    words(following, shown(c.directOrIndirectOwnership), shown(c.natureOfOwnership)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function shown(cell: Cell | undefined): string {
  if (!cell) return '';
  const value = cell.value ?? (cell.doubt === 'unreadable' ? `«${cell.filed ?? ''}»` : '');
  return `${value}${cell.doubt ? '?' : ''}${notes(cell)}`;
}

function notes(cell: Cell | undefined): string {
  return cell?.footnotes ? `[${cell.footnotes.join(' ')}]` : '';
}

function words(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(' ');
}
