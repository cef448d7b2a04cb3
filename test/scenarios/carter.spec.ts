import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { HoldingRow, PersonLedger, StepRow } from '../../src/core/ledger/person-ledger';
import { add } from '../../src/core/values/quantity';
import { documentFrom } from '../support/given-document';
import { ledgerOf } from '../support/given-filing';
import type { GivenDocument } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const CARTER_STREAM = 'reportingPerson-name.carter-david-warren';
const EXAMPLES = path.resolve(__dirname, '../../examples/carter');
const SEEDS = path.join(SHARED, 'seeds');
const FILES = ['carter-2006-07-05.txt', 'carter-2008-06-18.txt', 'carter-2008-11-14.txt'] as const;

/** S1, S9, S10 and S16 hold for our own texts and, where they are at hand, for the three original ones. */
const FOLDERS = [EXAMPLES, ...(sharedIsThere('scenarios on the original texts') ? [SEEDS] : [])];

describe.each(FOLDERS)('the three filings of David W. Carter in %s', (folder) => {
  const [dsu2006, exercise, dsu2008] = FILES.map((name) => documentFrom(folder, name)) as [
    GivenDocument,
    GivenDocument,
    GivenDocument,
  ];

  it('S1: the exercise alone implies 35,000 before it and reaches 85,000; the option goes from 50,000 to 0', () => {
    const ledger = ledgerOf([exercise], CARTER_STREAM);
    const common = one(ledger, 'Common Stock');
    expect(common).toMatchObject({
      impliedOpening: '35000',
      knownFrom: '2008-06-16',
      computed: '85000',
      reported: '85000',
    });
    expect(stepsOf(ledger, common)).toEqual([
      ['opening', '2008-06-16', null, '35000'],
      ['recomputed', '2008-06-17', '50000', '85000'],
    ]);
    const option = one(ledger, 'Non-Qualified Stock Option');
    expect(option).toMatchObject({ strike: '1.375', expiresOn: '2008-07-29', computed: '0', reported: '0' });
    expect(stepsOf(ledger, option)).toEqual([
      ['opening', '2008-06-16', null, '50000'],
      ['recomputed', '2008-06-17', '-50000', '0'],
    ]);
    expect(ledger.steps.some((step) => step.status === 'differs')).toBe(false);
  });

  it('S9: deferred share units are reported per grant: two lots, no difference of 6,230.5295', () => {
    const ledger = ledgerOf([dsu2006, dsu2008], CARTER_STREAM);
    const units = ledger.holdings.filter((holding) => holding.title === 'Deferred Share Unit');
    expect(units.map((unit) => [unit.computed, unit.reported, unit.exercisableOn])).toEqual([
      ['6230.5295', '6230.5295', '2006-07-31'],
      ['8000', '8000', '2009-02-12'],
    ]);
    expect(units.map((unit) => unit.computed!).reduce(add, '0')).toBe('14230.5295');
    expect(ledger.steps.map((step) => step.status)).not.toContain('differs');
  });

  it('S10: on 2008-11-14 she would find 85,000 common, no option, two grants of units', () => {
    const ledger = ledgerOf([dsu2006, exercise, dsu2008], CARTER_STREAM);
    expect(ledger.holdings.map((holding) => [holding.title, holding.ownership, holding.computed])).toEqual(
      [
        ['Common Stock', 'D', '85000'],
        ['Deferred Share Unit', 'D', '6230.5295'],
        ['Non-Qualified Stock Option', 'D', '0'],
        ['Deferred Share Unit', 'D', '8000'],
      ].sort(byFirstReport(ledger)),
    );
  });

  it('S11: the issuer that the 2006 form does not show is inferred, and marked so', () => {
    const ledger = ledgerOf([dsu2006], CARTER_STREAM);
    expect(ledger.filings[0]).toMatchObject({ issuerName: 'ImmunoGen, Inc.', issuerInferred: true });
    const repairs = ledger.problems
      .filter((problem) => problem.kind === 'repair')
      .map((problem) => problem.cell);
    expect(repairs).toEqual(
      expect.arrayContaining(['exerciseDate', 'sharesOwnedFollowingTransaction', 'issuerName']),
    );
  });

  it('S11: both addresses and names without a CIK come to one stream', () => {
    const ledger = ledgerOf([dsu2006, exercise, dsu2008], CARTER_STREAM);
    expect(ledger.person).toMatchObject({ cik: null, name: 'CARTER DAVID WARREN', filings: 3 });
  });

  it('S16: every order and every repetition of the three files gives the same row hash', () => {
    const files = [dsu2006, exercise, dsu2008];
    const orders = permutations(files).flatMap((order) => [order, [...order, ...order]]);
    const ledgers = orders.map((order) => ledgerOf(order, CARTER_STREAM));
    expect(new Set(ledgers.map((ledger) => ledger.rowHash)).size).toBe(1);
    expect(new Set(ledgers.map((ledger) => ledger.filings.length))).toEqual(new Set([3]));
  });
});

it('our three texts and the original ones come to the same rows', () => {
  if (FOLDERS.length < 2) {
    expect(readdirSync(EXAMPLES)).toEqual(expect.arrayContaining([...FILES]));
    return;
  }
  const rows = FOLDERS.map((folder) => {
    const ledger = ledgerOf(
      FILES.map((name) => documentFrom(folder, name)),
      CARTER_STREAM,
    );
    return ledger.steps.map((step) => [step.effectiveOn, step.status, step.change, step.computed, step.row]);
  });
  expect(rows[0]).toEqual(rows[1]);
});

function one(ledger: PersonLedger, title: string): HoldingRow {
  const [holding, ...others] = ledger.holdings.filter((each) => each.title === title);
  expect(others).toEqual([]);
  return holding!;
}

function stepsOf(ledger: PersonLedger, holding: HoldingRow): (string | null)[][] {
  return ledger.steps
    .filter((step: StepRow) => step.holdingId === holding.holdingId)
    .map((step) => [step.status, step.effectiveOn, step.change, step.computed]);
}

/** Order of the holdings as the ledger gives them: the scenario does not prescribe one. */
function byFirstReport(ledger: PersonLedger) {
  const place = ([title, , balance]: readonly (string | null)[]) =>
    ledger.holdings.findIndex((holding) => holding.title === title && holding.computed === balance);
  return (left: (string | null)[], right: (string | null)[]) => place(left) - place(right);
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) =>
    permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]),
  );
}
