import fc from 'fast-check';
import { adjustedStep, adjustmentsOf } from '../../src/core/ledger/adjusted-steps';
import type { StoredEvent } from '../../src/core/ledger/events';
import { termsOn } from '../../src/core/ledger/lot-terms';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import type { StepRow } from '../../src/core/ledger/person-ledger';
import { holdingsLedger, projectPerson } from '../../src/core/ledger/project-person';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { balanceOf } from '../../src/core/ledger/step-balance';
import { personLots } from '../../src/core/ledger/vesting-lots';
import { add } from '../../src/core/values/quantity';
import { lotOn } from '../../src/core/vesting/lot-position';
import { withDecisionsIn } from '../support/given-decisions';
import { CARTER, document, filing, type GivenFiling, type GivenLine } from '../support/given-filing';
import { recordedEvents } from '../support/recorded-events';

const ISSUER = '0000855654';
const STREAM = `issuer-${ISSUER}`;
const day = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const line = fc.record(
  {
    table: fc.constantFrom('I' as const, 'II' as const),
    title: fc.constantFrom('Common Stock', 'Stock Option', 'Restricted Stock Unit'),
    on: day('2020-01-01', '2020-12-31'),
    code: fc.constantFrom('P', 'S', 'A', 'M', 'D'),
    shares: fc.integer({ min: 0, max: 40 }).map((units) => String(units / 2)),
    way: fc.constantFrom('A' as const, 'D' as const),
    following: fc.integer({ min: 0, max: 80 }).map((units) => String(units / 2)),
    ownership: fc.constantFrom('D' as const, 'I' as const),
    nature: fc.constantFrom('By Trust', 'By Fund'),
    strike: fc.constantFrom('0', '10', '5', '3.34', '3.33', '20'),
    expires: fc.constantFrom('2020-06-30', '2030-01-01'),
    exercisableNotes: fc.subarray(['F1', 'F2']),
  },
  { requiredKeys: ['on', 'ownership'] },
) as fc.Arbitrary<GivenLine>;

