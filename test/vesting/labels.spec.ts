import { tranchesOf } from '../../src/core/vesting/tranches';
import { expansionOf } from '../support/schedule-expectations';
import { figuresOf, isTooSure, type LabelFile, labelFiles, measured } from '../support/vesting-labels';

/**
 * What is held of each file of labels whose texts are here: raised when the language gets better, never lowered.
 * `npm run vesting:labels` prints where it stands.
 */
const HELD: Readonly<Record<string, Held>> = {
  'unseen.jsonl': { schedules: 0.93, certainties: 0.93, false: 0, tooSure: 0 },
  'unseen-2.jsonl': { schedules: 0.95, certainties: 0.95, false: 0, tooSure: 1 },
  'unseen-3.jsonl': { schedules: 0.95, certainties: 0.95, false: 0, tooSure: 0 },
  'practice.jsonl': { schedules: 0.96, certainties: 0.96, false: 0, tooSure: 0 },
  'met.jsonl': { schedules: 0.93, certainties: 0.93, false: 0, tooSure: 0 },
};
/** At least these parts of the labels agree, and at most so many readings are false, or surer than the label. */
interface Held {
  readonly schedules: number;
  readonly certainties: number;
  readonly false: number;
  readonly tooSure: number;
}
const own = labelFiles().filter(({ name }) => name in HELD);

describe.each(own.map((file): [string, LabelFile] => [file.name, file]))('the labels of %s', (name, file) => {
  const texts = measured(file.labels);
  const figures = figuresOf(texts);

  it('are told apart by their ids', () => {
    expect(new Set(file.labels.map(({ id }) => id)).size).toBe(file.labels.length);
  });

  it('state a schedule unless they are undetermined, and one whose parts fit into an award', () => {
    const terms = {
      units: '100000000',
      grantedOn: '2024-01-15',
      vestingStartsOn: '2024-01-15',
      filedOn: '2024-01-17',
    };
    for (const { id, label } of file.labels) {
      expect([id, label.schedule !== undefined]).toEqual([id, label.certainty !== 'undetermined']);
      if (!label.schedule) continue;
      expect(expansionOf(label.schedule)).not.toBe('');
      expect([id, tranchesOf(label.schedule, terms).undetermined]).toEqual([id, undefined]);
    }
  });

  it('agree with what is read in as many schedules and certainties as they did', () => {
    expect(figures.schedules / figures.labels).toBeGreaterThanOrEqual(HELD[name]!.schedules);
    expect(figures.certainties / figures.labels).toBeGreaterThanOrEqual(HELD[name]!.certainties);
  });

  it('are contradicted by no more schedules that are read', () => {
    const wrong = texts.filter(({ comparison }) => comparison.isFalse).map(({ id }) => id);
    expect(wrong.slice(HELD[name]!.false)).toEqual([]);
  });

  it('are less sure than what is read in no more texts', () => {
    const surer = texts.filter(isTooSure).map(({ id }) => id);
    expect(surer.slice(HELD[name]!.tooSure)).toEqual([]);
  });
});
