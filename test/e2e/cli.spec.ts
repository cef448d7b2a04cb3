import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES_VERSION } from '../../src/core/ledger/rules-version';
import { archive } from '../support/archive';
import { EXERCISE, ownershipXml, SALE } from './filings';
import { ended, holdings, observedHoldings, variablesFor } from './holdings-command';
import { inFolderOnly, ON_SERVERS, positionOf, removeRows } from './ledger-stores';

jest.setTimeout(60_000);

let folder: string;
let data: string;
/** A ledger with the exercise and the sale of DOE JANE. */
let ledger: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  ledger = join(folder, 'ledger');
  mkdirSync(join(folder, 'filings'));
  writeFileSync(join(folder, 'filings/exercise.xml'), ownershipXml(EXERCISE));
  writeFileSync(join(folder, 'filings/sale.xml'), ownershipXml(SALE));
  const { code, out, err } = await holdings(['ingest', join(folder, 'filings'), '--data', ledger]);
  expect({ code, out, err }).toEqual({
    code: 0,
    err: '',
    out:
      '2 documents: 2 filings recorded, 0 already known, 0 headers recorded, 0 not ingested\n' +
      '5 events appended for 1 person; 0 problems, 0 repairs\n',
  });
});
beforeEach(() => {
  data = mkdtempSync(join(folder, 'data-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (...args: string[]) => {
  const { code, out, err } = await holdings([...args, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('holdings', () => {
  it('shows its help and its version at once, without Nest', async () => {
    const help = await observedHoldings(['--help']);
    expect(help).toMatchObject({ code: 0, err: '', loadedNest: false });
    expect(help.out).toMatch(/^Usage: holdings/);
    expect(await observedHoldings(['show', '--help'])).toMatchObject({ code: 0, loadedNest: false });
    expect((await holdings(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['shw'], /unknown command 'shw'/],
    [['show'], /missing required argument 'person'/],
    [['show', 'doe', '--as-of', '2008-02-30'], /"2008-02-30" is no calendar date/],
    [['people', '--json', '--csv'], /cannot be used with/],
    [['people', '--verbose'], /unknown option '--verbose'/],
    [['ingest'], /missing required argument 'path'/],
    [['show', 'doe', 'carter'], /too many arguments/],
  ])('%j is wrong use: exit code 2 and a reason', async (args, reason) => {
    const { code, out, err } = await holdings(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
  });

  it('lists every environment variable that cannot be used', async () => {
    const { code, err } = await holdings(['people'], { env: { PORT: '-1', LOG_LEVEL: 'loud' } });
    expect(code).toBe(2);
    expect(err).toMatch(/PORT=-1: .*\n *LOG_LEVEL=loud: /);
  });

  const inFolder = inFolderOnly(
    'a folder without a ledger, and a file in its place: a server is there for any folder',
  );

  inFolder('says of a folder without a ledger that there is none, and creates nothing', async () => {
    const { code, err } = await holdings(['show', 'doe', '--data', join(data, 'typo')]);
    expect({ code, err }).toEqual({
      code: 1,
      err: `holdings: there is no ledger in ${data}/typo: ingest filings first, or name its folder with --data\n`,
    });
    expect((await holdings(['people', '--data', join(data, 'typo')])).code).toBe(1);
  });

  inFolder('says in one line what is wrong with a store, and what to do', async () => {
    writeFileSync(join(data, 'events.sqlite'), 'this is no event store at all, but some text');
    const foreign = await holdings(['people', '--data', data]);
    expect({ ...foreign, lines: foreign.err.split('\n').length }).toMatchObject({
      code: 1,
      out: '',
      lines: 2,
    });
    expect(foreign.err).toContain(
      'that file is no event store: name another data folder, or restore a backup',
    );
    const file = join(folder, 'filings/sale.xml');
    const noFolder = await holdings(['ingest', file, '--data', join(file, 'ledger')]);
    expect({ ...noFolder, lines: noFolder.err.split('\n').length }).toMatchObject({ code: 1, lines: 2 });
    expect(noFolder.err).toContain('a file stands where a folder should be: name another data folder');
  });

  it('makes the rows again from the events when they are gone', async () => {
    await holdings(['ingest', join(folder, 'filings'), '--data', data]);
    const before = await holdings(['show', 'doe', '--json', '--data', data]);
    await removeRows(data);
    expect(await holdings(['show', 'doe', '--json', '--data', data])).toEqual(before);
  });

  it('takes the folder from HOLDINGS_DATA, and ./data without it', async () => {
    const env = { HOLDINGS_DATA: ledger };
    expect((await holdings(['people'], { env })).out).toContain('DOE JANE');
    const here = await holdings(['people'], { cwd: data });
    if (ON_SERVERS) expect(here.out).toMatch(/^Nobody\.\n/);
    else expect(here.err).toContain('there is no ledger in ./data');
  });
});

describe('holdings ingest', () => {
  it('takes archives and standard input, and knows what it has', async () => {
    writeFileSync(
      join(data, 'filings.zip'),
      archive([{ name: 'q2/exercise.xml', content: ownershipXml(EXERCISE) }]),
    );
    const options = { input: ownershipXml(SALE) };
    const first = await holdings(['ingest', join(data, 'filings.zip'), '-', '--data', data], options);
    expect(first.out).toContain('2 documents: 2 filings recorded, 0 already known');
    const again = await holdings(['ingest', join(folder, 'filings'), '--data', data]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toBe(
      '2 documents: 0 filings recorded, 2 already known, 0 headers recorded, 0 not ingested\n' +
        '0 events appended for 1 person; 0 problems, 0 repairs\n' +
        'already known: 2 documents recorded before\n',
    );
  });

  it('records a document that differs only in its bytes as another source of the same filing', async () => {
    writeFileSync(join(data, 'a.xml'), ownershipXml(SALE));
    writeFileSync(join(data, 'b.xml'), ownershipXml(SALE).replaceAll('    ', '\t'));
    const report = await json(
      'ingest',
      join(data, 'a.xml'),
      join(data, 'b.xml'),
      '--data',
      join(data, 'ledger'),
    );
    expect(report).toMatchObject({ documents: 2, filingsRecorded: 1, sourcesAdded: 1, eventsAppended: 3 });
    expect(report.outcomes).toEqual([
      expect.objectContaining({
        name: join(data, 'b.xml'),
        outcome: 'sourceAdded',
        reason: 'its filing is recorded already; the document was added as another source of it',
      }),
    ]);
    const again = await json(
      'ingest',
      join(data, 'b.xml'),
      join(data, 'a.xml'),
      '--data',
      join(data, 'ledger'),
    );
    expect(again).toMatchObject({ duplicates: 2, eventsAppended: 0 });
  });

  it('does not read the ledger itself when it lies among the filings', async () => {
    writeFileSync(join(data, 'sale.xml'), ownershipXml(SALE));
    for (const known of ['1 filing recorded, 0', '0 filings recorded, 1']) {
      const { code, out } = await holdings(['ingest', '.', '--data', 'ledger'], { cwd: data });
      expect(code).toBe(0);
      expect(out).toContain(`1 document: ${known} already known`);
    }
  });

  it('answers 1 when something was not taken in, and says in one line what and why', async () => {
    const { code, out } = await holdings([
      'ingest',
      join(data, 'gone'),
      join(folder, 'filings'),
      '--data',
      data,
    ]);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe(`not ingested: ${data}/gone: does not exist`);
    expect(out).toContain('3 documents: 2 filings recorded');
  });
});

describe('holdings people', () => {
  it('lists who reports', async () => {
    const { out } = await holdings(['people', '--data', ledger]);
    const end = await positionOf(ledger, 5);
    expect(out).toBe(
      'Id          Name      Filings  Holdings  Problems  From        To\n' +
        '──────────  ────────  ───────  ────────  ────────  ──────────  ──────────\n' +
        '0009000001  DOE JANE        2         2         0  2008-06-16  2008-12-01\n' +
        `\nrecorded to position ${Number(end) || end} · rules ${RULES_VERSION}\n`,
    );
    expect((await json('people', 'jane', '--data', ledger)).people).toHaveLength(1);
    expect((await json('people', 'nobody', '--data', ledger)).people).toEqual([]);
  });

  it('neutralises names that a spreadsheet would take for formulas', async () => {
    const owners = [{ cik: '0009000002', name: '=HYPERLINK("http://evil","click")' }];
    const input = ownershipXml({ ...SALE, owners });
    await holdings(['ingest', '-', '--data', data], { input });
    const { out } = await holdings(['people', '--csv', '--data', data]);
    expect(out.split('\r\n')).toEqual([
      'personId,cik,name,filings,holdings,problems,firstEffectiveOn,lastEffectiveOn',
      `0009000002,0009000002,"'=HYPERLINK(""http://evil"",""click"")",1,1,0,2008-11-30,2008-12-01`,
      '',
    ]);
  });
});

describe('holdings show', () => {
  it('shows balances with the filing, row and source line behind each', async () => {
    const { code, out } = await holdings(['show', 'doe', '--data', ledger]);
    expect(code).toBe(0);
    const position = await positionOf(ledger, 5);
    expect(out).toBe(`DOE JANE · 0009000001
Holdings now, last effective 2008-12-01
known on 2008-12-02 (signature date, the filing date is not known) · recorded to position ${Number(position) || position} · rules ${RULES_VERSION}

ACME CORP · 0009100000

Table I · non-derivative securities
Title         Owned       Balance  Since
────────────  ──────  ───────────  ──────────
Common Stock  direct  78,769.4705  2008-12-01
  └ Form 4 signed 2008-12-02, Table I row 1, sale.xml line 22
  └ 35,000 immediately before 2008-06-17: implied, not filed

Table II · derivative securities, lot by lot
Title                       Strike  Exercisable  Expires     On            Owned   Balance  Since
──────────────────────────  ──────  ───────────  ──────────  ────────────  ──────  ───────  ──────────
Non-Qualified Stock Option  $1.375  1999-07-29   2008-07-29  Common Stock  direct        0  2008-06-17
  └ Form 4 signed 2008-06-18, Table II row 1, exercise.xml line 44
  └ 50,000 immediately before 2008-06-17: implied, not filed
`);
  });

  it.each([
    ['2008-06-15', [null, null]],
    ['2008-06-16', ['35000', '50000']],
    ['2008-06-17', ['85000', '0']],
    ['2008-11-30', ['85000', '0']],
    ['2008-12-01', ['78769.4705', '0']],
  ])('on %s the balances are %j', async (asOf, balances) => {
    const answer = await json('show', '9000001', '--as-of', asOf, '--data', ledger);
    expect(answer.holdings.map(({ balance }: { balance: string | null }) => balance)).toEqual(balances);
    expect(answer.basis).toEqual({
      effectiveOn: asOf,
      knownAt: null,
      knownOn: '2008-12-02',
      knownBasis: 'signatureDate',
      position: await positionOf(ledger, 5),
      rulesVersion: RULES_VERSION,
    });
  });

  it('says not known before the first evidence, and shows that evidence', async () => {
    const { out } = await holdings(['show', 'doe', '--as-of', '2008-06-15', '--data', ledger]);
    expect(out).toContain('Common Stock  direct  not known\n');
    expect(out).toContain(
      'not known before 2008-06-16; earliest evidence: Form 4 signed 2008-06-18, Table I row 1, exercise.xml line 22',
    );
    const { holdings: held } = await json('show', 'doe', '--as-of', '2008-06-15', '--data', ledger);
    expect(held[0]).toMatchObject({ known: false, balance: null, impliedOpening: '35000', labels: [] });
  });

  it('labels an implied opening as implied', async () => {
    const { holdings: held } = await json('show', 'doe', '--as-of', '2008-06-16', '--data', ledger);
    expect(held[0]).toMatchObject({
      known: true,
      balance: '35000',
      reported: null,
      labels: ['impliedOpening'],
    });
  });

  it('gives one row for each holding as CSV', async () => {
    const { out } = await holdings(['show', 'doe', '--csv', '--data', ledger]);
    const [header, common, option, end] = out.split('\r\n');
    expect(header).toMatch(/^holdingId,issuerId,issuerName,formTable,title,.*,sourceSha256$/);
    expect(common).toContain(',ACME CORP,I,Common Stock,D,');
    expect(common).toContain(',78769.4705,');
    expect(option).toContain(',1.375,1999-07-29,2008-07-29,Common Stock,');
    expect(end).toBe('');
  });

  it('takes a CIK, an id, a name or an unambiguous part of it', async () => {
    const doe = { cik: '0009000001', name: 'DOE JANE' };
    const others = [
      { cik: '0009000003', name: 'DOE JANET' },
      { cik: '0009000004', name: 'ROE RICHARD' },
    ];
    for (const owner of [doe, ...others]) {
      await holdings(['ingest', '-', '--data', data], { input: ownershipXml({ ...SALE, owners: [owner] }) });
    }
    const named = async (text: string) => (await json('show', text, '--data', data)).person.name;
    expect(await named('9000001')).toBe('DOE JANE');
    expect(await named('0009000004')).toBe('ROE RICHARD');
    expect(await named('doe jane')).toBe('DOE JANE');
    expect(await named('rich')).toBe('ROE RICHARD');
    expect(await holdings(['show', 'doe', '--data', data])).toEqual({
      code: 1,
      out: '',
      err:
        'holdings: "doe" matches several persons; ask for one by id:\n' +
        '  0009000001  DOE JANE\n  0009000003  DOE JANET\n' +
        'Names are looked up as ids are linked today, whatever the clocks; an id repeats an answer for ever\n',
    });
    expect(await holdings(['show', 'carter', '--data', data])).toEqual({
      code: 1,
      out: '',
      err: 'holdings: no reporting person matches "carter"\n',
    });
  });
});

describe('holdings history', () => {
  it('shows each step: code, change, reported, computed, status and where it was filed', async () => {
    const { out } = await holdings(['history', 'doe', '--data', ledger]);
    expect(out).toContain(`
Effective   Code  Event                 Change   Price     Reported     Computed  Status
──────────  ────  ───────────────  ───────────  ──────  ───────────  ───────────  ──────────
2008-06-16        implied opening                                         35,000  opening
  └ Form 4 signed 2008-06-18, Table I row 1, exercise.xml line 22; implied, not filed
2008-06-17  M     exercise             +50,000  $1.375       85,000       85,000  recomputed
  └ Form 4 signed 2008-06-18, Table I row 1, exercise.xml line 22
2008-12-01  S     sale             -6,230.5295    $4.5  78,769.4705  78,769.4705  recomputed
  └ Form 4 signed 2008-12-02, Table I row 1, sale.xml line 22
`);
  });

  it('shows one holding, asked for by any of its lines', async () => {
    const all = await json('history', 'doe', '--data', ledger);
    expect(all.holdings).toHaveLength(2);
    const sale = all.holdings[0].steps.at(-1).evidence.lineId;
    const one = await json('history', 'doe', '--holding', sale, '--data', ledger);
    expect(one.holdings).toEqual([all.holdings[0]]);
    const none = await holdings(['history', 'doe', '--holding', 'no-such-line', '--data', ledger]);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toBe('holdings: no holding of DOE JANE has a line with the id "no-such-line"\n');
  });

  it('gives one row for each step as CSV', async () => {
    const { out } = await holdings(['history', 'doe', '--csv', '--data', ledger]);
    expect(out.trimEnd().split('\r\n')).toHaveLength(1 + 5);
    expect(out).toContain(',SaleReported,S,-6230.5295,4.5,78769.4705,78769.4705,');
  });
});

describe('holdings events', () => {
  it('shows the events as they are stored', async () => {
    const { out } = await holdings(['events', 'doe', '--data', ledger]);
    expect(
      out
        .split('\n')
        .slice(2, 5)
        .map((line) =>
          line
            .trim()
            .split(/\s{2,}/)
            .slice(0, 5),
        ),
    ).toEqual([
      ['0', 'FilingRecorded', '2008-06-18', expect.stringContaining('exercise.xml')],
      ['1', 'ExerciseReported', 'I.1', '2008-06-17', '2008-06-18'],
      ['2', 'ExerciseReported', 'II.1', '2008-06-17', '2008-06-18'],
    ]);
    const { streams, events } = await json('events', 'doe', '--data', ledger);
    expect(streams).toEqual(['reportingPerson-0009000001']);
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'FilingRecorded',
      'ExerciseReported',
      'ExerciseReported',
      'FilingRecorded',
      'SaleReported',
    ]);
    expect(events[1].metadata.previousHash).toBe(events[0].metadata.hash);
    const { out: csv } = await holdings(['events', 'doe', '--csv', '--data', ledger]);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 5);
  });

  it('ends quietly when its reader has had enough', async () => {
    const command = `"${process.execPath}" bin/holdings.js events doe --json --data "${data}" | head -c 100`;
    const line = (n: number) => ({
      on: '2020-01-02',
      code: 'P',
      way: 'A' as const,
      shares: '1',
      following: String(n + 1),
    });
    const common = Array.from({ length: 300 }, (_, n) => line(n));
    const input = ownershipXml({ period: '2020-01-02', signed: '2020-01-02', common });
    expect((await holdings(['ingest', '-', '--data', data], { input })).code).toBe(0);
    const shell = spawn('bash', ['-c', `set -o pipefail; ${command}`], {
      env: variablesFor(data),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    expect(await ended(shell)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^\{"person":/),
    });
  });
});

describe('holdings balances', () => {
  it('tells how many balances follow one another within their filing', async () => {
    const lines = [
      { on: '2020-01-02', code: 'P', way: 'A' as const, shares: '100', following: '100' },
      { on: '2020-01-03', code: 'P', way: 'A' as const, shares: '50', following: '150' },
      { on: '2020-01-04', code: 'S', way: 'D' as const, shares: '30', following: '191' },
    ];
    const input = ownershipXml({ period: '2020-01-02', signed: '2020-01-06', common: lines });
    await holdings(['ingest', '-', '--data', data], { input });
    const { code, out } = await holdings(['balances', 'doe', '--data', data]);
    expect(code).toBe(0);
    expect(out).toContain('50.00 % of 2 are exact');
    expect((await json('balances', '--data', data)).rows).toEqual([
      expect.objectContaining({ standing: 'differs', row: 3, computed: '120', reported: '191' }),
    ]);
  });
});

describe('holdings findings', () => {
  const owner = { cik: '0009000009', name: 'ROE RICHARD' };

  it('names the cause of what does not add up, for a person and for an issuer', async () => {
    const before = { on: '2020-01-02', code: 'P', way: 'A' as const, shares: '100', following: '9100' };
    const off = { on: '2020-03-02', code: 'S', way: 'A' as const, shares: '500', following: '8600' };
    for (const line of [before, off]) {
      const input = ownershipXml({ owners: [owner], period: line.on, signed: line.on, common: [line] });
      expect((await holdings(['ingest', '-', '--data', data], { input })).code).toBe(0);
    }
    const { code, out } = await holdings(['findings', 'roe', '--data', data]);
    expect(code).toBe(0);
    expect(out).toContain('0 open, 1 explained, 0 resolved');
    expect(out).toContain('wrongDirection, exact: 9100 − 500 = 8600, reported 8600');
    const { personId, findings } = await json('findings', 'roe', '--data', data);
    expect(personId).toBe('0009000009');
    expect(findings).toEqual([
      expect.objectContaining({ computed: '9600', reported: '8600', difference: '-1000', residual: '0' }),
    ]);
    const ofIssuer = await json('findings', 'ACME', '--data', data);
    expect(ofIssuer.findings).toContainEqual(findings[0]);
    const { out: csv } = await holdings(['findings', 'roe', '--csv', '--data', data]);
    expect(csv.split('\r\n')[1]).toMatch(/^explained,wrongDirection,exact,/);
    const unknown = await holdings(['findings', 'nobody at all', '--data', data]);
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringContaining('neither a reporting person nor'),
    });
  });
});

describe('holdings parse', () => {
  it('shows what a document says, storing nothing', async () => {
    const path = join(folder, 'filings/sale.xml');
    const { code, out } = await holdings(['parse', path], { cwd: data });
    expect(code).toBe(0);
    expect(out).toContain(
      'Issuer: ACME CORP [ACME], CIK 0009100000\nOwner: DOE JANE, CIK 0009000001, director\n',
    );
    expect(out).toMatch(/1 +22 +Common Stock +S +2008-12-01 +D +6,230\.5295 +4\.5 +78,769\.4705 +D\n/);
    const { documents } = await json('parse', path);
    expect(documents).toEqual([expect.objectContaining({ name: path, kind: 'filing' })]);
    expect(documents[0].filing.lines[0].cells.transactionShares.value).toBe('6230.5295');
    const { out: csv } = await holdings(['parse', path, '--csv']);
    expect(csv.split('\r\n')[1]).toContain(',Common Stock,');
    expect(readdirSync(data)).toEqual([]);
  });

  it('answers 1 for what is no filing', async () => {
    const { code, out, err } = await holdings(['parse', '-'], { input: '%PDF-1.7' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^holdings: -: .+\n$/);
  });
});
