import { given } from '../../../test/support/given-filing';
import { ledgerDifference } from './ledger-difference';

const SALE = {
  signed: '2008-12-02',
  lines: [{ on: '2008-12-01', code: 'S', shares: '1000', way: 'D' as const, following: '84000' }],
};
const EARLIER = {
  signed: '2008-06-18',
  lines: [{ on: '2008-06-17', code: 'M', shares: '50000', way: 'A' as const, following: '85000' }],
};

function told(...ledgers: Parameters<typeof ledgerDifference>) {
  return ledgerDifference(...ledgers).map(({ kind, change, columns }) => [
    kind,
    change,
    columns.map(({ column }) => column).sort(),
  ]);
}

describe('the difference between two states of a ledger', () => {
  it('to nothing is all of it, and from nothing too', () => {
    const ledger = given(SALE);
    expect(told(undefined, ledger)).toEqual([
      ['filing', 'added', []],
      ['holding', 'added', []],
      ['step', 'added', []],
      ['step', 'added', []],
    ]);
    expect(told(ledger, undefined).map(([, change]) => change)).toEqual(['gone', 'gone', 'gone', 'gone']);
    expect(told(undefined, undefined)).toEqual([]);
    expect(told(ledger, given(SALE))).toEqual([]);
  });

  it('a late filing: its rows are added, the holding is the same although its id is another one', () => {
    const [before, after] = [given(SALE), given(SALE, EARLIER)];
    expect(after.holdings[0]!.holdingId).not.toBe(before.holdings[0]!.holdingId);
    expect(told(before, after)).toEqual([
      ['filing', 'added', []],
      ['holding', 'changed', ['impliedOpening', 'knownFrom', 'steps']],
      ['step', 'added', []],
      ['step', 'added', []],
      ['step', 'gone', []],
    ]);
    const holding = ledgerDifference(before, after).find(({ kind }) => kind === 'holding')!;
    expect(holding.columns.find(({ column }) => column === 'impliedOpening')).toEqual({
      column: 'impliedOpening',
      before: '85000',
      after: '35000',
    });
  });
});
