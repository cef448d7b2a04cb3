import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import { filingOf } from '../support/parsed';
import { xmlTwin } from '../support/xml-twin';
import { holdings } from './holdings-command';
import { copyLedger } from './ledger-stores';

jest.setTimeout(120_000);

const EXAMPLES = join(__dirname, '../../examples/carter');
/** The last of the printed forms, of which the ledger has what EDGAR has, too. */
const LAST = filingOf(parseDocument(readFileSync(join(EXAMPLES, 'carter-2008-11-14.txt'))));
const PRINTED = 'name.carter-david-warren';
const CIK = '0001211060';
const ISSUER = '0000855654';
const BY = ['--author', 'A. Auditor', '--reason', 'the same signature', '--known-on', '2009-01-05'];

let folder: string;
let given: string;
let ledger: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linked-'));
  given = join(folder, 'given');
  const xml = join(folder, 'twin.xml');
  writeFileSync(xml, xmlTwin(LAST, { owner: CIK, issuer: ISSUER }));
  const { code, err } = await holdings(['ingest', EXAMPLES, xml, '--data', given]);
  expect({ code, err }).toMatchObject({ code: 0 });
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
const decide = (...args: string[]) => run('decide', ...args, ...BY);
const people = async () =>
  (await json('people')).people.map(({ personId }: { personId: string }) => personId);

describe('holdings decide link and unlink', () => {
  it('shows what a link changes for both, makes one person of them, and two again', async () => {
    expect((await people()).sort()).toEqual([CIK, PRINTED]);
    const dry = await decide('link', CIK, PRINTED, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('Not recorded: this shows what it would change');
    expect(dry.out).toContain(`CARTER DAVID WARREN · ${CIK}`);
    expect(dry.out).toContain(`CARTER DAVID WARREN · ${PRINTED}`);
    expect(await people()).toHaveLength(2);

    const { eventId, recorded } = await json('decide', 'link', CIK, PRINTED, ...BY);
    expect(recorded).toBe(true);
    await decide('link', ISSUER, 'name.immunogen-inc', '--issuers');
    expect(await people()).toEqual([CIK]);
    const shown = await run('show', PRINTED);
    expect(shown.out).toContain(`CARTER DAVID WARREN · ${CIK}`);
    expect(shown.out).toContain(`${CIK} and ${PRINTED} are one person: decided by A. Auditor`);
    expect((await json('show', CIK)).person.filings).toBe(3);

    // Before it was known, and before it was recorded, each is a person by itself.
    expect((await json('show', PRINTED, '--known-at', '2009-01-04')).person).toMatchObject({
      personId: PRINTED,
      filings: 3,
    });
    expect((await json('show', PRINTED, '--recorded-at', eventId)).person.personId).toBe(CIK);

    const undone = await json('decide', 'undo', eventId, '--author', 'B. Other', '--reason', 'a namesake');
    expect(undone.persons).toHaveLength(2);
    expect((await people()).sort()).toEqual([CIK, PRINTED]);
    const again = await decide('undo', eventId);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain(
      `${eventId} is taken back already, by ${undone.eventId} of B. Other: a namesake`,
    );
  });

  it('refuses what cannot be, in one line', async () => {
    for (const [args, message] of [
      [['link', PRINTED, PRINTED], 'are the same id'],
      [['link', PRINTED, 'name.nobody'], 'no reporting person matches "name.nobody"'],
      [['unlink', PRINTED, CIK], 'are not linked'],
      [['link', 'name.immunogen-inc', '12', '--issuers'], 'no filing reports on an issuer "12"'],
    ] as const) {
      const { code, out, err } = await decide(...args);
      expect(out).toBe('');
      expect(code).toBeGreaterThan(0);
      expect(err).toContain(message);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
    expect(await people()).toHaveLength(2);
  });

  it('of two who link at once, one does, and the other is told', async () => {
    const other = ['--author', 'B. Other', '--reason', 'the same awards'];
    const both = await Promise.all([
      decide('link', CIK, PRINTED),
      run('decide', 'link', PRINTED, CIK, ...other),
    ]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect(both.map(({ err }) => err).join('')).toContain('are one person already');
    expect(await people()).toEqual([CIK]);
  });

  it('stands a rebuild in threads, a comparison and an audit', async () => {
    await decide('link', CIK, PRINTED);
    await decide('link', ISSUER, 'name.immunogen-inc', '--issuers');
    const rebuilt = await json('rebuild');
    expect(rebuilt.comparison).toMatchObject({ same: true, persons: 1 });
    expect(await people()).toEqual([CIK]);
    const verified = await run('verify');
    expect(verified).toMatchObject({ code: 0, err: '' });
  });
});

describe('holdings identity', () => {
  it('tells names and addresses with their dates, and who else has the same name', async () => {
    const { names, addresses, possibleTwins, person } = await json('identity', PRINTED);
    expect(person.linked).toEqual([]);
    expect(names).toMatchObject([{ text: 'CARTER DAVID WARREN', filings: 3, first: '2006-07-03' }]);
    expect(addresses.length).toBeGreaterThan(1);
    expect(possibleTwins).toMatchObject([{ personId: CIK, filings: 1 }]);
    const { out } = await run('identity', PRINTED);
    expect(out).toContain('860 ATLANTIC AVENUE');
    expect(out).toContain(`decide link ${PRINTED} ID`);
    await decide('link', CIK, PRINTED);
    expect((await json('identity', CIK)).possibleTwins).toEqual([]);
  });
});
