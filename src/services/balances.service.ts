import { Injectable } from '@nestjs/common';
import { type BalanceStanding, type CheckedBalance, checkBalances } from '../core/ledger/balance-check';
import type { BalanceStyle } from '../core/ledger/reconciliation/balance-style';
import { findingsOf } from '../core/ledger/reconciliation/findings-of';
import { type ClassStyle, classStyles, filedStyles } from '../core/ledger/reconciliation/person-styles';
import type { Clocks } from './clocks';
import { type FoldBasis, PersonFolds } from './person-folds';

/** How many of the following balances that have one to follow stand how. */
export type BalanceCounts = { readonly [Standing in BalanceStanding]: number } & {
  /** All of them: see CheckedBalance for which rows count. */
  readonly balances: number;
};

export interface BalanceSummary {
  readonly basis: FoldBasis;
  readonly filings: number;
  /** Rows of which an earlier row of the same filing has the same table, title and D/I. */
  readonly within: BalanceCounts;
  /** Rows of which a row of an earlier filing has: those that nothing of their own filing comes before. */
  readonly across: BalanceCounts;
  /** How many times a filing with several rows of one holding tells their balances how. */
  readonly styles: { readonly [Style in BalanceStyle]?: number };
  /** How classes of Table II are counted that were granted again while units were left. */
  readonly classes: readonly ClassStyle[];
}

/** Standings that are exact, or carry a cause that is told or proved. */
export const SOUND_STANDINGS: readonly BalanceStanding[] = [
  'recomputed',
  'explained',
  'ownGrant',
  'otherHolding',
];

/** The use case "do the reported balances add up": within each filing and from one to the next, by arithmetic. */
@Injectable()
export class BalancesService {
  constructor(private readonly folds: PersonFolds) {}

  /**
   * Checks the filings of one person, or of all, a joint filing once. Calls `onBalance` for every balance that
   * was not simply recomputed. With an effective date only balances up to it are counted. Throws InvalidQuestion
   * for clocks that cannot be read.
   */
  async check(
    personId: string | undefined,
    onBalance: (balance: CheckedBalance) => void,
    clocks: Clocks = {},
  ): Promise<BalanceSummary> {
    const counts = { within: noBalances(), across: noBalances() };
    const styles: { [Style in BalanceStyle]?: number } = {};
    const classes: ClassStyle[] = [];
    let filings = 0;
    const basis = await this.folds.each(personId, clocks, ({ person, isCounted }) => {
      filings += person.filings.filter(isCounted).length;
      for (const { style } of filedStyles(person, isCounted)) styles[style] = (styles[style] ?? 0) + 1;
      classes.push(...classStyles(person, isCounted));
      for (const balance of checkBalances(person, findingsOf(person), isCounted)) {
        if (clocks.asOf !== undefined && balance.effectiveOn > clocks.asOf) continue;
        counts[balance.scope][balance.standing]++;
        counts[balance.scope].balances++;
        if (balance.standing !== 'recomputed') onBalance(balance);
      }
    });
    return { basis, filings, ...counts, styles, classes };
  }
}

function noBalances() {
  return {
    balances: 0,
    recomputed: 0,
    explained: 0,
    differs: 0,
    ownGrant: 0,
    otherHolding: 0,
    unexplainedOpening: 0,
  };
}
