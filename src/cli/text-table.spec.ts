import { grouped, plainText, textTable } from './text-table';

describe('textTable', () => {
  it('aligns numbers to the right and leaves out columns without a value', () => {
    const columns = [{ title: 'Title' }, { title: 'Nature' }, { title: 'Balance', align: 'right' as const }];
    const rows = [{ cells: ['Common Stock', '', '85,000'] }, { cells: ['Option', '', '0'] }];
    expect(textTable(columns, rows)).toEqual([
      'Title         Balance',
      '────────────  ───────',
      'Common Stock   85,000',
      'Option              0',
    ]);
  });

  it('wraps long cells at spaces, and inside a word that has none', () => {
    const rows = [{ cells: ['Non-Qualified Stock Option', '1'] }, { cells: ['Abcdefghijklmnopqrs', '2'] }];
    expect(textTable([{ title: 'Title', width: 14 }, { title: 'Row' }], rows).slice(2)).toEqual([
      'Non-Qualified   1',
      'Stock Option',
      'Abcdefghijklmn  2',
      'opqrs',
    ]);
  });

  it('puts notes under their row', () => {
    const rows = [{ cells: ['Option'], notes: ['Form 4, row 1', 'exercised '.repeat(13).trim()] }];
    expect(textTable([{ title: 'Title' }], rows).slice(2)).toEqual([
      'Option',
      '  └ Form 4, row 1',
      `  └ ${'exercised '.repeat(11).trim()}`,
      '    exercised exercised',
    ]);
  });
});

describe('plainText', () => {
  it('lets no terminal escape or text reversal through', () => {
    expect(plainText('\u001b[31mred\u202egnp.exe\nx')).toBe('\ufffd[31mred\ufffdgnp.exe\ufffdx');
  });
});

describe('grouped', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['6230.5295', '6,230.5295'],
    ['-1000', '-1,000'],
    ['999999999999.9999', '999,999,999,999.9999'],
  ])('%s is %s', (decimal, text) => expect(grouped(decimal)).toBe(text));
});
