import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import { readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import type { Certainty, ScheduleReading } from '../../src/core/vesting/schedule';
import {
  type Comparison,
  compareWithExpectation,
  type Expectation,
  expansionOf,
  readExpectations,
  textKey,
} from './schedule-expectations';
import { SHARED } from './shared-material';

const FOLDER = path.resolve(__dirname, '../vesting');
const CORPUS = path.join(SHARED, 'footnotes/vesting-footnotes.jsonl');
const FILINGS = path.join(SHARED, 'filings/xml');

/** What the texts of a file of labels are, in the order in which the files are shown; test/vesting/README.md has more. */
const ABOUT: Readonly<Record<string, string>> = {
  'expectations.jsonl': 'the corpus of real vesting footnotes',
  'filings.jsonl': 'the other notes of the real filings that have its words',
  'unseen.jsonl': 'notes that the language was first measured on',
  'unseen-2.jsonl': 'notes that it was measured on next',
  'unseen-3.jsonl': 'notes that it was measured on at last',
  'practice.jsonl': 'notes that it is built with',
  'met.jsonl': 'shapes of real notes met later',
};
/** Files of this name are measured, and the language is not built with them. */
const HELD_OUT = /^held-out/;

/** A file of labels with the texts that they are about. */
export interface LabelFile {
  readonly name: string;
  readonly about: string;
  /** True when the language is measured on it and not built with it. */
  readonly heldOut: boolean;
  readonly labels: readonly LabelledText[];
  /** How many labels have no text here, because the real filings are not at hand. */
  readonly withoutText: number;
}

export interface LabelledText {
  /** Id of a text of ours; file and footnote of a real one. */
  readonly id: string;
  readonly text: string;
  readonly label: Expectation;
}

/** The files of labels in test/vesting, in the order in which they are shown. */
export function labelFiles(): readonly LabelFile[] {
  const there = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  const names = [...new Set([...Object.keys(ABOUT), ...there.sort()])].filter((name) => there.includes(name));
  return names.map((name) => {
    const all = readExpectations(path.join(FOLDER, name));
    const labels = all.flatMap((label): LabelledText[] => {
      const text = label.text ?? realTexts().get(label.sha256!);
      const id =
        label.id ?? [path.basename(label.source!), label.footnote ?? label.sha256?.slice(0, 8)].join(' ');
      return text === undefined ? [] : [{ id, text, label }];
    });
    const about = ABOUT[name] ?? 'notes of our own wording';
    const withoutText = all.length - labels.length;
    return { name, about, heldOut: HELD_OUT.test(name), labels, withoutText };
  });
}

/** A footnote of a real filing; texts that differ by case and white space only count as one. */
export interface RealFootnote {
  readonly key: string;
  /** Name of the first file that has it, and the footnote's id there. */
  readonly file: string;
  readonly footnote: string;
  readonly text: string;
}

/** Every footnote of the real ownership XML filings, once; none where they are not at hand. */
export function footnotesOfFilings(): readonly RealFootnote[] {
  if (!existsSync(FILINGS)) return [];
  const found = new Map<string, RealFootnote>();
  for (const file of readdirSync(FILINGS).sort()) {
    const parsed = parseDocument(readFileSync(path.join(FILINGS, file)));
    if (parsed.kind !== 'filing') throw new Error(`${file} was rejected`);
    for (const { id, text } of parsed.filing.footnotes) {
      const key = textKey(text);
      if (!found.has(key)) found.set(key, { key, file, footnote: id, text });
    }
  }
  return [...found.values()];
}

let texts: ReadonlyMap<string, string> | undefined;

/** The real texts by their key. */
function realTexts(): ReadonlyMap<string, string> {
  const corpus = existsSync(CORPUS) ? readFileSync(CORPUS, 'utf8').trim().split('\n') : [];
  texts ??= new Map([
    ...footnotesOfFilings().map(({ key, text }): [string, string] => [key, text]),
    ...corpus.map((line): [string, string] => {
      const { text } = JSON.parse(line) as { text: string };
      return [textKey(text), text];
    }),
  ]);
  return texts;
}

/** A labelled text, read. */
export interface MeasuredText extends LabelledText {
  readonly reading: ScheduleReading;
  readonly comparison: Comparison;
}

/** Each text of the labels, read without anything known of its row. */
export function measured(labels: readonly LabelledText[]): readonly MeasuredText[] {
  return labels.map((each) => {
    const reading = readSchedule(each.text);
    return { ...each, reading, comparison: compareWithExpectation(reading, each.label) };
  });
}

/** How many texts agree with their labels, in each respect. */
export interface LabelFigures {
  readonly labels: number;
  readonly schedules: number;
  readonly certainties: number;
  readonly settlements: number;
  readonly conditions: number;
  readonly progress: number;
  /** Of those whose schedule disagrees: no schedule was read. */
  readonly undetermined: number;
  /** Of those whose schedule disagrees: another one was read, or one where there is none. */
  readonly false: number;
  /** The schedule agrees, but the reading is surer of it than the label. */
  readonly tooSure: number;
}

export function figuresOf(texts: readonly MeasuredText[]): LabelFigures {
  const count = (holds: (text: MeasuredText) => boolean) => texts.filter(holds).length;
  return {
    labels: texts.length,
    schedules: count(({ comparison }) => comparison.schedule),
    certainties: count(({ comparison }) => comparison.certainty),
    settlements: count(({ comparison }) => comparison.settlement),
    conditions: count(({ comparison }) => comparison.conditions),
    progress: count(({ comparison }) => comparison.progress),
    undetermined: count(({ comparison }) => !comparison.schedule && !comparison.isFalse),
    false: count(({ comparison }) => comparison.isFalse),
    tooSure: count(isTooSure),
  };
}

const CERTAINTIES: readonly Certainty[] = ['undetermined', 'bounded', 'assumed', 'determined'];

export function isTooSure({ comparison, reading, label }: MeasuredText): boolean {
  return comparison.schedule && CERTAINTIES.indexOf(reading.certainty) > CERTAINTIES.indexOf(label.certainty);
}

/** A label, or a reading, in one line: `bounded, filing + 0 months + 0 days: 1/1 whole`. */
export function inOneLine(said: ScheduleReading | Expectation, grantedOn: string | undefined): string {
  const why = 'spans' in said ? said.reason : said.why;
  const schedule = said.schedule && expansionOf(said.schedule, grantedOn).split('\n');
  if (!schedule) return `${said.certainty}${why ? `: ${why}` : ''}`;
  const shown = schedule.length > 6 ? [...schedule.slice(0, 4), `… ${schedule.length} in all`] : schedule;
  return `${said.certainty}, ${shown.join('; ') || 'a schedule without steps'}`;
}
