import { tokenText } from './sentences';
import { series } from './series';

function read(text: string) {
  const tokens = tokenText(text);
  const parsed = series(tokens, 0);
  return parsed?.next === tokens.tokens.length ? parsed.value : undefined;
}

const months = (length: number) => ({ kind: 'months', length });

it.each([
  ['in four equal annual installments', { instalments: true, count: 4, equal: true, every: months(12) }],
  [
    'in thirty-six (36) substantially equal monthly installments',
    { instalments: true, count: 36, equal: true, every: months(1) },
  ],
  ['in equal thirds', { instalments: true, count: 3, equal: true }],
  ['ratably', { equal: true }],
  ['monthly', { every: months(1) }],
  ['semi-annually', { every: months(6) }],
  ['per year', { every: months(12) }],
  ['every other year', { every: months(24) }],
  ['each three-month period', { every: months(3) }],
  ['each one-month period', { every: months(1) }],
  ["upon the reporting person's completion of each month of service", { every: months(1) }],
  [
    'on the 15th day of each third month',
    { every: months(3), day: { kind: 'day', day: 15, business: false } },
  ],
  [
    'on the last day of each calendar quarter',
    { every: months(3), day: { kind: 'day', day: 'last', business: false } },
  ],
  ['at the end of each quarter', { every: months(3), day: { kind: 'end' } }],
  ['each of the next three years', { count: 3, every: months(12) }],
  [
    'each March 15 and September 15',
    {
      every: months(6),
      yearly: [
        { month: 3, day: 15 },
        { month: 9, day: 15 },
      ],
    },
  ],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});
