import type { ScheduleReading } from '../../core/vesting/schedule';
import { type ScheduleAnswer, type ScheduleQuestion, scheduleReading } from '../../services/schedule-reading';
import type { Format, Output } from '../output';
import { grouped, LINE_WIDTH, noteLines, plainText, wrap } from '../text-table';
import { scheduleText, tranchesText, whenText } from '../vesting-text';

/** `holdings schedule TEXT --units N`: what a footnote says of vesting, storing nothing. */
export async function schedule(question: ScheduleQuestion, format: Format, output: Output): Promise<void> {
  const answer = scheduleReading(question);
  if (format === 'json') await output.json(answer);
  else await output.lines(answerText(answer));
}

function answerText({ text, terms, allocation, reading, tranches }: ScheduleAnswer): string[] {
  const units = `${grouped(terms.units)} units`;
  const lines = [
    `“${plainText(text)}”`,
    `${units}: ${tranches.certainty}${tranches.undetermined ? `, ${tranches.undetermined}` : ''}`,
  ].flatMap((line) => wrap(line, LINE_WIDTH));
  const section = (title: string, told: readonly string[]) => {
    if (told.length > 0) lines.push('', title, ...told.flatMap(noteLines));
  };
  section('Understood', spansText(text, reading));
  if (reading.schedule) section('Schedule', scheduleText(reading.schedule));
  section('Settlement', reading.settlement ? [settlementText(reading)] : []);
  section('Progress', progressText(reading));
  section('Assumed', tranches.assumptions);
  section('Speaks for it', tranches.evidence);
  section('Does not fit', tranches.doubts);
  for (const { schedule: other, reason } of reading.alternatives) {
    section(`Another reading: ${reason}`, scheduleText(other));
  }
  if (reading.reason && reading.reason !== tranches.undetermined) section('Why not more', [reading.reason]);
  if (tranches.undetermined === undefined) {
    lines.push('', `Tranches (${allocation})`, ...tranchesText(tranches.tranches));
  }
  return lines;
}

function spansText(text: string, { spans, conditions }: ScheduleReading): string[] {
  const quoted = ({ start, end, meaning }: ScheduleReading['spans'][number], more = '') =>
    `${start}–${end} “${text.slice(start, end)}”: ${meaning}${more}`;
  return [
    ...spans.map((span) => quoted(span)),
    ...conditions.map(({ kind, span }) => quoted(span, `, condition (${kind})`)),
  ];
}

function settlementText({ settlement }: ScheduleReading): string {
  const how = settlement?.in === undefined ? 'not said in what' : `in ${settlement.in}`;
  const { when } = settlement ?? {};
  return when === undefined ? how : `${how}; delivered: ${whenText(when)}`;
}

function progressText({ progress }: ScheduleReading): string[] {
  if (!progress) return [];
  const { vested, unvested } = progress;
  return [
    ...(vested === undefined ? [] : [`${grouped(vested)} had vested when it was filed`]),
    ...(unvested === undefined ? [] : [`${grouped(unvested)} had not vested when it was filed`]),
  ];
}
