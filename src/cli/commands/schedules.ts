import type { Clocks } from '../../services/clocks';
import { type ScheduledLot, SchedulesService, type SchedulesSummary } from '../../services/schedules.service';
import { foldBasisText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, grouped, textTable } from '../text-table';

const CSV: CsvColumns<ScheduledLot> = [
  ['personId', ({ personId }) => personId],
  ['lotId', ({ lotId }) => lotId],
  ['issuerName', ({ issuerName }) => issuerName],
  ['title', ({ title }) => title],
  ['units', ({ units }) => units],
  ['certainty', ({ certainty }) => certainty],
  ['reason', ({ reason }) => reason],
  ['source', ({ source }) => source],
  ['filingKey', ({ filingKey }) => filingKey],
  ['footnote', ({ footnote }) => footnote],
  ['text', ({ text }) => text],
];

const COLUMNS: readonly Column[] = [
  { title: 'Schedule' },
  { title: 'Lots', align: 'right' },
  { title: 'Because', width: 60 },
  { title: 'Such as', width: 40 },
];

/** `holdings schedules`: how many derivative lots have a schedule, only bounds, or none, and why. */
export function schedules(clocks: Clocks, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const report = await ledger.get(SchedulesService).report(clocks);
    const { basis, summary, reasons, otherRules, lots } = report;
    if (otherRules.length > 0) {
      output.note(
        `holdings: rows made by rules ${otherRules.join(', ')} are counted as they are; rebuild them`,
      );
    }
    if (format === 'json') return output.json({ basis, summary, reasons, lots });
    if (format === 'csv') return writeCsv(CSV, lots, output);
    const rows = reasons.map(({ certainty, reason, lots: number, example }) => ({
      cells: [certainty, grouped(String(number)), reason, `${example.title} of ${example.personId}`],
    }));
    await output.lines([
      foldBasisText(basis),
      ...summaryText(summary),
      ...(rows.length > 0 ? ['', ...textTable(COLUMNS, rows)] : []),
    ]);
  });
}

function summaryText({
  persons,
  lots,
  determined,
  assumed,
  bounded,
  undetermined,
}: SchedulesSummary): string[] {
  const of = (number: number) => grouped(String(number));
  const people = persons === 1 ? '1 reporting person' : `${of(persons)} reporting persons`;
  return [
    `${of(lots)} derivative lots of ${people}, a jointly reported lot once`,
    `${of(determined)} have a determined schedule, ${of(assumed)} one under assumptions, ` +
      `${of(bounded)} bounds only, ${of(undetermined)} none`,
  ];
}
