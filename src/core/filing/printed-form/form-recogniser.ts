import { MAX_ELEMENTS, MAX_OWNERS, MAX_PROBLEMS, MAX_ROWS } from '../../limits';
import type { Cell, Filing, Line, Owner, ParsedDocument, SourceFormat, Table } from '../filing';
import { footnoteProblems } from '../footnote-checks';
import { rejected } from '../problem-list';
import { readCheckBox } from './check-boxes';
import { type ClosingParts, cutClosing, datesInFootnotes, readClosing } from './closing';
import { FormReading } from './form-reading';
import { cutSections, type FormSections } from './form-sections';
import { type FormTitle, formTypeOf, readFormTitle } from './form-title';
import { type HeadBox, headText, readHeadBoxes } from './head-boxes';
import { readIssuer } from './issuer-reader';
import { readOwners } from './owner-reader';
import type { PlacedText } from './placed-text';
import { readDate } from './printed-value';
import { readRelationship } from './relationship';
import { rowText, type Sheet } from './sheet';
import { readTable } from './table-reader';

/** Where a sheet comes from. */
export interface SheetSource {
  readonly format: Extract<SourceFormat, 'printedText' | 'html'>;
  readonly parser: string;
}

/**
 * Recognises the fixed structure of Forms 3, 4 and 5 in a sheet, however it is laid out, and reads it into a
 * Filing. Rejects, with one line that says why, what is none of the forms and a form whose owner cannot be read.
 */
export function recogniseForm(sheet: Sheet, source: SheetSource): ParsedDocument {
  if (sheet.rows.length > MAX_ELEMENTS) {
    return rejected('tooLarge', `the document has ${sheet.rows.length} lines; no Form 3, 4 or 5 has as many`);
  }
  const sections = cutSections(sheet);
  const parts = cutClosing(sections.closing);
  const dates = datesInFootnotes(parts.footnotes).flatMap(({ printed, footnote }) => {
    const date = readDate(printed)?.value;
    return date === undefined ? [] : [[date, footnote] as const];
  });
  const form = new FormReading(sheet.lines, wordsOf(sheet), new Map(dates.reverse()));
  const title = readFormTitle(sheet.rows, form);
  if (!title)
    return rejected('notAForm', 'no Form 3, 4 or 5: it has neither the title of one nor its statement');
  const boxes = readHeadBoxes(sections.head);
  const owners = readOwners([...boxes, ...readHeadBoxes(sections.owners)], form);
  if (owners.length === 0) {
    const message = `the name of the reporting person could not be read, so the form cannot be recorded for anyone; look for "Name and Address of Reporting Person" in the original`;
    return rejected('unreadableOwner', message);
  }
  const found: FormParts = {
    title,
    sections,
    boxes,
    owners,
    closing: parts,
    superscripts: sheet.superscripts,
  };
  return { kind: 'filing', filing: readFiling(found, source, form) };
}

/** The parts that a form was cut into, and those that had to be read first. */
interface FormParts {
  readonly title: FormTitle;
  readonly sections: FormSections;
  readonly boxes: readonly HeadBox[];
  readonly owners: readonly Owner[];
  readonly closing: ClosingParts;
  readonly superscripts: boolean;
}

function readFiling(found: FormParts, source: SheetSource, form: FormReading): Filing {
  const { title, sections, boxes, owners } = found;
  if (title.repair) form.repair(title.repair);
  // A page that EDGAR rendered has lost nothing; text may have been scanned.
  const intact = source.format === 'html';
  const periodOfReport = dateBox(boxes, 'period', 'periodOfReport', form);
  const dateOfOriginalSubmission = dateBox(boxes, 'amendment', 'dateOfOriginalSubmission', form);
  if (!periodOfReport) {
    form.problem('missingValue', 'the date of the event or of the earliest transaction was not found', {
      cell: 'periodOfReport',
    });
  }
  const formType = formTypeOf(title.number, title.amended || dateOfOriginalSubmission !== undefined);
  if (title.amended && !dateOfOriginalSubmission) {
    form.problem('missingValue', 'the form amends another one and does not show its date', {
      cell: 'dateOfOriginalSubmission',
    });
  }
  const head = headText(sections.head);
  const [first, ...others] = owners;
  const issuer = readIssuer(boxes, sections.exhibits, form);
  const relationship = readRelationship(boxes, head, intact, form);
  const lines = readTables(found, form);
  const closing = readClosing(found.closing, !intact, form);
  const filing: Filing = {
    formType,
    format: source.format,
    parser: source.parser,
    documentType: { ...title.cell, value: formType },
    ...(periodOfReport && { periodOfReport }),
    ...(dateOfOriginalSubmission && { dateOfOriginalSubmission }),
    ...readStatements(title, closing.noSecurities, head, intact, form),
    issuer,
    owners: [{ ...first, ...relationship }, ...others],
    lines,
    footnotes: closing.footnotes,
    ...(closing.remarks && { remarks: closing.remarks }),
    signatures: closing.signatures,
    problems: [],
    repairs: form.repairs,
  };
  checkJointFiling(boxes, owners, form);
  checkLimits(filing, form);
  return { ...filing, problems: [...form.problems, ...footnoteProblems(filing)].slice(0, MAX_PROBLEMS) };
}

