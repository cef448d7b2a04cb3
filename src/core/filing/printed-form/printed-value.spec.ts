import { isBlankMark, readAmount, readDate } from './printed-value';

describe('printed amounts', () => {
  it.each([
    ['50,000', '50000', false],
    ['6,230.5295', '6230.5295', false],
    ['$1.375', '1.375', true],
    ['$ 0', '0', true],
    ['$.01', '0.01', true],
    ['999,999,999,999.9999', '999999999999.9999', false],
  ])('reads %j as %s', (text, value, dollars) => {
    expect(readAmount(text)).toEqual({ value, dollars });
  });

  it.each([
    ['8,000)', '8000', 'strayCharacter'],
    ['(1,000', '1000', 'strayCharacter'],
    ['50, 000', '50000', 'strayBlank'],
    ['1O,00O', '10000', 'misreadDigit'],
  ])('heals %j to %s and says by which rule', (text, value, rule) => {
    expect(readAmount(text)).toMatchObject({ value, rule });
  });

  it('reads a letter before a price as the dollar sign and lists the digit that it could be', () => {
    expect(readAmount('S12.50')).toEqual({
      value: '12.5',
      dollars: true,
      rule: 'misreadDollar',
      alternatives: ['512.5'],
    });
  });

  it.each([
    '',
    '1,00',
    '6,230.55295',
    '1,000,000,000,000',
    'SOLD',
    'n/a',
    '4?0',
    '-5',
    '1.2.3',
    `${'9'.repeat(50)}`,
  ])('does not read %j', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });
});

describe('printed dates', () => {
  it.each([
    ['07/31/2006', '2006-07-31'],
    ['7/1/2006', '2006-07-01'],
    ['07-31-2006', '2006-07-31'],
    ['2006-07-31', '2006-07-31'],
    ['July 31, 2006', '2006-07-31'],
    ['Feb. 29, 2008', '2008-02-29'],
  ])('reads %j as %s', (text, value) => {
    expect(readDate(text)).toEqual({ value });
  });

  it('reads a year of two digits as the likely one and lists the other century', () => {
    expect(readDate('6/17/98')).toEqual({
      value: '1998-06-17',
      rule: 'twoDigitYear',
      alternatives: ['2098-06-17'],
    });
    expect(readDate('6/17/08')).toMatchObject({ value: '2008-06-17', alternatives: ['1908-06-17'] });
  });

  it('heals letters that look like digits', () => {
    expect(readDate('O7/31/2OO6')).toEqual({ value: '2006-07-31', rule: 'misreadDigit' });
  });

  it.each(['02/30/2008', '13/01/2008', '07/31', '1/2006', 'Immediately', '(2)', '08/08/3/1988'])(
    'does not read %j',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );

  it('knows marks that only say that there is nothing', () => {
    expect(['-', '—', '  ', '.', '|'].every(isBlankMark)).toBe(true);
    expect(isBlankMark('0')).toBe(false);
  });
});
