import { findLike, letters, squash } from './likeness';
import { PlacedText, PlacedTextBuilder } from './placed-text';
import { gridText, type SheetCell, type SheetRow } from './sheet';

/** The labels of items 1 to 6 that values stand behind. */
export type LabelName =
  | 'owner'
  | 'ownerName'
  | 'ownerStreet'
  | 'ownerCity'
  | 'issuer'
  | 'period'
  | 'amendment'
  | 'relationship'
  | 'joint'
  | 'other';

/** What was filled in behind a label: `\t` between cells, `\n` between lines. */
export interface HeadBox {
  readonly label: LabelName;
  readonly text: PlacedText;
  /** The text of the label itself. */
  readonly printed: PlacedText;
}

interface Label {
  readonly name: LabelName;
  /** The words by which it is found. */
  readonly key: string;
  /** Letters of the key that may be wrong. */
  readonly errors: number;
  /** The words that follow the key on the form. */
  readonly rest: readonly string[];
}

function label(name: LabelName, key: string, rest: string, errors: number): Label {
  return { name, key: letters(key), errors, rest: rest.split(' ').map(letters) };
}

const LABELS: readonly Label[] = [
  label('owner', 'Name and Address of', 'Reporting Person s', 3),
  label('ownerName', '(Last) (First) (Middle)', '', 2),
  label('issuer', 'Issuer Name', 'and Ticker or Trading Symbol', 2),
  label('issuer', 'Issuer Name and Ticker', 'or Trading Symbol', 4),
  label('period', 'Date of Earliest', 'Transaction Required to be Reported Month/Day/Year', 3),
  label('period', 'Date of Event', 'Requiring Statement Month/Day/Year', 2),
  label('period', "Statement for Issuer's", 'Fiscal Year Ended Month/Day/Year', 4),
  label('period', 'Statement for Month', 'Day/Year Year', 2),
  label('amendment', 'If Amendment', 'Date of Original Filed Month/Day/Year Year', 2),
  label('relationship', 'Relationship of', 'Reporting Person s to Issuer Check all applicable', 3),
  label('joint', 'Individual or Joint', 'Group Filing Reporting Check Applicable Line', 3),
  label('other', 'I.R.S. Identification Number', 'of Reporting Person if an entity voluntary', 4),
  label('other', 'Check this box', '', 2),
];
/** Labels in brackets under what was filled in; matched as they stand, because they are short. */
const BRACKETED: readonly (readonly [LabelName, RegExp])[] = [
  ['ownerName', /\(\s*Last\s*\)|\(\s*First\s*\)|\(\s*Middle\s*\)/gi],
  ['ownerStreet', /\(\s*(?:Number and )?Street\s*\)/gi],
  ['ownerCity', /\(\s*City\s*\)|\(\s*State\s*\)|\(\s*Zip(?: Code)?\s*\)/gi],
];

/** Rows of the head that are read; EDGAR's have 12, in vertical print some 60. */
const MOST_ROWS = 400;
/** Cells longer than this are prose. */
const LONGEST_CELL = 3_000;

/** The boxes of items 1 to 6 in reading order, with everything that stands behind each label. */
export function readHeadBoxes(rows: readonly SheetRow[]): HeadBox[] {
  const boxes: OpenBox[] = [];
  let open: OpenBox[] = [];
  for (const row of rows.slice(0, MOST_ROWS)) {
    const slack = row.layout === 'spaces' ? 3 : 0;
    for (const cell of row.cells) {
      const parts = cell.text.text.length > LONGEST_CELL ? [] : cutAtLabels(cell.text);
      for (const part of parts) {
        let box = nearest(open, cell.from + slack);
        if (part.label) {
          const begun = open.find((other) => other.label === part.label && other.row === row);
          box = begun ?? new OpenBox(part.label, part.printed!, cell.from, row);
          if (!begun) {
            open = [...open.filter((other) => !ends(box!, other, slack)), box];
            boxes.push(box);
          }
        }
        if (!part.text.isBlank) box?.add(part.text, row, cell);
      }
    }
  }
  return boxes.map((box) => box.close());
}

/** Labels of item 1, whose lines stand below one another across its whole width. */
const OF_OWNER: ReadonlySet<LabelName> = new Set(['owner', 'ownerName', 'ownerStreet', 'ownerCity']);

/** A label ends the boxes above it in its own column; a line of item 1 ends the line above it. */
function ends(box: OpenBox, other: OpenBox, slack: number): boolean {
  if (other.label === 'other' || (OF_OWNER.has(box.label) && OF_OWNER.has(other.label))) return true;
  return Math.abs(other.from - box.from) <= slack;
}

/** The open box that starts closest to the left of a position; the latest of several. */
function nearest(open: readonly OpenBox[], position: number): OpenBox | undefined {
  let best: OpenBox | undefined;
  for (const box of open) if (box.from <= position && (!best || box.from >= best.from)) best = box;
  return best;
}

