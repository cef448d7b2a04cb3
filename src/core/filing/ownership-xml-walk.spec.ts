import { textAt } from '../../../test/support/filing-boxes';
import {
  EDGAR_LAYOUT,
  escaped,
  form4,
  GRANT,
  HOLDING,
  PURCHASE,
  printOwnershipXml,
  rowWith,
} from '../../../test/support/ownership-xml-builder';
import { filingOf, rejectionOf } from '../../../test/support/parsed';
import { MAX_DEPTH, MAX_ELEMENTS, MAX_PROBLEMS, MAX_TEXT_LENGTH } from '../limits';
import { parseOwnershipXml } from './ownership-xml';

const WHOLE = printOwnershipXml(form4({ rows: [PURCHASE, HOLDING, GRANT] }));

describe('a document that is refused', () => {
  const entities = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index};`.repeat(10)}">`,
  );
  const laughs = `<?xml version="1.0"?>
<!DOCTYPE ownershipDocument [<!ENTITY lol0 "lol">${entities.join('')}]>
<ownershipDocument><documentType>4</documentType><remarks>&lol9;</remarks></ownershipDocument>`;

  it.each([
    ['a billion laughs', laughs, 'dtd', 'Line 2, column 1'],
    [
      'an external entity',
      WHOLE.replace('<ownershipDocument>', '<!DOCTYPE o SYSTEM "file:///etc/passwd">$&'),
      'dtd',
      'Line 2',
    ],
    ['an entity that is not declared', WHOLE.replace('ACME CORP', '&acme;'), 'illFormed', 'undefined entity'],
    ['tags that cross', WHOLE.replace('</issuer>', '</issuerName>'), 'illFormed', 'unexpected close tag'],
    ['a bare ampersand', WHOLE.replace('ACME CORP', 'A & B'), 'illFormed', 'Line 9, column 23'],
    ['text after the end', `${WHOLE}and more`, 'illFormed', 'text data outside of root node'],
    ['two roots', WHOLE + WHOLE.slice(WHOLE.indexOf('<o')), 'illFormed', 'only one root'],
    ['a control character', WHOLE.replace('ACME CORP', 'A\u0001'), 'illFormed', 'disallowed character'],
    ['another root', '<html><body/></html>', 'notOwnershipDocument', '<html>'],
    ['another form', WHOLE.replace('>4<', '>10-K<'), 'documentType', '"10-K"'],
    ['no document type', WHOLE.replace(/<documentType>.*/, ''), 'documentType', 'no documentType'],
    ['nothing', '', 'cutOff', 'cut off'],
  ])('%s', (_, xml, code, words) => {
    const problem = rejectionOf(parseOwnershipXml(xml));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
    expect(problem.message).toMatch(/^Line \d+, column \d+: [^\n]{1,250}$/);
  });

  it.each(Array.from({ length: 50 }, (_, index) => index))('that is cut off after %i fiftieths', (part) => {
    const xml = WHOLE.slice(0, Math.floor((WHOLE.length * part) / 50));
    const { code, message, at } = rejectionOf(parseOwnershipXml(xml));
    expect(code).toBe('cutOff');
    expect(message).toContain('get it again');
    expect(at![0]).toBe(xml.split('\n').length);
  });
});

describe('a long document', () => {
  it.each(['\n', '\r\n'])(
    'is read the same wherever the parser is given it in parts, with lines ended by %j',
    (lineBreak) => {
      const ids = Array.from({ length: 99 }, (_, index) => `F${index + 1}`);
      const text = 'Ein Stück 𝒳 & "more"\nof it. '.repeat(200);
      const rows = ids.map((id) =>
        rowWith(PURCHASE, { securityTitle: { value: `Class ${id} 𝒳`, footnotes: [id] } }),
      );
      const footnotes = ids.map((id) => ({ id, text: id + text }));
      const layout = {
        ...EDGAR_LAYOUT,
        lineBreak,
        text: (plain: string) => escaped(plain).replaceAll('\n', lineBreak),
      };
      for (const padding of [0, 1, 2, 3]) {
        const remarks = 'r'.repeat(padding);
        const xml = printOwnershipXml(form4({ head: { ...form4().head, remarks }, rows, footnotes }), layout);
        expect(xml.length).toBeGreaterThan(5 * 128 * 1024);
        const filing = filingOf(parseOwnershipXml(xml));
        expect(filing.footnotes.map((footnote) => footnote.text)).toEqual(
          footnotes.map((footnote) => footnote.text),
        );
        for (const { cells } of filing.lines)
          expect(textAt(xml, cells.securityTitle!.at!)).toBe(cells.securityTitle!.value);
        expect(textAt(xml, filing.signatures[0]!.signatureDate!.at!)).toBe('2024-03-05');
      }
    },
  );
});

