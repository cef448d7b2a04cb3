import type { Cell, Filing } from '../../src/core/filing/filing';

/**
 * A filing in a few readable lines: each cell as its value, «the filed text» where it differs, [its footnotes], and
 * its doubt; a cell without a value as `-`. Places are left out.
 */
export interface FilingDigest {
  readonly form: Readonly<Record<string, string>>;
  readonly owners: readonly Readonly<Record<string, string>>[];
  readonly lines: readonly string[];
  readonly footnotes: readonly string[];
  readonly signatures: readonly string[];
  readonly problems: readonly string[];
  readonly repairs: readonly string[];
}

export function digest(filing: Filing): FilingDigest {
  const { formType, periodOfReport, dateOfOriginalSubmission, issuer, remarks } = filing;
  const { noSecuritiesOwned, notSubjectToSection16, form3HoldingsReported, form4TransactionsReported } =
    filing;
  return {
    form: cells({
      formType: { value: formType },
      periodOfReport,
      dateOfOriginalSubmission,
      ...issuer,
      noSecuritiesOwned,
      notSubjectToSection16,
      form3HoldingsReported,
      form4TransactionsReported,
      aff10b5One: filing.aff10b5One,
      remarks,
    }),
    owners: filing.owners.map((owner) => cells({ ...owner })),
    lines: filing.lines.map(({ table, row, kind, cells: boxes }) =>
      [
        `${table}.${row} ${kind}`,
        ...Object.entries(cells({ ...boxes })).map(([name, text]) => `${name} ${text}`),
      ].join(' · '),
    ),
    footnotes: filing.footnotes.map(({ id, text }) => `${id} ${text}`),
    signatures: filing.signatures.map(
      ({ signatureName, signatureDate }) => `${shown(signatureName)} · ${shown(signatureDate)}`,
    ),
    problems: filing.problems.map(({ code, table, row, cell }) =>
      words(code, table && `${table}.${row ?? ''}`, cell),
    ),
    repairs: filing.repairs.map(({ rule, table, row, cell, filed, value }) =>
      words(rule, table && `${table}.${row}`, cell, `«${filed}» → ${value}`),
    ),
  };
}

function cells(boxes: Record<string, Cell | Cell<boolean> | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(boxes).flatMap(([name, cell]) => (cell === undefined ? [] : [[name, shown(cell)]])),
  );
}

function shown(cell: Cell | Cell<boolean> | undefined): string {
  if (!cell) return '';
  const filed = cell.filed === undefined ? '' : `«${cell.filed}»`;
  const footnotes = cell.footnotes ? `[${cell.footnotes.join(' ')}]` : '';
  return words(String(cell.value ?? '-'), filed, footnotes, cell.doubt);
}

function words(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(' ');
}
