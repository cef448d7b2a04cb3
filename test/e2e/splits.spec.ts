import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACME, ownershipXml, writeFilings } from './filings';
import { holdings } from './holdings-command';
import { copyLedger } from './ledger-stores';

jest.setTimeout(120_000);

const BY = ['--author', 'A. Auditor', '--reason', 'Form 8-K'];
/** 1,000 shares bought before a split 5 for 1 on 31 August 2020, 500 of the new ones sold after it. */
const FILINGS = [
  {
    name: 'bought.xml',
    xml: ownershipXml({
      period: '2020-05-01',
      signed: '2020-05-04',
      common: [{ on: '2020-05-01', code: 'P', way: 'A', shares: '1000', price: '45', following: '1000' }],
    }),
  },
  {
    name: 'sold.xml',
    xml: ownershipXml({
      period: '2020-11-02',
      signed: '2020-11-03',
      common: [{ on: '2020-11-02', code: 'S', way: 'D', shares: '500', price: '10', following: '4500' }],
    }),
  },
];

let folder: string;
let given: string;
let ledger: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'splits-'));
  given = join(folder, 'given');
  writeFilings(folder, FILINGS);
  const files = FILINGS.map(({ name }) => join(folder, name));
  expect(await holdings(['ingest', ...files, '--data', given])).toMatchObject({ code: 0 });
});
beforeEach(async () => {
  ledger = mkdtempSync(join(folder, 'ledger-'));
  await copyLedger(given, ledger);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => holdings([...args, '--data', ledger]);
const json = async (...args: string[]) => {
  const { code, out, err } = await run(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};
const issuer = async () => (await json('show', 'doe')).holdings[0].issuerId as string;
const split = async (...more: string[]) => [
  ...['decide', 'split', '--issuer', await issuer(), '--on', '2020-08-31', '--from', '1', '--to', '5'],
  ...BY,
  ...more,
];

interface Step {
  readonly effectiveOn: string;
  readonly change: string | null;
  readonly price: string | null;
  readonly computed: string | null;
  readonly status: string;
}
const history = async (...more: string[]) =>
  (await json('history', 'doe', ...more)).holdings[0].steps.map(
    ({ effectiveOn, change, price, computed, status }: Step) => [
      effectiveOn,
      change,
      price,
      computed,
      status,
    ],
  );

describe('holdings decide split', () => {
  it('is proposed by the finding, shown, recorded, and taken back without a trace', async () => {
    expect((await run('findings', 'doe')).out).toContain(
      `holdings decide split --issuer ${await issuer()} --on 2020-11-02 --from 1 --to 5`,
    );
    const before = await history();
    expect(before.at(-1)).toEqual(['2020-11-02', '-500', '10', '500', 'differs']);

    const dry = await run(...(await split('--dry-run')));
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('Not recorded: this shows what it would change');
    expect(await history()).toEqual(before);

    const { eventId, stream } = await json(...(await split()));
    expect(stream).toBe(`issuer-${ACME.cik}`);
    expect(await history()).toEqual([
      ['2020-04-30', null, null, '0', 'opening'],
      ['2020-05-01', '1000', '45', '1000', 'recomputed'],
      ['2020-08-31', '4000', null, '5000', 'split'],
      ['2020-11-02', '-500', '10', '4500', 'recomputed'],
    ]);
    expect((await run('verify')).code).toBe(0);

    await run('decide', 'undo', eventId, ...BY);
    expect(await history()).toEqual(before);
  });

  it('shows the balance of the day, and explains it by the decision', async () => {
    await run(...(await split()));
    const balance = async (asOf: string) => (await json('show', 'doe', '--as-of', asOf)).holdings[0];
    expect(await balance('2020-08-30')).toMatchObject({ balance: '1000', labels: [] });
    expect(await balance('2020-08-31')).toMatchObject({
      balance: '5000',
      reported: null,
      labels: ['split'],
      decisions: [{ type: 'SplitStated', author: 'A. Auditor', value: '5 for 1' }],
    });
    const explained = await run('explain', 'doe', '--as-of', '2020-09-30');
    expect(explained.out).toContain(
      '1,000 × 5 / 1 = 5,000: the balance before, multiplied by a stated split',
    );
    const { classes } = await json('issuer', await issuer(), '--as-of', '2020-09-30');
    expect(classes).toMatchObject([{ total: '5000' }]);
  });

  it('tells the history in the shares of one day when asked', async () => {
    await run(...(await split()));
    expect(await history('--adjusted')).toEqual([
      ['2020-04-30', null, null, '0', 'opening'],
      ['2020-05-01', '5000', '9', '5000', 'recomputed'],
      ['2020-08-31', '0', null, '5000', 'split'],
      ['2020-11-02', '-500', '10', '4500', 'recomputed'],
    ]);
    expect(await history('--adjusted', '--as-of', '2020-05-31')).toEqual([
      ['2020-04-30', null, null, '0', 'opening'],
      ['2020-05-01', '1000', '45', '1000', 'recomputed'],
    ]);
    const { out } = await run('history', 'doe', '--adjusted');
    expect(out).toContain('all in the shares of after the newest stated split');
    expect(out).toContain('quantities multiplied, prices divided by 5 for 1: 5 for 1 by A. Auditor');
    const csv = (await run('history', 'doe', '--adjusted', '--csv')).out;
    expect(csv.split('\n')[0]).toContain('labels,split,adjustment,');
  });

  it('refuses what cannot be, and doubts a title that nobody filed', async () => {
    const tried = async (from: string, to: string, on = '2020-08-31') => {
      const id = await issuer();
      return run('decide', 'split', '--issuer', id, '--on', on, '--from', from, '--to', to, ...BY);
    };
    for (const [from, to, message] of [
      ['1', '1', 'no split'],
      ['0', '5', 'above 0'],
      ['1', '-5', 'not negative'],
      ['1', '20000', 'is the most'],
      ['1', '1.00001', 'at most 4 places'],
    ] as const) {
      const { code, err } = await tried(from, to);
      expect([from, to, code, err]).toEqual([from, to, 2, expect.stringContaining(message)]);
    }
    expect(await tried('1', '5', '2120-01-01')).toMatchObject({
      code: 2,
      err: expect.stringContaining('too far ahead'),
    });
    const unknown = await run(
      'decide',
      'split',
      '--issuer',
      '42',
      '--on',
      '2020-08-31',
      '--from',
      '1',
      '--to',
      '5',
      ...BY,
    );
    expect(unknown).toMatchObject({ err: expect.stringContaining('no filing reports on an issuer "42"') });
    const symbol = ['decide', 'split', '--issuer', 'acme', '--on', '2020-08-31', '--from', '1', '--to', '5'];
    expect(await run(...symbol, ...BY)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`did you mean ${ACME.cik}?`),
    });
    const { doubts, unchanged } = await json(...(await split('--dry-run', '--title', 'Class Z')));
    expect(unchanged).toBe(1);
    expect(doubts).toEqual([
      expect.stringMatching(/^no holding of \d{10} has the title "Class Z"; filed are "/),
      'it changes nothing: all rows stay as they are',
    ]);
  });
});
