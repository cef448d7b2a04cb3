import { RULES_VERSION } from '../../src/core/ledger/rules-version';
import { AmendmentsService } from '../../src/services/amendments.service';
import { BalancesService } from '../../src/services/balances.service';
import type { Clocks } from '../../src/services/clocks';
import { EventsService } from '../../src/services/events.service';
import { ExplainService } from '../../src/services/explain.service';
import { FindingsService } from '../../src/services/findings.service';
import { HistoryService } from '../../src/services/history.service';
import { HoldingsService } from '../../src/services/holdings.service';
import { IssuersService } from '../../src/services/issuers.service';
import { PeopleListService } from '../../src/services/people-list.service';
import { ReplayService } from '../../src/services/replay.service';
import { SchedulesService } from '../../src/services/schedules.service';
import { VestingService } from '../../src/services/vesting.service';
import { OpenedLedger, source } from '../support/opened-ledger';
import { ownershipXml, type XmlFiling } from '../support/ownership-xml';
import { submission } from '../support/submission';

const DOE = '0009000001';
const ACME = '0009100000';
const STREAM = `reportingPerson-${DOE}`;
const [ORIGINAL, AMENDMENT, SALE, LATE] = [1, 2, 3, 4].map((n) => `0009000001-08-00000${n}`) as [
  string,
  string,
  string,
  string,
];
const BY = { author: 'A. Auditor', reason: 'the transfer agent says so' };

const EXERCISE: XmlFiling = {
  period: '2008-06-17',
  signed: '2008-06-18',
  common: [{ on: '2008-06-17', code: 'M', way: 'A', shares: '50000', price: '1.375', following: '85000' }],
  options: [
    {
      on: '2008-06-17',
      code: 'M',
      way: 'D',
      shares: '50000',
      following: '10000',
      strike: '1.375',
      exercisable: '1999-07-29',
      expires: '2018-07-29',
    },
  ],
};
const AMENDED: XmlFiling = {
  ...EXERCISE,
  form: '4/A',
  original: '2008-06-18',
  signed: '2008-07-10',
  common: [{ ...EXERCISE.common![0]!, shares: '48000', following: '83000' }],
};
const sale = (on: string, shares: string, following: string): XmlFiling => ({
  period: on,
  signed: on,
  common: [{ on, code: 'S', way: 'D', shares, following }],
});

const document = (accession: string, filed: string, filing: XmlFiling) =>
  source(
    `${accession}.txt`,
    submission(ownershipXml(filing), {
      accession,
      form: filing.form ?? '4',
      filed,
      accepted: `${filed}T17:00:00`,
    }),
  );

/** Asks a question. */
interface Question {
  readonly ask: (ledger: OpenedLedger, clocks: Clocks) => Promise<unknown>;
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  people: { ask: (ledger, clocks) => ledger.get(PeopleListService).page(clocks) },
  person: { ask: (ledger, clocks) => ledger.get(PeopleListService).person(DOE, clocks) },
  show: { ask: (ledger, clocks) => ledger.get(HoldingsService).holdings(DOE, clocks) },
  history: { ask: (ledger, clocks) => ledger.get(HistoryService).history(DOE, undefined, clocks) },
  vesting: {
    ask: (ledger, clocks) => ledger.get(VestingService).vesting(DOE, { asOf: '2008-07-01', ...clocks }),
  },
  explain: { ask: (ledger, clocks) => ledger.get(ExplainService).explain(DOE, clocks) },
  replay: {
    ask: (ledger, clocks) =>
      ledger.get(ReplayService).replay(DOE, { to: '2008-12-31', step: true, ...clocks }),
  },
  events: { ask: (ledger, clocks) => ledger.get(EventsService).events(DOE, clocks) },
  issuer: { ask: (ledger, clocks) => ledger.get(IssuersService).holders(ACME, clocks) },
  'findings of a person': {
    ask: (ledger, clocks) => ledger.get(FindingsService).findings({ personId: DOE }, clocks),
  },
  'findings of an issuer': {
    ask: (ledger, clocks) => ledger.get(FindingsService).findings({ issuerId: ACME }, clocks),
  },
  'findings of all': { ask: (ledger, clocks) => ledger.get(FindingsService).findings({}, clocks) },
  balances: {
    ask: async (ledger, clocks) => {
      const rows: unknown[] = [];
      const summary = await ledger.get(BalancesService).check(undefined, (row) => rows.push(row), clocks);
      return { ...summary, rows };
    },
  },
  schedules: { ask: (ledger, clocks) => ledger.get(SchedulesService).report(clocks) },
  'diff of an amendment': { ask: (ledger, clocks) => ledger.get(AmendmentsService).diff(AMENDMENT, clocks) },
  'diff of two filings': {
    ask: (ledger, clocks) => ledger.get(AmendmentsService).compare(ORIGINAL, AMENDMENT, clocks),
  },
};

const basisOf = (answer: unknown) => (answer as { basis: Record<string, unknown> }).basis;
const text = (answer: unknown) => JSON.stringify(answer);

let ledger: OpenedLedger;
/** What each question was answered before anything else was recorded, and the position of it. */
const then = new Map<string, unknown>();
let position: string;

/**
 * An exercise, its amendment and a sale that does not add up; and later what changes them: a late sale that explains
 * the difference, decisions, a new person, a new amendment.
 */
