import { SourceLines } from '../source-lines';
import { cutClosing, datesInFootnotes, readClosing } from './closing';
import { FormReading } from './form-reading';
import { readTextSheet } from './text-sheet';

const read = (...lines: string[]) => {
  const text = lines.join('\n');
  const form = new FormReading(SourceLines.of(text), new Set(), new Map());
  const closing = readClosing(cutClosing(readTextSheet(text).rows), true, form);
  return {
    footnotes: closing.footnotes.map(({ id, text: note }) => `${id} ${note}`),
    remarks: closing.remarks?.value,
    signatures: closing.signatures.map(
      ({ signatureName, signatureDate }) => `${signatureName?.value} ${signatureDate?.value}`,
    ),
    problems: form.problems.map(({ code }) => code),
    repairs: form.repairs.map(({ rule }) => rule),
  };
};
const LABEL = '** Signature of Reporting Person';

describe('below the tables', () => {
  it('reads footnotes of several lines and in every style of number', () => {
    expect(
      read(
        'Explanation of Responses:',
        '1. First line',
        'and second line.',
        '',
        '(2) Another.',
        '- 3. A third.',
        'F4: A fourth.',
      ).footnotes,
    ).toEqual(['F1 First line and second line.', 'F2 Another.', 'F3 A third.', 'F4 A fourth.']);
  });

  it('does not take a number within a footnote for the next one', () => {
    expect(read('1. Sold at prices between', '40. to 41. dollars, as told.', '2. Other.').footnotes).toEqual([
      'F1 Sold at prices between 40. to 41. dollars, as told.',
      'F2 Other.',
    ]);
  });

  it('reports a footnote that seems cut off, and keeps its text as it stands', () => {
    const { footnotes, problems } = read(
      '1. The units are convertible into Common Stock on a one-to-one',
      '2. Short one',
    );
    expect(footnotes[0]).toBe('F1 The units are convertible into Common Stock on a one-to-one');
    expect(problems).toEqual(['footnoteMayBeCut', 'unreadableSignature']);
  });

  it('reads remarks up to the signature', () => {
    expect(
      read('1. A note.', 'Remarks:', 'Exhibit 24 -', 'Power of Attorney', '/s/ A. Smith 01/02/2010', LABEL),
    ).toMatchObject({
      footnotes: ['F1 A note.'],
      remarks: 'Exhibit 24 - Power of Attorney',
      signatures: ['/s/ A. Smith 2010-01-02'],
    });
  });

  it.each([
    [
      ['/s/ Craig Barrows, attorney in fact. 06/18/2008', '', `${LABEL} Date`],
      '/s/ Craig Barrows, attorney in fact. 2008-06-18',
    ],
    [
      ['/s/ Daniel M. Junius, attorney in', '', 'fact', '', LABEL, '', 'Date', '', '07/05/2006'],
      '/s/ Daniel M. Junius, attorney in fact 2006-07-05',
    ],
    [['Sven Lindqvist    09/12/2013', `${LABEL}    Date`], 'Sven Lindqvist 2013-09-12'],
    [['', 'Keith R. Dolliver', '', LABEL], 'Keith R. Dolliver undefined'],
    [['/s/ Carol Ng'], '/s/ Carol Ng undefined'],
  ])('reads the signature %j', (lines, signature) => {
    expect(read('1. A note.', ...lines).signatures).toEqual([signature]);
  });

  it('reads several signatures', () => {
    expect(read('/s/ A, manager\t08/03/2018', '/s/ B, manager\t08/03/2018', LABEL).signatures).toEqual([
      '/s/ A, manager 2018-08-03',
      '/s/ B, manager 2018-08-03',
    ]);
    expect(read('/s/ A 08/03/2018', LABEL, '/s/ B 08/04/2018', LABEL).signatures).toEqual([
      '/s/ A 2018-08-03',
      '/s/ B 2018-08-04',
    ]);
    expect(read('A Fund LP\t08/03/2018', 'B Fund LP\t08/04/2018', LABEL).signatures).toEqual([
      'A Fund LP 2018-08-03',
      'B Fund LP 2018-08-04',
    ]);
  });

  it('takes a date out of a name that it was read into, and says so', () => {
    expect(read('/s/ Craig Barrows, attorney in 11/14/2008 fact', LABEL)).toMatchObject({
      signatures: ['/s/ Craig Barrows, attorney in fact 2008-11-14'],
      repairs: ['interleavedColumns'],
    });
  });

  it('finds the dates that footnotes name', () => {
    const { footnotes } = cutClosing(
      readTextSheet('1. Vests from July 31, 2006.\n2. On 1/2/2003, and Feb 3, 2004.').rows,
    );
    expect(datesInFootnotes(footnotes)).toEqual([
      { printed: 'July 31, 2006', footnote: 'F1' },
      { printed: '1/2/2003', footnote: 'F2' },
      { printed: 'Feb 3, 2004', footnote: 'F2' },
    ]);
  });

  it('tells when there is no signature', () => {
    expect(read('1. A note.')).toMatchObject({ signatures: [], problems: ['unreadableSignature'] });
  });
});
