import { boxesOf, textAt } from '../../../test/support/filing-boxes';
import { form4, HOLDING, PURCHASE, printOwnershipXml } from '../../../test/support/ownership-xml-builder';
import { codesOf, filingOf, rejectionOf } from '../../../test/support/parsed';
import { printForm } from '../../../test/support/printed-form-printer';
import { CUT_LENGTH } from './cut-lines';
import { parseEdgarSubmission } from './edgar-submission';
import { parseOwnershipXml } from './ownership-xml';

const XML = printOwnershipXml(form4({ rows: [PURCHASE, HOLDING] }));

const HEADER = `<SEC-DOCUMENT>0009000001-24-000007.txt : 20240305
<SEC-HEADER>0009000001-24-000007.hdr.sgml : 20240305
<ACCEPTANCE-DATETIME>20240305163412
ACCESSION NUMBER:		0009000001-24-000007
CONFORMED SUBMISSION TYPE:	4
PUBLIC DOCUMENT COUNT:		1
CONFORMED PERIOD OF REPORT:	20240304
FILED AS OF DATE:		20240305
DATE AS OF CHANGE:		20240305

ISSUER:		

	COMPANY DATA:	
		COMPANY CONFORMED NAME:			ACME & SONS CORP
		CENTRAL INDEX KEY:			0009100000

	FORMER COMPANY:	
		FORMER CONFORMED NAME:	ACME BROTHERS
		DATE OF NAME CHANGE:	20010925

REPORTING-OWNER:	

	OWNER DATA:	
		COMPANY CONFORMED NAME:			DOE JANE
		CENTRAL INDEX KEY:			0009000001

	FILING VALUES:
		FORM TYPE:		4
</SEC-HEADER>
`;

const documentOf = (xml: string, type = '4') => `<DOCUMENT>
<TYPE>${type}
<SEQUENCE>1
<FILENAME>form4.xml
<TEXT>
<XML>
${xml}</XML>
</TEXT>
</DOCUMENT>
`;
const EXHIBIT =
  '<DOCUMENT>\n<TYPE>EX-24\n<TEXT>\n<!DOCTYPE html><html>POWER OF ATTORNEY</html>\n</TEXT>\n</DOCUMENT>\n';
const submissionOf = (...documents: string[]) => `${HEADER}${documents.join('')}</SEC-DOCUMENT>\n`;

const EXPECTED_HEADER = {
  accession: '0009000001-24-000007',
  formType: '4',
  periodOfReport: '2024-03-04',
  filedOn: '2024-03-05',
  acceptedAt: '2024-03-05T16:34:12',
  issuer: { cik: '0009100000', name: 'ACME & SONS CORP' },
  owners: [{ cik: '0009000001', name: 'DOE JANE' }],
};

describe('a full-submission text', () => {
  const submission = submissionOf(EXHIBIT, documentOf(XML));
  const filing = filingOf(parseEdgarSubmission(submission));

  it('gives the form with its header', () => {
    expect(filing).toMatchObject({ format: 'submission', parser: 'edgar-submission/1+ownership-xml/1' });
    expect(filing.header).toEqual(EXPECTED_HEADER);
    expect(filing.problems).toEqual([]);
  });

  it('reads the form as the bare XML is read', () => {
    expect(withoutPlaces(filing)).toEqual(withoutPlaces(filingOf(parseOwnershipXml(XML))));
  });

  it('places values in the submission', () => {
    const { at } = filing.lines[1]!.cells.natureOfOwnership!;
    expect(textAt(submission, at!)).toBe('By trust');
    expect(submission.split('\n')[at![0] - 1]).toContain('<value>By trust</value>');
  });

  it('is read with any line ends, and without the envelope around header and documents', () => {
    const crlf = parseEdgarSubmission(submission.replaceAll('\n', '\r\n'));
    expect(filingOf(crlf).header).toEqual(EXPECTED_HEADER);
    const bare = filingOf(parseEdgarSubmission(documentOf(XML)));
    expect(bare.header).toBeUndefined();
    expect(codesOf(bare)).toEqual(['headerAccession']);
  });

  it('takes the accession number from the envelope where the header lacks it', () => {
    const without = submission.replace(/ACCESSION NUMBER:.*\n/, '');
    expect(filingOf(parseEdgarSubmission(without)).header!.accession).toBe('0009000001-24-000007');
  });
});

