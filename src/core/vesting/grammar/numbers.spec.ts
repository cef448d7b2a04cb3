import { ordinalNumber, ratioNumber, unitCount, wholeNumber } from './numbers';
import { tokenText } from './sentences';

const read =
  <T>(parser: (text: ReturnType<typeof tokenText>, at: number) => { value: T; next: number } | undefined) =>
  (text: string) => {
    const tokens = tokenText(text);
    const parsed = parser(tokens, 0);
    return parsed?.next === tokens.tokens.length ? parsed.value : undefined;
  };

it.each([
  ['48', 48],
  ['forty-eight', 48],
  ['forty-eight (48)', 48],
  ['one hundred', 100],
  ['one hundred and twenty', 120],
  ['forty-eight (36)', undefined],
  ['zero', undefined],
])('the whole number %s', (text, expected) => {
  expect(read(wholeNumber)(text)).toBe(expected);
});

it.each([
  ['5,000', '5000'],
  ['five thousand (5,000)', '5000'],
  ['twelve thousand five hundred', '12500'],
  ['6,230.5295', '6230.5295'],
  ['five thousand (50)', undefined],
])('so many units: %s', (text, expected) => {
  expect(read(unitCount)(text)).toBe(expected);
});

it.each([
  ['third', 3],
  ['3rd', 3],
  ['twenty-fourth', 24],
  ['third (3rd)', 3],
  ['third (4th)', undefined],
])('the ordinal %s', (text, expected) => {
  expect(read(ordinalNumber)(text)).toBe(expected);
});

it.each([
  ['25%', 25, 100],
  ['33 1/3%', 100, 300],
  ['33-1/3%', 100, 300],
  ['33.33 percent', 3333, 10_000],
  ['Twenty-five percent (25%)', 25, 100],
  ['one-third', 1, 3],
  ['two thirds', 2, 3],
  ['one-forty-eighth (1/48th)', 1, 48],
  ['1/48th', 1, 48],
  ['half', 1, 2],
])('the part %s', (text, numerator, denominator) => {
  expect(read(ratioNumber)(text)).toEqual({ numerator, denominator });
});

it.each(['1/2/2024', 'one-third (25%)', '25'])('no part: %s', (text) => {
  expect(read(ratioNumber)(text)).toBeUndefined();
});
