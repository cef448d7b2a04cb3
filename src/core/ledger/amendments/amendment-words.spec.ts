import { saysLeftOut, voidSentences } from './amendment-words';

const kinds = (text: string) => voidSentences(text).map(({ kind }) => kind);

describe('a sentence takes a reported line back', () => {
  it.each([
    ['The sale reported on the original Form 4 did not occur.', 'never'],
    ['This purchase was never executed and is removed.', 'never'],
    ['The transaction should not have been reported.', 'never'],
    ['No such gift took place.', 'never'],
    ['This line is a duplicate of the sale in row 1.', 'duplicate'],
    ['The sale of 1,000 shares was reported twice on the Form 4 filed June 18, 2008.', 'duplicate'],
    ['The original Form 4 inadvertently reported this transaction twice.', 'duplicate'],
    ['These shares had already been reported on an earlier Form 4.', 'duplicate'],
    ['The sale of 1,000 shares on June 17, 2008 was reported in error.', 'error'],
    ['The original filing inadvertently included the exercise of an option.', 'error'],
    ['The sale of 1,000 shares at a price of $3.25 per share was reported in error.', 'error'],
    ['A purchase (transaction code P) of a total of 500 shares was erroneously reported.', 'error'],
    ['This amendment is being filed to remove the gift of 200 shares.', 'error'],
    ['The amendment deletes the sale in row 2, which was reported on the wrong form.', 'error'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    'The price was reported in error.',
    'The price of the sale was reported in error.',
    'This amendment removes the footnote on the sale of 1,000 shares.',
    'This amendment is being filed to remove the incorrect transaction code of the sale.',
    'The restrictions on the shares were removed on the date of the grant.',
    'The award was not granted under the plan.',
    'The original Form 4 erroneously reported a sale of 1,000 shares instead of 900 shares.',
    'The number of shares sold was inadvertently reported as 1,000.',
    'This transaction is not a duplicate of the sale reported on June 17, 2008.',
    'The sale was inadvertently omitted from the original Form 4.',
    'The sales reported here were effected under a Rule 10b5-1 trading plan.',
    'The exhibit was inadvertently filed with the wrong transaction date.',
    'The reporting person disclaims beneficial ownership of these shares.',
  ])('but not: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('names amounts, dates and what kind of transaction, and no other numbers', () => {
    const text =
      'The Form 4 filed on 06/18/2008 reported in error the sale, on June 17, 2008, of 1,000.5 shares in row 2 (see Rule 16b-3).';
    expect(voidSentences(text)).toMatchObject([
      { dates: ['2008-06-17', '2008-06-18'], amounts: ['1000.5'], codes: ['S'] },
    ]);
  });

  it('reads dates with two digits for the year, and counts none of their numbers as an amount', () => {
    const text =
      'The Form 4 inadvertently reported purchases of 276 shares on 01/25/24 and 57 shares on 1/26/24.';
    expect(voidSentences(text)).toMatchObject([
      { dates: ['2024-01-25', '2024-01-26'], amounts: ['276', '57'], codes: ['P'] },
    ]);
  });

  it('is looked for in each sentence of a text', () => {
    const text = 'The shares are held by Acme Inc. The sale did not occur. See footnote 2.';
    expect(voidSentences(text).map(({ sentence }) => sentence)).toEqual(['The sale did not occur.']);
  });
});

describe('a text says that a line was left out', () => {
  it.each([
    'This sale was inadvertently omitted from the original Form 4.',
    'The holding was not previously reported.',
    'The original Form 4 failed to report this purchase.',
  ])('%s', (text) => {
    expect(saysLeftOut(text)).toBe(true);
  });

  it.each([
    'The power of attorney was omitted from the original Form 4.',
    'The price previously reported was wrong.',
    'The amendment includes the omitted name and address of a joint filer, since Ms. Doe had no number.',
    'The number of shares was incorrectly reported.',
  ])('but not: %s', (text) => {
    expect(saysLeftOut(text)).toBe(false);
  });
});