beforeAll(async () => {
  ledger = await OpenedLedger.open(
    document(ORIGINAL, '2008-06-18', EXERCISE),
    document(AMENDMENT, '2008-07-10', AMENDED),
    document(SALE, '2008-12-02', sale('2008-12-01', '10000', '72000')),
  );
  for (const [name, { ask }] of Object.entries(QUESTIONS)) then.set(name, await ask(ledger, {}));
  position = (await ledger.store.head())!;
  const [, line] = await ledger.events(STREAM);
  await ledger.ingest(
    document(LATE, '2009-01-05', sale('2008-10-01', '1000', '82000')),
    document('0009000001-09-000005', '2009-02-02', {
      ...sale('2009-02-01', '10', '71990'),
      form: '4',
      owners: [
        { cik: DOE, name: 'DOE JANE M' },
        { cik: '0009000002', name: 'DOE JOHN' },
      ],
    }),
    document('0009000001-09-000006', '2009-02-03', { ...AMENDED, signed: '2009-02-03' }),
  );
  await ledger.decide(STREAM, {
    type: 'OpeningBalanceStated',
    data: { ...BY, knownOn: '2009-03-01', holding: line!.id, balance: '36000' },
  });
});
afterAll(() => ledger.close());

describe.each(Object.entries(QUESTIONS))('%s', (name, { ask }) => {
  it('states effective date, knowledge date, recorded position and rules version', async () => {
    const clocks = { asOf: '2008-12-31', knownAt: '2008-12-31', recordedAt: position };
    expect(basisOf(await ask(ledger, clocks))).toMatchObject({
      effectiveOn: '2008-12-31',
      knownAt: '2008-12-31',
      position,
      rulesVersion: RULES_VERSION,
    });
    expect(basisOf(then.get(name))).toMatchObject({ position, rulesVersion: RULES_VERSION });
  });

  it('is answered the same for ever, byte for byte, when it is asked with the recorded position', async () => {
    expect(text(await ask(ledger, { recordedAt: position }))).toBe(text(then.get(name)));
    if (!name.startsWith('diff')) expect(text(await ask(ledger, {}))).not.toBe(text(then.get(name)));
  });

  it('is not changed by what became known later, also without a recorded position', async () => {
    const knownAt = '2008-12-31';
    const [now, before] = [
      await ask(ledger, { knownAt }),
      await ask(ledger, { knownAt, recordedAt: position }),
    ];
    expect(basisOf(now).position).not.toBe(position);
    const alike = (answer: unknown) => text(answer).replaceAll(/"position":"\d+"/g, '"position":"…"');
    expect(alike(now)).toBe(alike(before));
  });

  it('refuses clocks that cannot be read', async () => {
    await expect(ask(ledger, { asOf: '2008-02-30' })).rejects.toMatchObject({ field: 'asOf' });
    await expect(ask(ledger, { recordedAt: '99' })).rejects.toMatchObject({ name: 'InvalidQuestion' });
    if (name !== 'replay')
      await expect(ask(ledger, { knownAt: 'soon' })).rejects.toMatchObject({ field: 'knownAt' });
  });
});

describe('the clocks', () => {
  const people = async (clocks: Clocks) =>
    (await ledger.get(PeopleListService).page(clocks)).people.map(({ name, filings, lastEffectiveOn }) => [
      name,
      filings,
      lastEffectiveOn,
    ]);

  it('people: known by then, under the names known then, with what they had reported up to the date', async () => {
    expect(await people({})).toEqual([
      ['DOE JANE M', 5, '2009-02-01'],
      ['DOE JOHN', 1, '2009-02-01'],
    ]);
    expect(await people({ knownAt: '2008-07-10' })).toEqual([['DOE JANE', 2, '2008-06-17']]);
    expect(await people({ knownAt: '2008-06-17' })).toEqual([]);
    expect(await people({ asOf: '2008-10-31' })).toEqual([['DOE JANE M', 3, '2008-10-01']]);
    const { people: found } = await ledger
      .get(PeopleListService)
      .page({ search: 'jane m', knownAt: '2008-12-31' });
    expect(found).toEqual([]);
  });

  it('events: those that were recorded, told something known, and spoke of days up to the date', async () => {
    const types = async (clocks: Clocks) =>
      (await ledger.get(EventsService).events(DOE, clocks)).events.map(({ type }) => type);
    expect(await types({ recordedAt: position })).toHaveLength(8);
    expect(await types({ knownAt: '2008-06-18' })).toEqual([
      'FilingRecorded',
      'ExerciseReported',
      'ExerciseReported',
    ]);
    expect((await types({ knownAt: '2009-03-01' })).at(-1)).toBe('OpeningBalanceStated');
    expect(await types({ knownAt: '2009-02-28' })).not.toContain('OpeningBalanceStated');
    expect((await types({ asOf: '2008-10-31' })).filter((type) => type === 'SaleReported')).toHaveLength(1);
  });

  it('findings: open as known before the late sale, resolved from its filing date on', async () => {
    const statuses = async (clocks: Clocks) =>
      (await ledger.get(FindingsService).findings({ issuerId: ACME }, clocks)).findings.map(
        ({ status, difference, resolvedOn }) => [status, difference, resolvedOn],
      );
    expect(await statuses({ knownAt: '2009-01-04' })).toEqual([['open', '-1000', null]]);
    expect(await statuses({ knownAt: '2009-01-05' })).toEqual([['resolved', '-1000', '2009-01-05']]);
    expect(await statuses({ knownAt: '2009-01-04', asOf: '2008-11-30' })).toEqual([]);
  });
});
