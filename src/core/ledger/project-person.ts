import { withAmendments } from './amended-lines';
import type { StoredEvent } from './events';
import { compare, filingsOfPerson, type PersonFiling } from './filings-of-person';
import { holdingSteps } from './holding-steps';
import { type HeldLines, linkHoldings } from './holdings';
import { personOfStream } from './parties';
import type { HoldingRow, PersonLedger, ProblemRow, StepRow } from './person-ledger';
import { filingRow, holdingRow, lineId, personRow, problemRows, stepRow } from './person-rows';
import { reportedLines } from './reported-line';
import { rowHashOf } from './row-hash';

/**
 * Everything that a person's events come to. A pure function of the events: any order of arrival, duplicates
 * and any mix of formats give the same rows and the same row hash. Undefined when the events record no filing
 * (an EDGAR header alone makes nobody a reporting person).
 */
export function projectPerson(events: Iterable<StoredEvent>): PersonLedger | undefined {
  const filings = filingsOfPerson(events);
  const [first] = filings;
  if (!first) return undefined;
  const personId = personOfStream(first.stream)!;
  const lines = withAmendments([...filings].sort(byEffect).map(reportedLines));
  const holdings: HoldingRow[] = [];
  const steps: StepRow[] = [];
  for (const held of [...linkHoldings(lines)].sort(byPlaceInForm)) {
    const its = holdingSteps(held);
    const holdingId = lineId(held.threads[0]!.first);
    holdings.push(holdingRow(personId, holdingId, its));
    steps.push(...its.map((step, ordinal) => stepRow(personId, holdingId, ordinal, step)));
  }
  const problems = filings.flatMap((filing) => problemRows(personId, filing)).map(numbered);
  const rows = {
    person: personRow(personId, filings, holdings, steps, problems),
    filings: filings.map((filing) => filingRow(personId, filing)),
    holdings,
    steps,
    problems,
  };
  return { ...rows, rowHash: rowHashOf(rows) };
}

/** Filings in the order of what they report: late ones fall into place. */
function byEffect(left: PersonFiling, right: PersonFiling): number {
  const period = (filing: PersonFiling) => filing.facts.periodOfReport?.value ?? filing.knownOn;
  return (
    compare(period(left), period(right)) ||
    compare(left.knownOn, right.knownOn) ||
    compare(left.filingKey, right.filingKey)
  );
}

/** Issuer by issuer, Table I before Table II, direct before indirect, then as first reported. */
function byPlaceInForm(left: HeldLines, right: HeldLines): number {
  return compare(placeInForm(left), placeInForm(right));
}

function placeInForm({ threads }: HeldLines): string {
  const { filing, line, classKey, natureKey, effectiveOn } = threads[0]!.first;
  const ownership = line.cells.directOrIndirectOwnership?.value ?? '?';
  const row = String(line.row).padStart(5, '0');
  return [
    filing.issuerId,
    line.table,
    ownership,
    effectiveOn,
    classKey,
    natureKey,
    filing.filingKey,
    row,
  ].join(' ');
}

function numbered(row: ProblemRow, ordinal: number): ProblemRow {
  return { ...row, ordinal };
}
