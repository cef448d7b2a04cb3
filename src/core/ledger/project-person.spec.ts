import { document, filing, given, headerOf, ledgerOf } from '../../../test/support/given-filing';
import type { PersonLedger, StepRow } from './person-ledger';

const balances = (ledger: PersonLedger, kind?: StepRow['kind']) =>
  ledger.steps.filter((step) => !kind || step.kind === kind).map((step) => [step.effectiveOn, step.computed]);

describe('a first transaction', () => {
  const exercise = given({
    signed: '2008-06-18',
    lines: [
      { on: '2008-06-17', code: 'M', shares: '50000', way: 'A', following: '85000' },
      {
        table: 'II',
        on: '2008-06-17',
        code: 'M',
        shares: '50000',
        way: 'D',
        following: '0',
        strike: '1.375',
      },
    ],
  });

  it('implies the opening balance on the day before it, and nothing earlier', () => {
    expect(exercise.holdings.map((holding) => [holding.impliedOpening, holding.knownFrom])).toEqual([
      ['35000', '2008-06-16'],
      ['50000', '2008-06-16'],
    ]);
    expect(balances(exercise)).toEqual([
      ['2008-06-16', '35000'],
      ['2008-06-17', '85000'],
      ['2008-06-16', '50000'],
      ['2008-06-17', '0'],
    ]);
  });

  it('is known from its signature date where no filing date is known, and says so', () => {
    expect(exercise.filings[0]).toMatchObject({ knownOn: '2008-06-18', knownBasis: 'signatureDate' });
  });
});

describe('the sign of a change', () => {
  it('comes from the A/D column, never from the code', () => {
    const ledger = given({
      lines: [
        { on: '2020-01-02', code: 'S', shares: '100', way: 'D', following: '900' },
        { on: '2020-01-03', code: 'S', shares: '50', way: 'A', following: '950' },
      ],
    });
    expect(ledger.steps.map((step) => step.change)).toEqual([null, '-100', '50']);
    expect(ledger.steps.map((step) => step.status)).toEqual(['opening', 'recomputed', 'recomputed']);
  });
});

describe('a balance that does not add up', () => {
  const ledger = given(
    { lines: [{ on: '2020-01-02', code: 'P', shares: '10000', way: 'A', following: '85000' }] },
    { lines: [{ on: '2020-02-03', code: 'S', shares: '10000', way: 'D', following: '74000' }] },
    { lines: [{ on: '2020-03-02', code: 'S', shares: '4000', way: 'D', following: '70000' }] },
  );

  it('keeps both values and goes on from the reported one', () => {
    expect(ledger.steps.map((step) => [step.status, step.computed, step.reported])).toEqual([
      ['opening', '75000', null],
      ['recomputed', '85000', '85000'],
      ['differs', '75000', '74000'],
      ['recomputed', '70000', '70000'],
    ]);
  });
});

