import fc from 'fast-check';
import { balanceOf } from '../../src/core/ledger/step-balance';
import { add, subtract } from '../../src/core/values/quantity';
import { document, filing, type GivenFiling, type GivenLine, ledgerOf } from '../support/given-filing';

/** One transaction as it took place: its day of 2020-02, and what it changed. */
interface Change {
  readonly day: number;
  readonly amount: number;
}

/** How a filing tells its rows: in which order, and which balance each shows. */
const STYLES = ['byDate', 'newestFirst', 'anyOrder', 'finalTotal', 'lastRowOnly'] as const;
type Style = (typeof STYLES)[number];

const dateOf = (day: number) => `2020-02-${String(day).padStart(2, '0')}`;

/**
 * A history in which every change, opening and balance is another one, so that a sum that agrees does so for
 * one reason. Days differ, because rows of one day have no order that anybody could know.
 */
const histories = fc
  .record({
    opening: fc.integer({ min: 1_000_000, max: 9_000_000 }),
    changes: fc.uniqueArray(
      fc.record({ day: fc.integer({ min: 2, max: 28 }), amount: fc.integer({ min: 1, max: 9999 }) }),
      { minLength: 1, maxLength: 8, selector: ({ day }) => day },
    ),
    disposals: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    /** Where one filing ends and the next begins. */
    cuts: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    styles: fc.array(fc.constantFrom(...STYLES), { minLength: 8, maxLength: 8 }),
    turns: fc.array(fc.nat(7), { minLength: 8, maxLength: 8 }),
  })
  .map(({ opening, changes, disposals, cuts, styles, turns }) => {
    const inOrder = changes
      .toSorted((left, right) => left.day - right.day)
      .map(({ day, amount }, place) => ({ day, amount: disposals[place] ? -amount : amount }));
    const groups: Change[][] = [];
    for (const [place, change] of inOrder.entries()) {
      if (place === 0 || cuts[place]) groups.push([change]);
      else groups.at(-1)!.push(change);
    }
    return { opening, changes: inOrder, filings: filingsOf(opening, groups, styles, turns) };
  });

function filingsOf(
  opening: number,
  groups: readonly (readonly Change[])[],
  styles: readonly Style[],
  turns: readonly number[],
): readonly GivenFiling[] {
  let balance = opening;
  return groups.map((group, place) => {
    const before = balance;
    balance = group.reduce((sum, { amount }) => sum + amount, before);
    const last = group.at(-1)!.day;
    return {
      accession: `0000000042-20-00000${place}`,
      period: dateOf(group[0]!.day),
      filed: `2020-03-${String(last).padStart(2, '0')}`,
      signed: `2020-03-${String(last).padStart(2, '0')}`,
      lines: told(group, before, styles[place]!, turns[place]!),
    };
  });
}

function told(group: readonly Change[], before: number, style: Style, turn: number): readonly GivenLine[] {
  const total = group.reduce((sum, { amount }) => sum + amount, before);
  const turned = [...group.slice(turn % group.length), ...group.slice(0, turn % group.length)];
  const order = style === 'anyOrder' ? turned : group;
  let balance = before;
  const lines = order.map(({ day, amount }, place): GivenLine => {
    balance += amount;
    const shown = style === 'finalTotal' ? total : balance;
    const blank = style === 'lastRowOnly' && place < order.length - 1;
    return {
      on: dateOf(day),
      code: amount < 0 ? 'S' : 'P',
      shares: String(Math.abs(amount)),
      way: amount < 0 ? 'D' : 'A',
      ...(!blank && { following: String(shown) }),
    };
  });
  return style === 'newestFirst' ? lines.toReversed() : lines;
}

describe('a history that adds up', () => {
  it('is told as it was: opening + changes = closing, and every day in between, however the rows are ordered', () => {
    const cases = histories.chain((history) =>
      fc.tuple(
        fc.constant(history),
        fc.shuffledSubarray([...history.filings], { minLength: history.filings.length }),
      ),
    );
    fc.assert(
      fc.property(cases, ([{ opening, changes, filings }, arrived]) => {
        const ledger = ledgerOf(arrived.map((each) => document(filing(each), `${each.accession}.txt`)));
        expect(ledger.filings).toHaveLength(filings.length);
        expect(ledger.holdings).toHaveLength(1);
        const [holding] = ledger.holdings;
        const closing = String(changes.reduce((sum, { amount }) => sum + amount, opening));
        expect(holding).toMatchObject({
          impliedOpening: String(opening),
          computed: closing,
          reported: closing,
        });
        let balance = String(opening);
        const expected = changes.map(({ day, amount }) => {
          balance = add(balance, String(amount));
          return [dateOf(day), String(amount), balance];
        });
        const [first, ...steps] = ledger.steps;
        expect([first!.kind, first!.computed]).toEqual(['opening', String(opening)]);
        expect(steps.map((step) => [step.effectiveOn, step.change, balanceOf(step)])).toEqual(expected);
        expect(steps.map(({ status }) => status)).not.toContain('differs');
        const moved = steps.map(({ change }) => change!).reduce(add, '0');
        expect(subtract(holding!.computed!, holding!.impliedOpening!)).toBe(moved);
      }),
      { numRuns: 500 },
    );
  });
});
