import { readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import type { Schedule, VestingStep, When } from '../../src/core/vesting/schedule';
import { expansionOf } from '../support/schedule-expectations';
import { labelFiles, measured } from '../support/vesting-labels';

const UNKNOWN = 'zorbly';
/** Of the texts with one unknown word, so many in a thousand may come out as another schedule; lowered, never raised. */
const MOST_IN_A_THOUSAND = 6;

/**
 * Every third word or figure of every note that is read as labelled is replaced, one at a time, by a word that nobody
 * knows; from note to note it is another third. Then the note may state the same, or less, or nothing; another schedule would be made up.
 */
describe('a note with a word that nobody knows', () => {
  const notes = measured(
    labelFiles().flatMap(({ labels }) => labels.filter(({ label }) => label.text !== undefined)),
  );
  const read = notes.flatMap(({ text, reading, comparison, label }) =>
    reading.schedule && comparison.schedule
      ? [{ text, schedule: reading.schedule, grantedOn: label.grantedOn }]
      : [],
  );

  it('hardly ever gives another schedule', () => {
    const outcomes = read.flatMap(({ text, schedule, grantedOn }, note) =>
      withUnknownWords(text, note).map((changed) => {
        const other = readSchedule(changed).schedule;
        const made = other && expansionOf(other, grantedOn) !== expansionOf(schedule, grantedOn);
        return made && !isWeaker(other, schedule, grantedOn) ? [changed] : [];
      }),
    );
    const other = outcomes.flat();
    expect(outcomes.length).toBeGreaterThan(3_000);
    expect(other.slice(Math.floor((outcomes.length * MOST_IN_A_THOUSAND) / 1_000))).toEqual([]);
  });
});

function withUnknownWords(text: string, note: number): readonly string[] {
  const words = text.matchAll(/\p{L}{2,}|\d[\d,./]*\d|\d/gu);
  const third = [...words].filter((_, place) => (place + note) % 3 === 0);
  return third.map(({ 0: word, index }) => text.slice(0, index) + UNKNOWN + text.slice(index + word.length));
}

/** The same, but for arms of "earlier of" that became some other event: it claims less. */
function isWeaker(other: Schedule, schedule: Schedule, grantedOn: string | undefined): boolean {
  const bare = (given: Schedule) => expansionOf(withoutArms(given), grantedOn);
  const stated = armsOf(schedule);
  const kept = armsOf(other).every((arm) => arm === SOME_EVENT || stated.includes(arm));
  return kept && bare(other) === bare(schedule);
}

const EVENT: When = { kind: 'event', event: 'other' };
const SOME_EVENT = JSON.stringify(EVENT);

function timeOf(step: VestingStep): When {
  return step.kind === 'tranche' ? step.when : step.first;
}

function armsOf({ steps }: Schedule): readonly string[] {
  return steps
    .map(timeOf)
    .flatMap((when) => ('arms' in when ? when.arms.map((arm) => JSON.stringify(arm)) : []));
}

function withoutArms(schedule: Schedule): Schedule {
  const steps = schedule.steps.map((step): VestingStep => {
    if (!('arms' in timeOf(step))) return step;
    return step.kind === 'tranche' ? { ...step, when: EVENT } : { ...step, first: EVENT };
  });
  return { ...schedule, steps };
}
