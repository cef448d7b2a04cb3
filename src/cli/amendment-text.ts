import type { BoxChange, DiffedLine, LineDiff } from '../core/ledger/amendments/amendment-diff';
import type { CellChange, FootnoteChange } from '../core/ledger/amendments/changed-cells';
import type { ComparedLine } from '../core/ledger/amendments/filings-diff';
import type { AmendmentAnswer, FilingsComparison, OriginalAnswer } from '../services/amendments.service';
import { basisText } from './basis-text';
import { filingWords } from './evidence-text';
import { type Column, grouped, noteLines, plainText, textTable, wrap } from './text-table';

const CELLS: readonly Column[] = [
  { title: 'Column' },
  { title: 'Box' },
  { title: 'Before', align: 'right', width: 40 },
  { title: 'After', align: 'right', width: 40 },
];
const BOXES: readonly Column[] = [
  { title: 'Box' },
  { title: 'Before', width: 44 },
  { title: 'After', width: 44 },
];
const EFFECTS: Readonly<Record<LineDiff['effect'], string>> = {
  restate: 'restates',
  add: 'is added',
  void: 'takes back',
  confirm: 'confirms, with other footnotes,',
  repeat: 'repeats',
  undecided: 'is undecided: it does not count',
};
/** Longest text of a box that is shown whole. */
const WIDTH = 110;

/** What an amendment changed: its original and what speaks for it, then line by line and cell by cell. */
export function amendmentText(answer: AmendmentAnswer): string[] {
  const { person, basis, amendment, lines, unnamed, boxes, problems } = answer;
  return [
    `${filingWords(amendment)} · ${plainText(person.name)} · ${plainText(amendment.issuerName ?? amendment.issuerId)}`,
    ...originalsText(answer),
    basisText(basis),
    ...lines.flatMap((line) => ['', ...lineText(line)]),
    ...(unnamed.length > 0 ? ['', `Not named, unchanged: ${unnamed.map(placeText).join('; ')}`] : []),
    ...outsideText(boxes),
    ...(problems.length > 0 ? ['', ...problems.flatMap((problem) => noteLines(`problem: ${problem}`))] : []),
  ];
}

function originalsText({ standing, originals }: AmendmentAnswer): string[] {
  if (standing === 'unmatched') return ['Its original is not recorded: its lines count as they stand'];
  const each = originals.flatMap((original) => [
    originalText(original),
    ...noteLines(original.evidence.join('; ')),
  ]);
  if (standing === 'matched') return [`Amends ${each[0]}`, ...each.slice(1)];
  return ['May amend any of these, for which equally much speaks; none is changed:', ...each];
}

function originalText(original: OriginalAnswer): string {
  const key = original.accession === null ? ` ${original.filingKey}` : '';
  return `${filingWords(original)}${key} (${original.confidence})`;
}

const STANDINGS: Readonly<Record<ComparedLine['standing'], string>> = {
  same: 'is the same',
  footnotes: 'has other footnotes',
  changed: 'is another way',
  gone: 'is not in the second',
  added: 'is not in the first',
};

/** In what two filings differ, line by line and cell by cell. */
export function comparisonText({ person, basis, before, after, lines, boxes }: FilingsComparison): string[] {
  return [
    `${filingWords(before)} and ${filingWords(after)} · ${plainText(person.name)}`,
    basisText(basis),
    ...lines.flatMap((line) => ['', ...comparedText(line)]),
    ...outsideText(boxes),
  ];
}

function comparedText({ standing, reason, before, after, cells, footnotes }: ComparedLine): string[] {
  const place =
    before && after
      ? `${placeText(before)}, ${placeText(after)} of the second,`
      : `${placeText((after ?? before)!)}`;
  return [
    plainText(`${place} ${STANDINGS[standing]}: ${wordsOf((after ?? before)!)}`),
    ...(reason === null ? [] : noteLines(reason)),
    ...cellsText(cells, footnotes),
  ];
}

function outsideText(boxes: readonly BoxChange[]): string[] {
  return boxes.length > 0 ? ['', 'Outside the tables', ...textTable(BOXES, boxes.map(boxRow))] : [];
}

function lineText({ effect, reason, line, original, cells, footnotes }: LineDiff): string[] {
  const head =
    line && original
      ? `${placeText(line)} ${EFFECTS[effect]} ${placeText(original)} of ${original.filingKey}`
      : line
        ? `${placeText(line)} ${EFFECTS[effect]}`
        : `${placeText(original!)} of ${original!.filingKey} is taken back`;
  return [
    plainText(`${head}: ${wordsOf((line ?? original)!)}`),
    ...noteLines(reason),
    ...cellsText(cells, footnotes),
  ];
}

function cellsText(cells: readonly CellChange[], footnotes: readonly FootnoteChange[]): string[] {
  const rows = cells.map(({ column, cell, before, after }) => ({
    cells: [column, cell, boxText(before), boxText(after)],
  }));
  return [
    ...(rows.length > 0 ? textTable(CELLS, rows) : []),
    ...footnotes.flatMap(({ column, cell, before, after }) => [
      ...before.flatMap((text) => wrap(plainText(`- column ${column}, ${cell}: ${text}`), WIDTH)),
      ...after.flatMap((text) => wrap(plainText(`+ column ${column}, ${cell}: ${text}`), WIDTH)),
    ]),
  ];
}

function placeText({ table, row }: DiffedLine): string {
  return `Table ${table} row ${row}`;
}

function wordsOf({ title, code, transactionDate, change, reported }: DiffedLine): string {
  const amount = change === null ? undefined : grouped(change);
  const following = reported === null ? undefined : `${grouped(reported)} following`;
  return [title, code, amount, transactionDate && `on ${transactionDate}`, following]
    .filter(Boolean)
    .join(', ');
}

/** Amounts with thousands separators; a date or a code as it is. */
function boxText(text: string | null): string {
  if (text === null) return '(blank)';
  return /^\d+(\.\d+)?$/.test(text) ? grouped(text) : text;
}

function boxRow({ box, before, after }: BoxChange) {
  return { cells: [box, before ?? '(blank)', after ?? '(blank)'] };
}
