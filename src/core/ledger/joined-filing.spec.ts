import { document, filing, type GivenFiling, IMMUNOGEN } from '../../../test/support/given-filing';
import { ledgersOfAll, linkedIssuers, linkedPersons, sharedEvents } from '../../../test/support/given-links';
import { recordedEvents } from '../../../test/support/recorded-events';
import type { StoredEvent } from './events';
import type { NewDecision } from './record-decision';

const CIK = '0001211060';
const PRINTED = 'name.carter-david-warren';
const NAME = 'CARTER DAVID WARREN';
const SALE: GivenFiling = {
  owners: [{ cik: CIK, name: NAME }],
  period: '2008-06-17',
  signed: '2008-06-18',
  lines: [{ on: '2008-06-17', code: 'S', shares: '500', way: 'D', following: '1000' }],
};
const AS_PRINTED: GivenFiling = {
  ...SALE,
  owners: [{ name: NAME }],
  issuer: { name: IMMUNOGEN.name },
  format: 'printedText',
};
const LINKS = [linkedPersons(CIK, PRINTED), linkedIssuers(IMMUNOGEN.cik, 'name.immunogen-inc')];

function log(filings: readonly GivenFiling[], links: readonly NewDecision[] = []): StoredEvent[] {
  const documents = filings.map((each, place) => document(filing(each), `document ${place}`));
  return [...[...recordedEvents(documents).values()].flat(), ...sharedEvents(links)];
}
const filingsOf = (filings: readonly GivenFiling[], links: readonly NewDecision[]) =>
  ledgersOfAll(log(filings, links)).get(CIK)!.filings;

describe('recordings of one filing', () => {
  it('are joined once person and issuer are linked, not before', () => {
    expect(filingsOf([SALE, AS_PRINTED], LINKS)).toHaveLength(1);
    for (const link of LINKS.slice(0, 1)) expect(filingsOf([SALE, AS_PRINTED], [link])).toHaveLength(2);
    const separate = ledgersOfAll(log([SALE, AS_PRINTED], LINKS.slice(1)));
    expect([...separate.keys()]).toEqual([CIK, PRINTED]);
  });

  it('have the facts of the best document, and the line ids of the stream of the CIK', () => {
    const [joined] = filingsOf([AS_PRINTED, SALE], LINKS);
    const [alone] = filingsOf([SALE], []);
    expect(joined).toMatchObject({ filingKey: alone!.filingKey, eventId: alone!.eventId, owners: 1 });
    expect(joined!.sources.map(({ format }) => format)).toEqual(['ownershipXml', 'printedText']);
    expect(joined!.twins.map(({ stream }) => stream)).toEqual([`reportingPerson-${PRINTED}`]);
  });

  it('stay apart where what they say differs', () => {
    const other = { ...AS_PRINTED, lines: [{ ...AS_PRINTED.lines[0]!, shares: '501' }] };
    expect(filingsOf([SALE, other], LINKS)).toHaveLength(2);
  });

  it('are decided on by the ids of any of them', () => {
    const events = log([SALE, AS_PRINTED]);
    const line = events.find(({ stream, data }) => stream.endsWith(PRINTED) && 'table' in data)!;
    const opening: NewDecision = {
      type: 'OpeningBalanceStated',
      data: { author: 'A', reason: 'r', knownOn: '2009-01-01', holding: line.id, balance: '2000' },
    };
    const decided = sharedEvents([opening], line.stream).map((event) => ({ ...event, revision: 2 }));
    const [holding] = ledgersOfAll([...events, ...decided, ...sharedEvents(LINKS)]).get(CIK)!.holdings;
    expect(holding).toMatchObject({ statedOpening: '2000', computed: '1500', reported: '1000' });
  });
});
