import type { Line } from '../filing';
import { piecesOf } from './row-pieces';
import { expectedBalances } from './running-balance';
import { readTextSheet } from './text-sheet';

const above = (balance?: string): Line => ({
  table: 'I',
  row: 1,
  kind: 'transaction',
  cells: balance === undefined ? {} : { sharesOwnedFollowingTransaction: { value: balance } },
});
const expected = (line: Line | undefined, row: string) => {
  const [sheetRow] = readTextSheet(row).rows;
  const pieces = piecesOf(sheetRow!.cells, sheetRow!.layout, { superscripts: false, ids: new Set() });
  return [...expectedBalances(line, pieces)];
};

describe('the balance that follows from the row above', () => {
  it('is its balance with an amount of this row added or taken away, exactly', () => {
    expect(expected(above('6230.5295'), 'Unit\t519.2108\t$3.21')).toEqual(['6749.7403', '5711.3187']);
    expect(expected(above('6804'), 'Stock\t6,804\tD')).toEqual(['13608', '0']);
  });

  it('is unknown without a row above, and without its balance', () => {
    expect(expected(undefined, 'Stock\t500')).toEqual([]);
    expect(expected(above(), 'Stock\t500')).toEqual([]);
  });
});
