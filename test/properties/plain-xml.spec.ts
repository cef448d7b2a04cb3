import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { OwnershipXmlReader } from '../../src/core/filing/ownership-xml-reader';
import { walkPlain } from '../../src/core/filing/plain-xml-walk';
import { Refusal } from '../../src/core/filing/refusal';
import { SourceLines } from '../../src/core/filing/source-lines';
import { SHARED, sharedIsThere } from '../support/shared-material';

const CASES = path.resolve(__dirname, '../golden/cases');
const DOCUMENTS = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(path.join(CASES, name), 'utf8'));

/** What may stand in XML beside what EDGAR writes, and what may not. */
const INTRUDERS = [
  '<!-- a comment -->',
  '<![CDATA[<b>]]>',
  '<?go on?>',
  '&amp;',
  '&#65;',
  '&nbsp;',
  '&',
  '<',
  '>',
  ']]>',
  '\u0000',
  '\ufffe',
  '\r\n',
  '\t ',
  'é',
  ' id="F1"',
  ' x="1"',
  '<value>7</value>',
  '<other/>',
  '<footnoteId id="F1"/>',
  '</value>',
  '<!DOCTYPE a>',
];

const edit = fc.oneof(
  fc.record({ at: fc.nat(), drop: fc.constant(0), put: fc.constantFrom(...INTRUDERS) }),
  fc.record({ at: fc.nat(), drop: fc.integer({ min: 1, max: 12 }), put: fc.constant('') }),
  fc.record({ at: fc.nat(), drop: fc.constant(1), put: fc.string({ minLength: 1, maxLength: 2 }) }),
);

const document = fc
  .record({ document: fc.constantFrom(...DOCUMENTS), edits: fc.array(edit, { maxLength: 3 }) })
  .map(({ document, edits }) => edits.reduce(edited, document));

function edited(text: string, { at, drop, put }: { at: number; drop: number; put: string }): string {
  const place = at % text.length;
  return text.slice(0, place) + put + text.slice(place + drop);
}

const SILENT = { start: () => {}, end: () => {}, problem: () => {} };

function outcome(read: (xml: string, source: SourceLines) => unknown, xml: string): unknown {
  try {
    return read(xml, SourceLines.of(xml));
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message };
    throw error;
  }
}

describe('the quick walk through plain documents', () => {
  it('reads what the general XML parser reads, and leaves everything else to it', () => {
    fc.assert(
      fc.property(document, (xml) => {
        expect(outcome(OwnershipXmlReader.read, xml)).toEqual(outcome(OwnershipXmlReader.readAnyXml, xml));
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes all of our own documents', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(5);
    expect(DOCUMENTS.filter((xml) => !walkPlain(xml, SILENT))).toEqual([]);
  });

  (sharedIsThere('the quick walk through real filings') ? it : it.skip)(
    'takes all of the real filings, and reads from each what the general parser reads',
    () => {
      const folder = path.join(SHARED, 'filings/xml');
      for (const name of readdirSync(folder)) {
        const xml = readFileSync(path.join(folder, name), 'utf8');
        expect([name, walkPlain(xml, SILENT)]).toEqual([name, true]);
        expect(outcome(OwnershipXmlReader.read, xml)).toEqual(outcome(OwnershipXmlReader.readAnyXml, xml));
      }
    },
  );
});
