import { basename } from 'node:path';
import type { ColumnChange, RowChange } from '../core/ledger/ledger-difference';
import type { TrancheRow } from '../core/ledger/lot-rows';
import type { ReplayAnswer, ReplayStep } from '../services/replay.service';
import { basisText, momentText } from './basis-text';
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
    ...change.columns.flatMap((column) => noteLines(columnText(column))),
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

function columnText({ column, before, after }: ColumnChange): string {
  return `${column}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? grouped(value) : value;
  return JSON.stringify(value);
}
