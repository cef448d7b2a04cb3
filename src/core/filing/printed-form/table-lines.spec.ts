import { readTableRows } from './table-lines';
import { readTextSheet } from './text-sheet';

const read = (...lines: string[]) => {
  const { heading, lines: printed, unread } = readTableRows(readTextSheet(lines.join('\n')).rows);
  return {
    heading: heading.length,
    lines: printed.map(({ cells }) => cells.map(({ text }) => text.fold().text).join(' | ')),
    unread: unread.length,
  };
};
const HEADING = '1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)\tCode\tAmount';

describe('the lines of a table', () => {
  it('are told from its heading, torn as it may be', () => {
    expect(
      read(
        'Date\t\t\tDate\tnsaction n/Day/Y\tExecu (ear) if any\t6. Owne Form: D or Indire (Instr. 4',
        '\t\tCode V\tAr\tmount\t(A) or (D)\tPrice\tTransaction((Instr. 3 and',
        'Common Stock\t06/17/2008\tM\t50,000',
      ),
    ).toEqual({ heading: 2, lines: ['Common Stock | 06/17/2008 | M | 50,000'], unread: 0 });
  });

  it('go on over several physical lines', () => {
    expect(
      read(
        'Class B Common    11/03/2010    S     12,000    D    $22.125    310,000    I    By The Tremblay',
        'Stock, par                                                                     Family Trust of',
        'value $0.01                                                                    1998',
        'Class B Common    11/04/2010    S      5,000    D    $22.000    305,000    I    By The Trust',
      ).lines,
    ).toEqual([
      'Class B Common Stock, par value $0.01 | 11/03/2010 | S | 12,000 | D | $22.125 | 310,000 | I | By The Tremblay Family Trust of 1998',
      'Class B Common | 11/04/2010 | S | 5,000 | D | $22.000 | 305,000 | I | By The Trust',
    ]);
  });

  it('go on in the columns that the first row lacks, or in columns that count from the left again', () => {
    expect(
      read(
        HEADING,
        'Common Stock\t05/12/2003\tA\t900',
        '\t\t\t\tA\t$0\t2,900\tD',
        'Common Stock\t05/13/2003\tP\t100',
        'A\t$14.20\t3,000\tD',
      ).lines,
    ).toEqual([
      'Common Stock | 05/12/2003 | A | 900 | A | $0 | 2,900 | D',
      'Common Stock | 05/13/2003 | P | 100 | A | $14.20 | 3,000 | D',
    ]);
  });

  it('begin with words above them when their own row has no title', () => {
    expect(read('Restricted\t', 'Stock Units\t\t', '\t06/17/2008\tA\t900\tD').lines).toEqual([
      'Restricted Stock Units | 06/17/2008 | A | 900 | D',
    ]);
  });

  it('do not take a heading that is printed again for words of the line above', () => {
    expect(
      read(HEADING, 'Common Stock\t05/12/2003\tA\t900\tD', HEADING, 'Common Stock\t05/13/2003\tP\t100\tD'),
    ).toEqual({
      heading: 1,
      lines: ['Common Stock | 05/12/2003 | A | 900 | D', 'Common Stock | 05/13/2003 | P | 100 | D'],
      unread: 0,
    });
  });

  it('are none where the form says that there is nothing', () => {
    expect(read(HEADING, 'None')).toEqual({ heading: 1, lines: [], unread: 0 });
    expect(read('(e.g., puts, calls, warrants, options, convertible securities)')).toEqual({
      heading: 0,
      lines: [],
      unread: 0,
    });
  });

  it('leave over what is neither', () => {
    expect(read(HEADING, 'blurred by a fold in the paper')).toEqual({ heading: 1, lines: [], unread: 1 });
  });
});
