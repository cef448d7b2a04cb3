/**
 * A vesting schedule as data: what a footnote (or a person's decision) states, before any rounding and with no
 * dates filled in that it does not give. The words are the Open Cap Format's where it has one: allocation
 * types, day-of-month rules, cliff, portion, quantity, remainder.
 */

/** How much of an award a tranche takes. */
export type Portion =
  /** A part of the whole award: 25 % is 25/100, 33 1/3 % is 100/300, one forty-eighth is 1/48. */
  | { readonly kind: 'fraction'; readonly numerator: number; readonly denominator: number }
  /** Shares or units, a canonical decimal. */
  | { readonly kind: 'units'; readonly units: string }
  /** All that no other tranche of the schedule takes. */
  | { readonly kind: 'remaining' };

/** What a date is counted from when the text names no calendar date. */
export type Anchor = 'grant' | 'vestingStart' | 'filing';

/** Something whose date the text does not give. */
export type TriggerEvent =
  | 'nextAnnualMeeting'
  | 'changeInControl'
  | 'liquidityEvent'
  | 'performance'
  | 'marketCondition'
  | 'separation'
  | 'retirement'
  | 'death'
  | 'disability'
  | 'other';

/** When a tranche vests. Months are counted from the anchor, never from the tranche before (no drift over month ends). */
export type When =
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'anchored'; readonly anchor: Anchor; readonly months: number; readonly days: number }
  | { readonly kind: 'event'; readonly event: TriggerEvent }
  | { readonly kind: 'earlierOf' | 'laterOf'; readonly arms: readonly When[] };

/** Day-of-month rules of the Open Cap Format (`01` to `28`, and the ones for months that are too short). */
export type DayOfMonth =
  | 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH'
  | '29_OR_LAST_DAY_OF_MONTH'
  | '30_OR_LAST_DAY_OF_MONTH'
  | '31_OR_LAST_DAY_OF_MONTH'
  | `${0 | 1 | 2}${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export type Period =
  | { readonly kind: 'months'; readonly length: number }
  | { readonly kind: 'days'; readonly length: number };

/** One tranche, or a series of equal ones. */
export type VestingStep =
  | { readonly kind: 'tranche'; readonly portion: Portion; readonly when: When }
  | {
      readonly kind: 'instalments';
      /** Of each instalment (`each`) or of all of them together (`total`). */
      readonly of: 'each' | 'total';
      readonly portion: Portion;
      readonly count: number;
      readonly every: Period;
      /** When the first instalment vests. */
      readonly first: When;
      readonly dayOfMonth: DayOfMonth;
    };

/** How the units of a tranche become whole (Open Cap Format, AllocationType). */
export const ALLOCATION_TYPES = [
  'CUMULATIVE_ROUNDING',
  'CUMULATIVE_ROUND_DOWN',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
] as const;
export type AllocationType = (typeof ALLOCATION_TYPES)[number];

export interface Schedule {
  /** In the order stated; empty when nothing about time is stated. */
  readonly steps: readonly VestingStep[];
  /** True when all of it can be exercised before it vests (early exercise). */
  readonly exercisableBeforeVesting: boolean;
  /** The part that vested before the first step, when the text says so (percentages that sum to less than the whole). */
  readonly vestedBefore?: Portion;
}

/**
 * How sure a reading is.
 * - `determined`: every date and portion is stated;
 * - `assumed`: determined under the assumptions listed (rounding, day of month, service continued);
 * - `bounded`: only bounds can be given (not before, not after, the earlier of a date and an event);
 * - `undetermined`: not determinable, for the reason given. Never a schedule that was not stated.
 */
export type Certainty = 'determined' | 'assumed' | 'bounded' | 'undetermined';

/** A part of the footnote's text and what it was understood as. */
export interface TextSpan {
  /** Offsets in the text as filed, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly meaning: string;
}

export interface Condition {
  readonly kind: 'continuedService' | 'acceleration' | 'performance' | 'marketCondition' | 'other';
  readonly span: TextSpan;
}

/** What is handed over when a unit is settled, and when, where the text says so. Delivery is not vesting. */
export interface Settlement {
  readonly in?: 'cash' | 'shares' | 'either' | 'both';
  readonly when?: When;
}

/** What a footnote says about vesting, with its evidence. */
export interface ScheduleReading {
  readonly certainty: Certainty;
  /** Absent when undetermined. */
  readonly schedule?: Schedule;
  readonly spans: readonly TextSpan[];
  /** In words, such as `service continued through every vesting date`. */
  readonly assumptions: readonly string[];
  /** Other schedules that the same words could state, each with the reason why it was not chosen. */
  readonly alternatives: readonly { readonly schedule: Schedule; readonly reason: string }[];
  readonly conditions: readonly Condition[];
  readonly settlement?: Settlement;
  /** `X have vested as of the date of this filing`: a fact beside the schedule. */
  readonly progress?: { readonly vested?: string; readonly unvested?: string };
  /** Why it is undetermined or only bounded. */
  readonly reason?: string;
}

/** What is known of a lot from its row, to fill a schedule's anchors. Dates are ISO dates. */
export interface LotTerms {
  /** Units of the grant, a canonical decimal. */
  readonly units: string;
  readonly grantedOn?: string;
  /** Vesting commencement date where somebody stated it (the anchor `vestingStart`); forms rarely have it. */
  readonly vestingStartsOn?: string;
  /** Column 6 as filed: the first date on which any of it can be exercised, not the date for all of it. */
  readonly exercisableOn?: string;
  readonly expiresOn?: string;
  readonly filedOn?: string;
}
