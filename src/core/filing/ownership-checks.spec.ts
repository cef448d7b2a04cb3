import {
  type DescribedForm,
  type DescribedRow,
  form4,
  GRANT,
  PURCHASE,
  printOwnershipXml,
  rowWith,
} from '../../../test/support/ownership-xml-builder';
import { filingOf } from '../../../test/support/parsed';
import type { Filing, Problem } from './filing';
import { parseOwnershipXml } from './ownership-xml';

describe("EDGAR's checks", () => {
  const footnote = (id: string) => ({ id, text: 'Words.' });
  const withTitleFootnotes = (...footnotes: string[]) =>
    rowWith(PURCHASE, { securityTitle: { value: 'Common Stock', footnotes } });
  const without = (row: DescribedRow, name: string) => rowWith(row, { [name]: undefined });
  const head = form4().head;
  const [owner] = form4().owners;

  it.each<[string, Partial<DescribedForm>, Partial<Problem>]>([
    [
      'unknown footnote',
      { rows: [withTitleFootnotes('F7')] },
      { code: 'unknownFootnote', row: 1, cell: 'securityTitle' },
    ],
    [
      'footnote that is there twice',
      { rows: [withTitleFootnotes('F1')], footnotes: [footnote('F1'), footnote('F1')] },
      { code: 'duplicateFootnote' },
    ],
    ['footnote that nothing refers to', { footnotes: [footnote('F1')] }, { code: 'unreferencedFootnote' }],
    [
      'footnote id out of form',
      { rows: [withTitleFootnotes('F01')], footnotes: [footnote('F01')] },
      { code: 'footnoteId' },
    ],
    [
      'blank footnote',
      { rows: [withTitleFootnotes('F1')], footnotes: [{ id: 'F1', text: ' ' }] },
      { code: 'missingValue' },
    ],
    [
      'footnote referred to twice in a cell',
      { rows: [withTitleFootnotes('F1', 'F1')], footnotes: [footnote('F1')] },
      { code: 'footnoteReferencedTwice', table: 'I', row: 1 },
    ],
    ['owner twice', { owners: [owner!, { ...owner, rptOwnerCik: '9000001' }] }, { code: 'duplicateOwner' }],
    ['owner without CIK', { owners: [{ isDirector: '1' }] }, { code: 'missingValue', cell: 'rptOwnerCik' }],
    ['no owner', { owners: [] }, { code: 'missingValue', cell: 'reportingOwner' }],
    ['owner without relationship', { owners: [{ ...owner, isDirector: '0' }] }, { code: 'noRelationship' }],
    [
      'officer without title',
      { owners: [{ ...owner, isOfficer: '1' }] },
      { code: 'missingValue', cell: 'officerTitle' },
    ],
    [
      'other without saying what',
      { owners: [{ ...owner, isOther: '1' }] },
      { code: 'missingValue', cell: 'otherText' },
    ],
    ['no issuer CIK', { issuer: { issuerTradingSymbol: 'A' } }, { code: 'missingValue', cell: 'issuerCik' }],
    ['no symbol', { issuer: { issuerCik: '1' } }, { code: 'missingValue', cell: 'issuerTradingSymbol' }],
    ['no signature', { signatures: [] }, { code: 'missingValue', cell: 'ownerSignature' }],
    [
      'undated signature',
      { signatures: [{ signatureName: 'x' }] },
      { code: 'missingValue', cell: 'signatureDate' },
    ],
    ['no lines', { rows: [] }, { code: 'noLines' }],
    [
      'amendment of what',
      { head: { ...head, documentType: '4/A' } },
      { code: 'missingValue', cell: 'dateOfOriginalSubmission' },
    ],
    ['no 10b5-1 box', { head: { ...head, aff10b5One: '' } }, { code: 'missingValue', cell: 'aff10b5One' }],
    [
      'no period',
      { head: { ...head, periodOfReport: '' } },
      { code: 'missingValue', cell: 'periodOfReport' },
    ],
    ['31 rows', { rows: Array.from({ length: 31 }, () => PURCHASE) }, { code: 'tooManyRows', table: 'I' }],
    [
      '11 owners',
      { owners: Array.from({ length: 11 }, (_, index) => ({ ...owner, rptOwnerCik: `${index + 1}` })) },
      { code: 'tooManyOwners' },
    ],
    [
      'nature of a direct holding',
      { rows: [rowWith(PURCHASE, { natureOfOwnership: 'By trust' })] },
      { code: 'natureOfDirect', cell: 'natureOfOwnership' },
    ],
    [
      'indirect without nature',
      { rows: [rowWith(PURCHASE, { directOrIndirectOwnership: 'I' })] },
      { code: 'missingValue', cell: 'natureOfOwnership' },
    ],
    [
      'dollars beside shares',
      { rows: [rowWith(GRANT, { transactionTotalValue: '1' })] },
      { code: 'twoAmounts', cell: 'transactionTotalValue', table: 'II' },
    ],
  ])('%s', (_, changes, problem) => {
    const filing = filingWith(form4(changes));
    expect(filing.problems).toEqual([expect.objectContaining(problem)]);
  });

  it.each([
    ...['securityTitle', 'transactionDate', 'transactionFormType', 'transactionCode', 'equitySwapInvolved'],
    ...['transactionShares', 'transactionPricePerShare', 'transactionAcquiredDisposedCode'],
    ...['sharesOwnedFollowingTransaction', 'directOrIndirectOwnership'],
  ])('Table I without %s', (name) => {
    const filing = filingWith(form4({ rows: [without(PURCHASE, name)] }));
    expect(filing.problems).toEqual([
      expect.objectContaining({
        code: 'missingValue',
        table: 'I',
        row: 1,
        cell: name,
        at: filing.lines[0]!.at,
      }),
    ]);
  });

  it.each([
    ...['conversionOrExercisePrice', 'exerciseDate', 'expirationDate', 'underlyingSecurityTitle'],
    ...['underlyingSecurityShares', 'transactionShares', 'sharesOwnedFollowingTransaction'],
  ])('Table II without %s', (name) => {
    const filing = filingWith(form4({ rows: [without(GRANT, name)] }));
    expect(filing.problems[0]!.message).toBe(`Table II, row 1, ${name}: it is blank, and the form needs it`);
    expect(filing.problems).toEqual([
      expect.objectContaining({ code: 'missingValue', table: 'II', row: 1, cell: name }),
    ]);
  });

  it('take a footnote for a price or a date, and Form 3 without a balance in Table II', () => {
    const row = rowWith(GRANT, {
      conversionOrExercisePrice: { footnotes: ['F1'] },
      exerciseDate: { footnotes: ['F1'] },
      sharesOwnedFollowingTransaction: undefined,
    });
    const { cells } = row;
    const names = ['securityTitle', 'conversionOrExercisePrice', 'exerciseDate', 'expirationDate'];
    const more = ['underlyingSecurityTitle', 'underlyingSecurityShares', 'directOrIndirectOwnership'];
    const kept = Object.fromEntries(
      Object.entries(cells).filter(([name]) => [...names, ...more].includes(name)),
    );
    const form3 = form4({
      head: { ...head, documentType: '3' },
      rows: [{ table: 'II', kind: 'holding', cells: kept }],
      footnotes: [footnote('F1')],
    });
    expect(filingWith(form3).problems).toEqual([]);
  });

  it('take no lines where the form says why', () => {
    const none = form4({ head: { ...head, notSubjectToSection16: '1' }, rows: [] });
    expect(filingWith(none).problems).toEqual([]);
  });
});

