import type { FilingRow, HoldingRow, HoldingsLedger, ProblemRow, StepRow } from './person-ledger';

/** One column in which a row is another one than before. */
export interface ColumnChange {
  readonly column: string;
  readonly before: unknown;
  readonly after: unknown;
}

interface Changed<Kind extends string, Row> {
  readonly kind: Kind;
  readonly change: 'added' | 'changed' | 'gone';
  /** As it is now; as it was, when it is gone. */
  readonly row: Row;
  /** Empty unless the row is changed. */
  readonly columns: readonly ColumnChange[];
}

/** A row that is in one of two ledgers only, or not the same in both. */
export type RowChange =
  | Changed<'filing', FilingRow>
  | Changed<'holding', HoldingRow>
  | Changed<'step', StepRow>
  | Changed<'problem', ProblemRow>;

/** Columns that say where a row stands among the others, which changes whenever another one comes before it. */
const PLACES: ReadonlySet<string> = new Set(['ordinal', 'holdingId']);

/**
 * What is another way in a person's ledger than in an earlier state of it: filings, holdings, steps and
 * problems, each in the order of the ledger, what is gone after what is there. A holding is the same when it has
 * a line in common, because its id is that of its first line, which a late filing can change.
 */
export function ledgerDifference(
  before: HoldingsLedger | undefined,
  after: HoldingsLedger | undefined,
): readonly RowChange[] {
  const heldBefore = holdingsByLine(before);
  const heldAfter = holdingsByLine(after);
  const filingKeys = new Map(
    [...(before?.filings ?? []), ...(after?.filings ?? [])].map((row) => [row.filingKey, row.fingerprint]),
  );
  const problemKey = ({ filingKey, kind, code, table, row, cell, message }: ProblemRow) =>
    JSON.stringify([filingKeys.get(filingKey), kind, code, table, row, cell, message]);
  /** The holding before that a holding after continues. */
  const continued = new Map<string, string>();
  for (const [line, holdingId] of heldAfter) {
    const earlier = heldBefore.get(line);
    if (earlier !== undefined && !continued.has(holdingId)) continued.set(holdingId, earlier);
  }
  return [
    ...changes('filing', before?.filings, after?.filings, ({ fingerprint }) => fingerprint),
    ...changes(
      'holding',
      before?.holdings,
      after?.holdings,
      ({ holdingId }) => holdingId,
      ({ holdingId }) => continued.get(holdingId) ?? holdingId,
    ),
    ...changes(
      'step',
      before?.steps,
      after?.steps,
      ({ lineId, kind, split }) => `${lineId} ${kind} ${split?.statedOn ?? ''}`,
    ),
    ...changes('problem', before?.problems, after?.problems, problemKey),
  ] as readonly RowChange[];
}

function holdingsByLine(ledger: HoldingsLedger | undefined): ReadonlyMap<string, string> {
  return new Map(ledger?.steps.map(({ lineId, holdingId }) => [lineId, holdingId]));
}

function changes<Kind extends string, Row extends object>(
  kind: Kind,
  before: readonly Row[] = [],
  after: readonly Row[] = [],
  keyOf: (row: Row) => string,
  keyBefore = keyOf,
): readonly Changed<Kind, Row>[] {
  const gone = new Map(before.map((row) => [keyOf(row), row]));
  const changed: Changed<Kind, Row>[] = [];
  for (const row of after) {
    const key = keyBefore(row);
    const earlier = gone.get(key);
    gone.delete(key);
    const columns = earlier ? columnChanges(earlier, row) : [];
    if (!earlier) changed.push({ kind, change: 'added', row, columns });
    else if (columns.length > 0) changed.push({ kind, change: 'changed', row, columns });
  }
  return [
    ...changed,
    ...[...gone.values()].map((row) => ({ kind, change: 'gone' as const, row, columns: [] })),
  ];
}

function columnChanges<Row extends object>(before: Row, after: Row): readonly ColumnChange[] {
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(
      ([column, value]) => !PLACES.has(column) && JSON.stringify(was.get(column)) !== JSON.stringify(value),
    )
    .map(([column, value]) => ({ column, before: was.get(column) ?? null, after: value }));
}
