/** A column of a table on the terminal. Cells longer than `width` are wrapped at spaces. */
export interface Column {
  readonly title: string;
  readonly align?: 'right';
  readonly width?: number;
}

export interface TextRow {
  readonly cells: readonly string[];
  /** Lines under the row, such as where its figures come from. */
  readonly notes?: readonly string[];
}

/** Width that notes are wrapped at. */
export const LINE_WIDTH = 120;

/**
 * A table as lines of text: a header, a rule, and the rows, two spaces between columns. Columns that are empty
 * in every row are left out.
 */
export function textTable(columns: readonly Column[], rows: readonly TextRow[]): string[] {
  const shown = columns.filter((_, index) => rows.some(({ cells }) => cells[index]));
  const places = shown.map((column) => columns.indexOf(column));
  const wrapped = rows.map(({ cells }) =>
    shown.map((column, at) => wrap(plainText(cells[places[at]!] ?? ''), column.width)),
  );
  const widths = shown.map((column, at) =>
    Math.max(column.title.length, ...wrapped.flatMap((row) => row[at]!.map((text) => [...text].length))),
  );
  const pad = (text: string, at: number) => {
    const space = ' '.repeat(Math.max(0, widths[at]! - [...text].length));
    return shown[at]!.align === 'right' ? space + text : text + space;
  };
  const line = (cells: readonly string[]) => cells.map(pad).join('  ').trimEnd();
  const lines = [line(shown.map(({ title }) => title)), widths.map((width) => '─'.repeat(width)).join('  ')];
  wrapped.forEach((cells, index) => {
    const height = Math.max(1, ...cells.map((parts) => parts.length));
    for (let part = 0; part < height; part++) lines.push(line(cells.map((parts) => parts[part] ?? '')));
    for (const note of rows[index]!.notes ?? []) lines.push(...noteLines(note));
  });
  return lines;
}

/** Text from a filing or a file name, safe for a terminal: control characters and bidi overrides become �. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** A canonical decimal with thousands separators: `-6230.5295` is `-6,230.5295`. */
export function grouped(decimal: string): string {
  const [whole, fraction] = decimal.split('.');
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** A note under a row or a heading. */
export function noteLines(note: string): string[] {
  return wrap(plainText(note), LINE_WIDTH - 4).map((text, at) => (at === 0 ? `  └ ${text}` : `    ${text}`));
}

/** Text in lines of at most `width` characters, cut at spaces where there are any. */
export function wrap(text: string, width = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > 0 ? space : width;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}
