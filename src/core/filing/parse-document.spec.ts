import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { textAt } from '../../../test/support/filing-boxes';
import { EDGAR_LAYOUT, form4, printOwnershipXml } from '../../../test/support/ownership-xml-builder';
import { codesOf, filingOf, rejectionOf } from '../../../test/support/parsed';
import { printForm } from '../../../test/support/printed-form-printer';
import { MAX_DOCUMENT_BYTES } from '../limits';
import { parseDocument } from './parse-document';

const FORM = form4({ issuer: { issuerCik: '1', issuerName: 'Café Ünï', issuerTradingSymbol: 'CAFE' } });
const declaring = (encoding: string) =>
  printOwnershipXml(FORM, { ...EDGAR_LAYOUT, declaration: `<?xml version="1.0" encoding="${encoding}"?>\n` });
const XML = printOwnershipXml(FORM);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('telling documents apart by their content', () => {
  it('takes ownership XML', () => {
    expect(filingOf(parseDocument(Buffer.from(XML))).format).toBe('ownershipXml');
    expect(
      filingOf(parseDocument(Buffer.from(`\n<!-- saved again -->\n${XML.replace(/<\?.*\n/, '')}`))).formType,
    ).toBe('4');
  });

  it('takes a submission, whatever stands before it of the mail it came in', () => {
    const submission = `<SEC-DOCUMENT>0009000001-24-000007.txt : 20240305\n<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t4\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n${XML}</XML>\n</TEXT>\n</DOCUMENT>\n`;
    const wrapped = `\n-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n${submission}`;
    for (const text of [submission, wrapped]) {
      expect(filingOf(parseDocument(Buffer.from(text)))).toMatchObject({
        format: 'submission',
        header: { accession: '0009000001-24-000007' },
      });
    }
  });

  it("takes EDGAR's header as JSON", () => {
    const header = { submission: { 'ACCESSION-NUMBER': '0009000001-24-000007', TYPE: '4' } };
    expect(parseDocument(Buffer.from(JSON.stringify(header)))).toMatchObject({ kind: 'header' });
  });
});

