import type { Cell, Filing, Place } from '../../src/core/filing/filing';

/** One box of a filing, under a name such as `I.3.transactionShares`; for comparing filings box by box. */
export interface FilingBox {
  readonly value: string | null;
  readonly filed: string | null;
  readonly footnotes: readonly string[];
  readonly at: Place | undefined;
}

const LISTS = ['owners', 'signatures'] as const;
const NOT_BOXES = new Set([
  'formType',
  'format',
  'parser',
  'header',
  'issuer',
  'owners',
  'lines',
  'footnotes',
  'signatures',
  'problems',
  'repairs',
]);

/** Every box of a filing; rows and lists from 1. */
export function boxesOf(filing: Filing): Map<string, FilingBox> {
  const boxes = new Map<string, FilingBox>();
  const put = (key: string, cell: Cell | Cell<boolean>) => {
    const value = cell.value === undefined ? null : String(cell.value);
    const canonical = typeof cell.value === 'boolean' ? (cell.value ? '1' : '0') : value;
    boxes.set(key, { value, filed: cell.filed ?? canonical, footnotes: cell.footnotes ?? [], at: cell.at });
  };
  const putAll = (prefix: string, cells: object) => {
    for (const [name, cell] of Object.entries(cells)) put(`${prefix}${name}`, cell as Cell);
  };
  for (const [name, cell] of Object.entries(filing)) if (!NOT_BOXES.has(name)) put(name, cell as Cell);
  putAll('issuer.', filing.issuer);
  for (const list of LISTS) {
    for (const [index, part] of filing[list].entries()) putAll(`${list}.${index + 1}.`, part);
  }
  for (const line of filing.lines) {
    const key = `${line.table}.${line.row}`;
    boxes.set(key, { value: line.kind, filed: null, footnotes: [], at: line.at });
    putAll(`${key}.`, line.cells);
  }
  for (const [index, { id, text, at }] of filing.footnotes.entries()) {
    boxes.set(`footnotes.${index + 1}`, { value: text, filed: text, footnotes: [id], at });
  }
  return boxes;
}

/** The text of a document at a place, line ends included; found by counting lines. */
export function textAt(document: string, [line, column, length]: Place): string {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const rest = /\r\n|\r|\n/g;
    rest.lastIndex = start;
    const found = rest.exec(document);
    if (!found) throw new RangeError(`there is no line ${line}`);
    start = found.index + found[0].length;
  }
  return document.slice(start + column - 1, start + column - 1 + length);
}
