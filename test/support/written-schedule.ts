import type { Portion, ScheduleReading, VestingStep, When } from '../../src/core/vesting/schedule';

/**
 * A reading in one line, for tables of phrases: its certainty, then each step. `1/4 grant+12` is a quarter a year
 * after the grant, `(rest) x36/1 2024-02-01` what remains in 36 monthly instalments, the first on that day.
 */
export function written({ certainty, schedule }: ScheduleReading): string {
  if (!schedule) return certainty;
  const before = schedule.vestedBefore ? [`${portion(schedule.vestedBefore)} before`] : [];
  const early = schedule.exercisableBeforeVesting ? ['early'] : [];
  return `${certainty}: ${[...before, ...schedule.steps.map(step), ...early].join('; ')}`;
}

function step(given: VestingStep): string {
  if (given.kind === 'tranche') return `${portion(given.portion)} ${time(given.when)}`;
  const { of, count, every, first, dayOfMonth } = given;
  const amount = of === 'each' ? portion(given.portion) : `(${portion(given.portion)})`;
  const rule = dayOfMonth.startsWith('VESTING') ? '' : ` day ${dayOfMonth.slice(0, 2)}`;
  return `${amount} x${count}/${every.length}${every.kind === 'days' ? 'd' : ''} ${time(first)}${rule}`;
}

function portion(given: Portion): string {
  if (given.kind === 'remaining') return 'rest';
  if (given.kind === 'units') return given.units;
  return given.numerator === given.denominator ? 'all' : `${given.numerator}/${given.denominator}`;
}

function time(when: When): string {
  switch (when.kind) {
    case 'date':
      return when.on;
    case 'anchored':
      return `${when.anchor}+${when.months}${when.days > 0 ? `+${when.days}d` : ''}`;
    case 'event':
      return when.event;
    default:
      return `${when.kind}(${when.arms.map(time).join(', ')})`;
  }
}
