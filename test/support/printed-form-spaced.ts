import type { Cell, Filing, Table } from '../../src/core/filing/filing';
import { columnsOf, linesOf } from './printed-form-columns';
import {
  cityLine,
  closingLines,
  cross,
  fold,
  itemsOf,
  ownerLines,
  STATEMENT,
  streets,
  tableTitle,
  titlesOf,
} from './printed-form-items';

const WIDEST = 18;

/** Plain text in columns, with cells wrapped over as many lines as they need. */
export function printSpaced(filing: Filing): string {
  const form = filing.formType[0]!;
  const table = (which: Table) => {
    const columns = columnsOf(form, which);
    const lines = linesOf(filing, which).map((cells) =>
      cells.map((cell) => fold(cell.text) + cell.footnotes.map((id) => `(${id.slice(1)})`).join('')),
    );
    const widths = columns.map(({ heading }, i) =>
      Math.max(
        longestWord(heading),
        ...lines.map((cells) => Math.min(WIDEST, cells[i]!.length)),
        ...lines.map((cells) => longestWord(cells[i]!)),
      ),
    );
    return [
      center(tableTitle(form, which)),
      '',
      ...wrapped(
        columns.map(({ heading }) => heading),
        widths,
      ),
      '',
      ...lines.flatMap((cells) => wrapped(cells, widths)),
      '',
    ];
  };
  return [
    center(`FORM ${filing.formType}`),
    '',
    center(STATEMENT[form]!),
    '',
    ...spacedHead(filing),
    '',
    ...table('I'),
    ...table('II'),
    ...filing.owners
      .slice(1)
      .flatMap((owner) => [...ownerLines(owner).map((line) => line.replaceAll('\t', '   ')), '']),
    ...closingLines(filing).flatMap((line) => [line, '']),
  ].join('\n');
}

function center(value: string): string {
  return `${' '.repeat(20)}${value}`;
}

function longestWord(value: string): number {
  return Math.max(1, ...value.split(' ').map((word) => word.length));
}

/** The cells of a row, each wrapped to its column, side by side. */
function wrapped(cells: readonly string[], widths: readonly number[]): string[] {
  const columns = cells.map((cell, i) => wrap(cell, widths[i]!));
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, i) => (lines[line] ?? '').padEnd(widths[i]! + 2))
      .join('')
      .trimEnd(),
  );
}

function wrap(value: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of value.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The head in three columns of blanks, each box a label over its value. */
function spacedHead(filing: Filing): string[] {
  const { issuerLabel, issuer, relationshipLabel, periodLabel, period, amendmentLabel, amendment, joint } =
    itemsOf(filing);
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? '[X]' : '[ ]');
  const left = [
    '1. Name and Address of Reporting Person*',
    fold(owner.rptOwnerName!.value!),
    '(Last)    (First)    (Middle)',
    ...streets(owner),
    '(Street)',
    cityLine(owner).filter(Boolean).join('  '),
    '(City)    (State)    (Zip)',
  ];
  const middle = [issuerLabel, issuer, periodLabel, period, amendmentLabel, amendment];
  const right = [
    relationshipLabel,
    '(Check all applicable)',
    `${box(owner.isDirector)} Director  ${box(owner.isTenPercentOwner)} 10% Owner`,
    `${box(owner.isOfficer)} Officer (give title below)  ${box(owner.isOther)} Other (specify below)`,
    ...titlesOf(owner),
    '6. Individual or Joint/Group Filing (Check Applicable Line)',
    `${joint ? '[ ]' : '[X]'} Form filed by One Reporting Person`,
    `${joint ? '[X]' : '[ ]'} Form filed by More than One Reporting Person`,
  ];
  const widths = [left, middle].map((lines) => Math.max(...lines.map((line) => line.length)) + 4);
  const height = Math.max(left.length, middle.length, right.length);
  return Array.from({ length: height }, (_, i) =>
    `${(left[i] ?? '').padEnd(widths[0]!)}${(middle[i] ?? '').padEnd(widths[1]!)}${right[i] ?? ''}`.trimEnd(),
  );
}
