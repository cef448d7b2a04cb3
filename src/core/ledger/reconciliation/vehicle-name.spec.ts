import { areOtherVehicles, vehicleName } from './vehicle-name';

describe('the vehicle that a footnote names', () => {
  it.each([
    ['Reflects securities held directly by Harbor 9 Limited Partnership.', 'harbor 9 lp'],
    ['Reflects securities held directly by Harbor 9.', 'harbor 9'],
    ['Shares held by Harbor 9-A, L.P.', 'harbor 9 a lp'],
    [
      'These shares are directly held by Mill Road LLC ("Mill Road"). He shares control over it.',
      'mill road llc',
    ],
    [
      'The shares are held of record by the Ann Example 2012 Family Trust, of which he is a trustee.',
      'ann example 2012 family trust',
    ],
    ['Owned by North Quay Ltd.', 'north quay ltd'],
    ['Held by the Roe Trust, dated May 1, 2001, of which he is a trustee.', 'roe trust dated may 1 2001'],
    ['Held by the Roe Trust dated May 1, 2005 for which he serves as trustee.', 'roe trust dated may 1 2005'],
    ['Shares held by the Lee Family Trust No. 2.', 'lee family trust no 2'],
    ['Shares held by Robert A. Smith 2010 GRAT. He is the trustee.', 'robert a smith 2010 grat'],
    ['Held by the Lee Irrev. Trust B.', 'lee irrev trust b'],
    [
      'Shares held by Harbor Capital U.S. Fund, L.P.  The Reporting Person manages it.',
      'harbor capital us fund lp',
    ],
    ['Held by Lee Investments, a limited partnership.', 'lee investments'],
    ['Held by the Ann and John Example Living Trust.', 'ann and john example living trust'],
  ])('%s', (text, name) => {
    expect(vehicleName([text])).toBe(name);
  });

  it('is one in a footnote that calls it by a shorter name, too', () => {
    const text =
      'Held directly by Mill Road Interchange LLC (the "Mill"). The securities held by the Mill may be sold. He disclaims beneficial ownership of securities held by Mill.';
    expect(vehicleName([text])).toBe('mill road interchange llc');
  });

  it('is told by the one of two footnotes that speaks of the shares', () => {
    const partners =
      'Harbor 9 GP LLC is the general partner of Harbor 9 and Harbor 9-A. He may be deemed a beneficial owner of the securities held by Harbor 9 and Harbor 9-A.';
    expect(vehicleName([partners, 'Reflects securities held directly by Harbor 9-A.'])).toBe('harbor 9 a');
  });

  it.each([
    ['no name', 'The reporting person disclaims beneficial ownership of these shares.'],
    ['the person itself', 'Held by the reporting person.'],
    ['somebody without a name', 'Shares held by his spouse.'],
    ['two names', 'Some are held by Harbor 9. Others are held by Mill Road LLC.'],
  ])('is none where there is %s', (_, text) => {
    expect(vehicleName([text])).toBeUndefined();
    expect(vehicleName([])).toBeUndefined();
  });

  it.each([
    ['any vehicle', 'Shares held by the Trust. Jane Doe is the beneficiary.'],
    ['one for somebody', 'Shares held by the Doe Trust, for the benefit of Alice.'],
    ['one that a bracket tells from others', 'Shares held by the Doe Trust (Alice).'],
    ['one of a place', 'Shares held by The Doe Children Trust in Delaware f/b/o Al.'],
    ['one for the account of another', 'Held by Harbor Co., Inc. for the account of a customer.'],
    ['a trustee', 'Held by Harbor Fiduciary as trustee of the plan.'],
    ['the first of two', 'Held by Alpha Fund, L.P. and Beta Fund, L.P.'],
    ['the first of three', 'Held by Alpha Fund I, Alpha Fund II and Alpha Fund III.'],
    ['two in one word', 'Held by Fund A/Fund B.'],
  ])('is none where its name is cut short: %s', (_, text) => {
    expect(vehicleName([text])).toBeUndefined();
  });

  it('is looked for in hostile texts without end, and not found', () => {
    const texts = ['held by '.repeat(12_000), `Held by ${'Harbor, '.repeat(12_000)}`, '('.repeat(90_000)];
    expect(vehicleName(texts)).toBeUndefined();
  });
});

describe('two names', () => {
  it.each([
    ['growth fund v', 'growth fund vi'],
    ['growth fund', 'growth fund vi'],
    ['harbor 9', 'harbor 9 partners'],
    ['lee family trust no 1', 'lee family trust no 2'],
    ['smith holdings lp', 'smith holdings llc'],
    ['doe grat dated may 1 2010', 'doe grat dated june 1 2012'],
  ])('%s and %s are of two vehicles', (one, other) => {
    expect([areOtherVehicles(one, other), areOtherVehicles(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['growth 15', 'growth 15 lp'],
    ['doe grat', 'doe grat dated may 1 2010'],
  ])('%s and %s may be of one', (one, other) => {
    expect([areOtherVehicles(one, other), areOtherVehicles(other, one)]).toEqual([false, false]);
  });
});
