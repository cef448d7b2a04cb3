import type { Line, Table } from '../filing';
import { excerpt } from '../problem-list';
import { type FormNumber, formTable } from './form-columns';
import type { FormReading } from './form-reading';
import { readLine } from './line-reader';
import { PlacedText } from './placed-text';
import type { FootnoteStyle } from './row-pieces';
import type { SheetRow } from './sheet';
import { NO_HEADER, readTableHeader } from './table-header';
import { readTableRows } from './table-lines';

/** Reads the rows of one table; `before` are the lines of Table I when Table II is read. */
export function readTable(
  rows: readonly SheetRow[],
  number: FormNumber,
  table: Table,
  style: FootnoteStyle,
  before: readonly Line[],
  form: FormReading,
): Line[] {
  const columns = formTable(number, table);
  const { heading, lines: printed, unread } = readTableRows(rows);
  for (const row of unread) reportUnread(row, table, form);
  const header = readTableHeader(heading, columns);
  const layout = heading[heading.length - 1]?.layout;
  const lines: Line[] = [];
  for (const one of printed) {
    const believed = one.layout === layout ? header : NO_HEADER;
    const neighbours = { tableI: before, above: lines[lines.length - 1] };
    const line = readLine(one, lines.length + 1, columns, believed, style, neighbours, form);
    if (line) lines.push(line);
  }
  return lines;
}

function reportUnread(row: SheetRow, table: Table, form: FormReading): void {
  const texts = row.cells.map(({ text }) => text);
  const text = PlacedText.join(texts, ' ');
  if (!/[a-z0-9]{3}/i.test(text.text)) return;
  const message = `"${excerpt(text.text)}" could not be read as a line of the table; compare it with the original form`;
  form.problem('unreadableRow', message, { table, at: form.place(text) });
}
