import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Filing, ParsedDocument } from '../../src/core/filing/filing';
import { parseOwnershipXml } from '../../src/core/filing/ownership-xml';
import { parseFormHtml } from '../../src/core/filing/printed-form/form-html';
import { parsePrintedForm } from '../../src/core/filing/printed-form/printed-form';
import { CARTER_FILINGS } from '../support/carter-filings';
import { digest } from '../support/filing-digest';
import { told } from '../support/filing-in-words';
import { compareDamaged, compareFilings } from '../support/printed-form-comparison';
import {
  LAYOUTS,
  type PrintLayout,
  printBlanks,
  printForm,
  printTorn,
} from '../support/printed-form-printer';
import { repeatableRandom } from '../support/printed-form-tears';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('real printed forms');

function filingOf(parsed: ParsedDocument, name: string): Filing {
  if (parsed.kind !== 'filing') throw new Error(`${name}: ${JSON.stringify(parsed)}`);
  return parsed.filing;
}

/** The footnotes as filed, by their ends and what counts in them. */
const FOOTNOTES: Readonly<Record<string, readonly unknown[]>> = {
  'carter-2006-07-05.txt': [
    expect.stringMatching(/^F1 .*one-for-one basis\.$/),
    expect.stringMatching(/^F2 .*settled 100% in cash upon .* Board of Directors\.$/),
    expect.stringMatching(/^F3 .*vest as to one-twelfth monthly beginning on July 31, 2006\.$/),
  ],
  'carter-2008-06-18.txt': [
    expect.stringMatching(
      /^F1 Exercisable as to 16,667 .* July 29, 1999, 16,667 .* 2000, and 16,666 .* July 29, 2001\.$/,
    ),
  ],
  'carter-2008-11-14.txt': [
    expect.stringMatching(/^F1 .* convertible into Common Stock on a one-to-one$/),
    expect.stringMatching(/^F2 .*settled 100% in shares of Common Stock .*\.$/),
    expect.stringMatching(
      /^F3 .*quarterly increments at the end of each quarter beginning on February 12, 2009\.$/,
    ),
  ],
};

/** What the three pages say; prose is only recognised by its ends. */
const RENDERED = {
  '3_BAMPartners.html': {
    told: [
      'Form 3 Triton International Ltd [TRTN] 2023-09-28',
      'BROOKFIELD Corp /ON/ of TORONTO ONTARIO A6 M5J2T3: isTenPercentOwner',
      ...[
        'BAM Partners Trust',
        'BIPC Holding LP',
        'BIPC GP Holdings Inc.',
        'Brookfield Infrastructure Partners L.P.',
        'Brookfield Infrastructure Partners Ltd',
        'Brookfield Infrastructure Corp',
        'BIF V Bermuda GP Ltd',
        'BIF V Carry Splitter L.P.',
        'BIF V Thanos Carry L.P.',
      ].map((name) => `${name} of TORONTO ONTARIO A6 M5J2T3:`),
      'I.1 Common Shares, par value $0.01 per share · 101158891[F1] I See Footnotes[F2 F3]',
      ...[1, 2, 3].map((n) => `F${n} See Exhibit 99.1 for text of footnote (${n}).`),
      expect.stringMatching(/^Remarks: On September 28, 2023, Brookfield .* \/\/ Form 1 of 2$/),
      'signed /s/ See Signatures Included in Exhibit 99.2 2023-10-10',
    ],
    ciks: [
      '0001001085',
      '0001861643',
      '0001996787',
      '0001996785',
      '0001406234',
      '0001996567',
      '0001788348',
      '0001996577',
      '0001996608',
      '0001996610',
    ],
    issuer: '0001660734',
    boxes: [false, false, true, false],
  },
  '4_Evans.html': {
    told: [
      'Form 4 EVANS BANCORP INC [EVBN] 2023-01-24',
      'SULLIVAN NORA B of WILLIAMSVILLE NY 14221: isDirector',
      'I.1 Common Stock · 2023-01-24 A · A 519[F1] @ 39.52 · 5381.2 D',
      expect.stringMatching(/^F1 The Restricted Stock .* first anniversary of the date of the award\.$/),
      'signed /s/Jessica L. Brosius, Attorney in Fact for Nora B. Sullivan 2023-01-26',
    ],
    ciks: ['0001057067'],
    issuer: '0000842518',
    boxes: [true, false, false, false],
  },
  '4_MSFT.html': {
    told: [
      'Form 4 MICROSOFT CORP [MSFT] 2016-06-02',
      'List Teri L. of REDMOND WA 98052-6399: isDirector',
      'I.1 Common Stock · 3398 D',
      'II.1 Restricted Stock Units · strike [F1] · 2016-06-02 A · A 1619 @ 0 · from [F2] · until [F2] · into 1619 Common Stock · 4172[F3] D',
      expect.stringMatching(/^F1 Each restricted stock unit .*common stock\.$/),
      expect.stringMatching(/^F2 .*fully vested\. .*Board of Directors\.$/),
      expect.stringMatching(/^F3 Includes 1 share .*\.$/),
      'signed Keith R. Dolliver, Attorney-in-fact for Teri L. List-Stoll 2016-06-03',
    ],
    ciks: ['0001529370'],
    issuer: '0000789019',
    boxes: [true, false, false, false],
  },
};

