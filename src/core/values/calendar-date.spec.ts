import { addDays, addMonths, isLastDayOfMonth } from './calendar-date';

describe('months counted from an anchor', () => {
  it.each([
    ['2008-02-29', 12, '2009-02-28'],
    ['2008-02-29', 48, '2012-02-29'],
    ['2007-01-31', 1, '2007-02-28'],
    ['2007-01-31', 2, '2007-03-31'],
    ['2007-12-31', 2, '2008-02-29'],
    ['2007-03-31', -1, '2007-02-28'],
    ['2007-01-15', -13, '2005-12-15'],
    ['2007-01-15', 0, '2007-01-15'],
  ])('%s and %i months: %s', (anchor, months, date) => {
    expect(addMonths(anchor, months)).toBe(date);
  });

  it('on a wanted day, or the last day of a month that is too short', () => {
    expect(addMonths('2007-01-15', 1, 31)).toBe('2007-02-28');
    expect(addMonths('2007-01-15', 2, 31)).toBe('2007-03-31');
    expect(addMonths('2007-01-15', 1, 1)).toBe('2007-02-01');
  });

  it('knows the last day of a month', () => {
    expect(['2007-02-28', '2008-02-28', '2008-02-29', '2007-04-30'].map(isLastDayOfMonth)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('sixty days cross years and leap days', () => {
    expect(addDays('2008-12-14', 60)).toBe('2009-02-12');
    expect(addDays('2008-01-01', 60)).toBe('2008-03-01');
  });
});

it('counting ends with the calendar, and throws nothing', () => {
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
  expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
  expect(addDays('1900-01-01', -1_000_000)).toBe('0001-01-01');
  expect(addMonths('9999-12-31', 1)).toBe('9999-12-31');
  expect(addMonths('9999-01-31', 1)).toBe('9999-02-28');
  expect(addMonths('1900-01-01', -30_000)).toBe('0001-01-01');
});
