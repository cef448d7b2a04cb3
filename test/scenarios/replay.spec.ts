import { readFileSync } from 'node:fs';
import path from 'node:path';
import { replayText } from '../../src/cli/replay-text';
import { HistoryService } from '../../src/services/history.service';
import { HoldingsService } from '../../src/services/holdings.service';
import { type ReplayQuestion, ReplayService } from '../../src/services/replay.service';
import { OpenedLedger, source } from '../support/opened-ledger';

const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const CARTER = 'name.carter-david-warren';
const STREAM = `reportingPerson-${CARTER}`;
const SEEDS = ['carter-2006-07-05.txt', 'carter-2008-06-18.txt', 'carter-2008-11-14.txt'].map((name) =>
  source(name, readFileSync(path.join(EXAMPLES, name))),
);

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await OpenedLedger.open(...SEEDS);
});
afterEach(() => ledger.close());

const replay = (question: ReplayQuestion) => ledger.get(ReplayService).replay(CARTER, question);

describe('S23: replay', () => {
  it('to event N is the state of a ledger that took in only the first N', async () => {
    const events = await ledger.events(STREAM);
    let taken = 0;
    for (const [place, event] of events.entries()) {
      const next = events[place + 1];
      if (next && next.type !== 'FilingRecorded') continue;
      taken++;
      const only = await OpenedLedger.open(...SEEDS.slice(0, taken));
      try {
        const then = await only.get(HoldingsService).holdings(CARTER);
        const replayed = await replay({ to: event.id });
        expect(replayed.holdings).toEqual(then.holdings);
        expect(replayed.basis).toEqual(then.basis);
        const history = await ledger.get(HistoryService).history(CARTER, undefined, { recordedAt: event.id });
        expect(history).toEqual(await only.get(HistoryService).history(CARTER));
      } finally {
        await only.close();
      }
    }
    expect(taken).toBe(3);
  });

  it('to a day is what was known by its end', async () => {
    const { basis, holdings, changes } = await replay({ to: '2008-06-18' });
    expect(basis).toMatchObject({ knownAt: '2008-06-18', knownOn: '2008-06-18' });
    expect(holdings.map(({ title, balance }) => [title, balance])).toEqual([
      ['Common Stock', '85000'],
      ['Deferred Share Unit', '6230.5295'],
      ['Non-Qualified Stock Option', '0'],
    ]);
    expect(changes.every(({ change }) => change === 'added')).toBe(true);
    expect(changes.filter(({ kind }) => kind === 'filing')).toHaveLength(2);
  });

  it('tells what is added, changed and gone between two points, in both directions', async () => {
    const before = (await ledger.events(STREAM)).at(-1)!;
    const line = (await ledger.events(STREAM)).find(({ type }) => type === 'ExerciseReported')!;
    const decision = await ledger.decide(STREAM, {
      type: 'OpeningBalanceStated',
      data: {
        author: 'A. Auditor',
        reason: 'the transfer agent says so',
        holding: line.id,
        balance: '36000',
      },
    });
    const told = async (question: ReplayQuestion) =>
      (await replay(question)).changes.map(({ kind, change, columns }) => [
        kind,
        change,
        columns
          .map(({ column, before: was, after }) => [column, was, after])
          .filter(([, was]) => typeof was !== 'object'),
      ]);
    const there = await told({ from: before.id, to: decision });
    expect(there.map(([kind, change]) => [kind, change])).toEqual([
      ['holding', 'changed'],
      ['step', 'changed'],
      ['step', 'changed'],
    ]);
    expect(there[0]![2]).toContainEqual(['computed', '85000', '86000']);
    expect(there[2]![2]).toContainEqual(['status', 'recomputed', 'differs']);
    const back = await told({ from: decision, to: before.id });
    expect(back[2]![2]).toContainEqual(['status', 'differs', 'recomputed']);
    expect(await told({ from: decision, to: decision })).toEqual([]);
  });

  it('step by step: a filing with its lines is one step, by recording or by knowledge', async () => {
    const last = (await ledger.events(STREAM)).at(-1)!;
    const recorded = (await replay({ to: last.id, step: true })).steps!;
    expect(recorded.map(({ types }) => types[0])).toEqual([
      'FilingRecorded',
      'FilingRecorded',
      'FilingRecorded',
    ]);
    expect(recorded.at(-1)!.eventId).toBe(last.id);
    const known = (await replay({ to: '2008-12-31', from: '2006-12-31', step: true })).steps!;
    expect(known.map(({ knownAt }) => knownAt)).toEqual(['2008-06-18', '2008-11-14']);
    expect(known[0]!.changes.map(({ kind, change }) => `${kind} ${change}`)).toContain('holding added');
    const text = replayText(await replay({ to: '2008-12-31', from: '2006-12-31', step: true })).join('\n');
    expect(text).toContain('Known from the end of 2008-06-18 US Eastern: FilingRecorded');
    expect(text).toContain('  + holding · Table I Common Stock: 85,000 on 2008-06-17');
  });

  it('refuses a point that is none', async () => {
    await expect(replay({ to: 'yesterday' })).rejects.toMatchObject({ name: 'InvalidQuestion', field: 'to' });
    await expect(replay({ to: '2008-06-18', from: '99999' })).rejects.toMatchObject({ field: 'from' });
  });
});
