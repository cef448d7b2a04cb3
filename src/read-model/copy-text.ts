import type { RowTable, Value } from './row-table';

/** Characters handed on at a time: large enough to make a message cheap, small enough to bound memory. */
const CHUNK_CHARACTERS = 64 * 1024;

/** Rows in the text format of PostgreSQL's COPY, in pieces that end with a row. */
export function* copyText(table: RowTable<object>, rows: readonly object[]): Generator<string> {
  let text = '';
  for (const row of rows) {
    text += `${table
      .values(row as Record<string, unknown>)
      .map(field)
      .join('\t')}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** What stands for a character that would divide fields or rows, or begin such an escape itself. */
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: Value): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (one) => ESCAPES[one]!) : String(value);
}
