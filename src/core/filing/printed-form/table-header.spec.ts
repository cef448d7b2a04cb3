import { formTable } from './form-columns';
import { readTableHeader, standsOnlyUnder, standsUnder } from './table-header';
import { readTextSheet } from './text-sheet';

const TABLE_II = formTable('4', 'II');
const column = (name: string) => TABLE_II.columns.findIndex((one) => one.name === name);
const read = (...lines: string[]) => readTableHeader(readTextSheet(lines.join('\n')).rows, TABLE_II);

const UPPER =
  '1. Title of Derivative Security (Instr. 3)\t2. Conversion or Exercise Price of Derivative Security\t3. Transaction Date (Month/Day/Year)\t3A. Deemed Execution Date, if any (Month/Day/Year)\t4. Transaction Code (Instr. 8)\t\t5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)\t\t6. Date Exercisable and Expiration Date (Month/Day/Year)\t';
const REST =
  '8. Price of Derivative Security (Instr. 5)\t9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)\t10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)\t11. Nature of Indirect Beneficial Ownership (Instr. 4)';

describe('the heading of a table', () => {
  it('is sound when the form has its columns in order and room for all', () => {
    const header = read(
      `${UPPER}\t7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)\t\t${REST}`,
      '\t\t\t\tCode\tV\t(A)\t(D)\tDate Exercisable\tExpiration Date\tTitle\tAmount or Number of Shares\t\t\t\t',
    );
    expect(header).toMatchObject({ trust: 'sound', directionColumns: true });
    expect(header.bands.map((band) => band?.[0])).toEqual(TABLE_II.columns.map((_, i) => i));
  });

  it('gives cells between torn headings to both neighbours', () => {
    const header = read(
      `${UPPER}\t\td\t\t\t${REST}`,
      '\t\t\t\tCode\tv\t(A)\t(D)\tDate Exer\tcisable\tExpira Date\t\tTitle\tAmount or Number of Shares\t',
    );
    expect(header.directionColumns).toBe(true);
    expect(header.bands[column('exerciseDate')]).toEqual([8, 10]);
    expect(
      [column('expirationDate'), column('underlyingSecurityTitle')].map((c) => standsUnder(11, c, header)),
    ).toEqual([true, true]);
    expect(standsOnlyUnder(11, column('expirationDate'), header)).toBe(false);
    expect(standsOnlyUnder(10, column('expirationDate'), header)).toBe(true);
  });

  it('does not settle the direction when its line disagrees with the rest of the heading', () => {
    const header = read(
      `${UPPER}\t7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)\t${REST}`,
      '\t\t\t\tCode\tV\t(A)\t(D)\tDate Exercisable\tExpiration Date\t\t\t\t\t\tTitle',
    );
    expect(header).toMatchObject({ trust: 'loose', directionColumns: false });
  });

  it('is put together from the lines it is wrapped over in columns of blanks', () => {
    const header = read(
      '1. Title of      2. Conversion   3. Transaction   Code  V  (A)  (D)    Date         Expiration',
      'Derivative       or Exercise     Date                                  Exercisable  Date',
      'Security         Price',
    );
    expect(header.trust).toBe('loose');
    expect(header.directionColumns).toBe(true);
    expect(header.bands[column('exerciseDate')]![0]).toBeGreaterThan(60);
    expect(header.bands[column('expirationDate')]![0]).toBeGreaterThan(80);
  });

  it('is none when nothing of it is found', () => {
    expect(read('x\ty\tz')).toMatchObject({ trust: 'none', bands: [] });
    expect(read('').trust).toBe('none');
  });
});
