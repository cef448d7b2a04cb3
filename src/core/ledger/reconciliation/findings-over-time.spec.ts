import { type GivenFiling, givenEvents } from '../../../../test/support/given-filing';
import { findingsOverTime } from './findings-over-time';

function sale(on: string, shares: string, following: string, signed = on): GivenFiling {
  return { period: on, signed, lines: [{ on, code: 'S', shares, way: 'D', following }] };
}

const before: GivenFiling = {
  signed: '2020-01-08',
  lines: [{ on: '2020-01-06', code: 'P', shares: '10000', way: 'A', following: '85000' }],
};
const off = sale('2020-02-03', '10000', '74000');
/** Filed in March, of January. */
const missing = sale('2020-01-20', '1000', '84000', '2020-03-02');

const told = (filings: readonly GivenFiling[], knownAt?: string) =>
  findingsOverTime(givenEvents(...filings), knownAt === undefined ? {} : { knownAt }).map(
    ({ status, difference, residual, resolvedOn, resolvedBy }) => ({
      status,
      difference,
      residual,
      resolvedOn,
      filings: resolvedBy.length,
    }),
  );

describe('a finding over time', () => {
  it('is open until the missing filing arrives', () => {
    expect(told([before, off, missing], '2020-03-01')).toEqual([
      { status: 'open', difference: '-1000', residual: '-1000', resolvedOn: null, filings: 0 },
    ]);
  });

  it('is resolved from the day on which it arrives, whatever is recorded first', () => {
    const resolved = [
      { status: 'resolved', difference: '-1000', residual: '0', resolvedOn: '2020-03-02', filings: 1 },
    ];
    expect(told([before, off, missing])).toEqual(resolved);
    expect(told([missing, off, before])).toEqual(resolved);
    expect(told([before, off, missing], '2020-03-02')).toEqual(resolved);
  });

  it('of which one part arrives stays open with the rest', () => {
    const part = sale('2020-01-20', '600', '84400', '2020-03-02');
    expect(told([before, off, part])).toEqual([
      { status: 'open', difference: '-400', residual: '-400', resolvedOn: null, filings: 0 },
    ]);
  });

  it('is nothing before its second filing is known', () => {
    expect(told([before, off], '2020-02-02')).toEqual([]);
  });
});
