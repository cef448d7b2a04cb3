import type { Cell } from '../filing';
import type { FormReading } from './form-reading';
import { CHECKED, UNCHECKED } from './inline-markup';
import type { PlacedText } from './placed-text';

/** State of a box as far as it can be seen: crossed, printed empty, an empty place beside the label, or unseen. */
export type BoxMark = 'checked' | 'unchecked' | 'empty' | 'unseen';

const CROSS = /^(?:[xX✗✘]|\[\s?[xX✗]\s?\]|\(\s?[xX]\s?\)|_+[xX]_+|[xX]_+|_+[xX]|☒)$/;
const EMPTY_BOX = /^(?:\[\s*\]|\(\s*\)|_{1,20}|☐)$/;
/** Characters before a label in which its box is looked for. */
const REACH = 60;

/** The box right before a label: in the same cell (`\t` between cells), or alone in the cell to its left. */
export function markBefore(text: string, from: number): BoxMark {
  const before = text.slice(Math.max(0, from - REACH), from);
  const cells = before.split(/[\t\n]/);
  const own = cells[cells.length - 1]!.trim();
  if (own !== '') return markOf(lastWord(own));
  if (!/\t[^\n]*$/.test(before)) return 'unseen';
  const beside = cells[cells.length - 2]!.trim();
  return beside === '' ? 'empty' : markOf(beside);
}

function lastWord(text: string): string {
  return /(?:\[\s*[xX]?\s*\]|\(\s*[xX]?\s*\)|\S+)$/.exec(text)?.[0] ?? '';
}

function markOf(text: string): BoxMark {
  if (text.endsWith(CHECKED) || CROSS.test(text)) return 'checked';
  return text.endsWith(UNCHECKED) || EMPTY_BOX.test(text) ? 'unchecked' : 'unseen';
}

/**
 * The box before a sentence of the form, such as `Check this box if no longer subject to Section 16`. Undefined
 * when the sentence or its box is not seen: that is not an empty box. In a document that lost nothing, a blank
 * place beside the sentence is one.
 */
export function readCheckBox(
  head: PlacedText,
  label: RegExp,
  intact: boolean,
  form: FormReading,
): Cell<boolean> | undefined {
  const match = label.exec(head.text);
  if (!match) return undefined;
  const mark = markBefore(head.text, match.index);
  if (mark === 'unseen' || (mark === 'empty' && !intact)) return undefined;
  const at = form.place(head.slice(match.index, match.index + match[0].length));
  return mark === 'checked' ? { value: true, filed: 'X', at } : { value: false, at };
}
