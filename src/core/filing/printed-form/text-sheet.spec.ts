import { readTextSheet } from './text-sheet';

const rowsOf = (text: string) =>
  readTextSheet(text).rows.map(
    (row) => [row.layout, row.width, ...row.cells.map((cell) => `${cell.from}:${cell.text.text}`)] as const,
  );

describe('the cells of text', () => {
  it('tells cells apart by tabs where a line has them, and keeps the columns of blank ones', () => {
    expect(rowsOf('Common Stock\t06/17/2008\t\tM\t')).toEqual([
      ['tabs', 5, '0:Common Stock', '1:06/17/2008', '3:M'],
    ]);
  });

  it('reads markdown tables, without their rules, with pipes behind a backslash as text', () => {
    expect(rowsOf('| a \\| b | | c |\n|---|:-:|---|\n| d | e | f |')).toEqual([
      ['pipes', 3, '0:a | b', '2:c'],
      ['pipes', 3, '0:d', '1:e', '2:f'],
    ]);
  });

  it('tells cells apart by two or more blanks in other lines', () => {
    expect(rowsOf('  Common Stock   06/17/2008  M')).toEqual([
      ['spaces', 0, '2:Common Stock', '17:06/17/2008', '29:M'],
    ]);
  });

  it('counts paragraphs by blank lines and leaves lines out that only rule', () => {
    const { rows } = readTextSheet('a\nb\n\n-----\nc\n \t \nd');
    expect(rows.map((row) => [row.cells[0]!.text.text, row.paragraph])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });

  it('tells places by line and column, also behind Windows line ends', () => {
    const sheet = readTextSheet('x\r\nA\t<u>BC</u>\r\n');
    const cell = sheet.rows[1]!.cells[1]!.text;
    expect(cell.text).toBe('BC');
    expect(sheet.lines.place(cell.start, cell.end)).toEqual([2, 6, 2]);
  });

  it('notices whether references are marked up as superscripts', () => {
    expect(readTextSheet('8,000<sup>1</sup>').superscripts).toBe(true);
    expect(readTextSheet('8,000 ⁽¹⁾').superscripts).toBe(false);
  });
});
