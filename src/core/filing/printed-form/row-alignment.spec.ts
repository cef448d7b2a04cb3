import { type FormNumber, formTable } from './form-columns';
import { alignRow, MOST_PIECES } from './row-alignment';
import { piecesOf } from './row-pieces';
import { NO_HEADER } from './table-header';
import { readTextSheet } from './text-sheet';

const STYLE = { superscripts: false, ids: new Set(['F1', 'F2', 'F3']) };

/** The row's pieces under the names of the columns they were aligned with, without any heading. */
const align = (number: FormNumber, table: 'I' | 'II', line: string, expected: string[] = []) => {
  const [row] = readTextSheet(line).rows;
  const pieces = piecesOf(row!.cells, row!.layout, STYLE);
  const form = formTable(number, table);
  const alignment = alignRow({ pieces, form, header: NO_HEADER, expected: new Set(expected) });
  if (!alignment) return undefined;
  const named = form.columns.flatMap(({ name }, i) => {
    const taken = alignment.columns[i]!;
    return taken.length === 0 ? [] : [[name, taken.map((index) => pieces[index]!.source.text).join('+')]];
  });
  return {
    ...Object.fromEntries(named),
    ...(alignment.strays.length > 0 && { strays: alignment.strays.length }),
  };
};

describe('aligning a row with the columns of the form, by what its cells can be', () => {
  it('a transaction of Table I', () => {
    expect(align('4', 'I', 'Common Stock\t06/17/2008\tM\t50,000\tA\t$1.375\t85,000\tD')).toEqual({
      securityTitle: 'Common Stock',
      transactionDate: '06/17/2008',
      transactionCode: 'M',
      transactionShares: '50,000',
      transactionAcquiredDisposedCode: 'A',
      transactionPricePerShare: '$1.375',
      sharesOwnedFollowingTransaction: '85,000',
      directOrIndirectOwnership: 'D',
    });
  });

  it('a holding has a balance and no amount, code or price', () => {
    expect(align('4', 'I', 'Common Stock\t1,200\tI\tBy wife')).toEqual({
      securityTitle: 'Common Stock',
      sharesOwnedFollowingTransaction: '1,200',
      directOrIndirectOwnership: 'I',
      natureOfOwnership: 'By wife',
    });
  });

  it('a code D before an amount, a direction D behind it and an ownership D at the end', () => {
    expect(align('4', 'I', 'Common Stock\t06/17/2008\tD\t500\tD\t9,500\tD')).toMatchObject({
      transactionCode: 'D',
      transactionAcquiredDisposedCode: 'D',
      directOrIndirectOwnership: 'D',
    });
  });

  it('torn cells in Table II, each piece where it belongs', () => {
    const row =
      'Deferred Share Unit\t$0 ⁽¹⁾\t07/03/2006\t\tA\t\t6,230.5295\t\t07/31\t1/2006 ⁽³⁾⁽²⁾\t08/08/\t3/1988 ⁽²⁾\tCommon Stock ⁽²⁾\t6,230.5295\t$3.21\t6,230.5\t5295\tD\t';
    expect(align('4', 'II', row)).toMatchObject({
      exerciseDate: '07/31+1/2006 ⁽³⁾⁽²⁾',
      expirationDate: '08/08/+3/1988 ⁽²⁾',
      underlyingSecurityTitle: 'Common Stock ⁽²⁾',
      transactionPricePerShare: '$3.21',
      sharesOwnedFollowingTransaction: '6,230.5+5295',
      directOrIndirectOwnership: 'D',
    });
  });

  it('boxes that have nothing but a footnote', () => {
    expect(
      align('4', 'II', 'Option\t(1)\t06/17/2008\tA\t500\t(2)\t(3)\tCommon Stock\t500\t$0\t500\tD'),
    ).toMatchObject({ conversionOrExercisePrice: '(1)', exerciseDate: '(2)', expirationDate: '(3)' });
  });

  it('prefers a balance that follows from the row above', () => {
    const line = 'Common Stock\t06/17/2008\tS\t100\tD\t$41\t1.85\t0\tD';
    expect(align('4', 'I', line, ['0'])).toMatchObject({
      transactionPricePerShare: '$41+1.85',
      sharesOwnedFollowingTransaction: '0',
    });
  });

  it('the columns of Form 3', () => {
    expect(align('3', 'II', 'Stock Option\t(2)\t02/01/2020\tCommon Stock\t20,000\t$7.25\tD')).toMatchObject({
      exerciseDate: '(2)',
      expirationDate: '02/01/2020',
      underlyingSecurityShares: '20,000',
      conversionOrExercisePrice: '$7.25',
    });
  });

  it('leaves over what fits nowhere, and does not take a row of too many cells', () => {
    expect(
      align('4', 'I', 'Common Stock\t06/17/2008\t06/18/2008\t06/19/2008\tM\t500\tA\t$1\t900\tD'),
    ).toMatchObject({
      strays: 1,
    });
    expect(align('4', 'I', 'x\t'.repeat(MOST_PIECES + 1))).toBeUndefined();
  });
});
