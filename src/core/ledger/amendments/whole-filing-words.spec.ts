import { wholeFilingSentences } from './whole-filing-words';

const kinds = (text: string) => wholeFilingSentences(text).map(({ kind }) => kind);

describe('a sentence speaks of the original as a whole', () => {
  it.each([
    ['The original should be disregarded.', 'disregarded'],
    ['The original Form 4 should be disregarded.', 'disregarded'],
    ['Please disregard the original filing.', 'disregarded'],
    [
      'The Original Form 3 should be disregarded as the owner was no insider with respect to the issuer.',
      'disregarded',
    ],
    ['The Form 4 filed on June 18, 2008 should be disregarded in its entirety.', 'disregarded'],
    ['The previously filed Form 4 was filed in error and should be disregarded.', 'disregarded'],
    ['This amendment supersedes the original in its entirety.', 'replaced'],
    ['This Amendment supersedes and replaces in its entirety the Form 4 filed on 6/18/2008.', 'replaced'],
    ['This Form 4/A replaces the original Form 4 in its entirety.', 'replaced'],
    [
      'This Form 4/A amends and restates in its entirety the Form 4 originally filed on 6/18/2008.',
      'replaced',
    ],
    ['The original Form 4 is superseded and replaced in its entirety by this amendment.', 'replaced'],
    ['This amendment is being filed to withdraw the original Form 4.', 'withdrawn'],
    ['This amendment is being filed to void the original.', 'withdrawn'],
    ['This amendment is filed for the purpose of withdrawing the Form 4 filed on 6/18/2008.', 'withdrawn'],
    [
      'This Form 4/A is being filed to withdraw the Form 4 filed with the Commission on June 18, 2008, which was filed in error.',
      'withdrawn',
    ],
    ['The original Form 4, which should not have been filed, is hereby withdrawn.', 'withdrawn'],
    ['The Form 4 previously filed on March 4, 2020 is null and void.', 'withdrawn'],
    ['The original Form 4 was filed in error.', 'inError'],
    ['The original report was inadvertently filed.', 'inError'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    'Footnote 2 of the original Form 4 should be disregarded.',
    'The original Form 4 should be disregarded with respect to Table II.',
    'The original Form 4 should be disregarded except for the holdings.',
    'This amendment supersedes the original in its entirety, other than the remarks.',
    'The Form 4/A filed on June 20, 2008 was filed in error and should be disregarded.',
  ])('but of what is not clear: %s', (text) => {
    expect(kinds(text)).toEqual(['unclear']);
  });

  it.each([
    'This amendment does not supersede the original Form 4 in its entirety.',
    'The original Form 4 should not be disregarded.',
    'The original Form 4 isn’t withdrawn.',
    'This amendment replaces the original filing to correct the price in row 2.',
    'The original Form 4 was filed in error with a wrong price.',
    'The original Form 4 reported the wrong number of shares.',
    'This Form 4 should be disregarded.',
    'The shares withdrawn from the original grant were cancelled.',
    'The option was cancelled and replaced by a new option.',
    'The grant of units was made in place of the original, which was cancelled.',
    'The reporting person withdraws as a member of a group.',
    'The power of attorney filed with the original Form 4 remains in effect.',
  ])('but not: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('names dates and accession numbers', () => {
    const text = 'The Form 4 filed on March 4, 2020 (No. 0000000042-20-000001) should be disregarded.';
    expect(wholeFilingSentences(text)).toMatchObject([
      { dates: ['2020-03-04'], accessions: ['0000000042-20-000001'] },
    ]);
  });
});
