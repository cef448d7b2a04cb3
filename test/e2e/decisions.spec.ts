import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DecisionsService } from '../../src/services/decisions.service';
import { EventsService } from '../../src/services/events.service';
import { LedgerModule } from '../../src/services/ledger.module';
import { VestingService } from '../../src/services/vesting.service';
import { holdings } from './holdings-command';
import { copyLedger, settingsOf } from './ledger-stores';

jest.setTimeout(60_000);

const EXAMPLES = join(__dirname, '../../examples/carter');
const CARTER = 'name.carter-david-warren';
const BY = ['--author', 'A. Auditor', '--reason', 'the award agreement says so'];

let folder: string;
/** A ledger with the three filings, copied for each test. */
let given: string;
let ledger: string;
/** Ids of its lots: settled in cash, the option, settled in shares. */
let cash: string;
let option: string;
let shares: string;
/** The line of common stock. */
let common: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'decisions-'));
  given = join(folder, 'given');
  const { code } = await holdings(['ingest', EXAMPLES, '--data', given]);
  expect(code).toBe(0);
  ledger = given;
  [cash, option, shares] = (await vesting('2008-12-14')).lots.map(({ lotId }: Lot) => lotId);
  common = (await events()).find(({ data }: { data: { table?: string } }) => data.table === 'I').id;
});
beforeEach(async () => {
  ledger = mkdtempSync(join(folder, 'ledger-'));
  await copyLedger(given, ledger);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Lot {
  readonly lotId: string;
}

const json = async (...args: string[]) => {
  const { code, out, err } = await holdings([...args, '--json', '--data', ledger]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};
const vesting = (asOf: string) => json('vesting', 'carter', '--as-of', asOf);
const lotOf = async (lotId: string, asOf: string) =>
  (await vesting(asOf)).lots.find((lot: Lot) => lot.lotId === lotId);
const decide = (...args: string[]) => holdings(['decide', ...args, '--data', ledger]);
const events = async () => (await json('events', 'carter')).events;

const OF_2008 = 'Vests in two equal annual installments beginning on November 12, 2009.';

describe('holdings decide schedule', () => {
  it('takes the place of the footnote, from the command line to the answer', async () => {
    const { decision, eventId, recorded, lots } = await json(
      ...['decide', 'schedule', shares, '--text', OF_2008, ...BY],
    );
    expect({ recorded, type: decision.type }).toEqual({ recorded: true, type: 'ScheduleStated' });
    expect(lots).toMatchObject([
      {
        before: { lotId: shares, terms: [{ source: 'footnote' }] },
        after: { terms: [{ source: 'decision' }] },
      },
    ]);
    const lot = await lotOf(shares, '2009-11-12');
    expect(lot.position).toMatchObject({ vested: '4000', unvested: '4000' });
    expect(lot.vesting).toMatchObject({
      source: 'decision',
      text: null,
      decision: { eventId, author: 'A. Auditor', reason: 'the award agreement says so' },
      others: [{ text: { footnote: 'F3' }, reason: 'a decision takes its place' }],
    });
    expect((await events()).at(-1)).toMatchObject({
      id: eventId,
      type: 'ScheduleStated',
      data: { lot: shares },
    });
    const { out } = await holdings(['vesting', 'carter', '--as-of', '2009-11-12', '--data', ledger]);
    expect(out).toContain('decided: schedule stated by A. Auditor');
  });

  it('takes a schedule from a file', async () => {
    const file = join(folder, 'schedule.json');
    const when = { kind: 'date', on: '2010-01-01' };
    writeFileSync(
      file,
      JSON.stringify({ steps: [{ kind: 'tranche', portion: { kind: 'remaining' }, when }] }),
    );
    const { lots } = await json('decide', 'schedule', shares, '--file', file, ...BY);
    expect(lots[0].after.terms[0].tranches).toEqual([{ on: '2010-01-01', units: '8000', step: 0 }]);
  });

  it('shows with --dry-run what it would change, and records nothing', async () => {
    const before = await events();
    const { code, out } = await decide('schedule', shares, '--text', OF_2008, ...BY, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('Not recorded: this shows what it would change');
    expect(out).toMatch(
      /Before\n {2}└ assumed, by the footnote; column 6: exercisable 2009-02-12; settled in shares/,
    );
    expect(out).toMatch(
      /After\n {2}└ determined, by a decision;.*\n.*\n.*\n {4}2009-11-12 {2}4,000\n {4}2010-11-12 {2}4,000/,
    );
    expect(await events()).toEqual(before);
  });

  const file = (text: string) => {
    const path = join(folder, 'wrong.json');
    writeFileSync(path, text);
    return path;
  };
  it.each<[string, () => string[], RegExp]>([
    ['no schedule', () => ['schedule', shares, ...BY], /give the schedule with --file or --text/],
    [
      'no author',
      () => ['schedule', shares, '--text', OF_2008, '--reason', 'x'],
      /'--author <name>' not specified/,
    ],
    [
      'an empty reason',
      () => ['schedule', shares, '--text', OF_2008, '--author', 'A', '--reason', ' '],
      /reason is missing/,
    ],
    [
      'words that state none',
      () => ['schedule', shares, '--text', 'Vests one day.', ...BY],
      /no schedule can be read/,
    ],
    [
      'more units than the lot has',
      () => ['schedule', shares, '--text', '9,000 units vest on January 1, 2010.', ...BY],
      /none of a lot of 8000 units: the tranches come to 9000/,
    ],
    [
      'a file that is no JSON',
      () => ['schedule', shares, '--file', file('{'), ...BY],
      /cannot be read as JSON/,
    ],
    [
      'a file that is no schedule',
      () => ['schedule', shares, '--file', file('{"steps":[{"kind":"cliff"}]}'), ...BY],
      /is no schedule: steps\[0\]\.kind must be one of tranche, instalments; it is not "cliff"/,
    ],
    ['a date that is none', () => ['terms', shares, '--effective', '2009-02-30', ...BY], /no calendar date/],
    [
      'knowledge from the future',
      () => ['schedule', shares, '--text', OF_2008, '--known-on', '2999-01-01', ...BY],
      /cannot be known only on 2999-01-01/,
    ],
    [
      'terms that change nothing',
      () => ['terms', shares, '--effective', '2009-02-01', ...BY],
      /change nothing/,
    ],
    [
      'an expiration before the change',
      () => ['terms', option, '--effective', '2009-02-01', '--expires', '2009-01-01', ...BY],
      /cannot expire on 2009-01-01 by terms that hold from 2009-02-01 on/,
    ],
  ])('%s is wrong use', async (_, args, reason) => {
    const { code, out, err } = await decide(...args());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
  });

  it('what is refused is not recorded', async () => {
    const before = await events();
    await decide('schedule', shares, '--text', '9,000 units vest on January 1, 2010.', ...BY);
    expect(await events()).toEqual(before);
  });

  it.each([['schedule', '--text', OF_2008], ['undo']])(
    '%s of an unknown id is not found',
    async (what, ...more) => {
      const { code, err } = await decide(what, 'no-such-id', ...more, ...BY);
      expect(code).toBe(1);
      expect(err).toMatch(/no event of a reporting person has the id "no-such-id"/);
    },
  );

  it('a line of no derivative lot is not found', async () => {
    const { code, err } = await decide('schedule', common, '--text', OF_2008, ...BY);
    expect(code).toBe(1);
    expect(err).toMatch(/is the id of no derivative lot/);
  });
});

describe('holdings decide terms', () => {
  it('units settled in shares instead of cash count within sixty days from that day on', async () => {
    const terms = ['--effective', '2006-09-05', '--settles-in', 'shares', '--known-on', '2006-09-11'];
    await json('decide', 'terms', cash, ...terms, ...BY);
    const counted = async (asOf: string) => {
      const { within } = await vesting(asOf);
      return within.lots.find((lot: Lot) => lot.lotId === cash).reason;
    };
    expect(await counted('2006-09-04')).toBe('settledInCash');
    expect(await counted('2006-09-05')).toBe('payableOnRetirement');
  });

  it('a longer life is shown on the dates on which it holds', async () => {
    await json('decide', 'terms', option, '--effective', '2008-06-01', '--expires', '2010-07-29', ...BY);
    expect((await lotOf(option, '2008-05-31')).expiresOn).toBe('2008-07-29');
    expect(await lotOf(option, '2008-06-01')).toMatchObject({
      expiresOn: '2010-07-29',
      vesting: { source: 'footnote' },
      decisions: [{ type: 'TermsChanged', effectiveOn: '2008-06-01' }],
    });
  });
});

describe('holdings decide opening and correct', () => {
  const balanceOn = async (asOf: string) => {
    const { holdings: held } = await json('show', 'carter', '--as-of', asOf);
    return held.find(({ title }: { title: string }) => title === 'Common Stock').balance;
  };

  it('an opening takes the place of the implied one', async () => {
    const answer = await json('decide', 'opening', common, '36,000', ...BY);
    expect(answer.decision).toMatchObject({ type: 'OpeningBalanceStated', data: { balance: '36000' } });
    expect(answer.changes.map(({ kind }: { kind: string }) => kind)).toContain('step');
    expect(await balanceOn('2008-06-16')).toBe('36000');
  });

  it('a corrected cell is read as corrected, and the form’s own stays in its event', async () => {
    const before = await events();
    const set = ['--set', 'sharesOwnedFollowingTransaction=83,000', '--set', 'transactionShares=48000'];
    const { code, out } = await decide('correct', common, ...set, ...BY);
    expect(code).toBe(0);
    expect(out).toMatch(/~ step .*M 48,000, balance 83,000/);
    expect(await balanceOn('2008-06-17')).toBe('83000');
    expect((await events()).slice(0, -1)).toEqual(before);
  });

  it.each<[string[], RegExp]>([
    [['--set', 'transactionShares'], /is not cell=value/],
    [['--set', 'shares=5'], /"shares" is no cell of a row; there are securityTitle, /],
    [['--set', 'transactionShares=-5'], /must be a decimal with at most 4 places and not negative/],
    [['--set', 'transactionDate=2008-02-30'], /must be a calendar date/],
    [['--set', 'transactionCode=Q'], /must be one of A, M, X/],
    [['--set', 'transactionShares=50000'], /the row is read so already/],
    [['--remove', 'exerciseDate'], /the row is read so already/],
    [[], /name at least one cell/],
  ])('%j is wrong use', async (args, reason) => {
    const { code, out, err } = await decide('correct', common, ...args, ...BY);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
  });
});

describe('holdings decide undo', () => {
  it('takes a decision back, and can be taken back', async () => {
    const before = await vesting('2009-11-12');
    const { eventId } = await json('decide', 'schedule', shares, '--text', OF_2008, ...BY);
    const undone = await json('decide', 'undo', eventId, ...BY);
    expect(undone).toMatchObject({ decision: { type: 'DecisionUndone', data: { decision: eventId } } });
    const after = await vesting('2009-11-12');
    expect(after.lots).toEqual(before.lots);
    await json('decide', 'undo', undone.eventId, '--person', 'carter', ...BY);
    expect((await lotOf(shares, '2009-11-12')).vesting.source).toBe('decision');
  });

  it('takes nothing back that a form said', async () => {
    const { code, err } = await decide('undo', shares, ...BY);
    expect(code).toBe(2);
    expect(err).toMatch(
      /is what a filing says \(GrantReported\), not a decision: only decisions can be undone/,
    );
  });
});

it('two decisions at once are both recorded', async () => {
  const context = await NestFactory.createApplicationContext(LedgerModule.open(settingsOf(ledger)), {
    logger: false,
  });
  try {
    const decisions = context.get(DecisionsService);
    const by = { author: 'A. Auditor', reason: 'the award agreement says so' };
    const [one, other] = await Promise.all([
      decisions.schedule(shares, { text: OF_2008 }, by),
      decisions.terms(option, { effectiveOn: '2008-06-01', expiresOn: '2010-07-29' }, by),
    ]);
    const { events: stored } = await context.get(EventsService).page(CARTER);
    expect(new Set(stored.slice(-2).map(({ id }) => id))).toEqual(new Set([one.eventId, other.eventId]));
    const { lots, doubts } = await context.get(VestingService).vesting(CARTER, { asOf: '2009-11-12' });
    expect(lots.map((lot) => lot.decisions.length)).toEqual([0, 1, 1]);
    expect(doubts).toEqual([]);
  } finally {
    await context.close();
  }
});
