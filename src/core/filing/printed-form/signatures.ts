import type { Cell, Signature } from '../filing';
import type { FormReading } from './form-reading';
import { isBoilerplate, isExplanation, isRemarks, isSignatureLabel } from './form-sections';
import { PlacedText, PlacedTextBuilder } from './placed-text';
import { readDate } from './printed-value';
import { rowText, type SheetRow } from './sheet';

const CONFORMED = /\/s\//i;
const PRINTED_DATE = /\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/;
/** Rows above the label `Signature of Reporting Person` that can belong to it. */
const MOST_ROWS_ABOVE = 40;
/** Rows below it in which its date may stand. */
const MOST_ROWS_BELOW = 4;
/** A signature is a line, not a paragraph. */
const LONGEST_LINE = 300;

/** The rows of the signatures: from the first one up to and including the label and the date below it. */
export function findSignatures(rows: readonly SheetRow[]): { from: number; to: number } {
  const label = rows.findIndex((row) => isSignatureLabel(rowText(row).text));
  if (label < 0) {
    const from = rows.findIndex((row) => CONFORMED.test(rowText(row).text));
    if (from < 0) return { from: rows.length, to: rows.length };
    const end = rows.findIndex((row, i) => i > from && isBoilerplate(rowText(row).text));
    return { from, to: end < 0 ? Math.min(rows.length, from + MOST_ROWS_BELOW) : end };
  }
  let last = label;
  let to = label + 1;
  for (; to < rows.length && to <= last + MOST_ROWS_BELOW; to++) {
    const { text } = rowText(rows[to]!);
    if (isBoilerplate(text)) break;
    if (isSignatureLabel(text)) last = to;
  }
  return { from: firstSignature(rows, label), to };
}

/** Goes up from the label as long as rows look like signatures, and on to a `/s/` not far above. */
function firstSignature(rows: readonly SheetRow[], label: number): number {
  const top = Math.max(0, label - MOST_ROWS_ABOVE);
  let from = label;
  for (let i = label - 1; i >= top; i--) {
    const text = rowText(rows[i]!).text;
    if (isRemarks(text) || isExplanation(text) || text.length > LONGEST_LINE) break;
    if (CONFORMED.test(text) || isSigned(rows[i]!, text)) from = i;
    else if (/^\W*\(?\d{1,2}[.)]\s/.test(text) && from < label) break;
  }
  if (from === label && label > 0 && isLineOfItsOwn(rows, label - 1)) return label - 1;
  return from;
}

/** A name and a date on one row. */
function isSigned(row: SheetRow, text: string): boolean {
  const last = row.cells[row.cells.length - 1]!.text.text.trim();
  if (row.cells.length > 1) return readDate(last) !== undefined;
  return /^[A-Z][^.;:]{2,80}\s\d{1,2}\/\d{1,2}\/\d{4}$/.test(text);
}

/** A short paragraph of its own right above the label. */
function isLineOfItsOwn(rows: readonly SheetRow[], i: number): boolean {
  const row = rows[i]!;
  return rowText(row).text.length < 100 && rows[i - 1]?.paragraph !== row.paragraph;
}

/** Reads the signatures: each `/s/` begins one, and so does each row with a name and a date. */
export function readSignatures(rows: readonly SheetRow[], form: FormReading): Signature[] {
  const signatures: SignatureDraft[] = [];
  let labelled = false;
  for (const row of rows) {
    const isLabelRow = isSignatureLabel(rowText(row).text);
    for (const { text: cell } of row.cells) {
      const text = isSignatureLabel(cell.text) ? behindLabel(cell) : cell;
      if (text.isBlank || isLabel(text.text)) continue;
      const open = signatures[signatures.length - 1];
      const conformed = /^\s*\/s\//i.test(text.text);
      if ((labelled || isLabelRow) && !conformed) {
        // Below the label only the date is still to come.
        if (open && !open.hasDate && PRINTED_DATE.test(text.text)) open.add(text);
      } else if (open && !conformed && !beginsNew(row, text, open)) open.add(text);
      else signatures.push(new SignatureDraft(row, text));
      if (conformed) labelled = false;
    }
    labelled ||= isLabelRow;
  }
  return signatures.flatMap((draft) => draft.read(form));
}

function isLabel(text: string): boolean {
  return /^\W*date\W*$/i.test(text);
}

function behindLabel(text: PlacedText): PlacedText {
  const end = /person\W*(?:date\W*)?/i.exec(text.text);
  return end ? text.slice(end.index + end[0].length) : PlacedText.EMPTY;
}

function beginsNew(row: SheetRow, text: PlacedText, open: SignatureDraft): boolean {
  if (!open.hasDate || row === open.row || !/[a-z]{2}/i.test(text.text)) return false;
  return row.cells.length > 1 || PRINTED_DATE.test(text.text);
}

class SignatureDraft {
  private readonly parts: PlacedText[];

  constructor(
    readonly row: SheetRow,
    first: PlacedText,
  ) {
    this.parts = [first];
  }

  get hasDate(): boolean {
    return this.parts.some(({ text }) => PRINTED_DATE.test(text));
  }

  add(text: PlacedText): void {
    this.parts.push(text);
  }

  read(form: FormReading): Signature[] {
    const whole = PlacedText.join(this.parts, ' ').fold();
    const match = PRINTED_DATE.exec(whole.text);
    const signatureDate = match && dateCell(whole.slice(match.index, match.index + match[0].length), form);
    const name = match ? without(whole, match.index, match.index + match[0].length) : whole;
    if (!/[a-z]/i.test(name.text)) return [];
    const inside = match !== null && /\S/.test(whole.text.slice(match.index + match[0].length));
    const signatureName = inside ? interleaved(whole, name, form) : form.textCell(name);
    return [{ ...(signatureName && { signatureName }), ...(signatureDate && { signatureDate }) }];
  }
}

function dateCell(text: PlacedText, form: FormReading): Cell {
  const at = form.place(text);
  const date = readDate(text.text);
  if (date)
    return { value: date.value, filed: text.text, at, ...(date.rule && { doubt: 'repaired' as const }) };
  form.problem('unreadableDate', `"${text.text}" is no date`, { cell: 'signatureDate', at });
  return { filed: text.text, at, doubt: 'unreadable' };
}

/** A name that goes on behind the date: two columns that were read as one line. */
function interleaved(whole: PlacedText, name: PlacedText, form: FormReading): Cell {
  const at = form.place(whole);
  form.repair({
    rule: 'interleavedColumns',
    cell: 'signatureName',
    at,
    filed: whole.text,
    value: name.text,
    evidence: ['the date is of the column beside the name'],
    alternatives: [],
  });
  return { value: name.text, filed: whole.text, at, doubt: 'repaired' };
}

function without(text: PlacedText, from: number, to: number): PlacedText {
  return new PlacedTextBuilder().addPlaced(text.slice(0, from)).addPlaced(text.slice(to)).build().fold();
}
