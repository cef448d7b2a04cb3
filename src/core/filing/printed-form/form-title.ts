import type { Cell, FormType, Repair } from '../filing';
import type { FormNumber } from './form-columns';
import type { FormReading } from './form-reading';
import { findLike, letters, tolerance } from './likeness';
import type { PlacedText } from './placed-text';
import { rowText, type SheetRow } from './sheet';

const STATEMENTS: readonly (readonly [FormNumber, string])[] = [
  ['3', letters('Initial Statement of Beneficial Ownership of Securities')],
  ['4', letters('Statement of Changes in Beneficial Ownership')],
  ['5', letters('Annual Statement of Changes in Beneficial Ownership')],
];
/** OMB control numbers of the three forms. */
const OMB_NUMBERS: readonly (readonly [FormNumber, RegExp])[] = [
  ['3', /3235\W{0,2}0104/],
  ['4', /3235\W{0,2}0287/],
  ['5', /3235\W{0,2}0362/],
];
const TITLE = /^\W*(?:SEC\s+)?FORM\s+([345])\s*(\/\s*A|\(?\s*AMEND(?:MENT|ED)\b.*)?\W*$/i;
/** Rows in which the title is looked for. */
const MOST_ROWS = 60;

/** The form that a document is, from its title or, where that was lost, from other words that only this form has. */
export interface FormTitle {
  readonly number: FormNumber;
  readonly amended: boolean;
  readonly cell: Cell;
  /** Present when the number is not printed as such. */
  readonly repair?: Repair;
}

/** Reads the title of the form; undefined when nothing tells which form it is. */
export function readFormTitle(rows: readonly SheetRow[], form: FormReading): FormTitle | undefined {
  const first = rows.slice(0, MOST_ROWS);
  for (const row of first) {
    for (const { text } of row.cells) {
      for (const line of text.split('\n')) {
        const title = TITLE.exec(line.text);
        if (title) {
          const printed = line.slice(line.text.search(/\w/), line.text.search(/\W*$/));
          return titled(printed, title[1] as FormNumber, title[2] !== undefined, form);
        }
      }
    }
  }
  return fromStatement(first, form) ?? fromOmbNumber(first, form);
}

function titled(text: PlacedText, number: FormNumber, amended: boolean, form: FormReading): FormTitle {
  return { number, amended, cell: { value: number, filed: text.text, at: form.place(text) } };
}

function fromStatement(rows: readonly SheetRow[], form: FormReading): FormTitle | undefined {
  for (const row of rows) {
    const plain = letters(rowText(row, '').text);
    // The statement of Form 5 contains that of Form 4, so it is looked for first.
    for (const [number, statement] of [...STATEMENTS].reverse()) {
      if (!findLike(plain, statement, number === '5' ? 4 : tolerance(statement))) continue;
      return inferred(
        rowText(row),
        number,
        'formTypeFromStatement',
        'the statement that only this form is',
        form,
      );
    }
  }
  return undefined;
}

function fromOmbNumber(rows: readonly SheetRow[], form: FormReading): FormTitle | undefined {
  for (const row of rows) {
    const number = OMB_NUMBERS.find(([, pattern]) => pattern.test(rowText(row).text))?.[0];
    if (number)
      return inferred(rowText(row), number, 'formTypeFromOmbNumber', "the form's OMB control number", form);
  }
  return undefined;
}

function inferred(
  text: PlacedText,
  number: FormNumber,
  rule: string,
  evidence: string,
  form: FormReading,
): FormTitle {
  const filed = text.fold().text;
  const at = form.place(text);
  const amended = /\bAMENDMENT\b|\/A\b/i.test(filed);
  const repair = {
    rule,
    filed,
    value: number,
    evidence: [evidence],
    alternatives: [],
    cell: 'documentType',
    at,
  };
  return { number, amended, cell: { value: number, filed, at, doubt: 'inferred' }, repair };
}

/** The form type of a form and whether it amends another one. */
export function formTypeOf(number: FormNumber, amended: boolean): FormType {
  return amended ? `${number}/A` : number;
}
