import { addDays, addMonths } from '../../values/calendar-date';
import type { LotTerms, Schedule, When } from '../schedule';

/** The earliest day on which a schedule has anything vest; undefined where no day is known. */
export function firstDayOf({ steps }: Schedule, lot: Partial<LotTerms>): string | undefined {
  const days = steps.flatMap((step) => dayOf(step.kind === 'tranche' ? step.when : step.first, lot) ?? []);
  return days.sort()[0];
}

function dayOf(when: When, { grantedOn }: Partial<LotTerms>): string | undefined {
  if (when.kind === 'date') return when.on;
  if (when.kind !== 'anchored' || when.anchor !== 'grant' || grantedOn === undefined) return undefined;
  return addDays(addMonths(grantedOn, when.months), when.days);
}
