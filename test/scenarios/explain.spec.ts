import { readFileSync } from 'node:fs';
import path from 'node:path';
import { explainText } from '../../src/cli/explain-text';
import { ExplainService } from '../../src/services/explain.service';
import { OpenedLedger, source } from '../support/opened-ledger';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const CARTER = 'name.carter-david-warren';
const STREAM = `reportingPerson-${CARTER}`;
const NAMES = ['carter-2006-07-05.txt', 'carter-2008-06-18.txt', 'carter-2008-11-14.txt'];
const EXERCISE = readFileSync(path.join(EXAMPLES, NAMES[1]!), 'utf8');

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await OpenedLedger.open(
    ...NAMES.map((name) => source(name, readFileSync(path.join(EXAMPLES, name)))),
  );
});
afterEach(() => ledger.close());

const explain = (question: Parameters<ExplainService['explain']>[1]) =>
  ledger.get(ExplainService).explain(CARTER, question);

/** What stands in the source document at a place. */
function textAt(document: string, [line, column, length]: readonly [number, number, number]): string {
  const lines = document.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return document.slice(start, start + length);
}

describe('S23: why 85,000 on 2008-06-17?', () => {
  it('implied 35,000, from column 5 less column 4 of seed 001, and M 50,000 of Table I row 1', async () => {
    const { basis, holdings } = await explain({ holding: 'common stock', asOf: '2008-06-17' });
    expect(basis).toMatchObject({ effectiveOn: '2008-06-17', knownAt: null });
    expect(holdings).toHaveLength(1);
    const [common] = holdings;
    const { events } = { events: await ledger.events(STREAM) };
    const line = events.find(
      ({ type, data }) => type === 'ExerciseReported' && 'table' in data && data.table === 'I',
    )!;
    expect(common).toMatchObject({ known: true, balance: '85000', holdingId: line.id });
    expect(common!.steps).toMatchObject([
      { kind: 'opening', status: 'opening', balance: '35000', before: null, change: null, lineId: line.id },
      {
        kind: 'transaction',
        status: 'recomputed',
        code: 'M',
        before: '35000',
        change: '50000',
        balance: '85000',
        reported: '85000',
        table: 'I',
        row: 1,
        lineId: line.id,
        source: { name: 'carter-2008-06-18.txt', format: 'printedText' },
        evidence: { formType: '4', signedOn: '2008-06-18' },
      },
    ]);
  });

  it('each cell is found at its place in the source document', async () => {
    const { holdings } = await explain({ holding: 'common stock', asOf: '2008-06-17' });
    for (const step of holdings[0]!.steps) {
      const boxes = step.cells.map(({ cell, column, at }) => [cell, column, textAt(EXERCISE, at!)]);
      expect(boxes).toEqual([
        ['securityTitle', 1, 'Common Stock'],
        ['transactionDate', 2, '06/17/2008'],
        ['transactionCode', 3, 'M'],
        ['transactionShares', 4, '50,000'],
        ['transactionAcquiredDisposedCode', 4, 'A'],
        ['sharesOwnedFollowingTransaction', 5, '85,000'],
      ]);
    }
  });

  it('says so in words', async () => {
    const text = explainText(await explain({ holding: 'common stock', asOf: '2008-06-17' })).join('\n');
    expect(text).toContain('85,000 on 2008-06-17 · IMMUNOGEN INC · Table I · Common Stock · direct');
    expect(text).toContain(
      '35,000 · before 2008-06-17\n  └ 85,000 (column 5) − 50,000 (column 4) = 35,000: implied',
    );
    expect(text).toContain(
      '85,000 · 2008-06-17 · M · +50,000\n  └ 35,000 + 50,000 = 85,000: the balance before',
    );
  });

  it('takes a line’s id, tells footnotes and repairs, and knows only what was known', async () => {
    const all = await explain({});
    expect(all.holdings.map(({ title, balance }) => [title, balance])).toHaveLength(4);
    const units = all.holdings.find(({ balance }) => balance === '6230.5295')!;
    const [one] = (await explain({ holding: units.holdingId })).holdings;
    expect(one).toEqual(units);
    const step = units.steps.at(-1)!;
    expect(step.footnoteTexts.map(({ id }) => id)).toEqual(['F1', 'F2', 'F3']);
    const following = step.cells.find(({ cell }) => cell === 'sharesOwnedFollowingTransaction');
    expect(following).toMatchObject({ value: '6230.5295', doubt: 'repaired', column: 9 });
    expect(following!.repair!.rule).toBe('tornCell');
    const before = await explain({ knownAt: '2006-07-05' });
    expect(before.holdings.map(({ title }) => title)).toEqual(['Deferred Share Unit']);
    await expect(explain({ holding: 'common stock', knownAt: '2006-07-05' })).rejects.toMatchObject({
      name: 'NotFound',
      message: expect.stringContaining('known are "Deferred Share Unit"'),
    });
    const early = await explain({ holding: 'common stock', asOf: '2008-06-15' });
    expect(early.holdings[0]).toMatchObject({
      known: false,
      balance: null,
      steps: [],
      knownFrom: '2008-06-16',
    });
  });

  it('names the decision that a step rests on', async () => {
    const { holdings } = await explain({ holding: 'common stock' });
    const by = { author: 'A. Auditor', reason: 'the transfer agent says so', knownOn: '2009-01-01' };
    const eventId = await ledger.decide(STREAM, {
      type: 'OpeningBalanceStated',
      data: { ...by, holding: holdings[0]!.holdingId, balance: '36000' },
    });
    const answer = await explain({ holding: 'common stock', asOf: '2008-06-17' });
    const decision = { ...by, eventId, type: 'OpeningBalanceStated', value: '36000' };
    expect(answer.holdings[0]!.steps).toMatchObject([
      { status: 'stated', balance: '36000', labels: ['stated'], decisions: [decision] },
      { status: 'differs', before: '36000', computed: '86000', balance: '85000', labels: ['differs'] },
    ]);
    expect(answer.holdings[0]!.steps[1]!.finding).toMatchObject({ difference: '-1000', status: 'open' });
    const text = explainText(answer).join('\n');
    expect(text).toContain('36,000 + 50,000 = 86,000, column 5 says 85,000');
    expect(text).toContain('finding: reported -1,000 against the computed balance');
    const then = await explain({ holding: 'common stock', knownAt: '2008-12-31' });
    expect(then.holdings[0]!.steps[0]).toMatchObject({ status: 'opening', balance: '35000' });
  });
});
