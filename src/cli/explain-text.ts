import type { Finding } from '../core/ledger/reconciliation/finding';
import { addDays } from '../core/values/calendar-date';
import type { ExplainAnswer, HoldingExplanation, StepExplanation } from '../services/explain.service';
import { basisText } from './basis-text';
import { decisionsText, evidenceText, labelsText } from './evidence-text';
import { titleText } from './holdings-text';
import { grouped, noteLines, plainText } from './text-table';

/** Each holding asked for: the figure, and the steps to it. */
export function explainText({ person, basis, holdings }: ExplainAnswer): string[] {
  const lines = [`${plainText(person.name)} · ${person.personId}`, basisText(basis)];
  for (const holding of holdings) lines.push('', ...holdingText(holding, basis.effectiveOn));
  if (holdings.length === 0)
    lines.push('', basis.knownOn === null ? 'Nothing was known.' : 'No holdings are reported.');
  return lines;
}

function holdingText(holding: HoldingExplanation, asOf: string | null): string[] {
  const { known, balance, unit, knownFrom, steps, holdingId } = holding;
  const on = asOf === null ? 'now' : `on ${asOf}`;
  const figure = known ? `${unit === 'dollars' ? '$' : ''}${amount(balance)} ${on}` : `Not known ${on}`;
  const why = known ? '' : `: the earliest evidence is of ${knownFrom}`;
  return [
    `${figure}${why} · ${titleText(holding)}`,
    `holding ${holdingId}`,
    ...steps.flatMap((step) => ['', ...stepText(step)]),
  ];
}

function stepText(step: StepExplanation): string[] {
  const { labels, evidence, lineId, cells, footnoteTexts, decisions, restates, rule, finding } = step;
  const notes = [
    `${[arithmeticOf(step), rule].filter((part) => part !== '').join(': ')}`,
    `${evidenceText(evidence)}; event ${lineId}`,
    ...(finding ? findingText(finding) : []),
    ...cells.map(cellText),
    ...footnoteTexts.map(({ id, text }) => `${id}: ${text}`),
    ...restates.map(
      ({ formType, filingKey, table, row, eventId }) =>
        `restates Form ${formType} ${filingKey}, Table ${table} row ${row}; event ${eventId}`,
    ),
    ...decisionsText(decisions),
  ];
  if (labels.length > 0) notes.splice(1, 0, labelsText(labels));
  return [headingOf(step), ...notes.flatMap(noteLines)];
}

function headingOf({ kind, effectiveOn, balance, code, change }: StepExplanation): string {
  if (kind === 'opening') return `${amount(balance)} · before ${addDays(effectiveOn, 1)}`;
  const moved = change === null ? '' : ` · ${signed(change)}`;
  return `${amount(balance)} · ${effectiveOn}${code === null ? '' : ` · ${code}`}${moved}`;
}

/** The sum behind a balance, such as `35,000 + 50,000 = 85,000`; empty when there is none. */
function arithmeticOf(step: StepExplanation): string {
  const { status, before, change, computed, reported, cells, split } = step;
  if (status === 'opening') return openingArithmetic(step);
  if (before === null || change === null || computed === null) return '';
  if (split) {
    const rounded = split.rounded ? `, rounded ${split.rounded} to ${amount(computed)}` : '';
    return `${amount(before)} × ${split.to} / ${split.from} = ${amount(split.product)}${rounded}`;
  }
  const sum = `${amount(before)} ${plus(change)} = ${amount(computed)}`;
  const column = cells.find(({ cell }) => cell.endsWith('OwnedFollowingTransaction'))?.column;
  const filed =
    reported === null || reported === computed ? '' : `, column ${column} says ${amount(reported)}`;
  return `${sum}${filed}`;
}

/** Column 5 less column 4 of Table I, column 9 less column 5 of Table II. */
function openingArithmetic({ cells, computed }: StepExplanation): string {
  const box = (...names: string[]) => cells.find(({ cell, value }) => value !== null && names.includes(cell));
  const following = box('sharesOwnedFollowingTransaction', 'valueOwnedFollowingTransaction');
  const change = box('transactionShares', 'transactionTotalValue');
  const way = box('transactionAcquiredDisposedCode');
  if (!following || !change || computed === null) return '';
  const sign = way?.value === 'D' ? '+' : '−';
  return (
    `${grouped(following.value!)} (column ${following.column}) ${sign} ` +
    `${grouped(change.value!)} (column ${change.column}) = ${amount(computed)}`
  );
}

function cellText({
  cell,
  column,
  value,
  filed,
  doubt,
  at,
  repair,
}: StepExplanation['cells'][number]): string {
  const read = value === null ? 'blank' : `"${value}"`;
  const parts = [
    `column ${column} ${cell}: ${read}`,
    filed === null ? '' : `filed as "${filed}"`,
    doubt ?? '',
    at === null ? '' : `line ${at[0]}, column ${at[1]}, ${at[2]} characters`,
    repair === null
      ? ''
      : `${repair.rule}${repair.evidence.length > 0 ? `: ${repair.evidence.join('; ')}` : ''}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The difference, and the causes that account for it, or what is left of it. */
function findingText({ difference, status, residual, causes }: Finding): string[] {
  const sure = causes.filter(({ certainty }) => certainty === 'told' || certainty === 'exact');
  const left = status === 'open' ? `, ${signed(residual)} of it without a sure cause` : '';
  return [
    `finding: reported ${signed(difference)} against the computed balance${left}`,
    ...sure.slice(0, 1).map(({ kinds, arithmetic }) => `${kinds.join(' and ')}: ${arithmetic.join('; ')}`),
  ];
}

function amount(value: string | null): string {
  return value === null ? 'unknown' : grouped(value);
}

function signed(change: string): string {
  return change.startsWith('-') || change === '0' ? grouped(change) : `+${grouped(change)}`;
}

function plus(change: string): string {
  return change.startsWith('-') ? `− ${grouped(change.slice(1))}` : `+ ${grouped(change)}`;
}