/** A comma that the filer typed behind the city cannot be told from the comma of the line. */
const CITY_WITH_COMMA =
  '3_0001213900-20-038084_RTPZ_Hoffman-Reid.xml owner 1 rptOwnerCity: filed "NEW YORK,", read "NEW YORK"';

(there ? describe : describe.skip)('the original texts of the three Carter filings', () => {
  const read = (name: string) => readFileSync(path.join(SHARED, 'seeds', name), 'utf8');

  it.each(Object.keys(CARTER_FILINGS))('%s', (name) => {
    const { footnotes, ...rest } = digest(filingOf(parsePrintedForm(read(name)), name));
    expect(rest).toEqual(CARTER_FILINGS[name]);
    expect(footnotes).toEqual(FOOTNOTES[name]);
  });
});

(there ? describe : describe.skip)('forms as EDGAR renders them', () => {
  const read = (name: string) =>
    filingOf(parseFormHtml(readFileSync(path.join(SHARED, 'filings/html', name), 'utf8')), name);

  it.each(Object.entries(RENDERED))('%s', (name, said) => {
    const filing = read(name);
    expect(told(filing)).toEqual(said.told);
    expect(filing.owners.map(({ rptOwnerCik }) => rptOwnerCik?.value)).toEqual(said.ciks);
    expect(filing.issuer.issuerCik?.value).toBe(said.issuer);
    const { isDirector, isOfficer, isTenPercentOwner, isOther } = filing.owners[0]!;
    expect([isDirector, isOfficer, isTenPercentOwner, isOther].map((box) => box?.value)).toEqual(said.boxes);
  });
});

(there ? describe : describe.skip)('every real filing, printed and read again', () => {
  const folder = path.join(SHARED, 'filings/xml');
  const filings = there
    ? readdirSync(folder).map(
        (name) =>
          [name, filingOf(parseOwnershipXml(readFileSync(path.join(folder, name), 'utf8')), name)] as const,
      )
    : [];
  const parse = (text: string, layout?: PrintLayout) =>
    layout === 'html' ? parseFormHtml(text) : parsePrintedForm(text);

  it.each(LAYOUTS)('says the same in the layout %s, cell by cell, without repairs or doubts', (layout) => {
    let compared = 0;
    const differences = filings.flatMap(([name, filing]) => {
      const read = filingOf(parse(printForm(filing, layout), layout), name);
      expect(read.repairs).toEqual([]);
      expect(read.problems.filter(({ code }) => code !== 'footnoteMayBeCut')).toEqual([]);
      const result = compareFilings(filing, read);
      compared += result.compared;
      return result.differences.map((difference) => `${name} ${difference}`);
    });
    expect(filings).toHaveLength(398);
    expect(compared).toBeGreaterThan(43_000);
    expect(differences).toEqual(layout === 'tabs' || layout === 'markdown' ? [CITY_WITH_COMMA] : []);
  });

  it('never reads a torn cell wrong without saying so', () => {
    const total = { cells: 0, right: 0 };
    const wrong = filings.flatMap(([name, filing], i) => {
      const read = filingOf(parse(printTorn(filing, repeatableRandom(1000 + i))), name);
      const report = compareDamaged(filing, read);
      total.cells += report.cells;
      total.right += report.right;
      return report.wrong.map((one) => `${name} ${one}`);
    });
    expect(wrong).toEqual([]);
    expect(total.cells).toBeGreaterThan(24_000);
    expect(total.right / total.cells).toBeGreaterThan(0.99);
  });

  it('reads lines in which nothing tells the columns apart but single blanks', () => {
    const total = { cells: 0, right: 0 };
    const wrong = filings.flatMap(([name, filing]) => {
      const report = compareDamaged(filing, filingOf(parse(printBlanks(filing)), name));
      total.cells += report.cells;
      total.right += report.right;
      return report.wrong.map((one) => `${name} ${one}`);
    });
    expect(wrong).toEqual([]);
    expect(total.right / total.cells).toBeGreaterThan(0.999);
  });
});
