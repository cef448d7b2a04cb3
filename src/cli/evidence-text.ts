import { basename } from 'node:path';
import type { Evidence, Label } from '../services/evidence';
import { plainText } from './text-table';

/** The filing, row and source line behind a figure, in words. */
export function evidenceText(evidence: Evidence): string {
  const { formType, accession, filedOn, signedOn, table, row, footnotes, sourceName, sourceLine } = evidence;
  const date = filedOn ? ` filed ${filedOn}` : signedOn ? ` signed ${signedOn}` : '';
  const number = accession ? ` ${accession}` : '';
  const notes = footnotes ? ` (${footnotes.replaceAll(',', ', ')})` : '';
  const line = sourceLine === null ? '' : ` line ${sourceLine}`;
  return `Form ${formType}${number}${date}, Table ${table} row ${row}${notes}, ${basename(plainText(sourceName))}${line}`;
}

const LABEL_TEXTS: Readonly<Record<Label, string>> = {
  impliedOpening: 'implied, not filed',
  repaired: 'read from a repaired row',
  issuerInferred: 'issuer inferred',
  jointly: 'reported jointly, attribution unknown',
  differs: 'reported balance differs from the computed one',
  underlying: 'underlying shares, the form gives no balance',
  unreported: 'computed, no balance was filed',
};

/** The labels of a figure in words; empty when it has none. */
export function labelsText(labels: readonly Label[]): string {
  return labels.map((label) => LABEL_TEXTS[label]).join('; ');
}
