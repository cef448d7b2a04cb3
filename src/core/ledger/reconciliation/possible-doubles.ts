import { areParted } from '../decided-holdings';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import type { ReportedLine } from '../reported-line';
import { type ReportedRow, reportedRow } from '../reported-row';
import { termsDiffer } from '../threads';
import { standingAfter } from './doubt';
import { classOfHolding } from './movement';
import { possibleSplits } from './possible-splits';

/** One of two holdings that may be one: the row that speaks of it, and what it leaves. */
export interface DoubleSide extends ReportedRow {
  /** Event id of the holding's first line. */
  readonly holdingId: string;
  /** As it stands after its last line. */
  readonly balance: string;
}

/**
 * Two holdings of one class that may be one, which then counts twice: no filing speaks of the first any more since
 * the second stands there, and that goes on from exactly what the first was left with. Names or footnotes do not say
 * that they are one; a person's decision does.
 */
export interface PossibleDouble {
  readonly personId: string;
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly tradingSymbol: string | null;
  /** At its last line. */
  readonly left: DoubleSide;
  /** At its first line. */
  readonly goesOn: DoubleSide;
  /** What the first was left with and the second goes on from, in the shares of before any split between the two. */
  readonly balance: string;
  readonly arithmetic: string;
  /** The decision that settles it as a command, where that is a split and not that two lines are of one holding. */
  readonly proposal?: string;
}

/** Every pair of the person's holdings that may be one, in the order of the second one's first line. */
export function possibleDoubles(person: FoldedPerson): readonly PossibleDouble[] {
  const { personId, holdings } = person;
  const byKind = new Map<string, FoldedHolding[]>();
  for (const holding of holdings) {
    const known = byKind.get(kindOf(holding));
    if (known) known.push(holding);
    else byKind.set(kindOf(holding), [holding]);
  }
  const doubles = [...byKind.values()].flatMap((alike) =>
    alike.flatMap((next) =>
      alike
        .filter((left) => left !== next && mayGoOn(left, next))
        .map((left) => doubleOf(personId, left, next)),
    ),
  );
  const overSplits = possibleSplits(person).map(({ left, next, arithmetic, proposal }) => ({
    ...doubleOf(personId, left, next),
    arithmetic,
    proposal,
  }));
  return [...doubles, ...overSplits].sort((left, right) =>
    left.goesOn.effectiveOn === right.goesOn.effectiveOn
      ? 0
      : left.goesOn.effectiveOn < right.goesOn.effectiveOn
        ? -1
        : 1,
  );
}

function mayGoOn(left: FoldedHolding, next: FoldedHolding): boolean {
  const [last, opening] = [left.steps.at(-1)!, next.steps[0]!];
  const balance = standingAfter(last);
  if (balance === undefined || balance === '0' || balance.startsWith('-')) return false;
  if (standingAfter(opening) !== balance) return false;
  const [before, after] = [last.line, opening.line];
  // A filing that speaks of both tells them apart.
  const speaksOfBoth = left.steps.some(({ line }) =>
    next.steps.some((other) => other.line.filing === line.filing),
  );
  return (
    before.effectiveOn <= after.effectiveOn &&
    !speaksOfBoth &&
    !termsDiffer(before, after) &&
    !areParted(before, after)
  );
}

function doubleOf(personId: string, left: FoldedHolding, next: FoldedHolding): PossibleDouble {
  const [last, first] = [left.steps.at(-1)!.line, next.steps[0]!.line];
  const balance = standingAfter(left.steps.at(-1)!)!;
  const { issuer } = first.filing.facts;
  return {
    personId,
    issuerId: first.filing.issuerId,
    issuerName: issuer.issuerName?.value ?? null,
    tradingSymbol: issuer.issuerTradingSymbol?.value ?? null,
    left: sideOf(personId, left, last),
    goesOn: sideOf(personId, next, first),
    balance,
    arithmetic: `${balance} was left on ${last.effectiveOn}, and no later filing speaks of it; ${balance} stood before row ${first.line.table}.${first.line.row} of ${first.effectiveOn}`,
  };
}

function sideOf(personId: string, holding: FoldedHolding, line: ReportedLine): DoubleSide {
  const balance = standingAfter(holding.steps.at(-1)!) ?? '';
  return { ...reportedRow(line, personId), holdingId: holding.holdingId, balance };
}

/** Class, and form of ownership: a vehicle's shares are not the person's own. */
function kindOf(holding: FoldedHolding): string {
  const { line } = holding.steps[0]!.line;
  return `${classOfHolding(holding)} ${line.cells.directOrIndirectOwnership?.value ?? '?'}`;
}
