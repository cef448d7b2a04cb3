import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { HoldingsService } from '../../src/services/holdings.service';
import { IngestService } from '../../src/services/ingest.service';
import type { DocumentOutcome } from '../../src/services/ingest-report';
import type { Source } from '../../src/services/source';
import { OpenedLedger, source } from '../support/opened-ledger';
import { DOE, ownershipXml, type XmlFiling } from '../support/ownership-xml';
import { submission } from '../support/submission';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const CARTER = 'name.carter-david-warren';
const SEEDS = ['2006-07-05', '2008-06-18', '2008-11-14'].map((date) => {
  const name = `carter-${date}.txt`;
  return source(name, readFileSync(path.join(EXAMPLES, name)));
});

/** What a ledger comes to when it takes in these groups of documents, one run for each. */
async function comesTo(...runs: Source[][]) {
  return comesToFor(CARTER, ...runs);
}

async function comesToFor(personId: string, ...runs: Source[][]) {
  const ledger = await OpenedLedger.open();
  try {
    for (const run of runs) await ledger.ingest(...run);
    const { holdings } = await ledger
      .get(HoldingsService)
      .holdings(personId, { asOf: '2008-11-14', knownAt: '2008-11-14' });
    return {
      hash: await ledger.get(LiveGeneration).read((readModel) => readModel.readModelHash()),
      holdings: holdings.map(({ title, balance }) => [title, balance]),
    };
  } finally {
    await ledger.close();
  }
}

describe('S16: out of order and duplicates', () => {
  const S10 = [
    ['Common Stock', '85000'],
    ['Deferred Share Unit', '6230.5295'],
    ['Non-Qualified Stock Option', '0'],
    ['Deferred Share Unit', '8000'],
  ];

  it('every order, in one run or one by one, once or twice, comes to the same holdings and hash', async () => {
    const first = await comesTo(SEEDS);
    expect([...first.holdings].sort()).toEqual([...S10].sort());
    for (const order of permutations(SEEDS)) {
      expect(await comesTo(...order.map((each) => [each]))).toEqual(first);
      expect(await comesTo([...order, ...order])).toEqual(first);
    }
  }, 60_000);

  it('the same filing as XML and as a submission is one filing, in any order', async () => {
    const xml = ownershipXml(SALE);
    const header = { accession: '0009000001-08-000007', form: '4', filed: '2008-11-13' };
    const whole = submission(xml, { ...header, accepted: '2008-11-13T16:34:12' });
    const documents = [source('sale.xml', xml), source('sale.txt', whole)];
    const alone = await comesToFor(DOE.cik, [documents[1]!]);
    expect(alone.holdings).toEqual([['Common Stock', '900']]);
    for (const order of permutations(documents)) {
      expect(await comesToFor(DOE.cik, order)).toEqual(alone);
      expect(await comesToFor(DOE.cik, ...order.map((each) => [each]))).toEqual(alone);
    }
  });

  it('a document that is there already appends nothing, and is told why', async () => {
    const xml = ownershipXml(SALE);
    const ledger = await OpenedLedger.open(source('sale.xml', xml));
    try {
      const outcomes: DocumentOutcome[] = [];
      const again = Readable.from([source('again.xml', xml), source('spaced.xml', `${xml}\n\n`)]);
      await ledger.get(IngestService).ingest(again, { onOutcome: (outcome) => outcomes.push(outcome) });
      expect(outcomes.map(({ outcome, events, reason }) => [outcome, events, reason])).toEqual([
        ['duplicate', 0, 'this document is recorded already'],
        ['sourceAdded', 1, 'its filing is recorded already; the document was added as another source of it'],
      ]);
    } finally {
      await ledger.close();
    }
  });
});

const SALE: XmlFiling = {
  period: '2008-11-12',
  signed: '2008-11-12',
  common: [{ on: '2008-11-12', code: 'S', way: 'D', shares: '100', following: '900' }],
};

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) =>
    permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]),
  );
}
