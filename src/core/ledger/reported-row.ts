import type { Table } from '../filing/filing';
import { lineId } from './person-rows';
import type { ReportedLine } from './reported-line';

/** A row of a form as an answer shows it: where it stands, and what it says. */
export interface ReportedRow {
  readonly personId: string;
  /** Event id of the line. */
  readonly lineId: string;
  readonly filingKey: string;
  readonly formType: string;
  readonly sourceName: string;
  readonly table: Table;
  readonly row: number;
  readonly title: string;
  readonly ownership: string | null;
  readonly nature: string | null;
  readonly code: string | null;
  readonly effectiveOn: string;
  /** Signed by the A/D column; null for a row without a transaction. */
  readonly change: string | null;
  /** The following balance; empty when the row shows none. */
  readonly reported: string;
}

export function reportedRow(line: ReportedLine, personId: string): ReportedRow {
  const { filing } = line;
  const { cells, table, row } = line.line;
  return {
    personId,
    lineId: lineId(line),
    filingKey: filing.filingKey,
    formType: filing.facts.formType,
    sourceName: filing.placedIn.name,
    table,
    row,
    title: cells.securityTitle?.value ?? '',
    ownership: cells.directOrIndirectOwnership?.value ?? null,
    nature: cells.natureOfOwnership?.value ?? null,
    code: cells.transactionCode?.value ?? null,
    effectiveOn: line.effectiveOn,
    change: line.change ?? null,
    reported: line.reported ?? '',
  };
}
