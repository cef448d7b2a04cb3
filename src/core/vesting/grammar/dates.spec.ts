import { calendarDays, yearlyDays } from './dates';
import { tokenText } from './sentences';

const days = (text: string) => {
  const tokens = tokenText(text);
  const parsed = calendarDays(tokens, 0);
  return parsed?.next === tokens.tokens.length
    ? parsed.value.map((day) => ('on' in day ? day.on : `${day.from}..${day.to}`))
    : undefined;
};

it.each([
  ['March 1, 2024', ['2024-03-01']],
  ['1 March 2024', ['2024-03-01']],
  ['3/1/24', ['2024-03-01']],
  ['2024-03-01', ['2024-03-01']],
  ['Sept. 15th, 2024', ['2024-09-15']],
  ['the 15th day of March 2024', ['2024-03-15']],
  ['the last day of February 2024', ['2024-02-29']],
  ['March 1, 2024, 2025 and 2026', ['2024-03-01', '2025-03-01', '2026-03-01']],
  ['March 1 of each of 2024, 2025, and 2026', ['2024-03-01', '2025-03-01', '2026-03-01']],
  ['March 1 in the years 2024-2026', ['2024-03-01', '2025-03-01', '2026-03-01']],
  ['March 15 of each year from 2024 through 2025', ['2024-03-15', '2025-03-15']],
  ['January 31 and July 31, 2024', ['2024-01-31', '2024-07-31']],
  ['the first day of each of January and July 2026', ['2026-01-01', '2026-07-01']],
  ['January 2024', ['2024-01-01..2024-01-31']],
])('the days of %s', (text, expected) => {
  expect(days(text)).toEqual(expected);
});

it.each(['February 30, 2024', 'may 1, 2024', '13/45/2024', 'March'])('no day: %s', (text) => {
  expect(days(text)).toBeUndefined();
});

it.each([
  ['March 1 of each year', [{ month: 3, day: 1 }]],
  [
    'each March 1 and September 1',
    [
      { month: 3, day: 1 },
      { month: 9, day: 1 },
    ],
  ],
  [
    'the 15th of February and August',
    [
      { month: 2, day: 15 },
      { month: 8, day: 15 },
    ],
  ],
])('days that come back every year: %s', (text, expected) => {
  expect(yearlyDays(tokenText(text), 0)?.value.days).toEqual(expected);
});

it.each([
  ['January 21, 1998, and 1900 shares', 4],
  ['March 1, 2025, 2026 and 2097 RSUs', 6],
  ['March 1, 2024 RSUs', 4],
  ['March 2024 shares', 2],
])('a number of units is no year: %s', (text, next) => {
  expect(calendarDays(tokenText(text), 0)?.next).toBe(next);
});
