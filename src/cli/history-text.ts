import { basename } from 'node:path';
import type { FormerLineAnswer } from '../services/former-lines';
import type {
  HistoryAnswer,
  HoldingHistoryAnswer,
  ProblemAnswer,
  StepAnswer,
} from '../services/history.service';
import { basisText } from './basis-text';
import { decisionsText, evidenceText, filingWords, labelsText } from './evidence-text';
import { withLine } from './filing-text';
import { titleText } from './holdings-text';
import { type Column, grouped, noteLines, plainText, type TextRow, textTable } from './text-table';

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
export function historyText({ person, basis, holdings, voided, problems }: HistoryAnswer): string[] {
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    basis.effectiveOn ? `Each step of each holding up to ${basis.effectiveOn}` : 'Each step of each holding',
    basisText(basis),
  ];
  for (const holding of holdings) lines.push('', ...holdingText(holding));
  if (voided.length > 0) {
    lines.push(
      '',
      'Taken back, and nothing else of these holdings',
      ...textTable(COLUMNS, voided.map(formerRow)),
    );
  }
  if (problems.length > 0)
    lines.push('', `Problems and repairs (${problems.length})`, ...problemsText(problems));
  return lines;
}

/** In effective order; a line that no longer counts stands before the steps of its day. */
function holdingText(holding: HoldingHistoryAnswer): string[] {
  const former = [...holding.former];
  const rows = holding.steps.flatMap((step) => {
    const earlier = former.filter((line) => step.kind !== 'opening' && line.effectiveOn <= step.effectiveOn);
    for (const line of earlier) former.splice(former.indexOf(line), 1);
    const notes = [noteOf(step), ...decisionsText(step.decisions)];
    return [...earlier.map(formerRow), { cells: cellsOf(step), notes }];
  });
  const shown = [...rows, ...former.map(formerRow)];
  return [titleText(holding), `holding ${holding.holdingId}`, ...textTable(COLUMNS, shown)];
}

function formerRow(line: FormerLineAnswer): TextRow {
  const { effectiveOn, code, change, price, reported, standing, by, byKnownOn } = line;
  const { formType, filingKey, table, row, reason } = line;
  return {
    cells: [
      effectiveOn,
      code ?? '',
      '',
      change === null ? '' : signed(change),
      price === null ? '' : `$${grouped(price)}`,
      reported === null ? '' : grouped(reported),
      '',
      standing,
    ],
    notes: [
      `${standing} by ${by}, known on ${byKnownOn}: Form ${formType} ${filingKey}, Table ${table} row ${row}; ${reason}`,
    ],
  };
}

function cellsOf(step: StepAnswer): string[] {
  const opening = step.status === 'stated' ? 'stated opening' : 'implied opening';
  return [
    step.effectiveOn,
    step.code ?? '',
    step.kind === 'opening' ? opening : eventText(step.eventType),
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

/** Filing by filing. What a problem says includes its place; what a repair says does not. */
function problemsText(problems: readonly ProblemAnswer[]): string[] {
  const lines: string[] = [];
  let filing: string | undefined;
  for (const problem of problems) {
    if (problem.filingKey !== filing) lines.push(plainText(filingText(problem)));
    filing = problem.filingKey;
    lines.push(...noteLines(problem.kind === 'repair' ? repairText(problem) : problemText(problem)));
  }
  return lines;
}

function problemText({ message, sourceLine }: ProblemAnswer): string {
  return `problem: ${withLine(message, sourceLine)}`;
}

function repairText({ table, row, cell, sourceLine, message }: ProblemAnswer): string {
  const line = sourceLine === null ? null : `line ${sourceLine}`;
  const place = [line, table && row ? `Table ${table} row ${row}` : null, cell].filter(Boolean).join(', ');
  return `repair${place ? `, ${place}` : ''}: ${message}`;
}

function filingText({ formType, accession, filedOn, signedOn, sourceName }: ProblemAnswer): string {
  return [filingWords({ formType, accession, filedOn, signedOn }), sourceName && basename(sourceName)]
    .filter(Boolean)
    .join(', ');
}
