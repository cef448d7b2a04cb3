/** What one cell of a CSV table may hold; null is an empty cell. */
export type CsvValue = string | number | boolean | null;

/**
 * One record of RFC 4180, with its CRLF. Text that a spreadsheet would take for a formula gets a leading
 * apostrophe; a plain number such as -1,000 or +5.25 stays a number.
 */
export function csvRecord(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Signs that begin a formula in Excel, LibreOffice or Google Sheets, full-width ones included. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d[\d,]*(\.\d+)?$/;

function csvField(value: CsvValue): string {
  const text = value === null ? '' : String(value);
  const harmless = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The columns of a table: each with its title and its value for a row. */
export type CsvColumns<Row> = readonly (readonly [title: string, value: (row: Row) => CsvValue])[];

/** Writes rows under the titles of their columns. */
export async function writeCsv<Row>(
  columns: CsvColumns<Row>,
  rows: Iterable<Row> | AsyncIterable<Row>,
  output: { readonly closed: boolean; write(text: string): Promise<void> },
): Promise<void> {
  await output.write(csvRecord(columns.map(([title]) => title)));
  for await (const row of rows) {
    if (output.closed) return;
    await output.write(csvRecord(columns.map(([, value]) => value(row))));
  }
}
