import type { DrawRow, LotRow, LotRows, TrancheRow } from './lot-rows';
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
export type RowChange = HoldingsChange | LotChange;

/** A change of a row on filings and holdings. */
export type HoldingsChange =
  | Changed<'filing', FilingRow>
  | Changed<'holding', HoldingRow>
  | Changed<'step', StepRow>
  | Changed<'problem', ProblemRow>;

/** A change of a row on derivative lots. */
export type LotChange = Changed<'lot', LotRow> | Changed<'tranche', TrancheRow> | Changed<'draw', DrawRow>;

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
): readonly HoldingsChange[] {
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
  ] as readonly HoldingsChange[];
}

/**
 * What is another way with a person's derivative lots: lots, tranches and draws, each in the order of the ledger, what
 * is gone after what is there. A tranche is the same when lot and time of vesting are, a draw when lot and line are.
 */
export function lotsDifference(
  before: LotRows | undefined,
  after: LotRows | undefined,
): readonly LotChange[] {
  const trancheKey = ({ lotId, vestsOn, notBefore, notAfter, awaits }: TrancheRow) =>
    JSON.stringify([lotId, vestsOn, notBefore, notAfter, awaits]);
  const drawKey = ({ lotId, lineId, kind }: DrawRow) => JSON.stringify([lotId, lineId, kind]);
  return [
    ...changes('lot', before?.lots, after?.lots, ({ lotId }) => lotId),
    ...changes(
      'tranche',
      before?.tranches,
      after?.tranches,
      counted(trancheKey, before?.tranches, after?.tranches),
    ),
    ...changes('draw', before?.draws, after?.draws, counted(drawKey, before?.draws, after?.draws)),
  ] as readonly LotChange[];
}

/** Keys that tell apart rows of one list which are alike: the first, the second, and so on. */
function counted<Row extends object>(
  keyOf: (row: Row) => string,
  ...lists: readonly (readonly Row[] | undefined)[]
): (row: Row) => string {
  const keys = new Map<Row, string>();
  for (const rows of lists) {
    const met = new Map<string, number>();
    for (const row of rows ?? []) {
      const key = keyOf(row);
      const number = (met.get(key) ?? 0) + 1;
      met.set(key, number);
      keys.set(row, `${key} ${number}`);
    }
  }
  return (row) => keys.get(row)!;
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
