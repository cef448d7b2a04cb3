import type {
  Cell,
  Filing,
  FilingHeader,
  FormPlace,
  Line,
  Owner,
  Problem,
  Repair,
} from '../core/filing/filing';
import { type Column, grouped, plainText, textTable, wrap } from './text-table';

const WIDTH = 106;

/** A filing as it was read: who, what, every row with its main boxes, footnotes, repairs. */
export function filingText(filing: Filing): string[] {
  const { formType, format, parser, header, issuer, owners, footnotes, repairs } = filing;
  const issuerText = cellText(issuer.issuerName) || 'not shown';
  const lines = [
    `Form ${formType} · ${format} · read by ${parser}${header ? ` · accession ${header.accession}` : ''}`,
    `Issuer: ${issuerText}${part(issuer.issuerTradingSymbol, ' [', ']')}${part(issuer.issuerCik, ', CIK ')}`,
    ...owners.map(ownerText),
    `Period: ${cellText(filing.periodOfReport) || 'not shown'}${header?.filedOn ? ` · filed ${header.filedOn}` : ''}`,
    ...filing.signatures.map(
      ({ signatureName, signatureDate }) =>
        `Signed: ${cellText(signatureDate) || 'no date'}, ${cellText(signatureName) || 'no name'}`,
    ),
  ].map(plainText);
  for (const table of ['I', 'II'] as const) {
    const rows = filing.lines.filter((line) => line.table === table);
    if (rows.length > 0) lines.push('', `Table ${table}`, ...textTable(COLUMNS, rows.map(rowOf)));
  }
  if (footnotes.length > 0) {
    lines.push('', 'Footnotes', ...footnotes.flatMap(({ id, text }) => paragraph(`${id}  ${text}`)));
  }
  if (repairs.length > 0) lines.push('', 'Repairs', ...repairs.flatMap(repairText));
  return lines;
}

/** An EDGAR header that came on its own. */
export function headerText(header: FilingHeader): string[] {
  const { accession, formType, filedOn, periodOfReport, issuer, owners } = header;
  return [
    `EDGAR header of ${accession}`,
    `Form ${formType} · filed ${filedOn ?? 'not shown'} · period ${periodOfReport ?? 'not shown'}`,
    `Issuer: ${issuer.name ?? 'not shown'}${issuer.cik ? `, CIK ${issuer.cik}` : ''}`,
    ...owners.map(({ name, cik }) => `Owner: ${name ?? 'not shown'}${cik ? `, CIK ${cik}` : ''}`),
  ].map(plainText);
}

/** A problem's message with its line in the source; some messages name it themselves. */
export function withLine(message: string, line: number | null | undefined): string {
  return line && !/\bline \d/i.test(message) ? `line ${line}: ${message}` : message;
}

/** A problem in lines of text. */
export function problemText({ message, at }: Problem): string[] {
  return paragraph(withLine(message, at?.[0]));
}

const COLUMNS: readonly Column[] = [
  { title: 'Row', align: 'right' },
  { title: 'Line', align: 'right' },
  { title: 'Title', width: 26 },
  { title: 'Code' },
  { title: 'Date' },
  { title: 'A/D' },
  { title: 'Amount', align: 'right' },
  { title: 'Price', align: 'right' },
  { title: 'Strike', align: 'right' },
  { title: 'Exercisable' },
  { title: 'Expires' },
  { title: 'Following', align: 'right' },
  { title: 'D/I' },
];

function rowOf({ row, at, cells }: Line) {
  return {
    cells: [
      String(row),
      at ? String(at[0]) : '',
      cellText(cells.securityTitle),
      cellText(cells.transactionCode),
      cellText(cells.transactionDate),
      cellText(cells.transactionAcquiredDisposedCode),
      amountText(cells.transactionShares, cells.transactionTotalValue),
      amountText(cells.transactionPricePerShare),
      amountText(cells.conversionOrExercisePrice),
      cellText(cells.exerciseDate),
      cellText(cells.expirationDate),
      amountText(cells.sharesOwnedFollowingTransaction, cells.valueOwnedFollowingTransaction),
      cellText(cells.directOrIndirectOwnership),
    ],
  };
}

function ownerText(owner: Owner): string {
  const roles = [
    [owner.isDirector, 'director'],
    [owner.isOfficer, `officer${part(owner.officerTitle, ' (', ')')}`],
    [owner.isTenPercentOwner, '10% owner'],
    [owner.isOther, `other${part(owner.otherText, ' (', ')')}`],
  ] as const;
  const held = roles.filter(([cell]) => cell?.value === true).map(([, role]) => role);
  const unread = roles.some(([cell]) => cell?.doubt === 'unreadable') ? ['relationship unreadable'] : [];
  const name = `Owner: ${cellText(owner.rptOwnerName) || 'not shown'}${part(owner.rptOwnerCik, ', CIK ')}`;
  return [name, ...held, ...unread].join(', ');
}

/** The value of a box with its doubt and footnotes; what was filed where it has no value; empty when blank. */
function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  const text = cell.value ?? cell.filed ?? '';
  return `${text}${cell.doubt ? ` (${cell.doubt})` : ''}${notesText(cell)}`;
}

function amountText(shares: Cell | undefined, dollars?: Cell): string {
  const cell = shares?.value === undefined ? (dollars ?? shares) : shares;
  if (cell?.value === undefined) return cellText(cell);
  const doubt = cell.doubt ? '?' : '';
  return `${cell === dollars ? '$' : ''}${grouped(cell.value)}${doubt}${notesText(cell)}`;
}

function notesText({ footnotes }: Cell): string {
  return footnotes && footnotes.length > 0 ? ` ${footnotes.join(',')}` : '';
}

function part(cell: Cell | undefined, before: string, after = ''): string {
  const text = cellText(cell);
  return text ? `${before}${text}${after}` : '';
}

function repairText(repair: Repair): string[] {
  const evidence = repair.evidence.length > 0 ? ` (${repair.evidence.join('; ')})` : '';
  return paragraph(`${placeText(repair)}"${repair.filed}" is read as "${repair.value}"${evidence}`);
}

function placeText({ at, table, row, cell }: FormPlace): string {
  const place = [at ? `line ${at[0]}` : '', table && row ? `Table ${table} row ${row}` : '', cell ?? ''];
  const text = place.filter((known) => known !== '').join(', ');
  return text ? `${text}: ` : '';
}

function paragraph(text: string): string[] {
  return wrap(plainText(text), WIDTH).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`));
}
