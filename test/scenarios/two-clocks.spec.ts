import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPerson } from '../../src/core/ledger/project-person';
import { LiveGeneration } from '../../src/read-model/live-generation';
import { BalancesService } from '../../src/services/balances.service';
import type { Clocks } from '../../src/services/clocks';
import { HistoryService } from '../../src/services/history.service';
import { HoldingsService } from '../../src/services/holdings.service';
import { VestingService } from '../../src/services/vesting.service';
import { OpenedLedger, source } from '../support/opened-ledger';
import { ownershipXml, type XmlFiling } from '../support/ownership-xml';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const CARTER = 'name.carter-david-warren';
const [SEED_000, SEED_001, SEED_002] = ['2006-07-05', '2008-06-18', '2008-11-14'].map((date) => {
  const name = `carter-${date}.txt`;
  return source(name, readFileSync(path.join(EXAMPLES, name)));
}) as [ReturnType<typeof source>, ReturnType<typeof source>, ReturnType<typeof source>];

let ledger: OpenedLedger;
afterEach(() => ledger.close());

/** Title and balance of every holding that is known on the date. */
async function held(person: string, clocks: Clocks): Promise<(string | null)[][]> {
  const { holdings } = await ledger.get(HoldingsService).holdings(person, clocks);
  return holdings.filter(({ known }) => known).map(({ title, balance }) => [title, balance]);
}

describe('S12: two clocks', () => {
  beforeEach(async () => {
    ledger = await OpenedLedger.open(SEED_000, SEED_001, SEED_002);
  });

  const common = async (clocks: Clocks) =>
    (await held(CARTER, clocks)).find(([title]) => title === 'Common Stock');

  it('common stock on 2008-06-17: nothing known on that day, 85,000 known one day later, by the signature date', async () => {
    expect(await common({ asOf: '2008-06-17', knownAt: '2008-06-17' })).toBeUndefined();
    expect(await common({ asOf: '2008-06-17', knownAt: '2008-06-18' })).toEqual(['Common Stock', '85000']);
    const { basis } = await ledger
      .get(HoldingsService)
      .holdings(CARTER, { asOf: '2008-06-17', knownAt: '2008-06-18' });
    expect(basis).toMatchObject({
      effectiveOn: '2008-06-17',
      knownAt: '2008-06-18',
      knownOn: '2008-06-18',
      knownBasis: 'signatureDate',
    });
  });

  it('the option on 2000-08-01: not known on 2008-06-17, 33,334 exercisable as known one day later', async () => {
    const exercisable = async (knownAt: string) => {
      const { lots } = await ledger.get(VestingService).vesting(CARTER, { asOf: '2000-08-01', knownAt });
      return lots.find(({ title }) => title === 'Non-Qualified Stock Option')?.position.exercisable;
    };
    expect(await exercisable('2008-06-17')).toBeUndefined();
    expect(await exercisable('2008-06-18')).toBe('33334');
  });

  it('before anything was signed, not even the name is known', async () => {
    const { person, basis, holdings } = await ledger
      .get(HoldingsService)
      .holdings(CARTER, { knownAt: '2006-07-04' });
    expect(holdings).toEqual([]);
    expect(person).toMatchObject({ name: CARTER, filings: 0, firstEffectiveOn: null });
    expect(basis).toMatchObject({ knownOn: null, knownBasis: null });
  });

  it('a timestamp with an offset is taken in US Eastern time', async () => {
    const clocks = (knownAt: string) => ({ asOf: '2008-06-17', knownAt });
    expect(await common(clocks('2008-06-18T23:59:59-04:00'))).toBeUndefined();
    expect(await common(clocks('2008-06-19T06:00:00+02:00'))).toEqual(['Common Stock', '85000']);
    const asked = ledger.get(HoldingsService).holdings(CARTER, clocks('2008-06-18T17:30:00'));
    await expect(asked).rejects.toMatchObject({ name: 'InvalidQuestion', field: 'knownAt' });
  });
});

const EXERCISE: XmlFiling = {
  period: '2008-06-17',
  signed: '2008-06-18',
  common: [{ on: '2008-06-17', code: 'M', way: 'A', shares: '50000', price: '1.375', following: '85000' }],
  options: [
    {
      on: '2008-06-17',
      code: 'M',
      way: 'D',
      shares: '50000',
      following: '0',
      strike: '1.375',
      exercisable: '1999-07-29',
      expires: '2008-07-29',
    },
  ],
};
const AMENDMENT: XmlFiling = {
  ...EXERCISE,
  form: '4/A',
  signed: '2008-07-10',
  common: [{ ...EXERCISE.common![0]!, shares: '48000', following: '83000' }],
  options: [{ ...EXERCISE.options![0]!, shares: '48000', following: '2000' }],
};
const DOE = '0009000001';

