import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { XmlFiling } from '../support/ownership-xml';
import { submission } from '../support/submission';
import { ownershipXml } from './filings';
import { holdings } from './holdings-command';

jest.setTimeout(120_000);

const [ONE, TWO, AMENDMENT] = [1, 2, 3].map((n) => `0009000001-20-00000${n}`) as [string, string, string];
const BY = ['--author', 'A. Auditor', '--reason', 'the filer says so', '--known-on', '2020-05-01'];

let folder: string;
let data: string;

/** Two sales of one day, filed on one day, and an amendment that may be of either. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'originals-'));
  data = join(folder, 'ledger');
  const sold = (shares: string, following: string): XmlFiling => ({
    period: '2020-03-02',
    signed: '2020-03-03',
    common: [{ on: '2020-03-02', code: 'S', way: 'D', shares, price: '10', following }],
  });
  const amendment: XmlFiling = {
    ...sold('900', '82000'),
    form: '4/A',
    original: '2020-03-04',
    signed: '2020-04-01',
  };
  const filings: readonly (readonly [string, string, XmlFiling])[] = [
    [ONE, '2020-03-04', sold('1000', '84000')],
    [TWO, '2020-03-04', sold('500', '83500')],
    [AMENDMENT, '2020-04-01', amendment],
  ];
  const files = filings.map(([accession, filed, filing]) => {
    const header = { accession, form: filing.form ?? '4', filed, accepted: `${filed}T17:00:00` };
    const file = join(folder, `${accession}.txt`);
    writeFileSync(file, submission(ownershipXml(filing), header));
    return file;
  });
  expect(await holdings(['ingest', ...files, '--data', data])).toMatchObject({ code: 0, err: '' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const decide = (...args: string[]) => holdings(['decide', ...args, '--data', data]);
const diff = async (...clocks: string[]) => {
  const { out } = await holdings(['diff', AMENDMENT, ...clocks, '--json', '--data', data]);
  const { standing, originals, lines } = JSON.parse(out);
  return [
    standing,
    ...originals.map(({ accession, confidence }: Record<string, string>) => `${accession} ${confidence}`),
    ...lines.map(({ effect }: { effect: string }) => effect),
  ];
};
const TIED = ['tied', `${ONE} possible`, `${TWO} possible`, 'undecided'];

describe('holdings decide original', () => {
  it('shows what a choice would change, and records nothing when it is only tried', async () => {
    const { code, out } = await decide('original', AMENDMENT, ONE, ...BY, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('OriginalChosen by A. Auditor: the filer says so');
    expect(out).toContain('Not recorded: this shows what it would change');
    expect(out).toMatch(/~ filing · Form 4\/A/);
    expect(await diff()).toEqual(TIED);
  });

  it('chooses one of those that tie, on both clocks, and can be undone', async () => {
    const { code, out } = await decide('original', AMENDMENT, TWO, ...BY);
    expect(code).toBe(0);
    const [, event] = /Recorded as event (\S+)/.exec(out)!;
    expect(await diff()).toEqual(['matched', `${TWO} decided`, 'restate']);
    expect(await diff('--known-at', '2020-04-30')).toEqual(TIED);
    const text = await holdings(['diff', AMENDMENT, '--data', data]);
    expect(text.out).toContain(`Amends Form 4 ${TWO} filed 2020-03-04 (decided)`);
    expect(text.out).toContain('chosen by A. Auditor: the filer says so');
    expect((await decide('undo', event!, ...BY)).code).toBe(0);
    expect(await diff()).toEqual(TIED);
    expect(await diff('--recorded-at', event!)).toEqual(['matched', `${TWO} decided`, 'restate']);
  });

  it('says that it amends nothing that is here', async () => {
    const { out } = await decide('original', AMENDMENT, 'none', ...BY);
    expect(await diff()).toEqual(['unmatched', 'add']);
    const history = await holdings(['history', 'doe', '--data', data]);
    expect(history.out).toContain(
      'as A. Auditor decided (the filer says so), it amends nothing that is here',
    );
    const [, event] = /Recorded as event (\S+)/.exec(out)!;
    expect((await decide('undo', event!, ...BY)).code).toBe(0);
  });

  it.each<[string, string[], number, string]>([
    ['of a filing that is no amendment', [ONE, TWO], 2, 'is a Form 4, no amendment'],
    ['of itself', [AMENDMENT, AMENDMENT], 2, 'does not amend itself'],
    ['of what is not there', [AMENDMENT, '0009000001-20-000077'], 1, 'no filing has the accession number'],
  ])('refuses a choice %s', async (_, args, code, err) => {
    expect(await decide('original', ...args, ...BY)).toMatchObject({
      code,
      err: expect.stringContaining(err),
    });
  });
});
