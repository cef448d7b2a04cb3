import type { Cell, Filing, Table } from '../../src/core/filing/filing';
import { columnsOf, linesOf, type PrintedColumn } from './printed-form-columns';
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

interface GridStyle {
  readonly row: (cells: readonly string[]) => string;
  readonly note: (numbers: readonly string[]) => string;
  readonly escape: (value: string) => string;
  readonly heading: (value: string) => string;
  /** The line that ends the heading of a table, if the style has one. */
  readonly rule?: (width: number) => string;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (n: string) => [...n].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
const GRID_STYLES: Readonly<Record<'markdown' | 'tabs' | 'clipboard', GridStyle>> = {
  markdown: {
    row: (cells) => `| ${cells.join(' | ')} |`,
    note: (numbers) => (numbers.length > 0 ? ` <sup>${numbers.map((n) => `(${n})`).join('')}</sup>` : ''),
    escape: (value) =>
      value
        .replace(/[$|*\\]/g, '\\$&')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;'),
    heading: (value) => `**${value}**`,
    rule: (width) => `|${' --- |'.repeat(width)}`,
  },
  tabs: {
    row: (cells) => cells.join('\t'),
    note: (numbers) => (numbers.length > 0 ? ` ${numbers.map((n) => `⁽${superscript(n)}⁾`).join('')}` : ''),
    escape: (value) => value.replaceAll('$', '\\$'),
    heading: (value) => value,
  },
  clipboard: {
    row: (cells) => cells.join('\t'),
    note: (numbers) => numbers.map((n) => `(${n})`).join(''),
    escape: (value) => value,
    heading: (value) => value,
  },
};

/** What happens to the rows of a table, heading and lines, on the way through a scanner. */
type Damage = (rows: readonly (readonly string[])[]) => readonly (readonly string[])[];

/** The form with its tables in a grid: as markdown, with tabs, or as a browser copies it. */
export function printGrid(
  filing: Filing,
  layout: keyof typeof GRID_STYLES,
  damage: Damage = (rows) => rows,
): string {
  const style = GRID_STYLES[layout];
  const form = filing.formType[0]!;
  const { heading } = style;
  const table = (which: Table) => {
    const columns = columnsOf(form, which);
    const lines = linesOf(filing, which).map((cells) =>
      cells.map(
        (cell) => style.escape(fold(cell.text)) + style.note(cell.footnotes.map((id) => id.slice(1))),
      ),
    );
    const [upper, ...rest] = damage([...gridHeading(columns), ...lines]).map(style.row);
    const rule = style.rule ? [style.rule(columns.length)] : [];
    return [heading(tableTitle(form, which)), '', upper!, ...rule, ...rest, ''];
  };
  return [
    heading(`FORM ${filing.formType}`),
    '',
    heading(STATEMENT[form]!),
    '',
    ...(layout === 'clipboard' ? linearHead(filing) : gridHead(filing, style)),
    '',
    ...table('I'),
    ...table('II'),
    ...filing.owners.slice(1).flatMap((owner) => [...ownerLines(owner).map(style.escape), '']),
    ...closingLines(filing).flatMap((line) => [style.escape(line), '']),
  ].join('\n');
}

function gridHeading(columns: readonly PrintedColumn[]): string[][] {
  const upper = columns.map(({ over, heading }, i) =>
    over === undefined ? heading : over === columns[i - 1]?.over ? '' : over,
  );
  const lower = columns.map(({ over, heading }) => (over === undefined ? '' : heading));
  return [upper, lower];
}

function relationshipText(filing: Filing): string {
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? '[X]' : '[ ]');
  return [
    `${itemsOf(filing).relationshipLabel} (Check all applicable)`,
    `${box(owner.isDirector)} Director ${box(owner.isTenPercentOwner)} 10% Owner`,
    `${box(owner.isOfficer)} Officer (give title below) ${box(owner.isOther)} Other (specify below)`,
  ].join(' ');
}

/** The head as a grid of three columns, like EDGAR's; the titles of officer and other stand in a cell below. */
function gridHead(filing: Filing, style: GridStyle): string[] {
  const { issuerLabel, issuer, periodLabel, period, amendmentLabel, amendment, joint } = itemsOf(filing);
  const owner = filing.owners[0]!;
  const titles = titlesOf(owner);
  const row = (...cells: string[]) => style.row(cells.map((cell) => style.escape(cell)));
  return [
    row(
      `1. Name and Address of Reporting Person* ${fold(owner.rptOwnerName!.value!)}`,
      `${issuerLabel} ${issuer}`,
      relationshipText(filing),
    ),
    row(`(Last) (First) (Middle) ${streets(owner).join(' ')}`, `${periodLabel} ${period}`, titles[0] ?? ''),
    row(
      `(Street) ${cityLine(owner).filter(Boolean).join(' ')}`,
      `${amendmentLabel} ${amendment}`,
      titles[1] ?? '',
    ),
    row(
      '(City) (State) (Zip)',
      '',
      `6. Individual or Joint/Group Filing (Check Applicable Line) ${jointBoxes(joint)}`,
    ),
  ];
}

function jointBoxes(joint: boolean): string {
  return `${joint ? '[ ]' : '[X]'} Form filed by One Reporting Person ${joint ? '[X]' : '[ ]'} Form filed by More than One Reporting Person`;
}

/** The head as a browser copies it: one box below the other. */
function linearHead(filing: Filing): string[] {
  const { issuerLabel, issuer, relationshipLabel, periodLabel, period, amendmentLabel, amendment, joint } =
    itemsOf(filing);
  const owner = filing.owners[0]!;
  const box = (flag: Cell<boolean> | undefined) => (cross(flag) ? 'X' : '');
  return [
    ...ownerLines(owner),
    issuerLabel,
    `${issuer} `,
    relationshipLabel,
    '(Check all applicable)',
    `${box(owner.isDirector)}\tDirector\t${box(owner.isTenPercentOwner)}\t10% Owner`,
    `${box(owner.isOfficer)}\tOfficer (give title below)\t${box(owner.isOther)}\tOther (specify below)`,
    ...titlesOf(owner),
    periodLabel,
    period,
    amendmentLabel,
    amendment,
    '6. Individual or Joint/Group Filing (Check Applicable Line)',
    `${joint ? '' : 'X'}\tForm filed by One Reporting Person`,
    `${joint ? 'X' : ''}\tForm filed by More than One Reporting Person`,
  ];
}
