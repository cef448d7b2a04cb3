import type { FiledAmendment } from './amendments/amended-filings';
import { amendsByFiling } from './amendments/amendment-rows';
import type { StoredEvent } from './events';
import type { PersonFiling } from './filings-of-person';
import type { HoldingStep } from './holding-steps';
import type { Knowledge } from './knowledge';
import { lotRows } from './lot-rows';
import { streamOf } from './parties';
import { type FoldedPerson, foldPerson } from './person-holdings';
import type { HoldingRow, HoldingsLedger, PersonLedger, ProblemRow, StepRow } from './person-ledger';
import { filingRow, holdingRow, personRow, problemRows, stepRow } from './person-rows';
import {
  type PossibleSplit,
  possibleSplits,
  problemsOfPossibleSplit,
} from './reconciliation/possible-splits';
import { rowHashOf } from './row-hash';
import { problemsOfSplits } from './split-steps';
import { lotsOf } from './vesting-lots';

/**
 * Everything that a person's events come to; see foldPerson for which events and which person. A pure function of the
 * events: any order of arrival, duplicates and any mix of formats give the same rows and the same row hash. Undefined
 * when the events record no filing (an EDGAR header alone makes nobody a reporting person).
 */
export function projectPerson(
  events: Iterable<StoredEvent>,
  knowledge: Knowledge = {},
  personId?: string,
): PersonLedger | undefined {
  const folded = foldPerson(events, knowledge, personId);
  if (!folded) return undefined;
  const rows = {
    ...holdingsLedger(folded),
    ...lotRows(folded.personId, streamOf(folded.personId), lotsOf(folded, knowledge).lots),
  };
  return { ...rows, rowHash: rowHashOf(rows) };
}

/** The rows of a folded person, but for those on lots: reading schedules takes most of the time. */
export function holdingsLedger(folded: FoldedPerson): HoldingsLedger {
  const { personId, filings, amendments } = folded;
  const amends = amendsByFiling(amendments, folded.holdings);
  const holdings: HoldingRow[] = [];
  const steps: StepRow[] = [];
  for (const { holdingId, steps: its } of folded.holdings) {
    holdings.push(holdingRow(personId, holdingId, its));
    steps.push(...its.map((step, ordinal) => stepRow(personId, holdingId, ordinal, step)));
  }
  const refusals = folded.holdings.flatMap(({ steps }) => steps.filter(({ refused }) => refused));
  const twice = possibleSplits(folded);
  const problems = filings
    .map((filing) => withProblems(filing, amendments, refusals))
    .map((filing) => withPossibleSplits(filing, twice))
    .flatMap((filing) => problemRows(personId, filing))
    .map(numbered);
  return {
    person: personRow(folded, holdings, steps, problems),
    filings: filings.map((filing) => filingRow(personId, filing, amends.get(filing.filingKey))),
    holdings,
    steps,
    problems,
  };
}

/** A filing with what could not be made out of it as an amendment, and the splits that its rows contradict. */
function withProblems(
  filing: PersonFiling,
  amendments: readonly FiledAmendment[],
  refusals: readonly HoldingStep[],
): PersonFiling {
  const amended = amendments.find(({ amendment }) => amendment === filing)?.problems ?? [];
  const refused = refusals.filter(({ line }) => line.filing === filing).flatMap(problemsOfSplits);
  const more = [...amended, ...refused];
  return more.length > 0 ? { ...filing, problems: [...filing.problems, ...more] } : filing;
}

/** A filing with the rows whose lots may stand there twice, over a split that nobody has stated. */
function withPossibleSplits(filing: PersonFiling, splits: readonly PossibleSplit[]): PersonFiling {
  const problems = splits.flatMap((split) => problemsOfPossibleSplit(split, filing));
  return problems.length > 0 ? { ...filing, problems: [...filing.problems, ...problems] } : filing;
}

function numbered(row: ProblemRow, ordinal: number): ProblemRow {
  return { ...row, ordinal };
}
