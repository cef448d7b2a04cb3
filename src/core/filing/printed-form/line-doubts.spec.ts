import type { Filing } from '../filing';
import { parsePrintedForm } from './printed-form';

const HEADING =
  '1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)\t2A. Deemed Execution Date, if any (Month/Day/Year)\t3. Transaction Code (Instr. 8)\t\t4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)\t\t\t5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)\t\t6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)\t7. Nature of Indirect Beneficial Ownership (Instr. 4)\n\t\t\tCode\tV\tAmount\t(A) or (D)\tPrice\t\t\t\t';
const form = (...rows: string[]): Filing => {
  const parsed = parsePrintedForm(
    [
      'FORM 4',
      'STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP',
      '1. Name and Address of Reporting Person* DOE JANE',
      '2. Issuer Name and Ticker or Trading Symbol ACME [ACME]',
      '3. Date of Earliest Transaction (Month/Day/Year) 01/02/2010',
      'Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned',
      HEADING,
      ...rows,
      'Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned',
      '/s/ Jane Doe 01/04/2010',
      '** Signature of Reporting Person',
    ].join('\n'),
  );
  if (parsed.kind !== 'filing') throw new Error(JSON.stringify(parsed));
  return parsed.filing;
};

describe('what is uncertain in a row', () => {
  it('pieces that could be put together in two ways have no value, and the problem lists both', () => {
    const { lines, problems } = form('Common Stock\t01/02/2010\t\tS\t\t500\tD\t$9.50\t16\t6,515\tD\t');
    expect(lines[0]!.cells.sharesOwnedFollowingTransaction).toEqual({
      filed: '16 6,515',
      at: expect.anything(),
      doubt: 'unreadable',
    });
    expect(problems.find(({ code }) => code === 'tornCell')!.message).toContain('can be 166515 or 16515');
  });

  it('the balance of the row above settles it', () => {
    const { lines, repairs } = form(
      'Common Stock\t01/02/2010\t\tS\t\t500\tD\t$9.50\t17,015\t\tD\t',
      'Common Stock\t01/02/2010\t\tS\t\t500\tD\t$9.60\t16\t6,515\tD\t',
    );
    expect(lines[1]!.cells.sharesOwnedFollowingTransaction).toMatchObject({
      value: '16515',
      doubt: 'repaired',
    });
    expect(repairs[0]).toMatchObject({
      rule: 'tornCell',
      value: '16515',
      evidence: expect.arrayContaining(['the balance of the row above and an amount of this row come to it']),
      alternatives: ['166515'],
    });
  });

  it('digits that fit nowhere are told, and no value beside them is believed', () => {
    const { lines, problems } = form('Common Stock\t01/02/2010\t\tS\t\t500\tD\t$9.50\t6,515\t77\tD\t');
    expect(lines[0]!.cells.sharesOwnedFollowingTransaction).toMatchObject({
      filed: '6,515',
      doubt: 'unreadable',
    });
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['strayCell', 'doubtfulValue']));
  });

  it('boxes that every row fills are told when they are blank', () => {
    const { problems } = form('Common Stock\t01/02/2010\t\t\t\t500\tD\t$9.50\t6,515\t\t\t');
    expect(
      problems.filter(({ code }) => code === 'missingValue').map(({ cell, row }) => [row, cell]),
    ).toEqual([
      [1, 'directOrIndirectOwnership'],
      [1, 'transactionCode'],
    ]);
  });
});
