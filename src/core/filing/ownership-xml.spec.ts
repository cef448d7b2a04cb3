import { boxesOf, textAt } from '../../../test/support/filing-boxes';
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
import { codesOf, filingOf } from '../../../test/support/parsed';
import type { Filing, Problem } from './filing';
import { parseOwnershipXml } from './ownership-xml';

/** A document around one owner and one signature, with rows written out by the test. */
const documentWith = (rows: string, more = '') => `<?xml version="1.0"?>
<ownershipDocument>
    <schemaVersion>X0306</schemaVersion>
    <documentType>4</documentType>
    <periodOfReport>2024-03-04</periodOfReport>
    <issuer><issuerCik>9100000</issuerCik><issuerTradingSymbol>ACME</issuerTradingSymbol></issuer>
    <reportingOwner><reportingOwnerId><rptOwnerCik>9000001</rptOwnerCik></reportingOwnerId>
      <reportingOwnerRelationship><isDirector>true</isDirector></reportingOwnerRelationship></reportingOwner>
${rows}
${more}
    <ownerSignature><signatureName>/s/ Jane Doe</signatureName><signatureDate>2024-03-05</signatureDate></ownerSignature>
</ownershipDocument>
`;

describe('reading a form', () => {
  it('gives every box its normalised value, the text as filed where that differs, and its place', () => {
    const xml = documentWith('');
    const { issuer, owners, periodOfReport } = filingOfXml(xml);

    expect(issuer.issuerCik).toEqual({ value: '0009100000', filed: '9100000', at: [6, 24, 7] });
    expect(textAt(xml, issuer.issuerCik!.at!)).toBe('9100000');
    expect(owners[0]!.isDirector).toEqual({ value: true, filed: 'true', at: [8, 47, 4] });
    expect(periodOfReport).toEqual({ value: '2024-03-04', at: [5, 21, 10] });
  });

  it('says what it is and was read with', () => {
    const filing = filingOfXml(printOwnershipXml(form4()));
    expect(filing).toMatchObject({ formType: '4', format: 'ownershipXml', parser: 'ownership-xml/1' });
    expect(filing.header).toBeUndefined();
  });

  it.each(['3', '3/A', '4', '4/A', '5', '5/A'])('reads Form %s', (documentType) => {
    const head = { ...form4().head, documentType, dateOfOriginalSubmission: '2024-02-01' };
    const rows = documentType.startsWith('3') ? [HOLDING] : [PURCHASE];
    const filing = filingOfXml(printOwnershipXml(form4({ head, rows })));
    expect(filing.formType).toBe(documentType);
    expect(filing.problems).toEqual([]);
  });

  it('keeps rows in filed order and counts them within their table, transactions and holdings together', () => {
    const { lines } = filingOfXml(printOwnershipXml(form4({ rows: [HOLDING, PURCHASE, GRANT, GRANT] })));
    expect(lines.map(({ table, row, kind }) => `${table}.${row} ${kind}`)).toEqual([
      'I.1 holding',
      'I.2 transaction',
      'II.1 transaction',
      'II.2 transaction',
    ]);
  });

  it('places a row where its element stands, from its start tag to its end tag', () => {
    const xml = printOwnershipXml(form4({ rows: [PURCHASE, HOLDING] }));
    const [, holding] = filingOfXml(xml).lines;
    const text = textAt(xml, holding!.at!);
    expect(text).toMatch(/^<nonDerivativeHolding>\n/);
    expect(text).toMatch(/<\/nonDerivativeHolding>$/);
  });

  it('hangs footnotes on the exact cell, in filed order', () => {
    const row = rowWith(PURCHASE, {
      securityTitle: { value: 'Common Stock', footnotes: ['F2', 'F1'] },
      transactionPricePerShare: { footnotes: ['F3'] },
      transactionCoding: { footnotes: ['F1'] },
    });
    const footnotes = ['F1', 'F2', 'F3'].map((id) => ({ id, text: `Text of ${id}.` }));
    const xml = printOwnershipXml(form4({ rows: [row], footnotes }));
    const { cells } = filingOfXml(xml).lines[0]!;

    expect(cells.securityTitle).toMatchObject({ value: 'Common Stock', footnotes: ['F2', 'F1'] });
    expect(cells.transactionPricePerShare).toEqual({ footnotes: ['F3'], at: expect.anything() });
    expect(textAt(xml, cells.transactionPricePerShare!.at!)).toBe('<footnoteId id="F3"/>');
    expect(cells.transactionCoding).toEqual({ footnotes: ['F1'], at: expect.anything() });
    expect(cells.transactionCode).toMatchObject({ value: 'P' });
    expect(cells.transactionCode).not.toHaveProperty('footnotes');
  });

  it('keeps blank, zero and false apart', () => {
    const row = rowWith(PURCHASE, {
      transactionPricePerShare: '0',
      deemedExecutionDate: {},
      transactionTimeliness: '  ',
    });
    const { cells } = filingOfXml(printOwnershipXml(form4({ rows: [row] }))).lines[0]!;
    expect(cells.transactionPricePerShare).toMatchObject({ value: '0' });
    expect(cells.equitySwapInvolved).toMatchObject({ value: false });
    expect(cells).not.toHaveProperty('deemedExecutionDate');
    expect(cells).not.toHaveProperty('transactionTimeliness');
  });

  it('reads amounts in dollars into boxes of their own', () => {
    const row = rowWith(GRANT, {
      transactionShares: undefined,
      transactionTotalValue: '30430000.00',
      underlyingSecurityShares: undefined,
      underlyingSecurityValue: '1133920',
      sharesOwnedFollowingTransaction: undefined,
      valueOwnedFollowingTransaction: '60000000',
    });
    const filing = filingOfXml(printOwnershipXml(form4({ rows: [row] })));
    expect(filing.problems).toEqual([]);
    expect(filing.lines[0]!.cells.transactionTotalValue).toMatchObject({
      value: '30430000',
      filed: '30430000.00',
    });
    expect(filing.lines[0]!.cells.underlyingSecurityValue).toMatchObject({ value: '1133920' });
    expect(filing.lines[0]!.cells.valueOwnedFollowingTransaction).toMatchObject({ value: '60000000' });
  });

  it('reads an address abroad', () => {
    const owner = {
      ...form4().owners[0],
      rptOwnerNonUSAddressFlag: 'true',
      rptOwnerNonUSStateTerritory: 'Bavaria',
      rptOwnerCountry: '2M',
    };
    const filing = filingOfXml(printOwnershipXml(form4({ owners: [owner] })));
    expect(filing.problems).toEqual([]);
    expect(filing.owners[0]).toMatchObject({
      rptOwnerNonUSAddressFlag: { value: true, filed: 'true' },
      rptOwnerNonUSStateTerritory: { value: 'Bavaria' },
      rptOwnerCountry: { value: '2M' },
    });
  });
});

