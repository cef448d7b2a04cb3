import fc from 'fast-check';
import type { LineCellName, Table } from '../../src/core/filing/filing';
import { parseDocument } from '../../src/core/filing/parse-document';
import { boxesOf, textAt } from '../support/filing-boxes';
import { textOfFragment } from '../support/independent-ownership-reader';
import {
  type DescribedForm,
  type DescribedRow,
  EDGAR_LAYOUT,
  escaped,
  form4,
  GRANT,
  HOLDING,
  type Layout,
  PURCHASE,
  printOwnershipXml,
} from '../support/ownership-xml-builder';
import { filingOf } from '../support/parsed';

/** Canonical values, as a filing has them after reading. */
const quantity = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(4, '0')}`.replace(/\.?0+$/, '') || '0')
  .map((text) => (text.startsWith('.') ? `0${text}` : text));
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const flag = fc.constantFrom('0', '1');
const words = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 .,;:&<>"\'()[]{}%$#@!?/-–é’𝒳'), minLength: 1, maxLength: 60 })
  .map((text) => text.trim().replace(/ +/g, ' ') || 'Words');
const cik = fc.integer({ min: 1, max: 2_147_483_647 }).map((number) => String(number).padStart(10, '0'));

const ids = ['F1', 'F2', 'F9', 'F10', 'F99'];
const footnotes = fc.subarray(ids);

const CELLS: Readonly<Record<Table, { readonly [Name in LineCellName]?: fc.Arbitrary<string> }>> = {
  I: {
    securityTitle: words,
    transactionDate: date,
    deemedExecutionDate: date,
    transactionTimeliness: fc.constantFrom('E', 'L'),
    transactionShares: quantity,
    transactionPricePerShare: quantity,
    transactionAcquiredDisposedCode: fc.constantFrom('A', 'D'),
    sharesOwnedFollowingTransaction: quantity,
    directOrIndirectOwnership: fc.constantFrom('D', 'I'),
    natureOfOwnership: words,
  },
  II: {
    securityTitle: words,
    conversionOrExercisePrice: quantity,
    transactionDate: date,
    transactionTotalValue: quantity,
    transactionPricePerShare: quantity,
    transactionAcquiredDisposedCode: fc.constantFrom('A', 'D'),
    exerciseDate: date,
    expirationDate: date,
    underlyingSecurityTitle: words,
    underlyingSecurityShares: quantity,
    underlyingSecurityValue: quantity,
    valueOwnedFollowingTransaction: quantity,
    directOrIndirectOwnership: fc.constantFrom('D', 'I'),
    natureOfOwnership: words,
  },
};
/** Boxes without footnotes of their own. */
const CODING = {
  transactionFormType: fc.constantFrom('4', '5'),
  transactionCode: fc.constantFrom(...'ACDEFGHIJLMOPSUWXZ'),
  equitySwapInvolved: flag,
};

/** A cell with a value, footnotes, both, or neither. */
const box = (value: fc.Arbitrary<string>) => fc.record({ value, footnotes }, { requiredKeys: [] });

const row = (table: Table): fc.Arbitrary<DescribedRow> =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(CELLS[table]).map(([name, value]) => [name, box(value)])), {
        requiredKeys: [],
      }),
      fc.record(CODING, { requiredKeys: [] }),
      footnotes.map((coding) => (coding.length === 0 ? {} : { transactionCoding: { footnotes: coding } })),
    )
    .map(([cells, plain, coding]) => ({
      table,
      kind: 'transaction',
      cells: { ...cells, ...plain, ...coding },
    }));

const form: fc.Arbitrary<DescribedForm> = fc.record({
  head: fc.record(
    {
      schemaVersion: fc.constantFrom('X0202', 'X0306', 'X0508'),
      documentType: fc.constantFrom('3', '3/A', '4', '4/A', '5', '5/A'),
      periodOfReport: date,
      dateOfOriginalSubmission: date,
      noSecuritiesOwned: flag,
      notSubjectToSection16: flag,
      form3HoldingsReported: flag,
      form4TransactionsReported: flag,
      aff10b5One: flag,
      remarks: words,
    },
    { requiredKeys: ['documentType'] },
  ),
  issuer: fc.record(
    { issuerCik: cik, issuerName: words, issuerTradingSymbol: words, issuerForeignTradingSymbol: words },
    { requiredKeys: [] },
  ),
  owners: fc.array(
    fc.record(
      {
        rptOwnerCik: cik,
        rptOwnerName: words,
        rptOwnerStreet1: words,
        rptOwnerState: words,
        isDirector: flag,
        isOfficer: flag,
        officerTitle: words,
      },
      { requiredKeys: [] },
    ),
    { maxLength: 10 },
  ),
  rows: fc
    .tuple(fc.array(row('I'), { maxLength: 6 }), fc.array(row('II'), { maxLength: 6 }))
    .map(([first, second]) => [...first, ...second]),
  footnotes: fc.array(fc.record({ id: fc.constantFrom(...ids), text: words }), { maxLength: 5 }),
  signatures: fc.array(fc.record({ signatureName: words, signatureDate: date }, { requiredKeys: [] }), {
    maxLength: 3,
  }),
});

const layout: fc.Arbitrary<Layout> = fc.record({
  lineBreak: fc.constantFrom('\n', '\r\n', '\r', '', '\n<!-- a comment -->\n', ' '),
  indent: fc.constantFrom('', '  ', '\t'),
  declaration: fc.constantFrom('', '<?xml version="1.0"?>\n', '\ufeff<?xml version="1.0" encoding="UTF-8"?>'),
  text: fc.constantFrom(
    escaped,
    (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
    (text: string) => [...text].map((character) => `&#x${character.codePointAt(0)!.toString(16)};`).join(''),
    (text: string) => {
      const [first = '', ...rest] = text;
      return `${escaped(first)}<!-- between -->${escaped(rest.join(''))}`;
    },
  ),
});

