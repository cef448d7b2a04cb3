import { MAX_SCHEDULE_DAYS, MAX_SCHEDULE_MONTHS } from '../limits';
import { isCalendarDate } from '../values/calendar-date';
import type { VestingStep, When } from './schedule';

/** Why a step is no step of a vesting schedule, in words; undefined when it is one. Bounds every date that is counted. */
export function problemOfStep(step: VestingStep): string | undefined {
  if (step.kind === 'tranche') return problemOfWhen(step.when);
  const { length, kind } = step.every;
  const most = kind === 'months' ? MAX_SCHEDULE_MONTHS : MAX_SCHEDULE_DAYS;
  const sound = Number.isSafeInteger(length) && length >= 1 && length * step.count <= most;
  return sound ? problemOfWhen(step.first) : `${step.count} instalments every ${length} ${kind}`;
}

function problemOfWhen(when: When): string | undefined {
  switch (when.kind) {
    case 'date':
      return isCalendarDate(when.on) ? undefined : `${when.on} is not in the calendar`;
    case 'anchored': {
      const { months, days } = when;
      const sound =
        Number.isSafeInteger(months) &&
        Number.isSafeInteger(days) &&
        Math.abs(months) <= MAX_SCHEDULE_MONTHS &&
        Math.abs(days) <= MAX_SCHEDULE_DAYS;
      return sound ? undefined : `${months} months and ${days} days from the ${when.anchor}`;
    }
    case 'event':
      return undefined;
    case 'earlierOf':
    case 'laterOf':
      if (when.arms.length === 0) return `an ${when.kind} of nothing`;
      return when.arms.map(problemOfWhen).find((problem) => problem !== undefined);
  }
}
