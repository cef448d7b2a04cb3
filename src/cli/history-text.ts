import { basename } from 'node:path';
import { isFiledStep } from '../core/ledger/holding-steps';
import { ratioText } from '../core/ledger/splits';
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
export function historyText(answer: HistoryAnswer): string[] {
  const { person, basis, adjusted, holdings, voided, problems } = answer;
  const told = adjusted
    ? `, all in the shares of ${basis.effectiveOn ?? 'after the newest stated split'}`
    : '';
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    `Each step of each holding${basis.effectiveOn ? ` up to ${basis.effectiveOn}` : ''}${told}`,
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
    const earlier = former.filter((line) => isFiledStep(step) && line.effectiveOn <= step.effectiveOn);
    for (const line of earlier) former.splice(former.indexOf(line), 1);
    const notes = [noteOf(step), ...splitNotes(step), ...decisionsText(step.decisions)];
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
    step.kind === 'opening'
      ? opening
      : step.split
        ? `split ${ratioText(step.split)}`
        : eventText(step.eventType),
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

/** What a split did beside multiplying, and what the figures of an adjusted step are multiplied by. */
function splitNotes({ split, adjustment }: StepAnswer): string[] {
  const notes: string[] = [];
  if (split?.rounded)
    notes.push(`${grouped(split.product)} rounded ${split.rounded}, as the next row counts`);
  if (split?.counted === 'early') {
    notes.push(`stated for ${split.statedOn}: the next row, filed after it, counts in new shares already`);
  }
  if (split?.counted === 'late')
    notes.push(`stated for ${split.statedOn}: the row before still counts in old shares`);
  if (split?.strikeBefore && split.strikeAfter) {
    notes.push(`strike $${grouped(split.strikeBefore)} → $${grouped(split.strikeAfter)}`);
  }
  if (adjustment) {
    const splits = adjustment.splits
      .map(({ value, author, knownOn }) => `${value} by ${author} (known on ${knownOn})`)
      .join(', ');
    notes.push(`quantities multiplied, prices divided by ${ratioText(adjustment)}: ${splits}`);
  }
  return notes;
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