describe('printed forms', () => {
  const filing = filingOf(parseDocument(Buffer.from(printOwnershipXml(form4()))));

  it.each([
    ['html', 'form-html/1'],
    ['tabs', 'printed-form/1'],
    ['markdown', 'printed-form/1'],
  ] as const)('as %s are read', (layout, parser) => {
    expect(filingOf(parseDocument(Buffer.from(printForm(filing, layout))))).toMatchObject({
      formType: '4',
      parser,
    });
  });

  it('that start with a box are no JSON', () => {
    const text = `[ ] Check this box if no longer subject to Section 16.\n${printForm(filing, 'tabs')}`;
    expect(filingOf(parseDocument(Buffer.from(text))).formType).toBe('4');
  });

  it('that are no valid UTF-8 are read as windows-1252, which is told', () => {
    const bytes = Buffer.from(
      printForm(filing, 'tabs').replace('Common Stock', 'Common \x93A\x94 Stock'),
      'latin1',
    );
    const read = filingOf(parseDocument(bytes));
    expect(read.lines[0]!.cells.securityTitle!.value).toBe('Common “A” Stock');
    expect(read.problems[0]).toMatchObject({
      code: 'encoding',
      message: expect.stringContaining('windows-1252'),
    });
  });
});

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(XML), []],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${XML}`), []],
    ['UTF-16, little end first', Buffer.from(`\ufeff${XML}`, 'utf16le'), []],
    ['UTF-16, big end first', utf16be(`\ufeff${XML}`), []],
    ['ISO-8859-1 that says so', Buffer.from(declaring('ISO-8859-1'), 'latin1'), []],
    ['windows-1252 that says so', Buffer.from(declaring('windows-1252'), 'latin1'), []],
    ['Latin-1 that says it is ASCII', Buffer.from(declaring('US-ASCII'), 'latin1'), ['encoding']],
    ['UTF-8 that says it is UTF-16', Buffer.from(declaring('UTF-16')), ['encoding']],
  ])('%s', (_, bytes, codes) => {
    const filing = filingOf(parseDocument(bytes));
    expect(filing.issuer.issuerName!.value).toBe('Café Ünï');
    expect(codesOf(filing)).toEqual(codes);
  });

  it('reads the quotes of windows-1252', () => {
    const bytes = Buffer.from(declaring('windows-1252').replace('Café Ünï', '\x93Quoted\x94 \x80'), 'latin1');
    expect(filingOf(parseDocument(bytes)).issuer.issuerName!.value).toBe('“Quoted” €');
  });

  it('tells that UTF-8 that says it is ISO-8859-1 may have been read wrong', () => {
    const filing = filingOf(parseDocument(Buffer.from(declaring('ISO-8859-1'))));
    expect(filing.issuer.issuerName!.value).toBe('CafÃ© ÃœnÃ¯');
    expect(codesOf(filing)).toEqual(['encoding']);
  });

  it('counts places without the byte order mark', () => {
    const { at } = filingOf(parseDocument(Buffer.from(`\ufeff${XML}`))).issuer.issuerName!;
    expect(textAt(XML, at!)).toBe('Café Ünï');
  });

  it.each([
    ['Latin-1 that says nothing', Buffer.from(XML, 'latin1'), 'no valid UTF-8'],
    [
      'Latin-1 that says it is UTF-8',
      Buffer.from(declaring('UTF-8'), 'latin1'),
      'UTF-8, but it is no valid UTF-8',
    ],
    ['an encoding that is not read', Buffer.from(declaring('Shift_JIS')), 'its encoding is Shift_JIS'],
    ['UTF-16 without byte order mark', Buffer.from(XML, 'utf16le'), 'UTF-16 without byte order mark'],
    ['UTF-16 cut in two', Buffer.from(`\ufeff${XML}`, 'utf16le').subarray(0, -1), 'starts as UTF-16'],
    ['UTF-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(XML)]), 'UTF-32'],
  ])('%s is refused', (_, bytes, words) => {
    expect(rejectionOf(parseDocument(bytes)).code).toBe('encoding');
    expect(rejectionOf(parseDocument(bytes)).message).toContain(words);
  });
});

describe('what is no filing gets one line that says what it is and what to do', () => {
  const rateLimit =
    '<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head><body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>';

  it.each<[string, Buffer | string, string, RegExp]>([
    ['an empty file', '', 'empty', /empty file/],
    ['white space', ' \r\n\t ', 'empty', /white space/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'binary', /PDF.*OCR/],
    ['a zip archive', Buffer.from('PK\x03\x04rest'), 'binary', /zip/],
    ['gzip', gzipSync('x'), 'binary', /gzip; decompress/],
    ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]), 'binary', /PNG/],
    ['an old Office file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'binary', /Office/],
    ['rich text', '{\\rtf1\\ansi', 'binary', /RTF/],
    ['zero bytes', Buffer.alloc(100_000), 'encoding', /nothing but zero bytes/],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0]), 'encoding', /byte 8 is NUL/],
    ['random bytes', Buffer.from([0xc3, 0x28, 0xa0, 0xa1, 0xe2, 0x28]), 'encoding', /no valid UTF-8/],
    [
      'too much',
      Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 0x20),
      'tooLarge',
      /33,554,433 bytes, more than the 33,554,432/,
    ],
    ['too many lines', '<a>\n'.repeat(1_000_001), 'tooManyLines', /1,000,000 lines/],
    [
      "EDGAR's rate limit",
      rateLimit,
      'errorPage',
      /"SEC.gov \| Request Rate Threshold Exceeded", that came instead/,
    ],
    [
      'a page that is not there',
      '<html><head><title>404 Not Found</title></head></html>',
      'errorPage',
      /404 Not Found/,
    ],
    ['a page without title', '<html><body>Access Denied</body></html>', 'errorPage', /instead of a filing/],
    [
      'some page',
      '<!doctype html>\n<title>My notes</title><p>Hello',
      'htmlPage',
      /"My notes", without a Form 3, 4 or 5/,
    ],
    ['other XML', '<?xml version="1.0"?><rss version="2.0"/>', 'otherXml', /<rss>/],
    ["a filer's XML", '<edgarSubmission><x/></edgarSubmission>', 'otherXml', /filer/],
    ['XML that stops', '<?xml version="1.0"?>', 'otherXml', /cut off/],
    ['a laughing XML', '<!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>', 'otherXml', /<lolz>/],
    ['other JSON', '{"cik": 320193}', 'notHeader', /not EDGAR's header/],
    ['some text', 'Dear Sir or Madam, please find attached.', 'otherText', /"Dear Sir or Madam/],
    ['source code', 'export const answer = 42;\n', 'otherText', /without a Form 3, 4 or 5/],
  ])('%s', (_, content, code, words) => {
    const problem = rejectionOf(parseDocument(Buffer.from(content)));
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(words);
    expect(problem.message).toMatch(/^[^\n]{15,250}$/);
  });

  it('its own source, which names the form everywhere', () => {
    const problem = rejectionOf(parseDocument(readFileSync(__filename)));
    expect(problem.message).toMatch(/^[^\n]{15,250}$/);
  });
});
