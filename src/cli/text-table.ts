/** A column of a table on the terminal. Cells longer than `width` are wrapped at spaces. */
export interface Column {
  readonly title: string;
  readonly align?: 'right';
  readonly width?: number;
}

/**
 * A table as lines of text: a header, a rule, and the rows, two spaces between columns. Columns that are empty
 * in every row are left out.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => rows.some((row) => row[index]));
  const wrapped = rows.map((row) =>
    shown.map(({ column, index }) => wrap(plainText(row[index] ?? ''), column.width)),
  );
  const widths = shown.map(({ column }, place) =>
    Math.max(column.title.length, ...wrapped.flatMap((row) => row[place]!.map((line) => [...line].length))),
  );
  const pad = (text: string, place: number) => {
    const space = ' '.repeat(Math.max(0, widths[place]! - [...text].length));
    return shown[place]!.column.align === 'right' ? space + text : text + space;
  };
  const line = (cells: readonly string[]) => cells.map(pad).join('  ').trimEnd();
  return [
    line(shown.map(({ column }) => column.title)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...wrapped.flatMap((row) => {
      const height = Math.max(...row.map((lines) => lines.length));
      return Array.from({ length: height }, (_, at) => line(row.map((lines) => lines[at] ?? '')));
    }),
  ];
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

function wrap(text: string, width: number | undefined): string[] {
  if (width === undefined || text.length <= width) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > 0 ? space : width;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest ? [...lines, rest] : lines;
}
