import { readHtmlSheet } from './html-sheet';

const rowsOf = (html: string) =>
  readHtmlSheet(html).rows.map((row) => row.cells.map((cell) => `${cell.from}-${cell.to}:${cell.text.text}`));

describe('the cells of HTML', () => {
  it('resolves column and row spans to columns', () => {
    const html = `<table>
      <tr><th rowspan="2">Title</th><th colspan="2">Code</th></tr>
      <tr><th>Code</th><th>V</th></tr>
      <tr><td>Common Stock</td><td>S</td><td></td></tr>
    </table>`;
    expect(rowsOf(html)).toEqual([
      ['0-1:Title', '1-3:Code'],
      ['1-2:Code', '2-3:V'],
      ['0-1:Common Stock', '1-2:S'],
    ]);
  });

  it('makes lines of a table within a cell, its cells kept apart by tabs', () => {
    const html =
      '<table><tr><td>5. Relationship<table><tr><td>X</td><td>Director</td><td></td><td>10% Owner</td></tr></table></td></tr></table>';
    expect(rowsOf(html)).toEqual([['0-1:5. Relationship\nX\tDirector\t\t10% Owner']]);
  });

  it('reads the tables within a table that only lays out the page as tables', () => {
    const html =
      '<table><tr><td><table><tr><td>Table I - Non-Derivative Securities</td></tr><tr><td>a</td><td>b</td></tr></table></td></tr></table>';
    expect(rowsOf(html)).toEqual([['0-1:Table I - Non-Derivative Securities'], ['0-1:a', '1-2:b']]);
  });

  it('marks superscripts as references and links as CIKs', () => {
    const sheet = readHtmlSheet(
      '<table><tr><td>8,000<sup>(1)</sup><sup>(2)</sup></td><td><a href="?CIK=842518">EVANS</a></td></tr></table>',
    );
    const [amount, name] = sheet.rows[0]!.cells;
    expect(amount!.text.footnotes).toEqual(['F1', 'F2']);
    expect(name!.text.cik).toBe('0000842518');
    expect(sheet.superscripts).toBe(true);
  });

  it('tells places in the source, behind entities too', () => {
    const sheet = readHtmlSheet('<p>\nA &amp; B</p>');
    const cell = sheet.rows[0]!.cells[0]!.text;
    expect([cell.text, sheet.lines.place(cell.start, cell.end)]).toEqual(['A & B', [2, 1, 9]]);
  });

  it('does not read scripts, styles and titles', () => {
    expect(rowsOf('<title>SEC FORM 4</title><style>p {}</style><script>x</script><p>text</p>')).toEqual([
      ['0-4:text'],
    ]);
  });

  it('keeps line ends outside tables when only the tables of a text are HTML', () => {
    const html = 'FORM 4\n\nTable I\n<table><tr><td>a\nb</td></tr></table>';
    const rows = readHtmlSheet(html, true).rows.map((row) => row.cells.map((cell) => cell.text.text));
    expect(rows).toEqual([['FORM 4'], ['Table I'], ['a b']]);
  });

  it('bounds nesting, spans and unclosed tables', () => {
    const deep = '<table><tr><td>'.repeat(500);
    expect(readHtmlSheet(`${deep}x`).rows.length).toBeGreaterThan(0);
    const wide = readHtmlSheet(
      '<table><tr><td colspan="100000" rowspan="100000">x</td><td>y</td></tr></table>',
    );
    expect(wide.rows[0]!.cells.map((cell) => cell.to)).toEqual([64, 65]);
  });
});
