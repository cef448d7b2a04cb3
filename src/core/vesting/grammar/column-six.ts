import type { LotTerms, Schedule } from '../schedule';
import type { Conclusion } from './certainty';
import { firstDayOf } from './first-day';

/** The reading whose first tranche falls on the row's first exercisable date, where another one does not. */
export function byColumnSix(conclusion: Conclusion, lot: Partial<LotTerms>): Conclusion {
  const { schedule, alternatives } = conclusion;
  if (!schedule || lot.exercisableOn === undefined || schedule.exercisableBeforeVesting) return conclusion;
  const fits = (other: Schedule) => firstDayOf(other, lot) === lot.exercisableOn;
  const better = fits(schedule) ? undefined : alternatives.find((other) => fits(other.schedule));
  if (!better) return conclusion;
  const rest = alternatives.filter((other) => other !== better);
  const reason = `it does not start on ${lot.exercisableOn}, the first exercisable date of the row`;
  return {
    ...conclusion,
    schedule: better.schedule,
    assumptions: [...conclusion.assumptions, `${better.reason}, as column 6 shows`],
    alternatives: [{ schedule, reason }, ...rest],
  };
}
