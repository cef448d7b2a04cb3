import type { Table } from '../filing';
import { findLike, letters, tolerance } from './likeness';
import { rowText, type Sheet, type SheetRow } from './sheet';

/** The parts of a printed form, each with its rows in order. */
export interface FormSections {
  /** Everything above Table I: the title and items 1 to 6. */
  readonly head: readonly SheetRow[];
  readonly tables: Readonly<Record<Table, readonly SheetRow[]>>;
  /** Names and addresses of further owners, printed below the tables. */
  readonly owners: readonly SheetRow[];
  /** Explanation of responses, remarks and signatures. */
  readonly closing: readonly SheetRow[];
  /** What follows the form itself: powers of attorney and other exhibits. */
  readonly exhibits: readonly SheetRow[];
  /** Tables whose title was found. */
  readonly found: ReadonlySet<Table>;
}

/** A row that begins a table; false when it is the first of its heading rather than its title. */
interface TitleRow {
  readonly table: Table;
  readonly isTitle: boolean;
}

type Section = 'head' | Table | 'owners' | 'closing' | 'exhibits';

/** Cuts the form at the titles of its parts; parts whose title is missing are told by what they begin with. */
export function cutSections({ rows }: Sheet): FormSections {
  const sections: Record<Section, SheetRow[]> = {
    head: [],
    I: [],
    II: [],
    owners: [],
    closing: [],
    exhibits: [],
  };
  const found = new Set<Table>();
  let section: Section = 'head';
  let signed = false;
  for (const row of rows) {
    const text = rowText(row).text;
    const table: TitleRow | undefined = section === 'exhibits' ? undefined : tableTitle(row, found);
    if (table && (section !== 'closing' || !found.has(table.table))) {
      found.add(table.table);
      section = table.table;
      if (!table.isTitle) sections[section].push(row);
      continue;
    }
    section = nextSection(section, row, text, signed);
    signed ||= section === 'closing' && (isSignatureLabel(text) || isBoilerplate(text));
    sections[section].push(row);
  }
  const { I, II, ...others } = sections;
  return { ...others, tables: { I, II }, found };
}

function nextSection(section: Section, row: SheetRow, text: string, signed: boolean): Section {
  if (section === 'exhibits') return section;
  if (section !== 'head' && beginsExhibits(text, signed)) return 'exhibits';
  if (section === 'closing') return section;
  if (section !== 'head' && like(text, OWNER_LABEL)) return 'owners';
  if (isExplanation(text) || (section !== 'head' && beginsClosing(row, text))) return 'closing';
  return section;
}

const NON_DERIVATIVE = letters('Non-Derivative Securities');
const DERIVATIVE = letters('Derivative Securities');
const ACQUIRED = letters('Derivative Securities Acquired, Disposed of, or Beneficially Owned');
const OWNED = letters('Derivative Securities Beneficially Owned');
const TABLE_NUMBER = /^[\W_]*tab[l1i]e\s*([I1l|!]{1,2}|2)(?![a-z0-9])/i;
/** Titles of tables are at most this long, in letters; longer rows are prose that speaks of a table. */
const LONGEST_TITLE = 200;

/** The table whose title, whole or torn, this row is, or whose heading begins here without a title. */
function tableTitle(row: SheetRow, found: ReadonlySet<Table>): TitleRow | undefined {
  const table = titled(row);
  if (table) return { table, isTitle: true };
  const first = letters(row.cells[0]!.text.text.slice(0, LONGEST_TITLE));
  for (const one of ['I', 'II'] as const) {
    if (!found.has(one) && first.startsWith(FIRST_COLUMN[one])) return { table: one, isTitle: false };
  }
  return undefined;
}

function titled(row: SheetRow): Table | undefined {
  const joined = rowText(row, '').text.slice(0, 2 * LONGEST_TITLE);
  const plain = letters(joined);
  if (plain.length > LONGEST_TITLE || plain.length < 20) return undefined;
  const spaced = rowText(row).text.slice(0, 2 * LONGEST_TITLE);
  const numbers = [spaced, joined].flatMap((text) => TABLE_NUMBER.exec(text)?.[1] ?? []);
  if (numbers.length > 0 && findLike(plain, DERIVATIVE, tolerance(DERIVATIVE))) {
    return numbers.some((number) => number.length === 2 || number === '2') ? 'II' : 'I';
  }
  if (!/^(?:table|(?:non)?deriv)/.test(plain)) return undefined;
  const title = findLike(plain, ACQUIRED, tolerance(ACQUIRED)) ?? findLike(plain, OWNED, tolerance(OWNED));
  if (!title || title.from > 12) return undefined;
  return plain.includes('non') && findLike(plain, NON_DERIVATIVE, 2) ? 'I' : 'II';
}

const FIRST_COLUMN: Readonly<Record<Table, string>> = {
  I: letters('1. Title of Security (Instr.'),
  II: letters('1. Title of Derivative Security (Instr.'),
};

const OWNER_LABEL = letters('Name and Address of Reporting Person');
const EXPLANATION = letters('Explanation of Responses');
const SIGNATURE = letters('Signature of Reporting Person');
const BOILERPLATE = [
  letters('Reminder: Report on a separate line'),
  letters('Intentional misstatements or omissions of facts'),
  letters('If the form is filed by more than one reporting person'),
  letters('Persons who respond to the collection of information'),
];

/** True when the beginning of a row is most like this phrase of the form. */
export function like(text: string, phrase: string): boolean {
  const plain = letters(text.slice(0, 3 * phrase.length + 40));
  const found = findLike(plain, phrase, tolerance(phrase));
  return found !== undefined && found.from <= 6;
}

export function isExplanation(text: string): boolean {
  return like(text, EXPLANATION);
}

export function isRemarks(text: string): boolean {
  return /^\W*remarks?\s*:/i.test(text) || /^\W*remarks\W*$/i.test(text);
}

/** The line under the signature: `** Signature of Reporting Person`. */
export function isSignatureLabel(text: string): boolean {
  return like(text, SIGNATURE);
}

export function isBoilerplate(text: string): boolean {
  return BOILERPLATE.some((phrase) => like(text, phrase));
}

/** The first footnote, in a list that lost its heading: `1. The units …`, `- 1. …`, `(1) …`. */
const FIRST_FOOTNOTE = /^[\s\-*•·]{0,6}\(?F?1(?:[.):]\s|\)\s?)\s*\S/i;

/** What comes after the tables when the heading `Explanation of Responses` is missing. */
function beginsClosing(row: SheetRow, text: string): boolean {
  if (isSignatureLabel(text) || isRemarks(text) || isBoilerplate(text)) return true;
  if (row.cells.some((cell) => /^\s*\/s\//i.test(cell.text.text))) return true;
  if (row.cells.length > 1 || text.length < 25) return false;
  const heading = letters(text);
  return FIRST_FOOTNOTE.test(text) && !Object.values(FIRST_COLUMN).some((first) => heading.startsWith(first));
}

const KNOW_ALL = letters('Know all by these present');
const KNOW_ALL_MEN = letters('Know all men by these present');

/** The first line of a power of attorney or another exhibit; a bare heading counts only behind the signature. */
function beginsExhibits(text: string, signed: boolean): boolean {
  if (like(text, KNOW_ALL) || like(text, KNOW_ALL_MEN)) return true;
  const plain = letters(text.slice(0, 80));
  return signed && /^(?:(?:limited)?powerofattorney|exhibit(?:\d|index)\S{0,20})$/.test(plain);
}
