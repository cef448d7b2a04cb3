import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '../../src/http/server';
import { holdings, observedHoldings } from './holdings-command';
import { environmentOf } from './ledger-stores';

jest.setTimeout(60_000);

const EXAMPLES = join(__dirname, '../../examples/carter');
const QUARTERLY =
  'The units vest ratably over a three year period in quarterly increments at the end of each quarter ' +
  'beginning on February 12, 2009.';

let folder: string;
let ledger: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesting-'));
  ledger = join(folder, 'ledger');
  const { code } = await holdings(['ingest', EXAMPLES, '--data', ledger]);
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (...args: string[]) => {
  const { code, out, err } = await holdings([...args, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};
const vesting = (...args: string[]) => json('vesting', 'carter', '--data', ledger, ...args);

describe('holdings vesting', () => {
  it.each([
    ['1999-07-29', ['0', '16667', '0']],
    ['2006-12-31', ['3115.2648', '50000', '0']],
    ['2008-06-17', ['6230.5295', '0', '0']],
    ['2009-02-12', ['6230.5295', '0', '667']],
  ])('on %s, %j can be exercised or is vested and held', async (asOf, exercisable) => {
    const { lots, basis } = await vesting('--as-of', asOf);
    expect(lots.map(({ position }: { position: { exercisable: string } }) => position.exercisable)).toEqual(
      exercisable,
    );
    expect(basis).toMatchObject({ effectiveOn: asOf, knownOn: '2008-11-14', knownBasis: 'signatureDate' });
  });

  it('counts what can be acquired within sixty days, with the reason of each lot', async () => {
    const { within } = await vesting('--as-of', '2008-12-14');
    expect(within).toMatchObject({
      lastDay: '2009-02-12',
      shares: '0',
      unitsPayableOnRetirement: { excluded: '0', counted: '667' },
    });
    expect(within.lots.map(({ reason }: { reason: string }) => reason)).toEqual([
      'settledInCash',
      'nothingExercisable',
      'payableOnRetirement',
    ]);
    const counted = await vesting('--as-of', '2008-12-14', '--policy', 'count-units-payable-on-retirement');
    expect(counted.within.shares).toBe('667');
    const later = await vesting('--as-of', '2008-12-14', '--within', '59d');
    expect(later.within).toMatchObject({ lastDay: '2009-02-11', unitsPayableOnRetirement: { counted: '0' } });
  });

  it('rounds by the policy asked for', async () => {
    const { lots, allocation } = await vesting(
      '--as-of',
      '2009-02-12',
      '--allocation',
      'CUMULATIVE_ROUND_DOWN',
    );
    expect(allocation).toBe('CUMULATIVE_ROUND_DOWN');
    expect(lots[2].position.vested).toBe('666');
  });

  it('says where each figure comes from', async () => {
    const { out } = await holdings(['vesting', 'carter', '--as-of', '2008-12-14', '--data', ledger]);
    expect(out).toContain('Derivative lots on 2008-12-14; counted: acquirable by 2009-02-12');
    expect(out).toMatch(/Form 4 signed 2006-07-05, Table II row 1 .*carter-2006-07-05\.txt line 36/);
    expect(out).toContain('F3: “The deferred share units vest as to one-twelfth monthly');
    expect(out).toMatch(/assumed: .*rounded to 4 decimal places by CUMULATIVE_ROUNDING/);
    expect(out).toContain('Units payable on retirement are not counted: 0 without them, 667 with them');
  });

  it('writes a row for each lot as CSV', async () => {
    const { out } = await holdings(['vesting', 'carter', '--as-of', '2000-08-01', '--csv', '--data', ledger]);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect(header).toMatch(/^lotId,holdingId,.*,vested,unvested,exercisable,/);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(',2000-08-01,50000,33334,16666,33334,');
  });

  it.each([
    [['--within', '60w'], /"60w" is no number of days/],
    [['--within', '9999'], /within must be 0 to 3653 days, not 9999/],
    [['--as-of', '2009-02-30'], /no calendar date/],
    [['--policy', 'perhaps'], /Allowed choices are exclude-units/],
  ])('%j is wrong use', async (args, reason) => {
    const { code, err } = await holdings(['vesting', 'carter', '--data', ledger, ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });
});

describe('holdings schedule', () => {
  const terms = ['--units', '8,000', '--granted', '2008-11-12', '--exercisable', '2009-02-12'];

  it('reads a footnote without a ledger and without Nest', async () => {
    const { code, out, loadedNest } = await observedHoldings(['schedule', QUARTERLY, ...terms]);
    expect({ code, loadedNest }).toEqual({ code: 0, loadedNest: false });
    expect(out).toContain('“beginning on February 12, 2009”: time');
    expect(out).toContain('12 instalments, together all, every 3 months, the first: 2009-02-12');
    expect(out).toContain('Another reading: the first period starts on the date stated');
    expect(out).toMatch(/2011-11-12 {4}667\n$/);
  });

  it('gives the reading, with spans of the text, and the tranches as JSON', async () => {
    const { reading, tranches, terms: known } = await json('schedule', QUARTERLY, ...terms);
    expect(known).toEqual({ units: '8000', grantedOn: '2008-11-12', exercisableOn: '2009-02-12' });
    const texts = reading.spans.map(({ start, end }: Record<string, number>) => QUARTERLY.slice(start, end));
    expect(texts).toContain('over a three year period');
    expect(reading.alternatives).toHaveLength(2);
    expect(tranches).toMatchObject({ certainty: 'assumed' });
    expect(tranches.tranches).toHaveLength(12);
  });

  it('makes up no schedule that a text does not state', async () => {
    const { reading, tranches } = await json('schedule', 'Vests if the price doubles.', '--units', '100');
    expect(reading.schedule).toBeUndefined();
    expect(tranches).toMatchObject({ certainty: 'undetermined', tranches: [{ units: '100' }] });
  });

  it.each([
    [['schedule', QUARTERLY], /required option '--units <number>' not specified/],
    [['schedule', QUARTERLY, '--units', 'many'], /"many" is not a number of units/],
    [['schedule', QUARTERLY, '--units', '-5'], /"-5" is not a number of units/],
    [['schedule', QUARTERLY, '--units', '1.23456'], /at most 4 decimal places/],
  ])('%j is wrong use', async (args, reason) => {
    const { code, out, err } = await holdings(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
  });
});

describe('holdings schedules', () => {
  it('counts the lots by what is known of their schedules, and says why', async () => {
    const { summary, reasons, lots } = await json('schedules', '--data', ledger);
    expect(summary).toEqual({ persons: 1, lots: 3, determined: 1, assumed: 2, bounded: 0, undetermined: 0 });
    expect(reasons.map(({ certainty, reason }: Record<string, string>) => [certainty, reason])).toEqual(
      expect.arrayContaining([['determined', 'every date and portion is stated']]),
    );
    expect(lots).toHaveLength(3);
    const { out } = await holdings(['schedules', '--data', ledger]);
    expect(out).toContain('3 derivative lots of 1 reporting person');
    expect(out).toContain('1 have a determined schedule, 2 one under assumptions, 0 bounds only, 0 none');
  });
});

describe('GET /v1/people/{id}/vesting', () => {
  let server: NestFastifyApplication;
  beforeAll(async () => {
    server = await createServer(environmentOf(ledger));
    await server.init();
    await server.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => server.close());
  const get = async (query: string) => {
    const url = `/v1/people/name.carter-david-warren/vesting${query}`;
    const { statusCode, body } = await server.inject({ method: 'GET', url });
    return { status: statusCode, body: JSON.parse(body) };
  };

  it('says the same as the command line', async () => {
    const { status, body } = await get('?asOf=2008-12-14&within=60&unitsPayableOnRetirement=count');
    expect(status).toBe(200);
    const policy = ['--policy', 'count-units-payable-on-retirement'];
    expect(body).toEqual(await vesting('--as-of', '2008-12-14', ...policy));
    expect(body.within.shares).toBe('667');
  });

  it('answers for today without a date', async () => {
    const { status, body } = await get('');
    expect(status).toBe(200);
    expect(body.within.shares).toBe('0');
    expect(body.lots[2].position.vested).toBe('8000');
  });

  it.each([
    '?asOf=2008-02-30',
    '?within=-1',
    '?within=4000',
    '?allocation=FAIR',
    '?unitsPayableOnRetirement=x',
  ])('%s is a bad request', async (query) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { status: 400 } });
  });
});
