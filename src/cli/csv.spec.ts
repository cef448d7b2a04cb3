import { csvRecord } from './csv';

describe('csvRecord', () => {
  it('separates by commas and ends with CRLF; null is empty', () => {
    expect(csvRecord(['CARTER DAVID WARREN', '6230.5295', 3, true, null])).toBe(
      'CARTER DAVID WARREN,6230.5295,3,true,\r\n',
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(csvRecord(['Smith, "Jo"', 'a\nb', 'a\rb'])).toBe('"Smith, ""Jo""","a\nb","a\rb"\r\n');
  });

  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
    ['+cmd', "'+cmd\r\n"],
    ['-2+3', "'-2+3\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\tx', "'\tx\r\n"],
    ['\rx', `"'\rx"\r\n`],
    ['＝1', "'＝1\r\n"],
    ['-', "'-\r\n"],
  ])('neutralises %j', (text, record) => expect(csvRecord([text])).toBe(record));

  it.each(['-1000', '+5.25', '-6230.5295'])('leaves the number %s alone', (text) =>
    expect(csvRecord([text])).toBe(`${text}\r\n`),
  );

  it('leaves -1,000 a number, quoted for its comma', () =>
    expect(csvRecord(['-1,000'])).toBe('"-1,000"\r\n'));
});
