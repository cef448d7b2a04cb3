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

  it.each([
    ['The original Form 4 is void.', 'withdrawn'],
    ['The original Form 4 has been rescinded.', 'withdrawn'],
    ['The original filing is hereby withdrawn in its entirety.', 'withdrawn'],
    ['The initial Form 3 is null and void and of no force or effect.', 'withdrawn'],
    ['The Form 4 filed on March 4, 2020 has been cancelled.', 'withdrawn'],
    ['The Form 4 dated 3/4/2020 was filed in error and is withdrawn.', 'withdrawn'],
    ['Accordingly, the original report is retracted.', 'withdrawn'],
    ['Withdrawal of the original Form 4 filed on March 4, 2020.', 'withdrawn'],
    ['The reporting person hereby withdraws the original Form 4.', 'withdrawn'],
    ['The undersigned rescinds the previously filed Form 4.', 'withdrawn'],
    ['The purpose of this amendment is to withdraw the original Form 4.', 'withdrawn'],
    ['This amendment is being filed solely to cancel the original Form 5.', 'withdrawn'],
    ['This filing voids the original filing in its entirety because no transaction occurred.', 'withdrawn'],
    ['The original Form 4 is withdrawn and replaced by this amendment.', 'replaced'],
    ['This amendment withdraws the original Form 4 and replaces it in its entirety.', 'replaced'],
    ['The original Form 4 should be disregarded and is superseded by this filing.', 'replaced'],
    ['The Form 4 filed on 2020-03-04 is replaced by this Form 4/A in its entirety.', 'replaced'],
    ['This Form 4/A amends, supersedes and replaces in its entirety the original Form 4.', 'replaced'],
    ['This amendment is filed to replace the original filing in full.', 'replaced'],
    ['Please disregard the Form 4 filed with the SEC on March 4, 2020.', 'disregarded'],
    ['The erroneously filed Form 4 should be disregarded.', 'disregarded'],
    ['Please disregard the filing submitted earlier.', 'disregarded'],
    ['The Form 4 that was inadvertently filed on March 4, 2020 should be disregarded.', 'disregarded'],
    ['Therefore, the original submission is to be disregarded.', 'disregarded'],
    ['The original Form 4 was inadvertently filed.', 'inError'],
    ['The Form 4 filed on March 4, 2020 was submitted in error.', 'inError'],
  ])('of nothing else: %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    'The award reported in the original Form 4 was rescinded.',
    'The sale reported in the Form 4 filed on March 4, 2020 has been cancelled.',
    'The transaction reported on the original Form 4 was cancelled.',
    'The transaction reported on the original filing is void.',
    'The stock option award of 900 shares disclosed in the original filing was cancelled.',
    'The broker cancelled the trade, and the 1,000 share sale in the original Form 4 is void.',
    'The second transaction shown in the original report should be disregarded.',
    'The order to sell under the original filing was void.',
    'The number reported on the Form 4 filed on May 1, 2020 should be disregarded.',
    'The exhibit to the original filing is withdrawn.',
    'The trade on the original filing is void.',
    'The holdings reported in the original Form 4 are superseded by this filing in its entirety.',
    'The grant in the original Form 4 was voided by the board.',
    'The gift described in the original report has been rescinded by the donee.',
    'All awards in the Form 4 filed on March 4, 2020 were cancelled.',
    'Shares listed in the previously filed Form 4 were cancelled.',
    'The restricted stock units shown on the initial Form 3 should be disregarded.',
    'One of the sales reported on the original Form 4 was voided.',
    'The balance shown in the Form 4 filed on March 4, 2020 is to be disregarded.',
    'Column 5 of the original Form 4 is withdrawn.',
    'The Reporting Person’s purchase as filed in the original Form 4 has been rescinded.',
    'The plan under which the original Form 4 was filed has been cancelled.',
    'The price in the original Form 4 is replaced in its entirety by this amendment.',
    'This amendment voids the original Form 4 as to the option only.',
    'This amendment replaces Table II of the original Form 4 and restates the original Form 4 in its entirety otherwise.',
    'The original Form 4 is withdrawn if the merger does not close.',
    'The original Form 4 is withdrawn, but the option grant stands.',
    'The original Form 4 should be disregarded because the second row was a duplicate of the first.',
    'The original Form 4 is withdrawn. The award in row 2 remains in effect.',
    'Please disregard the original Form 4 sale of 1,000 shares.',
    'Withdraws the original filing solely for the sale.',
  ])('never by what is said of something in it: %s', (text) => {
    const all = kinds(text);
    expect(all.filter((kind) => kind !== 'unclear')).toEqual([]);
  });

  it.each([
    'The award reported in the original Form 4 was rescinded.',
    'The transaction reported on the original Form 4 was cancelled.',
    'The sale reported in the Form 4 filed on March 4, 2020 has been cancelled.',
    'The second transaction shown in the original report should be disregarded.',
    'Please disregard the original Form 4 sale of 1,000 shares.',
    'The original Form 4 is withdrawn, but the option grant stands.',
  ])('what may take something in it back is not passed over: %s', (text) => {
    expect(kinds(text)).toEqual(['unclear']);
  });

  it('leaves a sentence on a line to the reading of lines, also one whose reason is a line', () => {
    expect(kinds('The original Form 4 is void as the sale did not occur.')).toEqual([]);
    expect(kinds('The original Form 4 should be disregarded because the award was never made.')).toEqual([]);
    expect(kinds('The sale in the original Form 4, which is void, did not occur.')).toEqual([]);
  });

  it('names dates and accession numbers', () => {
    const text = 'The Form 4 filed on March 4, 2020 (No. 0000000042-20-000001) should be disregarded.';
    expect(wholeFilingSentences(text)).toMatchObject([
      { dates: ['2020-03-04'], accessions: ['0000000042-20-000001'] },
    ]);
  });
});