const filings = fc
  .array(
    fc.record({
      form: fc.constantFrom('3' as const, '4' as const, '5' as const),
      period: day('2020-01-01', '2020-12-31'),
      lines: fc.array(line, { maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(
      (each, place): GivenFiling => ({
        ...each,
        accession: `0000000042-20-00000${place}`,
        filed: `2020-${String(2 * place + 2).padStart(2, '0')}-15`,
        footnotes: {
          F1: 'Vests in three equal annual installments beginning on January 1, 2020.',
          F2: '5 units vest on March 1, 2020 and the rest on March 1, 2021.',
        },
      }),
    ),
  );

const splits = fc.array(
  fc.record({
    effectiveOn: day('2020-01-01', '2020-12-31'),
    from: fc.constantFrom<string>('1', '2', '3', '1.5'),
    to: fc.constantFrom<string>('5', '7', '10', '0.25'),
    titles: fc.constantFrom(undefined, ['Common Stock'], ['Stock Option', 'Common Stock']),
  }),
  { minLength: 1, maxLength: 3 },
);

type Given = ReturnType<typeof splits.generate>['value'];

const stated = (given: Given, knownOn = '2021-01-04'): NewDecision[] =>
  given.map(({ titles, ...split }) => ({
    type: 'SplitStated',
    data: {
      author: 'A. Auditor',
      reason: 'Form 8-K',
      knownOn,
      issuer: ISSUER,
      ...split,
      ...(titles && { titles }),
    },
  }));

function eventsOf(all: readonly GivenFiling[]): readonly StoredEvent[] {
  const documents = all.map((each) => document(filing(each), `${each.accession}.txt`));
  return recordedEvents(documents).get(`reportingPerson-${CARTER.cik}`) ?? [];
}

const undoing = (events: readonly StoredEvent[]): NewDecision[] =>
  events
    .filter(({ type }) => type === 'SplitStated')
    .map(({ id }) => ({
      type: 'DecisionUndone',
      data: { author: 'A. Auditor', reason: 'not made', knownOn: '2021-02-01', decision: id },
    }));

describe('stated splits', () => {
  it('taken back leave every row as it was', () => {
    fc.assert(
      fc.property(filings, splits, (all, given) => {
        const events = eventsOf(all);
        const on = withDecisionsIn(STREAM, events, stated(given));
        const off = withDecisionsIn(STREAM, on, undoing(on));
        expect(projectPerson(off)?.rowHash).toBe(projectPerson(events)?.rowHash);
      }),
    );
  });

  it('known later change nothing before', () => {
    fc.assert(
      fc.property(filings, splits, day('2020-01-01', '2021-01-03'), (all, given, knownAt) => {
        const events = eventsOf(all);
        const on = withDecisionsIn(STREAM, events, stated(given));
        expect(projectPerson(on, { knownAt })).toEqual(projectPerson(events, { knownAt }));
      }),
    );
  });

  it('come to the same rows whatever arrives first', () => {
    fc.assert(
      fc.property(filings, splits, fc.nat(), (all, given, turn) => {
        const place = turn % all.length;
        const turned = [...all.slice(place), ...all.slice(0, place)];
        const last = withDecisionsIn(STREAM, eventsOf(all), stated(given));
        const first = [...withDecisionsIn(STREAM, [], stated(given)), ...eventsOf(turned)];
        expect(projectPerson(first)?.rowHash).toBe(projectPerson(last)?.rowHash);
      }),
    );
  });

  it('conserve: opening + changes + differences = closing, as filed and in the shares of one day', () => {
    let multiplied = 0;
    fc.assert(
      fc.property(filings, splits, (all, given) => {
        const folded = foldPerson(withDecisionsIn(STREAM, eventsOf(all), stated(given)));
        if (!folded) return;
        const { steps } = holdingsLedger(folded);
        for (const holding of folded.holdings) {
          const own = steps.filter(({ holdingId }) => holdingId === holding.holdingId);
          for (const [place, step] of own.entries()) {
            const before = own[place - 1] && balanceOf(own[place - 1]!);
            if (step.kind !== 'split') continue;
            expect(add(before!, step.change!)).toBe(step.computed);
            expect(before).not.toBe('0');
            multiplied++;
          }
          expectConserved(own);
          const its = adjustmentsOf(holding, folded.splits);
          const newest = own.map((step, place) => adjustedStep(step, its.steps[place]!));
          for (const { split, change } of newest) if (split && !split.rounded) expect(change).toBe('0');
        }
      }),
      { numRuns: 300 },
    );
    expect(multiplied).toBeGreaterThan(100);
  });

  it('leave no lot whose tranches or fates do not come to its units, on any day', () => {
    fc.assert(
      fc.property(filings, splits, day('2019-12-31', '2021-12-31'), (all, given, on) => {
        const events = withDecisionsIn(STREAM, eventsOf(all), stated(given));
        for (const lot of personLots(events).lots) {
          const { vesting } = termsOn(on, lot);
          expect(vesting.tranches.map(({ units }) => units).reduce(add, '0')).toBe(vesting.terms.units);
          const { granted, vested, unvested, forfeited, held, exercised, disposed, expired } = lotOn(
            on,
            vesting,
          );
          expect([vested, unvested, forfeited].reduce(add)).toBe(granted);
          expect([held, exercised, disposed, expired, forfeited].reduce(add)).toBe(granted);
        }
      }),
    );
  });

  it('of a history that they were made in leave nothing that differs, and one lot', () => {
    const trade = fc.record({ on: day('2020-01-01', '2020-12-31'), share: fc.integer({ min: 1, max: 9 }) });
    const ratio = fc.constantFrom(['5', '1'], ['3', '2'], ['1', '10'], ['2', '1']);
    fc.assert(
      fc.property(
        fc.uniqueArray(trade, { minLength: 1, maxLength: 6, selector: ({ on }) => on }),
        ratio,
        day('2020-02-01', '2020-11-30'),
        (trades, [to, from], splitOn) => {
          let held = 1_000_000n;
          let isSplit = false;
          const history = trades
            .toSorted((left, right) => (left.on < right.on ? -1 : 1))
            .map(({ on, share }, place): GivenFiling => {
              if (!isSplit && on >= splitOn) held = (held * BigInt(to!)) / BigInt(from!);
              isSplit ||= on >= splitOn;
              const sold = (held * BigInt(share)) / 100n;
              held -= sold;
              const row = { on, code: 'S', way: 'D' as const, shares: String(sold), following: String(held) };
              return { signed: on, accession: `0000000042-20-00000${place}`, filed: on, lines: [row] };
            });
          const decision = stated([{ effectiveOn: splitOn, from: from!, to: to!, titles: undefined }]);
          const { holdings, steps } = projectPerson(withDecisionsIn(STREAM, eventsOf(history), decision))!;
          expect(holdings).toHaveLength(1);
          expect(steps.map(({ status }) => status)).not.toContain('differs');
        },
      ),
    );
  });
});

/** Each recomputed balance is the one before it and the change, or that of an earlier row of its filing and the change. */
function expectConserved(steps: readonly StepRow[]): void {
  for (const [place, step] of steps.entries()) {
    const before = steps[place - 1] && balanceOf(steps[place - 1]!);
    if (!before || step.computed === null || step.status !== 'recomputed') continue;
    const { filingKey, change } = step;
    const tallied = steps.slice(0, place).filter((other) => other.filingKey === filingKey);
    const balances = [before, ...tallied.flatMap(({ reported }) => reported ?? [])];
    expect(balances.map((balance) => add(balance, change ?? '0'))).toContain(step.computed);
  }
}
