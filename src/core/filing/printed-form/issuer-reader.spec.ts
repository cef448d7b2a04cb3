import { SourceLines } from '../source-lines';
import { FormReading } from './form-reading';
import { readHeadBoxes } from './head-boxes';
import { readIssuer } from './issuer-reader';
import { readTextSheet } from './text-sheet';

const read = (head: string, exhibits = '') => {
  const text = `${head}\n${exhibits}`;
  const form = new FormReading(SourceLines.of(text), new Set(), new Map());
  const rows = readTextSheet(text).rows;
  const headRows = head === '' ? 0 : head.split('\n').length;
  return { issuer: readIssuer(readHeadBoxes(rows.slice(0, headRows)), rows.slice(headRows), form), form };
};
const LABEL = '2. Issuer Name and Ticker or Trading Symbol';

describe('the issuer', () => {
  it.each([
    [`${LABEL} IMMUNOGEN INC [ IMGN ]`, 'IMMUNOGEN INC', 'IMGN'],
    [`${LABEL}\nLumen Freight Inc. [LMFT]`, 'Lumen Freight Inc.', 'LMFT'],
    [`${LABEL} ACME CORP (ACME)`, 'ACME CORP', 'ACME'],
    [`${LABEL}\nHEICO CORP\n[ HEI, HEI.A ]`, 'HEICO CORP', 'HEI, HEI.A'],
    [`${LABEL}\tACME CORP\tACME`, 'ACME CORP', 'ACME'],
    [`${LABEL} ACME CORP`, 'ACME CORP', undefined],
  ])('reads %j', (head, name, ticker) => {
    const { issuer } = read(head);
    expect([issuer.issuerName?.value, issuer.issuerTradingSymbol?.value]).toEqual([name, ticker]);
  });

  it('is inferred from the power of attorney when its box holds nothing but torn words of the form', () => {
    const poa =
      'the undersigned appoints each of Daniel M. Junius of ImmunoGen, Inc. (the "Company") and others, signing singly,';
    const { issuer, form } = read('suer Name a\tU\t,\tI\tionship of Re', poa);
    expect(issuer).toEqual({ issuerName: { value: 'ImmunoGen, Inc.', at: [2, 54, 15], doubt: 'inferred' } });
    expect(form.repairs).toEqual([
      expect.objectContaining({
        rule: 'issuerFromPowerOfAttorney',
        value: 'ImmunoGen, Inc.',
        evidence: ['the power of attorney says "ImmunoGen, Inc. (the "Company")"'],
        alternatives: ['Daniel M. Junius of ImmunoGen, Inc.'],
      }),
    ]);
  });

  it('keeps an "of" that belongs to the name', () => {
    const { issuer } = read(
      '',
      'as an officer and director of Bank of Granite Corporation (the "Issuer"), Forms 3, 4 and 5',
    );
    expect(issuer.issuerName?.value).toBe('Bank of Granite Corporation');
  });

  it('is unreadable, and told, when nothing names it', () => {
    const { issuer, form } = read('', 'KNOW ALL BY THESE PRESENT');
    expect(issuer.issuerName).toEqual({ doubt: 'unreadable' });
    expect(form.problems.map(({ code }) => code)).toEqual(['unreadableIssuer']);
  });
});
