import type { ProblemRow } from '../core/ledger/person-ledger';
import type { HistoryAnswer, HoldingHistoryAnswer, StepAnswer } from '../services/history.service';
import { basisText } from './basis-text';
import { evidenceText, labelsText } from './evidence-text';
import { titleText } from './holdings-text';
import { type Column, grouped, plainText, textTable, wrap } from './text-table';

const COLUMNS: readonly Column[] = [
  { title: 'Effective' },
  { title: 'Code' },
  { title: 'Event' },
  { title: 'Change', align: 'right' },
  { title: 'Price', align: 'right' },
  { title: 'Reported', align: 'right' },
  { title: 'Computed', align: 'right' },
  { title: 'Status' },
];

/** Each holding with its steps, and after them what was hard to read in the filings. */
export function historyText({ person, basis, holdings, problems }: HistoryAnswer): string[] {
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    'Each step of each holding',
    basisText(basis),
  ];
  for (const holding of holdings) lines.push('', ...holdingText(holding));
  if (problems.length > 0) {
    lines.push('', `Problems and repairs (${problems.length})`);
    for (const problem of problems) lines.push(...problemLines(problem));
  }
  return lines;
}

function holdingText(holding: HoldingHistoryAnswer): string[] {
  const rows = holding.steps.map((step) => ({ cells: cellsOf(step), notes: [noteOf(step)] }));
  return [titleText(holding), `holding ${holding.holdingId}`, ...textTable(COLUMNS, rows)];
}

function cellsOf(step: StepAnswer): string[] {
  return [
    step.effectiveOn,
    step.code ?? '',
    step.kind === 'opening' ? 'implied opening' : eventText(step.eventType),
    step.change === null ? '' : signed(step.change),
    step.price === null ? '' : `$${grouped(step.price)}`,
    step.reported === null ? '' : grouped(step.reported),
    step.computed === null ? '' : grouped(step.computed),
    step.status,
  ];
}

function noteOf({ evidence, labels }: StepAnswer): string {
  return labels.length > 0 ? `${evidenceText(evidence)}; ${labelsText(labels)}` : evidenceText(evidence);
}

/** `ExerciseReported` is `exercise`, `DispositionToIssuerReported` is `disposition to issuer`. */
function eventText(type: string): string {
  return type
    .replace(/Reported$/, '')
    .replace(/(?!^)([A-Z])/g, ' $1')
    .toLowerCase();
}

function signed(change: string): string {
  return change.startsWith('-') || change === '0' ? grouped(change) : `+${grouped(change)}`;
}

function problemLines({ kind, filingKey, table, row, cell, message }: ProblemRow): string[] {
  const place = [table && row ? `Table ${table} row ${row}` : undefined, cell].filter(Boolean).join(' ');
  const text = plainText(`${kind} in ${filingKey}${place ? `, ${place}` : ''}: ${message}`);
  return wrap(text, 106).map((part, at) => (at === 0 ? `  ${part}` : `    ${part}`));
}
