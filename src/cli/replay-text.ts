import { basename } from 'node:path';
import type { ColumnChange, RowChange } from '../core/ledger/ledger-difference';
import type { LotDecision } from '../core/ledger/lot-reading';
import type { TrancheRow } from '../core/ledger/lot-rows';
import type { StepDecision } from '../core/ledger/person-ledger';
import type { ReplayAnswer, ReplayStep } from '../services/replay.service';
import { basisText, momentText } from './basis-text';
import { decisionsText } from './evidence-text';
import { holdingsText } from './holdings-text';
import { grouped, noteLines, plainText } from './text-table';

/** The ledger as it stood, and what changed up to there. */
export function replayText({ person, basis, holdings, from, changes, steps }: ReplayAnswer): string[] {
  const lines = holdingsText({ person, basis, holdings }, 'The ledger as it stood');
  if (steps) {
    for (const step of steps) lines.push('', headingOf(step), ...changesText(step.changes));
    if (steps.length === 0) lines.push('', 'No steps.');
    return lines;
  }
  const since = from === null ? 'since the beginning' : `since: ${basisText(from)}`;
  return [...lines, '', `Changes ${since}`, ...changesText(changes)];
}

function headingOf({ eventId, position, knownAt, types }: ReplayStep): string {
  const what = types.join(', ');
  if (knownAt !== null) return `Known from ${momentText(knownAt)}: ${what}`;
  return `Position ${Number(position) || position}, event ${eventId}: ${what}`;
}

const SIGNS = { added: '+', changed: '~', gone: '−' } as const;

/** Changed rows, one a line, with the columns that are another way. */
export function changesText(changes: readonly RowChange[]): string[] {
  if (changes.length === 0) return ['  nothing changed'];
  return changes.flatMap((change) => [
    plainText(`  ${SIGNS[change.change]} ${change.kind} · ${rowText(change)}`),
    ...columnsOf(change).flatMap((column) => noteLines(plainText(columnText(column)))),
  ]);
}

function rowText({ kind, row }: RowChange): string {
  switch (kind) {
    case 'filing':
      return `Form ${row.formType} ${row.accession ?? basename(row.sources[0]!.name)}, known on ${row.knownOn}`;
    case 'holding':
      return `Table ${row.table} ${row.title}: ${valueText(row.reported ?? row.computed)} on ${row.lastEffectiveOn}`;
    case 'step': {
      const what = row.kind === 'opening' ? row.status : `${row.code ?? row.kind} ${valueText(row.change)}`;
      const balance = `${valueText(row.reported ?? row.computed)}`;
      return `${row.effectiveOn} Table ${row.table} row ${row.row} of Form ${row.formType}: ${what}, balance ${balance}`;
    }
    case 'lot':
      return `${grouped(row.units)} units, ${row.origin} ${row.acquiredOn ?? ''}: ${row.certainty}, ${row.reason}`;
    case 'tranche':
      return `${grouped(row.units)} units vest ${row.vestsOn ? `on ${row.vestsOn}` : boundsText(row)}`;
    case 'draw':
      return `${row.effectiveOn} ${row.kind} of ${grouped(row.units)} units: ${row.rule}`;
    case 'problem':
      return row.kind === 'repair' ? `repaired: ${row.message}` : row.message;
  }
}

function boundsText({ notBefore, notAfter, awaits }: TrancheRow): string {
  const bounds = [
    ...(notBefore === null ? [] : [`not before ${notBefore}`]),
    ...(notAfter === null ? [] : [`not after ${notAfter}`]),
    ...(awaits.length === 0 ? [] : [`after ${awaits.join(' and ')}`]),
  ];
  return bounds.join(', ') || 'at a time that is not known';
}

/** A holding's balance once where it is the same as reported and as computed: a split changes both, and no form does. */
function columnsOf({ kind, columns }: RowChange): readonly ColumnChange[] {
  const reported = columns.find(({ column }) => column === 'reported');
  const computed = columns.find(({ column }) => column === 'computed');
  const isSame = reported?.before === computed?.before && reported?.after === computed?.after;
  if (kind !== 'holding' || !reported || !computed || !isSame) return columns;
  return columns
    .filter((each) => each !== computed)
    .map((each) => (each === reported ? { ...reported, column: 'balance' } : each));
}

/** Columns that hold a number of shares or dollars; all others hold names, ids and dates. */
const AMOUNTS: ReadonlySet<string> = new Set([
  ...['balance', 'reported', 'computed', 'impliedOpening', 'statedOpening', 'change', 'price', 'strike'],
  ...['units', 'underlyingShares'],
]);

function columnText({ column, before, after }: ColumnChange): string {
  if (column === 'decisions') return `decisions: ${decidedText(before)} → ${decidedText(after)}`;
  if ([before, after].some((value) => typeof value === 'object' && value !== null)) {
    return `${column}: ${countText(before)} → ${countText(after)} (--json lists them)`;
  }
  const text = AMOUNTS.has(column) ? valueText : plainValue;
  return `${column}: ${text(before)} → ${text(after)}`;
}

function decidedText(value: unknown): string {
  const decisions = (value ?? []) as readonly (StepDecision | LotDecision)[];
  if (decisions.length === 0) return 'none';
  return decisions
    .map((decision) =>
      'value' in decision ? decisionsText([decision])[0]! : `${decision.type} by ${decision.author}`,
    )
    .join('; ');
}

function countText(value: unknown): string {
  if (value === null) return 'none';
  if (!Array.isArray(value)) return 'another one';
  return value.length === 0 ? 'none' : String(value.length);
}

function plainValue(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? grouped(value) : plainValue(value);
}
