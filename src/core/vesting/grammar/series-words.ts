import type { Period } from '../schedule';
import type { Base } from './anchors';
import type { MonthDay } from './dates';
import type { Share } from './portions';

/** The day within its month or quarter on which each of a series falls. */
export type SeriesDay =
  | { readonly kind: 'day'; readonly day: number | 'last'; readonly business: boolean }
  /** `at the end of each quarter`: of the calendar's, or of one counted from the start? */
  | { readonly kind: 'end' };

/** Words about equal instalments: how many, how often, each how much. */
export interface SeriesWords {
  readonly count?: number;
  readonly every?: Period;
  /** Said of instalments, not of a rate (`25% per year`). */
  readonly instalments?: true;
  /** Of each instalment. */
  readonly each?: Share;
  readonly equal?: true;
  /** `each anniversary of the grant date`: what the instalments are counted from. */
  readonly after?: Base;
  readonly day?: SeriesDay;
  /** `March 1 of each year`. */
  readonly yearly?: readonly MonthDay[];
  /** `different increments`: the sizes are not given here. */
  readonly unequal?: true;
}
