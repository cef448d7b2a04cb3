import { document, filing, type GivenFiling, headerOf } from '../../../test/support/given-filing';
import { type GivenDocument, recordedEvents } from '../../../test/support/recorded-events';
import { projectPerson } from './project-person';

describe('several bare XML files and headers of one period', () => {
  const filed = (place: number, signed: string, on: string): GivenFiling => ({
    signed,
    period: '2020-01-02',
    accession: `0000000001-20-00000${place}`,
    filed: on,
    lines: [{ on: '2020-01-02', code: 'S', shares: `${place}00`, way: 'D', following: '900' }],
  });
  const pair = (given: GivenFiling): [GivenDocument, GivenDocument] => {
    const { accession, filed: _filed, ...bare } = given;
    return [document(filing(bare), `form ${given.signed}`), document(headerOf(given)!, `${accession}.json`)];
  };
  const told = (documents: readonly GivenDocument[], knownAt?: string) =>
    (
      projectPerson([...recordedEvents(documents).values()].flat(), knownAt === undefined ? {} : { knownAt })
        ?.filings ?? []
    ).map(({ accession, knownOn }) => [accession?.slice(-1), knownOn]);
  const [one, two] = [filed(1, '2020-01-03', '2020-01-05'), filed(2, '2020-01-20', '2020-01-21')];

  it('each has the header that was filed when it alone was signed; a later one changes nothing before', () => {
    for (const documents of [pair(one), [...pair(one), ...pair(two)], [...pair(two), ...pair(one)]]) {
      expect(told(documents, '2020-01-04')).toEqual([]);
      expect(told(documents, '2020-01-05')).toEqual([['1', '2020-01-05']]);
      expect(told(documents, '2020-01-20')).toEqual([['1', '2020-01-05']]);
    }
    expect(told([...pair(one), ...pair(two)])).toEqual([
      ['1', '2020-01-05'],
      ['2', '2020-01-21'],
    ]);
  });

  it('has no header that was filed before it was signed, unless it is the only one', () => {
    const early = filed(3, '2020-01-07', '2020-01-06');
    expect(told(pair(early))).toEqual([['3', '2020-01-06']]);
    expect(told([pair(two)[0]!, pair(one)[1]!, pair(two)[1]!])).toEqual([['2', '2020-01-21']]);
  });

  it('is not guessed at where two were signed before the first was filed', () => {
    const beside = filed(4, '2020-01-04', '2020-01-21');
    expect(told([...pair(one), ...pair(beside)]).map(([accession]) => accession)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
