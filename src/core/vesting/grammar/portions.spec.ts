import { share } from './portions';
import { tokenText } from './sentences';

function read(text: string) {
  const tokens = tokenText(text);
  const parsed = share(tokens, 0);
  return parsed?.next === tokens.tokens.length ? parsed.value : undefined;
}

it.each([
  ['25% of the shares', { amount: { kind: 'fraction', numerator: 25, denominator: 100 } }],
  ['at a rate of 20%', { amount: { kind: 'fraction', numerator: 20, denominator: 100 } }],
  ['as to 10,000 shares', { amount: { kind: 'units', units: '10000' } }],
  ['five thousand (5,000) shares', { amount: { kind: 'units', units: '5000' } }],
  ['12,000 of the 20,000 shares', { amount: { kind: 'units', units: '12000' } }],
  ['all of the RSUs', { amount: { kind: 'whole' } }],
  ['in full', { amount: { kind: 'whole' } }],
  ['the remainder', { amount: { kind: 'remaining' }, rest: true }],
  ['the remaining 75%', { amount: { kind: 'fraction', numerator: 75, denominator: 100 }, rest: true }],
  ['the other 50%', { amount: { kind: 'fraction', numerator: 50, denominator: 100 }, rest: true }],
  ['the first installment', { amount: { kind: 'instalment' }, place: 'first' }],
  [
    '1/36th of the remaining shares',
    { amount: { kind: 'fraction', numerator: 1, denominator: 36 }, ofRemaining: true },
  ],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it.each(['$5,000', 'one share', '2024', 'each third vesting date'])('no part of an award: %s', (text) => {
  expect(read(text)).toBeUndefined();
});