const TWO_SALES: XmlFiling = {
  period: '2008-12-01',
  signed: '2008-12-02',
  common: [
    { on: '2008-12-01', code: 'S', way: 'D', shares: '100', following: '900' },
    { on: '2008-12-01', code: 'S', way: 'D', shares: '100', following: '800' },
  ],
};
const TWO_MORE: XmlFiling = {
  period: '2008-12-05',
  signed: '2008-12-06',
  common: [
    { on: '2008-12-05', code: 'S', way: 'D', shares: '100', following: '700' },
    { on: '2008-12-05', code: 'S', way: 'D', shares: '100', following: '600' },
  ],
};

describe('S13: an amendment restates, on both clocks', () => {
  const BEFORE = [
    ['Common Stock', '85000'],
    ['Stock Option', '0'],
  ];
  const AFTER = [
    ['Common Stock', '83000'],
    ['Stock Option', '2000'],
  ];

  it.each([
    ['original first', [EXERCISE, AMENDMENT]],
    ['amendment first', [AMENDMENT, EXERCISE]],
  ])('both answers stay reproducible: %s', async (_, filings) => {
    ledger = await OpenedLedger.open(
      ...filings.map((filing) => source(`${filing.signed}.xml`, ownershipXml(filing))),
    );
    expect(await held(DOE, { asOf: '2008-06-30', knownAt: '2008-07-09' })).toEqual(BEFORE);
    expect(await held(DOE, { asOf: '2008-06-30', knownAt: '2008-07-10' })).toEqual(AFTER);
    expect(await held(DOE, { asOf: '2008-06-30' })).toEqual(AFTER);
    for (const knownAt of ['2008-07-09', '2008-07-10']) {
      const { holdings } = await ledger.get(HistoryService).history(DOE, undefined, { knownAt });
      expect(holdings[0]!.impliedOpening).toBe('35000');
    }
  });

  it('asked again with its four, an answer is the same, whatever came since', async () => {
    ledger = await OpenedLedger.open(source('original.xml', ownershipXml(EXERCISE)));
    const holdings = ledger.get(HoldingsService);
    const first = await holdings.holdings(DOE, { asOf: '2008-06-30' });
    const { position } = first.basis;
    await ledger.ingest(source('amendment.xml', ownershipXml(AMENDMENT)));
    expect(await held(DOE, { asOf: '2008-06-30' })).toEqual(AFTER);
    const again = await holdings.holdings(DOE, { asOf: '2008-06-30', recordedAt: position! });
    expect(again).toEqual(first);
    const last = (await ledger.events(`reportingPerson-${DOE}`))[2]!;
    expect(last.position).toBe(position);
    expect(await holdings.holdings(DOE, { asOf: '2008-06-30', recordedAt: last.id })).toEqual(first);
    expect(
      await holdings.holdings(DOE, { asOf: '2008-06-30', recordedAt: String(Number(position)) }),
    ).toEqual(first);
  });

  it('a position that the log does not have is refused', async () => {
    ledger = await OpenedLedger.open(source('original.xml', ownershipXml(EXERCISE)));
    for (const recordedAt of ['99', 'x', '', '00000000-0000-4000-8000-000000000000']) {
      const asked = ledger.get(HoldingsService).holdings(DOE, { recordedAt });
      await expect(asked).rejects.toMatchObject({ name: 'InvalidQuestion', field: 'recordedAt' });
    }
  });
});

describe('both sources of rows', () => {
  it('say the same: what the read model keeps is what the fold of all events gives', async () => {
    ledger = await OpenedLedger.open(SEED_000, SEED_001, SEED_002);
    for (const asOf of [undefined, '2006-07-03', '2008-06-16', '2008-06-17', '2005-01-01']) {
      const clocks = asOf === undefined ? {} : { asOf };
      const kept = await ledger.get(HoldingsService).holdings(CARTER, clocks);
      const recordedAt = kept.basis.position!;
      expect(await ledger.get(HoldingsService).holdings(CARTER, { ...clocks, recordedAt })).toEqual(kept);
      const history = await ledger.get(HistoryService).history(CARTER, undefined, clocks);
      expect(await ledger.get(HistoryService).history(CARTER, undefined, { ...clocks, recordedAt })).toEqual(
        history,
      );
    }
  });
});

