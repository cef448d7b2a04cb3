import { median } from '../bench/report';
import { readSchedule } from '../src/core/vesting/grammar/read-schedule';
import {
  figuresOf,
  inOneLine,
  isTooSure,
  type LabelFigures,
  type LabelFile,
  labelFiles,
  type MeasuredText,
  measured,
} from '../test/support/vesting-labels';

/**
 * `npm run vesting:labels`: what the vesting language reads of each labelled footnote, held against its label
 * (test/vesting/README.md): a table, then each text that disagrees. `-- --json` for the same as data; `-- --held-out`
 * shows the texts of the held-out sets, too, which whoever works on the language does without.
 */
interface LabelReport {
  readonly file: string;
  readonly about: string;
  readonly withoutText: number;
  readonly figures: LabelFigures;
  /** Of reading one footnote, in microseconds. */
  readonly microseconds: { readonly median: number; readonly worst: number };
  /** Undefined where a held-out set is not to be shown. */
  readonly disagreements: readonly Disagreement[] | undefined;
}

interface Disagreement {
  readonly id: string;
  readonly verdict: 'FALSE' | 'undetermined' | 'too sure' | 'differs';
  /** What differs, beside the schedule. */
  readonly differs: readonly string[];
  readonly text: string;
  readonly expected: string;
  readonly read: string;
}

const WARM_UP = 3;
const ROUNDS = 15;
/** Of a text that disagrees, so much is shown. */
const SHOWN_LENGTH = 300;

function reportOf({ name, about, heldOut, labels, withoutText }: LabelFile): LabelReport {
  const texts = measured(labels);
  const shown = !heldOut || process.argv.includes('--held-out');
  return {
    file: name,
    about,
    withoutText,
    figures: figuresOf(texts),
    microseconds: timesOf(labels.map(({ text }) => text)),
    disagreements: shown ? texts.flatMap((text) => disagreementOf(text) ?? []) : undefined,
  };
}

function disagreementOf(text: MeasuredText): Disagreement | undefined {
  const { comparison, reading, label } = text;
  const facts = ['certainty', 'settlement', 'conditions', 'progress'] as const;
  const differs = facts.filter((fact) => !comparison[fact]);
  if (comparison.schedule && differs.length === 0) return undefined;
  const missed = comparison.isFalse ? 'FALSE' : 'undetermined';
  const kinds = (list: readonly string[] | undefined) => [...new Set(list)].sort().join(', ') || 'none';
  const beside = (settlement: unknown, conditions: readonly string[] | undefined, progress: unknown) =>
    [
      comparison.settlement ? '' : `settlement ${JSON.stringify(settlement) ?? 'none'}`,
      comparison.conditions ? '' : `conditions ${kinds(conditions)}`,
      comparison.progress ? '' : `progress ${JSON.stringify(progress) ?? 'none'}`,
    ]
      .filter((part) => part !== '')
      .map((part) => `; ${part}`)
      .join('');
  const conditionsRead = reading.conditions.map(({ kind }) => kind);
  return {
    id: text.id,
    verdict: !comparison.schedule ? missed : isTooSure(text) ? 'too sure' : 'differs',
    differs,
    text: text.text.replace(/\s+/g, ' '),
    expected: `${inOneLine(label, label.grantedOn)}${beside(label.settlement, label.conditions, label.progress)}`,
    read: `${inOneLine(reading, label.grantedOn)}${beside(reading.settlement, conditionsRead, reading.progress)}`,
  };
}

/** Median and worst over the texts, each text's time being the median of some rounds. */
function timesOf(texts: readonly string[]): { median: number; worst: number } {
  if (texts.length === 0) return { median: 0, worst: 0 };
  for (let round = 0; round < WARM_UP; round++) for (const text of texts) readSchedule(text);
  const times = texts.map((text) =>
    median(
      Array.from({ length: ROUNDS }, () => {
        const start = process.hrtime.bigint();
        readSchedule(text);
        return Number(process.hrtime.bigint() - start) / 1_000;
      }),
    ),
  );
  return { median: Math.round(median(times)), worst: Math.round(Math.max(...times)) };
}

const COLUMNS = [
  'labels',
  'schedules',
  'certainties',
  'settlements',
  'conditions',
  'progress',
  'undetermined',
  'FALSE',
  'too sure',
  'µs median',
  'worst',
];

function table(reports: readonly LabelReport[]): string {
  const rows = reports.map(({ file, figures, microseconds }) => {
    const { labels } = figures;
    const share = (count: number) => `${count} ${((100 * count) / (labels || 1)).toFixed(1)} %`;
    return [
      file,
      `${labels}`,
      ...[figures.schedules, figures.certainties, figures.settlements, figures.conditions].map(share),
      share(figures.progress),
      ...[figures.undetermined, figures.false, figures.tooSure].map(String),
      `${microseconds.median}`,
      `${microseconds.worst}`,
    ];
  });
  const all = [['', ...COLUMNS], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row.map((cell, at) => (at ? cell.padStart(widths[at]!) : cell.padEnd(widths[0]!))).join('  '),
    )
    .join('\n');
}

function page(reports: readonly LabelReport[]): string {
  const lines = ['What agrees with the labels (undetermined, FALSE: of those whose schedule does not)', ''];
  lines.push(table(reports.filter(({ figures }) => figures.labels > 0)));
  for (const { file, withoutText } of reports) {
    if (withoutText > 0)
      lines.push(
        `${file}: ${withoutText} labels not measured: their texts are in the real filings, not here`,
      );
  }
  for (const { file, about, disagreements } of reports) {
    if (disagreements?.length === 0) continue;
    if (!disagreements) {
      lines.push('', `${file} (${about}): held out, its texts are shown with -- --held-out`);
      continue;
    }
    lines.push('', `${file} (${about}): ${disagreements.length} disagree in something`);
    for (const { id, verdict, differs, text, expected, read } of disagreements) {
      const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
      lines.push('', `${id}  ${verdict}${differs.length > 0 ? ` (${differs.join(', ')})` : ''}`);
      lines.push(`  text   ${shown}`, `  label  ${expected}`, `  read   ${read}`);
    }
  }
  return lines.join('\n');
}

const reports = labelFiles().map(reportOf);
process.stdout.write(
  `${process.argv.includes('--json') ? JSON.stringify(reports, null, 2) : page(reports)}\n`,
);
