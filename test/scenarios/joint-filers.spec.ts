import { MAX_OWNERS } from '../../src/core/limits';
import type { Clocks } from '../../src/services/clocks';
import { HoldingsService } from '../../src/services/holdings.service';
import { IssuersService } from '../../src/services/issuers.service';
import { SharedDecisionsService } from '../../src/services/shared-decisions.service';
import { OpenedLedger, source } from '../support/opened-ledger';
import { ownershipXml, type XmlFiling } from '../support/ownership-xml';
import { submission } from '../support/submission';

const ACME = '0009100000';
const BY = { author: 'A. Auditor', reason: 'one person with two CIKs', knownOn: '2008-09-01' };
const cik = (place: number) => String(7_000_000 + place).padStart(10, '0');
const owner = (place: number) => ({ cik: cik(place), name: `OWNER ${String(place).padStart(2, '0')}` });
const owners = (first: number, count: number) =>
  Array.from({ length: count }, (_, place) => owner(first + place));

const STAKE: XmlFiling = {
  period: '2008-07-01',
  signed: '2008-07-02',
  common: [
    {
      on: '2008-07-01',
      code: 'P',
      way: 'A',
      shares: '1000000',
      price: '4',
      following: '1000000',
      nature: 'By Fund',
    },
  ],
};
const filed = (number: number, filing: XmlFiling) => {
  const accession = `0009000001-08-00000${number}`;
  const header = { accession, form: '4', filed: filing.signed!, accepted: `${filing.signed}T17:00:00` };
  return source(`${accession}.txt`, submission(ownershipXml(filing), header));
};

let ledger: OpenedLedger;
afterEach(() => ledger.close());

/** The total of each class, and how many persons share each position. */
async function held(clocks: Clocks = {}) {
  const { classes } = await ledger.get(IssuersService).holders(ACME, clocks);
  return classes.map(({ total, positions }) => [total, ...positions.map(({ holders }) => holders.length)]);
}
const link = (one: number, other: number) =>
  ledger.get(SharedDecisionsService).link('person', [cik(one), cik(other)], BY);

describe('S19: one accession of three owners, 1,000,000 indirect', () => {
  beforeEach(async () => {
    ledger = await OpenedLedger.open(filed(1, { ...STAKE, owners: owners(1, 3) }));
  });

  it('is 1,000,000 of the issuer, never 3,000,000', async () => {
    expect(await held()).toEqual([['1000000', 3]]);
  });

  it('is 1,000,000 for each person, shared with two others', async () => {
    for (const { cik: id } of owners(1, 3)) {
      const { holdings } = await ledger.get(HoldingsService).holdings(id);
      expect(holdings).toMatchObject([
        { balance: '1000000', ownership: 'I', sharedWith: 2, labels: ['jointly'] },
      ]);
    }
  });

  it('is counted once, too, when two of the three turn out to be one person', async () => {
    await link(1, 3);
    expect(await held()).toEqual([['1000000', 2]]);
    expect(await held({ knownAt: '2008-08-31' })).toEqual([['1000000', 3]]);
  });

  it('is shared with persons, not with CIKs: one other once the two others are one', async () => {
    await link(1, 3);
    const { holdings } = await ledger.get(HoldingsService).holdings(cik(2));
    expect(holdings).toMatchObject([{ balance: '1000000', sharedWith: 1, labels: ['jointly'] }]);
    const before = await ledger.get(HoldingsService).holdings(cik(2), { knownAt: '2008-08-31' });
    expect(before.holdings).toMatchObject([{ sharedWith: 2 }]);
  });

  it('and when one of them reports it again under another CIK', async () => {
    const later: XmlFiling = {
      ...STAKE,
      period: '2008-08-01',
      signed: '2008-08-02',
      owners: [owner(9)],
      common: [
        {
          ...STAKE.common![0]!,
          on: '2008-08-01',
          code: 'S',
          way: 'D',
          shares: '400000',
          following: '600000',
        },
      ],
    };
    await ledger.ingest(filed(2, later));
    expect(await held()).toEqual([['1600000', 3, 1]]);
    await link(1, 9);
    expect(await held()).toEqual([['600000', 3]]);
    expect(await held({ asOf: '2008-07-31' })).toEqual([['1000000', 3]]);
    expect(await held({ knownAt: '2008-08-31' })).toEqual([['1600000', 3, 1]]);
  });
});

describe('S19: more owners than a form takes', () => {
  const [first, second] = [owners(1, MAX_OWNERS), owners(MAX_OWNERS + 1, 3)];

  it('file a second accession with the same rows: still once', async () => {
    ledger = await OpenedLedger.open(
      filed(1, { ...STAKE, owners: first }),
      filed(2, { ...STAKE, owners: second }),
    );
    expect(MAX_OWNERS).toBe(10);
    expect(await held()).toEqual([['1000000', 13]]);
  });

  it('is still once when two of the first form turn out to be one person', async () => {
    ledger = await OpenedLedger.open(
      filed(1, { ...STAKE, owners: first }),
      filed(2, { ...STAKE, owners: second }),
    );
    await link(1, 2);
    expect(await held()).toEqual([['1000000', 12]]);
  });

  it('also when one of the first and one of the second are linked', async () => {
    ledger = await OpenedLedger.open(
      filed(1, { ...STAKE, owners: first }),
      filed(2, { ...STAKE, owners: second }),
    );
    await link(2, 12);
    expect(await held()).toEqual([['1000000', 12]]);
    expect(await held({ knownAt: '2008-08-31' })).toEqual([['1000000', 13]]);
  });

  it('also when a balance of both does not add up', async () => {
    const doubtful: XmlFiling = {
      ...STAKE,
      period: '2008-08-01',
      signed: '2008-08-02',
      common: [
        {
          ...STAKE.common![0]!,
          on: '2008-08-01',
          code: 'S',
          way: 'D',
          shares: '400000',
          following: '590000',
        },
      ],
    };
    ledger = await OpenedLedger.open(
      filed(1, { ...STAKE, owners: first }),
      filed(2, { ...STAKE, owners: second }),
      filed(3, { ...doubtful, owners: first }),
      filed(4, { ...doubtful, owners: second }),
    );
    expect(await held()).toEqual([['590000', 13]]);
  });
});
