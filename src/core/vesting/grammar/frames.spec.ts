import { clausesOf } from './clauses';
import { framesOf } from './frames';
import { phrasesOf } from './phrases';
import { sentencesOf, tokenText } from './sentences';

/** The frames of one sentence: how many parts, dates and leftovers each has. */
function frames(text: string) {
  const tokens = tokenText(text);
  const [{ from, to }] = sentencesOf(tokens) as [{ from: number; to: number }];
  return clausesOf(phrasesOf(tokens, from, to))
    .flatMap(framesOf)
    .map(({ shares, points, series, leftovers }) => [
      shares.length,
      points.length,
      Boolean(series),
      leftovers.length,
    ]);
}

it.each([
  ['25% vests on March 1, 2024', [[1, 1, false, 0]]],
  ['On March 1, 2024, 25% of the shares vest', [[1, 1, false, 0]]],
  ['The shares vest on March 1, 2024 as to 25%', [[1, 1, false, 0]]],
  [
    '25% vests on March 1, 2024 and the rest in 36 equal monthly installments thereafter',
    [
      [1, 1, false, 0],
      [1, 0, true, 0],
    ],
  ],
  [
    'vests over four years with 25% of the units vesting on March 1, 2024 and the remaining 75% vesting monthly',
    [
      [0, 0, false, 0],
      [1, 1, false, 0],
      [1, 0, true, 0],
    ],
  ],
  ['33%, 33% and 34% vest on March 1, 2024, 2025 and 2026, respectively', [[3, 3, false, 0]]],
])('%s', (text, expected) => {
  expect(frames(text)).toEqual(expected);
});

it('a second date that only a comma parts from the first is left over', () => {
  expect(frames('The units vest on March 1, 2024, March 3, 2024')).toEqual([[0, 2, false, 1]]);
});