describe('the .nc form', () => {
  const tags = `<SUBMISSION>
<ACCESSION-NUMBER>0009000001-24-000007<TYPE>4<PUBLIC-DOCUMENT-COUNT>1<PERIOD>20240304<FILING-DATE>20240305<ACCEPTANCE-DATETIME>20240305163412<REPORTING-OWNER><OWNER-DATA><CONFORMED-NAME>DOE JANE<CIK>0009000001<ORGANIZATION-NAME></OWNER-DATA><FILING-VALUES><FORM-TYPE>4</FILING-VALUES></REPORTING-OWNER><ISSUER><COMPANY-DATA><CONFORMED-NAME>ACME & SONS CORP<CIK>0009100000</COMPANY-DATA><FORMER-COMPANY><FORMER-CONFORMED-NAME>ACME BROTHERS</FORMER-COMPANY></ISSUER>`;
  const onOneLine = `${tags}<DOCUMENT><TYPE>4<SEQUENCE>1<FILENAME>form4.xml<TEXT><XML>${XML.replaceAll('\n', '')}</XML></TEXT></DOCUMENT></SUBMISSION>`;

  it('is read on one line, with places in it', () => {
    const filing = filingOf(parseEdgarSubmission(onOneLine));
    expect(filing.header).toEqual(EXPECTED_HEADER);
    expect(filing.problems).toEqual([]);
    const { at } = filing.lines[1]!.cells.natureOfOwnership!;
    expect(at![0]).toBe(2);
    expect(textAt(onOneLine, at!)).toBe('By trust');
  });

  it('is read with a line for each tag', () => {
    const onMany = onOneLine.replace(/<(?=[A-Z])/g, '\n<').trim();
    expect(filingOf(parseEdgarSubmission(onMany)).header).toEqual(EXPECTED_HEADER);
  });
});

describe('a submission wrapped in a PEM message, its long lines cut', () => {
  const note = `Vests in equal parts: ${'on the first day of each quarter; '.repeat(40)}done.`;
  const row = {
    ...PURCHASE,
    cells: { ...PURCHASE.cells, securityTitle: { value: 'Common Stock', footnotes: ['F1'] } },
  };
  const xml = printOwnershipXml(form4({ rows: [row], footnotes: [{ id: 'F1', text: note }] }));
  const cut = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(new RegExp(`.{${CUT_LENGTH}}(?=.)`, 'g'), '$&\n'))
      .join('\n');
  const pem = (text: string) =>
    `-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n${cut(text)}-----END PRIVACY-ENHANCED MESSAGE-----\n`;
  const submission = pem(submissionOf(documentOf(xml)));

  it('is made whole again, with places in the cut text, and told as a repair', () => {
    expect(Math.max(...submission.split('\n').map((line) => line.length))).toBe(CUT_LENGTH);
    const filing = filingOf(parseEdgarSubmission(submission));
    const [footnote] = filing.footnotes;
    expect(footnote!.text).toBe(note);
    expect(textAt(submission, footnote!.at!).replace('\n', '')).toBe(note);
    expect(textAt(submission, filing.signatures[0]!.signatureDate!.at!)).toBe('2024-03-05');
    expect(filing.header).toEqual(EXPECTED_HEADER);
    expect(filing.repairs).toEqual([
      expect.objectContaining({
        rule: 'cutLine',
        filed: expect.stringContaining('\n'),
        alternatives: [expect.any(String)],
      }),
    ]);
    expect(textAt(submission, filing.repairs[0]!.at!)).toBe(filing.repairs[0]!.filed);
  });

  it('is made whole where a tag was cut', () => {
    const start = xml.split('\n').find((line) => line.includes('<footnote '))!;
    const padding = CUT_LENGTH - (start.length - '</footnote>'.length) + 2 * CUT_LENGTH;
    const padded = xml.replace(note, note + 'x'.repeat((padding - 5) % CUT_LENGTH));
    const wrapped = pem(submissionOf(documentOf(padded)));
    expect(wrapped).toMatch(/<\/[footne]{0,7}\n[footne]{1,8}>/);
    expect(filingOf(parseEdgarSubmission(wrapped)).footnotes[0]!.text).toMatch(/^Vests.*x$/);
  });

  it('marks a cell that was cut as repaired', () => {
    const remarks = 'r'.repeat(1200);
    const wrapped = pem(
      submissionOf(documentOf(printOwnershipXml(form4({ head: { ...form4().head, remarks } })))),
    );
    expect(filingOf(parseEdgarSubmission(wrapped)).remarks).toMatchObject({
      value: remarks,
      doubt: 'repaired',
    });
  });

  it('is left as it is when some line is longer: then nothing was cut', () => {
    const line = '  '.repeat(600);
    const lines = `${'<!-- '.padEnd(CUT_LENGTH - 3)}-->\n${line}\n`;
    const filing = filingOf(
      parseEdgarSubmission(submissionOf(documentOf(XML.replace('<issuer>', `${lines}<issuer>`)))),
    );
    expect(filing.repairs).toEqual([]);
    expect(filing.problems).toEqual([]);
  });
});