describe('text', () => {
  const title = (source: string, row = 'nonDerivativeHolding') => {
    const xml = documentWith(
      `<nonDerivativeTable><${row}><securityTitle><value>${source}</value></securityTitle></${row}></nonDerivativeTable>`,
    );
    const cell = filingOfXml(xml).lines[0]!.cells.securityTitle!;
    expect(textAt(xml, cell.at!)).toBe(source);
    return cell;
  };

  it.each([
    ['Profit &amp; Loss &quot;A&quot; &lt;B&gt; &apos;C&apos;', `Profit & Loss "A" <B> 'C'`],
    ['Caf&#233; &#x2014; &#X41;'.replace('X', 'x'), 'Café — A'],
    ['<![CDATA[Class A & <B>]]>', 'Class A & <B>'],
    ['Class <!-- not <b> this -->A', 'Class A'],
    ['Class <?skip this?>A', 'Class A'],
    ['Stück', 'Stück'],
    ['Unit 𝒳', 'Unit 𝒳'],
  ])('%s is %s', (source, value) => {
    expect(title(source).value).toBe(value);
  });

  it.each([
    ['Common  Stock', 'Common Stock'],
    [' Common Stock ', 'Common Stock'],
    ['By Growth\nFund VII, L.P.', 'By Growth Fund VII, L.P.'],
    ['By Growth\tFund', 'By Growth Fund'],
    ['By Growth\u00a0Fund', 'By Growth Fund'],
  ])('%j is folded, and kept as filed', (source, value) => {
    expect(title(source)).toMatchObject({ value, filed: source });
  });

  it('has line feeds for the line ends of any system, and places that count them as they stand', () => {
    const xml = printOwnershipXml(form4({ head: { ...form4().head, remarks: 'one\ntwo' } }), {
      ...EDGAR_LAYOUT,
      lineBreak: '\r\n',
      text: (plain) => escaped(plain).replace(/\n/g, '\r\n'),
    });
    const { remarks, signatures } = filingOfXml(xml);
    expect(remarks).toMatchObject({ value: 'one two', filed: 'one\ntwo' });
    expect(textAt(xml, remarks!.at!)).toBe('one\r\ntwo');
    expect(textAt(xml, signatures[0]!.signatureDate!.at!)).toBe('2024-03-05');
  });

  it('of a footnote stays as it is, line feeds and blanks too', () => {
    const xml = documentWith(
      '',
      '<footnotes><footnote id="F1"> Two  blanks,\none &amp; line. </footnote></footnotes>',
    );
    expect(filingOfXml(xml).footnotes).toEqual([
      { id: 'F1', text: ' Two  blanks,\none & line. ', at: [10, 30, 30] },
    ]);
    expect(textAt(xml, [10, 30, 30])).toBe(' Two  blanks,\none &amp; line. ');
  });

  it('of an element with tags inside is read without them, and the tags are told', () => {
    const xml = documentWith('', '<remarks>See <b x="1>2">bold</b> text</remarks>');
    const filing = filingOfXml(xml);
    expect(filing.remarks).toMatchObject({ value: 'See bold text' });
    expect(problemOf(filing, 'unknownElement').message).toContain('<b>');
  });
});

