import type { Problem } from '../filing/filing';
import type { SourceReading } from './events';

/**
 * What is doubtful about when a filing's transactions took place: a date that cannot be read, for which the
 * period of report stands in, and a date after the form was filed (or signed, where no filing date is known).
 */
export function datingProblems({ facts, lines }: SourceReading, knownOn: string): readonly Problem[] {
  const period = facts.periodOfReport?.value;
  return lines.flatMap(({ kind, table, row, cells }): Problem[] => {
    if (kind !== 'transaction') return [];
    const date = cells.transactionDate?.value;
    const at = cells.transactionDate?.at;
    const where = { table, row, cell: 'transactionDate', ...(at && { at }) };
    const place = `Table ${table}, row ${row}, transactionDate`;
    if (date === undefined) {
      const instead = period ? `the period of report, ${period}` : `${knownOn}, when it became known`;
      const message = `${place}: it cannot be read; the line stands at ${instead}`;
      return [{ code: 'effectiveDateAssumed', message, ...where }];
    }
    if (date <= knownOn) return [];
    const message = `${place}: ${date} is after the form was known, ${knownOn}; it is taken as filed`;
    return [{ code: 'transactionAfterFiling', message, ...where }];
  });
}
