import { basename } from 'node:path';
import type { StepDecision } from '../core/ledger/person-ledger';
import type { Evidence, Label } from '../services/evidence';
import { grouped, plainText } from './text-table';

/** A filing in words: its form, accession number and date. */
export function filingWords(filing: {
  readonly formType: string | null;
  readonly accession: string | null;
  readonly filedOn: string | null;
  readonly signedOn: string | null;
}): string {
  const { formType, accession, filedOn, signedOn } = filing;
  const date = filedOn ? ` filed ${filedOn}` : signedOn ? ` signed ${signedOn}` : '';
  return `Form ${formType}${accession ? ` ${accession}` : ''}${date}`;
}

/** The filing, row and source line behind a figure, in words. */
export function evidenceText(evidence: Evidence): string {
  const { table, row, footnotes, sourceName, sourceLine } = evidence;
  const notes = footnotes ? ` (${footnotes.replaceAll(',', ', ')})` : '';
  const line = sourceLine === null ? '' : ` line ${sourceLine}`;
  return `${filingWords(evidence)}, Table ${table} row ${row}${notes}, ${basename(plainText(sourceName))}${line}`;
}

const LABEL_TEXTS: Readonly<Record<Label, string>> = {
  impliedOpening: 'implied, not filed',
  stated: 'stated by a person, not filed',
  corrected: 'corrected by a person',
  repaired: 'read from a repaired row',
  issuerInferred: 'issuer inferred',
  jointly: 'reported jointly, attribution unknown',
  differs: 'reported balance differs from the computed one',
  underlying: 'underlying shares, the form gives no balance',
  unreported: 'computed, no balance was filed',
  split: 'multiplied by a stated split, not filed',
  possibleSplit: 'may count twice, before and after a split that nobody has stated',
  restates: 'restates an earlier line',
  added: 'added by an amendment',
  originalUnknown: 'from an amendment whose original is not known',
};

/** What persons have decided about a figure, in words. */
export function decisionsText(decisions: readonly StepDecision[]): string[] {
  return decisions.map((decision) => {
    const { author, reason, knownOn, eventId } = decision;
    const what = decidedText(decision);
    return `${what} by ${author}: ${reason} (known on ${knownOn}, decision ${eventId})`;
  });
}

function decidedText({ type, cell, filed, value }: StepDecision): string {
  if (cell !== null) return `${cell} ${worded(filed)} read as ${worded(value)}`;
  if (type === 'HoldingsJoined') return 'joined to this holding';
  if (type === 'HoldingsParted') return 'parted from another holding';
  if (type === 'ClassesGrouped') return `${value} grouped`;
  return `${grouped(value ?? '')} stated`;
}

function worded(text: string | null): string {
  return text === null ? 'blank' : `"${text}"`;
}

/** The labels of a figure in words; empty when it has none. */
export function labelsText(labels: readonly Label[]): string {
  return labels.map((label) => LABEL_TEXTS[label]).join('; ');
}
