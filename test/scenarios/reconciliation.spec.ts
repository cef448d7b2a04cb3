import { given } from '../support/given-filing';

const sale = (shares: string, following: string) => ({
  on: '2020-03-02',
  code: 'S',
  shares,
  way: 'D' as const,
  following,
});
const prior = {
  lines: [{ on: '2020-01-06', code: 'P', shares: '10000', way: 'A' as const, following: '85000' }],
};

describe('S17: three sales after a balance of 85,000, however their balances are told', () => {
  it.each([
    ['a running tally', [sale('1000', '84000'), sale('2000', '82000'), sale('500', '81500')]],
    ['the final total on each row', [sale('1000', '81500'), sale('2000', '81500'), sale('500', '81500')]],
    ['the newest first', [sale('500', '81500'), sale('2000', '82000'), sale('1000', '84000')]],
  ])('%s', (_style, lines) => {
    const ledger = given(prior, { lines });
    expect(ledger.holdings).toHaveLength(1);
    expect(ledger.steps.map(({ status, computed }) => [status, computed])).toEqual([
      ['opening', '75000'],
      ['recomputed', '85000'],
      ['recomputed', '84000'],
      ['recomputed', '82000'],
      ['recomputed', '81500'],
    ]);
    expect(ledger.holdings[0]!.reported).toBe('81500');
  });

  it.each([
    ['blank', undefined],
    ['the balance before them', '85000'],
  ])('a balance on the last row only, the others %s', (_what, shown) => {
    const { following: _, ...bare } = sale('1000', '');
    const rows = ['1000', '2000'].map((shares) => ({ ...bare, shares, ...(shown && { following: shown }) }));
    const { steps } = given(prior, { lines: [...rows, sale('500', '81500')] });
    expect(steps.map(({ computed }) => computed)).toEqual(['75000', '85000', '84000', '82000', '81500']);
    expect(steps.some(({ status }) => status === 'differs')).toBe(false);
  });

  it('without a balance before them, final totals imply the opening before all of them', () => {
    const lines = [sale('1000', '81500'), sale('2000', '81500'), sale('500', '81500')];
    expect(given({ lines }).steps[0]).toMatchObject({ status: 'opening', computed: '85000' });
  });

  it('a final total that does not fit the balance before it differs once, on the last row', () => {
    const lines = [sale('1000', '81400'), sale('2000', '81400'), sale('500', '81400')];
    const statuses = given(prior, { lines }).steps.map(({ status, computed }) => [status, computed]);
    expect(statuses.slice(2)).toEqual([
      ['recomputed', '84000'],
      ['recomputed', '82000'],
      ['differs', '81500'],
    ]);
  });
});
