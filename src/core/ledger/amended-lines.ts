import type { PersonFiling } from './filings-of-person';
import type { ReportedLine } from './reported-line';

/**
 * The lines that count, filing by filing: a line of an amendment takes the place of the line of the original
 * that it restates (same class, nature, terms, transaction date and code), and adds where it restates none.
 * Lines that the amendment does not name stay (an amendment need only show what it amends). The original is
 * the earlier filing of the same form, issuer and original submission date; where the form shows no such date
 * that fits, of the same period.
 */
export function withAmendments(
  filings: readonly (readonly ReportedLine[])[],
): readonly (readonly ReportedLine[])[] {
  const counting = filings.map((lines) => [...lines]);
  for (const [place, lines] of filings.entries()) {
    const amendment = lines[0]?.filing;
    if (!amendment?.facts.formType.endsWith('/A')) continue;
    const originals = originalsOf(amendment, counting.slice(0, place));
    for (const line of lines) {
      for (const original of originals) {
        const restated = original.findIndex((other) => restates(line, other));
        if (restated < 0) continue;
        original.splice(restated, 1);
        break;
      }
    }
  }
  return counting;
}

function originalsOf(amendment: PersonFiling, earlier: readonly ReportedLine[][]): readonly ReportedLine[][] {
  const form = amendment.facts.formType.slice(0, 1);
  const sameForm = earlier.filter((lines) => {
    const filing = lines[0]?.filing;
    return filing?.facts.formType.startsWith(form) && filing.issuerId === amendment.issuerId;
  });
  const submitted = amendment.facts.dateOfOriginalSubmission?.value;
  const byDate = sameForm.filter((lines) => {
    const { filedOn, signedOn } = lines[0]!.filing;
    return submitted !== undefined && (filedOn === submitted || signedOn === submitted);
  });
  if (byDate.length > 0) return byDate;
  const period = amendment.facts.periodOfReport?.value;
  return sameForm.filter((lines) => lines[0]!.filing.facts.periodOfReport?.value === period);
}

function restates(line: ReportedLine, original: ReportedLine): boolean {
  return (
    line.classKey === original.classKey &&
    line.natureKey === original.natureKey &&
    line.termsKey === original.termsKey &&
    line.line.kind === original.line.kind &&
    line.line.cells.transactionDate?.value === original.line.cells.transactionDate?.value &&
    line.line.cells.transactionCode?.value === original.line.cells.transactionCode?.value
  );
}
