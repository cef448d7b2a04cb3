import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CARTER_FILINGS } from '../../../../test/support/carter-filings';
import { digest } from '../../../../test/support/filing-digest';
import type { Filing } from '../filing';
import { looksLikePrintedForm, parsePrintedForm } from './printed-form';

const EXAMPLES = path.resolve(__dirname, '../../../../examples/carter');

const example = (name: string) => readFileSync(path.join(EXAMPLES, name), 'utf8');
const parse = (text: string): Filing => {
  const parsed = parsePrintedForm(text);
  if (parsed.kind !== 'filing') throw new Error(JSON.stringify(parsed));
  return parsed.filing;
};

describe('the three filings of David W. Carter, as scanned', () => {
  it.each(Object.keys(CARTER_FILINGS))('%s', (name) => {
    const { footnotes, ...rest } = digest(parse(example(name)));
    expect(rest).toEqual(CARTER_FILINGS[name]);
    expect(footnotes.map((note) => note.split(' ')[0])).toEqual(
      name === 'carter-2008-06-18.txt' ? ['F1'] : ['F1', 'F2', 'F3'],
    );
  });

  it('S11: says what stood there, on what evidence it was healed, and what else it could be', () => {
    const { repairs, problems } = parse(example('carter-2006-07-05.txt'));
    expect(repairs.find(({ cell }) => cell === 'sharesOwnedFollowingTransaction')).toMatchObject({
      table: 'II',
      row: 1,
      filed: '6,230.5 5295',
      value: '6230.5295',
      evidence: [
        'put together, with "5" on both sides of the tear',
        'transactionShares of the same row is 6230.5295',
        'underlyingSecurityShares of the same row is 6230.5295',
      ],
    });
    expect(repairs.find(({ cell }) => cell === 'exerciseDate')!.evidence).toContain(
      'footnote F3 names the same date',
    );
    const expired = problems.find(({ code }) => code === 'expirationBeforeTransaction')!;
    expect(expired.message).toContain(
      'would be read as 1988-08-08 or 1988-08-03, before the transaction of 2006-07-03',
    );
    expect(expired.message).toContain('footnote F2 at the box still counts');
  });

  it('tells the place of every value in the source', () => {
    const text = example('carter-2006-07-05.txt');
    const lines = text.split('\n');
    const filing = parse(text);
    const at = ([line, column, length]: readonly [number, number, number]) =>
      lines
        .slice(line - 1)
        .join('\n')
        .slice(column - 1, column - 1 + length);
    const { cells } = filing.lines[0]!;
    expect(at(cells.underlyingSecurityTitle!.at!)).toBe('Common Stock');
    expect(at(cells.exerciseDate!.at!)).toBe('07/31\t1/2006');
    expect(at(cells.conversionOrExercisePrice!.at!)).toBe('\\$0');
    expect(at(filing.issuer.issuerName!.at!)).toBe('ImmunoGen, Inc.');
    expect(at(filing.footnotes[2]!.at!)).toMatch(/^The deferred share units vest .*2006\.$/);
    expect(at(filing.signatures[0]!.signatureDate!.at!)).toBe('07/05/2006');
  });
});

describe('what is a printed form', () => {
  it('is told from its words, however torn', () => {
    for (const name of readdirSync(EXAMPLES)) expect(looksLikePrintedForm(example(name))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['zeros', '0'.repeat(10_000)],
    ['a page that says something else', '<html><body><h1>404 Not Found</h1></body></html>'],
    ['a 10-K', 'Section 16(a) Beneficial Ownership Reporting Compliance: Forms 3, 4 and 5 were filed late.'],
    ['a Schedule 13G', 'SCHEDULE 13G: Name of Reporting Person. Check the box if a member of a group.'],
  ])('is not %s', (_, text) => {
    expect(looksLikePrintedForm(text)).toBe(false);
    expect(parsePrintedForm(text)).toMatchObject({ kind: 'rejected', problems: [{ code: 'notAForm' }] });
  });

  it('is refused when no form can be as large', () => {
    const text = example('carter-2008-06-18.txt');
    expect(parsePrintedForm(text + ' '.repeat(5 * 1024 * 1024))).toMatchObject({
      kind: 'rejected',
      problems: [{ code: 'tooLarge' }],
    });
    expect(parsePrintedForm(text + 'x\n'.repeat(20_000))).toMatchObject({
      kind: 'rejected',
      problems: [{ code: 'tooLarge' }],
    });
  });

  it('is refused in one line when nobody can be told to have filed it', () => {
    const text = example('carter-2008-11-14.txt').replace('<u>CARTER DAVID WARREN</u>', '');
    const parsed = parsePrintedForm(text);
    expect(parsed.kind).toBe('rejected');
    expect(parsed.kind === 'rejected' && parsed.problems).toEqual([
      {
        code: 'unreadableOwner',
        message: expect.stringMatching(/^the name of the reporting person could not be read/),
      },
    ]);
  });
});
