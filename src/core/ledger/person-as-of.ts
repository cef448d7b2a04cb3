import type { HoldingsLedger, PersonRow } from './person-ledger';

/**
 * A person's row as of a date (ISO): only filings, steps and holdings count that speak of days up to it. Undefined
 * when nothing does.
 */
export function personAsOf(ledger: HoldingsLedger, asOf: string): PersonRow | undefined {
  const { person, filings, steps, problems } = ledger;
  const filed = filings.filter(({ periodOfReport, knownOn }) => (periodOfReport ?? knownOn) <= asOf);
  const until = steps.filter(({ effectiveOn }) => effectiveOn <= asOf);
  if (filed.length === 0 && until.length === 0) return undefined;
  const keys = new Set(filed.map(({ filingKey }) => filingKey));
  const days = until.map(({ effectiveOn }) => effectiveOn).sort();
  return {
    ...person,
    filings: filed.length,
    holdings: new Set(until.map(({ holdingId }) => holdingId)).size,
    problems: problems.filter(({ filingKey }) => keys.has(filingKey)).length,
    firstEffectiveOn: days[0] ?? null,
    lastEffectiveOn: days.at(-1) ?? null,
  };
}