describe('the position of an answer', () => {
  it('is that of the person’s newest event in the rows, also while these are ahead of the checkpoint', async () => {
    ledger = await OpenedLedger.open(source('original.xml', ownershipXml(EXERCISE)));
    const before = await ledger.get(HoldingsService).holdings(DOE);
    const checkpoint = await ledger.get(LiveGeneration).read((readModel) => readModel.checkpoint());
    await ledger.ingest(source('amendment.xml', ownershipXml(AMENDMENT)));
    const events = await ledger.events(`reportingPerson-${DOE}`);
    const { position, stream, revision, metadata } = events.at(-1)!;
    const accountsFor = { position, stream, revision, hash: metadata.hash };
    const ahead = { ...projectPerson(events)!, accountsFor };
    await ledger.get(LiveGeneration).read(async (readModel) => {
      const now = await readModel.checkpoint();
      return readModel.replacePersons([ahead], { from: now, to: checkpoint! });
    });
    const answer = await ledger.get(HoldingsService).holdings(DOE);
    expect(answer.basis.position! > before.basis.position!).toBe(true);
    const again = { recordedAt: answer.basis.position! };
    expect(await ledger.get(HoldingsService).holdings(DOE, again)).toEqual(answer);
  });
});

describe('following balances', () => {
  it('are checked as far as is known, and up to the position asked for', async () => {
    ledger = await OpenedLedger.open(source('original.xml', ownershipXml(TWO_SALES)));
    const { position } = (await ledger.get(BalancesService).check(DOE, () => undefined)).basis;
    await ledger.ingest(source('later.xml', ownershipXml(TWO_MORE)));
    const checked = async (clocks: Clocks) => {
      const { basis, filings, within } = await ledger
        .get(BalancesService)
        .check(DOE, () => undefined, clocks);
      return [basis.knownAt, basis.position === position, filings, within.balances];
    };
    expect(await checked({})).toEqual([null, false, 2, 2]);
    expect(await checked({ knownAt: '2008-12-02' })).toEqual(['2008-12-02', false, 1, 1]);
    expect(await checked({ knownAt: '2008-12-01' })).toEqual(['2008-12-01', false, 0, 0]);
    expect(await checked({ recordedAt: position! })).toEqual([null, true, 1, 1]);
    const all = await ledger
      .get(BalancesService)
      .check(undefined, () => undefined, { knownAt: '2008-12-02' });
    expect(all).toMatchObject({ filings: 1, within: { balances: 1, recomputed: 1 } });
  });
});

describe('decisions of persons', () => {
  const STREAM = `reportingPerson-${DOE}`;
  const BY_HAND = { author: 'A. Auditor', reason: 'confirmed by the transfer agent' };

  it('change the rows when they are recorded, from their knowledge date on, and until they are undone', async () => {
    ledger = await OpenedLedger.open(source('original.xml', ownershipXml(EXERCISE)));
    const [, line] = await ledger.events(STREAM);
    const decision = await ledger.decide(STREAM, {
      type: 'LineCorrected',
      data: {
        ...BY_HAND,
        knownOn: '2008-08-01',
        line: line!.id,
        cells: { sharesOwnedFollowingTransaction: { value: '84000' } },
      },
    });
    expect(await held(DOE, { asOf: '2008-06-17' })).toContainEqual(['Common Stock', '84000']);
    expect(await held(DOE, { asOf: '2008-06-17', knownAt: '2008-07-31' })).toContainEqual([
      'Common Stock',
      '85000',
    ]);
    const { holdings } = await ledger.get(HistoryService).history(DOE, line!.id);
    expect(holdings[0]!.steps[1]).toMatchObject({
      reported: '84000',
      labels: ['corrected'],
      decisions: [{ ...BY_HAND, eventId: decision, cell: 'sharesOwnedFollowingTransaction', filed: '85000' }],
    });
    await ledger.decide(STREAM, { type: 'DecisionUndone', data: { ...BY_HAND, decision } });
    expect(await held(DOE, { asOf: '2008-06-17' })).toContainEqual(['Common Stock', '85000']);
    expect(await held(DOE, { asOf: '2008-06-17', recordedAt: decision })).toContainEqual([
      'Common Stock',
      '84000',
    ]);
  });
});