describe('limits on what a hostile document can cost', () => {
  const remarks = (content: string) => WHOLE.replace('<aff10b5One>', `<remarks>${content}</remarks>$&`);
  const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  const row = '<nonDerivativeHolding/>';

  it.each([
    ['text', remarks('x'.repeat(MAX_TEXT_LENGTH + 1)), 'tooLong'],
    ['CDATA', remarks(`<![CDATA[${'x'.repeat(MAX_TEXT_LENGTH + 1)}]]>`), 'tooLong'],
    ['a comment', remarks(`<!--${'- '.repeat(2 * MAX_TEXT_LENGTH)}-->`), 'tooLong'],
    ['an attribute', remarks(`<b id="${'x'.repeat(MAX_TEXT_LENGTH + 1)}"/>`), 'tooLong'],
    [
      'a tag without end',
      `${WHOLE.slice(0, WHOLE.indexOf('<aff'))}<${'x'.repeat(3 * MAX_TEXT_LENGTH)}`,
      'tooLong',
    ],
    ['a declaration without end', `<!DOCTYPE o [${'<!'.repeat(2 * MAX_TEXT_LENGTH)}`, 'tooLong'],
    ['depth', remarks(deep(MAX_DEPTH + 1)), 'tooDeep'],
    [
      'attributes',
      remarks(`<b${Array.from({ length: 40 }, (_, i) => ` a${i}=""`).join('')}/>`),
      'tooManyAttributes',
    ],
    ['unknown elements', remarks('<b/>'.repeat(MAX_ELEMENTS + 1)), 'tooManyElements'],
    ['rows', WHOLE.replace('<nonDerivativeTable>', `$&${row.repeat(MAX_ELEMENTS + 1)}`), 'tooManyElements'],
    [
      'owners',
      WHOLE.replace('<aff10b5One>', `${'<reportingOwner/>'.repeat(MAX_ELEMENTS + 1)}$&`),
      'tooManyElements',
    ],
    [
      'footnotes',
      WHOLE.replace('<footnotes>', `$&${'<footnote id="F1"/>'.repeat(MAX_ELEMENTS + 1)}`),
      'tooManyElements',
    ],
  ])('%s', (_, xml, code) => {
    const problem = rejectionOf(parseOwnershipXml(xml));
    expect(problem.code).toBe(code);
    expect(problem.message.length).toBeLessThan(250);
  });

  it('takes what is just within them', () => {
    const filing = filingOf(parseOwnershipXml(remarks('x'.repeat(MAX_TEXT_LENGTH))));
    expect(filing.remarks!.value).toHaveLength(MAX_TEXT_LENGTH);
    expect(filingOf(parseOwnershipXml(remarks(deep(MAX_DEPTH)))).problems).toHaveLength(1);
  });

  it('keeps the first problems of a document that has nothing else, and says how many there were', () => {
    const { problems } = filingOf(parseOwnershipXml(remarks('<b>x</b>'.repeat(2000))));
    expect(problems).toHaveLength(MAX_PROBLEMS);
    expect(problems[0]!.code).toBe('unknownElement');
    expect(problems[MAX_PROBLEMS - 1]).toMatchObject({
      code: 'moreProblems',
      message: expect.stringMatching(/^1501 more/),
    });
  });

  it('reads thousands of footnote references in one cell in no time, and keeps as many as EDGAR takes', () => {
    const references = Array.from({ length: 5_000 }, (_, index) => `<footnoteId id="F${index + 1}"/>`).join(
      '',
    );
    const xml = WHOLE.replace('</securityTitle>', `${references}$&`);
    const { lines } = filingOf(parseOwnershipXml(xml));
    expect(lines[0]!.cells.securityTitle!.footnotes).toHaveLength(99);
  });
});
