import { readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import type { Certainty } from '../../src/core/vesting/schedule';
import { expansionOf } from '../support/schedule-expectations';
import { sharedIsThere } from '../support/shared-material';
import {
  figuresOf,
  footnotesOfFilings,
  labelFiles,
  type MeasuredText,
  measured,
} from '../support/vesting-labels';

const there = sharedIsThere('vesting footnotes of the real filings');
/** Of the schedules of the corpus, so many must agree; the others must be undetermined, never false. */
const FLOOR = 0.97;

(there ? describe : describe.skip)('vesting footnotes of the real filings', () => {
  const files = new Map(there ? labelFiles().map((file) => [file.name, file]) : []);
  const corpus = there ? measured(files.get('expectations.jsonl')!.labels) : [];
  const others = there ? measured(files.get('filings.jsonl')!.labels) : [];
  const footnotes = there ? footnotesOfFilings() : [];
  const readings = footnotes.map((note) => ({ ...note, reading: readSchedule(note.text) }));
  const labelled = new Map([...corpus, ...others].map((text) => [text.label.sha256!, text]));
  const shown = ({ id, reading }: MeasuredText) => [id, reading.certainty, reading.reason];

  it('are all there, with a label for each that has the words of vesting', () => {
    expect([corpus.length, others.length, footnotes.length]).toEqual([152, 64, 1_741]);
    const words = /vest|exercisable|laps/i;
    expect(footnotes.filter(({ key, text }) => words.test(text) && !labelled.has(key))).toEqual([]);
  });

  it('of the corpus agree with their labels in 97 of 100 schedules', () => {
    const { schedules, labels } = figuresOf(corpus);
    expect(schedules / labels).toBeGreaterThanOrEqual(FLOOR);
  });

  it('that do not agree are undetermined, not false', () => {
    const wrong = [...corpus, ...others].filter(({ comparison }) => !comparison.schedule);
    expect(wrong.filter(({ reading }) => reading.certainty !== 'undetermined').map(shown)).toEqual([]);
  });

  it('are as sure as their labels in 97 of 100, and none is surer', () => {
    const { certainties, labels } = figuresOf([...corpus, ...others]);
    expect(certainties / labels).toBeGreaterThanOrEqual(FLOOR);
    expect(figuresOf([...corpus, ...others]).tooSure).toBe(0);
  });

  it('give no schedule where a reader finds none, among all that are filed', () => {
    const given = readings.filter(({ reading }) => reading.schedule);
    const unfounded = given.filter(({ key, reading }) => {
      const label = labelled.get(key)?.label;
      return (
        !label?.schedule ||
        expansionOf(reading.schedule!, label.grantedOn) !== expansionOf(label.schedule, label.grantedOn)
      );
    });
    expect(unfounded.map(({ file, footnote, text }) => ({ file, footnote, text }))).toEqual([]);
  });

  it('say nothing of settlement, progress or conditions where they tell of other things', () => {
    // What a unit is a right to is told by notes without a word of vesting, too.
    const ofUnits = /\b(?:units?|[rpd]sus?)\b/i;
    const telling = readings.filter(
      ({ key, text, reading: { settlement, progress, conditions } }) =>
        !labelled.has(key) && ((settlement && !ofUnits.test(text)) || progress || conditions.length > 0),
    );
    expect(telling.map(({ file, footnote, text }) => ({ file, footnote, text }))).toEqual([]);
  });

  it('are of each certainty in the numbers that a reader finds, give or take three', () => {
    const found = { determined: 0, assumed: 0, bounded: 0, undetermined: 0 };
    const read = { ...found };
    for (const { key, reading } of readings) {
      found[labelled.get(key)?.label.certainty ?? 'undetermined']++;
      read[reading.certainty]++;
    }
    expect(found).toEqual({ determined: 27, assumed: 16, bounded: 61, undetermined: 1_637 });
    const apart = Object.entries(read).map(([certainty, count]) =>
      Math.abs(count - found[certainty as Certainty]),
    );
    expect(Math.max(...apart)).toBeLessThanOrEqual(3);
  });
});