function readTables({ title, sections, closing, superscripts }: FormParts, form: FormReading): Line[] {
  const ids = new Set(closing.footnotes.map(({ number }) => `F${number}`));
  for (const table of ['I', 'II'] as const) {
    if (sections.found.has(table)) continue;
    form.problem('tableNotFound', 'its title was not found; compare with the original form', { table });
  }
  const read = (table: Table, before: readonly Line[]) =>
    readTable(sections.tables[table], title.number, table, { superscripts, ids }, before, form);
  const tableI = read('I', []);
  return [...tableI, ...read('II', tableI)];
}

/** The boxes with a sentence beside them, above item 1, and the sentence of a Form 3 without holdings. */
function readStatements(
  { number }: FormTitle,
  noSecurities: PlacedText | undefined,
  head: PlacedText,
  intact: boolean,
  form: FormReading,
): Partial<Filing> {
  const box = (name: string, label: RegExp): Partial<Filing> => {
    const cell = readCheckBox(head, label, intact, form);
    return cell ? { [name]: cell } : {};
  };
  if (number === '3') {
    if (!noSecurities) return {};
    const at = form.place(noSecurities);
    return { noSecuritiesOwned: { value: true, filed: noSecurities.text, at } };
  }
  return {
    ...box('notSubjectToSection16', /Check this box if no longer subject/i),
    ...box('aff10b5One', /Check this box to indicate that a transaction was made/i),
    ...(number === '5' && {
      ...box('form3HoldingsReported', /Form 3 Holdings Reported/i),
      ...box('form4TransactionsReported', /Form 4 Transactions Reported/i),
    }),
  };
}

/** The first date behind a label; a label without a date is a blank box. */
function dateBox(
  boxes: readonly HeadBox[],
  label: HeadBox['label'],
  cell: string,
  form: FormReading,
): Cell | undefined {
  const box = boxes.find((one) => one.label === label && /\d/.test(one.text.text)) ?? undefined;
  const text = box?.text.fold();
  const match = text && /\b[\dOl]{1,2}\s?[/-]\s?[\dOl]{1,2}\s?[/-]\s?[\dOl]{2,4}\b/.exec(text.text);
  if (!text || !match) return undefined;
  const printed = text.slice(match.index, match.index + match[0].length);
  const at = form.place(printed);
  const date = readDate(printed.text);
  if (!date) {
    form.problem('unreadableDate', `"${printed.text}" is no date; look it up in the original form`, {
      cell,
      at,
    });
    return { filed: printed.text, at, doubt: 'unreadable' };
  }
  if (date.rule) {
    const { value, rule, alternatives = [] } = date;
    const evidence = ['no other reading is valid; nothing else confirms it'];
    form.repair({ rule, cell, at, filed: printed.text, value, evidence, alternatives });
  }
  return { value: date.value, filed: printed.text, at, ...(date.rule && { doubt: 'repaired' as const }) };
}

/** The form says whether more than one person files it; owners that were not read are a problem. */
function checkJointFiling(boxes: readonly HeadBox[], owners: readonly Owner[], form: FormReading): void {
  const joint = boxes.find(({ label }) => label === 'joint')?.text;
  const crossed = joint && /(?:[xX☒]|\[\s?[xX]\s?\]|_[xX]_)\s*Form filed by More than One/i.test(joint.text);
  if (!crossed || owners.length > 1) return;
  const message = 'the form says that more than one person files it, but only one was found';
  form.problem('ownersMissing', message, { at: form.place(joint) });
}

/** Words of the document, at most so many characters of it: evidence for torn words. */
const MOST_VOCABULARY_TEXT = 100_000;

function wordsOf(sheet: Sheet): Set<string> {
  const words = new Set<string>();
  let length = 0;
  for (const row of sheet.rows) {
    if (length > MOST_VOCABULARY_TEXT) break;
    const { text } = rowText(row, '\t');
    length += text.length;
    for (const word of text.toLowerCase().match(/[a-z][a-z.'-]{2,}/g) ?? []) words.add(word);
  }
  return words;
}

/** More rows and owners than EDGAR takes are read and told: a scan may have several forms in one text. */
function checkLimits({ lines, owners }: Filing, form: FormReading): void {
  for (const table of ['I', 'II'] as const) {
    const rows = lines.filter((line) => line.table === table).length;
    if (rows <= MAX_ROWS) continue;
    form.problem('tooManyRows', `it has ${rows} rows, EDGAR takes ${MAX_ROWS}; all were read`, { table });
  }
  if (owners.length > MAX_OWNERS) {
    const message = `the form has ${owners.length} owners, EDGAR takes ${MAX_OWNERS}; all were read`;
    form.problem('tooManyOwners', message);
  }
}
