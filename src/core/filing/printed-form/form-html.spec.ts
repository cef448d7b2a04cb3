import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseFormHtml } from './form-html';

const PAGE = readFileSync(path.resolve(__dirname, '../../../../test/fixtures/printed/web-copy.html'), 'utf8');

const parse = (html: string) => {
  const parsed = parseFormHtml(html);
  if (parsed.kind !== 'filing') throw new Error(JSON.stringify(parsed));
  return parsed.filing;
};

describe('a form as HTML', () => {
  it('takes CIKs from the links and the state of every box from its cell', () => {
    const { format, parser, issuer, owners } = parse(PAGE);
    expect([format, parser]).toEqual(['html', 'form-html/1']);
    expect(issuer.issuerCik?.value).toBe('0000765432');
    expect(owners[0]).toMatchObject({
      rptOwnerCik: { value: '0001234567' },
      isOfficer: { value: true },
      isDirector: { value: false },
      officerTitle: { value: 'Treasurer' },
    });
  });

  it('does not take broken no-break spaces for text', () => {
    const filing = parse(PAGE);
    expect(JSON.stringify(filing)).not.toContain('Â');
    expect(filing.lines[0]!.cells.securityTitle?.value).toBe('Common Stock');
    expect(filing.lines[0]!.cells.deemedExecutionDate).toBeUndefined();
  });

  it('tells places in the HTML source', () => {
    const [line, column, length] = parse(PAGE).lines[0]!.cells.transactionDate!.at!;
    expect(PAGE.split('\n')[line - 1]!.slice(column - 1, column - 1 + length)).toBe('05/06/2005');
  });

  it('is rejected in one line when it is a page of something else', () => {
    expect(parseFormHtml('<html><body><h1>Your request was refused</h1></body></html>')).toEqual({
      kind: 'rejected',
      problems: [{ code: 'notAForm', message: expect.stringMatching(/^no Form 3, 4 or 5/) }],
    });
  });
});