describe('normalised values', () => {
  it.each([
    ['transactionShares', '106150.00', '106150'],
    ['transactionShares', '36.000', '36'],
    ['transactionShares', '0.0000', '0'],
    ['transactionShares', '007', '7'],
    ['transactionShares', '.5', '0.5'],
    ['transactionShares', '5.', '5'],
    ['transactionDate', '2014-02-03-05:00', '2014-02-03'],
    ['transactionDate', '2014-02-03Z', '2014-02-03'],
    ['transactionDate', ' 2014-02-03 ', '2014-02-03'],
  ] as const)('%s %j is %s', (name, filed, value) => {
    const filing = filingOfXml(printOwnershipXml(form4({ rows: [rowWith(PURCHASE, { [name]: filed })] })));
    expect(filing.lines[0]!.cells[name]).toMatchObject({ value, filed });
    expect(filing.problems).toEqual([]);
  });

  it.each(['6230.5295', '999999999999.9999', '0.0001', '0', '12'])('%s stays exactly', (amount) => {
    const row = rowWith(PURCHASE, { transactionShares: amount, sharesOwnedFollowingTransaction: amount });
    const filing = filingOfXml(printOwnershipXml(form4({ rows: [row] })));
    expect(filing.lines[0]!.cells.transactionShares).toEqual({ value: amount, at: expect.anything() });
    expect(filing.lines[0]!.cells.sharesOwnedFollowingTransaction!.value).toBe(amount);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['transactionShares', '1,000', 'unreadableQuantity'],
    ['transactionShares', '$5', 'unreadableQuantity'],
    ['transactionShares', '-5', 'unreadableQuantity'],
    ['transactionShares', '1e3', 'unreadableQuantity'],
    ['transactionShares', '0.00001', 'unreadableQuantity'],
    ['transactionShares', '1000000000000', 'unreadableQuantity'],
    ['transactionShares', `1.${'0'.repeat(90_000)}x`, 'unreadableQuantity'],
    ['transactionDate', '2024-02-30', 'unreadableDate'],
    ['transactionDate', '03/04/2024', 'unreadableDate'],
    ['equitySwapInvolved', 'yes', 'unreadableBoolean'],
    ['equitySwapInvolved', 'TRUE', 'unreadableBoolean'],
    ['transactionAcquiredDisposedCode', 'X', 'unreadableCode'],
    ['transactionAcquiredDisposedCode', 'AD', 'unreadableCode'],
    ['directOrIndirectOwnership', 'd', 'unreadableCode'],
    ['transactionFormType', '6', 'unreadableCode'],
    ['transactionTimeliness', 'Late', 'unreadableCode'],
  ] as const)(
    '%s "%.12s" has no value, keeps the text and is a problem at its place',
    (name, filed, code) => {
      const xml = printOwnershipXml(form4({ rows: [rowWith(PURCHASE, { [name]: filed })] }));
      const filing = filingOfXml(xml);
      const cell = filing.lines[0]!.cells[name]!;
      expect(cell).toEqual({ filed, doubt: 'unreadable', at: expect.anything() });
      expect(filing.problems).toEqual([
        { code, message: expect.any(String), table: 'I', row: 1, cell: name, at: cell.at },
      ]);
      expect(filing.problems[0]!.message).toMatch(new RegExp(`^Table I, row 1, ${name}: "`));
      expect(filing.problems[0]!.message.length).toBeLessThan(200);
    },
  );

  it.each(['K', 'V', 'AA', 's'])('transaction code %s keeps its text as value, in doubt', (code) => {
    const filing = filingOfXml(
      printOwnershipXml(form4({ rows: [rowWith(PURCHASE, { transactionCode: code })] })),
    );
    expect(filing.lines[0]!.cells.transactionCode).toMatchObject({ value: code, doubt: 'unreadable' });
    expect(codesOf(filing)).toEqual(['unknownTransactionCode']);
  });

  it('in a CIK is told at the owner', () => {
    const filing = filingOfXml(
      printOwnershipXml(form4({ owners: [{ rptOwnerCik: '12345678901', isDirector: '1' }] })),
    );
    expect(filing.owners[0]!.rptOwnerCik).toMatchObject({ filed: '12345678901', doubt: 'unreadable' });
    expect(codesOf(filing)).toEqual(['unreadableCik']);
  });
});