describe('a submission whose form is not XML', () => {
  const printed = filingOf(parseOwnershipXml(XML));

  it.each(['html', 'tabs'] as const)(
    'reads it as %s, with the header and with places in the submission',
    (layout) => {
      const form = `<DOCUMENT>\n<TYPE>4\n<TEXT>\n${printForm(printed, layout)}\n</TEXT>\n</DOCUMENT>\n`;
      const submission = submissionOf(EXHIBIT, form);
      const filing = filingOf(parseEdgarSubmission(submission));
      expect(filing.format).toBe('submission');
      expect(filing.parser).toBe(
        `edgar-submission/1+${layout === 'html' ? 'form-html/1' : 'printed-form/1'}`,
      );
      expect(filing.header).toEqual(EXPECTED_HEADER);
      const { transactionShares } = filing.lines[0]!.cells;
      expect(transactionShares!.value).toBe('1000');
      expect(textAt(submission, transactionShares!.at!).replace(',', '')).toContain('1000');
    },
  );

  it('is refused when it is no form', () => {
    const letter = '<DOCUMENT>\n<TYPE>4\n<TEXT>\nDear Sir or Madam\n</TEXT>\n</DOCUMENT>\n';
    expect(rejectionOf(parseEdgarSubmission(submissionOf(letter))).message).toContain('no Form 3, 4 or 5');
  });
});

describe('a header that cannot be right', () => {
  const read = (from: string | RegExp, to: string) =>
    filingOf(parseEdgarSubmission(submissionOf(documentOf(XML)).replace(from, to)));

  it.each([
    [/(?<=SUBMISSION TYPE:\s*)4/, '4/A', 'headerFormType', '4/A'],
    [/(?<=PERIOD OF REPORT:\s*)20240304/, '20240301', 'headerPeriod', '2024-03-01'],
    [/0009100000/, '0009100001', 'headerIssuer', '0009100001'],
    [/(?<=KEY:\s*)0009000001/, '0009000002', 'headerOwners', '0009000002'],
  ])('%s', (from, to, code, words) => {
    const filing = read(from, to);
    expect(codesOf(filing)).toEqual([code]);
    expect(filing.problems[0]!.message).toContain(words);
  });

  it.each([
    [/(?<=FILED AS OF DATE:\s*)20240305/, '20240230', 'filedOn'],
    [/20240305163412/, '20240305246100', 'acceptedAt'],
    [/(?<=PERIOD OF REPORT:\s*)20240304/, 'soon', 'periodOfReport'],
  ])('%s is left out and told', (from, to, field) => {
    const filing = read(from, to);
    expect(codesOf(filing)).toEqual(['headerDate']);
    expect(filing.header).not.toHaveProperty(field);
    expect(filing.header!.accession).toBe('0009000001-24-000007');
  });
});

describe('a submission that is refused', () => {
  it.each([
    ['no document', HEADER, 'noDocument', 'without any document'],
    ['no form', submissionOf(EXHIBIT, documentOf(XML, '10-K')), 'noForm', 'EX-24, 10-K'],
    ['cut off', submissionOf(documentOf(XML)).slice(0, -40), 'cutOff', 'cut off'],
    [
      'ill-formed XML',
      submissionOf(documentOf(XML.replace('</issuer>', ''))),
      'illFormed',
      'Line 118, column 20',
    ],
    ['a DTD', submissionOf(documentOf(XML.replace('<own', '<!DOCTYPE o><own'))), 'dtd', '<!DOCTYPE'],
    [
      'a header without end',
      ' '.repeat(1_000_001) + submissionOf(documentOf(XML)),
      'headerTooLong',
      '1,000,000',
    ],
  ])('%s', (_, submission, code, words) => {
    const problem = rejectionOf(parseEdgarSubmission(submission));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
  });

  it.each(Array.from({ length: 50 }, (_, index) => index))('cut off after %i fiftieths', (part) => {
    const submission = submissionOf(documentOf(XML)).replace('</SEC-DOCUMENT>\n', '');
    const cut = submission.slice(0, Math.floor((submission.length * part) / 50));
    expect(rejectionOf(parseEdgarSubmission(cut)).message).toMatch(/get it (?:from EDGAR )?again/);
  });

  it('reads the first of two forms and says so', () => {
    const filing = filingOf(parseEdgarSubmission(submissionOf(documentOf(XML), documentOf(XML))));
    expect(codesOf(filing)).toEqual(['severalForms']);
  });
});

function withoutPlaces(filing: ReturnType<typeof filingOf>): unknown {
  return [...boxesOf(filing)].map(([key, { at: _, ...box }]) => [key, box]);
}
