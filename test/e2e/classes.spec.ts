import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACME, DOE, ownershipXml, writeFilings } from './filings';
import { holdings } from './holdings-command';
import { copyLedger } from './ledger-stores';

jest.setTimeout(120_000);

const BY = ['--author', 'A. Auditor', '--reason', 'as the company wrote'];
const ROE = { cik: '0009000002', name: 'ROE RICHARD' };

/** What a person sells every month: of a trust that is spelled otherwise, and of a class that is renamed. */
const FILINGS = [
  ...[DOE, ROE].flatMap((owner) =>
    (['Common Stock', 'Ordinary Shares'] as const).map((title, place) => ({
      name: `${owner.name}-${title}.xml`,
      xml: ownershipXml({
        owners: [owner],
        period: `2020-0${place + 1}-03`,
        signed: `2020-0${place + 1}-04`,
        common: [
          {
            on: `2020-0${place + 1}-03`,
            code: 'S',
            way: 'D',
            shares: '1000',
            following: place === 0 ? '9000' : '8000',
            title,
          },
        ],
      }),
    })),
  ),
  ...['By spouse', 'By Family Foundation'].map((nature, place) => ({
    name: `${nature}.xml`,
    xml: ownershipXml({
      period: `2020-0${place + 3}-03`,
      signed: `2020-0${place + 3}-04`,
      common: [
        {
          on: `2020-0${place + 3}-03`,
          code: 'S',
          way: 'D',
          shares: '2000',
          following: place === 0 ? '50000' : '48000',
          nature,
        },
      ],
    }),
  })),
];

let folder: string;
let given: string;
let ledger: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'classes-'));
  given = join(folder, 'given');
  writeFilings(folder, FILINGS);
  const files = FILINGS.map(({ name }) => join(folder, name));
  const { code } = await holdings(['ingest', ...files, '--data', given]);
  expect(code).toBe(0);
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
const decide = (...args: string[]) => json('decide', ...args, ...BY);
/** Balances of a person's holdings. */
const balances = async (person: string): Promise<string[]> =>
  (await json('show', person)).holdings.map(({ balance }: { balance: string }) => balance).sort();

describe('holdings decide group and ungroup', () => {
  const titles = ['--issuer', ACME.cik, '--title', 'Common Stock', '--title', 'Ordinary Shares'];

  it('makes titles one class for everybody, shows it before, and can be undone', async () => {
    expect(await balances(ROE.cik)).toEqual(['8000', '9000']);
    const shown = await decide('group', ...titles, '--dry-run');
    expect(shown.recorded).toBe(false);
    expect(shown.persons.map(({ person }: { person: { personId: string } }) => person.personId)).toEqual([
      DOE.cik,
      ROE.cik,
    ]);
    expect(await balances(ROE.cik)).toEqual(['8000', '9000']);
    const made = await decide('group', ...titles);
    expect(made).toMatchObject({
      recorded: true,
      stream: `issuer-${ACME.cik}`,
      doubts: [],
      decision: { type: 'ClassesGrouped' },
    });
    expect(await balances(ROE.cik)).toEqual(['8000']);
    const { classes } = await json('issuer', ACME.cik);
    expect(classes.map(({ total }: { total: string }) => total)).toEqual(['114000']);
    await decide('undo', made.eventId);
    expect(await balances(ROE.cik)).toEqual(['8000', '9000']);
  });

  it('parts titles that were grouped: the later decision holds', async () => {
    await decide('group', ...titles);
    await decide('ungroup', ...titles);
    expect(await balances(ROE.cik)).toEqual(['8000', '9000']);
    const { code } = await run('verify');
    expect(code).toBe(0);
  });

  it('doubts a title that nobody filed, and refuses one title and an issuer that is not there', async () => {
    const { doubts } = await decide(
      'group',
      '--issuer',
      ACME.cik,
      '--title',
      'Common Stock',
      '--title',
      'Units',
      '--dry-run',
    );
    expect(doubts).toEqual([
      `no filing on ${ACME.cik} has the title "Units"; filed are "Common Stock", "Ordinary Shares"`,
      'it changes nothing: all rows stay as they are',
    ]);
    const one = await run('decide', 'group', '--issuer', ACME.cik, '--title', 'Common Stock', ...BY);
    expect(one).toMatchObject({ code: 2, err: expect.stringContaining('give two titles or more') });
    const nobody = await run('decide', 'group', '--issuer', '42', '--title', 'A', '--title', 'B', ...BY);
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('no filing reports on an issuer') });
    const three = await run('decide', 'ungroup', ...titles, '--title', 'Units', ...BY);
    expect(three).toMatchObject({ code: 2, err: expect.stringContaining('two by two') });
  });
});

describe('holdings that may be one', () => {
  it('are told by findings with the command that joins them, which then does', async () => {
    const { out } = await run('findings', DOE.cik);
    expect(out).toContain('May be one holding, which would then count twice');
    expect(out).toContain('"Common Stock, By spouse", which stands at 50,000');
    expect(out).toContain('"Common Stock, By Family Foundation", which stands at 48,000');
    const [, command] = /holdings (decide join \S+ \S+)/.exec(out)!;
    const made = await json(...command!.split(' '), ...BY);
    expect(made).toMatchObject({ recorded: true, decision: { type: 'HoldingsJoined' }, doubts: [] });
    expect(made.changes.length).toBeGreaterThan(0);
    expect(await balances(DOE.cik)).toEqual(['48000', '8000', '9000']);
    expect((await json('findings', DOE.cik)).doubles).toEqual([]);
    await decide('undo', made.eventId);
    expect(await balances(DOE.cik)).toEqual(['48000', '50000', '8000', '9000']);
  });

  it('are parted by a decision, and no longer told', async () => {
    const [double] = (await json('findings', DOE.cik)).doubles;
    await decide('part', double.left.lineId, double.goesOn.lineId);
    expect((await json('findings', DOE.cik)).doubles).toEqual([]);
    expect(await balances(DOE.cik)).toContain('50000');
  });

  it('are refused where a line is not there, is given twice, or is another person’s', async () => {
    const [double] = (await json('findings', DOE.cik)).doubles;
    const { lineId } = double.left;
    const nowhere = await run('decide', 'join', lineId, '4a2e2b5c-8d2f-5a60-9d36-0f3a7d3f3b52', ...BY);
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('no holding has the line') });
    const twice = await run('decide', 'join', lineId, lineId, ...BY);
    expect(twice).toMatchObject({ code: 2, err: expect.stringContaining('are one line') });
    const [{ lineId: other }] = (await json('history', ROE.cik)).holdings[0].steps;
    const others = await run('decide', 'join', lineId, other, ...BY);
    expect(others).toMatchObject({ code: 1, err: expect.stringContaining('no holding has the line') });
  });
});
