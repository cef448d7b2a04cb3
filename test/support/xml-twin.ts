import type { Cell, Filing } from '../../src/core/filing/filing';
import { type DescribedCells, printOwnershipXml } from './ownership-xml-builder';

/** CIKs that a printed form does not show. */
export interface Ciks {
  readonly owner: string;
  readonly issuer: string;
}

/** The ownership XML that EDGAR has of a filing which was read from a printed form: the same, with CIKs. */
export function xmlTwin({ formType, periodOfReport, issuer, owners, lines, ...rest }: Filing, ciks: Ciks) {
  const rows = lines.map(({ table, kind, cells }) => {
    const boxes = Object.entries(cells as Readonly<Record<string, Cell<string | boolean>>>);
    const described = boxes.map(([name, { value, filed, footnotes }]) => {
      const text = value ?? filed;
      return [name, { ...(text !== undefined && { value: String(text) }), ...(footnotes && { footnotes }) }];
    });
    return { table, kind, cells: Object.fromEntries(described) as DescribedCells };
  });
  return printOwnershipXml({
    head: {
      schemaVersion: 'X0306',
      documentType: formType,
      ...(periodOfReport?.value && { periodOfReport: periodOfReport.value }),
      notSubjectToSection16: '0',
    },
    issuer: {
      issuerCik: ciks.issuer,
      issuerName: issuer.issuerName!.value!,
      issuerTradingSymbol: issuer.issuerTradingSymbol?.value ?? 'NONE',
    },
    owners: [{ rptOwnerCik: ciks.owner, rptOwnerName: owners[0]!.rptOwnerName!.value!, isDirector: '1' }],
    rows,
    footnotes: rest.footnotes,
    signatures: rest.signatures.map(({ signatureName, signatureDate }) => ({
      ...(signatureName?.value && { signatureName: signatureName.value }),
      ...(signatureDate?.value && { signatureDate: signatureDate.value }),
    })),
  });
}
