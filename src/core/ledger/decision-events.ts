/**
 * Decisions of named persons, as events: what no form says, or what somebody vouches for. Those on a person's
 * holdings stand in that person's stream; they never change what a form said, only what is made of it.
 */
import type { LineCellName, LineCells } from '../filing/filing';
import type { Schedule } from '../vesting/schedule';

/** In every decision: who, why, and since when it counts as known. */
export interface Decision {
  /** The person who decides, as given. */
  readonly author: string;
  readonly reason: string;
  /** ISO date from which on the decision is known; the moment of recording when absent. */
  readonly knownOn?: string;
}

/** `ScheduleStated`: the vesting schedule of a lot, in place of what its footnotes say. */
export interface ScheduleStated extends Decision {
  /** Id of the lot (or holding): the event id of the line that brought it. */
  readonly lot: string;
  readonly schedule: Schedule;
}

/** `TermsChanged`: the issuer changed a lot's terms from a day on, such as a longer life or another schedule. */
export interface TermsChanged extends Decision {
  readonly lot: string;
  /** ISO date from which on the new terms hold; before it the old ones do. */
  readonly effectiveOn: string;
  readonly exercisableOn?: string;
  readonly expiresOn?: string;
  readonly schedule?: Schedule;
  /** What is handed over when a unit is settled. */
  readonly settlesIn?: 'cash' | 'shares' | 'either' | 'both';
}

/** `OpeningBalanceStated`: what a holding had before its first line. */
export interface OpeningBalanceStated extends Decision {
  /** Event id of any line of the holding. */
  readonly holding: string;
  /** Canonical decimal, in the holding's unit (shares or dollars). */
  readonly balance: string;
}

/** `LineCorrected`: cells of a line as they are to be read; the filed ones stay in the line's own event. */
export interface LineCorrected extends Decision {
  /** Event id of the line. */
  readonly line: string;
  /** Cells that replace the read ones; `null` takes a cell away. */
  readonly cells: { readonly [Name in LineCellName]?: LineCells[Name] | null };
}

/** `DecisionUndone`: takes a decision of the same stream back, from this decision's knowledge date on. */
export interface DecisionUndone extends Decision {
  /** Event id of the decision that no longer holds. */
  readonly decision: string;
}

/** Every type of decision and its data. */
export interface DecisionData {
  ScheduleStated: ScheduleStated;
  TermsChanged: TermsChanged;
  OpeningBalanceStated: OpeningBalanceStated;
  LineCorrected: LineCorrected;
  DecisionUndone: DecisionUndone;
}

export type DecisionType = keyof DecisionData;

const DECISION_TYPES: ReadonlySet<string> = new Set<DecisionType>([
  'ScheduleStated',
  'TermsChanged',
  'OpeningBalanceStated',
  'LineCorrected',
  'DecisionUndone',
]);

export function isDecisionType(type: string): type is DecisionType {
  return DECISION_TYPES.has(type);
}
