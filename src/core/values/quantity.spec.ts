import fc from 'fast-check';
import { add, canonicalDecimal, decimalPlaces, fromUnits, subtract, toUnits } from './quantity';

describe('canonical decimals', () => {
  it.each([
    ['50000', '50000'],
    ['0050000', '50000'],
    ['106150.00', '106150'],
    ['36.000', '36'],
    ['6230.5295', '6230.5295'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0.0', '0'],
    ['-0.00', '0'],
    ['-1.50', '-1.5'],
    ['999999999999.9999', '999999999999.9999'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical);
  });

  it.each(['', '.', '-', '1,000', '$5', '1e3', '+5', ' 5', '5 ', '1.2.3', '--1', `1${'0'.repeat(64)}`])(
    '"%s" is none',
    (text) => {
      expect(canonicalDecimal(text)).toBeUndefined();
    },
  );

  it('counts decimal places', () => {
    expect(['5', '0.5', '6230.5295'].map(decimalPlaces)).toEqual([0, 1, 4]);
  });
});

describe('sums', () => {
  it('twelve times 519.2108 is 6230.5296, exactly', () => {
    expect(Array.from({ length: 12 }, () => '519.2108').reduce(add, '0')).toBe('6230.5296');
  });

  it('refuses to round what has more places than sums carry', () => {
    expect(() => toUnits('809.71655')).toThrow('809.71655 has more than 4 decimal places');
  });

  const units = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });

  it('units and decimals are the same thing', () => {
    fc.assert(fc.property(units, (value) => expect(toUnits(fromUnits(value))).toBe(value)));
    fc.assert(
      fc.property(units, (value) => expect(canonicalDecimal(fromUnits(value))).toBe(fromUnits(value))),
    );
  });

  it('subtracting undoes adding', () => {
    fc.assert(
      fc.property(units, units, (left, right) =>
        expect(subtract(add(fromUnits(left), fromUnits(right)), fromUnits(right))).toBe(fromUnits(left)),
      ),
    );
  });
});
