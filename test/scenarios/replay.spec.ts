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

  it('tells what each event does to lots, tranches and draws', async () => {
    const { steps } = await replay({ to: '2008-12-31', step: true });
    const onLots = steps!.map(({ changes }) =>
      changes
        .filter(({ kind }) => ['lot', 'tranche', 'draw'].includes(kind))
        .map(({ kind, change }) => `${kind} ${change}`),
    );
    const added = (kind: string, number: number) => Array.from({ length: number }, () => `${kind} added`);
    expect(onLots).toEqual([
      [...added('lot', 1), ...added('tranche', 12)],
      [...added('lot', 1), ...added('tranche', 3), ...added('draw', 1)],
      [...added('lot', 1), ...added('tranche', 12)],
    ]);
    const units = steps![1]!.changes.flatMap(({ kind, row }) => (kind === 'tranche' ? [row.units] : []));
    expect(units).toEqual(['16667', '16667', '16666']);
    const text = replayText(await replay({ to: '2008-12-31', step: true })).join('\n');
    expect(text).toContain('  + tranche · 16,667 units vest on 1999-07-29');
    expect(text).toContain('  + draw · 2008-06-17 exercise of 50,000 units: the only lot of the holding');
  });

  it('a decision on a schedule changes tranches: one is the same that vests at the same time', async () => {
    const before = (await ledger.events(STREAM)).at(-1)!;
    const line = (await ledger.events(STREAM)).findLast(({ type }) => type === 'GrantReported')!;
    const decision = await ledger.decide(STREAM, {
      type: 'ScheduleStated',
      data: {
        author: 'A. Auditor',
        reason: 'section 3 of the award agreement',
        lot: line.id,
        schedule: {
          exercisableBeforeVesting: false,
          steps: [
            {
              kind: 'instalments',
              of: 'total',
              portion: { kind: 'fraction', numerator: 1, denominator: 1 },
              count: 2,
              every: { kind: 'months', length: 12 },
              first: { kind: 'date', on: '2009-11-12' },
              dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
            },
          ],
        },
      },
    });
    const changes = (await replay({ from: before.id, to: decision })).changes;
    const count = (told: string) => changes.filter(({ kind, change }) => `${kind} ${change}` === told).length;
    expect(count('lot changed')).toBe(1);
    expect([count('tranche added'), count('tranche changed'), count('tranche gone')]).toEqual([0, 2, 10]);
  });

  it('is the same for ever: the same point, clocks and position, whatever was recorded since', async () => {
    const question = { to: '2008-06-18', from: '2006-12-31', step: true };
    const first = await replay(question);
    const line = (await ledger.events(STREAM)).find(({ type }) => type === 'ExerciseReported')!;
    await ledger.decide(STREAM, {
      type: 'OpeningBalanceStated',
      data: { author: 'A. Auditor', reason: 'x', knownOn: '2008-06-18', holding: line.id, balance: '36000' },
    });
    expect(await replay(question)).not.toEqual(first);
    expect(await replay({ ...question, recordedAt: first.basis.position! })).toEqual(first);
  });

  it('with an effective date tells only of days up to it', async () => {
    const { basis, holdings, changes } = await replay({ to: '2008-12-31', asOf: '2006-12-31' });
    expect(basis.effectiveOn).toBe('2006-12-31');
    expect(holdings.filter(({ known }) => known).map(({ title }) => title)).toEqual(['Deferred Share Unit']);
    expect(changes.filter(({ kind }) => kind === 'step')).toHaveLength(2);
    expect(changes.filter(({ kind }) => kind === 'filing')).toHaveLength(1);
  });

  it('refuses a point that is none', async () => {
    await expect(replay({ to: 'yesterday' })).rejects.toMatchObject({ name: 'InvalidQuestion', field: 'to' });
    await expect(replay({ to: '2008-06-18', from: '99999' })).rejects.toMatchObject({ field: 'from' });
  });
});
