import type { Cell, Footnote, Signature } from '../filing';
import { excerpt } from '../problem-list';
import type { FormReading } from './form-reading';
import { isBoilerplate, isExplanation, isRemarks } from './form-sections';
import { PlacedText } from './placed-text';
import { rowText, type SheetRow } from './sheet';
import { findSignatures, readSignatures } from './signatures';

/** What stands below the tables. */
export interface Closing {
  readonly footnotes: readonly Footnote[];
  readonly remarks?: Cell;
  readonly signatures: readonly Signature[];
  /** The sentence `No securities are beneficially owned.` */
  readonly noSecurities?: PlacedText;
}

/** A footnote while its lines are put together. */
export interface FootnoteDraft {
  readonly number: number;
  readonly lines: PlacedText[];
}

/** The parts of the closing, cut but not yet read. */
export interface ClosingParts {
  readonly footnotes: readonly FootnoteDraft[];
  readonly remarks: readonly PlacedText[];
  readonly signature: readonly SheetRow[];
  readonly noSecurities?: PlacedText;
}

const FOOTNOTE_START = /^[\s\-*•·]{0,6}(?:\(F?(\d{1,2})\)[.:]?|F?(\d{1,2})[.):])\s+(?=\S)/i;
const NOTHING_OWNED = /^\W*no securities (?:are|were) beneficially owned\b/i;
/** A list may lose a footnote in a scan, but not many in a row. */
const MOST_SKIPPED = 3;

/** Cuts the rows below the tables into footnotes, remarks and the rows of the signatures. */
export function cutClosing(rows: readonly SheetRow[]): ClosingParts {
  const signed = findSignatures(rows);
  const footnotes: FootnoteDraft[] = [];
  const remarks: PlacedText[] = [];
  let noSecurities: PlacedText | undefined;
  let part: 'footnotes' | 'remarks' = 'footnotes';
  for (const row of rows.slice(0, signed.from)) {
    const whole = rowText(row);
    if (isBoilerplate(whole.text)) continue;
    const heading = isExplanation(whole.text) ? 'explanation' : isRemarks(whole.text) ? 'remarks' : undefined;
    if (heading === 'remarks') part = 'remarks';
    const text = heading ? behindColon(whole) : whole;
    if (text.isBlank) continue;
    if (part === 'remarks') remarks.push(text);
    else if (NOTHING_OWNED.test(text.text)) noSecurities = text;
    else addLine(footnotes, text);
  }
  return {
    footnotes,
    remarks,
    signature: rows.slice(signed.from, signed.to),
    ...(noSecurities && { noSecurities }),
  };
}

/** Begins the next footnote, or goes on with the last one. */
function addLine(footnotes: FootnoteDraft[], text: PlacedText): void {
  const last = footnotes[footnotes.length - 1];
  const start = FOOTNOTE_START.exec(text.text);
  const number = start ? Number(start[1] ?? start[2]) : 0;
  const previous = last?.number ?? 0;
  if (start && number > previous && number <= previous + MOST_SKIPPED) {
    footnotes.push({ number, lines: [text.slice(start[0].length)] });
  } else last?.lines.push(text);
}

function behindColon(text: PlacedText): PlacedText {
  const colon = text.text.indexOf(':');
  return colon < 0 ? PlacedText.EMPTY : text.slice(colon + 1).trim();
}

/** Reads the parts of the closing; `scanned` is false for forms that no scan can have cut off. */
export function readClosing(parts: ClosingParts, scanned: boolean, form: FormReading): Closing {
  const footnotes = parts.footnotes.map((draft) => readFootnote(draft, scanned, form));
  const remarks = form.textCell(PlacedText.join(parts.remarks, '\n'));
  const signatures = readSignatures(parts.signature, form);
  if (signatures.length === 0) {
    form.problem('unreadableSignature', 'no signature was found', { cell: 'signatureName' });
  }
  return {
    footnotes,
    ...(remarks && { remarks }),
    signatures,
    ...(parts.noSecurities && { noSecurities: parts.noSecurities }),
  };
}

/** Footnotes shorter than this, in words, need no full stop. */
const FEW_WORDS = 6;

function readFootnote({ number, lines }: FootnoteDraft, scanned: boolean, form: FormReading): Footnote {
  const whole = PlacedText.join(lines, ' ');
  const text = whole.fold().text;
  const at = form.place(whole.trim());
  if (scanned && !/[.!?:;"”’')\]]$/.test(text) && text.split(' ').length >= FEW_WORDS) {
    const message = `footnote F${number} ends without a full stop, "${excerpt(text.slice(-40))}"; it may be cut off: compare it with the original form`;
    form.problem('footnoteMayBeCut', message, { at, cell: `footnotes.F${number}` });
  }
  return { id: `F${number}`, text, at };
}

const NAMED_DATES =
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\b\d{1,2}\/\d{1,2}\/\d{4}\b/gi;

/** The dates that footnotes name, as printed, and the footnote. */
export function datesInFootnotes(
  footnotes: readonly FootnoteDraft[],
): { printed: string; footnote: string }[] {
  return footnotes.flatMap(({ number, lines }) => {
    const text = lines.map((line) => line.text).join(' ');
    return [...text.matchAll(NAMED_DATES)].map((match) => ({ printed: match[0], footnote: `F${number}` }));
  });
}
