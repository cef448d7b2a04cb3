import type { FoldedHolding } from '../person-holdings';
import type { AmendedLine, FilingAmends, FormerLine } from '../person-ledger';
import { lineId } from '../person-rows';
import type { ReportedLine } from '../reported-line';
import { type FiledAmendment, versionsOf } from './amended-filings';

/** What each amendment does, as it goes into the row of its filing; by the filing's key. */
export function amendsByFiling(
  amendments: readonly FiledAmendment[],
  holdings: readonly FoldedHolding[],
): ReadonlyMap<string, FilingAmends> {
  if (amendments.length === 0) return new Map();
  const holdingOf = holdingFinder(holdings);
  return new Map(
    amendments.map(({ amendment, standing, originals, lines }) => [
      amendment.filingKey,
      {
        standing,
        originals: originals.map(({ filing, confidence, evidence }) => ({
          filingKey: filing.filingKey,
          formType: filing.facts.formType,
          confidence,
          evidence,
        })),
        lines: lines.map(
          ({ effect, line, original, reason }): AmendedLine => ({
            effect,
            table: line?.line.table ?? null,
            row: line?.line.row ?? null,
            original: original ? formerLine(original, holdingOf(original)) : null,
            reason,
          }),
        ),
      },
    ]),
  );
}

function formerLine(original: ReportedLine, holdingId: string | undefined): FormerLine {
  const { filing, line } = original;
  return {
    lineId: lineId(original),
    holdingId: holdingId ?? null,
    filingKey: filing.filingKey,
    formType: filing.facts.formType,
    table: line.table,
    row: line.row,
    title: line.cells.securityTitle?.value ?? '',
    effectiveOn: original.effectiveOn,
    code: line.cells.transactionCode?.value ?? null,
    change: original.change ?? null,
    price: line.cells.transactionPricePerShare?.value ?? null,
    reported: original.reported ?? null,
  };
}

/**
 * Finds the holding of a line that no longer counts: the one where the line stands that took its place, or the
 * one of the same class, nature and terms. Undefined when every line of it was taken back.
 */
function holdingFinder(holdings: readonly FoldedHolding[]): (line: ReportedLine) => string | undefined {
  const byLine = new Map<string, string>();
  const byKind = new Map<string, string>();
  for (const { holdingId, steps } of holdings) {
    for (const { line } of steps) {
      for (const version of versionsOf(line)) byLine.set(lineId(version), holdingId);
      for (const kind of kindsOf(line)) if (!byKind.has(kind)) byKind.set(kind, holdingId);
    }
  }
  return (line) =>
    byLine.get(lineId(line)) ??
    kindsOf(line)
      .map((kind) => byKind.get(kind))
      .find(Boolean);
}

/** Closest first. */
function kindsOf({
  classKey,
  natureKey,
  natureNotes,
  termsKey,
  termsNotes,
}: ReportedLine): readonly string[] {
  const kind = [classKey, natureKey, termsKey].join('|');
  return [`${kind}|${natureNotes}|${termsNotes}`, kind];
}