describe("what EDGAR's schema does not have", () => {
  it.each([
    ['<shareCount>5</shareCount>', 'unknownElement', 'its text "5" was not read'],
    ['<shareCount/>', 'unknownElement', 'it is empty'],
    ['<transactionShares><value>5</value></transactionShares>', 'unknownElement', '"5"'],
    ['<securityTitle><value>Again</value></securityTitle>', 'duplicateElement', '"Again"'],
    ['lost words', 'strayText', '"lost words"'],
    ['<postTransactionAmounts unit="shares"/>', 'unknownAttribute', 'unit'],
    ['<postTransactionAmounts id="F1"/>', 'unknownAttribute', 'id'],
    ['<?xml-stylesheet href="x"?>', 'processingInstruction', '<?xml-stylesheet?>'],
  ])('%s is told with its text and row', (source, code, words) => {
    const xml = documentWith(
      `<nonDerivativeTable><nonDerivativeHolding><securityTitle><value>Common</value></securityTitle>${source}</nonDerivativeHolding></nonDerivativeTable>`,
    );
    const problem = problemOf(filingOfXml(xml), code);
    expect(problem).toMatchObject({ table: 'I', row: 1 });
    expect(problem.message).toContain(words);
  });

  it('keeps the first of two values', () => {
    const xml = documentWith(
      '<nonDerivativeTable><nonDerivativeHolding><securityTitle><value>One</value><value>Two</value></securityTitle></nonDerivativeHolding></nonDerivativeTable>',
    );
    const filing = filingOfXml(xml);
    expect(filing.lines[0]!.cells.securityTitle!.value).toBe('One');
    expect(problemOf(filing, 'duplicateElement').message).toContain('"Two"');
  });

  it("never shows a filer's password", () => {
    const xml = printOwnershipXml(form4()).replace(
      '</rptOwnerCik>',
      '</rptOwnerCik><rptOwnerCcc>s3cr3t!!</rptOwnerCcc>',
    );
    const filing = filingOfXml(xml);
    expect(codesOf(filing)).toEqual(['filerPassword']);
    expect(JSON.stringify(filing)).not.toContain('s3cr3t');
  });

  it('in a namespace prefix is told once and read through', () => {
    const xml = printOwnershipXml(form4())
      .replace(/<(\/?)(?=[a-z])/g, '<$1o:')
      .replace('<o:ownershipDocument>', '<o:ownershipDocument xmlns:o="http://www.sec.gov/edgar/ownership">');
    const filing = filingOfXml(xml);
    expect(codesOf(filing)).toEqual(['namespacePrefix']);
    expect(boxValues(filing)).toEqual(boxValues(filingOfXml(printOwnershipXml(form4()))));
  });

  it('tells comments apart from text', () => {
    const xml = printOwnershipXml(form4()).replaceAll('<issuerName>', '<!-- a - b --><issuerName>');
    expect(filingOfXml(xml).problems).toEqual([]);
  });
});

function problemOf(filing: Filing, code: string): Problem {
  const found = filing.problems.find((problem) => problem.code === code);
  if (!found) throw new Error(`no ${code} among ${JSON.stringify(filing.problems)}`);
  return found;
}

function boxValues(filing: Filing): unknown {
  return [...boxesOf(filing)].map(([key, { value }]) => [key, value]);
}

function filingOfXml(xml: string): Filing {
  return filingOf(parseOwnershipXml(xml));
}
