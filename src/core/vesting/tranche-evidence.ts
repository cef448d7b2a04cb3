import { addMonths } from '../values/calendar-date';
import type { LotTerms, Schedule } from './schedule';
import type { Tranche } from './tranches';

/** In words: what a lot's row says that agrees with the dates of its tranches, and what does not. */
export function trancheEvidence(
  tranches: readonly Tranche[],
  schedule: Schedule,
  lot: LotTerms,
): { readonly evidence: readonly string[]; readonly doubts: readonly string[] } {
  const evidence: string[] = [];
  const doubts: string[] = [];
  const dates = tranches.map((tranche) => tranche.on).filter((on) => on !== undefined);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { evidence, doubts };
  const { exercisableOn, grantedOn, expiresOn } = lot;
  // With early exercise column 6 is the day of the grant and says nothing of vesting.
  if (exercisableOn !== undefined && !schedule.exercisableBeforeVesting) {
    if (exercisableOn === first) evidence.push(`column 6 is the first tranche's date, ${first}`);
    else doubts.push(`column 6 is ${exercisableOn}, the first tranche's date is ${first}`);
  }
  if (grantedOn !== undefined) {
    const years = Number(last.slice(0, 4)) - Number(grantedOn.slice(0, 4));
    if (years > 0 && addMonths(grantedOn, 12 * years) === last) {
      evidence.push(
        `the last tranche falls exactly ${years === 1 ? 'a year' : `${years} years`} after the grant`,
      );
    }
    if (first < grantedOn)
      doubts.push(`the first tranche's date, ${first}, is before the grant on ${grantedOn}`);
  }
  if (expiresOn !== undefined && last > expiresOn) {
    doubts.push(`the last tranche's date, ${last}, is after the expiration on ${expiresOn}`);
  }
  return { evidence, doubts };
}
