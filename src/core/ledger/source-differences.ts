import type { Cell, Line } from '../filing/filing';
import { TEXT_CELLS } from '../filing/filing';
import { bareWords } from '../values/folded-text';
import type { SourceDifference, SourceReading } from './events';

type AnyCell = Cell<string | boolean>;

/**
 * Where two documents of one filing disagree, cell by cell; empty when they say the same. A cell that only one
 * of two formats can show (a row's form type in print) is not a disagreement.
 */
export function readingDifferences(
  recorded: SourceReading,
  found: SourceReading,
): readonly SourceDifference[] {
  const left = valuesOf(recorded);
  const right = valuesOf(found);
  const differences: SourceDifference[] = [];
  for (const cell of new Set([...left.keys(), ...right.keys()])) {
    const [was, is] = [left.get(cell) ?? null, right.get(cell) ?? null];
    if (was !== is) differences.push({ cell, recorded: was, found: is });
  }
  return differences;
}

/** Cells that XML has and print has not. */
const UNPRINTED = new Set(['transactionFormType', 'transactionCoding', 'transactionTimeliness']);

function valuesOf(reading: SourceReading): Map<string, string> {
  const values = new Map<string, string>();
  const put = (key: string, cell: AnyCell | undefined) => {
    const text = cell?.value ?? cell?.filed;
    if (text !== undefined && text !== '')
      values.set(key, typeof text === 'boolean' ? String(text) : bareText(text));
  };
  const { facts } = reading;
  values.set('formType', facts.formType);
  put('periodOfReport', facts.periodOfReport);
  put('dateOfOriginalSubmission', facts.dateOfOriginalSubmission);
  put('remarks', facts.remarks);
  for (const signature of facts.signatures) {
    put(`signatures.${bareWords(signature.signatureName?.value ?? '')}`, signature.signatureDate);
  }
  for (const footnote of facts.footnotes) values.set(`footnotes.${footnote.id}`, bareWords(footnote.text));
  for (const line of reading.lines) putLine(line, put);
  return values;
}

function putLine(line: Line, put: (key: string, cell: AnyCell | undefined) => void): void {
  const row = `${line.table}.${line.row}`;
  put(row, { value: line.kind });
  for (const name of TEXT_CELLS) {
    if (!UNPRINTED.has(name)) put(`${row}.${name}`, line.cells[name]);
  }
}

/** Numbers, dates and codes as they are; prose by its words, so that spacing and quotes do not disagree. */
function bareText(text: string): string {
  return /^[\d.-]+$/.test(text) ? text : bareWords(text);
}