describe('printing a form and reading it again', () => {
  it('gives the same boxes, in any layout', () => {
    fc.assert(
      fc.property(form, layout, (described, style) => {
        const xml = printOwnershipXml(described, style);
        expect(boxesRead(xml)).toEqual(boxesDescribed(described));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same places for the same form, whatever line ends stand in it', () => {
    fc.assert(
      fc.property(form, (described) => {
        const read = (lineBreak: string) =>
          boxesOf(filingOf(parse(printOwnershipXml(described, { ...EDGAR_LAYOUT, lineBreak }))));
        const starts = (lineBreak: string) =>
          [...read(lineBreak)].map(([key, { at }]) => [key, at![0], at![1]]);
        expect(starts('\r\n')).toEqual(starts('\n'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a submission whose lines were cut at 1,023 characters', () => {
  const long = fc
    .tuple(words, fc.integer({ min: 900, max: 3300 }))
    .map(([text, length]) => text.replaceAll('𝒳', 'X').repeat(length).slice(0, length).trim());

  it('gives the same boxes as the whole one, and shows them at their places but for the cuts', () => {
    fc.assert(
      fc.property(
        fc.array(long, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        (texts, lineBreak) => {
          const notes = texts.map((text, index) => ({ id: `F${index + 1}`, text }));
          const xml = printOwnershipXml(form4({ rows: [HOLDING, GRANT], footnotes: notes }), {
            ...EDGAR_LAYOUT,
            lineBreak,
          });
          const whole = `<SUBMISSION>${lineBreak}<DOCUMENT><TYPE>4<TEXT><XML>${lineBreak}${xml}</XML></TEXT></DOCUMENT></SUBMISSION>`;
          const cut = whole
            .split(lineBreak)
            .map((line) => line.replace(/[\s\S]{1023}(?=[\s\S])/g, `$&${lineBreak}`))
            .join(lineBreak);
          const boxes = boxesOf(filingOf(parse(cut)));
          expect(boxesRead(cut)).toEqual(boxesRead(xml));
          for (const { filed, at } of boxes.values()) {
            if (filed === null) continue;
            const shown = textAt(cut, at!).replaceAll(lineBreak, '');
            expect(textOfFragment(shown)).toBe(filed);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a damaged document', () => {
  const whole = Buffer.from(printOwnershipXml(form4({ rows: [PURCHASE, HOLDING, GRANT] })));

  it('never crashes the reader, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const damaged = Buffer.from(whole);
        for (const [at, byte] of changes) damaged[at] = byte;
        expectVerdict(damaged);
      }),
      { numRuns: 2000 },
    );
  });

  it('never crashes the reader, whatever parts are cut out or doubled', () => {
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(400), fc.boolean(), (from, length, doubled) => {
        const part = whole.subarray(from, from + length);
        const rest = whole.subarray(from + length);
        expectVerdict(Buffer.concat([whole.subarray(0, from), ...(doubled ? [part, part] : []), rest]));
      }),
      { numRuns: 1000 },
    );
  });

  it('never crashes the reader when it is anything at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectVerdict), { numRuns: 1000 });
    const starts = fc.constantFrom(
      '<?xml',
      '<SEC-DOCUMENT>',
      '<SUBMISSION>',
      '<html>',
      '{"submission":',
      '<!--',
      'FORM 4',
    );
    const markup = fc.tuple(
      starts,
      fc.string({ unit: fc.constantFrom(...'<>/!-[]"=& ;aDOCUMENT\n'), maxLength: 300 }),
    );
    fc.assert(
      fc.property(markup, ([start, rest]) => expectVerdict(Buffer.from(start + rest))),
      { numRuns: 1000 },
    );
  });
});

/** A filing, or a rejection of one line. */
function expectVerdict(bytes: Uint8Array): void {
  const parsed = parseDocument(bytes);
  if (parsed.kind !== 'rejected') return;
  expect(parsed.problems).toHaveLength(1);
  expect(parsed.problems[0]!.message).toMatch(/^[^\n]{10,400}$/);
}

function parse(xml: string) {
  return parseDocument(Buffer.from(xml));
}

/** Value and footnotes of each box; blank boxes are absent. */
type Boxes = Readonly<Record<string, { value: string | null; footnotes: readonly string[] }>>;

function boxesRead(xml: string): Boxes {
  return Object.fromEntries(
    [...boxesOf(filingOf(parse(xml)))].map(([key, { value, footnotes: attached }]) => [
      key,
      { value, footnotes: attached },
    ]),
  );
}

function boxesDescribed(described: DescribedForm): Boxes {
  const boxes: Record<string, { value: string | null; footnotes: readonly string[] }> = {};
  const booleans = /^is[A-Z]|^not|^no[A-Z]|^form|^aff|^equity/;
  const put = (prefix: string, name: string, value: string | undefined, attached: readonly string[] = []) => {
    if (value === undefined && attached.length === 0) return;
    const shown = value !== undefined && booleans.test(name) ? String(value === '1') : value;
    boxes[prefix + name] = { value: shown ?? null, footnotes: attached };
  };
  const putAll = (prefix: string, values: object) => {
    for (const [name, value] of Object.entries(values)) put(prefix, name, value as string);
  };
  putAll('', described.head);
  putAll('issuer.', described.issuer);
  for (const [index, owner] of described.owners.entries()) putAll(`owners.${index + 1}.`, owner);
  for (const [index, signature] of described.signatures.entries())
    putAll(`signatures.${index + 1}.`, signature);
  for (const [index, { id, text }] of described.footnotes.entries())
    put('footnotes.', `${index + 1}`, text, [id]);
  const counts = { I: 0, II: 0 };
  for (const { table, kind, cells } of described.rows) {
    const key = `${table}.${++counts[table]}`;
    put('', key, kind);
    for (const [name, cell] of Object.entries(cells)) {
      if (typeof cell === 'string') put(`${key}.`, name, cell);
      else put(`${key}.`, name, cell.value, cell.footnotes);
    }
  }
  return boxes;
}
