import fc from 'fast-check';
import { isCalendarDate } from '../../src/core/values/calendar-date';
import { add, toUnits } from '../../src/core/values/quantity';
import { MAX_FOOTNOTE_LENGTH, readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import { lotOn } from '../../src/core/vesting/lot-position';
import { tranchesOfReading } from '../../src/core/vesting/reading-tranches';
import type { LotTerms, ScheduleReading, VestingStep, When } from '../../src/core/vesting/schedule';
import { HOSTILE_PHRASES, hostileNote, OPENINGS } from '../support/hostile-notes';
import { expansionOf } from '../support/schedule-expectations';
import { statedSchedules } from '../support/stated-schedules';
import { labelFiles } from '../support/vesting-labels';

/** Texts as notes are written: of our own labels, which are in this repository, and made up. */
const ours = labelFiles()
  .flatMap(({ labels }) => labels)
  .filter(({ label }) => label.text !== undefined)
  .map(({ text }) => text);
const phrase = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_PHRASES) },
  { weight: 1, arbitrary: fc.constantFrom(...ours.flatMap((text) => text.split(/(?<=[,;.] )/))) },
);
const phrases = fc.array(phrase, { maxLength: 40 }).map((list) => list.join(''));
const anyNote = fc.oneof(
  { weight: 3, arbitrary: phrases },
  { weight: 1, arbitrary: fc.constantFrom(...ours) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
);

describe('what is read of any note', () => {
  it('is well formed, and reading it never throws', () => {
    fc.assert(
      fc.property(anyNote, (text) => expectWellFormed(readSchedule(text), text)),
      { numRuns: 3_000 },
    );
  });

  it('is well formed where a phrase is said again and again', () => {
    for (const opening of OPENINGS) {
      for (const phrase of HOSTILE_PHRASES) {
        const text = hostileNote(opening, phrase, 1_000);
        expectWellFormed(readSchedule(text), text);
      }
    }
  });

  it('is nothing where it is longer than any footnote', () => {
    const text = hostileNote('The options vest ', 'on January 1, 2024 ', MAX_FOOTNOTE_LENGTH + 1);
    expect(readSchedule(text)).toMatchObject({ certainty: 'undetermined', spans: [], conditions: [] });
  });
});

describe('the same text', () => {
  it('gives the same reading every time, whatever was read in between', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (text, other) => {
        const first = readSchedule(text);
        readSchedule(other);
        expect(readSchedule(text)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  const spaced: Readonly<Record<string, (text: string) => string>> = {
    'in lines': (text) => text.replaceAll(' ', '\n'),
    'in wide spaces': (text) => ` ${text.replaceAll(' ', ' \t\u00a0 ')}\r\n`,
    'in spaces of other scripts': (text) => text.replaceAll(' ', '\u3000'),
  };
  it.each(Object.keys(spaced))('says the same %s', (how) => {
    for (const text of ours) expect(gist(spaced[how]!(text))).toEqual(gist(text));
  });
});

describe('the same text in other letters', () => {
  const letters: Readonly<Record<string, (text: string) => string>> = {
    capitals: (text) => text.toUpperCase(),
    'small letters': (text) => text.toLowerCase(),
  };

  // Names, and "may" the month, are told by their capitals: a note without them may say less.
  it.each(Object.keys(letters))('gives another schedule for hardly any note: %s', (how) => {
    const other = ours.filter((text) => {
      const read = readSchedule(letters[how]!(text)).schedule;
      const meant = readSchedule(text).schedule;
      return read && (!meant || expansionOf(read) !== expansionOf(meant));
    });
    expect(other.slice(Math.floor((ours.length * MOST_OTHER) / 100))).toEqual([]);
  });
});

/** Of a hundred notes; lowered, never raised. */
const MOST_OTHER = 2;

describe('tranches of any reading', () => {
  const terms: fc.Arbitrary<LotTerms> = fc.record(
    {
      units: fc.integer({ min: 1, max: 1_000_000 }).map(String),
      grantedOn: fc.constantFrom('2019-02-28', '2023-12-31', '2024-02-29', '2025-06-15'),
      filedOn: fc.constantFrom('2019-03-01', '2024-03-01', '2026-01-31'),
      exercisableOn: fc.constantFrom('2020-01-01', '2024-01-01'),
      expiresOn: fc.constantFrom('2030-01-01', '2034-02-28'),
    },
    { requiredKeys: ['units'] },
  );
  const telling = fc.oneof(
    fc.constantFrom(...ours),
    statedSchedules.map(({ text }) => text),
    phrases,
  );

  it('come to the grant, no more and no less, and nothing has vested the day before it', () => {
    fc.assert(
      fc.property(telling, terms, (text, lot) => {
        const reading = readSchedule(text, lot);
        const { tranches } = tranchesOfReading(reading, lot);
        expect(tranches.map(({ units }) => units).reduce(add, '0')).toBe(lot.units);
        expect(tranches.filter(({ units }) => toUnits(units) < 0n)).toEqual([]);
        const { grantedOn } = lot;
        if (grantedOn === undefined) return;
        const vesting = {
          terms: lot,
          tranches,
          draws: [],
          exercisableBeforeVesting: reading.schedule?.exercisableBeforeVesting ?? false,
        };
        const before = lotOn(`${Number(grantedOn.slice(0, 4)) - 1}-12-31`, vesting);
        expect([before.vested, before.exercisable, before.atMost.vested]).toEqual(['0', '0', '0']);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** What a text says, without the places where it says it and the words that are quoted from it. */
function gist(text: string): unknown {
  const { certainty, schedule, settlement, progress, conditions, assumptions } = readSchedule(text);
  return {
    certainty,
    schedule,
    settlement,
    progress,
    conditions: conditions.map(({ kind }) => kind),
    assumptions,
  };
}

function expectWellFormed(reading: ScheduleReading, text: string): void {
  const { certainty, schedule, reason, assumptions, alternatives, spans, conditions } = reading;
  expect(schedule === undefined).toBe(certainty === 'undetermined');
  if (certainty === 'undetermined' || certainty === 'bounded')
    expect(reason).toEqual(expect.stringMatching(/\S/));
  if (certainty === 'determined') expect([assumptions, alternatives]).toEqual([[], []]);
  for (const { start, end } of [...spans, ...conditions.map(({ span }) => span)]) {
    expect(0 <= start && start < end && end <= text.length).toBe(true);
    // What is cited is what was filed: from the start of a word to the end of one.
    expect(text.slice(start, end)).toEqual(expect.stringMatching(/^\S(?:.*\S)?$/su));
  }
  for (let place = 1; place < spans.length; place++) {
    expect(spans[place]!.start).toBeGreaterThanOrEqual(spans[place - 1]!.start);
    expect(spans[place]!.end).toBeGreaterThanOrEqual(spans[place - 1]!.end);
  }
  for (const other of [schedule, ...alternatives.map((each) => each.schedule)]) {
    for (const step of other?.steps ?? []) expectSound(step);
  }
}

function expectSound(step: VestingStep): void {
  const { portion } = step;
  if (portion.kind === 'fraction') {
    expect(portion.denominator).toBeGreaterThan(0);
    expect(portion.numerator / portion.denominator).toBeGreaterThan(0);
    expect(portion.numerator / portion.denominator).toBeLessThanOrEqual(1);
  }
  if (portion.kind === 'units') expect(toUnits(portion.units)).toBeGreaterThan(0n);
  if (step.kind === 'instalments') {
    expect(Number.isInteger(step.count) && step.count > 0).toBe(true);
    expect(Number.isInteger(step.every.length) && step.every.length > 0).toBe(true);
  }
  expectTime(step.kind === 'tranche' ? step.when : step.first);
}

function expectTime(when: When): void {
  if (when.kind === 'date') expect([when.on, isCalendarDate(when.on)]).toEqual([when.on, true]);
  if (when.kind === 'anchored') expect([when.months, when.days].every(Number.isInteger)).toBe(true);
  if (when.kind === 'earlierOf' || when.kind === 'laterOf') {
    expect(when.arms.length).toBeGreaterThan(1);
    when.arms.forEach(expectTime);
  }
}
