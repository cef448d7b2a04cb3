import { healTornCell } from './torn-cell';
import { joinTornWords } from './torn-words';

const NOTHING: ReadonlySet<string> = new Set();

describe('cells torn in two', () => {
  it.each([
    [['07/31', '1/2006'], 'date', '2006-07-31', 'with "1" on both sides'],
    [['02/12/200', '9'], 'date', '2009-02-12', 'put together'],
    [['07/31', '2006'], 'date', '2006-07-31', 'slash'],
    [['6,230.5', '5295'], 'quantity', '6230.5295', 'with "5" on both sides'],
    [['50,', '000'], 'quantity', '50000', 'put together'],
    [['$4', '1.85'], 'price', '41.85', 'put together'],
    [['12', ',5', '00'], 'quantity', '12500', 'put together'],
  ] as const)('puts %j together', (pieces, kind, value, how) => {
    const healed = healTornCell(pieces, kind, NOTHING);
    expect(healed).toMatchObject({ value, alternatives: [] });
    expect(healed!.how).toContain(how);
  });

  it('reads two halves of a digit as the digit, and lists what else it can be', () => {
    expect(healTornCell(['08/08/', '3/1988'], 'date', NOTHING)).toMatchObject({
      value: '1988-08-08',
      alternatives: ['1988-08-03'],
    });
  });

  it('lists all joins that are possible, and prefers one that stands intact elsewhere', () => {
    expect(healTornCell(['16', '6,515'], 'quantity', NOTHING)).toMatchObject({
      value: '166515',
      alternatives: ['16515'],
    });
    expect(healTornCell(['16', '6,515'], 'quantity', new Set(['16515']))).toMatchObject({
      value: '16515',
      alternatives: ['166515'],
    });
  });

  it.each([
    [['1,000', '500'], 'quantity'],
    [['1.85', '0'], 'quantity'],
    [['Common', 'Stock'], 'quantity'],
    [['06/17/2008', '06/18/2008'], 'date'],
    [['07', '31'], 'date'],
    [['50', ''], 'quantity'],
    [['50,000'], 'quantity'],
    [['Com', 'mon'], 'text'],
  ] as const)('leaves %j alone', (pieces, kind) => {
    expect(healTornCell(pieces, kind, NOTHING)).toBeUndefined();
  });
});

describe('words torn in two', () => {
  const words = new Set(['stock', 'restricted', 'unit']);

  it('puts them together to a word that the form has elsewhere, with shared letters once', () => {
    expect(joinTornWords(['Common St', 'ock'], words)).toMatchObject({ value: 'Common Stock' });
    expect(joinTornWords(['Common Stoc', 'ck'], words)).toMatchObject({
      value: 'Common Stock',
      alternatives: ['Common Stoc ck'],
    });
  });

  it('puts them together with a blank when nothing confirms another join, and lists that one', () => {
    expect(joinTornWords(['Phan', 'tom Share'], words)).toEqual({
      value: 'Phan tom Share',
      evidence: ['put together with a blank; nothing else in the form confirms it'],
      alternatives: ['Phantom Share'],
    });
  });
});