class OpenBox {
  private readonly text = new PlacedTextBuilder();
  private lastRow: SheetRow;
  /** Columns of the last row that are used already. */
  private column: number;

  constructor(
    readonly label: LabelName,
    private readonly printed: PlacedText,
    readonly from: number,
    readonly row: SheetRow,
  ) {
    this.lastRow = row;
    this.column = from;
  }

  /** Adds what stands in a cell, with a tab for every column of the grid that is passed over. */
  add(text: PlacedText, row: SheetRow, cell: SheetCell): void {
    if (row !== this.lastRow) {
      this.text.addLayout('\n');
      this.column = this.from;
    }
    const grid = row.layout !== 'spaces';
    const passed = grid ? cell.from - this.column : this.text.length > 0 && row === this.lastRow ? 1 : 0;
    this.text.addLayout('\t'.repeat(Math.min(Math.max(0, passed), MOST_COLUMNS)));
    this.text.addPlaced(text);
    this.lastRow = row;
    this.column = cell.from;
  }

  close(): HeadBox {
    return { label: this.label, text: this.text.build(), printed: this.printed };
  }
}

/** Columns of a head that are kept apart. */
const MOST_COLUMNS = 64;

interface Part {
  readonly label?: LabelName;
  readonly printed?: PlacedText;
  /** What stands behind the label, or before the first one. */
  readonly text: PlacedText;
}

interface FoundLabel {
  readonly name: LabelName;
  readonly from: number;
  readonly to: number;
}

/** Cuts a cell at the labels in it; the words of a label are left out. */
function cutAtLabels(text: PlacedText): Part[] {
  const found = findLabels(text.text);
  if (found.length === 0) return [{ text }];
  const parts: Part[] = [];
  if (found[0]!.from > 0) parts.push({ text: text.slice(0, found[0]!.from) });
  found.forEach((one, i) => {
    const end = found[i + 1]?.from ?? text.text.length;
    parts.push({ label: one.name, printed: text.slice(one.from, one.to), text: text.slice(one.to, end) });
  });
  return parts;
}

function findLabels(text: string): FoundLabel[] {
  const found: FoundLabel[] = [];
  const squashed = squash(text);
  for (const { name, key, errors, rest } of LABELS) {
    const match = findLike(squashed.letters, key, errors);
    if (!match || match.to === match.from) continue;
    const from = squashed.index[match.from]!;
    const to = squashed.index[match.to - 1]! + 1;
    found.push({ name, from: withItemNumber(text, from), to: endOfLabel(text, to, rest) });
  }
  for (const [name, pattern] of BRACKETED) {
    for (const match of text.matchAll(pattern)) {
      found.push({ name, from: match.index, to: match.index + match[0].length });
    }
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: FoundLabel[]): FoundLabel[] {
  const sorted = found.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: FoundLabel[] = [];
  for (const one of sorted) {
    const last = kept[kept.length - 1];
    if (!last || one.from >= last.to) kept.push(one);
  }
  return kept;
}

/** Takes the number of the item before the label in: `2. Issuer Name`. */
function withItemNumber(text: string, from: number): number {
  const before = /(?:\d{1,2}\s?[.)]\s*|\[?\d\s+)$/.exec(text.slice(Math.max(0, from - 6), from))?.[0];
  return before === undefined ? from : from - before.length;
}

/** Where the label ends: behind the words that the form prints after its key, as far as they are there. */
function endOfLabel(text: string, from: number, rest: readonly string[]): number {
  let end = from;
  let next = 0;
  const words = /[^\s]+/g;
  words.lastIndex = from;
  for (let word = words.exec(text); word && next <= rest.length; word = words.exec(text)) {
    const plain = letters(word[0]);
    if (plain === '' && !/^[*(),.:/&-]+$/.test(word[0])) break;
    if (plain !== '') {
      const index = rest.findIndex((expected, i) => i >= next && isWord(plain, expected));
      if (index < 0) break;
      next = index + 1;
    }
    end = word.index + word[0].length;
  }
  return end;
}

/** True for a word of the label, also when letters of it are lost or wrong, or the next word sticks to it. */
function isWord(word: string, expected: string): boolean {
  if (expected === '') return false;
  if (word === expected) return true;
  if (expected.startsWith(word) || (word.length >= 3 && expected.includes(word))) return true;
  if (expected.length < 4) return false;
  return (
    findLike(word, expected, Math.floor(expected.length / 4)) !== undefined &&
    word.length <= expected.length + 10
  );
}

/** The whole head as running text, with `\t` between columns and `\n` between lines. */
export function headText(rows: readonly SheetRow[]): PlacedText {
  return PlacedText.join(rows.slice(0, MOST_ROWS).map(gridText), '\n');
}