describe('the limits of the form', () => {
  it('holds 30 rows in each table, 99 footnotes, 10 owners, each in its place', () => {
    const ids = Array.from({ length: 99 }, (_, index) => `F${index + 1}`);
    const rows = Array.from({ length: 30 }, (_, index) => [
      rowWith(PURCHASE, {
        securityTitle: { value: `Class ${index}`, footnotes: ids.slice(index * 3, index * 3 + 3) },
      }),
      rowWith(GRANT, {
        transactionShares: '999999999999.9999',
        exerciseDate: { footnotes: ids.slice(index + 69, index + 70) },
      }),
    ]).flat();
    const form = form4({
      owners: Array.from({ length: 10 }, (_, index) => ({ rptOwnerCik: `${index + 1}`, isDirector: '1' })),
      rows,
      footnotes: ids.map((id) => ({ id, text: `Note ${id}` })),
    });
    const filing = filingWith(form);
    expect(filing.problems).toEqual([]);
    expect(filing.owners).toHaveLength(10);
    expect(filing.footnotes).toHaveLength(99);
    expect(filing.lines).toHaveLength(60);
    expect(filing.lines[29]!.cells.securityTitle).toMatchObject({
      value: 'Class 29',
      footnotes: ['F88', 'F89', 'F90'],
    });
    expect(filing.lines[59]!.cells).toMatchObject({
      transactionShares: { value: '999999999999.9999' },
      exerciseDate: { footnotes: ['F99'] },
    });
  });
});

function filingWith(form: DescribedForm): Filing {
  return filingOf(parseOwnershipXml(printOwnershipXml(form)));
}