describe('what makes a holding', () => {
  it('two vehicles under one nature text are told apart by the footnote on the nature of ownership', () => {
    const see = { nature: 'See footnotes', ownership: 'I' as const };
    const ledger = given({
      footnotes: { F1: 'Held by Fund One, L.P.', F2: 'Held by Fund Two, L.P.' },
      lines: [
        { on: '2021-05-03', code: 'S', shares: '10', way: 'D', following: '90', ...see, natureNotes: ['F1'] },
        { on: '2021-05-03', code: 'S', shares: '5', way: 'D', following: '45', ...see, natureNotes: ['F2'] },
        { on: '2021-05-04', code: 'S', shares: '10', way: 'D', following: '80', ...see, natureNotes: ['F1'] },
      ],
    });
    expect(ledger.holdings.map((holding) => [holding.natureFootnotes, holding.reported])).toEqual([
      ['Held by Fund One, L.P.', '80'],
      ['Held by Fund Two, L.P.', '45'],
    ]);
  });

  it('a line without the footnote joins the vehicle that its balance follows', () => {
    const trust = { nature: 'By Trust', ownership: 'I' as const };
    const ledger = given({
      footnotes: { F1: 'Held by the Trust.' },
      lines: [
        {
          on: '2021-05-03',
          code: 'S',
          shares: '10',
          way: 'D',
          following: '90',
          ...trust,
          natureNotes: ['F1'],
        },
        { on: '2021-05-03', code: 'S', shares: '10', way: 'D', following: '80', ...trust },
        {
          on: '2021-05-03',
          code: 'S',
          shares: '10',
          way: 'D',
          following: '70',
          ...trust,
          natureNotes: ['F1'],
        },
      ],
    });
    expect(ledger.holdings).toHaveLength(1);
    expect(ledger.steps.map((step) => step.computed)).toEqual(['100', '90', '80', '70']);
  });

  it('drifting footnotes and spellings of one vehicle do not open a second holding', () => {
    const ledger = given(
      {
        footnotes: { F1: 'Held by the Growth Fund. Disclaimed.' },
        lines: [
          {
            on: '2021-05-03',
            code: 'S',
            shares: '10',
            way: 'D',
            following: '90',
            ownership: 'I',
            nature: 'Growth Fund IV, LP',
            natureNotes: ['F1'],
          },
        ],
      },
      {
        footnotes: { F1: 'Held by the Growth Fund, of which she is a partner.' },
        lines: [
          {
            on: '2021-06-03',
            code: 'S',
            shares: '10',
            way: 'D',
            following: '80',
            ownership: 'I',
            nature: 'By Growth  Fund IV, L.P.',
            natureNotes: ['F1'],
          },
        ],
      },
    );
    expect(ledger.holdings).toHaveLength(1);
    expect(ledger.steps.map((step) => step.status)).toEqual(['opening', 'recomputed', 'recomputed']);
  });

  it('lots differ by strike and dates, and a balance reported per grant is no discrepancy', () => {
    const unit = {
      table: 'II' as const,
      title: 'Deferred Share Unit',
      code: 'A',
      way: 'A' as const,
      strike: '0',
    };
    const ledger = given(
      {
        lines: [
          {
            ...unit,
            on: '2006-07-03',
            shares: '6230.5295',
            following: '6230.5295',
            exercisable: '2006-07-31',
          },
        ],
      },
      {
        lines: [{ ...unit, on: '2008-11-12', shares: '8000', following: '8000', exercisable: '2009-02-12' }],
      },
    );
    expect(ledger.holdings.map((holding) => holding.computed)).toEqual(['6230.5295', '8000']);
    expect(ledger.steps.some((step) => step.status === 'differs')).toBe(false);
  });

  it('a class that is reported cumulatively stays one holding', () => {
    const unit = { table: 'II' as const, title: 'Restricted Stock Unit', code: 'A', way: 'A' as const };
    const ledger = given(
      { lines: [{ ...unit, on: '2020-01-02', shares: '39.9', following: '20100.5' }] },
      { lines: [{ ...unit, on: '2020-04-02', shares: '47.5', following: '20148' }] },
    );
    expect(ledger.holdings).toHaveLength(1);
    expect(ledger.steps.map((step) => step.computed)).toEqual(['20060.6', '20100.5', '20148']);
  });
});

describe('rows without the usual amounts', () => {
  it('a holding row asserts a balance; a zero is not a missing value', () => {
    const ledger = given({ form: '3', period: '2019-01-10', lines: [{ following: '0' }] });
    expect(ledger.steps).toMatchObject([
      { status: 'asserted', effectiveOn: '2019-01-10', reported: '0', change: null },
    ]);
  });

  it('a derivative row of Form 3 has no balance: the underlying shares stand for it, labelled', () => {
    const ledger = given(
      { form: '3', period: '2019-01-10', lines: [{ table: 'II', strike: '4', underlyingShares: '3681872' }] },
      {
        lines: [
          {
            table: 'II',
            on: '2019-03-01',
            code: 'C',
            shares: '2761404',
            way: 'D',
            following: '0',
            strike: '4',
          },
        ],
      },
    );
    expect(ledger.steps.map((step) => [step.kind, step.status, step.computed])).toEqual([
      ['holding', 'underlying', '3681872'],
      ['opening', 'opening', '2761404'],
      ['transaction', 'recomputed', '0'],
    ]);
  });

  it('values in dollars are a holding of their own unit', () => {
    const ledger = given({
      lines: [
        {
          table: 'II',
          title: 'Note',
          on: '2022-11-09',
          code: 'P',
          value: '30430000',
          way: 'A',
          followingValue: '30430000',
        },
      ],
    });
    expect(ledger.holdings[0]).toMatchObject({ unit: 'dollars', computed: '30430000', impliedOpening: '0' });
  });

  it('a row without a balance is computed from what is known', () => {
    const ledger = given({
      lines: [
        { on: '2020-01-02', code: 'P', shares: '10', way: 'A', following: '110' },
        { on: '2020-01-03', code: 'P', shares: '5', way: 'A' },
      ],
    });
    expect(ledger.steps.at(-1)).toMatchObject({ status: 'unreported', computed: '115', reported: null });
  });

  it('after a transaction of unknown size the balance is unknown until one is reported', () => {
    const ledger = given({
      lines: [
        { on: '2020-01-02', code: 'P', shares: '10', way: 'A', following: '110' },
        { on: '2020-01-03', code: 'S', way: 'D' },
        { on: '2020-01-06', code: 'S', way: 'D', following: '14' },
        { on: '2020-01-07', code: 'S', shares: '4', way: 'D', following: '10' },
      ],
    });
    expect(ledger.steps.map((step) => [step.status, step.computed, step.reported])).toEqual([
      ['opening', '100', null],
      ['recomputed', '110', '110'],
      ['unreported', null, null],
      ['asserted', '14', '14'],
      ['recomputed', '10', '10'],
    ]);
  });

  it('a date that cannot be read, and one after the filing, are problems', () => {
    const ledger = given({
      period: '2020-01-02',
      signed: '2020-01-03',
      lines: [
        { code: 'P', shares: '10', way: 'A', following: '110' },
        { on: '2021-01-02', code: 'P', shares: '10', way: 'A', following: '120' },
      ],
    });
    expect(ledger.steps.at(-2)!.effectiveOn).toBe('2020-01-02');
    expect(ledger.problems.map(({ code, row }) => [code, row])).toEqual([
      ['effectiveDateAssumed', 1],
      ['transactionAfterFiling', 2],
    ]);
  });

  it('999999999999.9999 shares and four decimal places survive', () => {
    const ledger = given({
      lines: [
        { on: '2020-01-02', code: 'P', shares: '0.0001', way: 'A', following: '999999999999.9999' },
        { on: '2020-01-03', code: 'S', shares: '6230.5295', way: 'D', following: '999999993769.4704' },
      ],
    });
    expect(ledger.steps.map((step) => step.computed)).toEqual([
      '999999999999.9998',
      '999999999999.9999',
      '999999993769.4704',
    ]);
  });
});

