import { eventId } from './event-id';
import type { FilingRow, StepRow } from './person-ledger';

/**
 * The id by which the rows call the line that another recording of its filing calls `id`: that of a linked id's stream.
 * Undefined when no filing among these has such a recording.
 */
export function lineWithTwin(
  id: string,
  filings: readonly FilingRow[],
  steps: readonly StepRow[],
): string | undefined {
  const twins = new Map(filings.map((filing) => [filing.filingKey, filing.twins]));
  const isNamed = ({ filingKey, table, row }: StepRow) =>
    (twins.get(filingKey) ?? []).some(
      (twin) => eventId(twin.stream, twin.fingerprint, `${table}.${row}`) === id,
    );
  return steps.find(isNamed)?.lineId;
}
