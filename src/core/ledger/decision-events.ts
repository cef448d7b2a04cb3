/**
 * Decisions of named persons, as events: what no form says, or what somebody vouches for. Those on a person's
 * holdings stand in that person's stream, those on an issuer's securities in `issuer-<id>`, links between names and
 * CIKs in `identity-links`. They never change what a form said, only what is made of it.
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

/**
 * `HoldingsJoined`: lines that are of one holding, although class or nature of ownership is spelled otherwise. Stands
 * in the person's stream.
 */
export interface HoldingsJoined extends Decision {
  /** Event id of any line of the one holding, and of the other. */
  readonly lines: readonly [string, string];
}

/** `HoldingsParted`: lines that are of two holdings, although they are spelled alike. */
export interface HoldingsParted extends Decision {
  /** Event ids: what goes on from the one line never goes on from the other. */
  readonly lines: readonly [string, string];
}

/**
 * `PersonsLinked`: two ids are one reporting person, such as a printed name and a CIK. Links chain: the person is
 * everybody who is linked, under the lowest id (a CIK before any name).
 */
export interface PersonsLinked extends Decision {
  /** Person ids, the lower one first. */
  readonly persons: readonly [string, string];
}

/** `PersonsUnlinked`: two ids that were linked are not one person. */
export interface PersonsUnlinked extends Decision {
  readonly persons: readonly [string, string];
}

/** `IssuersLinked`: two ids are one issuer, such as a printed name and a CIK. */
export interface IssuersLinked extends Decision {
  /** Issuer ids, the lower one first. */
  readonly issuers: readonly [string, string];
}

/** `IssuersUnlinked`: two ids that were linked are not one issuer. */
export interface IssuersUnlinked extends Decision {
  readonly issuers: readonly [string, string];
}

/** `SplitStated`: a split, reverse split or stock dividend of an issuer's securities, which no line reports. */
export interface SplitStated extends Decision {
  readonly issuer: string;
  /** Titles of the classes that it concerns, as filed; every class of the issuer when absent. */
  readonly titles?: readonly string[];
  /** ISO date from which on balances count in new shares. */
  readonly effectiveOn: string;
  /** Canonical decimals: `to` new shares stand for `from` old ones, such as 5 for 1. */
  readonly from: string;
  readonly to: string;
}

/** `ClassesGrouped`: titles of an issuer's securities that name one class. */
export interface ClassesGrouped extends Decision {
  readonly issuer: string;
  /** As filed, two or more. */
  readonly titles: readonly string[];
}

/** `ClassesParted`: titles that name two classes, however alike they are. */
export interface ClassesParted extends Decision {
  readonly issuer: string;
  readonly titles: readonly [string, string];
}

/** `OriginalChosen`: which filing an amendment amends, in place of what its dates and lines say. Stands in the person's stream. */
export interface OriginalChosen extends Decision {
  /** Fingerprint of the amendment. */
  readonly amendment: string;
  /** Fingerprint of the filing that it amends; `null` when it amends nothing that is here. */
  readonly original: string | null;
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
  HoldingsJoined: HoldingsJoined;
  HoldingsParted: HoldingsParted;
  PersonsLinked: PersonsLinked;
  PersonsUnlinked: PersonsUnlinked;
  IssuersLinked: IssuersLinked;
  IssuersUnlinked: IssuersUnlinked;
  SplitStated: SplitStated;
  ClassesGrouped: ClassesGrouped;
  ClassesParted: ClassesParted;
  OriginalChosen: OriginalChosen;
  DecisionUndone: DecisionUndone;
}

export type DecisionType = keyof DecisionData;

/** In the order in which a reader meets them. */
export const DECISION_TYPES: readonly DecisionType[] = [
  'ScheduleStated',
  'TermsChanged',
  'OpeningBalanceStated',
  'LineCorrected',
  'HoldingsJoined',
  'HoldingsParted',
  'PersonsLinked',
  'PersonsUnlinked',
  'IssuersLinked',
  'IssuersUnlinked',
  'SplitStated',
  'ClassesGrouped',
  'ClassesParted',
  'OriginalChosen',
  'DecisionUndone',
];

const TYPES: ReadonlySet<string> = new Set(DECISION_TYPES);

export function isDecisionType(type: string): type is DecisionType {
  return TYPES.has(type);
}