describe('filings out of their order', () => {
  it('rows filed newest first are read from the bottom', () => {
    const on = '2020-05-04';
    const ledger = given(
      { lines: [{ on: '2020-05-01', code: 'P', shares: '1000', way: 'A', following: '85000' }] },
      {
        lines: [
          { on, code: 'S', shares: '500', way: 'D', following: '81500' },
          { on, code: 'S', shares: '2000', way: 'D', following: '82000' },
          { on, code: 'S', shares: '1000', way: 'D', following: '84000' },
        ],
      },
    );
    expect(ledger.steps.slice(2).map((step) => [step.status, step.computed])).toEqual([
      ['recomputed', '84000'],
      ['recomputed', '82000'],
      ['recomputed', '81500'],
    ]);
  });

  it('a filing that reports earlier transactions falls into place, whenever it came', () => {
    const early = {
      signed: '2022-02-14',
      lines: [{ on: '2021-11-05', code: 'G', shares: '30', way: 'D' as const, following: '70' }],
    };
    const late = {
      signed: '2021-11-12',
      lines: [{ on: '2021-11-10', code: 'S', shares: '20', way: 'D' as const, following: '50' }],
    };
    const ledger = given(late, early);
    expect(ledger.steps.map((step) => [step.effectiveOn, step.status, step.computed])).toEqual([
      ['2021-11-04', 'opening', '100'],
      ['2021-11-05', 'recomputed', '70'],
      ['2021-11-10', 'recomputed', '50'],
    ]);
  });
});

describe('an amendment', () => {
  const original = {
    accession: '0000000001-08-000001',
    filed: '2008-06-18',
    lines: [
      { on: '2008-06-17', code: 'M', shares: '50000', way: 'A' as const, following: '85000' },
      {
        table: 'II' as const,
        on: '2008-06-17',
        code: 'M',
        shares: '50000',
        way: 'D' as const,
        following: '0',
      },
    ],
  };

  it('restates a line in its place and leaves the others', () => {
    const ledger = given(original, {
      form: '4/A',
      accession: '0000000001-08-000002',
      filed: '2008-07-10',
      original: '2008-06-18',
      lines: [{ on: '2008-06-17', code: 'M', shares: '48000', way: 'A', following: '83000' }],
    });
    expect(ledger.holdings.map((holding) => [holding.impliedOpening, holding.computed])).toEqual([
      ['35000', '83000'],
      ['50000', '0'],
    ]);
  });

  it('adds a line that the original does not have', () => {
    const ledger = given(original, {
      form: '4/A',
      accession: '0000000001-08-000003',
      filed: '2008-07-10',
      original: '2008-06-18',
      period: '2008-06-17',
      lines: [{ following: '10000', ownership: 'I', nature: 'by trust' }],
    });
    expect(ledger.holdings.map((holding) => [holding.nature, holding.computed])).toEqual([
      [null, '85000'],
      ['by trust', '10000'],
      [null, '0'],
    ]);
  });
});

