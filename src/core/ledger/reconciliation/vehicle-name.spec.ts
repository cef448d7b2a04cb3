import { vehicleName } from './vehicle-name';

describe('the vehicle that a footnote names', () => {
  it.each([
    ['Reflects securities held directly by Harbor 9 Limited Partnership.', 'harbor9'],
    ['Reflects securities held directly by Harbor 9.', 'harbor9'],
    ['Shares held by Harbor 9-A, L.P.', 'harbor9a'],
    ['These shares are directly held by Mill Road LLC ("Mill Road"). He shares control over it.', 'millroad'],
    [
      'The shares are held of record by the Ann Example 2012 Family Trust, of which he is a trustee.',
      'annexample2012familytrust',
    ],
    ['Owned by North Quay Ltd.', 'northquay'],
    ['Held by the Roe Trust, dated May 1, 2001, of which he is a trustee.', 'roetrustdatedmay12001'],
    ['Held by the Roe Trust dated May 1, 2005 for which he serves as trustee.', 'roetrustdatedmay12005'],
  ])('%s', (text, name) => {
    expect(vehicleName([text])).toBe(name);
  });

  it('is one in a footnote that calls it by a shorter name, too', () => {
    const text =
      'Held directly by Mill Road Interchange LLC (the "Mill"). The securities held by the Mill may be sold. He disclaims beneficial ownership of securities held by Mill.';
    expect(vehicleName([text])).toBe('millroadinterchange');
  });

  it('is told by the one of two footnotes that speaks of the shares', () => {
    const partners =
      'Harbor 9 GP LLC is the general partner of Harbor 9 and Harbor 9-A. He may be deemed a beneficial owner of the securities held by Harbor 9 and Harbor 9-A.';
    expect(vehicleName([partners, 'Reflects securities held directly by Harbor 9-A.'])).toBe('harbor9a');
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

  it('is looked for in hostile texts without end, and not found', () => {
    const texts = ['held by '.repeat(12_000), `Held by ${'Harbor, '.repeat(12_000)}`, '('.repeat(90_000)];
    expect(vehicleName(texts)).toBeUndefined();
  });
});
