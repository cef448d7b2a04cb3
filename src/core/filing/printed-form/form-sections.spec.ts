import { cutSections } from './form-sections';
import { rowText } from './sheet';
import { readTextSheet } from './text-sheet';

const cut = (...lines: string[]) => {
  const sections = cutSections(readTextSheet(lines.join('\n')));
  const texts = (rows: (typeof sections)['head']) => rows.map((row) => rowText(row).text);
  return {
    head: texts(sections.head),
    I: texts(sections.tables.I),
    II: texts(sections.tables.II),
    owners: texts(sections.owners),
    closing: texts(sections.closing),
    exhibits: texts(sections.exhibits),
  };
};

describe('the parts of a form', () => {
  it('cuts at the titles of the tables, the explanation and the power of attorney', () => {
    expect(
      cut(
        'FORM 4',
        'Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned',
        'a',
        'TABLE II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts)',
        'b',
        'Explanation of Responses:',
        '1. A footnote.',
        '** Signature of Reporting Person',
        'POWER OF ATTORNEY',
        'KNOW ALL BY THESE PRESENT',
      ),
    ).toEqual({
      head: ['FORM 4'],
      I: ['a'],
      II: ['b'],
      owners: [],
      closing: ['Explanation of Responses:', '1. A footnote.', 'Signature of Reporting Person'],
      exhibits: ['POWER OF ATTORNEY', 'KNOW ALL BY THESE PRESENT'],
    });
  });

  it('finds titles that tabs tore apart', () => {
    const parts = cut(
      '\t\tTable I - Noi\tn-Deri\tivativ\te Securi\tties\tAcq\tuired, Di\tispos\ted of,\tor Bene\teficially Ow\tned',
      'a',
      'Table I\tI - Derivat\tive Securities Acquired, Disposed of, or Bene\tficially Owned',
      'b',
    );
    expect([parts.I, parts.II]).toEqual([['a'], ['b']]);
  });

  it('tells the tables by their first column when the titles were lost', () => {
    const parts = cut(
      '1. Title of Security (Instr. 3)\t2. Transaction Date',
      'a\tb',
      '1. Title of Derivative Security (Instr. 3)\t2. Conversion or Exercise Price',
      'c\td',
    );
    expect(parts.I).toEqual(['1. Title of Security (Instr. 3) 2. Transaction Date', 'a b']);
    expect(parts.II).toHaveLength(2);
  });

  it('finds footnotes, remarks and signatures whose heading is missing', () => {
    const table = 'Table II - Derivative Securities Beneficially Owned';
    expect(cut(table, 'a\tb', '- 1. The units were issued under the plan.').closing).toHaveLength(1);
    expect(cut(table, 'a\tb', 'Remarks:').closing).toEqual(['Remarks:']);
    expect(cut(table, 'a\tb', '/s/ A. Smith').closing).toEqual(['/s/ A. Smith']);
  });

  it('goes back to Table II when a page ends with the reminders of the form', () => {
    const parts = cut(
      'Table I - Non-Derivative Securities Beneficially Owned',
      'a',
      'Reminder: Report on a separate line for each class of securities.',
      'Table II - Derivative Securities Beneficially Owned',
      'b',
    );
    expect([parts.I, parts.II]).toEqual([['a'], ['b']]);
  });

  it('keeps the boxes of further owners apart', () => {
    const parts = cut(
      'Table II - Derivative Securities Beneficially Owned',
      '1. Name and Address of Reporting Person*',
      'SECOND OWNER LLC',
      'Explanation of Responses:',
    );
    expect(parts.owners).toEqual(['1. Name and Address of Reporting Person*', 'SECOND OWNER LLC']);
  });

  it('does not take prose that speaks of a table, or of a power of attorney, for the thing itself', () => {
    const parts = cut(
      'Table I - Non-Derivative Securities Beneficially Owned',
      'Explanation of Responses:',
      '1. See Table II - Derivative Securities for the rest.',
      'Remarks:',
      'Exhibit 24 - Power of Attorney',
      '/s/ A. Smith',
    );
    expect(parts.exhibits).toEqual([]);
    expect(parts.closing).toHaveLength(5);
  });
});