describe('documents of one filing', () => {
  const sale = {
    accession: '0000000001-20-000007',
    filed: '2020-01-06',
    lines: [{ on: '2020-01-02', code: 'S', shares: '100', way: 'D' as const, following: '900' }],
  };
  const bare = { ...sale, accession: undefined, filed: undefined } as unknown as typeof sale;
  const xml = document(filing({ ...bare, format: 'ownershipXml' }), 'form4.xml');
  const submission = document(filing(sale), 'submission.txt');
  const header = document(headerOf(sale)!, 'header.json');

  it('a bare XML file takes accession and filing date from the only header that fits', () => {
    const [row] = ledgerOf([xml, header]).filings;
    expect(row).toMatchObject({
      accession: '0000000001-20-000007',
      filedOn: '2020-01-06',
      knownBasis: 'filingDate',
      accessionBasis: 'onlyFit',
    });
  });

  it('every order of XML, submission and header gives the same row hash, and lines count once', () => {
    const orders = [
      [xml, submission, header],
      [header, xml, submission],
      [submission, xml],
      [submission],
      [xml, header],
    ];
    const ledgers = orders.map((order) => ledgerOf(order));
    expect(new Set(ledgers.map((ledger) => ledger.rowHash)).size).toBe(1);
    expect(ledgers.map((ledger) => ledger.steps.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('headers that tie are not chosen at random, unless the name of the document says which', () => {
    const second = { ...sale, accession: '0000000001-20-000008' };
    const headers = [header, document(headerOf(second)!, 'second.json')];
    expect(ledgerOf([xml, ...headers]).filings[0]!.accession).toBeNull();
    const named = document(filing({ ...bare, format: 'ownershipXml' }), '4_0000000001-20-000008.xml');
    expect(ledgerOf([named, ...headers]).filings[0]).toMatchObject({
      accession: '0000000001-20-000008',
      accessionBasis: 'sourceName',
    });
  });

  it('the same lines under two accession numbers count once and are reported', () => {
    const twin = document(
      filing({ ...sale, accession: '0000000001-20-000009', filed: '2020-01-07' }),
      'twin.txt',
    );
    const ledger = ledgerOf([submission, twin]);
    expect(ledger.steps).toHaveLength(2);
    expect(ledger.problems.map((problem) => problem.code)).toEqual(['sameLinesUnderTwoAccessions']);
    expect(ledger.rowHash).toBe(ledgerOf([twin, submission]).rowHash);
  });

  it('a place is told with the document in which it counts, whichever document came first', () => {
    const at = (line: number) => ({ row: 1, at: [line, 1, 9] as const });
    const placed = (given: typeof xml, line: number) => ({
      ...given,
      filing: { ...given.filing!, lines: given.filing!.lines.map((each) => ({ ...each, ...at(line) })) },
    });
    const [inXml, inSubmission] = [placed(xml, 7), placed(submission, 107)];
    for (const order of [
      [inXml, inSubmission],
      [inSubmission, inXml],
    ]) {
      const { sourceName, sourceLine } = ledgerOf(order).steps[0]!;
      expect(`${sourceName} ${sourceLine}`).toMatch(/^(form4\.xml 7|submission\.txt 107)$/);
    }
  });

  it('where two documents of one accession number disagree, the format decides, not the order', () => {
    const other = { ...sale, lines: [{ ...sale.lines[0]!, shares: '101' }] };
    const html = document(filing({ ...other, format: 'html' }), 'form4.html');
    const ledgers = [ledgerOf([submission, html]), ledgerOf([html, submission])];
    expect(ledgers.map((ledger) => ledger.steps.at(-1)!.change)).toEqual(['-100', '-100']);
    expect(ledgers[0]!.rowHash).toBe(ledgers[1]!.rowHash);
  });
});

it('a balance after a change that cannot be counted contradicts nothing', () => {
  const ledger = given(
    {
      form: '3',
      period: '2020-02-03',
      signed: '2020-02-05',
      lines: [
        { on: '2020-02-01', shares: '1.1', way: 'A' },
        { on: '2020-02-02', shares: '0', way: 'A', following: '0' },
      ],
    },
    { form: '3', period: '2020-02-03', signed: '2020-02-06', lines: [{ on: '2020-02-01', code: 'P' }] },
  );
  expect(ledger.steps.map(({ status, computed }) => [status, computed]).slice(-2)).toEqual([
    ['unreported', null],
    ['asserted', '0'],
  ]);
});
