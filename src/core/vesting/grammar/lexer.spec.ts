import { lex } from './lexer';

const words = (text: string) => lex(text).map((token) => token.text);

describe('the tokens of a footnote', () => {
  it.each([
    ['The RSUs vest on 3/1/2024.', ['the', 'rsus', 'vest', 'on', '3', '/', '1', '/', '2024', '.']],
    ['12,500 units', ['12500', 'units']],
    ['1/48th and 33 1/3%', ['1', '/', '48', 'and', '33', '1', '/', '3', '%']],
    ['⅓ of the shares', ['1', '/', '3', 'of', 'the', 'shares']],
    ["the Reporting Person's service", ['the', 'reporting', 'person', 'service']],
    ['“Grant Date” – three–year', ['"', 'grant', 'date', '"', '-', 'three', '-', 'year']],
    ['1st, 2nd & 3rd', ['1', ',', '2', 'and', '3']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['excersiable therafter', ['excersiable', 'thereafter']],
    ['Febuary, anual, frist', ['february', ',', 'annual', ',', 'first']],
    ['exerciseable instalments', ['exercisable', 'instalments']],
    ['subj. to cont’d employment', ['subject', 'to', 'continued', 'employment']],
  ])('have their slips mended, if only one word can be meant: %s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('stand where they were filed', () => {
    const text = 'Vests  on Jan. 1, 2,024.5';
    expect(lex(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Vests',
      'on',
      'Jan',
      '1',
      ',',
      '2,024.5',
    ]);
  });
});
